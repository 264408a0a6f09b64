"""Meaning 5: time that does not count, and clocks that are paused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .small import FIVE, LINE, SPAN, check, clock, done, due, kinds, rules, status

OPEN = done("open", "2025-06-06T09:00")
PERIOD = "{working_days: 5}"


def pause(day: str, key: str | None = None) -> dict[str, Any]:
    return done("pause", f"{day}T09:00", key=key)


def resume(day: str, key: str | None = None) -> dict[str, Any]:
    return done("resume", f"{day}T09:00", key=key)


def spanned(*log: dict[str, Any], clocks: str = SPAN, **more: Any) -> date | None:
    return due(check(rules(LINE, clocks, **more), OPEN, *log))


class TestTheSpan:
    """From event a to event b the working days after a's day through b's day are taken out."""

    def test_after_a_through_b(self) -> None:
        """Without 10 and 11: 9, 12, 13, 16, 17."""
        assert spanned(pause("2025-06-09"), resume("2025-06-11")) == date(2025, 6, 17)

    def test_opened_and_closed_on_one_day_it_takes_nothing_out(self) -> None:
        assert spanned(pause("2025-06-10"), done("resume", "2025-06-10T15:00")) == date(2025, 6, 13)

    def test_rest_days_in_it_take_nothing_out(self) -> None:
        """From Friday through Sunday there is no working day after Friday."""
        log = done("move", "2025-06-10"), pause("2025-06-13"), resume("2025-06-15")
        assert spanned(*log) == date(2025, 6, 13)

    def test_over_the_national_day(self) -> None:
        """Of 1 to 10 October 2025 only 9 and 10 are taken out: 29, 30, 11 (Saturday), 13, 14."""
        log = done("open", "2025-09-28"), pause("2025-09-30"), resume("2025-10-10")
        assert due(check(rules(LINE, SPAN), *log)) == date(2025, 10, 14)

    def test_over_the_spring_festival(self) -> None:
        """26 and 27 January are worked and taken out; 5 to 8 and 10 February count."""
        log = done("open", "2025-01-24"), pause("2025-01-25"), resume("2025-02-02")
        assert due(check(rules(LINE, SPAN), *log)) == date(2025, 2, 10)

    def test_over_the_years_end(self) -> None:
        """31 December and 4 (a Sunday) and 5 January are taken out: 30, 6, 7, 8, 9."""
        log = done("open", "2025-12-29"), pause("2025-12-30"), resume("2026-01-05")
        assert due(check(rules(LINE, SPAN), *log)) == date(2026, 1, 9)

    def test_or_with_a_s_day_if_the_ruleset_says_so(self) -> None:
        whole = {"excluded_span": "first_through_last"}
        found = spanned(pause("2025-06-09"), resume("2025-06-11"), counting=whole)
        assert found == date(2025, 6, 18)

    def test_two_spans_one_after_the_other(self) -> None:
        first = pause("2025-06-09"), resume("2025-06-10")
        assert spanned(*first, pause("2025-06-12"), resume("2025-06-13")) == date(2025, 6, 17)

    def test_two_spans_that_touch_count_no_day_twice(self) -> None:
        whole = {"excluded_span": "first_through_last"}
        log = pause("2025-06-09"), resume("2025-06-10"), done("pause", "2025-06-10T10:00")
        assert spanned(*log, resume("2025-06-11"), counting=whole) == date(2025, 6, 18)


class TestUnits:
    """Of natural days, the natural days; hours know no exclusion."""

    def test_of_natural_days_the_natural_days(self) -> None:
        """Ten days from 6 June end on the 16th; Saturday and Sunday are taken out as well."""
        clocks = SPAN.replace(PERIOD, "{days: 10}")
        assert spanned(clocks=clocks) == date(2025, 6, 16)
        log = pause("2025-06-13"), resume("2025-06-15")
        assert spanned(*log, clocks=clocks) == date(2025, 6, 18)

    def test_of_months_the_natural_days_before_the_one_roll(self) -> None:
        clocks = SPAN.replace(PERIOD, "{months: 1}")
        assert spanned(clocks=clocks) == date(2025, 7, 7)  # from Sunday the 6th
        log = pause("2025-06-09"), resume("2025-06-11")
        assert spanned(*log, clocks=clocks) == date(2025, 7, 8)

    def test_hours_know_no_exclusion(self) -> None:
        clocks = SPAN.replace(PERIOD, "{hours: 48}")
        verdict = check(rules(LINE, clocks), OPEN, pause("2025-06-07"), as_of="2025-06-09")
        assert (kinds(verdict), status(verdict)) == ([("late", None)], "overdue")
        assert due(verdict) == date(2025, 6, 8)


class TestPaused:
    """While a span is open the clock is paused: it does not run out, and the earliest possible
    due date is given."""

    def test_it_does_not_run_out(self) -> None:
        verdict = check(rules(LINE, SPAN), OPEN, pause("2025-06-09"), as_of="2025-12-31")
        assert (verdict.word.value, status(verdict), due(verdict)) == ("compliant", "paused", None)

    def test_it_does_not_expire(self) -> None:
        net = LINE.replace("note:", "drop: {from: a, to: c, when_expired: d}, note:")
        verdict = check(rules(net, SPAN), OPEN, pause("2025-06-09"), as_of="2025-12-31")
        assert (verdict.fired, verdict.states) == ((), ("a",))

    def test_the_earliest_possible_due_date_is_given(self) -> None:
        """If the span ended on the day asked for: one day counted, the other four come after it."""
        verdict = check(rules(LINE, SPAN), OPEN, pause("2025-06-09"), as_of="2025-06-11")
        assert clock(verdict).earliest == date(2025, 6, 17)
        assert spanned(pause("2025-06-09"), resume("2025-06-11")) == date(2025, 6, 17)

    def test_an_act_while_paused_is_in_time(self) -> None:
        log = pause("2025-06-09"), done("move", "2025-07-01"), done("close", "2025-07-02")
        verdict = check(rules(LINE, SPAN), OPEN, *log)
        assert (kinds(verdict), status(verdict)) == ([], "met")


class TestFromWhenItCounts:
    """A span counts from the later of its opening and the trigger; a clock started under an open
    span starts paused."""

    MOVED = SPAN.replace("starts: open", "starts: move")
    LOG = OPEN, done("pause", "2025-06-06T10:00"), done("move", "2025-06-09T09:00")

    def test_clock_started_under_an_open_span_is_paused(self) -> None:
        verdict = check(rules(LINE, self.MOVED), *self.LOG, as_of="2025-08-01")
        assert (verdict.word.value, status(verdict)) == ("compliant", "paused")

    def test_what_lay_before_the_trigger_takes_nothing_out(self) -> None:
        """10 and 11 are taken out, 9 is the trigger: 12, 13, 16, 17, 18."""
        verdict = check(rules(LINE, self.MOVED), *self.LOG, resume("2025-06-11"))
        assert due(verdict) == date(2025, 6, 18)

    def test_one_closed_before_the_trigger_takes_nothing_out(self) -> None:
        log = OPEN, done("pause", "2025-06-06T10:00"), done("resume", "2025-06-08")
        verdict = check(rules(LINE, self.MOVED), *log, done("move", "2025-06-09"))
        assert (due(verdict), status(verdict)) == (date(2025, 6, 16), "running")

    def test_a_trigger_day_that_counts_is_taken_out_by_a_span_open_before_it(self) -> None:
        """Included, day 1 is 9 June; the span takes 9, 10 and 11 out: 12, 13, 16, 17, 18."""
        included = {"trigger_day": "included"}
        verdict = check(rules(LINE, self.MOVED, counting=included), *self.LOG, resume("2025-06-11"))
        assert due(verdict) == date(2025, 6, 18)


class TestJoined:
    """Opened again while open it is one span; spans that overlap are joined and count once."""

    def test_second_opening_does_not_restart_it(self) -> None:
        """10, 11 and 12 are taken out, not 12 alone."""
        log = pause("2025-06-09"), pause("2025-06-11"), resume("2025-06-12")
        assert spanned(*log) == date(2025, 6, 18)
        keyed = pause("2025-06-09", "x"), pause("2025-06-11", "x"), resume("2025-06-12", "x")
        assert spanned(*keyed) == date(2025, 6, 18)

    def test_one_closing_closes_what_was_opened_twice(self) -> None:
        log = pause("2025-06-09"), pause("2025-06-10"), resume("2025-06-11")
        verdict = check(rules(LINE, SPAN), OPEN, *log, as_of="2025-06-12")
        assert status(verdict) != "paused"

    def test_overlapping_spans_count_once(self) -> None:
        """From 9 (x) through 13 (y): 10 to 13 are taken out, 9 and 16 to 19 count."""
        log = pause("2025-06-09", "x"), pause("2025-06-10", "y"), resume("2025-06-12", "x")
        assert spanned(*log, resume("2025-06-13", "y")) == date(2025, 6, 19)

    def test_one_of_two_overlapping_spans_does_not_end_the_pause(self) -> None:
        log = pause("2025-06-09", "x"), pause("2025-06-10", "y"), resume("2025-06-12", "x")
        verdict = check(rules(LINE, SPAN), OPEN, *log, as_of="2025-12-31")
        assert (status(verdict), kinds(verdict)) == ("paused", [])

    def test_two_kinds_of_span_that_overlap_count_once(self) -> None:
        two = (
            FIVE[:-2]
            + """, excluded: [{from: pause, until: resume},
          {from: note, until: tell}]}}"""
        )
        log = pause("2025-06-09"), done("note", "2025-06-10"), resume("2025-06-11")
        still = check(rules(LINE, two), OPEN, *log, as_of="2025-12-31")
        assert status(still) == "paused"
        assert spanned(*log, done("tell", "2025-06-12"), clocks=two) == date(2025, 6, 18)


class TestAfterTheDueDate:
    """A span that opens after the due date does nothing; on the due date it still counts."""

    @pytest.mark.parametrize(
        ("day", "told"),
        [("2025-06-12", "paused"), ("2025-06-13", "paused"), ("2025-06-14", "overdue")],
    )
    def test_span_opened_on_the_due_day_and_after(self, day: str, told: str) -> None:
        verdict = check(rules(LINE, SPAN), OPEN, pause(day), as_of="2025-07-01")
        assert status(verdict) == told

    def test_span_opened_after_due_moves_nothing(self) -> None:
        log = pause("2025-06-14"), resume("2025-06-17")
        verdict = check(rules(LINE, SPAN), OPEN, *log)
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 13), [("late", None)])


class TestEndedByExpiry:
    """A span that is closed by an expiry ends on the due date that expired."""

    NET = """{open: {to: a}, ask: {in: a, per: parties}, answer: {in: a, per: parties},
      silence: {in: a, per: parties, when_expired: opinion}, close: {from: a, to: end}}"""
    CLOCKS = """{d: {starts: open, within: {working_days: 5}, met_by: close,
        excluded: {from: ask, until: [answer, silence]}},
      opinion: {per: parties, starts: ask, within: {days: 5}, met_by: answer}}"""

    def test_on_the_due_date_and_not_on_the_day_of_the_next_event(self) -> None:
        """Asked on 6 June, silent through 11 June; 9 to 11 are taken out, whenever one looks."""
        log = OPEN, done("ask", "2025-06-06T10:00", key="x")
        for as_of in ("2025-06-12", "2025-06-18"):
            verdict = check(rules(self.NET, self.CLOCKS), *log, as_of=as_of)
            assert [(one.transition, one.on) for one in verdict.fired] == [
                ("silence", date(2025, 6, 11))
            ]
            assert due(verdict) == date(2025, 6, 18)


class TestKeys:
    """A span belongs to the key of the act that opened it; a clock that is not kept per key is
    stopped by the spans of every key."""

    TWO = SPAN.replace("met_by: close", "per: parties, met_by: close").replace(
        "starts: open", "starts: ask"
    )
    NET = LINE.replace("note:", "ask: {in: [a, b], per: parties}, all_heard: {in: [a, b]}, note:")

    def test_another_key_does_not_close_it(self) -> None:
        log = pause("2025-06-09", "x"), resume("2025-06-10", "y")
        verdict = check(rules(LINE, SPAN), OPEN, *log, as_of="2025-06-30")
        assert status(verdict) == "paused"

    def test_an_act_that_is_not_kept_per_key_closes_the_spans_of_all_keys(self) -> None:
        clocks = SPAN.replace("until: resume", "until: [resume, all_heard]")
        log = pause("2025-06-09", "x"), pause("2025-06-10", "y"), done("all_heard", "2025-06-11")
        verdict = check(rules(self.NET, clocks), OPEN, *log)
        assert (due(verdict), status(verdict)) == (date(2025, 6, 17), "running")

    def test_but_a_keyed_act_without_a_key_only_that_of_the_case(self) -> None:
        log = pause("2025-06-09", "x"), resume("2025-06-10")
        verdict = check(rules(LINE, SPAN), OPEN, *log, as_of="2025-06-30")
        assert status(verdict) == "paused"

    def test_a_clock_kept_per_key_is_stopped_by_its_own_key_only(self) -> None:
        asked = [done("ask", "2025-06-06T10:00", key=key) for key in ("x", "y")]
        verdict = check(rules(self.NET, self.TWO), OPEN, *asked, pause("2025-06-09", "x"))
        assert (status(verdict, key="x"), status(verdict, key="y")) == ("paused", "running")

    def test_one_that_is_not_by_every_key(self) -> None:
        for key in ("x", "y", None):
            verdict = check(rules(LINE, SPAN), OPEN, pause("2025-06-09", key))
            assert status(verdict) == "paused"
