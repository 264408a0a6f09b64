"""The nodes of one document with their marks: routes in, nodes and places in the file out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..diagnostics.places import Places, Route, Span

_MOST = 240  # characters of a node that a sentence may want; a file can be one long line

Mark: TypeAlias = tuple[int, int]  # line and column, both from 0, the column in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarNode:
    """One word, number or text; `plain` if it stood without quotes.

    A `hole` is something that the language does not have (an alias); it is already reported.
    """

    text: str
    plain: bool
    start: Mark
    end: Mark
    hole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNode:
    items: tuple[Node, ...]
    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """Keys to values in the order of the file; every key is text and stands once."""

    keys: Mapping[str, ScalarNode]
    values: Mapping[str, Node]
    start: Mark
    end: Mark


Node: TypeAlias = ScalarNode | ListNode | MapNode


def child(node: Node, step: str | int) -> Node | None:
    """What stands in `node` under a key or at a position."""
    if isinstance(node, MapNode):
        return node.values.get(step) if isinstance(step, str) else None
    if isinstance(node, ListNode) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def descend(node: Node, route: Route) -> Node | None:
    """What `route` leads to; position 0 of what is no list is that one thing itself.

    The language lets one thing stand for a list of one, and routes are made from the model, where
    it is a list.
    """
    at: Node | None = node
    for step in route:
        if at is None:
            return None
        if step == 0 and isinstance(step, int) and not isinstance(at, ListNode):
            continue
        at = child(at, step)
    return at


def as_written(node: Node, route: Route) -> Route:
    """A route of the model as one of the document: without the position of what is no list."""
    at: Node | None = node
    steps: list[str | int] = []
    for step in route:
        if step == 0 and isinstance(step, int) and isinstance(at, (ScalarNode, MapNode)):
            continue
        steps.append(step)
        at = child(at, step) if at is not None else None
    return tuple(steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """One document: its file, its lines and its root."""

    file: str
    lines: tuple[str, ...]
    root: MapNode

    def places(self) -> Places:
        """Where every route of the document stands; spans are made when they are asked for."""
        return Places(keys=_KeySpans(self), values=_ValueSpans(self))

    def span(self, start: Mark, end: Mark) -> Span:
        return span(self.file, self.lines, start, end)

    def written(self, node: Node) -> str:
        """The first line of a node as it stands in the file."""
        line = self.lines[node.start[0]] if node.start[0] < len(self.lines) else ""
        start = node.start[1]
        if node.end[0] == node.start[0]:
            return line[start : min(node.end[1], start + _MOST)]
        return f"{line[start : start + _MOST].rstrip()} …"


def span(file: str, lines: tuple[str, ...], start: Mark, end: Mark) -> Span:
    """Two marks as a span of `file`, with the line that it begins on."""
    return Span(
        file=file,
        line=start[0] + 1,
        column=start[1] + 1,
        end_line=end[0] + 1,
        end_column=end[1] + 1,
        text=lines[start[0]] if start[0] < len(lines) else "",
    )


class _ValueSpans(Mapping[Route, Span]):
    """The span of the value at each route, looked up in the tree: most are never asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def __getitem__(self, route: Route) -> Span:
        node = descend(self._tree.root, route)
        if node is None:
            raise KeyError(route)
        return self._tree.span(node.start, node.end)

    def __iter__(self) -> Iterator[Route]:
        return (route for route, _ in _routes(self._tree.root, ()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _KeySpans(_ValueSpans):
    """The span of the key at each route that has one."""

    def __getitem__(self, route: Route) -> Span:
        parent = descend(self._tree.root, route[:-1]) if route else None
        last = route[-1] if route else 0
        if isinstance(parent, MapNode) and isinstance(last, str) and last in parent.keys:
            key = parent.keys[last]
            return self._tree.span(key.start, key.end)
        raise KeyError(route)

    def __iter__(self) -> Iterator[Route]:
        return (route for route, _ in _routes(self._tree.root, ()) if _is_key(route))


def _is_key(route: Route) -> bool:
    return bool(route) and isinstance(route[-1], str)


def _routes(node: Node, route: Route) -> Iterator[tuple[Route, Node]]:
    yield route, node
    if isinstance(node, MapNode):
        for key, value in node.values.items():
            yield from _routes(value, (*route, key))
    elif isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            yield from _routes(item, (*route, index))
