"""Working days between two days, and backwards from one: laws of arithmetic, and other counters."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from opendisclose.calendars import CalendarRangeError, calendar_for
from opendisclose.calendars.plain import weekdays_only, without_make_up_days
from opendisclose.deadline.between import (
    ENDS,
    Ends,
    latest_start,
    working_day_with_left,
    working_days_between,
)
from opendisclose.deadline.due import due_date

CN = calendar_for()
DAY = timedelta(days=1)
DAYS = st.dates(date(2008, 1, 1), date(2026, 12, 20))
NUMBERS = st.integers(1, 60)


def between(first: date, last: date, ends: Ends = "last") -> int:
    return working_days_between(CN, first, last, ends)


@given(DAYS, DAYS, DAYS)
def test_stretches_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert between(first, last) == between(first, middle) + between(middle, last)
    whole = between(first, middle, "first") + between(middle, last, "first")
    assert between(first, last, "first") == whole


@given(DAYS, DAYS)
def test_the_conventions_differ_by_the_ends(one: date, two: date) -> None:
    first, last = sorted((one, two))
    at_first, at_last = int(CN.is_working_day(first)), int(CN.is_working_day(last))
    assert between(first, last, "both") == between(first, last, "last") + at_first
    assert between(first, last, "both") == between(first, last, "first") + at_last
    if first < last:
        assert between(first, last, "both") == between(first, last, "neither") + at_first + at_last
    if last < first:
        assert [between(last, first, one) for one in ENDS] == [0, 0, 0, 0]


@given(DAYS, DAYS)
def test_it_is_what_a_walk_counts(one: date, two: date) -> None:
    first, last = sorted((one, two))
    last = min(last, first + 90 * DAY)
    every = [first + n * DAY for n in range((last - first).days + 1)]
    worked = [day for day in every if is_workday(day)]
    assert between(first, last, "both") == len(worked)
    assert between(first, last, "neither") == len([d for d in worked if first < d < last])


@given(DAYS, DAYS)
def test_plain_weekdays_are_those_of_numpy(one: date, two: date) -> None:
    first, last = sorted((one, two))
    plain = weekdays_only(CN)
    counted = int(np.busday_count(first, last))
    assert working_days_between(plain, first, last, "first") == counted


@given(DAYS)
def test_without_make_up_days_no_weekend_is_worked(day: date) -> None:
    plain = without_make_up_days(CN)
    assert plain.is_working_day(day) == (CN.is_working_day(day) and day.weekday() < 5)


@given(DAYS, NUMBERS)
def test_the_latest_start_is_the_latest(due: date, number: int) -> None:
    start = latest_start(CN, due, number)
    end = due_date(CN, "working_days", number, start).date
    after = due_date(CN, "working_days", number, start + DAY).date
    assert end is not None
    assert after is not None
    assert end <= due < after


@given(DAYS, st.integers(0, 60))
def test_a_reminder_is_a_working_day_with_so_many_left(due: date, number: int) -> None:
    day = working_day_with_left(CN, due, number)
    assert CN.is_working_day(day)
    assert between(day, due) == number


@given(DAYS, NUMBERS, st.integers(0, 10))
def test_reminders_of_a_due_date_are_counted_back_from_it(
    start: date, number: int, left: int
) -> None:
    due = due_date(CN, "working_days", number, start)
    (one,) = due.reminders(left)
    assert due.date is not None
    assert one.working_days == left
    assert between(one.day, due.date) == left
    if due.status == "official":
        assert one.early == one.day


def test_reminders_come_earliest_first_and_once() -> None:
    due = due_date(CN, "working_days", 15, date(2026, 9, 18))
    told = [(one.working_days, one.day) for one in due.reminders(1, 5, 3, 5)]
    assert told == [(5, date(2026, 10, 9)), (3, date(2026, 10, 12)), (1, date(2026, 10, 14))]


def test_what_is_wrong_in_a_call_is_told() -> None:
    with pytest.raises(ValueError, match="ends must be one of"):
        working_days_between(CN, date(2026, 1, 1), date(2026, 1, 2), "none")  # type: ignore[arg-type]
    with pytest.raises(CalendarRangeError):
        between(date(2006, 1, 1), date(2026, 1, 2))
    with pytest.raises(ValueError, match="1 or more"):
        latest_start(CN, date(2026, 1, 5), 0)
    with pytest.raises(ValueError, match="0 or more"):
        working_day_with_left(CN, date(2026, 1, 5), -1)
    with pytest.raises(CalendarRangeError):
        working_day_with_left(CN, date(2007, 1, 5), 60)
    with pytest.raises(ValueError, match="no due date"):
        due_date(CN, "promptly", None, date(2026, 1, 5)).reminders(3)
