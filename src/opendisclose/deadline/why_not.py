"""A due date and another day go in; why the other is not the answer comes out, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from opendisclose.calendars import Calendar, CalendarRangeError, Day
from opendisclose.deadline import count
from opendisclose.deadline.alternatives import Alternative, OtherCalendar, alternatives
from opendisclose.deadline.between import working_days_between
from opendisclose.deadline.due import DueDate
from opendisclose.deadline.period import COUNTED, find_spans, period_of
from opendisclose.deadline.steps import Span, holds

__all__ = ["OtherCalendar", "WhyNot", "why_not"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why `day` is not the due date, or that it is.

    `ways` are the other ways of counting that give it: single ones if there are any, else two
    together. `off` is how many working days lie from the earlier to the later of the two, negative
    if `day` is too early; 0 with `same` False is a day of rest after the due date, or before the
    next working day. `number` is how many days of the period are counted through `day`: working
    days or natural days as the period has them; None for a period that is not counted in days.
    `uncounted` are the days between the two that count for nothing and are not simply a weekend.
    """

    day: date
    due: DueDate
    same: bool
    within_bounds: bool
    ways: tuple[Alternative, ...]
    off: int
    number: int | None
    rest_day: bool
    uncounted: tuple[Day, ...]


def why_not(due: DueDate, day: date, *, calendars: Iterable[OtherCalendar] = ()) -> WhyNot:
    """Why another day is not the due date.

    Raises:
        ValueError: the date does not say what it was counted from.
        CalendarRangeError: the day lies outside the calendar.
    """
    if due.inputs is None:
        raise ValueError("this due date does not say what it was counted from")
    calendar = due.inputs.calendar
    if not calendar.first <= day <= calendar.last:
        raise CalendarRangeError(first=calendar.first, last=calendar.last, day=day)
    right = due.date or due.earliest
    same = day == due.date
    found = () if same else _giving(due, day, tuple(calendars))
    bounds = due.earliest is not None and due.earliest <= day <= (due.latest or day)
    return WhyNot(
        day=day,
        due=due,
        same=same,
        within_bounds=bounds and due.status != "official",
        ways=found,
        off=_off(calendar, right, day) if right else 0,
        number=_number(due, day),
        rest_day=not calendar.is_working_day(day),
        uncounted=_uncounted(calendar, right, day) if right and not same else (),
    )


def _giving(
    due: DueDate, day: date, calendars: tuple[OtherCalendar, ...]
) -> tuple[Alternative, ...]:
    """The single ways that give the day, else those of them that do so two at a time."""
    every = [one for one in alternatives(due, calendars) if one.due.date == day]
    single = tuple(one for one in every if len(one.ways) == 1)
    return single or tuple(every)


def _off(calendar: Calendar, right: date, day: date) -> int:
    if day >= right:
        return working_days_between(calendar, right, day)
    return -working_days_between(calendar, day, right)


def _number(due: DueDate, day: date) -> int | None:
    """How many days of the period are counted through the day, those of an extension included."""
    inputs = due.inputs
    if inputs is None or inputs.kind not in (count.WORKING_DAYS, count.DAYS):
        return None
    if inputs.extension and inputs.extension[0] != inputs.kind:
        return None
    return sum(1 for _ in counted_days(due, day))


def counted_days(due: DueDate, through: date) -> Iterable[date]:
    """The days through a day that count: what the period consists of, one by one.

    Of a period in working days the working days, of others the natural days; days that spans take
    out are left out. It goes on after the due date.
    """
    inputs = due.inputs
    assert inputs is not None  # the callers have seen to it
    calendar, spans = inputs.calendar, kept_spans(due)
    working = inputs.kind == count.WORKING_DAYS
    day = inputs.trigger if inputs.include_trigger else inputs.trigger + timedelta(days=1)
    while day <= through:
        if holds(spans, day.toordinal()) is None and (not working or calendar.is_working_day(day)):
            yield day
        day += timedelta(days=1)


def kept_spans(due: DueDate) -> tuple[Span, ...]:
    """The joined spans that take days out of the count of a due date."""
    inputs = due.inputs
    assert inputs is not None  # the callers have seen to it
    if inputs.kind not in COUNTED or inputs.n is None:
        return ()
    n = inputs.n if isinstance(inputs.n, int) else inputs.n.toordinal()
    period = period_of(inputs, n)
    return find_spans(period, inputs.spans, inputs.span_clauses, inputs.as_of).kept


def _uncounted(calendar: Calendar, right: date, day: date) -> tuple[Day, ...]:
    """The days off and the worked weekend days from the earlier through the later of the two."""
    first, last = sorted((right, day))
    found = (calendar.day(first + timedelta(days=n)) for n in range((last - first).days + 1))
    return tuple(one for one in found if one.kind not in ("weekday", "weekend"))
