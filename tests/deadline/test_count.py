"""The counting primitives: against day-by-day walks, published dates, and themselves compiled."""

from __future__ import annotations

import importlib.util
import random
from collections import namedtuple
from dataclasses import fields
from datetime import date, datetime, timedelta
from types import FunctionType, ModuleType
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisclose.calendars import calendar_for
from opendisclose.deadline import count
from opendisclose.deadline.count import OUTSIDE

CN = calendar_for()
DAYS = CN.days
ANY_DAY = st.integers(DAYS.first, DAYS.last)


class TestWorkingDays:
    """3.4: day 1 is the first working day after the trigger day; the due date is the n-th."""

    def test_every_start_of_2007_to_2026_and_every_n_to_60(self) -> None:
        last = date(2026, 12, 28).toordinal()
        worked = {
            day
            for day in range(DAYS.first, last + 1)
            if chinese_calendar.is_workday(date.fromordinal(day))
        }
        compared = 0
        for start in range(DAYS.first, last + 1):
            day, n = start, 0
            while n < 60 and day < last:
                day += 1
                if day in worked:
                    n += 1
                    if count.nth_working_day(DAYS, start, n) != day:
                        pytest.fail(f"{date.fromordinal(start)} + {n}")
                    compared += 1
        assert compared > 430_000

    @settings(deadline=None)
    @given(ANY_DAY, ANY_DAY)
    def test_the_days_between_lead_from_one_to_the_other(self, one: int, other: int) -> None:
        n = count.working_days_between(DAYS, one, other)
        walked = sum(CN.is_working_day(date.fromordinal(day)) for day in range(one + 1, other + 1))
        assert n == walked
        if n:
            last = count.last_working_day_on_or_before(DAYS, other)
            assert count.nth_working_day(DAYS, one, n) == last

    def test_none_is_the_day_itself(self) -> None:
        saturday = date(2026, 11, 21).toordinal()
        assert count.nth_working_day(DAYS, saturday, 0) == saturday

    def test_saturday_and_one_working_day_is_monday(self) -> None:
        saturday, monday = date(2026, 11, 21).toordinal(), date(2026, 11, 23).toordinal()
        assert count.nth_working_day(DAYS, saturday, 1) == monday
        assert count.first_counted(DAYS, saturday, 0) == monday
        assert count.first_counted(DAYS, saturday, 1) == monday
        assert count.first_counted(DAYS, monday, 1) == monday


class TestRolling:
    """3.4: rest day means not a working day. Civil Code art. 203(1): the day after it ends."""

    @settings(deadline=None)
    @given(ANY_DAY)
    def test_roll_goes_to_the_next_working_day_or_stays(self, day: int) -> None:
        rolled = count.roll_forward(DAYS, day)
        if rolled != OUTSIDE:
            assert CN.is_working_day(date.fromordinal(rolled))
            assert count.working_days_between(DAYS, day, rolled) == (rolled != day)
            assert rolled == day or not CN.is_working_day(date.fromordinal(day))

    def test_a_make_up_saturday_is_no_rest_day(self) -> None:
        saturday = date(2022, 10, 8).toordinal()
        assert count.roll_forward(DAYS, saturday) == saturday
        assert count.roll_forward(DAYS, date(2022, 10, 1).toordinal()) == saturday
        assert count.last_working_day_on_or_before(DAYS, saturday + 2) == saturday + 2
        assert count.last_working_day_on_or_before(DAYS, saturday - 1) == saturday - 8


class TestMonths:
    """3.7, Civil Code art. 202: the month's corresponding day, or its last day."""

    @pytest.mark.parametrize(
        ("start", "n", "end"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2026, 10, 31), 1, date(2026, 11, 30)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 12, 15), 0, date(2026, 12, 15)),
        ],
    )
    def test_month_ends(self, start: date, n: int, end: date) -> None:
        assert count.add_months(start.toordinal(), n) == end.toordinal()

    def test_every_day_of_four_hundred_years_has_its_day_of_the_month(self) -> None:
        first = date(1800, 1, 1).toordinal()
        for day in range(first, first + 146_097 + 1):
            if count.day_of_month(day) != date.fromordinal(day).day:
                pytest.fail(str(date.fromordinal(day)))
        assert count.day_of_month(first) == 1

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (date(2026, 3, 1), date(2026, 3, 31)),
            (date(2026, 3, 15), date(2026, 4, 14)),
            (date(2026, 1, 28), date(2026, 2, 27)),
            (date(2026, 1, 29), date(2026, 2, 28)),
            (date(2026, 1, 31), date(2026, 2, 28)),
        ],
    )
    def test_with_the_trigger_day_included_a_month_is_not_a_day_longer(
        self, start: date, end: date
    ) -> None:
        assert count.natural_end(DAYS, count.MONTHS, 1, start.toordinal(), 1) == end.toordinal()

    @pytest.mark.parametrize("n", [-1, 10**9, 2**62])
    def test_absurd_numbers_are_outside(self, n: int) -> None:
        assert count.add_months(date(2026, 1, 1).toordinal(), n) == OUTSIDE


class TestInstants:
    """3.4: in time until the end of the day, in the zone. Civil Code art. 203(2)."""

    @settings(deadline=None)
    @given(ANY_DAY)
    def test_the_last_microsecond_of_the_day(self, day: int) -> None:
        zone = ZoneInfo("Asia/Shanghai")
        ends = datetime.fromordinal(day + 1).replace(tzinfo=zone)
        instant = (ends - datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))) // timedelta(microseconds=1)
        assert count.due_instant(DAYS, day) == instant - 1
        assert count.day_of(DAYS, instant - 1) == day
        assert count.day_of(DAYS, instant) == (day + 1 if day < DAYS.last else OUTSIDE)

    def test_hours_run_through_nights_and_holidays(self) -> None:
        """3.7, Civil Code art. 201(2): a period in hours runs from the moment itself."""
        start = DAYS.midnight[5000]
        assert count.due_after_hours(DAYS, start, 48) == start + 48 * 3_600_000_000
        assert count.due_after_hours(DAYS, start, 0) == start

    @pytest.mark.parametrize("n", [-1, 24 * 366 * 50, 2**62])
    def test_hours_that_leave_the_calendar_are_outside(self, n: int) -> None:
        assert count.due_after_hours(DAYS, DAYS.midnight[5000], n) == OUTSIDE

    @pytest.mark.parametrize("instant", [-1, 0, DAYS.midnight[0] - 1, DAYS.midnight[-1], 2**62])
    def test_instants_outside(self, instant: int) -> None:
        assert count.day_of(DAYS, instant) == OUTSIDE
        assert count.due_after_hours(DAYS, instant, 1) == OUTSIDE


class TestBounds:
    """3.11: a due date without notice has an earliest and a latest date."""

    def test_an_official_day_does_not_move(self) -> None:
        day = DAYS.horizon
        assert (count.earliest_due(DAYS, day), count.latest_due(DAYS, day)) == (day, day)

    def test_bounds_lie_around_the_guess_and_after_what_is_official(self) -> None:
        for day in range(DAYS.horizon + 1, DAYS.horizon + 400):
            earliest, latest = count.earliest_due(DAYS, day), count.latest_due(DAYS, day)
            assert DAYS.horizon < earliest <= day < latest

    @pytest.mark.parametrize("year", [one for one in range(2008, 2027) if one != 2020])
    def test_the_bounds_would_have_held_in_every_past_year(self, year: int) -> None:
        """Before the year's notice; in 2020 days of rest were added without being made up for."""
        before = calendar_for("CN", known_on=date(year - 1, 10, 1)).days
        last = date(year, 12, 28).toordinal()
        for n in (5, 15, 20):
            for trigger in range(before.horizon - 20, last - 40, 3):
                due = count.nth_working_day(before, trigger, n)
                true = count.nth_working_day(DAYS, trigger, n)
                if due > before.horizon and true <= last:
                    earliest, latest = (
                        count.earliest_due(before, due),
                        count.latest_due(before, due),
                    )
                    assert earliest <= true <= latest, (date.fromordinal(trigger), n)


class TestOutside:
    """Design 4: no negative or unchecked index; an answer outside the tables is OUTSIDE."""

    BAD_DAYS = (-1, 0, DAYS.first - 1, DAYS.last + 1, 2**62)

    @pytest.mark.parametrize("day", BAD_DAYS)
    def test_days_outside(self, day: int) -> None:
        good = DAYS.first + 100
        answers = [
            count.is_working(DAYS, day),
            count.nth_working_day(DAYS, day, 1),
            count.nth_working_day(DAYS, day, 0),
            count.working_days_between(DAYS, day, good),
            count.working_days_between(DAYS, good, day),
            count.days_excluded(DAYS, count.DAYS, day, good),
            count.days_excluded(DAYS, count.DAYS, good, day),
            count.roll_forward(DAYS, day),
            count.last_working_day_on_or_before(DAYS, day),
            count.first_counted(DAYS, day, 1),
            count.first_natural(DAYS, day, 0),
            count.due_instant(DAYS, day),
            count.earliest_due(DAYS, day),
            count.latest_due(DAYS, day),
            count.due_day(DAYS, count.FIXED, day, good, 0, 0, 0, 1, 0),
            count.due_day(DAYS, count.WORKING_DAYS, 5, day, 0, 0, 0, 1, 0),
        ]
        assert set(answers) == {OUTSIDE}

    @pytest.mark.parametrize("n", [-1, 6000, 2**62])
    @pytest.mark.parametrize("kind", [count.WORKING_DAYS, count.DAYS, count.MONTHS])
    def test_numbers_that_leave_the_tables(self, kind: int, n: int) -> None:
        day = DAYS.last - 3000
        assert count.due_day(DAYS, kind, n, day, 0, 0, 0, 1, 0) == OUTSIDE
        assert count.due_day(DAYS, kind, 1, day, n, 0, 0, 1, 0) == OUTSIDE
        assert count.due_day(DAYS, kind, 1, day, 0, kind, n, 1, 0) == OUTSIDE

    @pytest.mark.parametrize("kind", [0, count.HOURS, count.PROMPTLY, 99])
    def test_kinds_without_a_last_day(self, kind: int) -> None:
        assert count.due_day(DAYS, kind, 1, DAYS.first, 0, 0, 0, 1, 0) == OUTSIDE
        extended = count.due_day(DAYS, count.DAYS, 1, DAYS.first, 0, kind, 1, 1, 0)
        assert extended == (
            OUTSIDE if kind else count.due_day(DAYS, count.DAYS, 1, DAYS.first, 0, 0, 0, 1, 0)
        )

    def test_the_first_days_of_the_table(self) -> None:
        assert not CN.is_working_day(CN.first)
        assert count.is_working(DAYS, DAYS.first) == 0
        assert count.last_working_day_on_or_before(DAYS, DAYS.first) == OUTSIDE
        assert count.first_natural(DAYS, DAYS.last, 0) == OUTSIDE
        assert count.latest_due(DAYS, DAYS.last) == OUTSIDE


class TestCompiled:
    """3.15: one implementation, whether one case or a hundred million events are judged."""

    def test_compiled_functions_answer_like_plain_ones(self) -> None:
        numba = pytest.importorskip("numba")
        numpy = pytest.importorskip("numpy")
        compiled = _second_copy()
        for name, function in vars(count).items():
            if isinstance(function, FunctionType):
                setattr(compiled, name, numba.njit(getattr(compiled, name)))
        names = [one.name for one in fields(DAYS)]
        values = [getattr(DAYS, name) for name in names]
        # To numba a named tuple of arrays is an object with named sequences.
        days = namedtuple("days", names)(
            *(numpy.array(one) if isinstance(one, list) else one for one in values)
        )
        draw = random.Random(20261121)
        arguments: tuple[int, ...]
        for _ in range(3000):
            day = draw.randint(DAYS.first - 3, DAYS.last + 3)
            arguments = (
                draw.randint(0, 10), draw.choice([draw.randint(0, 60), day]), day,
                draw.randint(0, 40), draw.randint(0, 4), draw.randint(0, 30),
                draw.randint(0, 1), draw.randint(0, 1),
            )  # fmt: skip
            expected = count.due_day(DAYS, *arguments)
            assert compiled.due_day(days, *arguments) == expected, arguments
        for _ in range(1000):
            day, n = draw.randint(DAYS.first - 3, DAYS.last + 3), draw.randint(-1, 400)
            instant = draw.randint(DAYS.midnight[0] - 10, DAYS.midnight[-1] + 10)
            for name, arguments in {
                "is_working": (day,),
                "nth_working_day": (day, n),
                "working_days_between": (day, day + n),
                "days_excluded": (count.DAYS, day, day + n),
                "first_counted": (day, n % 2),
                "first_natural": (day, n % 2),
                "last_working_day_on_or_before": (day,),
                "earliest_due": (day,),
                "latest_due": (day,),
                "due_instant": (day,),
                "due_after_hours": (instant, n),
                "day_of": (instant,),
            }.items():
                expected = getattr(count, name)(DAYS, *arguments)
                assert getattr(compiled, name)(days, *arguments) == expected, (name, arguments)
            calendar_free = (n % 5, n % 4, n % 3, n % 2)
            assert compiled.rests_on_calendar(*calendar_free) == count.rests_on_calendar(
                *calendar_free
            )


def _second_copy() -> ModuleType:
    spec = importlib.util.find_spec(count.__name__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
