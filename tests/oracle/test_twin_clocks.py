"""Small procedures with clocks go in; the twin must answer what meanings 4 to 10 say."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from .small import FIVE, LINE, SPAN, kinds, run


def test_a_saturday_after_a_friday_is_late() -> None:
    told = run(
        LINE,
        [("open", "2025-06-06T09:00"), ("move", "2025-06-09"), ("close", "2025-06-14T10:00")],
        FIVE + "}}",
    )
    assert told.clocks["d", ""].due == date(2025, 6, 13)
    assert kinds(told) == [("late", "e3")]
    assert told.findings[0].clauses == ("D",)


def test_overdue_is_found_only_after_the_end_of_the_day() -> None:
    log = [("open", "2025-06-06T09:00")]
    told = run(LINE, log, FIVE + "}}", as_of=datetime(2025, 6, 13, 23, 59))
    assert (told.verdict, told.clocks["d", ""].status) == ("compliant", "running")
    told = run(LINE, log, FIVE + "}}", as_of=datetime(2025, 6, 14))
    assert (kinds(told), told.clocks["d", ""].status) == ([("late", None)], "overdue")


def test_a_clock_started_under_an_open_span_starts_paused() -> None:
    again = SPAN.replace("starts: open", "starts: move")
    told = run(
        LINE,
        [("open", "2025-06-06T09:00"), ("pause", "2025-06-06T10:00"), ("move", "2025-06-09T09:00")],
        again,
        as_of=datetime(2025, 8, 1),
    )
    assert (told.clocks["d", ""].status, told.verdict) == ("paused", "compliant")
    told = run(
        LINE,
        [
            ("open", "2025-06-06T09:00"),
            ("pause", "2025-06-06T10:00"),
            ("move", "2025-06-09T09:00"),
            ("resume", "2025-06-11T09:00"),
        ],
        again,
    )
    assert told.clocks["d", ""].due == date(2025, 6, 18)


@pytest.mark.parametrize(("day", "status"), [("2025-06-13", "paused"), ("2025-06-14", "overdue")])
def test_a_span_opened_on_the_due_day_pauses_a_day_later_it_does_not(day: str, status: str) -> None:
    told = run(
        LINE,
        [("open", "2025-06-06T09:00"), ("pause", day + "T10:00")],
        SPAN,
        as_of=datetime(2025, 7, 1),
    )
    assert told.clocks["d", ""].status == status


def test_spans_of_several_keys_are_joined_and_count_once() -> None:
    told = run(
        LINE,
        [
            ("open", "2025-06-06T09:00"),
            ("pause", "2025-06-09T09:00", {"key": "x"}),
            ("pause", "2025-06-10T09:00", {"key": "y"}),
            ("pause", "2025-06-11T09:00", {"key": "x"}),
            ("resume", "2025-06-12T09:00", {"key": "x"}),
            ("resume", "2025-06-13T09:00", {"key": "y"}),
        ],
        SPAN,
    )
    assert told.clocks["d", ""].due == date(2025, 6, 19)


def test_restart_drops_extension_and_spans() -> None:
    clock = FIVE.replace("starts: open", "starts: [open, move]") + (
        "extended: {act: grant, at_most: {working_days: 5}}, "
        "excluded: {from: pause, until: resume}}}"
    )
    log = [
        ("open", "2025-06-06T09:00"),
        ("grant", "2025-06-09T09:00"),
        ("pause", "2025-06-09T10:00"),
        ("resume", "2025-06-10T10:00"),
    ]
    assert run(LINE, log, clock).clocks["d", ""].due == date(2025, 6, 23)
    told = run(LINE, [*log, ("move", "2025-06-11T09:00")], clock)
    assert told.clocks["d", ""].due == date(2025, 6, 18)


EXTEND = """{d: {owed_by: office, starts: open, within: {days: 5}, met_by: close, clause: D,
  extended: {act: grant, needs: [note], length: length, at_most: {days: 3}, clause: E}}}"""


def test_natural_days_are_extended_before_the_one_roll() -> None:
    log = [
        ("open", "2025-06-09T09:00"),
        ("note", "2025-06-10T09:00"),
        ("grant", "2025-06-11T09:00", {"data": {"length": {"days": 2}}}),
    ]
    assert run(LINE, log[:1], EXTEND).clocks["d", ""].due == date(2025, 6, 16)  # from Saturday
    assert run(LINE, log, EXTEND).clocks["d", ""].due == date(2025, 6, 16)


def test_an_extension_beyond_its_cap_void_late_and_by_the_wrong_role() -> None:
    opened, note = ("open", "2025-06-09T09:00"), ("note", "2025-06-10T09:00")
    long = {"data": {"length": {"days": 30}}}
    told = run(LINE, [opened, note, ("grant", "2025-06-11T09:00", long)], EXTEND)
    assert (kinds(told), told.clocks["d", ""].due) == (
        [("exceeds_maximum", "e3")],
        date(2025, 6, 17),
    )
    told = run(LINE, [opened, note, ("grant", "2025-06-17T09:00")], EXTEND)
    assert kinds(told) == [("invalid_extension", "e3"), ("late", None)]
    told = run(LINE, [opened, note, ("grant", "2025-06-11T09:00", {"role": "section"})], EXTEND)
    assert (kinds(told), told.findings[0].clauses) == ([("invalid_extension", "e3")], ("E",))
    told = run(LINE, [opened, note, ("grant", "2025-06-11"), ("grant", "2025-06-12")], EXTEND)
    assert kinds(told) == [("invalid_extension", "e4")]


def test_a_needed_act_that_is_missing_and_one_that_comes_too_late() -> None:
    log = [("open", "2025-06-09T09:00"), ("grant", "2025-06-11T09:00")]
    assert kinds(run(LINE, log, EXTEND, as_of=datetime(2025, 6, 16))) == []
    told = run(LINE, log, EXTEND, as_of=datetime(2025, 6, 17))
    assert sorted(kinds(told)) == [("late", None), ("missing_step", None)]
    told = run(LINE, [*log, ("note", "2025-06-17T09:00")], EXTEND)
    assert sorted(kinds(told), key=str) == [("invalid_extension", "e2"), ("late", None)]


EXPIRE = """{open: {to: a}, reply: {from: a, to: b}, drop: {from: a, to: end, when_expired: d},
  stop: {from: a, to: c, when_expired: e, when: {ok: true}}, stay: {in: [a, b, c, end]}}"""
BOTH = """{d: {starts: open, within: {working_days: 5}, met_by: reply},
  e: {starts: open, within: {set_by: length}, met_by: reply}}"""


def test_an_expiry_fires_before_the_next_event_and_counts_on_its_due_date() -> None:
    told = run(EXPIRE, [("open", "2025-06-06T09:00"), ("reply", "2025-06-14T00:00")], BOTH)
    assert told.fired == [("drop", "", date(2025, 6, 13))]
    assert (kinds(told), told.states) == ([("wrong_order", "e2")], ("end",))
    assert told.clocks["d", ""].status == "expired"
    told = run(EXPIRE, [("open", "2025-06-06T09:00"), ("reply", "2025-06-13T23:59")], BOTH)
    assert (told.fired, told.states) == ([], ("b",))


def test_an_expiry_guard_does_not_see_the_next_event_and_is_tried_once() -> None:
    three, ok = {"data": {"length": {"days": 3}, "ok": False}}, {"data": {"ok": True}}
    log = [
        ("open", "2025-06-06T09:00", three),
        ("stay", "2025-06-10T09:00", ok),
        ("stay", "2025-06-11T09:00"),
    ]
    told = run(EXPIRE, log, BOTH)
    assert (told.fired, told.states) == ([], ("a",))
    assert told.clocks["e", ""].status == "expired"


def test_recording_an_expiry() -> None:
    opened = ("open", "2025-06-06T09:00")
    assert kinds(run(EXPIRE, [opened, ("drop", "2025-06-16T09:00")], BOTH)) == []
    early = run(EXPIRE, [opened, ("drop", "2025-06-13T09:00")], BOTH)
    assert (kinds(early), early.states) == ([("premature_closure", "e2")], ("a",))
    unset = run(EXPIRE, [opened, ("stop", "2025-06-13T09:00")], BOTH)
    assert kinds(unset) == [("premature_closure", "e2")]
    assert unset.clocks["e", ""].status == "unset"


def test_expiries_of_one_gap_fire_earliest_first_not_in_file_order() -> None:
    one = {"data": {"length": {"days": 3}, "ok": True}}
    told = run(EXPIRE, [("open", "2025-06-06T09:00", one), ("stay", "2025-06-20T09:00")], BOTH)
    assert told.fired == [("stop", "", date(2025, 6, 9))]
    assert told.clocks["d", ""].status == "lapsed"


def test_hours_run_through_the_night_and_the_very_moment_is_in_time() -> None:
    hours = FIVE.replace("{working_days: 5}", "{hours: 24}") + "}}"
    log = [("open", "2025-06-06T09:00"), ("move", "2025-06-06T10:00")]
    told = run(LINE, [*log, ("close", "2025-06-07T09:00")], hours)
    assert (told.verdict, told.clocks["d", ""].moment) == ("compliant", datetime(2025, 6, 7, 9))
    assert kinds(run(LINE, [*log, ("close", "2025-06-07T09:01")], hours)) == [("late", "e3")]
    told = run(
        LINE, [("open", "2025-06-06"), ("move", "2025-06-06"), ("close", "2025-06-07T09:00")], hours
    )
    assert (told.verdict, told.findings) == ("indeterminate", [])


def test_months_end_on_the_corresponding_or_last_day_and_roll() -> None:
    months = FIVE.replace("{working_days: 5}", "{months: 1}") + "}}"
    told = run(LINE, [("open", "2025-01-31T09:00")], months)
    assert told.clocks["d", ""].due == date(2025, 2, 28)
    told = run(LINE, [("open", "2025-09-01T09:00")], months)
    assert told.clocks["d", ""].due == date(2025, 10, 9)


def test_a_floor_and_a_limit() -> None:
    floor = "{d: {starts: open, at_least: {working_days: 5}, limits: move, clause: D}}"
    log = [("open", "2025-06-06T09:00")]
    assert kinds(run(LINE, [*log, ("move", "2025-06-13T23:00")], floor)) == [
        ("premature_closure", "e2")
    ]
    assert kinds(run(LINE, [*log, ("move", "2025-06-14T00:00")], floor)) == []
    limit = "{d: {starts: open, within: {working_days: 5}, limits: note, clause: D}}"
    told = run(LINE, log, limit, as_of=datetime(2025, 7, 1))
    assert (kinds(told), told.clocks["d", ""].status) == ([], "lapsed")
    assert kinds(run(LINE, [*log, ("note", "2025-06-16T09:00")], limit)) == [("late", "e2")]


def test_an_in_step_duty_is_missing_after_the_day_and_never_lapses() -> None:
    step = "{d: {owed_by: office, starts: close, within: in_step, met_by: tell, clause: D}}"
    log = [("open", "2025-06-06T09:00"), ("move", "2025-06-06T09:00")]
    close, tell = ("close", "2025-06-09T09:00"), ("tell", "2025-06-12T09:00")
    assert kinds(run(LINE, [*log, close], step, as_of=datetime(2025, 6, 9, 23, 59))) == []
    assert kinds(run(LINE, [*log, close], step, as_of=datetime(2025, 6, 10))) == [
        ("missing_step", "e3")
    ]
    assert kinds(run(LINE, [*log, close, tell], step)) == []
    before = [*log, ("tell", "2025-06-07T09:00"), close]
    assert run(LINE, before, step).clocks["d", ""].met_by == "e3"


def test_a_clock_past_due_stays_overdue_when_its_goal_is_lost_another_lapses() -> None:
    net = "{open: {to: a}, answer: {from: a, to: b}, drop: {from: a, to: c}}"
    clock = "{d: {starts: open, within: {working_days: 5}, met_by: answer, clause: D}}"
    in_time = run(
        net, [("open", "2025-06-06"), ("drop", "2025-06-13")], clock, as_of=datetime(2025, 8, 1)
    )
    assert (kinds(in_time), in_time.clocks["d", ""].status) == ([], "lapsed")
    late = run(net, [("open", "2025-06-06"), ("drop", "2025-06-14")], clock)
    assert (kinds(late), late.clocks["d", ""].status) == ([("late", None)], "overdue")


def test_the_day_that_counts_is_the_receipt_or_a_date_fact_not_after_its_event() -> None:
    clock = """{d: {starts: {act: open, at: received}, within: {working_days: 5},
      met_by: {act: move, at: posted}, clause: D}}"""
    opened = ("open", "2025-06-05T09:00")
    receipt = ("receipt", "2025-06-06T15:00", {"receipt": True, "of": "e1"})
    told = run(LINE, [opened, receipt], clock)
    assert told.clocks["d", ""].due == date(2025, 6, 13)
    assert run(LINE, [opened], clock).clocks["d", ""].due == date(2025, 6, 12)
    posted = {"data": {"posted": date(2025, 6, 12)}}
    assert kinds(run(LINE, [opened, ("move", "2025-06-20T09:00", posted)], clock)) == []
    posted = {"data": {"posted": date(2025, 6, 30)}}
    assert kinds(run(LINE, [opened, ("move", "2025-06-12T09:00", posted)], clock)) == []
