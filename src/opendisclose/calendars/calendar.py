"""A country, own days and a zone go in; a calendar that knows what it knows comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opendisclose.calendars.days import Days, build_days
from opendisclose.calendars.errors import CalendarError, CalendarRangeError
from opendisclose.calendars.from_holidays import (
    Kind,
    Special,
    Table,
    country_table,
    union,
    with_own_days,
)
from opendisclose.calendars.known import Known, chinese_days
from opendisclose.calendars.layers import Layer, yearly_days
from opendisclose.calendars.notices import Notice, deciding
from opendisclose.calendars.statutory import statutory_days
from opendisclose.model.calendar_file import YearlyDays

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
    integer tables that every count uses. `known_on` is the day whose knowledge it has, None for
    all there is; `notices` has the notices of days that no packaged one decides.
    """

    country: str
    subdivision: str | None
    zone: str
    first: dt.date
    last: dt.date
    horizon: dt.date
    days: Days
    special: Mapping[int, Special]
    notices: Mapping[int, Notice] = field(default_factory=dict)
    known_on: dt.date | None = None

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
        given = self.notices.get(day.toordinal())
        if given is not None:
            return given
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
    *,
    yearly: Iterable[YearlyDays] = (),
    layers: Iterable[Layer] = (),
    ruleset: str | None = None,
    known_on: dt.date | None = None,
) -> Calendar:
    """The calendar of a country with an institution's own closing and working days on top.

    `layers` are calendar files: later notices, the days of regions, of single rulesets. With
    `known_on` it is the calendar as it was known on that day, later notices left out. The same
    arguments give the same object. Several regions of a country are joined by `+`: a day of rest in
    any of them is one.

    Raises:
        CalendarError: unknown country, subdivision or zone, own days that contradict each other
            or lie outside the calendar, or a region of China that no layer speaks of.
    """
    return _calendar(
        country,
        subdivision,
        (tuple(sorted(set(closed))), tuple(sorted(set(worked)))),
        zone,
        tuple(yearly),
        tuple(one for one in layers if one.applies_to(country, subdivision, ruleset)),
        known_on,
    )


@lru_cache(maxsize=64)
def _calendar(
    country: str,
    subdivision: str | None,
    own: tuple[tuple[dt.date, ...], tuple[dt.date, ...]],
    zone: str,
    yearly: tuple[YearlyDays, ...],
    layers: tuple[Layer, ...],
    known_on: dt.date | None,
) -> Calendar:
    known = _known(country, subdivision, layers, known_on)
    table = known.table
    for closed, worked in _own_days(table, yearly, layers):
        table = with_own_days(table, closed, worked)
    if own != ((), ()):
        table = with_own_days(table, *own)
    try:
        festivals = statutory_days() if country == "CN" else ()
        days = build_days(table.first, table.horizon, table.working, ZoneInfo(zone), festivals)
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
        notices=known.notices,
        known_on=known_on,
    )


def _known(
    country: str, subdivision: str | None, layers: tuple[Layer, ...], known_on: dt.date | None
) -> Known:
    if country != "CN":
        regions = (subdivision or "").split("+")
        tables = [country_table(country, one or None) for one in regions]
        return Known(table=union(tables), notices={})
    if subdivision is not None and all(one.subdivision is None for one in layers):
        raise CalendarError(
            f"no days of the region {subdivision} are known: load its calendar file"
        )
    return chinese_days(known_on, (one for layer in layers for one in layer.arrangements))


def _own_days(
    table: Table, yearly: tuple[YearlyDays, ...], layers: tuple[Layer, ...]
) -> Iterator[tuple[list[dt.date], list[dt.date]]]:
    """The closed and the worked days of each layer, then those that the ruleset repeats yearly."""
    last = table.first + len(table.working) - 1
    for layer in layers:
        rules = _repeated(layer.yearly, table.first, last)
        yield (
            [*rules["closed"], *(dt.date.fromordinal(one.day) for one in layer.closed)],
            [*rules["worked"], *(dt.date.fromordinal(one.day) for one in layer.worked)],
        )
    rules = _repeated(yearly, table.first, last)
    yield rules["closed"], rules["worked"]


def _repeated(
    rules: tuple[YearlyDays, ...], first: int, last: int
) -> dict[Literal["closed", "worked"], list[dt.date]]:
    found: dict[Literal["closed", "worked"], list[dt.date]] = {"closed": [], "worked": []}
    for rule in rules:
        found[rule.days] += map(dt.date.fromordinal, yearly_days(rule, first, last))
    return found
