"""Coverage by clause: how a clause can be broken follows from structure; what tests show of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import opendisclose as od
from opendisclose.ruletests.carriers import carriers
from opendisclose.ruletests.coverage import ClauseCoverage, within
from opendisclose.ruletests.reasons import BREAKS, CANNOT
from opendisclose.ruletests.suite import SuiteResult

Run = Callable[[str], SuiteResult]

APPLY = (
    "{id: e1, act: apply, at: 2026-03-02, role: applicant, received: 2026-03-02, "
    "data: {description: true}}"
)


@pytest.fixture(scope="module")
def suite(bureau: od.Rules) -> SuiteResult:
    return bureau.test()


def clause(suite: SuiteResult, name: str) -> ClauseCoverage:
    return next(one for one in suite.coverage.clauses if one.clause == name)


def case(*events: str, expect: str = "{verdict: compliant}", facts: str = "{}") -> str:
    listed = "".join(f"      - {one}\n" for one in (APPLY, *events))
    return (
        "  one:\n    title: {zh: 一, en: one}\n    procedure: request\n"
        f"    facts: {facts}\n    events:\n{listed}    expect: {expect}\n"
    )


def test_it_asks_only_of_clauses_that_bind(suite: SuiteResult) -> None:
    names = [one.clause for one in suite.coverage.clauses]
    assert "第一条" not in names  # a purpose
    assert len(names) == 23


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("第二条第二款", {"requires"}),
        ("第三条第一款", {"within"}),
        ("第三条第二款", {"by", "extended", "missed"}),
        ("第四条第一款", {"by", "premature", "requires", "presupposes"}),
        ("第五条", {"barred"}),
        ("第七条", {"by", "person", "skipped"}),
        ("第十二条", {"at_least"}),
        ("第十三条", {"limits"}),
        ("第十四条", {"in_step"}),
    ],
)
def test_how_a_clause_can_be_broken(name: str, ways: set[str], suite: SuiteResult) -> None:
    found = clause(suite, name)
    assert {way for one in found.carriers for way in one.breaks} == ways
    assert found.breakable
    assert found.why == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("第三条第三款", "counting"),
        ("第四条第二款", "consequence"),
        ("第八条", "promptly"),
        ("第九条第（一）项", "definition"),
        ("第十条", "permission"),
        ("第十五条", "attribute"),
        ("第十六条", "designation"),
        ("第十七条", "state"),
        ("第十八条", "heading"),
    ],
)
def test_why_a_clause_needs_only_to_be_used(name: str, why: str, suite: SuiteResult) -> None:
    found = clause(suite, name)
    assert not found.breakable
    assert found.why == (why,)
    assert found.covered
    assert not found.broken


def test_what_nothing_carries_cannot_be_covered(suite: SuiteResult) -> None:
    found = clause(suite, "第十一条")
    assert (found.carriers, found.breakable, found.why, found.covered) == ((), False, (), False)


def test_every_reason_has_its_words_and_is_used(bureau: od.Rules) -> None:
    shipped = [od.load(name) for name in od.shipped_ids()]
    ways: set[str] = set()
    reasons: set[str] = set()
    for rules in (bureau, *shipped):
        procedures = (rules.compiled(name) for name in rules.ruleset.procedures)
        for one in carriers(rules.ruleset, procedures):
            assert bool(one.breaks) == (one.why is None), one.item
            ways |= set(one.breaks)
            reasons |= {one.why} if one.why is not None else set()
    assert ways == set(BREAKS)
    assert reasons == set(CANNOT)


def test_a_whole_ruleset_is_covered_by_what_is_in_order_and_what_is_not(suite: SuiteResult) -> None:
    assert suite.passed
    open_ = [one.clause for one in suite.coverage.clauses if not one.covered]
    assert open_ == ["第十一条"]
    assert suite.coverage.covered == 22
    assert 95 < suite.coverage.percent < 96


def test_a_test_that_fails_covers_nothing(run: Run) -> None:
    found = run(case(expect="{verdict: violation}"))
    assert not found.passed
    assert found.coverage.covered == 0


def test_a_clause_is_obeyed_by_what_carries_it_and_can_be_broken(run: Run) -> None:
    found = run(case())
    assert clause(found, "第二条第一款").obeyed == ("t.yaml#one",)
    assert clause(found, "第二条第二款").obeyed
    assert clause(found, "第十七条").covered  # the state it is in
    assert not clause(found, "第三条第一款").obeyed  # the clock still runs


def test_a_part_stands_for_the_whole(run: Run) -> None:
    whole = clause(run(case()), "第二条")
    assert whole.breakable
    assert whole.obeyed
    assert not whole.broken


def test_what_is_found_at_an_event_is_not_obeyed_there(run: Run) -> None:
    wrong = "{id: e2, act: consult, at: 2026-03-03, role: director, key: a, data: {form: written}}"
    expect = "{verdict: violation, findings: [{code: OD707, clause: 第四条第一款}]}"
    found = clause(run(case(wrong, expect=expect)), "第四条第一款")
    assert (found.obeyed, found.broken) == ((), ("t.yaml#one",))
    right = wrong.replace("e2", "e3").replace("director", "office").replace("key: a", "key: b")
    both = clause(run(case(wrong, right, expect=expect)), "第四条第一款")
    assert both.obeyed == both.broken == ("t.yaml#one",)


def test_the_fault_of_an_external_role_has_to_be_named_among_the_notes(run: Run) -> None:
    text = case(expect="{verdict: compliant}").replace("description: true", "description: false")
    assert run(text).passed
    assert not clause(run(text), "第二条第二款").broken
    named = text.replace("compliant}", "compliant, notes: [{code: OD709, clause: 第二条第二款}]}")
    assert clause(run(named), "第二条第二款").broken
    assert not clause(run(named), "第二条第二款").obeyed


def test_an_exemption_that_stands_when_classified_would_be_broken_by_a_disclosure(run: Run) -> None:
    text = (
        "  one:\n    title: {zh: 一, en: one}\n"
        "    classify: {subject: [privacy]}\n    expect: {exemptions: privacy}\n"
    )
    found = clause(run(text), "第五条")
    assert found.obeyed
    assert found.broken
    lifted = text.replace("[privacy]}", "[privacy], consent: true}").replace(
        "exemptions: privacy", "attribute: on_request"
    )
    found = clause(run(lifted), "第五条")
    assert found.obeyed
    assert not found.broken


def test_a_value_is_used_where_it_was_asked_about(run: Run) -> None:
    recorded = case("{id: e2, act: comment, at: 2026-03-03, role: other, data: {channel: [board]}}")
    assert not clause(run(recorded), "第九条第（二）项").covered
    assert clause(run(recorded), "第十条").covered


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("第五条", "第五条", True),
        ("第五条第一款", "第五条", True),
        ("第五条第一款第（二）项", "第五条第一款", True),
        ("办法/第五条第一款", "办法/第五条", True),
        ("第五条之一", "第五条", False),
        ("第五条", "第五条第一款", False),
        ("第五十条", "第五条", False),
        ("细则/第五条", "办法/第五条", False),
    ],
)
def test_what_is_a_part_of_what(part: str, whole: str, expected: bool) -> None:
    assert within(part, whole) == expected
