"""A calendar and two days, or a due date, go in; working days between, and backwards, come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from opendisclose.calendars import Calendar, CalendarRangeError
from opendisclose.deadline import count
from opendisclose.deadline.due import DueDate
from opendisclose.deadline.period import inside

# Which of the two days that bound a stretch belong to it.
Ends: TypeAlias = Literal["both", "last", "first", "neither"]
ENDS: tuple[Ends, ...] = get_args(Ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A working day on which `working_days` of them are left, those after it through the due date.

    `early` is the same counted back from the earliest day that the due date can become; it differs
    only while the date is provisional.
    """

    working_days: int
    day: date
    early: date


def working_days_between(calendar: Calendar, first: date, last: date, ends: Ends = "last") -> int:
    """How many working days lie between two days; 0 if `last` is the earlier one.

    `ends` says which of the two belong to the stretch. "last" is how a period runs: the day that
    starts it does not count, its last day does (Civil Code art. 201(1)).

    Raises:
        CalendarRangeError: a day lies outside the calendar.
        ValueError: `ends` is none of `ENDS`.
    """
    if ends not in ENDS:
        raise ValueError(f"ends must be one of {', '.join(ENDS)}, not {ends}")
    for day in (first, last):
        if not calendar.first <= day <= calendar.last:
            raise CalendarRangeError(first=calendar.first, last=calendar.last, day=day)
    if last < first:
        return 0
    of_first, of_last = (int(calendar.is_working_day(day)) for day in (first, last))
    if first == last:
        return of_first if ends == "both" else 0
    found = count.working_days_between(calendar.days, first.toordinal(), last.toordinal())
    return found + of_first * (ends in ("both", "first")) - of_last * (ends in ("first", "neither"))


def latest_start(calendar: Calendar, due: date, working_days: int) -> date:
    """The last day on which a period of so many working days may start and still end by `due`.

    The day itself does not count, so it may be a day of rest.

    Raises:
        ValueError: the number is less than 1.
        CalendarRangeError: a day lies outside the calendar.
    """
    if working_days < 1:
        raise ValueError(f"working_days must be 1 or more, not {working_days}")
    found = count.latest_trigger(calendar.days, due.toordinal(), working_days)
    return date.fromordinal(inside(calendar, found))


def working_day_with_left(calendar: Calendar, due: date, working_days: int) -> date:
    """The last working day after which so many working days are left, through `due`.

    For 0 it is the last working day on or before `due`.

    Raises:
        ValueError: the number is negative.
        CalendarRangeError: a day lies outside the calendar.
    """
    if working_days < 0:
        raise ValueError(f"working_days must be 0 or more, not {working_days}")
    found = count.working_day_with_left(calendar.days, due.toordinal(), working_days)
    return date.fromordinal(inside(calendar, found))


def reminders(due: DueDate, working_days: Iterable[int]) -> tuple[Reminder, ...]:
    """By number, the day of each; earliest day first, each number once.

    Raises:
        ValueError: there is no due date, a number is negative, or the date has no inputs.
        CalendarRangeError: a day lies outside the calendar.
    """
    if due.inputs is None:
        raise ValueError("this due date does not say what it was counted from")
    if due.date is None:
        raise ValueError("there is no due date to count back from")
    calendar, last = due.inputs.calendar, due.date
    return tuple(
        Reminder(
            working_days=n,
            day=working_day_with_left(calendar, last, n),
            early=working_day_with_left(calendar, due.earliest or last, n),
        )
        for n in sorted(set(working_days), reverse=True)
    )
