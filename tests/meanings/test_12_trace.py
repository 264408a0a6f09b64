"""Meaning 12: a due date contains the steps that lead to it."""

from __future__ import annotations

from datetime import date
from itertools import product

from opendisclose.deadline import render
from opendisclose.deadline.steps import Step

from .small import FIVE, LINE, check, clock, done, due, rules

WHOLE = """{d: {owed_by: office, starts: [{act: open, reading: {zh: 读法, en: so read}}],
  within: {working_days: 5}, met_by: close, clause: D,
  excluded: {from: pause, until: resume, clause: S},
  extended: {act: grant, at_most: {working_days: 5}, clause: E}}}"""
LOG = (
    done("open", "2025-09-26"),
    done("pause", "2025-09-28"),
    done("resume", "2025-09-29"),
    done("grant", "2025-09-30"),
)


def steps(*log: dict[str, object], clocks: str = WHOLE, **more: object) -> tuple[Step, ...]:
    return clock(check(rules(LINE, clocks), *log, **more)).steps  # type: ignore[arg-type]


class TestSteps:
    """Trigger, first day, spans taken out, days left out and the notice that moved them, extension,
    reading, each with its clause."""

    def test_every_kind_of_step_in_its_order(self) -> None:
        kinds = [one.kind for one in steps(*LOG)]
        assert kinds[:2] == ["trigger", "first_day"]
        assert {"excluded", "skipped", "worked", "extension"} <= set(kinds)
        assert kinds.index("extension") < kinds.index("due") < kinds.index("reading")

    def test_each_has_its_clause(self) -> None:
        clauses = {one.kind: one.clause for one in steps(*LOG)}
        assert clauses["trigger"] == ("D",)
        assert clauses["excluded"] == ("S",)
        assert clauses["extension"] == ("E",)

    def test_the_days_left_out_name_the_notice(self) -> None:
        """1 to 8 October rest, 11 October is worked: both by the notice of 2025."""
        found = {
            (one.kind, one.first, one.last): tuple(notice.id for notice in one.notices)
            for one in steps(*LOG)
            if one.kind in ("skipped", "worked")
        }
        assert found[("skipped", date(2025, 10, 1), date(2025, 10, 8))] == ("2025",)
        assert found[("worked", date(2025, 10, 11), date(2025, 10, 11))] == ("2025",)

    def test_the_trigger_says_what_it_was(self) -> None:
        first = steps(*LOG)[0]
        assert (first.first, first.names) == (date(2025, 9, 26), (("“open”之日", "open"),))
        received = FIVE.replace("starts: open", "starts: {act: open, at: received}")
        log = done("open", "2025-09-26", received="2025-09-28")
        first = steps(log, clocks=received)[0]
        assert first.first == date(2025, 9, 28)
        assert "receipt" in first.names[0][1]

    def test_a_last_day_that_moved_has_its_step(self) -> None:
        clocks = FIVE.replace("{working_days: 5}", "{days: 5}")
        rolled = next(
            one for one in steps(done("open", "2025-09-26"), clocks=clocks) if one.kind == "rolled"
        )
        assert (rolled.first, rolled.last) == (date(2025, 10, 1), date(2025, 10, 9))

    def test_a_paused_clock_says_so(self) -> None:
        assert [one.kind for one in steps(*LOG[:2])][-2:] == ["paused", "reading"]

    def test_a_provisional_date_says_so(self) -> None:
        assert steps(done("open", "2026-12-25"))[-2].kind == "provisional"

    def test_what_was_dropped_by_a_restart_is_no_step(self) -> None:
        clocks = WHOLE.replace("starts: [", "starts: [note, ")
        kinds = [one.kind for one in steps(*LOG, done("note", "2025-10-09"), clocks=clocks)]
        assert not {"excluded", "extension"} & set(kinds)


class TestAgreement:
    """Explanations print those steps, so they cannot disagree with the date."""

    def test_the_steps_end_in_the_date_whatever_happened(self) -> None:
        for chosen in product((True, False), repeat=3):
            log = [LOG[0], *(one for one, taken in zip(LOG[1:], chosen, strict=True) if taken)]
            verdict = check(rules(LINE, WHOLE), *log)
            derived = clock(verdict).derivation()
            assert (derived.date, derived.earliest, derived.latest) == (
                due(verdict),
                clock(verdict).earliest,
                clock(verdict).latest,
            )
            last = next((one for one in derived.steps if one.kind == "due"), None)
            assert (last.first if last else None) == due(verdict)

    def test_every_step_prints_in_both_languages(self) -> None:
        for lang in ("zh", "en"):
            printed = [render(one, lang) for one in steps(*LOG)]
            assert all(printed)
            assert any("2025" in one for one in printed)

    def test_one_deadline_asked_alone_counts_the_same_days(self) -> None:
        judged_by = rules(LINE, FIVE)
        for opened in ("2025-01-25", "2025-09-30", "2025-12-31"):
            alone = judged_by.due("p.d", start=opened)
            shown = clock(check(judged_by, done("open", opened)))
            assert alone.date == shown.due
            assert [(one.kind, one.first, one.last, one.notices) for one in alone.steps] == [
                (one.kind, one.first, one.last, one.notices) for one in shown.steps
            ]


class TestHourWithoutATime:
    """An hour clock from a date without a time is provisional, in its derivation as in itself."""

    def test_the_clock_and_its_derivation_say_the_same(self) -> None:
        hours = FIVE.replace("{working_days: 5}", "{hours: 24}")
        shown = clock(check(rules(LINE, hours), done("open", "2025-06-06")))
        derived = shown.derivation()
        assert derived.status == "provisional"
        assert (derived.earliest, derived.latest) == (shown.earliest, shown.latest)
        assert shown.provisional
