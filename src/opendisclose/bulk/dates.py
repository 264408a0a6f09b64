"""Columns of days go in; the n-th working day of each, counts and statuses come out as columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..calendars.calendar import Calendar
from ..calendars.errors import CalendarRangeError


class ArrowDays(Protocol):
    """An Arrow array of dates."""

    def to_numpy(self, zero_copy_only: bool = ...) -> NDArray[Any]: ...


Days: TypeAlias = NDArray[np.datetime64] | ArrowDays
_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = np.iinfo(np.int64).min  # what numpy keeps for NaT
OFFICIAL, PROVISIONAL = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """A calendar over whole columns: the same table of ranks as for one day.

    Days are `datetime64[D]` arrays or Arrow arrays of dates; an empty value gives an empty value.
    Results are `datetime64[D]` and integers of numpy. Every method raises CalendarRangeError if a
    day or an answer lies outside the calendar.
    """

    calendar: Calendar
    _first: int  # days since 1970
    _rank: NDArray[np.int32]
    _workdays: NDArray[np.int32]  # days since 1970

    def nth(self, after: Days, n: int | NDArray[np.integer[Any]]) -> NDArray[np.datetime64]:
        """The n-th working day after each day, which itself does not count (n from 1)."""
        if np.min(n, initial=1) < 1:
            raise ValueError("n must be 1 or more")
        index, empty = self._index(after)
        place = self._rank.take(index)
        place += np.asarray(n - 1, dtype=np.int32)
        if place.size and int(place.max()) >= len(self._workdays):
            raise CalendarRangeError(first=self.calendar.first, last=self.calendar.last)
        return _dates(self._workdays.take(place), empty)

    def between(self, after: Days, through: Days) -> NDArray[np.int64]:
        """How many working days lie after each `after`, through its `through`; 0 if none do.

        An empty day on either side counts 0.
        """
        start, no_start = self._index(after)
        end, no_end = self._index(through)
        found = self._rank.take(end).astype(np.int64) - self._rank.take(start)
        np.maximum(found, 0, out=found)
        for empty in (no_start, no_end):
            if empty is not None:
                found[empty] = 0
        return found

    def is_working(self, days: Days) -> NDArray[np.bool_]:
        """Whether each day is a working day; False for an empty one."""
        index, empty = self._index(days)
        rank = self._rank
        found = rank.take(index) > np.where(index > 0, rank.take(np.maximum(index - 1, 0)), 0)
        if empty is not None:
            found[empty] = False
        return found

    def status(self, days: Days) -> NDArray[np.uint8]:
        """OFFICIAL for each day up to the horizon, else PROVISIONAL."""
        index, _ = self._index(days)
        horizon = self.calendar.horizon.toordinal() - _EPOCH - self._first
        return (index > horizon).astype(np.uint8)

    def _index(self, days: Days) -> tuple[NDArray[np.int64], NDArray[np.bool_] | None]:
        """The place of each day in the table, and which of them are empty, if any is."""
        number = _numbers(days)
        empty = None
        if number.size and number.min() == _NO_DAY:
            empty = number == _NO_DAY
            number = np.where(empty, self._first, number)
        index = number - self._first
        if index.size and (index.min() < 0 or index.max() >= len(self._rank)):
            outside = number[(index < 0) | (index >= len(self._rank))][0]
            raise CalendarRangeError(
                first=self.calendar.first,
                last=self.calendar.last,
                day=date.fromordinal(int(outside) + _EPOCH),
            )
        return index, empty


@lru_cache(maxsize=16)
def working_days(calendar: Calendar) -> WorkingDays:
    """The columns of a calendar; the same calendar gives the same object."""
    days = calendar.days
    return WorkingDays(
        calendar=calendar,
        _first=days.first - _EPOCH,
        _rank=np.asarray(days.rank, dtype=np.int32),
        _workdays=np.asarray(days.workdays, dtype=np.int32) - _EPOCH,
    )


def _numbers(days: Days) -> NDArray[np.int64]:
    """Days since 1970."""
    given = days if isinstance(days, np.ndarray) else days.to_numpy(zero_copy_only=False)
    found: NDArray[np.int64] = np.asarray(given, dtype="datetime64[D]").view(np.int64)
    return found


def _dates(numbers: NDArray[np.int32], empty: NDArray[np.bool_] | None) -> NDArray[np.datetime64]:
    found = numbers.astype("datetime64[D]")
    if empty is not None:
        found[empty] = np.datetime64("NaT")
    return found
