"""The caret line stands under what is meant, also behind Chinese text and tabs."""

from __future__ import annotations

import unicodedata

import pytest

from opendisclose.diagnostics.places import Span
from opendisclose.diagnostics.snippet import WIDEST, snippet


def span(text: str, start: int, end: int, *, end_line: int = 1) -> Span:
    return Span(file="r.yaml", line=1, column=start, end_line=end_line, end_column=end, text=text)


@pytest.mark.parametrize(
    ("text", "start", "end", "carets"),
    [
        ("by: applicant", 5, 14, "    ^^^^^^^^^"),
        ("标题: 甲乙", 5, 7, "      ^^^^"),
        ("标题: x", 1, 3, "^^^^"),
        ("第（一）项: x", 8, 9, "            ^"),
        ("\t\tkey: x", 3, 6, "\t\t^^^"),
        ("甲\tb", 3, 4, "  \t^"),
        ("e\u0301x: y", 3, 4, " ^"),
        ("ｶﾞ: x", 5, 6, "    ^"),
        ("by:", 4, 4, "   ^"),
        ("", 1, 1, None),
    ],
)
def test_carets_stand_under_the_stretch(
    text: str, start: int, end: int, carets: str | None
) -> None:
    expected = () if carets is None else (text, carets)
    assert snippet(span(text, start, end)) == expected


def test_a_stretch_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert snippet(span("a: [1,  ", 4, 3, end_line=2)) == ("a: [1,  ", "   ^^^")


@pytest.mark.parametrize("start", [1, 50, 200, 399, 400])
def test_of_a_very_long_line_only_the_part_around_is_shown(start: int) -> None:
    text = "".join(chr(ord("a") + index % 26) for index in range(400))
    shown, carets = snippet(span(text, start, start + 1))
    assert len(shown) <= WIDEST
    assert shown[carets.index("^")] == text[start - 1]


def test_every_wide_character_moves_the_caret_by_two() -> None:
    for char in "汉字：（）　Ａ한":
        assert unicodedata.east_asian_width(char) in "WF"
        assert snippet(span(f"{char}x", 2, 3))[1] == "  ^"
