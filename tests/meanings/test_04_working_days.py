"""Meaning 4: periods in working days, on dates where weekdays and notices part ways."""

from __future__ import annotations

from datetime import date

import pytest

import opendisclose as od

from .small import FIVE, LINE, check, done, due, kinds, rules

FIFTEEN = FIVE.replace("{working_days: 5}", "{working_days: 15}")


def closed(opened: str, at: str) -> list[tuple[str | None, str | None]]:
    """What is found when a case is opened then and closed at `at`."""
    move = done("move", opened)
    return kinds(check(rules(LINE, FIVE), done("open", opened), move, done("close", at)))


class TestFirstDay:
    """Day 1 is the first working day after the trigger day; the due date is the n-th.

    Civil Code art. 201(1): the day on which a period begins is not counted.
    """

    @pytest.mark.parametrize(
        ("opened", "five"),
        [
            ("2025-06-06", "2025-06-13"),  # Friday
            ("2025-06-07", "2025-06-13"),  # Saturday: the trigger is a rest day
            ("2025-06-08", "2025-06-13"),  # Sunday
            ("2025-06-09", "2025-06-16"),
            ("2025-01-20", "2025-01-26"),  # due on the Sunday worked before the Spring Festival
            ("2025-01-25", "2025-02-07"),  # 26, 27 January, 5, 6, 7 February
            ("2025-01-26", "2025-02-08"),  # due on the Saturday worked after it
            ("2025-01-29", "2025-02-10"),  # in the festival: 5, 6, 7, 8, 10
            ("2025-02-04", "2025-02-10"),  # its last day
            ("2024-02-09", "2024-02-22"),  # New Year's Eve was worked in 2024: 18, 19 to 22
            ("2025-09-27", "2025-10-10"),  # 28 (a Sunday), 29, 30 September, 9, 10 October
            ("2025-09-28", "2025-10-11"),  # the trigger is a make-up Sunday
            ("2025-09-30", "2025-10-14"),  # 9, 10, 11 (a Saturday), 13, 14
            ("2025-10-05", "2025-10-14"),
            ("2024-09-28", "2024-10-10"),  # 29 (a Sunday), 30, 8, 9, 10
            ("2024-10-08", "2024-10-14"),  # 9, 10, 11, 12 (a Saturday), 14
            ("2025-12-31", "2026-01-08"),  # over the year's end: 4 (a Sunday), 5 to 8
            ("2024-12-27", "2025-01-06"),  # 30, 31, 2, 3, 6
        ],
    )
    def test_five_working_days(self, opened: str, five: str) -> None:
        assert due(check(rules(LINE, FIVE), done("open", opened))) == date.fromisoformat(five)

    @pytest.mark.parametrize(
        ("opened", "fifteen"),
        [("2025-09-26", "2025-10-23"), ("2026-02-13", "2026-03-12"), ("2025-12-11", "2026-01-04")],
    )
    def test_fifteen_working_days(self, opened: str, fifteen: str) -> None:
        verdict = check(rules(LINE, FIFTEEN), done("open", opened))
        assert due(verdict) == date.fromisoformat(fifteen)

    def test_the_hour_of_the_trigger_does_not_matter(self) -> None:
        days = {
            due(check(rules(LINE, FIVE), done("open", f"2025-06-06T{time}")))
            for time in ("00:00", "12:00", "23:59:59")
        }
        assert days == {date(2025, 6, 13)}


class TestLastDay:
    """An act is in time until the end of that day, in the ruleset's timezone.

    Civil Code art. 203(2): the last day ends at 24:00.
    """

    def test_until_its_end(self) -> None:
        assert closed("2025-06-06", "2025-06-13T23:59:59.999999") == []
        assert closed("2025-06-06", "2025-06-14T00:00") == [("late", "e3")]

    def test_in_the_zone_of_the_ruleset(self) -> None:
        assert closed("2025-06-06", "2025-06-13T15:59:59Z") == []
        assert closed("2025-06-06", "2025-06-13T16:00:00Z") == [("late", "e3")]
        # The trigger, too: 16:30 in UTC is half past midnight of the 7th.
        verdict = check(rules(LINE, FIVE), done("open", "2025-06-08T16:30Z"))
        assert due(verdict) == date(2025, 6, 16)

    def test_a_make_up_saturday_is_the_last_day_itself(self) -> None:
        assert closed("2025-01-26", "2025-02-08T18:00") == []
        assert closed("2025-01-26", "2025-02-09") == [("late", "e3")]

    def test_a_saturday_after_a_friday_is_late(self) -> None:
        """No working day lies between; it is late all the same."""
        assert closed("2025-06-06", "2025-06-14") == [("late", "e3")]


class TestWorkingDays:
    """A make-up working Saturday or Sunday counts, a weekday moved off does not; a rest day is
    a day that is not a working day."""

    def left(self, opened: str, as_of: str) -> int | None:
        verdict = check(rules(LINE, FIVE), done("open", opened), as_of=as_of)
        return verdict.clocks[0].working_days_left

    def test_each_day_of_a_spring_festival(self) -> None:
        """From Saturday 25 January 2025: five days are left, and so many after each day."""
        left = [self.left("2025-01-25", f"2025-01-{day}") for day in (25, 26, 27, 28, 31)]
        assert left == [5, 4, 3, 3, 3]
        left = [self.left("2025-01-25", f"2025-02-0{day}") for day in (3, 4, 5, 6, 7)]
        assert left == [3, 3, 2, 1, 0]

    def test_a_make_up_day_is_no_rest_day_to_roll_from(self) -> None:
        """Civil Code art. 203(1) moves a last day only if it is a rest day."""
        natural = FIVE.replace("{working_days: 5}", "{days: 10}")
        verdict = check(rules(LINE, natural), done("open", "2025-01-29"))
        assert due(verdict) == date(2025, 2, 8)
        verdict = check(rules(LINE, natural), done("open", "2025-01-30"))
        assert due(verdict) == date(2025, 2, 10)  # Sunday the 9th rolls


class TestIncluded:
    """If the ruleset says `trigger_day: included`, a trigger day that is a working day is day 1."""

    @pytest.fixture
    def included(self) -> od.Rules:
        return rules(LINE, FIVE, counting={"trigger_day": "included"})

    @pytest.mark.parametrize(
        ("opened", "five"),
        [
            ("2025-06-06", "2025-06-12"),
            ("2025-06-07", "2025-06-13"),  # a Saturday is not day 1
            ("2025-01-26", "2025-02-07"),  # a make-up Sunday is
            ("2025-09-30", "2025-10-13"),
        ],
    )
    def test_five_working_days(self, included: od.Rules, opened: str, five: str) -> None:
        verdict = check(included, done("open", opened))
        assert due(verdict) == date.fromisoformat(five)
