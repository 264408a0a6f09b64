"""The text of a ruleset goes in; its nodes with their routes, and exact edits of it, come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Route = tuple[str | int, ...]
Edit = tuple[int, int, str]  # what stands from one character to another is replaced
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Site:
    """One value in the file: where it is, the key before it, and what holds it."""

    route: Route
    value: Node
    key: ScalarNode | None  # None in a list
    above: Site | None

    @property
    def word(self) -> str:
        """The text of a single value, else nothing."""
        return str(self.value.value) if isinstance(self.value, ScalarNode) else ""

    @property
    def size(self) -> int:
        return len(self.value.value)

    @property
    def owner(self) -> str:
        """The nearest key above that is a word of the language and no `all`, `any` or `not`."""
        names = [one for one in self.route if isinstance(one, str)]
        return next((one for one in reversed(names) if one not in ("all", "any", "not")), "")


class Text:
    """A ruleset's text, its sites in the order of the file, and the same as plain data."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain: dict[str, Any] = yaml.load(text, Loader=_LOADER)
        root = yaml.compose(text, Loader=_LOADER)
        assert isinstance(root, MappingNode)
        self.root = Site((), root, None, None)
        self.sites: dict[Route, Site] = {one.route: one for one in _below(self.root)}

    def written(self, site: Site) -> str:
        """A value on one line, so that it can be written anywhere."""
        value: Any = self.plain
        for step in site.route:
            value = value[step]
        told = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
        return told.removesuffix("...\n").strip()

    def applied(self, edits: tuple[Edit, ...]) -> str:
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def line(self, edits: tuple[Edit, ...]) -> int:
        return self.text.count("\n", 0, edits[0][0]) + 1

    # --- edits ---------------------------------------------------------------------------------

    def drop(self, site: Site) -> tuple[Edit, ...]:
        """The entry is taken away; with it the list or mapping that it was all of."""
        above = site.above
        assert above is not None
        if above.size == 1 and above.above is not None and isinstance(site.route[-1], int):
            return self.drop(above)
        spans = list(_entries(above.value))
        at = [start for start, _ in spans].index(_start(site))
        start, end = spans[at]
        if above.size == 1:
            return ((above.value.start_mark.index, _end(above.value), "{}"),)
        if at + 1 < len(spans):
            return ((start, spans[at + 1][0], ""),)
        if above.value.flow_style:
            return ((spans[at - 1][1], end, ""),)
        return ((self.text.rfind("\n", 0, start), end, ""),)

    def put(self, site: Site, new: str) -> tuple[Edit, ...]:
        return ((site.value.start_mark.index, _end(site.value), new),)

    def rename(self, site: Site, new: str) -> tuple[Edit, ...]:
        assert site.key is not None
        return ((site.key.start_mark.index, site.key.end_mark.index, new),)

    def swap(self, one: Site, other: Site) -> tuple[Edit, ...]:
        first, second = self.written(one), self.written(other)
        return (*self.put(one, second), *self.put(other, first))


def _below(site: Site) -> Iterator[Site]:
    node = site.value
    if isinstance(node, MappingNode):
        children = [(str(key.value), value, key) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        children = [(number, value, None) for number, value in enumerate(node.value)]
    else:
        return
    for step, value, key in children:
        one = Site((*site.route, step), value, key, site)
        yield one
        yield from _below(one)


def _entries(node: Node) -> Iterator[tuple[int, int]]:
    for one in node.value:
        first, last = one if isinstance(node, MappingNode) else (one, one)
        yield first.start_mark.index, _end(last)


def _start(site: Site) -> int:
    node = site.key if site.key is not None else site.value
    return int(node.start_mark.index)


def _end(node: Node) -> int:
    """Where a node ends; PyYAML lets a block reach to the next token."""
    if isinstance(node, ScalarNode) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)
