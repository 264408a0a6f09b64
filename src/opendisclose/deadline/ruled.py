"""A deadline of a ruleset and the day it starts on go in; its due date with its steps comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ..calendars.calendar import Calendar
from ..graph.clocks import KINDS
from ..model.periods import UNITS, Duration
from ..model.procedure import Deadline
from ..model.ruleset import Counting
from .count import HOURS, OUTSIDE, SET_BY
from .due import DueDate, explain
from .recurring import Every, fixed_date, period_of


def ruled_due_date(
    calendar: Calendar,
    counting: Counting,
    deadline: Deadline,
    every: Every | None,
    start: date | datetime,
    period: Duration | None,
    *,
    spans: Sequence[tuple[date, date | None]] = (),
    extended: bool = False,
) -> DueDate:
    """When a deadline is due that starts at `start`; `every` is of a recurring duty.

    `period` is the length to use where a fact sets it. `spans` are taken out as `explain` does;
    `extended` adds every extension that the deadline allows, each in full.

    Raises:
        CalendarRangeError: the answer lies outside the calendar.
    """
    within = deadline.within if deadline.within is not None else deadline.at_least
    kind: int = 0
    number: int | date | None = None
    day = start.date() if isinstance(start, datetime) else start
    if isinstance(within, str):
        kind, number = KINDS[within], 0
    elif within is not None:
        name = within.given()[0]
        kind, number = KINDS[name], getattr(within, name) if name in UNITS else None
        if within.fixed() and every is not None:
            fixed = fixed_date(calendar.days, within, period_of(day, every))
            number = date.fromordinal(fixed) if fixed != OUTSIDE else None
    if kind == SET_BY and period is not None:
        unit, number = period.unit()
        kind = KINDS[unit]
    more = deadline.extended if extended and kind else None
    unit, length = more.at_most.unit() if more is not None else ("", 0)
    if (unit == "hours") != (kind == HOURS):
        more = None  # hours and days cannot be added up; `analyse` says so
    readings = [deadline.reading] if deadline.reading else []
    return explain(
        calendar,
        kind=kind if kind != SET_BY else 0,
        n=number,
        trigger=day,
        trigger_moment=start if kind == HOURS and isinstance(start, datetime) else None,
        roll=counting.ends_on_rest_day == "next_working_day",
        include_trigger=counting.trigger_day == "included",
        clause=deadline.clause,
        readings=tuple((one.zh, one.en) for one in readings),
        spans=spans,
        extension=(KINDS[unit], length * more.times) if more is not None else None,
        extension_clause=more.clause if more is not None else (),
        span_from_first=counting.excluded_span == "first_through_last",
        basis=counting.basis,
    )
