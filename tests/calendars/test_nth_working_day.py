"""The public call for the n-th working day: what the kernel counts, and checked at its edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from opendisclose.calendars import CalendarRangeError, calendar_for
from opendisclose.deadline import count

CN = calendar_for()


def test_it_is_the_count_of_the_kernel_from_every_day() -> None:
    for day in range(CN.days.first, CN.days.last + 1):
        for n in (1, 2, 5, 15, 60):
            expected = count.nth_working_day(CN.days, day, n)
            if expected != count.OUTSIDE:
                assert CN.nth_working_day(date.fromordinal(day), n).toordinal() == expected


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a Sunday that is worked
        (date(2026, 9, 18), 15, date(2026, 10, 15)),
        (date(2025, 9, 28), 1, date(2025, 9, 29)),
    ],
)
def test_the_day_itself_does_not_count(day: date, n: int, expected: date) -> None:
    assert CN.nth_working_day(day, n) == expected


@pytest.mark.parametrize("n", [0, -1])
def test_n_begins_with_one(n: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        CN.nth_working_day(date(2026, 9, 18), n)


@pytest.mark.parametrize("day", [CN.first - timedelta(days=1), CN.last + timedelta(days=1)])
def test_a_day_outside_is_an_error_that_names_it(day: date) -> None:
    with pytest.raises(CalendarRangeError) as raised:
        CN.nth_working_day(day, 1)
    assert raised.value.day == day


def test_an_answer_outside_is_an_error() -> None:
    with pytest.raises(CalendarRangeError) as raised:
        CN.nth_working_day(CN.last, 1)
    assert raised.value.day is None
    with pytest.raises(CalendarRangeError):
        CN.nth_working_day(CN.first, 1_000_000)
