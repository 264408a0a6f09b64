"""A later notice moves the dates of open cases: which clocks, from when to when, by which days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import opendisclose as od
from opendisclose.diagnostics.errors import CalendarFileError
from opendisclose.replay.verdict import Word

NOTICE = Path(__file__).parents[1] / "calendars" / "notice-2027.yaml"
RULES = od.load("shihezi")


def case(day: date, *more: dict[str, Any]) -> dict[str, Any]:
    apply = {"act": "apply", "at": day, "role": "applicant", "received": day}
    forward = {"act": "forward", "at": day, "role": "principal_office", "received": day}
    return {"procedure": "on_request", "events": [apply, forward, *more]}


def test_a_date_that_moves_names_the_days_that_moved_it() -> None:
    (found,) = RULES.recheck([case(date(2027, 1, 21))], NOTICE)
    (clock,) = found.clocks
    assert clock.before.id == "on_request.feedback"
    assert (clock.before.due, clock.after.due) == (date(2027, 2, 4), date(2027, 2, 3))
    assert [one.date for one in clock.why] == [date(2027, 1, 30)]
    assert [(one.before.working, one.after.working) for one in clock.why] == [(False, True)]
    assert not clock.after.provisional


def test_what_was_official_and_what_has_ended_stays() -> None:
    refuse = {
        "act": "refuse",
        "at": date(2027, 1, 25),
        "role": "principal_office",
        "data": {"reasons": True},
    }
    official, ended = RULES.recheck(
        [case(date(2026, 11, 6)), case(date(2027, 1, 21), refuse)], NOTICE
    )
    assert official.clocks == ()
    assert [one.before.id for one in ended.clocks if one.before.met_by] == []


def test_a_verdict_that_changes_is_told() -> None:
    late = case(date(2027, 1, 21))
    (found,) = RULES.recheck([late], NOTICE, as_of=date(2027, 2, 4))
    assert (found.before, found.after) == (Word.INDETERMINATE, Word.VIOLATION)


def test_without_a_file_nothing_moves() -> None:
    (found,) = RULES.recheck([case(date(2027, 1, 21))])
    assert found.clocks == ()


def test_files_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    text = NOTICE.read_text(encoding="utf-8")
    other.write_text(
        text.replace("- {from: 2027-02-14, zh: 春节, en: Spring Festival}", "").replace(
            "{from: 2027-02-05, to: 2027-02-12", "{from: 2027-02-05, to: 2027-02-14"
        ),
        encoding="utf-8",
    )
    with pytest.raises(CalendarFileError):
        RULES.recheck([], NOTICE, other)
