"""A log judged by the editions of one rule: each case as `check` judges it, in the log's order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

import opendisclose as od
from opendisclose.api.logs import session_for
from opendisclose.diagnostics.errors import UnknownNameError

FAMILY = od.load("cn-ogi")
TURN = date(2019, 5, 15)  # the first day of the edition of 2019
ACTS = ("apply", "ask_for_correction", "correct", "disclose", "refuse", "extend", "sing")
Row = tuple[str, str, date | None]


def audited(rows: list[Row], **options: Any) -> od.Audit:
    log = {
        "case": [one for one, _, _ in rows],
        "act": [one for _, one, _ in rows],
        "at": [one for _, _, one in rows],
        "role": ["applicant" if one in ("apply", "correct") else "agency" for _, one, _ in rows],
    }
    session = session_for(FAMILY, procedure="on_request", **options)
    return session.judge(log, engine="plain")


def replies(audit: od.Audit) -> list[tuple[str, date, int]]:
    """Of each case the due date of its reply, and the row that replied."""
    return [
        (one["case"], one["due"], one["met_row"])
        for one in audit.clocks.to_pylist()
        if one["clock"] == "on_request.reply"
    ]


def test_each_case_is_judged_by_the_edition_of_its_first_day() -> None:
    before, after = TURN - timedelta(days=1), TURN
    rows = [
        ("new", "disclose", date(2019, 7, 1)),
        ("old", "apply", before),
        ("new", "apply", after),
        ("old", "disclose", date(2019, 6, 12)),
    ]
    audit = audited(rows)
    assert audit.cases.select(["case", "edition"]).to_pylist() == [
        {"case": "new", "edition": "2019"},
        {"case": "old", "edition": "2007"},
    ]
    assert replies(audit) == [("new", date(2019, 6, 13), 0), ("old", date(2019, 6, 4), 3)]
    (late,) = (one for one in audit.findings.to_pylist() if one["code"] == "OD701")
    assert (late["case"], late["row"], late["clause"]) == ("old", 3, "第二十四条第二款")
    assert (audit.ruleset, audit.edition, audit.rows) == ("cn-ogi", "2007, 2019", 4)


def test_rows_are_counted_over_all_parts() -> None:
    session = session_for(FAMILY, procedure="on_request")
    log = {"case": ["a", "a"], "act": ["apply", "disclose"], "role": ["applicant", "agency"]}
    for year in (2015, 2025):
        session.feed({**log, "at": [date(year, 3, 3), date(year, 12, 1)]})
    found = session.result()
    assert [row for _, _, row in replies(found)] == [1, 3]
    assert found.cases.column("edition").to_pylist() == ["2007", "2019"]


def test_a_case_without_a_day_is_refused_by_the_newest_edition() -> None:
    assert audited([("a", "apply", None)]).cases.select(["verdict", "edition"]).to_pylist() == [
        {"verdict": "refused", "edition": "2019"}
    ]


def test_a_log_without_rows_has_no_cases() -> None:
    audit = audited([])
    assert (audit.cases.num_rows, audit.rows) == (0, 0)
    assert "edition" in audit.cases.column_names


def test_a_procedure_that_no_edition_has() -> None:
    with pytest.raises(UnknownNameError):
        session_for(FAMILY, procedure="appeal")


DAYS = st.dates(TURN - timedelta(days=60), TURN + timedelta(days=60))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(ACTS), DAYS), max_size=9))
def test_every_case_is_judged_as_check_judges_it(rows: list[Row]) -> None:
    audit = audited(rows)
    assert sorted(audit.cases.column("case").to_pylist()) == sorted({one for one, _, _ in rows})
    for told in audit.cases.to_pylist():
        own = sorted(
            (one for one in rows if one[0] == told["case"]), key=lambda one: one[2] or TURN
        )
        events = tuple(
            od.Event(
                id=f"e{number}",
                act=act,
                at=datetime.combine(at, datetime.min.time()) if at else TURN,
                role="applicant" if act in ("apply", "correct") else "agency",
            )
            for number, (_, act, at) in enumerate(own, 1)
        )
        verdict = FAMILY.check(od.Case(procedure="on_request", events=events))
        found = [one for one in audit.findings.to_pylist() if one["case"] == told["case"]]
        assert told["verdict"] == verdict.word.value
        assert sorted((one["code"], one["clause"]) for one in found) == sorted(
            (one.code.id, one.clause) for one in (*verdict.findings, *verdict.missing)
        )
