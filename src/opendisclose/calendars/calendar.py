"""A country, own days and a zone go in; a calendar that knows what it knows comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opendisclose.calendars.days import Days, build_days
from opendisclose.calendars.errors import CalendarError, CalendarRangeError
from opendisclose.calendars.from_holidays import Kind, Special, country_table, with_own_days
from opendisclose.calendars.notices import Notice, deciding

Status = Literal["official", "provisional", "unknown"]
_BY_NOTICE = frozenset({"holiday", "moved_off", "make_up"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a calendar and why it is worked or rested.

    `zh` and `en` name the festival, empty when there is none. `exchanged` is the other half of an
    exchange (调休): the weekend day worked for a weekday off, and the other way round. `weekend` is
    True of a rest day that would be one without any holiday.
    """

    date: dt.date
    working: bool
    kind: Kind
    status: Status
    zh: str
    en: str
    exchanged: dt.date | None
    notice: Notice | None
    weekend: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """Which days are working days (工作日), on whose authority, in one zone.

    `first` and `last` bound what it knows; days after `horizon` are provisional. `days` holds the
    integer tables that every count uses.
    """

    country: str
    subdivision: str | None
    zone: str
    first: dt.date
    last: dt.date
    horizon: dt.date
    days: Days
    special: Mapping[int, Special]

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the day is a working day; CalendarRangeError outside the calendar."""
        index = self._index(day)
        rank = self.days.rank
        return rank[index] > (rank[index - 1] if index else 0)

    def nth_working_day(self, day: dt.date, n: int) -> dt.date:
        """The n-th working day after `day`, which itself does not count (n from 1).

        Raises:
            ValueError: n is less than 1.
            CalendarRangeError: the day or the answer lies outside the calendar.
        """
        days = self.days
        place = day.toordinal() - days.first
        if n < 1:
            raise ValueError(f"n must be 1 or more, not {n}")
        if not 0 <= place < len(days.rank):
            raise CalendarRangeError(first=self.first, last=self.last, day=day)
        # Counted here once more, and held equal to `deadline.count` by a test: a working day is
        # a rank, and this is the one call of the calendar that is made by the million.
        rank = days.rank[place] + n
        if rank > len(days.workdays):
            raise CalendarRangeError(first=self.first, last=self.last)
        return dt.date.fromordinal(days.workdays[rank - 1])

    def kind(self, day: dt.date) -> Kind:
        """What sort of day it is; CalendarRangeError outside the calendar."""
        special = self.special.get(self._index(day) + self.days.first)
        if special is not None:
            return special.kind
        return "weekday" if self.is_working_day(day) else "weekend"

    def status(self, day: dt.date) -> Status:
        """Official, provisional (no notice yet) or unknown (outside the calendar)."""
        if not self.first <= day <= self.last:
            return "unknown"
        return "official" if day <= self.horizon else "provisional"

    def notice(self, day: dt.date) -> Notice | None:
        """The notice that made the day a rest day or a make-up working day, or None."""
        official = self.country == "CN" and day <= self.horizon
        return deciding(day) if official and self.kind(day) in _BY_NOTICE else None

    def day(self, day: dt.date) -> Day:
        """All that is known of the day; CalendarRangeError outside the calendar."""
        special = self.special.get(self._index(day) + self.days.first, Special("weekday"))
        exchanged = special.exchanged
        return Day(
            date=day,
            working=self.is_working_day(day),
            kind=self.kind(day),
            status=self.status(day),
            zh=special.zh,
            en=special.en,
            exchanged=None if exchanged is None else dt.date.fromordinal(exchanged),
            notice=self.notice(day),
            weekend=special.weekend or self.kind(day) == "weekend",
        )

    def _index(self, day: dt.date) -> int:
        if not self.first <= day <= self.last:
            raise CalendarRangeError(first=self.first, last=self.last, day=day)
        return day.toordinal() - self.days.first


def calendar_for(
    country: str = "CN",
    subdivision: str | None = None,
    closed: Iterable[dt.date] = (),
    worked: Iterable[dt.date] = (),
    zone: str = "Asia/Shanghai",
) -> Calendar:
    """The calendar of a country with an institution's own closing and working days on top.

    The same arguments give the same object. CalendarError: unknown country, subdivision or zone,
    own days that contradict each other or lie outside the calendar.
    """
    own = tuple(sorted(set(closed))), tuple(sorted(set(worked)))
    return _calendar(country, subdivision, *own, zone)


@lru_cache(maxsize=64)
def _calendar(
    country: str,
    subdivision: str | None,
    closed: tuple[dt.date, ...],
    worked: tuple[dt.date, ...],
    zone: str,
) -> Calendar:
    table = country_table(country, subdivision)
    if closed or worked:
        table = with_own_days(table, closed, worked)
    try:
        days = build_days(table.first, table.horizon, table.working, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CalendarError(f"no such time zone: {zone}") from error
    return Calendar(
        country=country,
        subdivision=subdivision,
        zone=zone,
        first=dt.date.fromordinal(days.first),
        last=dt.date.fromordinal(days.last),
        horizon=dt.date.fromordinal(days.horizon),
        days=days,
        special=table.special,
    )
