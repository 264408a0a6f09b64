"""Where YAML gave up, and the lines around it, in; our own words for what is wrong there out.

The two YAML libraries word one fault differently, so their sentences are never passed on; what
stands in the text at the two marks they give tells the common faults apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..diagnostics.finding import Words
from .tree import Mark

_COLON = re.compile(r":(?=\s|$)")
_WIDE_COLON = "："
_TIGHT = re.compile(r"\s*(?:- )*[\w.-]+:(?=[^\s:/])(?!.*:(?:\s|$))")
_TAB_INDENT = re.compile(r" *\t")
# Brackets, and what may hold one that is none: text in quotes and comments.
_TOKEN = re.compile(r"""[][{}]|(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'[^']*')|(?:^|(?<=\s))#.*""")
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The place of the fault, and the place of what was being read when it came up."""

    lines: tuple[str, ...]
    problem: Mark
    context: Mark | None

    def line(self, mark: Mark) -> str:
        return self.lines[mark[0]] if 0 <= mark[0] < len(self.lines) else ""

    def char(self, mark: Mark | None) -> str:
        return self.line(mark)[mark[1] : mark[1] + 1] if mark is not None else ""

    def before(self) -> str:
        """What stands on the line of the fault in front of it."""
        return self.line(self.problem)[: self.problem[1]]


Verdict = tuple[Words, Mark]


def describe(
    lines: tuple[str, ...], problem: Mark, context: Mark | None = None
) -> tuple[Words, Mark]:
    """What is wrong, and where the eye should look for it."""
    spot = Spot(lines=lines, problem=problem, context=context)
    for rule in _RULES:
        verdict = rule(spot)
        if verdict is not None:
            return verdict
    return (
        Words(
            zh="请检查此处及上一行的缩进、冒号和引号",
            en="check indentation, colons and quotes here and on the line before",
        ),
        problem,
    )


def _tab(spot: Spot) -> Verdict | None:
    if spot.char(spot.problem) == "\t" and spot.before().strip():
        return Words(zh="此处的制表符应为空格", en="a space is meant, not a tab"), spot.problem
    for row in (spot.problem[0], spot.problem[0] + 1):
        found = _TAB_INDENT.match(spot.line((row, 0)))
        if found and (row == spot.problem[0] or spot.char(spot.problem) in ("", "\t")):
            words = Words(zh="用制表符缩进；请用空格", en="a tab indents the line; use spaces")
            return words, (row, found.end() - 1)
    return None


def _directive(spot: Spot) -> Verdict | None:
    if spot.problem[1] or spot.char(spot.problem) != "%":
        return None
    words = Words(zh="以 `%` 开头的指令不可用", en="a directive that begins with `%` is of no use")
    return words, spot.problem


def _wide_colon(spot: Spot) -> Verdict | None:
    for row in (spot.problem[0], spot.problem[0] - 1):
        line = spot.line((row, 0))
        if _WIDE_COLON in line and not _COLON.search(line):
            words = Words(
                zh="此处是全角冒号“：”，应为半角冒号加空格",
                en="a full-width colon `：` stands where `: ` is meant",
            )
            return words, (row, line.index(_WIDE_COLON))
    return None


def _quote(spot: Spot) -> Verdict | None:
    quote = spot.char(spot.context)
    if spot.context is None or quote not in ('"', "'"):
        return None
    if quote == '"' and "\\" in (spot.char(spot.problem), spot.before()[-1:]):
        words = Words(
            zh="双引号内的反斜杠后不可接此字符；改用单引号",
            en="a backslash in double quotes is followed by the wrong character; use single quotes",
        )
        return words, spot.problem
    return Words(zh="此处的引号没有收尾", en="the quote opened here is not closed"), spot.context


def _bracket(spot: Spot) -> Verdict | None:
    opened = spot.char(spot.context)
    if spot.context is None or opened not in _CLOSING:
        return None
    closing, found = _CLOSING[opened], spot.char(spot.problem)
    if found in _CLOSING.values() and found != closing:
        words = Words(
            zh=f"`{opened}` 应以 `{closing}` 收尾，实为 `{found}`",
            en=f"`{opened}` must be closed by `{closing}`, got `{found}`",
        )
        return words, spot.problem
    if spot.problem[0] == spot.context[0]:
        words = Words(
            zh=f"`{opened}` 内缺少逗号，或没有 `{closing}` 收尾",
            en=f"a comma is missing inside `{opened}`, or its `{closing}`",
        )
        return words, spot.problem
    return _not_closed(opened, spot.context)


def _indicator(spot: Spot) -> Verdict | None:
    """A value that begins with a character YAML keeps for itself."""
    for mark in (spot.problem, spot.context):
        found = spot.char(mark)
        if mark is not None and found and found in "@`%&*!|>":
            words = Words(
                zh=f"以 `{found}` 开头的值须加引号",
                en=f"a value that begins with `{found}` needs quotes",
            )
            return words, mark
    return None


def _missing_colon(spot: Spot) -> Verdict | None:
    if spot.context is None:
        return None
    line = spot.line(spot.context)
    if _COLON.search(line) or not line.strip() or line.lstrip().startswith("-"):
        return None
    return Words(zh="此行缺少冒号", en="a colon is missing on this line"), spot.context


def _second_colon(spot: Spot) -> Verdict | None:
    if spot.char(spot.problem) != ":":
        return None
    before = spot.before()
    if _COLON.search(before):
        words = Words(
            zh="同一行有两个冒号；含冒号的值须加引号",
            en="a second colon on one line; a value that holds one needs quotes",
        )
        return words, spot.problem
    if not before.strip():
        return Words(zh="冒号前缺少键", en="a key is missing before the colon"), spot.problem
    words = Words(
        zh="此行的缩进与上一行不合，或上一行缺少冒号",
        en="the indentation does not fit the line before, or a colon is missing there",
    )
    return words, (spot.problem[0], len(before) - len(before.lstrip()))


def _dash(spot: Spot) -> Verdict | None:
    if spot.char(spot.problem) != "-" or not spot.before().strip():
        return None
    words = Words(
        zh="以 `-` 起头的项须另起一行，或写作 `[…]`",
        en="an entry that begins with `-` needs a line of its own, or write `[…]`",
    )
    return words, spot.problem


def _stray(spot: Spot) -> Verdict | None:
    found = spot.char(spot.problem)
    if found and found in "]}":
        words = Words(zh=f"多余的 `{found}`", en=f"there is a `{found}` that closes nothing")
        return words, spot.problem
    if spot.before().rstrip()[-1:] in ('"', "'"):
        words = Words(zh="引号之后还有文字", en="more text follows the closing quote")
        return words, spot.problem
    return None


def _unclosed(spot: Spot) -> Verdict | None:
    """At the end of the text: the innermost bracket that is still open."""
    if any(line.strip() for line in spot.lines[spot.problem[0] + 1 :]) or spot.char(spot.problem):
        return None
    opened: list[Mark] = []
    for row, line in enumerate(spot.lines):
        for found in _TOKEN.finditer(line):
            if found.group() in _CLOSING:
                opened.append((row, found.start()))
            elif found.group() in _CLOSING.values() and opened:
                opened.pop()
    return _not_closed(spot.char(opened[-1]), opened[-1]) if opened else None


def _not_closed(bracket: str, mark: Mark) -> Verdict:
    words = Words(
        zh=f"此处的 `{bracket}` 没有 `{_CLOSING[bracket]}` 收尾",
        en=f"the `{bracket}` opened here is not closed by `{_CLOSING[bracket]}`",
    )
    return words, mark


def _space(spot: Spot) -> Verdict | None:
    """A colon that is followed by something at once, which is then no key but text."""
    words = Words(zh="冒号后缺少空格", en="a space is missing after the colon")
    row, column = spot.problem
    if spot.char(spot.problem) == ":" and spot.char((row, column + 1)).strip():
        return words, spot.problem
    for above in (row, row - 1):
        tight = _TIGHT.match(spot.line((above, 0)))
        if tight:
            return words, (above, tight.end() - 1)
    return None


def _indent(spot: Spot) -> Verdict | None:
    if spot.before().strip() or not spot.line(spot.problem).strip():
        return None
    words = Words(
        zh="此行的缩进与上文不合", en="the indentation of this line fits none of the lines above"
    )
    return words, spot.problem


# In this order: a rule further down may take what one further up explains better.
_RULES: tuple[Callable[[Spot], Verdict | None], ...] = (
    _tab,
    _directive,
    _wide_colon,
    _quote,
    _bracket,
    _indicator,
    _space,
    _missing_colon,
    _second_colon,
    _dash,
    _stray,
    _unclosed,
    _indent,
)
