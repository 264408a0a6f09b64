"""A country goes in; one table of what each of its days is, and why, comes out of `holidays`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from opendisclose.calendars.errors import CalendarError
from opendisclose.calendars.notices import FIRST_YEAR, horizon, noticed_through

if TYPE_CHECKING:
    from holidays import HolidayBase

Kind = Literal["weekday", "weekend", "holiday", "moved_off", "make_up", "own_closed", "own_worked"]

PROVISIONAL_YEARS = 5  # years after the last noticed one that are still counted, provisionally
_EXCHANGED = re.compile(r"^休息日.*?(\d{4}-\d{2}-\d{2})")
_IN_LIEU = "（补假）"

# The package gives one language per construction; a second one would double the time to build.
FESTIVALS: Mapping[str, str] = {
    "元旦": "New Year's Day",
    "农历除夕": "Chinese New Year's Eve",
    "春节": "Spring Festival",
    "春节延长假期": "extended Spring Festival",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th anniversary of victory",
}


class Special(NamedTuple):
    """Why a day is not simply a weekday or a weekend.

    `zh` and `en` name the festival. `exchanged` is the other half of an exchange (调休): the
    worked weekend day of a rested weekday, and the other way round. `weekend` is True of a holiday
    that would be a rest day without it.
    """

    kind: Kind
    zh: str = ""
    en: str = ""
    exchanged: int | None = None
    weekend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The days of a country from `first` on, as ordinals: worked or not, and the special ones."""

    first: int
    horizon: int
    working: tuple[bool, ...]
    special: Mapping[int, Special]


@lru_cache(maxsize=32)
def country_table(country: str, subdivision: str | None, last_year: int = 0) -> Table:
    """The table of a country (ISO 3166 code) and one of its subdivisions.

    China: official through the horizon of the last notice. Other countries fix their holidays by
    statute but proclaim single days at short notice; they count as official through the year
    after the last noticed one, and as provisional after it. `last_year` is five years after the
    last noticed one unless given. CalendarError: unknown country or subdivision, or holiday data
    older than the notices.
    """
    last_year = last_year or noticed_through() + PROVISIONAL_YEARS
    found = _construct(country, subdivision, last_year)
    first, end = date(FIRST_YEAR, 1, 1).toordinal(), date(last_year + 1, 1, 1).toordinal()
    made_up = {day.toordinal() for day in found.weekend_workdays}
    if country == "CN":
        if not any(day.year == noticed_through() for day in found.weekend_workdays):
            raise CalendarError(
                f"the installed holidays package has no make-up days for {noticed_through()}:"
                " it is older than the notices known here; upgrade it"
            )
        special, official = _chinese(found, made_up), horizon()
        week = [True] * 5 + [False] * 2
        shift = date(FIRST_YEAR, 1, 1).weekday()
        working = (week * ((end - first) // 7 + 2))[shift : shift + end - first]
    else:
        special, official = _statutory(found), date(noticed_through() + 1, 12, 31)
        working = [not found.is_weekend(date.fromordinal(day)) for day in range(first, end)]
        special |= {day: Special("make_up") for day in made_up}
    for day, why in special.items():
        if first <= day < end:
            working[day - first] = why.kind == "make_up"
    return Table(
        first=first,
        horizon=official.toordinal(),
        working=tuple(working),
        special={day: why for day, why in special.items() if first <= day < end},
    )


def union(tables: Sequence[Table]) -> Table:
    """The tables of several regions as one: worked is what is worked in all of them."""
    first = tables[0]
    special: dict[int, Special] = {}
    for one in reversed(tables):
        special |= one.special
    working = tuple(all(days) for days in zip(*(one.working for one in tables), strict=True))
    rested = {day: why for day, why in special.items() if not working[day - first.first]}
    return Table(first=first.first, horizon=first.horizon, working=working, special=rested)


def with_own_days(table: Table, closed: Iterable[date], worked: Iterable[date]) -> Table:
    """The table with an institution's own closing days and own working days laid over it.

    A day that already was what it is to become keeps its reason. CalendarError: a day is given as
    both, or lies outside the table.
    """
    off, on = {day.toordinal() for day in closed}, {day.toordinal() for day in worked}
    working, special = list(table.working), dict(table.special)
    if off & on:
        raise CalendarError(f"closed and worked at once: {date.fromordinal(min(off & on))}")
    for day in sorted(off | on):
        index = day - table.first
        if not 0 <= index < len(working):
            raise CalendarError(f"own day outside the calendar: {date.fromordinal(day)}")
        if working[index] != (day in on):
            working[index] = day in on
            special[day] = Special("own_worked" if day in on else "own_closed")
    return Table(first=table.first, horizon=table.horizon, working=tuple(working), special=special)


def _construct(country: str, subdivision: str | None, last_year: int) -> HolidayBase:
    # One object for all years, observed, never extended by a query and never added to another:
    # adding drops the make-up days, observed=False the moved days, and a query beyond the years
    # is answered as if there were no holidays. One year more at each end, because a holiday may
    # be observed in the year beside its own.
    from holidays import country_holidays

    years = range(FIRST_YEAR - 1, last_year + 2)
    language = "zh_CN" if country == "CN" else None
    try:
        return country_holidays(
            country, subdiv=subdivision, years=years, expand=False, language=language
        )
    except NotImplementedError as error:
        raise CalendarError(f"no calendar for {country} {subdivision or ''}: {error}") from error


def _statutory(found: HolidayBase) -> dict[int, Special]:
    return {
        day.toordinal(): Special("holiday", name, name, weekend=found.is_weekend(day))
        for day, name in found.items()
    }


def _chinese(found: HolidayBase, made_up: set[int]) -> dict[int, Special]:
    special: dict[int, Special] = {}
    exchanged: list[tuple[int, int]] = []
    for day, label in found.items():
        ordinal = day.toordinal()
        match = _EXCHANGED.match(label)
        if match:
            exchanged.append((ordinal, date.fromisoformat(match[1]).toordinal()))
        else:
            names = [name.removesuffix(_IN_LIEU) for name in label.split("; ")]
            special[ordinal] = Special(
                "moved_off" if label.endswith(_IN_LIEU) else "holiday",
                "、".join(names),
                " and ".join(FESTIVALS.get(name, name) for name in names),
                weekend=day.weekday() > 4,
            )
    rested = special.keys() | {off for off, _ in exchanged}
    for off, worked in exchanged:
        zh, en = _festival_of(off, special, rested, made_up)
        special[off] = Special("moved_off", zh, en, worked)
        special[worked] = Special("make_up", zh, en, off)
    return special


def _festival_of(
    day: int, special: Mapping[int, Special], rested: set[int], made_up: set[int]
) -> tuple[str, str]:
    """The festival for whose sake a weekday is rested: the nearest statutory day in its run."""
    before = after = day
    for _ in range(10):  # the longest run of rest days has been ten days
        for near in (before, after):
            if near in special and special[near].kind == "holiday":
                return special[near].zh, special[near].en
        before = before - 1 if _rests(before - 1, rested, made_up) else before
        after = after + 1 if _rests(after + 1, rested, made_up) else after
    return "", ""


def _rests(day: int, rested: set[int], made_up: set[int]) -> bool:
    return day in rested or ((day + 6) % 7 > 4 and day not in made_up)
