"""Times as written go in; instants and days of one calendar come out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ..calendars.calendar import Calendar
from ..deadline.count import OUTSIDE, day_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Clock:
    """Times as written into instants and days of one calendar."""

    def __init__(self, calendar: Calendar) -> None:
        self._days = calendar.days

    def day(self, value: date) -> int:
        """The day's number; OUTSIDE where the calendar does not know it."""
        number = value.toordinal()
        return number if self._days.first <= number <= self._days.last else OUTSIDE

    def midnight(self, day: int) -> int:
        return self._days.midnight[day - self._days.first]

    def end_of(self, day: int) -> int:
        return self._days.midnight[day - self._days.first + 1] - 1

    def instant(self, value: datetime) -> int:
        """UTC microseconds; a time without an offset is in the ruleset's timezone (meaning 1)."""
        if value.tzinfo is not None:
            return (value - _EPOCH) // _MICROSECOND
        day = self.day(value.date())
        if day == OUTSIDE:
            return OUTSIDE
        since = timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
        return self.midnight(day) + since // _MICROSECOND

    def moment(self, value: datetime) -> tuple[int, int]:
        """The instant of a time, and the day it lies in."""
        place = value.toordinal() - self._days.first
        midnight = self._days.midnight
        if value.tzinfo is None and 0 <= place < len(midnight) - 1:
            seconds = (value.hour * 60 + value.minute) * 60 + value.second
            at = midnight[place] + seconds * 1_000_000 + value.microsecond
            if at < midnight[place + 1]:  # not so where the clock is put forward that day
                return at, place + self._days.first
        instant = self.instant(value)
        return instant, self.day_of(instant)

    def day_of(self, instant: int) -> int:
        return OUTSIDE if instant == OUTSIDE else day_of(self._days, instant)

    def as_of(self, value: date | datetime) -> tuple[int, int]:
        """The instant and the day of an as-of argument; a date means the end of that day."""
        if isinstance(value, datetime):
            instant = self.instant(value)
            return instant, self.day_of(instant)
        day = self.day(value)
        return (self.end_of(day), day) if day != OUTSIDE else (OUTSIDE, OUTSIDE)


def moment_of(instant: int) -> datetime:
    """UTC microseconds as a datetime."""
    return _EPOCH + instant * _MICROSECOND
