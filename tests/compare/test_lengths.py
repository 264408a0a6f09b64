"""Which of two periods ends first on every day of the calendar, beside a count day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from opendisclose.compare.lengths import Order, order
from opendisclose.model.periods import Period
from opendisclose.model.ruleset import Counting, Ruleset

from .written import CALENDAR, rule

COUNTING: Counting = Ruleset.model_validate(rule()).counting
PAIRS = [
    ({"working_days": 5}, {"days": 7}),
    ({"working_days": 5}, {"days": 20}),
    ({"working_days": 15}, {"days": 15}),
    ({"working_days": 20}, {"months": 1}),
    ({"days": 31}, {"months": 1}),
    ({"days": 3}, {"working_days": 1}),
]


def last_day(period: dict[str, int], start: date) -> date:
    """The last day of a period, found by walking."""
    ((unit, number),) = period.items()
    if unit == "working_days":
        day = start
        while number:
            day += timedelta(days=1)
            number -= CALENDAR.is_working_day(day)
        return day
    if unit == "days":
        day = start + timedelta(days=number)
    else:
        month = start.month % 12 + 1
        year = start.year + (start.month == 12)
        day = next(
            date(year, month, n) for n in range(start.day, 0, -1) if n <= days_in(year, month)
        )
    while not CALENDAR.is_working_day(day):
        day += timedelta(days=1)
    return day


def days_in(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


@pytest.mark.parametrize(("local", "law"), PAIRS, ids=str)
def test_the_order_is_that_of_every_day(local: dict[str, int], law: dict[str, int]) -> None:
    days = [date(2007, 1, 2) + timedelta(days=n) for n in range(365 * 19)]
    signs = set()
    for day in days:
        one, other = last_day(local, day), last_day(law, day)
        signs.add((one > other) - (one < other))
    expected = {
        frozenset({-1}): Order.SHORTER,
        frozenset({-1, 0}): Order.SHORTER,
        frozenset({1}): Order.LONGER,
        frozenset({1, 0}): Order.LONGER,
        frozenset({0}): Order.SAME,
    }.get(frozenset(signs), Order.CROSS)
    assert order(Period(**local), Period(**law), CALENDAR, COUNTING) is expected


def test_dates_of_the_year_are_ordered_and_words_are_not() -> None:
    january = Period.model_validate({"by_date": {"month": 1, "day": 31}})
    february = Period.model_validate({"by_date": {"month": 2, "day": "last"}})
    assert order(january, february, CALENDAR, COUNTING) is Order.SHORTER
    assert order(february, january, CALENDAR, COUNTING) is Order.LONGER
    assert order("promptly", january, CALENDAR, COUNTING) is Order.OTHER
    assert order("promptly", Period(working_days=3), CALENDAR, COUNTING) is Order.OTHER
    assert order("promptly", "promptly", CALENDAR, COUNTING) is Order.SAME
