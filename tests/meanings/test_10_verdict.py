"""Meaning 10: open clocks as of an instant, how they end, and the verdict in one word."""

from __future__ import annotations

from typing import Any

import pytest

import opendisclose as od

from .small import FIVE, LINE, SPAN, check, clock, codes, done, due, kinds, rules, status

OPEN = done("open", "2025-06-06T09:00")
MOVE = done("move", "2025-06-09T09:00")
OWED = FIVE.replace("met_by", "when: {ok: true}, met_by")


def seen(as_of: str, clocks: str = FIVE, *log: dict[str, Any], **facts: Any) -> str:
    return status(check(rules(LINE, clocks), OPEN, *log, as_of=as_of, facts=facts))


class TestOpenClocks:
    """An open clock past its due date is overdue, a finding against whom the deadline is owed by;
    otherwise it is running, due soon, paused, unset, conditional or gone."""

    def test_overdue_only_once_the_due_date_is_over(self) -> None:
        before = check(rules(LINE, FIVE), OPEN, as_of="2025-06-13")
        after = check(rules(LINE, FIVE), OPEN, as_of="2025-06-14T00:00")
        assert (kinds(before), kinds(after)) == ([], [("late", None)])
        assert status(after) == "overdue"
        assert after.findings[0].clauses == ("D",)

    def test_it_is_against_whom_it_is_owed_by(self) -> None:
        verdict = check(rules(LINE, FIVE), OPEN, as_of="2025-06-14")
        assert verdict.findings[0].help is not None
        assert "office" in verdict.findings[0].help.en
        external = FIVE.replace("owed_by: office", "owed_by: citizen")
        verdict = check(rules(LINE, external), OPEN, as_of="2025-06-14")
        assert (verdict.word.value, kinds(verdict)) == ("compliant", [])

    def test_due_soon_is_three_working_days_or_fewer(self) -> None:
        days = ("2025-06-06", "2025-06-09", "2025-06-10", "2025-06-13")
        assert [seen(day) for day in days] == ["running", "running", "due_soon", "due_soon"]
        assert seen("2025-06-09T23:59") == "running"
        opened = done("open", "2025-09-26")  # due on 10 October: 28, 29, 30, 9, 10
        verdict = check(rules(LINE, FIVE), opened, as_of="2025-09-29")
        assert status(verdict) == "due_soon"

    def test_paused_and_unset(self) -> None:
        assert seen("2025-07-01", SPAN, done("pause", "2025-06-09")) == "paused"
        unset = FIVE.replace("{working_days: 5}", "{set_by: until}")
        assert seen("2025-07-01", unset) == "unset"

    def test_conditional_while_it_is_not_known_whether_it_is_owed(self) -> None:
        assert seen("2025-06-09", OWED) == "conditional"
        assert seen("2025-06-09", OWED, ok=True) == "running"

    def test_gone_when_it_is_not_owed(self) -> None:
        verdict = check(rules(LINE, OWED), OPEN, as_of="2025-12-31", facts={"ok": False})
        assert (status(verdict), verdict.word.value) == ("gone", "compliant")

    def test_late_is_late_though_zero_working_days_late(self) -> None:
        """The Saturday after a Friday."""
        saturday = check(rules(LINE, FIVE), OPEN, MOVE, done("close", "2025-06-14"))
        assert kinds(saturday) == [("late", "e3")]
        assert kinds(check(rules(LINE, FIVE), OPEN, as_of="2025-06-14")) == [("late", None)]

    def test_a_late_act_is_one_finding_and_the_clock_is_met(self) -> None:
        log = OPEN, MOVE, done("close", "2025-06-16")
        verdict = check(rules(LINE, FIVE), *log, as_of="2025-12-31")
        assert (kinds(verdict), status(verdict)) == ([("late", "e3")], "met")


class TestPending:
    """A step that no clock covers is pending, never missing."""

    def test_nothing_is_missing_however_long_it_takes(self) -> None:
        verdict = check(rules(), OPEN, as_of="2030-12-31")
        assert (verdict.word.value, verdict.findings) == ("compliant", ())
        assert (verdict.states, verdict.complete) == (("a",), False)


class TestLapse:
    """A clock whose goal can no longer happen, or whose case is complete, lapses without finding;
    whether the goal can happen is asked of the net alone, not of guards."""

    NET = """{open: {to: a}, answer: {from: a, to: b%s}, drop: {from: a, to: c},
      back: {from: c, to: a%s}, stay: {in: [a, b, c]}}"""
    CLOCKS = "{d: {owed_by: office, starts: open, within: {working_days: 5}, met_by: answer}}"

    def test_its_goal_can_no_longer_happen(self) -> None:
        net = (self.NET % ("", "")).replace("back: {from: c, to: a}, ", "")
        verdict = check(
            rules(net, self.CLOCKS), OPEN, done("drop", "2025-06-13"), as_of="2025-12-31"
        )
        assert (status(verdict), kinds(verdict)) == ("lapsed", [])

    def test_its_case_is_complete(self) -> None:
        clocks = "{d: {owed_by: office, starts: open, within: {working_days: 5}, met_by: tell}}"
        log = MOVE, done("close", "2025-06-13")
        verdict = check(rules(LINE, clocks), OPEN, *log, as_of="2025-12-31")
        assert (status(verdict), kinds(verdict), verdict.complete) == ("lapsed", [], True)

    def test_a_way_that_is_left_open_keeps_it_even_through_a_false_guard(self) -> None:
        for guard in ("", ", when: {ok: true}"):
            net = self.NET % (guard, guard)
            log = OPEN, done("drop", "2025-06-09")
            verdict = check(rules(net, self.CLOCKS), *log, as_of="2025-12-31", facts={"ok": False})
            assert (status(verdict), kinds(verdict)) == ("overdue", [("late", None)])

    def test_past_its_due_date_before_that_it_stays_overdue(self) -> None:
        net = (self.NET % ("", "")).replace("back: {from: c, to: a}, ", "")
        verdict = check(rules(net, self.CLOCKS), OPEN, done("drop", "2025-06-14"))
        assert (status(verdict), kinds(verdict)) == ("overdue", [("late", None)])
        clocks = "{d: {owed_by: office, starts: open, within: {working_days: 5}, met_by: tell}}"
        log = MOVE, done("close", "2025-06-16")
        verdict = check(rules(LINE, clocks), OPEN, *log)
        assert (status(verdict), kinds(verdict)) == ("overdue", [("late", None)])

    def test_unless_a_jump_already_names_the_act_it_waited_for(self) -> None:
        clocks = "{d: {owed_by: office, starts: open, within: {working_days: 5}, met_by: move}}"
        verdict = check(rules(LINE, clocks), OPEN, done("close", "2025-06-16"))
        assert (status(verdict), kinds(verdict)) == ("lapsed", [("missing_step", "e2")])


class TestStandingCondition:
    """The standing condition of a deadline is looked at when it would make a finding, with the
    facts of that moment, those of the act included."""

    def test_with_the_facts_of_the_act(self) -> None:
        for ok, found in ((True, [("late", "e3")]), (False, [])):
            close = done("close", "2025-06-16", data={"ok": ok})
            assert kinds(check(rules(LINE, OWED), OPEN, MOVE, close)) == found

    def test_and_not_those_of_its_start(self) -> None:
        opened = OPEN | {"data": {"ok": False}}
        told = done("note", "2025-06-20", data={"ok": True})
        assert kinds(check(rules(LINE, OWED), opened, as_of="2025-06-19")) == []
        assert kinds(check(rules(LINE, OWED), opened, told)) == [("late", None)]

    def test_the_count_always_runs_from_the_starting_act(self) -> None:
        told = done("note", "2025-06-12", data={"ok": True})
        verdict = check(rules(LINE, OWED), OPEN | {"data": {"ok": False}}, told)
        assert str(due(verdict)) == "2025-06-13"


class TestInStep:
    """A duty in step is done with the starting act, before it or on its day. Missing after that
    day it is a missing step at the starting act; done later, the finding disappears."""

    STEP = """{d: {owed_by: office, starts: close, within: in_step, met_by: tell, clause: D%s}}"""
    CLOSE = done("close", "2025-06-11T09:00")

    def step(self, *log: dict[str, Any], when: str = "", **more: Any) -> od.Verdict:
        return check(rules(LINE, self.STEP % when), OPEN, MOVE, *log, **more)

    @pytest.mark.parametrize("at", ["2025-06-10T09:00", "2025-06-11T08:00", "2025-06-11T23:59"])
    def test_before_it_or_on_its_day(self, at: str) -> None:
        verdict = self.step(self.CLOSE, done("tell", at), as_of="2025-12-31")
        assert (kinds(verdict), status(verdict)) == ([], "met")

    def test_missing_after_that_day_at_the_starting_act(self) -> None:
        assert kinds(self.step(self.CLOSE, as_of="2025-06-11")) == []
        verdict = self.step(self.CLOSE, as_of="2025-06-12T00:00")
        assert kinds(verdict) == [("missing_step", "e3")]
        assert verdict.findings[0].clauses == ("D",)

    def test_done_later_the_finding_disappears(self) -> None:
        verdict = self.step(self.CLOSE, done("tell", "2025-08-01"))
        assert (kinds(verdict), status(verdict)) == ([], "met")

    def test_it_never_lapses_once_its_starting_act_is_done(self) -> None:
        verdict = self.step(self.CLOSE, as_of="2025-12-31")
        assert (verdict.complete, kinds(verdict)) == (True, [("missing_step", "e3")])

    def test_with_a_standing_condition(self) -> None:
        when = ", when: {ok: true}"
        assert (
            kinds(self.step(self.CLOSE, when=when, as_of="2025-07-01", facts={"ok": False})) == []
        )
        unknown = self.step(self.CLOSE, when=when, as_of="2025-07-01")
        assert (kinds(unknown), unknown.word.value) == ([], "indeterminate")


class TestGoals:
    """A list of goals means any of them, `all` means every one."""

    def test_any(self) -> None:
        clocks = FIVE.replace("met_by: close", "met_by: [move, close]")
        assert status(check(rules(LINE, clocks), OPEN, MOVE)) == "met"

    def test_all(self) -> None:
        clocks = FIVE.replace("met_by: close", "met_by: {all: [note, move]}")
        first = check(rules(LINE, clocks), OPEN, MOVE, as_of="2025-06-14")
        assert (status(first), kinds(first)) == ("overdue", [("late", None)])
        both = check(rules(LINE, clocks), OPEN, MOVE, done("note", "2025-06-13"))
        assert (status(both), kinds(both)) == ("met", [])
        late = check(rules(LINE, clocks), OPEN, MOVE, done("note", "2025-06-16"))
        assert kinds(late) == [("late", "e3")]


class TestVerdict:
    """Not applicable if the rule was not in force when the case began; else violation if some
    finding of the handling is an error; else indeterminate if something that decides is not known
    or part of the file could not be read; else compliant."""

    BAD = done("close", "2025-06-16", role="section")
    UNKNOWN = LINE.replace("note: {", "note: {when: {ok: true}, ")

    def test_not_applicable_comes_first(self) -> None:
        later = rules(self.UNKNOWN, FIVE, in_force={"from": "2025-07-01"})
        verdict = check(later, OPEN, done("nothing", "2025-06-09"), self.BAD)
        assert verdict.word.value == "not_applicable"

    def test_then_violation(self) -> None:
        verdict = check(rules(self.UNKNOWN), OPEN, done("note", "2025-06-09"), self.BAD)
        assert (verdict.word.value, codes(verdict.missing)) == ("violation", ["guard-not-known"])
        unread = check(rules(), OPEN, done("nothing", "2025-06-09"), self.BAD)
        assert unread.word.value == "violation"

    def test_then_indeterminate(self) -> None:
        verdict = check(rules(self.UNKNOWN), OPEN, done("note", "2025-06-09"))
        assert (verdict.word.value, verdict.findings) == ("indeterminate", ())
        unread = check(rules(), OPEN, done("nothing", "2025-06-09"))
        assert (unread.word.value, codes(unread.findings)) == (
            "indeterminate",
            ["unknown-name-in-case"],
        )
        assert check(rules(), OPEN | {"at": "soon"}).word.value == "indeterminate"

    def test_a_provisional_date_decides_between_its_ends(self) -> None:
        verdict = check(rules(LINE, FIVE), done("open", "2026-12-25"), as_of="2027-01-06")
        assert (verdict.word.value, codes(verdict.missing)) == (
            "indeterminate",
            ["due-date-provisional"],
        )

    def test_else_compliant(self) -> None:
        assert check(rules(), OPEN).word.value == "compliant"

    def test_notes_stand_under_any_verdict(self) -> None:
        reading = FIVE.replace("clause: D", "clause: D, reading: {zh: 读法, en: so read}")
        draft = rules(self.UNKNOWN, reading, status="draft")
        log = done("note", "2025-06-09")
        for more, word in (
            ((), "compliant"),
            ((log,), "indeterminate"),
            ((log, self.BAD), "violation"),
        ):
            verdict = check(draft, OPEN, *more)
            assert verdict.word.value == word
            assert {"draft-judged", "reading-used"} <= set(codes(verdict.notes))

    def test_in_a_case_only_errors_make_a_violation(self) -> None:
        verdict = check(rules(), done("open", "2025-06-06", role="citizen"))
        assert [one.severity.value for one in verdict.notes] == ["note"]
        assert verdict.word.value == "compliant"

    def test_what_is_missing_says_what_to_record(self) -> None:
        verdict = check(rules(self.UNKNOWN), OPEN, done("note", "2025-06-09"))
        assert verdict.missing[0].help is not None
        assert "ok" in verdict.missing[0].help.en
        assert clock(check(rules(LINE, FIVE), OPEN)).owed_by == ("office",)
