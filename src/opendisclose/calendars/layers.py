"""A calendar file goes in; what it lays over the calendar of its country comes out, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from opendisclose.calendars.notices import Notice
from opendisclose.model.calendar_file import CalendarFile, HolidayNotice, Stretch, YearlyDays
from opendisclose.model.periods import YearlyDate

_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """One day that is rested or worked, and the festival for whose sake it is."""

    day: int  # its ordinal
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """One notice with the days it names. A whole year's also decides the days it does not name."""

    notice: Notice
    whole_year: bool
    rest: tuple[NamedDay, ...]
    work: tuple[NamedDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one calendar file adds: notices, and a region's or institution's own days.

    A layer with a `subdivision` is for calendars of that region, one with a `ruleset` for that
    ruleset; `verified` is False where the days were not read in a source.
    """

    country: str
    subdivision: str | None
    ruleset: str | None
    verified: bool
    arrangements: tuple[Arrangement, ...]
    yearly: tuple[YearlyDays, ...]
    closed: tuple[NamedDay, ...]
    worked: tuple[NamedDay, ...]

    def applies_to(self, country: str, subdivision: str | None, ruleset: str | None) -> bool:
        """Whether it is for a calendar of this country and region and for this ruleset."""
        return (
            self.country == country
            and self.subdivision in (None, subdivision)
            and self.ruleset in (None, ruleset)
        )


def layer_of(file: CalendarFile) -> Layer:
    """What a calendar file lays over the calendar of its country."""
    own = file.subdivision is not None or file.ruleset is not None
    return Layer(
        country=file.country,
        subdivision=file.subdivision,
        ruleset=file.ruleset,
        verified=file.verified,
        arrangements=tuple(_arrangement(one, file, own=own) for one in file.notices),
        yearly=file.yearly,
        closed=named_days(file.closed),
        worked=named_days(file.worked),
    )


def _arrangement(given: HolidayNotice, file: CalendarFile, *, own: bool) -> Arrangement:
    """A region's notice decides only the days it names: the nation's notice has the others."""
    rest, work = named_days(given.rest), named_days(given.work)
    whole_year = given.amends is None and not own
    notice = Notice(
        id=str(given.number or f"{given.year}{'' if whole_year else '-amended'}"),
        year=given.year,
        zh=given.title.zh if given.title else f"{given.year}年节假日安排的通知",
        en=given.title.en if given.title else f"notice on the holidays of {given.year}",
        issued=given.issued,
        verified=file.verified,
        amends=given.amends,
        days=tuple(date.fromordinal(one.day) for one in (*rest, *work)),
    )
    return Arrangement(notice=notice, whole_year=whole_year, rest=rest, work=work)


def named_days(stretches: Iterable[Stretch]) -> tuple[NamedDay, ...]:
    """Every day of every stretch."""
    return tuple(
        NamedDay(day=day, zh=one.zh or one.en or "", en=one.en or one.zh or "")
        for one in stretches
        for day in range(one.from_.toordinal(), one.last.toordinal() + 1)
    )


def yearly_days(rule: YearlyDays, first: int, last: int) -> Iterator[int]:
    """The days (ordinals) that come back every year, from the year of `first` to that of `last`.

    29 February is left out in a year that has none. A stretch whose end lies before its beginning
    ends in the year after.
    """
    for year in range(date.fromordinal(first).year - 1, date.fromordinal(last).year + 1):
        if (rule.since is not None and year < rule.since) or (
            rule.until is not None and year > rule.until
        ):
            continue
        begins = _in_year(rule.from_, year)
        ends = begins if rule.to is None else _in_year(rule.to, year)
        if begins is not None and ends is not None and ends < begins:
            ends = _in_year(rule.to, year + 1) if rule.to is not None else None
        if begins is not None and ends is not None:
            yield from (day for day in range(begins, ends + 1) if first <= day <= last)


def _in_year(point: YearlyDate, year: int) -> int | None:
    if point.day == "last":
        following = (year + 1, 1) if point.month == _DECEMBER else (year, point.month + 1)
        return date(*following, 1).toordinal() - 1
    try:
        return date(year, point.month, point.day).toordinal()
    except ValueError:  # 29 February, or a day that no such month has
        return None
