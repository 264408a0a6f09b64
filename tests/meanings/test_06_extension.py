"""Meaning 6: extensions, what they need, and what makes them void."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from .small import FIVE, LINE, SPAN, check, codes, done, due, kinds, rules, status

OPEN = done("open", "2025-06-06T09:00")


def longer(extended: str, clocks: str = FIVE) -> str:
    return f"{clocks[:-2]}, extended: {{act: grant, clause: E, {extended}}}}}}}"


FREE = longer("length: length, at_most: {working_days: 5}")
NEEDS = longer("length: length, needs: [note, tell], at_most: {working_days: 5}")
DAYS = longer("length: length, at_most: {days: 3}", FIVE.replace("{working_days: 5}", "{days: 5}"))
TWICE = longer("length: length, at_most: {working_days: 5}, times: 2")


def grant(day: str, length: dict[str, int] | None = None, **more: Any) -> dict[str, Any]:
    """A grant on that day; without a length none is recorded."""
    at = day if "T" in day else f"{day}T09:00"
    return done("grant", at, **({"data": {"length": length}} if length else {}), **more)


def granted(clocks: str, *log: dict[str, Any], **more: Any) -> tuple[Any, list[Any]]:
    verdict = check(rules(LINE, clocks), OPEN, *log, **more)
    return due(verdict), kinds(verdict)


class TestLength:
    """An extension adds the length granted, or where none is recorded the cap, to the due date."""

    def test_without_a_length_the_cap(self) -> None:
        assert granted(FREE, grant("2025-06-09")) == (date(2025, 6, 20), [])

    def test_the_length_granted(self) -> None:
        assert granted(FREE, grant("2025-06-09", {"working_days": 2})) == (date(2025, 6, 17), [])

    def test_it_is_added_to_the_due_date_and_not_to_the_day_of_the_grant(self) -> None:
        days = {granted(FREE, grant(f"2025-06-{day:02}"))[0] for day in (6, 9, 12, 13)}
        assert days == {date(2025, 6, 20)}

    def test_in_another_unit_than_the_period(self) -> None:
        """13 June and three natural days are Monday the 16th."""
        assert granted(FREE, grant("2025-06-09", {"days": 3})) == (date(2025, 6, 16), [])

    def test_over_the_national_day(self) -> None:
        log = done("open", "2025-09-26"), grant("2025-09-29", {"working_days": 2})
        verdict = check(rules(LINE, FREE), *log)
        assert due(verdict) == date(2025, 10, 13)  # 28, 29, 30, 9, 10; then 11 (a Saturday), 13


class TestCap:
    """Granted lengths beyond the cap count as the cap, with one finding."""

    def test_beyond_the_cap_it_counts_as_the_cap(self) -> None:
        found = granted(FREE, grant("2025-06-09", {"working_days": 6}))
        assert found == (date(2025, 6, 20), [("exceeds_maximum", "e2")])

    def test_the_cap_itself_is_not_beyond_it(self) -> None:
        assert granted(FREE, grant("2025-06-09", {"working_days": 5})) == (date(2025, 6, 20), [])

    def test_in_another_unit_the_dates_are_compared_on_which_they_would_end(self) -> None:
        """13 June and five working days are the 20th; so are seven natural days, eight are more."""
        assert granted(FREE, grant("2025-06-09", {"days": 7})) == (date(2025, 6, 20), [])
        found = granted(FREE, grant("2025-06-09", {"days": 8}))
        assert found == (date(2025, 6, 20), [("exceeds_maximum", "e2")])
        # Where the National Day lies behind, fewer working days end later: 10 October and 11, 13.
        log = done("open", "2025-09-19"), grant("2025-09-22", {"days": 15})
        verdict = check(
            rules(LINE, FREE), *log
        )  # the 26th; the cap ends on 9 October, 15 days on 11
        assert (due(verdict), kinds(verdict)) == (date(2025, 10, 10), [("exceeds_maximum", "e2")])

    def test_the_clause_is_the_extensions(self) -> None:
        verdict = check(rules(LINE, FREE), OPEN, grant("2025-06-09", {"working_days": 6}))
        assert verdict.findings[0].clauses == ("E",)


class TestNeeds:
    """It counts once the grant and every act that it needs are done."""

    NOTE, TELL = done("note", "2025-06-10T09:00"), done("tell", "2025-06-11T09:00")

    def test_in_any_order(self) -> None:
        for log in permutations(("note", "tell", "grant")):
            events = [
                done(act, f"2025-06-{day:02}") for act, day in zip(log, (9, 10, 11), strict=True)
            ]
            assert granted(NEEDS, *events) == (date(2025, 6, 20), [])

    def test_not_before_all_are_done(self) -> None:
        verdict = check(rules(LINE, NEEDS), OPEN, grant("2025-06-09"), self.NOTE)
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 13), [])

    def test_grant_and_due_date_have_passed_one_missing_step_for_each_act_missing(self) -> None:
        log = grant("2025-06-09"), self.NOTE
        assert granted(NEEDS, *log, as_of="2025-06-13") == (date(2025, 6, 13), [])
        verdict = check(rules(LINE, NEEDS), OPEN, *log, as_of="2025-06-14")
        assert sorted(kinds(verdict)) == [("late", None), ("missing_step", None)]
        missing = next(one for one in verdict.findings if one.kind == "missing_step")
        assert "tell" in missing.message.en
        assert missing.clauses == ("E",)  # `tell` has none of its own

    def test_its_clause_is_that_of_the_act_missing(self) -> None:
        log = grant("2025-06-09"), self.TELL
        verdict = check(rules(LINE, NEEDS), OPEN, *log, as_of="2025-06-14")
        missing = next(one for one in verdict.findings if one.kind == "missing_step")
        assert missing.clauses == ("T",)

    def test_a_clock_met_in_time_misses_nothing(self) -> None:
        close = done("move", "2025-06-12"), done("close", "2025-06-13")
        verdict = check(rules(LINE, NEEDS), OPEN, grant("2025-06-09"), *close, as_of="2025-07-01")
        assert (kinds(verdict), status(verdict)) == ([], "met")

    def test_one_met_late_does(self) -> None:
        close = done("move", "2025-06-12"), done("close", "2025-06-16")
        verdict = check(rules(LINE, NEEDS), OPEN, grant("2025-06-09"), self.NOTE, *close)
        assert sorted(kinds(verdict), key=str) == [("late", "e5"), ("missing_step", None)]

    def test_a_needed_act_after_expiry_makes_the_grant_void(self) -> None:
        log = grant("2025-06-09"), self.NOTE, done("tell", "2025-06-16")
        verdict = check(rules(LINE, NEEDS), OPEN, *log)
        assert sorted(kinds(verdict), key=str) == [("invalid_extension", "e2"), ("late", None)]
        assert due(verdict) == date(2025, 6, 13)

    def test_on_the_due_date_it_is_in_time(self) -> None:
        log = grant("2025-06-09"), self.NOTE, done("tell", "2025-06-13T23:59")
        assert granted(NEEDS, *log) == (date(2025, 6, 20), [])


class TestVoid:
    """An extension is void and moves nothing if it is granted by the wrong role, against its
    guard, after the due date then in force, more often than allowed, when no such period is
    running, or in another unit than an extension before it."""

    def test_by_the_wrong_role(self) -> None:
        """Only this finding, and not the wrong role as well."""
        found = granted(FREE, grant("2025-06-09", role="section"))
        assert found == (date(2025, 6, 13), [("invalid_extension", "e2")])

    def test_against_its_guard(self) -> None:
        guarded = LINE.replace("grant: {", "grant: {when: {ok: true}, ")
        verdict = check(rules(guarded, FREE), OPEN, grant("2025-06-09"), facts={"ok": False})
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 13), [("invalid_extension", "e2")])
        verdict = check(rules(guarded, FREE), OPEN, grant("2025-06-09"), facts={"ok": True})
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 20), [])

    @pytest.mark.parametrize(
        ("at", "fault"), [("2025-06-13T23:59", []), ("2025-06-14T00:00", ["invalid_extension"])]
    )
    def test_after_the_due_date_then_in_force(self, at: str, fault: list[str]) -> None:
        verdict = check(rules(LINE, FREE), OPEN, grant(at))
        assert [one.kind for one in verdict.findings if one.kind != "late"] == fault

    def test_after_the_first_due_date_but_within_the_one_then_in_force(self) -> None:
        second = grant("2025-06-18", {"working_days": 1})
        found = granted(TWICE, grant("2025-06-09"), second)
        assert found == (date(2025, 6, 23), [])

    def test_more_often_than_allowed(self) -> None:
        found = granted(FREE, grant("2025-06-09"), grant("2025-06-10"))
        assert found == (date(2025, 6, 20), [("invalid_extension", "e3")])
        three = [grant(f"2025-06-{day:02}", {"working_days": 1}) for day in (9, 10, 11)]
        assert granted(TWICE, *three) == (date(2025, 6, 17), [("invalid_extension", "e4")])

    def test_when_no_such_period_is_running(self) -> None:
        over = done("move", "2025-06-09"), done("close", "2025-06-10")
        again = LINE.replace("grant: {in: [a, b]", "grant: {in: [a, b, end]")
        verdict = check(rules(again, FREE), OPEN, *over, grant("2025-06-11"))
        assert kinds(verdict) == [("invalid_extension", "e4")]
        elsewhere = FREE.replace("starts: open", "starts: move")
        verdict = check(rules(LINE, elsewhere), OPEN, grant("2025-06-09"))
        assert kinds(verdict) == [("invalid_extension", "e2")]

    def test_in_another_unit_than_one_before_it(self) -> None:
        two = grant("2025-06-09", {"working_days": 1}), grant("2025-06-10", {"days": 1})
        found = granted(TWICE, *two)
        assert found == (date(2025, 6, 16), [("invalid_extension", "e3")])

    def test_it_is_one_finding_at_the_grant_with_every_reason(self) -> None:
        verdict = check(rules(LINE, FREE), OPEN, grant("2025-06-16", role="section"))
        void = [one for one in verdict.findings if one.kind == "invalid_extension"]
        assert [(one.event, one.clauses) for one in void] == [("e2", ("E",))]
        assert "role" in void[0].message.en
        assert "run out" in void[0].message.en
        assert sorted(codes(verdict.findings)) == ["invalid-extension", "overdue"]

    def test_what_it_needs_is_not_missing_as_well(self) -> None:
        log = grant("2025-06-09", role="section")
        verdict = check(rules(LINE, NEEDS), OPEN, log, as_of="2025-06-16")
        assert sorted(kinds(verdict), key=str) == [("invalid_extension", "e2"), ("late", None)]

    def test_order_and_content_of_the_grant_stay_findings_of_their_own(self) -> None:
        net = LINE.replace("grant: {in: [a, b]", "grant: {in: b, requires: [remark]")
        log = grant("2025-06-09", role="section") | {"data": {"remark": ""}}
        verdict = check(rules(net, FREE), OPEN, log)
        assert sorted(kinds(verdict)) == [
            ("invalid_extension", "e2"),
            ("missing_required_content", "e2"),
            ("missing_step", "e2"),
        ]

    def test_in_the_wrong_content_alone_it_counts(self) -> None:
        net = LINE.replace("grant: {in: [a, b]", "grant: {in: [a, b], requires: [remark]")
        log = grant("2025-06-09") | {"data": {"remark": ""}}
        verdict = check(rules(net, FREE), OPEN, log)
        assert kinds(verdict) == [("missing_required_content", "e2")]
        assert due(verdict) == date(2025, 6, 20)


class TestWithExclusion:
    """In working days exclusion and extension give the same date in either order; in natural days
    and months the extension comes before the one move to a working day."""

    BOTH = longer("at_most: {working_days: 5}", SPAN)

    def test_in_working_days_the_order_does_not_matter(self) -> None:
        """Without 11 and 12, and five more: 9, 10, 13, 16, 17 and 18, 19, 20, 23, 24."""
        span = done("pause", "2025-06-10T09:00"), done("resume", "2025-06-12T09:00")
        for day in ("2025-06-09", "2025-06-11", "2025-06-13"):
            assert granted(self.BOTH, *span, grant(day)) == (date(2025, 6, 24), [])

    def test_nor_over_the_national_day(self) -> None:
        log = done("open", "2025-09-26"), done("pause", "2025-09-28"), done("resume", "2025-10-09")
        for day in ("2025-09-27", "2025-10-05", "2025-10-10"):
            verdict = check(rules(LINE, self.BOTH), *log, grant(day))
            # 29, 30 and 9 are taken out: 28, 10, 11, 13, 14 and 15, 16, 17, 20, 21.
            assert due(verdict) == date(2025, 10, 21)

    def test_natural_day_extension_comes_before_the_roll(self) -> None:
        """From Monday 9 June five days end on Saturday; three more on Tuesday the 17th."""
        opened = done("open", "2025-06-09T09:00")
        assert due(check(rules(LINE, DAYS), opened)) == date(2025, 6, 16)
        for length, day in ((1, 16), (2, 16), (3, 17)):
            verdict = check(rules(LINE, DAYS), opened, grant("2025-06-11", {"days": length}))
            assert due(verdict) == date(2025, 6, day)

    def test_and_is_in_time_until_the_day_it_rolled_to(self) -> None:
        opened = done("open", "2025-06-09T09:00")
        verdict = check(rules(LINE, DAYS), opened, grant("2025-06-16"))
        assert (due(verdict), kinds(verdict)) == (date(2025, 6, 17), [])

    def test_months_too(self) -> None:
        """A month from 1 September ends on 1 October; nine days more on the 10th."""
        month = FIVE.replace("{working_days: 5}", "{months: 1}")
        clocks = longer("length: length, at_most: {days: 20}", month)
        opened = done("open", "2025-09-01")
        assert due(check(rules(LINE, clocks), opened)) == date(2025, 10, 9)
        verdict = check(rules(LINE, clocks), opened, grant("2025-09-10", {"days": 9}))
        assert due(verdict) == date(2025, 10, 10)

    def test_a_paused_clock_has_no_expiry_so_a_grant_meanwhile_is_in_time(self) -> None:
        """10 June to 1 July is taken out: 9, 10 June, 2, 3, 4 July and five more."""
        span = done("pause", "2025-06-10T09:00"), grant("2025-06-30")
        found = granted(self.BOTH, *span, done("resume", "2025-07-01T09:00"))
        assert found == (date(2025, 7, 11), [])
