"""Columns of days: equal to the calendar one day at a time, empty values kept, nothing guessed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisclose.bulk.dates import OFFICIAL, PROVISIONAL, working_days
from opendisclose.calendars import CalendarRangeError, calendar_for

CALENDAR = calendar_for("CN")
COLUMNS = working_days(CALENDAR)
DAYS = st.dates(date(2007, 1, 1), date(2030, 6, 30))


@given(st.lists(st.tuples(DAYS, st.integers(1, 60)), min_size=1, max_size=20))
def test_the_nth_is_that_of_the_calendar(asked: list[tuple[date, int]]) -> None:
    days = np.array([day for day, _ in asked], dtype="datetime64[D]")
    numbers = np.array([n for _, n in asked])
    assert COLUMNS.nth(days, numbers).tolist() == [
        CALENDAR.nth_working_day(day, n) for day, n in asked
    ]


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=20))
def test_counting_between_undoes_the_nth(asked: list[tuple[date, date]]) -> None:
    after = np.array([one for one, _ in asked], dtype="datetime64[D]")
    through = np.array([one for _, one in asked], dtype="datetime64[D]")
    counted = COLUMNS.between(after, through)
    for (start, end), number in zip(asked, counted.tolist(), strict=True):
        if end <= start:
            assert number == 0
        elif number:
            assert CALENDAR.nth_working_day(start, number) <= end


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_working_and_official_as_the_calendar_has_it(asked: list[date]) -> None:
    days = pa.array(asked, type=pa.date32())
    assert COLUMNS.is_working(days).tolist() == [CALENDAR.is_working_day(one) for one in asked]
    official = [OFFICIAL if one <= CALENDAR.horizon else PROVISIONAL for one in asked]
    assert COLUMNS.status(days).tolist() == official


def test_the_first_day_of_the_calendar() -> None:
    assert COLUMNS.is_working(np.array([CALENDAR.first], dtype="datetime64[D]")).tolist() == [False]


def test_empty_values_stay_empty() -> None:
    days = pa.chunked_array([[date(2022, 9, 30), None], [date(2020, 1, 10)]])
    assert COLUMNS.nth(days, 20).tolist() == [date(2022, 11, 2), None, date(2020, 2, 14)]
    assert COLUMNS.is_working(days).tolist() == [True, False, True]
    assert COLUMNS.between(days, days).tolist() == [0, 0, 0]


def test_what_lies_outside_is_an_error() -> None:
    with pytest.raises(CalendarRangeError, match="1999-01-01"):
        COLUMNS.nth(np.array(["1999-01-01"], dtype="datetime64[D]"), 1)
    with pytest.raises(CalendarRangeError):
        COLUMNS.nth(np.array([CALENDAR.last], dtype="datetime64[D]"), 30)
    with pytest.raises(ValueError, match="1 or more"):
        COLUMNS.nth(np.array(["2020-01-01"], dtype="datetime64[D]"), 0)
