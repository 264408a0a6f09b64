"""Meaning 11: the calendar knows what it knows."""

from __future__ import annotations

from datetime import date

import pytest

import opendisclose as od

from .small import FIVE, LINE, check, clock, codes, done, due, kinds, rules, status

AT_THE_END = done("open", "2026-12-25"), done("move", "2026-12-25")


class TestDays:
    """Each day is official, provisional or unknown; the horizon is 28 December of the last year
    whose notice is in."""

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2006-12-31", "unknown"),
            ("2007-01-01", "official"),
            ("2026-12-28", "official"),
            ("2026-12-29", "provisional"),
            ("2027-10-01", "provisional"),
            ("2031-12-31", "provisional"),
            ("2032-01-01", "unknown"),
        ],
    )
    def test_status(self, day: str, status: str) -> None:
        assert od.calendar_for().status(date.fromisoformat(day)) == status

    def test_the_horizon(self) -> None:
        assert od.calendar_for().horizon == date(2026, 12, 28)

    def test_the_notice_that_moved_a_day_is_named(self) -> None:
        calendar = od.calendar_for()
        notice = calendar.notice(date(2025, 9, 28))
        assert notice is not None
        assert "2025" in notice.zh
        assert calendar.notice(date(2025, 6, 9)) is None

    def test_an_institution_has_days_of_its_own(self) -> None:
        own = {"closed": ["2025-06-11"], "worked": ["2025-06-14"]}
        opened = done("open", "2025-06-06")
        assert due(check(rules(LINE, FIVE), opened)) == date(2025, 6, 13)
        shut = {"closed": own["closed"]}
        assert due(check(rules(LINE, FIVE, calendar=shut), opened)) == date(2025, 6, 16)
        assert due(check(rules(LINE, FIVE, calendar=own), opened)) == date(2025, 6, 14)


class TestProvisional:
    """A due date that depends on days no notice has fixed is provisional, with an earliest and a
    latest date, never a silent guess."""

    def test_through_the_horizon_it_is_official(self) -> None:
        verdict = check(rules(LINE, FIVE), done("open", "2026-12-21"))
        shown = clock(verdict)
        assert (shown.due, shown.earliest, shown.latest) == (date(2026, 12, 28),) * 3
        assert not shown.provisional

    def test_a_day_later_it_is_provisional(self) -> None:
        verdict = check(rules(LINE, FIVE), done("open", "2026-12-22"))
        shown = clock(verdict)
        assert (shown.due, shown.provisional) == (date(2026, 12, 29), True)
        assert shown.earliest is not None
        assert shown.latest is not None
        assert date(2026, 12, 28) < shown.earliest <= date(2026, 12, 29) < shown.latest

    def test_before_the_earliest_in_time_after_the_latest_late_between_not_known(self) -> None:
        shown = clock(check(rules(LINE, FIVE), *AT_THE_END))
        assert shown.earliest is not None
        assert shown.latest is not None
        early, late = shown.earliest.toordinal(), shown.latest.toordinal()
        words = [
            check(
                rules(LINE, FIVE), *AT_THE_END, done("close", date.fromordinal(day).isoformat())
            ).word.value
            for day in (early, early + 1, late, late + 1)
        ]
        assert words == ["compliant", "indeterminate", "indeterminate", "violation"]

    def test_what_is_not_known_is_said(self) -> None:
        verdict = check(rules(LINE, FIVE), *AT_THE_END, as_of="2027-01-06")
        assert (kinds(verdict), codes(verdict.missing)) == ([], ["due-date-provisional"])
        assert status(verdict) in ("running", "due_soon")

    def test_a_date_no_notice_can_move_stays_official(self) -> None:
        for period in ("{hours: 100}", "same_day"):
            clocks = FIVE.replace("{working_days: 5}", period)
            verdict = check(rules(LINE, clocks), done("open", "2026-12-30T09:00"))
            assert not clock(verdict).provisional
        stays = rules(
            LINE,
            FIVE.replace("{working_days: 5}", "{days: 10}"),
            counting={"ends_on_rest_day": "stays"},
        )
        shown = clock(check(stays, done("open", "2026-12-30")))
        assert (shown.due, shown.provisional) == (date(2027, 1, 9), False)

    def test_natural_days_that_may_have_to_roll_are_provisional(self) -> None:
        clocks = FIVE.replace("{working_days: 5}", "{days: 10}")
        assert clock(check(rules(LINE, clocks), done("open", "2026-12-30"))).provisional


class TestOutside:
    """A due date outside the calendar is a finding."""

    def test_a_due_date_beyond_it(self) -> None:
        clocks = FIVE.replace("{working_days: 5}", "{months: 120}")
        verdict = check(rules(LINE, clocks), done("open", "2025-06-06"))
        assert codes(verdict.findings) == ["outside-calendar"]
        assert (verdict.word.value, due(verdict)) == ("indeterminate", None)

    def test_an_event_before_it(self) -> None:
        early = rules(LINE, FIVE, in_force={"from": "unknown"})
        verdict = check(early, done("open", "1999-06-06"), done("move", "2025-06-06"))
        assert "outside-calendar" in codes(verdict.findings)
        with pytest.raises(od.CalendarRangeError):
            check(early, done("open", "2025-06-06"), as_of="1999-06-06")
