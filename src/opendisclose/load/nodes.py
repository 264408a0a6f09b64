"""YAML text in, a tree of nodes with their marks out, and findings for what the language refuses.

It reads the event stream and not the composed nodes of PyYAML: a node no longer shows its anchor,
and composing recurses as deeply as the file is nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ..diagnostics.codes import NOT_A_MAPPING, TOO_LARGE, YAML_SYNTAX
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.wording import NOTHING
from .composer import MOST_FINDINGS, MOST_NODES, Composer
from .source import LINE_END
from .syntax import describe
from .tree import ListNode, MapNode, Mark, Node, ScalarNode, Tree, span

DEPTH = 60  # levels of nesting; the language itself needs a dozen
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Characters that YAML does not allow, and a byte order mark inside the text: nobody sees it.
_REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MANY_DOCUMENTS = Words(zh="几个以 `---` 分开的文档", en="several documents divided by `---`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The tree, None if the text has none that can be used, and every finding so far."""

    tree: Tree | None
    findings: tuple[Finding, ...]


def parse(text: str, *, file: str, loader: Any = None) -> Parsed:
    """The one mapping that `text` holds; `file` is its name in findings.

    `loader` is a PyYAML loader class; without one it is the fastest that is installed.
    """
    lines = tuple(LINE_END.split(text))
    refused = _REFUSED.search(text)
    if refused:
        what = f"U+{ord(refused.group()):04X}"
        words = Words(zh=f"不可用的字符 {what}", en=f"a character that is not allowed, {what}")
        mark = _mark_of(text, refused.start())
        return Parsed(tree=None, findings=(_finding(YAML_SYNTAX, words, file, lines, mark),))
    composer = Composer(file=file, lines=lines)
    fault = _compose(composer, yaml.parse(text, Loader=loader or _LOADER))
    findings = list(composer.findings)
    if fault is not None:
        findings.append(fault)
    elif composer.documents > 1:
        mark = composer.second_document
        findings.append(_finding(NOT_A_MAPPING, _MANY_DOCUMENTS, file, lines, mark))
    if fault is not None or composer.documents > 1:
        return Parsed(tree=None, findings=tuple(findings))
    return rooted(composer.root, findings, file=file, lines=lines)


def rooted(
    root: Node | None, findings: list[Finding], *, file: str, lines: tuple[str, ...]
) -> Parsed:
    """The tree over `root`, or the finding that a file must hold a mapping."""
    if isinstance(root, MapNode):
        tree = Tree(file=file, lines=lines, root=root)
        return Parsed(tree=tree, findings=tuple(findings))
    if not (isinstance(root, ScalarNode) and root.hole):
        mark = root.start if root is not None else (0, 0)
        findings.append(_finding(NOT_A_MAPPING, _kind(root), file, lines, mark))
    return Parsed(tree=None, findings=tuple(findings))


def _kind(root: Node | None) -> Words:
    if root is None or (isinstance(root, ScalarNode) and root.plain and not root.text):
        return NOTHING
    if isinstance(root, ListNode):
        return Words(zh="列表", en="a list")
    return Words(zh="单个值", en="a single value")


def _compose(composer: Composer, events: Iterator[Any]) -> Finding | None:
    """Feeds the events until they end; the finding that ended them early, if one did."""
    file, lines = composer.file, composer.lines
    try:
        for event in events:
            composer.feed(event)
            if composer.documents > 1:
                return None
            if (
                composer.depth() > DEPTH
                or composer.nodes > MOST_NODES
                or len(composer.findings) >= MOST_FINDINGS
            ):
                words = too_much(composer.depth(), composer.nodes)
                return _finding(TOO_LARGE, words, file, lines, mark_of(event.start_mark))
    except yaml.MarkedYAMLError as error:
        problem = mark_of(error.problem_mark or error.context_mark)
        context = mark_of(error.context_mark) if error.context_mark else None
        what, mark = describe(lines, problem, context)
        return _finding(YAML_SYNTAX, what, file, lines, mark)
    except yaml.YAMLError:
        # Only the reader's own fault is left, and the characters were looked at before.
        what, mark = describe(lines, (0, 0))
        return _finding(YAML_SYNTAX, what, file, lines, mark)
    return None


def too_much(depth: int, nodes: int) -> Words:
    """Which of the three limits a document went over."""
    if depth > DEPTH:
        return Words(zh=f"嵌套超过 {DEPTH} 层", en=f"nested more than {DEPTH} levels deep")
    if nodes > MOST_NODES:
        return Words(zh=f"键和值超过 {MOST_NODES} 个", en=f"more than {MOST_NODES} keys and values")
    return Words(zh=f"问题超过 {MOST_FINDINGS} 个", en=f"more than {MOST_FINDINGS} findings")


def mark_of(mark: Any) -> Mark:
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _mark_of(text: str, index: int) -> Mark:
    before = LINE_END.split(text[:index])
    return len(before) - 1, len(before[-1])


def _finding(code: Any, what: Words, file: str, lines: tuple[str, ...], mark: Mark) -> Finding:
    # The end of a file lies behind its last line; the eye needs a line that is there.
    row = min(mark[0], max(len(lines) - 1, 0))
    column = mark[1] if row == mark[0] else len(lines[row])
    place = span(file, lines, (row, column), (row, column + 1))
    values = {"what": what, "found": what}
    return make(code, values, span=place)
