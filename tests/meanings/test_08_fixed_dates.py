"""Meaning 8: dates that are fixed, that a fact sets, or that lie in the last working week."""

from __future__ import annotations

from datetime import date

import pytest

import opendisclose as od

from .small import check, clock, codes, done, due, kinds, rules, status

NET = "{open: {to: a}, tell: {from: a, to: end, by: office}}"
SET = """{d: {owed_by: office, starts: open, within: {set_by: until}, met_by: tell, clause: D}}"""
LAST_WEEK = """{d: {owed_by: office, starts: period, met_by: tell, clause: D,
  within: {last_working_week_of: %s}}}"""


def yearly(by_date: str) -> od.Rules:
    clocks = f"""{{d: {{owed_by: office, starts: period, within: {{by_date: {by_date}}},
      met_by: tell, clause: D}}}}"""
    return rules(NET, clocks, every="year")


def safe_days(verdict: od.Verdict) -> list[date | None]:
    return [one.first for one in clock(verdict).steps if one.kind == "safe_day"]


class TestFixed:
    """A date that is fixed, or that a fact sets, does not move for rest days; the last working day
    on or before it is given beside it, as the safe day."""

    @pytest.mark.parametrize(
        ("day", "safe"),
        [
            ("2025-10-03", "2025-09-30"),  # in the National Day
            ("2025-02-02", "2025-01-27"),  # in the Spring Festival
            ("2025-06-14", "2025-06-13"),  # a Saturday
            ("2025-02-09", "2025-02-08"),  # a Sunday after a Saturday that is worked
        ],
    )
    def test_set_by_a_fact(self, day: str, safe: str) -> None:
        opened = done("open", "2025-01-02", data={"until": day})
        verdict = check(rules(NET, SET), opened)
        assert due(verdict) == date.fromisoformat(day)
        assert safe_days(verdict) == [date.fromisoformat(safe)]
        assert kinds(check(rules(NET, SET), opened, done("tell", f"{day}T23:59"))) == []
        after = date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()
        assert kinds(check(rules(NET, SET), opened, done("tell", after))) == [("late", "e2")]

    def test_on_a_working_day_there_is_no_other_safe_day(self) -> None:
        for day in ("2025-06-13", "2025-10-11"):  # the second is a Saturday that is worked
            verdict = check(rules(NET, SET), done("open", "2025-01-02", data={"until": day}))
            assert safe_days(verdict) in ([], [date.fromisoformat(day)])

    def test_while_nobody_set_it_there_is_no_date(self) -> None:
        verdict = check(rules(NET, SET), done("open", "2025-01-02"), as_of="2025-12-31")
        assert (kinds(verdict), due(verdict), status(verdict)) == ([], None, "unset")

    def test_extended_or_not_31_october_2026_is_a_saturday_and_stays(self) -> None:
        verdict = check(yearly("{month: 10, day: 31}"), period="2026", as_of="2026-10-31")
        assert (due(verdict), kinds(verdict)) == (date(2026, 10, 31), [])
        assert safe_days(verdict) == [date(2026, 10, 30)]
        verdict = check(yearly("{month: 10, day: 31}"), period="2026", as_of="2026-11-01")
        assert kinds(verdict) == [("late", None)]

    @pytest.mark.parametrize(
        ("period", "last"), [("2024", "2024-02-29"), ("2025", "2025-02-28"), ("2026", "2026-02-28")]
    )
    def test_the_last_day_of_a_month(self, period: str, last: str) -> None:
        verdict = check(yearly("{month: 2, day: last}"), period=period, as_of=last)
        assert due(verdict) == date.fromisoformat(last)

    def test_it_lies_in_the_period_the_case_is_about(self) -> None:
        """Opened in 2025 about 2026: 31 March 2026, not the next 31 March."""
        opened = done("open", "2025-01-02")
        verdict = check(yearly("{month: 3, day: 31}"), opened, period="2026")
        assert due(verdict) == date(2026, 3, 31)
        verdict = check(yearly("{month: 3, day: 31}"), done("open", "2025-06-06"), period="2025")
        assert due(verdict) == date(2025, 3, 31)


class TestLastWorkingWeek:
    """The last working week of a period is the week, from Monday to Sunday, that holds its last
    working day, cut at the period's ends; the duty is due on that last working day."""

    @pytest.mark.parametrize(
        ("every", "period", "due_day"),
        [
            ("quarter", "2025Q2", "2025-06-30"),  # a Monday
            ("quarter", "2025Q3", "2025-09-30"),
            ("quarter", "2025Q4", "2025-12-31"),
            ("quarter", "2024Q1", "2024-03-29"),  # the 30th and 31st are a weekend
            ("month", "2025-01", "2025-01-27"),  # the rest of January is the Spring Festival
            ("month", "2024-09", "2024-09-30"),
            ("month", "2025-05", "2025-05-30"),  # the 31st is the Dragon Boat Festival
            ("year", "2024", "2024-12-31"),
        ],
    )
    def test_due_on_its_last_working_day(self, every: str, period: str, due_day: str) -> None:
        judged_by = rules(NET, LAST_WEEK % every, every=every)
        verdict = check(judged_by, period=period, as_of=due_day)
        assert (due(verdict), kinds(verdict)) == (date.fromisoformat(due_day), [])

    @pytest.mark.parametrize(
        ("period", "met", "notes"),
        [
            ("2025Q3", "2025-09-28", ["before-last-working-week"]),  # worked, but the week before
            ("2025Q3", "2025-09-29", []),
            ("2025Q3", "2025-09-30", []),
            ("2025Q2", "2025-06-29", ["before-last-working-week"]),
            ("2025Q2", "2025-06-30", []),
            ("2024Q1", "2024-03-24", ["before-last-working-week"]),
            ("2024Q1", "2024-03-25", []),
        ],
    )
    def test_done_before_the_week_begins_it_is_met_with_a_note(
        self, period: str, met: str, notes: list[str]
    ) -> None:
        judged_by = rules(NET, LAST_WEEK % "quarter", every="quarter")
        verdict = check(judged_by, done("open", "2024-01-02"), done("tell", met), period=period)
        assert (kinds(verdict), status(verdict), codes(verdict.notes)) == ([], "met", notes)

    def test_after_the_last_working_day_it_is_late(self) -> None:
        judged_by = rules(NET, LAST_WEEK % "quarter", every="quarter")
        log = done("open", "2024-01-02"), done("tell", "2024-03-30")
        assert kinds(check(judged_by, *log, period="2024Q1")) == [("late", "e2")]
