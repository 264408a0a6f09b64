"""A calendar goes in; what is often taken for it comes out: without notices, without make-up days.

Only wrong counts are made with these, to tell them from the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import accumulate, compress

from opendisclose.calendars.calendar import Calendar
from opendisclose.calendars.from_holidays import Special
from opendisclose.calendars.statutory import is_weekend

_WORKED = ("make_up", "own_worked")


@lru_cache(maxsize=8)
def weekdays_only(calendar: Calendar) -> Calendar:
    """Every Monday to Friday is worked, whatever a notice or the institution says."""
    return _with(calendar, lambda day: not is_weekend(day), {})


@lru_cache(maxsize=8)
def without_make_up_days(calendar: Calendar) -> Calendar:
    """Days off are rested, but no weekend day is worked for them."""
    special = {day: one for day, one in calendar.special.items() if one.kind not in _WORKED}
    worked = {day for day, one in calendar.special.items() if one.kind in _WORKED}
    return _with(
        calendar,
        lambda day: calendar.is_working_day(date.fromordinal(day)) and day not in worked,
        special,
    )


def _with(
    calendar: Calendar, is_worked: Callable[[int], bool], special: Mapping[int, Special]
) -> Calendar:
    days = calendar.days
    every = range(days.first, days.last + 1)
    working = [is_worked(day) for day in every]
    tables = replace(
        days,
        rank=list(accumulate(working, initial=0))[1:],
        workdays=list(compress(every, working)),
        earliest=list(every),
        latest=list(every),
    )
    return replace(calendar, days=tables, special=special)
