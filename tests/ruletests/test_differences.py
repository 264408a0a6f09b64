"""Each key of `expect`: what is as expected passes, what is not is a difference with its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import opendisclose as od
from opendisclose.api.suites import suite
from opendisclose.load.ruletest import load_tests_text
from opendisclose.ruletests.result import Difference
from opendisclose.ruletests.suite import SuiteResult

from ..conftest import ROOT

Run = Callable[[str], SuiteResult]

# A reply that is a day late and gives no reasons, and a consultation that is still open.
LATE = """\
  one:
    title: {zh: 一, en: one}
    procedure: request
    facts: {subject: [privacy]}
    events:
      - {id: e1, act: apply, at: 2026-03-02, role: applicant, received: 2026-03-02}
      - {id: e2, act: draft, at: 2026-03-03, role: office, actor: li}
      - {id: e3, act: sign, at: 2026-03-09, role: director, actor: wang}
      - {id: e4, act: refuse, at: 2026-03-24, role: office, cites: privacy, data: {reasons: false}}
    expect:
      verdict: violation
      findings: [{code: OD709, clause: 第六条, event: e4}, {code: OD701, clause: 第三条第一款}]
"""
OPEN = """\
  one:
    title: {zh: 一, en: one}
    procedure: request
    events:
      - {id: e1, act: apply, at: 2026-03-02, role: applicant, received: 2026-03-02}
      - {id: e2, act: consult, at: 2026-03-03, role: office, key: cook, received: 2026-03-03}
    as_of: 2026-03-20
    expect:
      verdict: compliant
"""
INFORMATION = """\
  one:
    title: {zh: 一, en: one}
    classify: {subject: [privacy]}
    expect:
"""


def differences(found: SuiteResult) -> list[tuple[str, str | None, str | None]]:
    (test,) = found.tests
    assert test.findings == ()
    assert test.passed == (not test.differences)
    return [(one.what, one.expected, one.found) for one in test.differences]


def test_what_is_as_expected_passes(run: Run) -> None:
    assert differences(run(LATE)) == []
    assert differences(run(OPEN)) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("verdict: violation", "verdict: compliant", [("verdict", "compliant", "violation")]),
        (
            ", {code: OD701, clause: 第三条第一款}",
            "",
            [("findings", None, "OD701 第三条第一款 e4 late")],
        ),
        (
            "OD701, clause: 第三条第一款",
            "OD701, clause: 第六条",
            [("findings", "OD701 第六条", "OD701 第三条第一款 e4 late")],
        ),
        (
            "OD701, clause: 第三条第一款",
            "OD702, clause: 第三条第一款",
            [
                ("findings", "OD702 第三条第一款", None),
                ("findings", None, "OD701 第三条第一款 e4 late"),
            ],
        ),
        (
            "OD701, clause: 第三条第一款",
            "OD702, clause: 第三条第一款, event: e4",
            [("findings", "OD702 第三条第一款 e4", "OD701 第三条第一款 e4 late")],
        ),
        (
            "第三条第一款}",
            "第三条第一款, event: e3, kind: late}",
            [("findings", "OD701 第三条第一款 e3 late", "OD701 第三条第一款 e4 late")],
        ),
        (
            "第三条第一款}",
            "第三条第一款, kind: wrong_role}",
            [("findings", "OD701 第三条第一款 wrong_role", "OD701 第三条第一款 e4 late")],
        ),
        (
            "第三条第一款}",
            "第三条第一款, key: cook}",
            [("findings", "OD701 第三条第一款 [cook]", "OD701 第三条第一款 e4 late")],
        ),
        (
            "clause: 第三条第一款",
            "clause: [第三条第一款, 第六条]",
            [("findings", "OD701 第三条第一款+第六条", "OD701 第三条第一款 e4 late")],
        ),
        (
            "clause: 第三条第一款",
            "clause: none",
            [("findings", "OD701 none", "OD701 第三条第一款 e4 late")],
        ),
        (
            "{code: OD709, clause: 第六条, event: e4}, ",
            "{code: OD701, clause: 第三条第一款}, ",
            [
                ("findings", "OD701 第三条第一款", None),
                ("findings", None, "OD709 第六条 e4 missing_required_content"),
            ],
        ),
    ],
)
def test_a_finding_that_differs(
    before: str, after: str, expected: list[tuple[str, str | None, str | None]], run: Run
) -> None:
    assert before in LATE
    assert differences(run(LATE.replace(before, after))) == expected


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_findings_and_how_much_is_said_of_them_do_not_matter(
    order: int, run: Run
) -> None:
    # Both fit the first of them; only together with the narrow one is there a place for each.
    text = LATE.replace("role: office, cites: privacy", "role: director, cites: privacy")
    listed = [
        "{code: OD709, clause: 第六条}",
        "{code: OD707, clause: 第六条}",
        "{code: OD701, clause: 第三条第一款}",
    ]
    found = f"findings: [{', '.join(listed[::order])}]"
    before = text[text.index("findings:") :]
    assert differences(run(text.replace(before, found + "\n"))) == []


def test_of_two_findings_alike_each_is_expected_for_itself(run: Run) -> None:
    asked = "      - {{act: ask, at: 2026-03-0{day}, role: director}}\n"
    body = OPEN[: OPEN.index("      - {id: e2")] + "".join(asked.format(day=one) for one in (3, 4))
    one = "{code: OD707, clause: 第二条第一款}"
    expect = "    expect: {{verdict: violation, findings: [{listed}]}}\n"
    assert differences(run(body + expect.format(listed=f"{one}, {one}"))) == []
    assert differences(run(body + expect.format(listed=one))) == [
        ("findings", None, "OD707 第二条第一款 e3 wrong_role")
    ]
    assert differences(run(body + expect.format(listed=f"{one}, {one}, {one}"))) == [
        ("findings", "OD707 第二条第一款", None)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("due: {reply: 2026-03-23}", []),
        ("due: {reply: '2026-03-23'}", []),
        ("due: {reply: 2026-03-24}", [("due.reply", "2026-03-24", "2026-03-23")]),
        ("due: {reply: none}", [("due.reply", "none", "2026-03-23")]),
        (
            "due: {reply: 2026-03-23T12:00}",
            [("due.reply", "2026-03-23T12:00", "2026-03-23")],
        ),
        ("due: {soon: none}", [("due.soon", "none", None)]),
        ("clocks: {reply: met}", []),
        ("clocks: {reply: overdue}", [("clocks.reply", "overdue", "met")]),
        ("clocks: {soon: met}", [("clocks.soon", "met", None)]),
        ("states: [answered]", []),
        ("states: []", [("states", "none", "answered")]),
        ("states: [answered, signed]", [("states", "signed, answered", "answered")]),
        ("notes: [{code: OD801}]", []),
        ("notes: [{code: OD802}]", [("notes", "OD802", None)]),
        ("decided_by: [deadlines.reply, transitions.refuse.requires, roles.office]", []),
        (
            "decided_by: transitions.disclose",
            [
                (
                    "decided_by",
                    "transitions.disclose",
                    "transitions.apply, transitions.draft, transitions.sign, transitions.refuse",
                )
            ],
        ),
        ("decided_by: attributes.on_request", [("decided_by", "attributes.on_request", None)]),
    ],
)
def test_what_else_is_expected(
    line: str, expected: list[tuple[str, str | None, str | None]], run: Run
) -> None:
    assert differences(run(f"{LATE}      {line}\n")) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("due: {reply: none, 'opinion[cook]': none}", []),
        ("due: {opinion: none}", [("due.opinion", "none", None)]),
        ("clocks: {reply: paused, 'opinion[cook]': unset}", []),
        ("notes: [{code: OD807}]", [("notes", "OD807", None)]),
        ("notes: [{code: OD802}]", [("notes", "OD802", None)]),
    ],
)
def test_what_is_expected_of_an_open_case(
    line: str, expected: list[tuple[str, str | None, str | None]], run: Run
) -> None:
    assert differences(run(f"{OPEN}      {line}\n")) == expected


def test_a_clock_that_runs_has_decided_nothing(run: Run) -> None:
    assert differences(run(f"{OPEN}      decided_by: deadlines.reply\n")) == [
        ("decided_by", "deadlines.reply", None)
    ]


def test_a_running_clock_is_running_also_near_its_date(run: Run) -> None:
    near = OPEN.replace("act: consult", "act: comment").replace(
        "as_of: 2026-03-20", "as_of: 2026-03-19"
    )
    assert differences(run(f"{near}      clocks: {{reply: running}}\n")) == []
    assert differences(run(f"{near}      clocks: {{reply: due_soon}}\n")) == []
    far = near.replace("as_of: 2026-03-19", "as_of: 2026-03-04")
    assert differences(run(f"{far}      clocks: {{reply: due_soon}}\n")) == [
        ("clocks.reply", "due_soon", "running")
    ]


def test_a_note_that_is_there_may_be_named_with_its_place(run: Run) -> None:
    text = OPEN.replace(", received: 2026-03-03}", "}")
    noted = f"{text}      notes: [{{code: OD802, event: e2, key: cook}}]\n"
    assert differences(run(noted)) == []
    assert differences(run(noted.replace("key: cook}]", "key: baker}]"))) == [
        ("notes", "OD802 e2 [baker]", "OD802 第四条第二款 e2 [cook]")
    ]


def test_what_is_not_known_is_named_under_indeterminate(run: Run) -> None:
    text = LATE.replace("actor: li", "").replace("role: director, actor: wang", "role: office")
    body = text[: text.index("    expect:")].replace("at: 2026-03-24", "at: 2026-03-20")
    body = (
        body.replace("reasons: false", "reasons: true")
        .replace(
            "act: sign, at: 2026-03-09, role: office", "act: sign, at: 2026-03-09, role: director"
        )
        .replace(
            "act: draft, at: 2026-03-03, role: office", "act: draft, at: 2026-03-03, role: director"
        )
    )
    # Drafted by the wrong role, so that whether it was the same person is not known.
    expect = (
        "    expect: {verdict: violation, findings: [{code: OD707, clause: 第七条, event: e2}]}\n"
    )
    assert differences(run(body + expect)) == []
    named = expect.replace("event: e2}", "event: e2}, {code: OD752, clause: 第七条, event: e3}")
    assert differences(run(body + named)) == []


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ("{exemptions: [privacy]}", []),
        ("{exemptions: privacy, attribute: none, ask: []}", []),
        (
            "{attribute: on_request}",
            [("attribute", "on_request", "none"), ("exemptions", "none", "privacy")],
        ),
        ("{exemptions: []}", [("exemptions", "none", "privacy")]),
        ("{exemptions: privacy, ask: consent}", [("ask", "consent", "none")]),
        ("{exemptions: privacy, decided_by: [exemptions.privacy, facts.subject]}", []),
        (
            "{exemptions: privacy, decided_by: attributes.on_request}",
            [("decided_by", "attributes.on_request", None)],
        ),
    ],
)
def test_a_classification(
    expect: str, expected: list[tuple[str, str | None, str | None]], run: Run
) -> None:
    assert differences(run(INFORMATION.replace("expect:", f"expect: {expect}"))) == expected


def test_a_difference_has_the_place_of_what_was_expected(run: Run) -> None:
    (test,) = run(f"{LATE}      due: {{reply: 2026-03-24}}\n").tests
    (one,) = test.differences
    assert one == Difference(
        what="due.reply",
        expected="2026-03-24",
        found="2026-03-23",
        route=("expect", "due", "reply"),
        span=one.span,
    )
    assert one.span is not None
    assert (one.span.file, one.span.line, one.span.column) == ("t.yaml", 15, 20)
    assert test.span is not None
    assert test.span.line == 3


def test_the_time_of_an_hour_clock_is_compared_to_the_moment() -> None:
    text = """\
opendisclose_test: 1
tests:
  one:
    title: {zh: 一, en: one}
    procedure: request
    events: [{id: e1, act: ask, at: 2026-09-30T10:30, role: resident, received: 2026-09-30T10:30}]
    expect: {verdict: compliant, due: {receipt: DUE}}
"""
    office = od.load(ROOT / "tests" / "report" / "office.yaml")

    def found(due: str) -> list[tuple[str, str | None, str | None]]:
        return differences(
            suite(office, [load_tests_text(text.replace("DUE", due), name="t.yaml")])
        )

    ((what, _, moment),) = found("none")
    assert what == "due.receipt"
    assert moment is not None
    assert found(moment) == []
    assert found(f"{moment}:00+08:00") == []
    assert found(moment[:10]) == [("due.receipt", moment[:10], moment)]
