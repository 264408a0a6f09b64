"""The days of a country go in; what could be known of them before any notice comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from opendisclose.calendars.from_holidays import Special, Table, country_table

# The festivals that the holiday regulation names (全国年节及纪念日放假办法), not single occasions.
NAMES = frozenset({"元旦", "农历除夕", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"})


def is_weekend(day: int) -> bool:
    """Whether the day (an ordinal) is a Saturday or a Sunday."""
    return (day + 6) % 7 > 4


@lru_cache(maxsize=1)
def statutory_days() -> Mapping[int, Special]:
    """The statutory holidays of China by their ordinals, those on a weekend included."""
    return {
        day: why
        for day, why in sorted(country_table("CN", None).special.items())
        if why.kind == "holiday" and any(name in NAMES for name in why.zh.split("、"))
    }


@lru_cache(maxsize=1)
def without_notices() -> Table:
    """What can be known of each year of China before its notice is out.

    The statutory days; for one on a weekend the next weekday that is none; no weekend day is
    worked. Replayed against every notice this is the best of the simple guesses
    (docs/explanation/counting-days.md).
    """
    whole = country_table("CN", None)
    last = whole.first + len(whole.working) - 1
    special = dict(statutory_days())
    for day, why in statutory_days().items():
        if why.weekend:
            off = next(_weekdays_after(day, special))
            special[off] = Special("moved_off", why.zh, why.en)
    working = [not is_weekend(day) for day in range(whole.first, last + 1)]
    for day in special:
        if whole.first <= day <= last:
            working[day - whole.first] = False
    return Table(
        first=whole.first, horizon=whole.first - 1, working=tuple(working), special=special
    )


def _weekdays_after(day: int, taken: Mapping[int, Special]) -> Iterator[int]:
    while True:
        day += 1
        if not is_weekend(day) and day not in taken:
            yield day


def statutory_of(year: int) -> tuple[tuple[date, Special], ...]:
    """The statutory holidays of one year."""
    return tuple(
        (date.fromordinal(day), why)
        for day, why in statutory_days().items()
        if date.fromordinal(day).year == year
    )
