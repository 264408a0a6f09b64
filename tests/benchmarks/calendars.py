"""Calendars measured: building and columns as ratios, the bounds of provisional dates replayed.

`make bench` runs this module too. The replay goes through every year with a notice as if it were
not out: the calendar is official to 28 December of the year before and guessed after it, and each
due date that falls into the year is compared with the one the notice made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
from holidays import CN

from opendisclose.bulk.dates import working_days
from opendisclose.calendars import calendar_for
from opendisclose.calendars.days import build_days
from opendisclose.calendars.from_holidays import country_table
from opendisclose.calendars.statutory import statutory_days

from .measure import Benchmark

FIRST, LAST = 2008, 2026
NUMBERS = (5, 10, 15, 20, 30)


def vectorised(pairs: int) -> Benchmark:
    """The n-th working day of a column, n from 1 to 30.

    The other side is told that every weekday is worked and every day of rest a holiday, the only
    way to have weekend days worked there.
    """
    calendar = calendar_for("CN")
    draw = np.random.default_rng(20080501)
    first = np.datetime64("2008-01-01")
    span = int((np.datetime64("2026-10-01") - first).astype(int))
    days = first + draw.integers(0, span, pairs)
    numbers = draw.integers(1, 31, pairs)
    columns = working_days(calendar)
    every = np.arange(np.datetime64(calendar.first), np.datetime64(calendar.last))
    rest = every[~columns.is_working(every)]
    theirs = np.busdaycalendar(weekmask="1111111", holidays=rest)

    def other() -> object:
        return np.busday_offset(days, numbers, roll="backward", busdaycal=theirs)

    assert (columns.nth(days, numbers) == other()).all()
    return Benchmark(
        name="columns of due dates, against `numpy.busday_offset`",
        faster=True,
        bound=15,
        rounds=15,
        ours=lambda: columns.nth(days, numbers),
        theirs=other,
    )


def build() -> Benchmark:
    """The tables of 2007 to 2027, against the holidays of those years alone."""
    zone = ZoneInfo("Asia/Shanghai")
    festivals = statutory_days()

    def ours() -> None:
        table = country_table.__wrapped__("CN", None, 2027)
        build_days(table.first, table.horizon, table.working, zone, festivals)

    return Benchmark(
        name="building a calendar, against `holidays.CN`",
        faster=False,
        bound=2,
        rounds=30,
        ours=ours,
        theirs=lambda: CN(years=range(2007, 2028)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """How often the true date lay within the bounds, and how many days they were apart."""

    number: int
    dates: int
    inside: int
    width: int

    @property
    def share(self) -> float:
        return self.inside / self.dates

    @property
    def mean_width(self) -> float:
        return self.width / self.dates


def replayed(number: int, step: int = 1) -> Replay:
    """Due dates of so many working days from every `step`-th day, before each year's notice."""
    dates = inside = width = 0
    for earliest, true, latest in _dates(number, step):
        dates += 1
        inside += earliest <= true <= latest
        width += latest - earliest
    return Replay(number=number, dates=dates, inside=inside, width=width)


def _dates(number: int, step: int) -> Iterator[tuple[int, int, int]]:
    final = calendar_for("CN")
    for year in range(FIRST, LAST + 1):
        # The day before the year's notice: those before it were all out by then.
        before = calendar_for("CN", known_on=date(year - 1, 10, 1))
        assert before.horizon == date(year - 1, 12, 28)
        end = date(year, 12, 28).toordinal()
        for day in range(date(year - 1, 11, 1).toordinal(), end - number, step):
            trigger = date.fromordinal(day)
            due = before.nth_working_day(trigger, number).toordinal()
            true = final.nth_working_day(trigger, number).toordinal()
            if before.horizon.toordinal() < due and true <= end:
                index = due - before.days.first
                yield before.days.earliest[index], true, before.days.latest[index]


def main() -> None:
    for benchmark in (vectorised(1_000_000), build()):
        print(f"{benchmark.name}: {benchmark.ratio(benchmark.rounds):.1f}")
    print("\nworking days  due dates  within the bounds  mean width in days")
    for number in NUMBERS:
        found = replayed(number)
        print(f"{number:12}  {found.dates:9}  {found.share:17.2%}  {found.mean_width:18.1f}")


if __name__ == "__main__":
    main()
