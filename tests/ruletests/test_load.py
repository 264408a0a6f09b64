"""A file of rule tests: whatever is misspelt is a finding with its place, and never a pass."""

from __future__ import annotations

from pathlib import Path

import pytest

import opendisclose as od
from opendisclose.api.suites import suite
from opendisclose.load.ruletest import LoadedTests, load_tests, load_tests_text
from opendisclose.replay.verdict import Status, Word
from opendisclose.ruletests.suite import SuiteResult

HEAD = "opendisclose_test: 1\ntests:\n"
CASE = """\
  one:
    title: {zh: 一, en: one}
    procedure: request
    events:
      - {act: apply, at: 2026-03-02, role: applicant, data: {description: true}}
"""
FACTS = """\
  one:
    title: {zh: 一, en: one}
    classify: {subject: [other]}
"""
BUREAU = Path(__file__).parent / "bureau"


def read(text: str) -> LoadedTests:
    return load_tests_text(text, name="t.yaml")


def run(text: str) -> SuiteResult:
    return suite(od.load(BUREAU / "ruleset.yaml"), [read(text)])


def told(text: str) -> list[str]:
    """The findings of the file and of its tests: code, line, column."""
    found = run(text)
    every = [*found.findings, *(one for test in found.tests for one in test.findings)]
    return [f"{one.code.id} {one.span.line}:{one.span.column}" for one in every if one.span]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("test: 1\ntests: {}\n", ["OD103 1:1", "OD104 1:1"]),
        ("opendisclose_test: 2\ntests: {}\n", ["OD105 1:20"]),
        ("opendisclose_test: 1\n", ["OD104 1:1"]),
        ("opendisclose_test: 1\ntests: []\n", ["OD105 2:8"]),
        (f"{HEAD}  one: late\n", ["OD105 3:8"]),
        (f"{HEAD}{CASE}    expect: {{verdict: compliant}}\n    expct: 1\n", ["OD103 9:5"]),
        (f"{HEAD}{CASE}", ["OD104 3:3"]),
        (f"{HEAD}{CASE}    expect: {{}}\n", ["OD104 8:5"]),
        (f"{HEAD}{CASE}    expect: {{verdict: complaint}}\n", ["OD105 8:23"]),
        (f"{HEAD}{CASE}    expect: {{verdict: violation, finding: []}}\n", ["OD103 8:34"]),
        (f"{HEAD}{CASE}    expect: {{verdict: compliant, due: {{reply: soon}}}}\n", ["OD602 8:47"]),
        (
            f"{HEAD}{CASE}    expect: {{verdict: compliant, clocks: {{reply: ok}}}}\n",
            ["OD105 8:50"],
        ),
        (f"{HEAD}{CASE}    as_of: soon\n    expect: {{verdict: compliant}}\n", ["OD602 8:12"]),
        (f"{HEAD}{CASE}    expect: {{verdict: compliant}}\n{CASE}", ["OD102 9:3"]),
        (
            f"{HEAD}{CASE}    expect: {{verdict: compliant}}\n    expect: {{verdict: violation}}\n",
            ["OD102 9:5"],
        ),
        (f"{HEAD}{FACTS}    expect: {{}}\n", ["OD104 6:5"]),
        (f"{HEAD}{FACTS}    expect: {{verdict: compliant}}\n", ["OD103 6:14", "OD104 6:5"]),
        (f"{HEAD}{FACTS}    procedure: request\n    expect: {{attribute: none}}\n", ["OD103 6:5"]),
        (
            f"{HEAD}{CASE.replace('one:', 'One:')}    expect: {{verdict: compliant}}\n",
            ["OD113 3:3"],
        ),
    ],
)
def test_a_misspelt_file(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == sorted(expected)
    assert not run(text).passed


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ("{verdict: violation, findings: [{code: OD7O1, clause: 第六条}]}", ["OD105 8:52"]),
        ("{verdict: violation, findings: [{code: OD701}]}", ["OD104 8:45"]),
        ("{verdict: violation, findings: [{clause: 第六条}]}", ["OD104 8:45"]),
        ("{verdict: violation, findings: [{code: OD701, clause: 第九十条}]}", ["OD601 8:67"]),
        (
            "{verdict: violation, findings: [{code: OD701, clause: 第六条, event: e9}]}",
            ["OD601 8:79"],
        ),
        ("{verdict: compliant, due: {replly: none}}", ["OD601 8:40"]),
        ("{verdict: compliant, clocks: {'replly[x]': met}}", ["OD601 8:43"]),
        ("{verdict: compliant, states: [recieved]}", ["OD601 8:43"]),
        ("{verdict: compliant, states: recieved}", ["OD601 8:42"]),
        ("{verdict: compliant, decided_by: [deadline.reply]}", ["OD601 8:47"]),
        ("{verdict: compliant, decided_by: exemptions.secret}", ["OD601 8:46"]),
    ],
)
def test_a_name_that_leads_nowhere(expect: str, expected: list[str]) -> None:
    assert told(f"{HEAD}{CASE}    expect: {expect}\n") == expected


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ("{attribute: on_reqest}", ["OD601 6:25"]),
        ("{exemptions: [privcy]}", ["OD601 6:27"]),
        ("{attribute: none, ask: [subjct]}", ["OD601 6:37"]),
        ("{attribute: none, decided_by: transitions.apply}", ["OD601 6:43"]),
    ],
)
def test_a_name_that_leads_nowhere_in_a_classification(expect: str, expected: list[str]) -> None:
    assert told(f"{HEAD}{FACTS}    expect: {expect}\n") == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("act: apply", "act: aply", ["OD601 7:15"]),
        ("role: applicant", "role: aplicant", ["OD604 7:44"]),
        ("description: true", "descripton: true", ["OD601 7:74"]),
        ("procedure: request", "procedure: reqest", ["OD601 5:16"]),
        ("at: 2026-03-02", "at: 2026-3-2", ["OD602 7:26"]),
        ("act: apply", "akt: apply", ["OD103 7:10"]),
    ],
)
def test_what_is_wrong_with_the_case_is_told_as_of_a_case(
    before: str, after: str, expected: list[str]
) -> None:
    text = f"{HEAD}{CASE}    expect: {{verdict: compliant}}\n".replace(before, after)
    assert sorted(told(text)) == expected
    assert not run(text).passed


def test_what_could_not_be_read_may_be_what_is_expected() -> None:
    text = f"{HEAD}{CASE}    expect:\n      verdict: indeterminate\n      findings:\n".replace(
        "act: apply", "act: aply"
    )
    assert run(f"{text}        - {{code: OD601, clause: none}}\n").passed
    assert not run(text.replace("findings:\n", "findings: []\n")).passed


def test_a_fact_that_the_rule_does_not_have_is_told_at_its_place() -> None:
    text = f"{HEAD}{FACTS}    expect: {{attribute: on_request}}\n".replace("subject", "subjct")
    assert told(text) == ["OD601 5:16"]


def test_an_as_of_outside_the_calendar_is_a_finding() -> None:
    text = f"{HEAD}{CASE}    as_of: 1900-01-01\n    expect: {{verdict: compliant}}\n"
    assert told(text) == ["OD606 8:12"]


def test_it_reads_json_and_a_file_without_tests() -> None:
    found = load_tests_text('{"opendisclose_test": 1, "tests": {}}', name="t.json")
    assert (found.tests, found.findings) == ((), ())


def test_the_shipped_example_is_read_whole() -> None:
    found = load_tests(BUREAU / "tests" / "request.yaml")
    assert found.findings == ()
    assert [one.id for one in found.tests] == [
        "everything_in_order",
        "everything_wrong",
        "refused_without_a_word",
    ]


def test_the_words_of_a_test_are_those_of_a_verdict() -> None:
    from typing import get_args

    from opendisclose.diagnostics.codes import CODES
    from opendisclose.model import ruletest
    from opendisclose.replay.told_acts import _ASPECT_KINDS

    assert set(get_args(ruletest.VerdictWord)) == {one.value for one in Word}
    assert set(get_args(ruletest.ClockStatus)) == {one.value for one in Status}
    kinds = {one.kind for one in CODES if one.kind} | set(_ASPECT_KINDS.values())
    assert set(get_args(ruletest.Kind)) == kinds
