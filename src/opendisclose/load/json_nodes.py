"""JSON text in, the same tree of nodes as from YAML out.

YAML is not quite a superset of JSON: tabs, `\\ud83d\\ude00` and keys of more than 1024 characters
are read differently, so JSON is read by itself.
"""

from __future__ import annotations

import bisect
import json
import re

from ..diagnostics.codes import DUPLICATE_KEY, KEY_NOT_TEXT, TOO_LARGE, YAML_SYNTAX, Code
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.wording import shown
from .composer import FIRST_GIVEN, MOST_FINDINGS, MOST_NODES
from .nodes import DEPTH, Parsed, rooted, too_much
from .source import LINE_END
from .tree import ListNode, MapNode, Mark, Node, ScalarNode, span

_BLANK = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_WORD = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")


class _StoppedError(Exception):
    """Where reading stopped, and why."""

    def __init__(self, at: int, what: Words, code: Code = YAML_SYNTAX) -> None:
        super().__init__(what.en)
        self.at = at
        self.what = what
        self.code = code


def parse_json(text: str, *, file: str) -> Parsed:
    """The one object that `text` holds; `file` is its name in findings."""
    lines = tuple(LINE_END.split(text))
    starts = (0, *(found.end() for found in LINE_END.finditer(text)))
    return _parsed(_Reader(text, file, lines, starts))


def parse_json_line(lines: tuple[str, ...], row: int, *, file: str) -> Parsed:
    """The one object that a line holds; `row` is its place among `lines`, from 0."""
    return _parsed(_Reader(lines[row], file, lines, (0,), row))


def _parsed(reader: _Reader) -> Parsed:
    try:
        root = reader.document()
    except _StoppedError as fault:
        reader.report(fault.code, {"what": fault.what}, fault.at, fault.at + 1)
        return Parsed(tree=None, findings=tuple(reader.findings))
    return rooted(root, reader.findings, file=reader.file, lines=reader.lines)


class _Reader:
    """Reads one text; `starts` are where its lines begin, the first of which is row `row`."""

    def __init__(
        self, text: str, file: str, lines: tuple[str, ...], starts: tuple[int, ...], row: int = 0
    ) -> None:
        self.lines = lines
        self.file = file
        self.findings: list[Finding] = []
        self._text = text
        self._starts = starts
        self._row = row
        self._depth = 0
        self._nodes = 0

    def document(self) -> Node | None:
        at = self._skip(0)
        if at == len(self._text):
            return None
        node, at = self._value(at)
        at = self._skip(at)
        if at < len(self._text):
            raise _StoppedError(
                at, Words(zh="文档结束后还有内容", en="more follows after the document")
            )
        return node

    def report(self, code: Code, values: dict[str, object], start: int, end: int) -> None:
        place = span(self.file, self.lines, self._mark(start), self._mark(end))
        self.findings.append(make(code, values, span=place))

    def _mark(self, at: int) -> Mark:
        row = bisect.bisect_right(self._starts, at) - 1
        return self._row + row, at - self._starts[row]

    def _skip(self, at: int) -> int:
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def _value(self, at: int) -> tuple[Node, int]:
        first = self._text[at : at + 1]
        self._count(at, opening=first in ("{", "["))
        if first == '"':
            return self._string(at)
        if first in ("{", "["):
            node = self._object(at) if first == "{" else self._array(at)
            self._depth -= 1
            return node
        found = _WORD.match(self._text, at)
        if found is None:
            raise _StoppedError(
                at, Words(zh="此处应为一个 JSON 值", en="a JSON value is missing here")
            )
        start, end = self._mark(at), self._mark(found.end())
        return ScalarNode(text=found.group(), plain=True, start=start, end=end), found.end()

    def _count(self, at: int, *, opening: bool) -> None:
        self._nodes += 1
        self._depth += opening
        if self._depth > DEPTH or self._nodes > MOST_NODES or len(self.findings) >= MOST_FINDINGS:
            raise _StoppedError(at, too_much(self._depth, self._nodes), TOO_LARGE)

    def _string(self, at: int) -> tuple[ScalarNode, int]:
        found = _STRING.match(self._text, at)
        try:
            text = json.loads(found.group() if found else "")
            text.encode()  # half a surrogate pair is no character
        except ValueError as error:
            what = Words(
                zh="此处的字符串没有收尾，或含有不可用的字符",
                en="the string is not closed, or holds a character that is not allowed",
            )
            raise _StoppedError(at, what) from error
        end = found.end() if found else at
        start = self._mark(at)
        return ScalarNode(text=text, plain=False, start=start, end=self._mark(end)), end

    def _array(self, at: int) -> tuple[Node, int]:
        items: list[Node] = []
        start, at = at, self._skip(at + 1)
        while self._text[at : at + 1] != "]":
            if items:
                at = self._comma(at, "]")
            item, at = self._value(at)
            items.append(item)
            at = self._skip(at)
        node = ListNode(items=tuple(items), start=self._mark(start), end=self._mark(at + 1))
        return node, at + 1

    def _object(self, at: int) -> tuple[Node, int]:
        keys: dict[str, ScalarNode] = {}
        values: dict[str, Node] = {}
        start, at = at, self._skip(at + 1)
        first = True
        while self._text[at : at + 1] != "}":
            if not first:
                at = self._comma(at, "}")
            first = False
            if self._text[at : at + 1] != '"':
                what = Words(zh="此处应为加引号的键", en="a key in double quotes is missing here")
                raise _StoppedError(at, what)
            key, end = self._string(at)
            colon = self._skip(end)
            if self._text[colon : colon + 1] != ":":
                raise _StoppedError(colon, Words(zh="此处应为冒号", en="a colon is missing here"))
            value, end = self._value(self._skip(colon + 1))
            if not key.text:
                self.report(KEY_NOT_TEXT, {}, at, at + 2)
            elif key.text in keys:
                self._duplicate(key, keys[key.text])
            else:
                keys[key.text], values[key.text] = key, value
            at = self._skip(end)
        node = MapNode(keys=keys, values=values, start=self._mark(start), end=self._mark(at + 1))
        return node, at + 1

    def _comma(self, at: int, closing: str) -> int:
        if self._text[at : at + 1] != ",":
            what = Words(
                zh=f"此处应为逗号或 `{closing}`", en=f"a comma or `{closing}` is missing here"
            )
            raise _StoppedError(at, what)
        return self._skip(at + 1)

    def _duplicate(self, key: ScalarNode, first: ScalarNode) -> None:
        place = span(self.file, self.lines, first.start, first.end)
        related = (Related(route=(), message=FIRST_GIVEN, key=True, span=place),)
        here = span(self.file, self.lines, key.start, key.end)
        values = {"key": shown(key.text)}
        self.findings.append(make(DUPLICATE_KEY, values, span=here, related=related))
