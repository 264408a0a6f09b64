"""Meaning 1: what a case is, and how its events are read."""

from __future__ import annotations

from datetime import date, datetime

import opendisclose as od

from .small import FIVE, LINE, check, codes, done, due, kinds, receipt, rules, status

OPEN = done("open", "2025-06-06T09:00")
RECEIVED = FIVE.replace("starts: open", "starts: {act: open, at: received}")
HOURS = FIVE.replace("{working_days: 5}", "{hours: 24}")
YEARLY = """{publish: {owed_by: office, starts: period, met_by: tell, clause: D,
  within: {by_date: {month: 3, day: 31}}}}"""
REPORT = "{open: {to: a}, tell: {from: a, to: end, by: office}}"


class TestWhatACaseIs:
    """A case is a ruleset, a procedure, facts and events, and where they apply a period, the
    states it starts in and what it is about."""

    def test_the_verdict_names_ruleset_edition_and_procedure(self) -> None:
        verdict = check(rules(), OPEN)
        assert (verdict.ruleset, verdict.edition, verdict.procedure) == ("small", "1", "p")

    def test_another_ruleset_than_the_one_named_is_a_finding(self) -> None:
        verdict = check(rules(), OPEN, ruleset="large")
        assert codes(verdict.findings) == ["another-ruleset"]
        assert verdict.word.value == "indeterminate"
        assert check(rules(), OPEN, ruleset="small").word.value == "compliant"

    def test_what_it_is_about_is_for_people_and_judges_nothing(self) -> None:
        assert check(rules(), OPEN, about="2025-0417") == check(rules(), OPEN)

    def test_letters_to_several_units_are_keys_of_one_case(self) -> None:
        ask = LINE.replace("pause: {", "ask: {in: a, per: parties}, pause: {")
        clocks = "{d: {starts: ask, per: parties, within: {working_days: 5}, met_by: resume}}"
        letters = [
            done("ask", f"2025-06-0{day}T09:00", key=key) for day, key in ((6, "x"), (7, "y"))
        ]
        third = done("ask", "2025-06-10T09:00", key="z")
        verdict = check(rules(ask, clocks), OPEN, *letters, third)
        assert [(one.key, one.due) for one in verdict.clocks] == [
            ("x", date(2025, 6, 13)),
            ("y", date(2025, 6, 13)),
            ("z", date(2025, 6, 17)),
        ]

    def test_what_another_case_decided_comes_in_as_a_fact(self) -> None:
        net = "{open: {to: a}, drop: {from: a, to: end, when: {ok: true}, by: office}}"
        log = OPEN, done("drop", "2025-06-09")
        assert kinds(check(rules(net), *log, facts={"ok": False})) == [("guard_not_met", "e2")]
        assert check(rules(net), *log, facts={"ok": True}).word.value == "compliant"


class TestEvents:
    """An event claims an act: which, when, by which role, by whom, with which data."""

    def test_a_role_that_the_rule_does_not_have_is_other(self) -> None:
        verdict = check(rules(), done("open", "2025-06-06", role="janitor"))
        assert codes(verdict.findings) == ["unknown-role", "wrong-role"]
        named = check(rules(), done("open", "2025-06-06", role="other"))
        assert codes(named.findings) == ["wrong-role"]

    def test_receipt_may_be_written_on_the_event_or_be_an_event(self) -> None:
        there = done("open", "2025-06-05T09:00", received="2025-06-06")
        apart = done("open", "2025-06-05T09:00"), receipt("e1", "2025-06-06T15:00")
        for log in ((there,), apart):
            verdict = check(rules(LINE, RECEIVED), *log)
            assert (due(verdict), codes(verdict.notes)) == (date(2025, 6, 13), [])

    def test_without_a_receipt_the_acts_own_day_is_assumed_and_noted(self) -> None:
        verdict = check(rules(LINE, RECEIVED), done("open", "2025-06-05T09:00"))
        assert due(verdict) == date(2025, 6, 12)
        assert codes(verdict.notes) == ["receipt-assumed"]
        assert verdict.word.value == "compliant"


class TestTime:
    """Times without an offset are in the ruleset's timezone; events are judged in order of time."""

    def test_an_offset_is_taken_to_the_zone_of_the_ruleset(self) -> None:
        close = done("move", "2025-06-09"), done("close", "2025-06-13T23:30")
        assert kinds(check(rules(LINE, FIVE), OPEN, *close)) == []
        later = done("move", "2025-06-09"), done("close", "2025-06-13T16:00Z")
        assert kinds(check(rules(LINE, FIVE), OPEN, *later)) == [("late", "e3")]
        east = rules(LINE, FIVE, timezone="UTC")
        assert kinds(check(east, OPEN, *later)) == []

    def test_events_are_judged_in_order_of_time_not_of_the_file(self) -> None:
        log = [done("move", "2025-06-09T09:00"), OPEN]
        verdict = check(rules(), *log)
        assert (kinds(verdict), verdict.states) == ([], ("b",))

    def test_equal_times_keep_the_order_of_the_log(self) -> None:
        move = done("move", "2025-06-06T09:00")
        assert kinds(check(rules(), OPEN, move)) == []
        assert kinds(check(rules(), move, OPEN)) == [("wrong_order", "e1")]

    def test_a_date_stands_at_the_latest_instant_logged_before_it_on_that_day(self) -> None:
        first = done("open", "2025-06-06T15:00")
        verdict = check(rules(), first, done("move", "2025-06-06"), done("close", "2025-06-06"))
        assert (kinds(verdict), verdict.states) == ([], ("end",))

    def test_what_is_logged_after_a_date_does_not_hold_it_back(self) -> None:
        """Nothing of the day stands before it in the log, so it stands at 00:00."""
        verdict = check(rules(), done("move", "2025-06-06"), done("open", "2025-06-06T00:01"))
        assert kinds(verdict) == [("wrong_order", "e1")]
        verdict = check(rules(), done("open", "2025-06-06"), done("move", "2025-06-06T00:00"))
        assert kinds(verdict) == []

    def test_an_hour_clock_that_starts_from_a_date_is_provisional(self) -> None:
        """From 6 June, hour unknown: 24 hours end somewhere on 7 June."""
        begin = done("open", "2025-06-06"), done("move", "2025-06-06")
        within, between, after = (
            check(rules(LINE, HOURS), *begin, done("close", at))
            for at in ("2025-06-06T23:59", "2025-06-07T12:00", "2025-06-08T00:01")
        )
        assert (within.word.value, codes(within.missing)) == ("compliant", [])
        assert (between.word.value, codes(between.missing)) == ("indeterminate", ["hour-not-known"])
        assert kinds(after) == [("late", "e3")]

    def test_as_of_a_date_is_the_end_of_that_day(self) -> None:
        last = done("move", "2025-06-09T23:59")
        assert check(rules(), OPEN, last, as_of="2025-06-09").states == ("b",)
        assert check(rules(), OPEN, last, as_of="2025-06-09T23:58").states == ("a",)

    def test_events_after_as_of_are_not_judged(self) -> None:
        wrong = done("close", "2025-06-10T09:00", role="section")
        verdict = check(rules(), OPEN, wrong, as_of="2025-06-09")
        assert (kinds(verdict), codes(verdict.notes)) == ([], ["event-not-judged"])

    def test_receipts_after_as_of_are_not_judged(self) -> None:
        log = done("open", "2025-06-05T09:00"), receipt("e1", "2025-06-10")
        verdict = check(rules(LINE, RECEIVED), *log, as_of="2025-06-09")
        assert due(verdict) == date(2025, 6, 12)
        assert codes(verdict.notes) == ["receipt-assumed"]
        assert due(check(rules(LINE, RECEIVED), *log, as_of="2025-06-10")) == date(2025, 6, 17)

    def test_without_as_of_it_is_the_last_event(self) -> None:
        verdict = check(rules(), OPEN, done("move", "2025-06-09T10:00"))
        assert verdict.as_of is not None
        assert verdict.as_of.replace(tzinfo=None) == datetime(2025, 6, 9, 10)


class TestWhereItStarts:
    """A case may say in which states it starts: what lies before its log is taken as done."""

    def test_what_lies_before_is_not_judged(self) -> None:
        close = done("close", "2025-06-10")
        assert kinds(check(rules(), close)) == [("missing_step", "e1")]
        verdict = check(rules(), close, starts_in=["b"])
        assert (kinds(verdict), verdict.states) == ([], ("end",))

    def test_what_may_lie_before_counts_as_done_for_what_presupposes_it(self) -> None:
        net = """{open: {to: a}, look: {in: a}, move: {from: a, to: b}, late_look: {in: b},
          close: {from: b, to: end, presupposes: [look]},
          drop: {from: b, to: end, presupposes: [late_look]}}"""
        assert kinds(check(rules(net), done("close", "2025-06-10"), starts_in=["b"])) == []
        left = check(rules(net), done("close", "2025-06-10"), starts_in=["a"])
        assert kinds(left) == [("missing_step", "e1")]  # the jump over `move`; `look` may be done

    def test_a_clock_that_may_have_started_there_is_not_missed(self) -> None:
        net = "{open: {to: a}, drop: {from: a, to: end, when_expired: d}}"
        clocks = "{d: {starts: open, within: {working_days: 5}, met_by: drop}}"
        drop = done("drop", "2025-06-10")
        assert kinds(check(rules(net, clocks), drop, starts_in=["a"])) == []
        assert kinds(check(rules(net, clocks), drop)) == [("premature_closure", "e1")]
        ext = FIVE[:-2] + ", extended: {act: grant, at_most: {working_days: 5}}}}"
        grant = done("grant", "2025-06-10")
        assert kinds(check(rules(LINE, ext), grant, starts_in=["a"])) == []
        assert kinds(check(rules(LINE, ext), grant)) == [
            ("missing_step", "e1"),
            ("invalid_extension", "e1"),
        ]

    def test_states_never_active_together_leave_nothing_to_judge(self) -> None:
        verdict = check(rules(), done("close", "2025-06-10", role="section"), starts_in=["a", "b"])
        assert verdict.word.value == "indeterminate"
        assert codes(verdict.findings) == ["impossible-starting-states"]
        assert (verdict.states, verdict.clocks) == ((), ())


class TestRecurring:
    """A case about a recurring duty is about one year, quarter or month."""

    def yearly(self) -> od.Rules:
        return rules(REPORT, YEARLY, every="year")

    def test_left_out_it_is_the_period_of_the_first_event_with_a_note(self) -> None:
        verdict = check(self.yearly(), done("open", "2025-02-03"), done("tell", "2025-04-01"))
        assert codes(verdict.notes) == ["period-assumed"]
        assert (kinds(verdict), due(verdict, "publish")) == ([("late", "e2")], date(2025, 3, 31))

    def test_the_period_named_decides_and_not_the_event(self) -> None:
        log = done("open", "2025-02-03"), done("tell", "2025-04-01")
        verdict = check(self.yearly(), *log, period="2026")
        assert (kinds(verdict), due(verdict, "publish")) == ([], date(2026, 3, 31))
        assert codes(verdict.notes) == []

    def test_what_may_have_met_it_before_the_log_is_not_asked_for_again(self) -> None:
        net = "{open: {to: a}, tell: {from: a, to: b}, look: {from: b, to: end}}"
        yearly, look = rules(net, YEARLY, every="year"), done("look", "2025-04-02")
        verdict = check(yearly, look, period="2025", starts_in=["b"])
        assert (kinds(verdict), verdict.clocks) == ([], ())
        verdict = check(yearly, done("open", "2025-04-02"), period="2025")
        assert kinds(verdict) == [("late", None)]
        told = done("tell", "2025-04-02")
        assert kinds(check(yearly, told, period="2025", starts_in=["a"])) == [("late", "e1")]

    def test_without_events_it_has_to_be_named(self) -> None:
        verdict = check(self.yearly(), as_of="2026-04-01")
        assert "period-missing" in codes(verdict.findings)
        assert verdict.word.value == "indeterminate"

    def test_that_nothing_was_done_can_be_judged(self) -> None:
        verdict = check(self.yearly(), period="2026", as_of="2026-03-31")
        assert (verdict.word.value, status(verdict, "publish")) == ("compliant", "due_soon")
        verdict = check(self.yearly(), period="2026", as_of="2026-04-01")
        assert (verdict.word.value, kinds(verdict)) == ("violation", [("late", None)])
