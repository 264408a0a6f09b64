"""Meaning 7: starts and restarts, the order within one act, hours, months, limits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from .small import FIVE, LINE, check, clock, codes, done, due, kinds, rules, status

OPEN = done("open", "2025-06-06T09:00")
NET = LINE.replace(
    "note:",
    """again: {in: [a, b]}, swap: {in: [a, b]}, more: {in: [a, b]}, note:""",
)
AGAIN = """{d: {owed_by: office, starts: [open, again], within: {working_days: 5}, met_by: close,
  clause: D, excluded: {from: pause, until: resume},
  extended: {act: grant, needs: [note], at_most: {working_days: 5}, clause: E}}}"""
FREE = AGAIN.replace("needs: [note], ", "")


def day(act: str, number: int, **more: Any) -> dict[str, Any]:
    return done(act, f"2025-06-{number:02}T09:00", **more)


class TestRestart:
    """A start while the clock runs sets the trigger anew and drops closed spans, extensions and
    pending grants; a span still open goes on in the new run."""

    def test_the_trigger_is_set_anew(self) -> None:
        verdict = check(rules(NET, FREE), OPEN, day("again", 10))
        assert (due(verdict), clock(verdict).trigger) == (date(2025, 6, 17), date(2025, 6, 10))

    def test_closed_spans_are_dropped(self) -> None:
        log = OPEN, day("pause", 9), day("resume", 11)
        assert due(check(rules(NET, FREE), *log)) == date(2025, 6, 17)
        assert due(check(rules(NET, FREE), *log, day("again", 11))) == date(2025, 6, 18)

    def test_extensions_are_dropped(self) -> None:
        log = OPEN, day("grant", 9)
        assert due(check(rules(NET, FREE), *log)) == date(2025, 6, 20)
        assert due(check(rules(NET, FREE), *log, day("again", 11))) == date(2025, 6, 18)

    def test_restart_does_not_keep_the_extension_count(self) -> None:
        log = OPEN, day("grant", 9), day("again", 11), day("grant", 12)
        verdict = check(rules(NET, FREE), *log)
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 25), [])

    def test_pending_grants_are_dropped(self) -> None:
        log = OPEN, day("grant", 9), day("again", 11), day("note", 12)
        verdict = check(rules(NET, AGAIN), *log, as_of="2025-06-18")
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 18), [])

    def test_what_an_extension_needs_has_to_be_done_anew(self) -> None:
        log = OPEN, day("note", 9), day("again", 11), day("grant", 12)
        assert due(check(rules(NET, AGAIN), *log)) == date(2025, 6, 18)
        assert due(check(rules(NET, AGAIN), *log, day("note", 13))) == date(2025, 6, 25)

    def test_a_span_still_open_goes_on_from_the_later_of_opening_and_trigger(self) -> None:
        """Of 10 to 13 only 12 and 13 lie after the new trigger: 16, 17, 18, 19, 20."""
        log = OPEN, day("pause", 9), day("again", 11)
        verdict = check(rules(NET, FREE), *log, as_of="2025-12-31")
        assert status(verdict) == "paused"
        verdict = check(rules(NET, FREE), *log, day("resume", 13))
        assert due(verdict) == date(2025, 6, 20)


class TestStartAfterItsEnd:
    """A start after the clock was met or has ended is a new run in the same way. Findings made
    before it stay; a clock that was overdue and never met leaves none."""

    CLOCKS = """{d: {owed_by: office, starts: again, within: {working_days: 5}, met_by: more,
      clause: D}}"""

    def test_after_it_was_met(self) -> None:
        log = OPEN, day("again", 6), day("more", 9), day("again", 10)
        verdict = check(rules(NET, self.CLOCKS), *log)
        assert (due(verdict), status(verdict)) == (date(2025, 6, 17), "running")
        assert kinds(check(rules(NET, self.CLOCKS), *log, as_of="2025-06-18")) == [("late", None)]

    def test_findings_made_before_it_stay(self) -> None:
        log = OPEN, day("again", 6), day("more", 16), day("again", 17), day("more", 18)
        verdict = check(rules(NET, self.CLOCKS), *log)
        assert (kinds(verdict), status(verdict)) == ([("late", "e3")], "met")

    def test_overdue_and_never_met_leaves_none(self) -> None:
        log = OPEN, day("again", 6), day("again", 16), day("more", 18)
        verdict = check(rules(NET, self.CLOCKS), *log)
        assert (kinds(verdict), status(verdict)) == ([], "met")

    def test_after_it_expired(self) -> None:
        net = """{open: {to: a}, again: {in: [a, b]}, gone: {from: a, to: b, when_expired: d},
          more: {in: b}}"""
        clocks = "{d: {starts: [open, again], within: {working_days: 5}, met_by: more}}"
        verdict = check(rules(net, clocks), OPEN, day("again", 16))
        assert [one.on for one in verdict.fired] == [date(2025, 6, 13)]
        assert (due(verdict), status(verdict)) == (date(2025, 6, 23), "running")


class TestWithinOneAct:
    """Within one act the order is: meet, close spans, extend, open spans, start."""

    def test_meet_before_start(self) -> None:
        """Recorded on the 16th it is late for the old run, and a new one begins."""
        clocks = """{d: {owed_by: office, starts: [open, again], within: {working_days: 5},
          met_by: again, clause: D}}"""
        verdict = check(rules(NET, clocks), OPEN, day("again", 16))
        assert kinds(verdict) == [("late", "e2")]
        assert (status(verdict), due(verdict)) == ("running", date(2025, 6, 23))

    def test_close_before_open(self) -> None:
        """`swap` closes one span and opens the next: the clock stays paused."""
        clocks = FREE.replace("until: resume", "until: [resume, swap]").replace(
            "from: pause", "from: [pause, swap]"
        )
        log = OPEN, day("pause", 9), day("swap", 11)
        verdict = check(rules(NET, clocks), *log, as_of="2025-12-31")
        assert status(verdict) == "paused"
        assert due(check(rules(NET, clocks), *log, day("resume", 12))) == date(2025, 6, 18)

    def test_close_before_extend(self) -> None:
        """The span ends on the day of the grant, which is in time for the date it then has."""
        clocks = FREE.replace("until: resume", "until: [resume, grant]")
        log = OPEN, day("pause", 9), day("grant", 30)
        verdict = check(rules(NET, clocks), *log)
        assert kinds(verdict) == []
        assert due(verdict) == date(2025, 7, 11)  # 9 June, 1 to 4 July, and five more

    def test_extend_before_open(self) -> None:
        """Granted and paused in one act: the extension stands in the run that is paused."""
        clocks = FREE.replace("from: pause", "from: [pause, grant]")
        log = OPEN, day("grant", 13), day("resume", 16)
        assert due(check(rules(NET, clocks), *log)) == date(2025, 6, 23)

    def test_extend_before_start(self) -> None:
        """The extension belongs to the run that ends with the act, and goes with it."""
        clocks = FREE.replace("starts: [open, again]", "starts: [open, grant]")
        verdict = check(rules(NET, clocks), OPEN, day("grant", 10))
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 17), [])

    def test_open_before_start(self) -> None:
        clocks = FREE.replace("starts: [open, again]", "starts: [open, pause]")
        verdict = check(rules(NET, clocks), OPEN, day("pause", 10), as_of="2025-12-31")
        assert status(verdict) == "paused"


class TestTriggerDate:
    """A trigger date after its event is a finding, and the event's own day counts; so is a receipt
    before the act."""

    POSTED = FIVE.replace("starts: open", "starts: {act: open, at: posted}")
    RECEIVED = FIVE.replace("starts: open", "starts: {act: open, at: received}")

    def test_it_counts_from_the_date_recorded(self) -> None:
        verdict = check(rules(LINE, self.POSTED), OPEN | {"data": {"posted": "2025-06-04"}})
        assert (due(verdict), verdict.findings) == (date(2025, 6, 11), ())

    def test_after_its_event(self) -> None:
        verdict = check(rules(LINE, self.POSTED), OPEN | {"data": {"posted": "2025-06-09"}})
        assert codes(verdict.findings) == ["contradictory-time"]
        assert due(verdict) == date(2025, 6, 13)
        assert verdict.word.value == "indeterminate"

    def test_after_its_event_it_makes_no_span_negative(self) -> None:
        """Counted from 6 June, with 10 and 11 taken out: 9, 12, 13, 16, 17."""
        clocks = f"{self.POSTED[:-2]}, excluded: {{from: pause, until: resume}}}}}}"
        opened = OPEN | {"data": {"posted": "2025-06-20"}}
        verdict = check(rules(LINE, clocks), opened, day("pause", 9), day("resume", 11))
        assert due(verdict) == date(2025, 6, 17)

    def test_not_recorded_it_is_the_events_own_day(self) -> None:
        assert due(check(rules(LINE, self.POSTED), OPEN)) == date(2025, 6, 13)

    def test_a_receipt_before_the_act(self) -> None:
        verdict = check(rules(LINE, self.RECEIVED), OPEN | {"received": "2025-06-05"})
        assert codes(verdict.findings) == ["contradictory-time"]
        assert due(verdict) == date(2025, 6, 13)


class TestHours:
    """Hours run from the moment through nights and holidays, and an act at the very moment they
    end is in time. Civil Code art. 201(2)."""

    CLOCKS = FIVE.replace("{working_days: 5}", "{hours: 48}")

    @pytest.mark.parametrize(
        ("opened", "end"),
        [
            ("2025-09-30T16:30", "2025-10-02T16:30"),  # in the middle of the National Day
            ("2025-06-06T23:00", "2025-06-08T23:00"),  # over a weekend
            ("2025-12-31T00:00", "2026-01-02T00:00"),
        ],
    )
    def test_the_very_moment_is_in_time(self, opened: str, end: str) -> None:
        log = done("open", opened), done("move", opened)
        verdict = check(rules(LINE, self.CLOCKS), *log, done("close", end))
        moment = clock(verdict).moment
        assert moment is not None
        assert moment.replace(tzinfo=None) == datetime.fromisoformat(end)
        assert kinds(verdict) == []
        later = check(rules(LINE, self.CLOCKS), *log, done("close", f"{end}:00.000001"))
        assert kinds(later) == [("late", "e3")]

    def test_overdue_only_after_it(self) -> None:
        found = [
            kinds(check(rules(LINE, self.CLOCKS), OPEN, as_of=f"2025-06-08T09:0{minute}"))
            for minute in (0, 1)
        ]
        assert found == [[], [("late", None)]]


class TestDaysAndMonths:
    """A month ends on the corresponding day, or on the month's last (Civil Code art. 202). A last
    day of natural days or months that is a rest day moves to the next working day (art. 203(1)),
    unless the ruleset says that it stays."""

    @pytest.mark.parametrize(
        ("period", "opened", "moved", "stays"),
        [
            ("{months: 1}", "2025-01-31", "2025-02-28", "2025-02-28"),
            ("{months: 1}", "2024-01-31", "2024-02-29", "2024-02-29"),
            ("{months: 1}", "2025-02-28", "2025-03-28", "2025-03-28"),
            ("{months: 2}", "2024-12-31", "2025-02-28", "2025-02-28"),
            ("{months: 12}", "2024-02-29", "2025-02-28", "2025-02-28"),
            ("{months: 1}", "2025-09-01", "2025-10-09", "2025-10-01"),
            ("{months: 1}", "2025-12-28", "2026-01-28", "2026-01-28"),
            ("{months: 1}", "2025-12-04", "2026-01-04", "2026-01-04"),  # a Sunday that is worked
            ("{months: 1}", "2025-12-03", "2026-01-04", "2026-01-03"),  # rolls onto it
            ("{days: 10}", "2025-09-25", "2025-10-09", "2025-10-05"),
            ("{days: 15}", "2025-01-20", "2025-02-05", "2025-02-04"),
            ("{days: 7}", "2025-06-07", "2025-06-16", "2025-06-14"),
            ("{days: 3}", "2025-06-06", "2025-06-09", "2025-06-09"),
        ],
    )
    def test_last_day(self, period: str, opened: str, moved: str, stays: str) -> None:
        clocks = FIVE.replace("{working_days: 5}", period)
        for choice, day in (("next_working_day", moved), ("stays", stays)):
            judged_by = rules(LINE, clocks, counting={"ends_on_rest_day": choice})
            assert due(check(judged_by, done("open", opened))) == date.fromisoformat(day)

    def test_same_day(self) -> None:
        clocks = FIVE.replace("{working_days: 5}", "same_day")
        for opened in ("2025-06-06T09:00", "2025-06-07T09:00"):  # a Saturday does not move
            verdict = check(rules(LINE, clocks), done("open", opened))
            assert due(verdict) == date.fromisoformat(opened[:10])

    def test_promptly_is_never_a_breach(self) -> None:
        clocks = FIVE.replace("{working_days: 5}", "promptly")
        verdict = check(rules(LINE, clocks), OPEN, as_of="2026-06-06")
        assert (kinds(verdict), due(verdict)) == ([], None)


class TestLimits:
    """Deadlines with `limits` bound an act that need not happen: each time it is done while the
    clock stands it is judged."""

    LIMIT = (
        "{d: {owed_by: office, starts: open, within: {working_days: 5}, limits: note, clause: D}}"
    )
    FLOOR = LIMIT.replace("within", "at_least")

    def test_it_need_not_happen(self) -> None:
        verdict = check(rules(LINE, self.LIMIT), OPEN, as_of="2025-12-31")
        assert (kinds(verdict), status(verdict)) == ([], "lapsed")

    def test_too_late_under_within(self) -> None:
        log = done("note", "2025-06-13T23:59"), done("note", "2025-06-14T00:00")
        verdict = check(rules(LINE, self.LIMIT), OPEN, *log)
        assert (kinds(verdict), verdict.findings[0].clauses) == ([("late", "e3")], ("D",))

    def test_too_early_under_at_least_through_the_end_of_the_last_day(self) -> None:
        log = done("note", "2025-06-13T23:59"), done("note", "2025-06-14T00:00")
        verdict = check(rules(LINE, self.FLOOR), OPEN, *log)
        assert kinds(verdict) == [("premature_closure", "e2")]
        assert verdict.findings[0].clauses == ("D",)

    def test_the_act_does_not_end_the_clock(self) -> None:
        log = done("note", "2025-06-09"), done("note", "2025-06-10")
        verdict = check(rules(LINE, self.FLOOR), OPEN, *log)
        assert kinds(verdict) == [("premature_closure", "e2"), ("premature_closure", "e3")]
        log = done("note", "2025-06-16"), done("note", "2025-06-17")
        verdict = check(rules(LINE, self.LIMIT), OPEN, *log)
        assert kinds(verdict) == [("late", "e2"), ("late", "e3")]
