"""Columns align whatever the width of a character; paint takes no columns."""

from __future__ import annotations

from opendisclose.report.labels import count
from opendisclose.report.layout import Cell, View, block, columns, numbered, pad, table
from opendisclose.report.paint import PLAIN, STYLES, ansi

ZH, EN = View(lang="zh"), View(lang="en")


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert columns("答复 a") == 6
    assert columns("e\u0301") == 1
    assert pad("答", 4) == "答  "
    assert pad("答复", 2) == "答复"


def test_a_table_aligns_and_leaves_out_what_is_empty_throughout() -> None:
    rows = [("答复", "", "a"), ("b", "", "cc")]
    assert table(rows, ZH) == ["  答复  a", "  b     cc"]
    assert table([], ZH) == []


def test_paint_changes_no_alignment() -> None:
    rows = [[Cell("甲", "red"), "x"], [Cell("long", "dim"), "y"]]
    painted = table(rows, View(lang="zh", paint=ansi))
    assert painted == ["  \x1b[31m甲\x1b[0m    x", "  \x1b[2mlong\x1b[0m  y"]
    assert ansi("", "a") == ansi("no such style", "a") == PLAIN("red", "a") == "a"
    assert ansi("red", "") == ""
    assert all(ansi(style, "a").endswith("a\x1b[0m") for style in STYLES)


def test_numbers_align_and_a_block_without_lines_is_nothing() -> None:
    assert numbered(["x"] * 10, indent="")[8:] == [" 9. x", "10. x"]
    assert block("title", [], ZH) == []
    assert block("title", ["a"], ZH) == ["", "title", "a"]


def test_lists_and_brackets_are_those_of_the_language() -> None:
    assert (ZH.listed("ab"), EN.listed("ab")) == ("a、b", "a, b")
    assert (ZH.bracket("a"), EN.bracket("a"), EN.bracket("")) == ("（a）", " (a)", "")


def test_english_has_a_plural() -> None:
    assert count(1, "个期限", "deadline", EN) == "1 deadline"
    assert count(0, "个期限", "deadline", EN) == "0 deadlines"
    assert count(2, "处", "finding in the file", EN, many="findings in the file") == (
        "2 findings in the file"
    )
    assert count(2, "个期限", "deadline", ZH) == "2 个期限"
