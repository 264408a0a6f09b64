"""One case judged under two calendars goes in; the open clocks that move, and why, come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..calendars.calendar import Calendar, Day
from .clocks import OPEN
from .verdict import ClockView, Verdict, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """One day that is worked under one calendar and rested under the other."""

    date: date
    before: Day
    after: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedClock:
    """One clock whose date moves; of a paused one the earliest possible date.

    `why` are the days from its trigger through the later of its two dates that changed.
    """

    before: ClockView
    after: ClockView
    why: tuple[DayChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What another calendar changes in a case: its open clocks, and its verdict if it changes."""

    clocks: tuple[MovedClock, ...]
    before: Word
    after: Word


def moved(before: Verdict, after: Verdict, old: Calendar, new: Calendar) -> Moved:
    """What moves. `before` and `after` judge the same case as of the same instant.

    A clock is open if it is under either calendar. Its date moves if its day or moment does.
    """
    later = {(one.id, one.key): one for one in after.clocks}
    found = []
    for one in before.clocks:
        other = later.get((one.id, one.key))
        if other is None or not {one.status, other.status} & OPEN or _date(one) == _date(other):
            continue
        found.append(MovedClock(before=one, after=other, why=_why(one, other, old, new)))
    return Moved(clocks=tuple(found), before=before.word, after=after.word)


def _date(clock: ClockView) -> date | datetime | None:
    return clock.moment or clock.due or clock.earliest


def _why(
    before: ClockView, after: ClockView, old: Calendar, new: Calendar
) -> tuple[DayChange, ...]:
    dates = [one.due or one.earliest for one in (before, after)]
    last = max((one for one in dates if one is not None), default=before.trigger)
    first = min(before.trigger, after.trigger)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(
        DayChange(date=day, before=old.day(day), after=new.day(day))
        for day in every
        if old.is_working_day(day) != new.is_working_day(day)
    )
