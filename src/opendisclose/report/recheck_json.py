"""Cases whose due dates move go in; JSON comes out."""

from __future__ import annotations

from typing import Any

from ..calendars.calendar import Day
from ..replay.moved import DayChange, MovedClock
from ..replay.verdict import ClockView
from .findings_json import VERSION, both, dumped
from .layout import View
from .subjects import Rechecked, RecheckedCase
from .verdict_json import case_data, when


def recheck_json(subject: Rechecked, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """`cases` are those that move, `unmoved` how many do not."""
    data = {
        "version": VERSION,
        "cases": [_case(one) for one in subject.cases],
        "unmoved": subject.unmoved,
        "unjudged": [case_data(one) for one in subject.unjudged],
    }
    return dumped(data)


def _case(one: RecheckedCase) -> dict[str, Any]:
    return {
        "case": one.source,
        "about": one.case.about,
        "ruleset": one.ruleset.id,
        "verdict": {"from": one.moved.before.value, "to": one.moved.after.value},
        "clocks": [_clock(clock) for clock in one.moved.clocks],
    }


def _clock(one: MovedClock) -> dict[str, Any]:
    return {
        "id": one.before.id,
        "key": one.before.key or None,
        "title": both(one.before.title),
        "from": _date(one.before),
        "to": _date(one.after),
        "why": [_change(change) for change in one.why],
    }


def _date(clock: ClockView) -> dict[str, Any]:
    return {
        "due": when(clock.moment or clock.due),
        "earliest": when(clock.earliest),
        "latest": when(clock.latest),
        "provisional": clock.provisional,
        "status": clock.status.value,
    }


def _change(change: DayChange) -> dict[str, Any]:
    notice = change.after.notice or change.before.notice
    return {
        "date": when(change.date),
        "from": _day(change.before),
        "to": _day(change.after),
        "notice": notice.id if notice is not None else None,
    }


def _day(day: Day) -> dict[str, Any]:
    return {"working": day.working, "kind": day.kind, "name": {"zh": day.zh, "en": day.en}}
