"""`ignore` in place: what it silences, what it cannot, and that one which does nothing is found."""

from __future__ import annotations

import pytest

from opendisclose.analyse import analyse, reported
from opendisclose.diagnostics import codes
from opendisclose.diagnostics.finding import make
from opendisclose.model.ruleset import Ruleset

from .texts import RULE, indexed, loaded, told

IGNORE = "ignore: {code: CODE, reason: {zh: 原文如此, en: the document has it so}}"


def entry(code: str) -> str:
    return IGNORE.replace("CODE", code)


def with_gap(rest: str = "") -> str:
    """A gap before 第三条, and something more written on that clause."""
    clauses = (
        "  第一条: {kind: purpose, summary: {zh: 目的, en: purpose}}\n"
        f"  第三条: {{kind: purpose, summary: {{zh: 目的, en: purpose}}{rest}}}\n"
    )
    return RULE.replace("CLAUSE", "第一条") + clauses


def test_a_warning_is_silenced_at_its_item() -> None:
    ruleset = loaded(with_gap(f", {entry('OD225')}"))
    sifted = reported(ruleset, analyse(ruleset))
    assert told(ruleset) == []
    (ignored,) = [one for one in sifted.ignored if one.finding.code is codes.NUMBERING_GAP]
    assert ignored.reason.en == "the document has it so"


def test_a_warning_is_silenced_for_everything_below() -> None:
    assert told(loaded(f"{entry('OD225')}\n{with_gap()}")) == []


def test_an_entry_elsewhere_does_not_help_and_is_found() -> None:
    text = with_gap().replace("en: office}", f"en: office, {entry('OD225')}}}", 1)
    assert sorted(code for code, _ in told(loaded(text))) == ["OD220", "OD225"]


def test_another_code_does_not_help() -> None:
    found = told(loaded(with_gap(f", {entry('OD226')}")))
    assert sorted(code for code, _ in found) == ["OD220", "OD225"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("OD301", "it is an error"),
        ("OD701", "it is not about a ruleset"),
        ("OD801", "it is not about a ruleset"),
        ("OD220", "it is about `ignore` itself"),
        ("OD999", "there is no such code"),
        ("gap", "there is no such code"),
    ],
)
def test_what_cannot_be_ignored_is_said(code: str, why: str) -> None:
    ruleset = loaded(f"{entry(code)}\n" + with_gap(f", {entry('OD225')}"))
    assert told(ruleset) == [("OD218", f"`{code}` cannot be ignored: {why}")]


def test_an_error_stays_whatever_the_file_says() -> None:
    ruleset = loaded(f"{entry('OD303')}\n" + with_gap(f", {entry('OD225')}"))
    error = make(codes.VARIANTS_OVERLAP, {"first": "a", "second": "b"}, route=("procedures",))
    kept = reported(ruleset, (error,)).kept
    assert error in kept


def test_a_code_of_another_command_is_not_said_to_be_of_no_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ruleset = loaded(f"{entry('OD225')}\n" + with_gap())
    monkeypatch.setattr("opendisclose.analyse.CHECKS", ())
    assert reported(ruleset, ()).kept == ()


@pytest.mark.parametrize(
    "item",
    [
        "  office: {zh: 办公室, en: office",
        "    title: {zh: 依申请公开, en: disclosure on request}",
        "answered: {zh: 已答复, en: answered, final: true",
        "en: answer, from: received",
    ],
)
def test_it_may_stand_on_every_item(item: str) -> None:
    more = f"\n    {entry('OD228')}" if item.strip().startswith("title") else f", {entry('OD228')}"
    rule = RULE.replace("CLAUSE", "第一条")
    text = rule.replace(item, item + more, 1)
    assert text != rule
    text += "  第一条: {kind: purpose, summary: {zh: 目的, en: purpose}}\n"
    assert [code for code, _ in told(loaded(text))] == ["OD220"]


def test_several_may_stand_in_a_list_each_with_its_reason() -> None:
    listed = entry("OD225").replace("ignore: ", "ignore: [") + "]"
    ruleset: Ruleset = indexed("第一条")
    assert ruleset.ignore == ()
    assert told(loaded(f"{listed}\n{with_gap()}")) == []
