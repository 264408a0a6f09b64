"""YAML events in, nodes out; keys, anchors, aliases and tags are judged on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from ..diagnostics.codes import (
    ALIAS_OR_MERGE,
    AMBIGUOUS_SCALAR,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    Code,
)
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.wording import shown
from .scalars import key_trap
from .tree import ListNode, MapNode, Mark, Node, ScalarNode, span

MOST_NODES = 200_000
MOST_FINDINGS = 500  # a file with more is not a rule with faults but something else
FIRST_GIVEN = Words(zh="第一次写在这里", en="first given here")


@dataclass(slots=True, kw_only=True)
class Frame:
    """A mapping or list whose end has not come yet."""

    start: Mark
    flow: bool
    keys: dict[str, ScalarNode] | None  # None for a list
    values: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: ScalarNode | None = None  # the key whose value comes next
    last: Mark | None = None  # where the last child ended

    def node(self, end: Mark) -> Node:
        # The end mark of a block runs on to the next token; it ends where its last child does.
        until = end if self.flow or self.last is None else self.last
        if self.keys is None:
            return ListNode(items=tuple(self.items), start=self.start, end=until)
        return MapNode(keys=self.keys, values=self.values, start=self.start, end=until)


class Composer:
    """Builds the tree of one document from its events."""

    def __init__(self, *, file: str, lines: tuple[str, ...]) -> None:
        self.file = file
        self.lines = lines
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0
        self.second_document: Mark = (0, 0)
        self.findings: list[Finding] = []
        self._stack: list[Frame] = []

    def depth(self) -> int:
        return len(self._stack)

    def feed(self, event: Any) -> None:
        """Takes the next event of the stream."""
        kind = type(event)
        self.nodes += 1
        if kind is yaml.ScalarEvent:
            self._refuse(event)
            self._add(self._scalar(event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse(event)
            keys: dict[str, ScalarNode] | None = {} if kind is yaml.MappingStartEvent else None
            self._stack.append(Frame(start=_start(event), flow=bool(event.flow_style), keys=keys))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._add(self._stack.pop().node(_end(event)))
        elif kind is yaml.AliasEvent:
            self._report(ALIAS_OR_MERGE, {"found": f"*{event.anchor}"}, _start(event), _end(event))
            self._add(_hole(_start(event), _end(event)))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            self.second_document = _start(event)

    def _scalar(self, event: Any) -> ScalarNode:
        start, end = _start(event), _end(event)
        if event.style in ("|", ">"):
            end = self._trimmed(start, end)
        return ScalarNode(text=event.value, plain=not event.style, start=start, end=end)

    def _trimmed(self, start: Mark, end: Mark) -> Mark:
        """The end of a block of text without the blank lines and comments behind it."""
        row = min(end[0], len(self.lines)) - 1 if end[1] == 0 else end[0]
        while row > start[0] and not self.lines[row].strip():
            row -= 1
        return row, len(self.lines[row])

    def _refuse(self, event: Any) -> None:
        """Anchors and tags: nothing in the language needs them, and they hide what is meant."""
        start = _start(event)
        if event.anchor:
            found = f"&{event.anchor}"
            self._report(ALIAS_OR_MERGE, {"found": found}, start, (start[0], start[1] + 1))
        if event.tag:
            found = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(ALIAS_OR_MERGE, {"found": found}, start, (start[0], start[1] + 1))

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        frame.last = node.end
        if frame.keys is None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(frame.keys, node)
        else:
            if not frame.key.hole:
                frame.keys[frame.key.text] = frame.key
                frame.values[frame.key.text] = node
            frame.key = None

    def _key(self, known: dict[str, ScalarNode], node: Node) -> ScalarNode:
        """The key as a node; a hole, whose value is dropped, if it cannot be one."""
        hole = _hole(node.start, node.end)
        if not isinstance(node, ScalarNode):
            self._report(KEY_NOT_TEXT, {}, node.start, node.end)
            return hole
        if node.hole:
            return hole
        if not node.text:
            self._report(KEY_NOT_TEXT, {}, node.start, node.end)
            return hole
        if node.plain and node.text == "<<":
            self._report(ALIAS_OR_MERGE, {"found": "<<"}, node.start, node.end)
            return hole
        advice = key_trap(node)
        if advice is not None:
            values = {"found": shown(node.text), "advice": advice}
            self._report(AMBIGUOUS_SCALAR, values, node.start, node.end)
            return hole
        if node.text in known:
            self._duplicate(node, known[node.text])
            return hole
        return node

    def _duplicate(self, key: ScalarNode, first: ScalarNode) -> None:
        place = span(self.file, self.lines, first.start, first.end)
        related = (Related(route=(), message=FIRST_GIVEN, key=True, span=place),)
        here = span(self.file, self.lines, key.start, key.end)
        values = {"key": shown(key.text)}
        self.findings.append(make(DUPLICATE_KEY, values, span=here, related=related))

    def _report(self, code: Code, values: dict[str, object], start: Mark, end: Mark) -> None:
        place = span(self.file, self.lines, start, end)
        self.findings.append(make(code, values, span=place))


def _hole(start: Mark, end: Mark) -> ScalarNode:
    return ScalarNode(text="", plain=True, start=start, end=end, hole=True)


def _start(event: Any) -> Mark:
    return event.start_mark.line, event.start_mark.column


def _end(event: Any) -> Mark:
    return event.end_mark.line, event.end_mark.column
