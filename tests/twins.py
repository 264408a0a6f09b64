"""A plain ruleset and a plain case go in; what the kernel says comes out in the twin's terms."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from chinese_calendar import is_workday

from opendisclose.calendars.calendar import calendar_for
from opendisclose.graph.compiled import Compiled
from opendisclose.model.case import Case
from opendisclose.replay.check import check
from opendisclose.replay.replies import ReplyGiven
from opendisclose.replay.verdict import ClockView, Status, Verdict, Word
from tests.oracle.replay import Outcome, judge
from tests.oracle.replies import NOT_KNOWN

OFFICIAL_THROUGH = date(2026, 12, 28)


@lru_cache(maxsize=100_000)
def working(day: date) -> bool:
    return bool(is_workday(day))


def kernel(compiled: Compiled, case: dict[str, Any], as_of: datetime | None) -> dict[str, Any]:
    """The verdict of the kernel as comparable plain data."""
    verdict = check(compiled, calendar_for(), Case.model_validate(case), as_of=as_of).verdict
    return told(verdict)


def told(verdict: Verdict) -> dict[str, Any]:
    faults = [one for one in (*verdict.findings, *verdict.notes) if one.kind is not None]
    # The twin says nothing of what could not be read; a case is then not called compliant.
    unread = any(one.kind is None for one in verdict.findings) and not verdict.missing
    indeterminate = verdict.word is Word.INDETERMINATE
    return {
        "verdict": "compliant" if unread and indeterminate else verdict.word.value,
        "findings": Counter(
            (one.severity.value, one.kind, one.event, tuple(sorted(set(one.clauses))))
            for one in faults
        ),
        "clocks": {
            (one.id.partition(".")[2], one.key): (
                _status(one.status),
                *_bounds(one),
                one.met_by,
            )
            for one in verdict.clocks
        },
        "states": verdict.states,
        "undecided": bool(verdict.missing),
        "fired": Counter((one.transition, one.key, one.on) for one in verdict.fired),
        "replies": [
            (
                one.event,
                one.on,
                one.outcome,
                *(NOT_KNOWN if unknown else word for word, unknown in _recorded(one)),
            )
            for one in verdict.outcomes
        ],
    }


def _recorded(one: ReplyGiven) -> tuple[tuple[str | None, bool], ...]:
    return (one.statistics, "statistics" in one.open), (one.remedy, "remedy" in one.open)


def _bounds(one: ClockView) -> tuple[date | None, date | None, datetime | None]:
    """Earliest and latest date and the last moment, as far as the twin knows them."""
    if one.moment is None and one.provisional and one.status is not Status.PAUSED:
        return None, None, None  # beyond the notices the twin does not count
    settled = one.moment is not None and one.earliest == one.latest
    moment = one.moment.replace(tzinfo=None) if settled and one.moment else None
    return one.earliest, one.earliest if one.status is Status.PAUSED else one.latest, moment


def _status(status: Status) -> str:
    return "running" if status is Status.DUE_SOON else status.value


def twin(ruleset: dict[str, Any], case: dict[str, Any], as_of: datetime | None) -> dict[str, Any]:
    """What the slow twin says, as the same plain data."""
    said: Outcome = judge(
        ruleset, case, as_of=as_of, is_working_day=working, official_through=OFFICIAL_THROUGH
    )
    return {
        "verdict": said.verdict,
        "findings": Counter(
            (one.severity, one.kind, one.event, tuple(sorted(set(one.clauses))))
            for one in said.findings
        ),
        "clocks": {
            name: (
                one.status,
                one.earliest,
                one.latest,
                one.moment if one.earliest == one.latest else None,
                one.met_by,
            )
            for name, one in said.clocks.items()
        },
        "states": said.states,
        "undecided": said.undecided > 0,
        "fired": Counter(said.fired),
        "replies": said.replies,
    }
