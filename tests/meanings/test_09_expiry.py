"""Meaning 9: transitions that time fires, and events that record them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import opendisclose as od

from .small import check, codes, done, due, kinds, rules, status

NET = """{open: {to: a}, reply: {from: a, to: b}, stay: {in: [a, b, c, end]},
  drop: {from: a, to: end, by: office, when_expired: d, clause: X},
  stop: {from: a, to: c, when_expired: e, when: {ok: true}}}"""
CLOCKS = """{d: {starts: open, within: {working_days: 5}, met_by: reply,
    excluded: {from: ask, until: tell}},
  e: {starts: open, within: {set_by: length}, met_by: reply}}"""
NET = NET.replace("stay:", "ask: {in: a}, tell: {in: a}, stay:")
OPEN = done("open", "2025-06-06T09:00")  # `d` is due on Friday 13 June


def fired(verdict: od.Verdict) -> list[tuple[str, date]]:
    return [(one.transition, one.on) for one in verdict.fired]


def judged(*log: dict[str, Any], **more: Any) -> od.Verdict:
    return check(rules(NET, CLOCKS), *log, **more)


def lasting(**length: int) -> dict[str, Any]:
    return OPEN | {"data": {"length": length, "ok": True}}


class TestFires:
    """A transition with `when_expired` fires by itself at the first instant after the due date,
    before any later event, and counts on the due date."""

    def test_at_the_first_instant_after_the_due_date(self) -> None:
        assert fired(judged(OPEN, as_of="2025-06-13T23:59:59")) == []
        verdict = judged(OPEN, as_of="2025-06-14T00:00")
        assert fired(verdict) == [("drop", date(2025, 6, 13))]
        assert (verdict.states, status(verdict)) == (("end",), "expired")

    def test_before_an_event_at_that_very_instant(self) -> None:
        verdict = judged(OPEN, done("reply", "2025-06-14T00:00"))
        assert fired(verdict) == [("drop", date(2025, 6, 13))]
        assert codes(verdict.findings) == ["not-possible-here"]

    def test_an_act_on_the_due_date_comes_before_it(self) -> None:
        verdict = judged(OPEN, done("reply", "2025-06-13T23:59:59"), as_of="2025-07-01")
        assert (fired(verdict), verdict.states) == ([], ("b",))

    def test_an_act_at_the_very_last_instant_comes_before_it(self) -> None:
        last = done("reply", "2025-06-13T23:59:59.999999")
        assert (judged(OPEN, last).fired, judged(OPEN, last).states) == ((), ("b",))
        hours = CLOCKS.replace("{working_days: 5}", "{hours: 48}")
        verdict = check(rules(NET, hours), OPEN, done("reply", "2025-06-08T09:00"))
        assert (verdict.fired, verdict.states) == ((), ("b",))

    def test_expiry_bears_the_due_date_and_not_the_day_after(self) -> None:
        """What starts with it counts from the due date: five working days after 13 June."""
        clocks = CLOCKS[:-1] + ", f: {starts: drop, within: {working_days: 5}, met_by: stay}}"
        verdict = check(rules(NET, clocks), OPEN, as_of="2025-06-14")
        assert due(verdict, "f") == date(2025, 6, 20)

    def test_a_case_that_ran_out_has_no_finding_but_a_note(self) -> None:
        verdict = judged(OPEN, as_of="2025-07-01")
        assert (verdict.word.value, kinds(verdict)) == ("compliant", [])
        assert codes(verdict.notes) == ["period-ran-out"]
        assert verdict.notes[0].clauses == ("X",)


class TestOrder:
    """Clocks that ran out fire earliest first, then in file order, each once, if the transition is
    then enabled and its guard is not false."""

    def test_by_time_and_not_in_the_order_of_the_clocks(self) -> None:
        """`e` ends on 9 June and comes second in the file; both lie before the next event."""
        verdict = judged(lasting(days=3), done("stay", "2025-06-20"))
        assert fired(verdict) == [("stop", date(2025, 6, 9))]
        assert verdict.states == ("c",)
        assert status(verdict, "d") == "lapsed"

    def test_on_one_date_in_the_order_of_the_file(self) -> None:
        verdict = judged(lasting(days=7), done("stay", "2025-06-20"))
        assert fired(verdict) == [("drop", date(2025, 6, 13))]
        turned = CLOCKS[1:-1].split(",\n  e:")
        clocks = "{e:" + turned[1] + ",\n  " + turned[0] + "}"
        verdict = check(rules(NET, clocks), lasting(days=7), done("stay", "2025-06-20"))
        assert fired(verdict) == [("stop", date(2025, 6, 13))]

    def test_more_than_one_in_a_gap(self) -> None:
        net = """{open: {to: a}, one: {from: a, to: b, when_expired: d}, stay: {in: c},
          two: {from: b, to: c, when_expired: e}, reply: {in: [a, b, c]}}"""
        clocks = """{d: {starts: open, within: {days: 3}, met_by: reply},
          e: {starts: open, within: {days: 10}, met_by: reply}}"""
        verdict = check(rules(net, clocks), OPEN, done("stay", "2025-07-01"))
        assert fired(verdict) == [("one", date(2025, 6, 9)), ("two", date(2025, 6, 16))]
        assert (verdict.states, kinds(verdict)) == (("c",), [])

    def test_one_started_by_another_fires_in_the_same_gap(self) -> None:
        net = """{open: {to: a}, one: {from: a, to: b, when_expired: d}, stay: {in: c},
          two: {from: b, to: c, when_expired: e}, reply: {in: [a, b, c]}}"""
        clocks = """{d: {starts: open, within: {days: 3}, met_by: reply},
          e: {starts: one, within: {days: 3}, met_by: reply}}"""
        verdict = check(rules(net, clocks), OPEN, done("stay", "2025-07-01"))
        assert fired(verdict) == [("one", date(2025, 6, 9)), ("two", date(2025, 6, 12))]

    def test_expiry_is_not_retried(self) -> None:
        """The guard is false on the due date and true from the 17th: silence had no consequence."""
        net = NET.replace("when_expired: d", "when_expired: d, when: {ok: true}")
        log = OPEN | {"data": {"ok": False}}, done("stay", "2025-06-17", data={"ok": True})
        verdict = check(rules(net, CLOCKS), *log, done("stay", "2025-06-18"), as_of="2025-07-01")
        assert (fired(verdict), verdict.states, status(verdict)) == ([], ("a",), "expired")

    def test_its_guard_does_not_see_the_facts_of_the_next_event(self) -> None:
        net = NET.replace("when_expired: d", "when_expired: d, when: {ok: true}")
        opened = OPEN | {"data": {"ok": False}}
        told = check(rules(net, CLOCKS), opened, done("stay", "2025-06-14", data={"ok": True}))
        assert fired(told) == []
        told = check(rules(net, CLOCKS), opened, done("stay", "2025-06-13", data={"ok": True}))
        assert fired(told) == []  # the day is not over
        told = check(
            rules(net, CLOCKS),
            opened,
            done("stay", "2025-06-13", data={"ok": True}),
            done("stay", "2025-06-14", data={"ok": False}),
        )
        assert fired(told) == [("drop", date(2025, 6, 13))]

    def test_a_guard_that_is_not_known_does_not_hinder_it(self) -> None:
        net = NET.replace("when_expired: d", "when_expired: d, when: {ok: true}")
        verdict = check(rules(net, CLOCKS), OPEN, as_of="2025-07-01")
        assert fired(verdict) == [("drop", date(2025, 6, 13))]
        assert (verdict.word.value, codes(verdict.missing)) == (
            "indeterminate",
            ["guard-not-known"],
        )

    def test_not_enabled_it_does_not_fire_and_the_clock_has_expired(self) -> None:
        """Nothing more follows from silence: not late, not overdue, and the goal comes too late."""
        net = NET.replace("drop: {from: a", "drop: {from: c")
        verdict = check(rules(net, CLOCKS), OPEN, done("reply", "2025-06-20"), as_of="2025-07-01")
        assert (fired(verdict), status(verdict), kinds(verdict)) == ([], "expired", [])
        assert (verdict.word.value, verdict.states) == ("compliant", ("b",))


class TestNever:
    """They never fire while no period is set, while the clock is paused, or on a date that is
    provisional."""

    def test_while_no_period_is_set(self) -> None:
        only_e = "{" + CLOCKS[CLOCKS.index("e: {") :]
        net = NET.replace(", by: office, when_expired: d", "")
        verdict = check(rules(net, only_e), OPEN | {"data": {"ok": True}}, as_of="2025-12-31")
        assert (fired(verdict), status(verdict, "e")) == ([], "unset")

    def test_while_the_clock_is_paused(self) -> None:
        verdict = judged(OPEN, done("ask", "2025-06-13"), as_of="2025-12-31")
        assert (fired(verdict), status(verdict)) == ([], "paused")
        verdict = judged(OPEN, done("ask", "2025-06-12"), done("tell", "2025-06-16"))
        assert due(verdict) == date(2025, 6, 17)
        verdict = judged(
            OPEN, done("ask", "2025-06-12"), done("tell", "2025-06-16"), as_of="2025-06-18"
        )
        assert fired(verdict) == [("drop", date(2025, 6, 17))]

    def test_on_a_provisional_date(self) -> None:
        """The notice for 2027 is not in: the five working days lie beyond 28 December 2026."""
        verdict = judged(done("open", "2026-12-25"), as_of="2027-03-01")
        assert fired(verdict) == []
        assert judged(done("open", "2026-12-18"), as_of="2027-01-01").fired != ()


class TestRecorded:
    """An event may record such a transition."""

    def test_after_the_clock_has_fired_it_changes_nothing(self) -> None:
        verdict = judged(OPEN, done("drop", "2025-06-16"))
        assert (kinds(verdict), verdict.states) == ([], ("end",))
        assert fired(verdict) == [("drop", date(2025, 6, 13))]

    def test_but_who_recorded_it_is_judged(self) -> None:
        verdict = judged(OPEN, done("drop", "2025-06-16", role="section"))
        assert kinds(verdict) == [("wrong_role", "e2")]

    def test_before_the_due_date_it_is_premature_with_no_effect_but_its_data(self) -> None:
        early = done("drop", "2025-06-13T18:00", data={"ok": True})
        verdict = judged(OPEN, early)
        assert kinds(verdict) == [("premature_closure", "e2")]
        assert verdict.findings[0].clauses == ("X",)
        assert (verdict.states, status(verdict)) == (("a",), "due_soon")
        log = OPEN | {"data": {"length": {"days": 14}}}, early
        verdict = check(
            rules(NET.replace("from: a, to: end", "from: b, to: end"), CLOCKS),
            *log,
            as_of="2025-07-01",
        )
        assert fired(verdict) == [("stop", date(2025, 6, 20))]  # its guard is what `drop` recorded

    def test_with_no_period_set_it_is_premature(self) -> None:
        verdict = judged(OPEN | {"data": {"ok": True}}, done("stop", "2025-06-12"))
        assert kinds(verdict) == [("premature_closure", "e2")]
        assert status(verdict, "e") == "unset"

    def test_while_paused_it_is_premature(self) -> None:
        verdict = judged(OPEN, done("ask", "2025-06-12"), done("drop", "2025-06-30"))
        assert kinds(verdict) == [("premature_closure", "e3")]

    @pytest.mark.parametrize(
        ("day", "kind", "word", "states"),
        [
            ("2026-12-28", [("premature_closure", "e2")], "violation", ("a",)),
            ("2027-01-05", [], "indeterminate", ("end",)),
            ("2027-02-01", [], "compliant", ("end",)),
        ],
    )
    def test_on_a_provisional_date_between_earliest_and_latest_it_takes_effect(
        self, day: str, kind: list[Any], word: str, states: tuple[str, ...]
    ) -> None:
        verdict = judged(done("open", "2026-12-25"), done("drop", day))
        assert (kinds(verdict), verdict.word.value, verdict.states) == (kind, word, states)

    def test_if_the_clock_ended_in_another_way_it_is_not_possible(self) -> None:
        verdict = judged(OPEN, done("reply", "2025-06-09"), done("drop", "2025-06-16"))
        assert codes(verdict.findings) == ["not-possible-here"]
        assert verdict.states == ("b",)


class TestExpiredClock:
    """An expired clock has ended."""

    NET = """{open: {to: a}, gone: {in: a, when_expired: d}, reply: {in: a}, grant: {in: a},
      ask: {in: a}, tell: {in: a}}"""
    CLOCKS = """{d: {starts: open, within: {working_days: 5}, met_by: reply,
      excluded: {from: ask, until: tell}}}"""

    def test_it_does_not_keep_running(self) -> None:
        """It fires once, is not met by what comes later, and no span revives it."""
        log = [done(act, f"2025-06-{day}") for act, day in (("ask", 16), ("tell", 30))]
        reply = done("reply", "2025-07-01")
        verdict = check(rules(self.NET, self.CLOCKS), OPEN, *log, reply, as_of="2025-08-01")
        assert fired(verdict) == [("gone", date(2025, 6, 13))]
        assert (status(verdict), due(verdict), kinds(verdict)) == (
            "expired",
            date(2025, 6, 13),
            [],
        )
