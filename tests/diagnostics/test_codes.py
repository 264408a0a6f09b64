"""The table of codes: permanent ids, one name each, sentences in both languages that match."""

from __future__ import annotations

import string

import pytest

from opendisclose.diagnostics import codes
from opendisclose.diagnostics.codes import CODES, Code, Severity
from opendisclose.diagnostics.finding import Related, Words, make
from opendisclose.diagnostics.places import Places, Span


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_ids_and_names_are_given_once_and_in_order() -> None:
    ids = [code.id for code in CODES]
    assert ids == sorted(set(ids))
    assert len({code.name for code in CODES}) == len(CODES)
    assert {code.id: code for code in CODES} == codes.BY_ID


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_both_languages_say_the_same(code: Code) -> None:
    assert code.zh
    assert code.en
    assert fields(code.zh) == fields(code.en)
    assert fields(code.help_zh) == fields(code.help_en)
    assert bool(code.help_zh) == bool(code.help_en)
    assert not code.en.endswith(".")
    assert not code.zh.endswith("。")
    assert "\n" not in code.zh + code.en


def test_a_finding_takes_severity_kind_and_help_from_its_code_unless_they_are_given() -> None:
    found = make(codes.LATE, dict.fromkeys(fields(codes.LATE.en), "x"))
    assert (found.severity, found.kind, found.help) == (Severity.ERROR, "late", None)
    values = {"key": "a", "known": Words(zh="甲", en="b")}
    assert make(codes.UNKNOWN_KEY, values).help == Words(
        zh="此处可用的键：甲", en="keys known here: b"
    )
    own = make(
        codes.UNKNOWN_KEY, values, severity=Severity.NOTE, help=Words(zh="", en=""), kind="late"
    )
    assert (own.severity, own.kind, own.help) == (Severity.NOTE, "late", Words(zh="", en=""))


def test_a_finding_is_placed_at_the_deepest_part_of_its_route_that_stands_in_the_file() -> None:
    place = Span(file="f", line=2, column=3, end_line=2, end_column=4, text="  a")
    other = Span(file="f", line=9, column=1, end_line=9, end_column=2, text="a")
    places = Places(keys={("a",): place}, values={("a",): other})
    there = Words(zh="此处", en="here")
    related = (Related(route=("a", "c"), message=there),)
    found = make(codes.NO_OPENING, {"procedure": "p"}, route=("a", "b"), related=related)
    placed = found.placed(places)
    assert placed.span == other
    assert placed.related[0].span == other
    assert placed.placed(Places(keys={}, values={})) == placed
    assert placed.line() == f"f:9:1: error OD206 [no-opening] {placed.message.en}"
    assert places.of(("a",), key=True) == place
    assert places.of(("b",)) is None
