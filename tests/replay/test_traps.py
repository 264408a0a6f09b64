"""Plausible wrong code for clocks, spans and expiries, each told apart by one deciding case.

Every trap is a change of the kernel's source that somebody could write. The case passes with the
kernel as it stands; with the change it fails, for `say` holds the kernel against its slow twin.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from opendisclose.replay import machine
from tests.replay.small import say
from tests.replay.wrong import Change, kernel_with

LINE = """transitions:
  open: {to: a, clause: O}
  move: {from: a, to: b, clause: M}
  close: {from: b, to: end, clause: C}
"""
OPEN = ("open", "2025-06-06T09:00")


def an_expiry_counts_on_the_due_date() -> None:
    """Expiries count on the due date (meaning 9): a clock that one starts runs from it."""
    text = (
        LINE
        + """
  silence: {in: a, when_expired: first}
deadlines:
  first: {starts: open, within: {working_days: 3}, met_by: move}
  second: {starts: silence, within: {working_days: 2}, met_by: move}"""
    )
    said = say(text, OPEN, as_of="2025-06-20T09:00")
    assert said.clocks["first"] == ("expired", date(2025, 6, 11))
    assert said.clocks["second"] == ("overdue", date(2025, 6, 13))


def clocks_run_out_one_after_the_other_in_one_gap() -> None:
    """Clocks that ran out fire earliest first (meaning 9), whatever the order of the file, and one
    that an expiry starts may run out before the same event.
    """
    text = (
        LINE
        + """
  note: {in: c}
  third: {from: c, to: end, when_expired: long}
  second: {from: b, to: c, when_expired: short}
  first: {from: a, to: b, when_expired: shortest}
deadlines:
  long: {starts: first, within: {days: 12}, met_by: note}
  short: {starts: open, within: {days: 5}, met_by: close}
  shortest: {starts: open, within: {days: 3}, met_by: close}"""
    )
    said = say(text, OPEN, as_of="2025-07-20T09:00")
    assert {name: status for name, (status, _) in said.clocks.items()} == {
        "long": "expired",
        "short": "expired",
        "shortest": "expired",
    }
    late = say(text, OPEN, ("close", "2025-07-20T09:00"))
    assert late.findings == [("wrong_order", "e2", ("C",))]  # the case has ended by itself


def the_earlier_of_two_that_shut_each_other_out() -> None:
    """Clocks that ran out fire earliest first (meaning 9): the later one is then not enabled."""
    text = (
        LINE
        + """
  later: {from: a, to: c, when_expired: long}
  sooner: {from: a, to: b, when_expired: short}
deadlines:
  long: {starts: open, within: {days: 9}, met_by: close}
  short: {starts: open, within: {days: 3}, met_by: close}"""
    )
    assert say(text, OPEN, ("close", "2025-07-20T09:00")).findings == []


def the_very_moment_at_which_hours_end_is_in_time() -> None:
    """An act at the very moment the period ends is in time (meaning 7)."""
    text = LINE + "deadlines: {d: {starts: open, within: {hours: 48}, met_by: move, clause: D}}"
    assert say(text, OPEN, ("move", "2025-06-08T09:00")).findings == []
    said = say(text, OPEN, ("move", "2025-06-08T09:00:01"))
    assert said.findings == [("late", "e2", ("D",))]


def one_of_two_spans_does_not_end_the_pause() -> None:
    """Spans of several keys are joined and count once (meaning 5)."""
    text = (
        LINE
        + """
  ask: {in: a, per: citizen}
  tell: {in: a, per: citizen}
deadlines: {d: {starts: open, within: {working_days: 5}, met_by: move, clause: D,
                excluded: {from: ask, until: tell}}}"""
    )
    log = [
        OPEN,
        ("ask", "2025-06-09T09:00", {"key": "x"}),
        ("ask", "2025-06-10T09:00", {"key": "y"}),
        ("tell", "2025-06-11T09:00", {"key": "x"}),
    ]
    assert say(text, *log, as_of="2025-07-20T09:00").clocks["d"][0] == "paused"
    said = say(text, *log, ("tell", "2025-06-13T09:00", {"key": "y"}))
    assert said.clocks["d"] == ("running", date(2025, 6, 19))


def an_extension_of_natural_days_before_the_one_roll() -> None:
    """In natural days and months the extension comes before the one roll (meaning 6)."""
    text = (
        LINE
        + """
  grant: {in: a}
deadlines: {d: {starts: open, within: {days: 8}, met_by: move, clause: D,
                extended: {act: grant, at_most: {days: 1}}}}"""
    )
    said = say(text, OPEN, ("grant", "2025-06-09T09:00"))
    assert said.clocks["d"] == ("running", date(2025, 6, 16))  # Saturday, and Sunday


def a_restart_drops_how_often_it_was_extended() -> None:
    """A start while running drops earlier spans and extensions (meaning 7)."""
    text = (
        LINE
        + """
  grant: {in: a, clause: G}
  again: {in: a}
deadlines: {d: {starts: [open, again], within: {days: 8}, met_by: move, clause: D,
                extended: {act: grant, at_most: {days: 2}}}}"""
    )
    log = [OPEN, ("grant", "2025-06-09T09:00"), ("again", "2025-06-10T09:00")]
    assert say(text, *log).clocks["d"] == ("running", date(2025, 6, 18))
    said = say(text, *log, ("grant", "2025-06-11T09:00"))
    assert (said.findings, said.clocks["d"]) == ([], ("running", date(2025, 6, 20)))


def what_has_expired_is_not_met() -> None:
    """The clock has ended (meaning 9): an act that would have met it comes to nothing."""
    text = (
        LINE
        + """
  silence: {in: a, when_expired: d}
deadlines: {d: {starts: open, within: {days: 3}, met_by: move, clause: D}}"""
    )
    said = say(text, OPEN, ("move", "2025-06-20T09:00"))
    assert (said.findings, said.clocks["d"][0]) == ([], "expired")


def the_saturday_after_a_friday_is_late() -> None:
    """Late is late though zero working days late (meaning 10)."""
    text = LINE + (
        "deadlines: {d: {starts: open, within: {working_days: 5}, met_by: move, clause: D}}"
    )
    assert say(text, OPEN, ("move", "2025-06-14T09:00")).findings == [("late", "e2", ("D",))]
    assert say(text, OPEN, ("move", "2025-06-13T23:59")).findings == []


def a_clock_that_starts_under_an_open_span() -> None:
    """A clock started under an open span starts paused (meaning 5)."""
    text = (
        LINE
        + """
  ask: {in: a}
  tell: {in: [a, b]}
deadlines: {d: {starts: move, within: {working_days: 3}, met_by: close, clause: D,
                excluded: {from: ask, until: tell}}}"""
    )
    log = [OPEN, ("ask", "2025-06-09T09:00"), ("move", "2025-06-10T09:00")]
    assert say(text, *log, as_of="2025-07-20T09:00").clocks["d"][0] == "paused"
    said = say(text, *log, ("tell", "2025-06-12T09:00"))
    assert said.clocks["d"] == ("running", date(2025, 6, 17))


def an_act_that_meets_and_starts_a_clock() -> None:
    """Within one act the order is: meet, ..., start (meaning 7)."""
    text = (
        LINE
        + """
  renew: {in: a}
deadlines: {d: {starts: [open, renew], within: {days: 7}, met_by: [renew, move], clause: D}}"""
    )
    said = say(text, OPEN, ("renew", "2025-06-09T09:00"))
    assert said.clocks["d"] == ("running", date(2025, 6, 16))


def an_expiry_that_was_not_possible_on_its_day() -> None:
    """Each fires once, if its transition is then enabled (meaning 9): never later."""
    text = (
        LINE
        + """
  lapse: {from: b, to: c, when_expired: d}
deadlines: {d: {starts: open, within: {days: 3}, met_by: close}}"""
    )
    log = [OPEN, ("move", "2025-06-20T09:00"), ("close", "2025-06-21T09:00")]
    assert say(text, *log).findings == []


SPAN = (
    LINE
    + """
  ask: {in: a}
  tell: {in: a}
deadlines: {d: {starts: open, within: {working_days: 5}, met_by: move, clause: D,
                excluded: {from: ask, until: tell}}}"""
)


def a_span_that_opens_after_the_due_date() -> None:
    """A span that opens after the due date does nothing (meaning 5)."""
    log = [OPEN, ("ask", "2025-06-16T09:00"), ("tell", "2025-06-17T09:00")]
    assert say(SPAN, *log).clocks["d"] == ("overdue", date(2025, 6, 13))


def a_span_that_opens_on_the_due_date() -> None:
    """One that opens on the due date itself counts (meaning 5)."""
    log = [OPEN, ("ask", "2025-06-13T09:00"), ("tell", "2025-06-17T09:00")]
    assert say(SPAN, *log).clocks["d"] == ("running", date(2025, 6, 17))


def a_span_that_is_opened_again() -> None:
    """Opened again while open it is one span (meaning 5)."""
    log = [OPEN, ("ask", "2025-06-09T09:00"), ("ask", "2025-06-11T09:00")]
    said = say(SPAN, *log, ("tell", "2025-06-12T09:00"))
    assert said.clocks["d"] == ("running", date(2025, 6, 18))


def what_becomes_known_after_an_expiry() -> None:
    """Expiries fire before any later event (meaning 9): its data is not known yet."""
    text = (
        LINE
        + """
  lapse: {from: a, to: b, when_expired: d, when: {ok: true}}
deadlines: {d: {starts: open, within: {days: 3}, met_by: close}}"""
    )
    opened = ("open", "2025-06-06T09:00", {"data": {"ok": False}})
    said = say(text, opened, ("move", "2025-06-20T09:00", {"data": {"ok": True}}))
    assert said.findings == []


def a_trigger_date_after_its_event() -> None:
    """A trigger date may not lie after its event: the event's own time counts (meaning 7)."""
    text = LINE + (
        "deadlines: {d: {starts: {act: open, at: posted}, within: {days: 5}, met_by: move}}"
    )
    said = say(text, ("open", "2025-06-05T09:00", {"data": {"posted": "2025-06-26"}}))
    assert said.clocks["d"] == ("running", date(2025, 6, 10))


class Trap(NamedTuple):
    """Wrong code, and the case that tells it apart."""

    changes: tuple[Change, ...]
    case: Callable[[], None]


_NO_START = ("clocks", "    if does & STARTS:\n", "    if False:\n")
_START_FIRST = (
    "clocks",
    "    if does & MEETS:\n",
    "    for x in range(t.start_from[tr], t.start_from[tr + 1]):\n"
    "        d = t.start_clock[x]\n"
    "        k = own_key(t.d_per[d], key)\n"
    "        start(t, days, c, s, d, k, own, t.start_at[x], tr, e, day, at, arrived)\n"
    "    if does & MEETS:\n",
)
_FIRES = "    end(t, c, s, d, k, EXPIRED, due)\n"
_WAITS = "                if s.status[d * c.case[KEYS] + k] != RUNNING:\n"
_CALLED = "        expire(t, days, c, s, best, best_key, earliest)\n"
_LATER = "        if lateness(t, days, c, s, d, clock_key, day, at) == IS_LATE:\n"
_OPENED = "    if s.span[span * keys + k] != 0:\n"
_RETURN = "        return\n"
_ANEW = "        s.since[t.span_clock[span] * keys] = day\n"

TRAPS = {
    "a clock started under an open span is not paused": Trap(
        (("clocks", " still_open(t, days, c, s, d, k, e)\n", " pass\n"),),
        a_clock_that_starts_under_an_open_span,
    ),
    "start before meet in one transition": Trap(
        (_NO_START, _START_FIRST), an_act_that_meets_and_starts_a_clock
    ),
    "an expired clock keeps running": Trap(
        (
            ("run", _FIRES, "    s.fired[i] = 1\n"),
            ("run", _WAITS, f"{_WAITS[:-2]} or s.fired[d * c.case[KEYS] + k] != 0:\n"),
        ),
        what_has_expired_is_not_met,
    ),
    "an expiry is tried again while overdue": Trap(
        (
            ("run", _FIRES, f"{_FIRES}    s.status[i] = RUNNING\n"),
            ("run", "            s.fired[i] = tr + 1\n", "            s.status[i] = EXPIRED\n"),
            (
                "run",
                _CALLED,
                f"{_CALLED}        if s.status[best * c.case[KEYS] + best_key] == RUNNING:\n"
                "            return\n",
            ),
        ),
        an_expiry_that_was_not_possible_on_its_day,
    ),
    "a span pauses although opened after the due date": Trap(
        (("spans", _LATER, "        if False:\n"),), a_span_that_opens_after_the_due_date
    ),
    "a span opened on the due date does not pause": Trap(
        (("spans", _LATER, "        if day >= due_of(t, days, c, s, d, clock_key, day):\n"),),
        a_span_that_opens_on_the_due_date,
    ),
    "a second opening begins the span anew": Trap(
        (("spans", f"{_OPENED}{_RETURN}", f"{_OPENED}{_ANEW}{_RETURN}"),),
        a_span_that_is_opened_again,
    ),
    "one of two overlapping spans ends the pause": Trap(
        (("spans", "        s.opened[i] -= 1\n", "        s.opened[i] = 0\n"),),
        one_of_two_spans_does_not_end_the_pause,
    ),
    "an expiry bears the day after": Trap(
        (("run", "tr, key, NONE, due, last,", "tr, key, NONE, due + 1, last,"),),
        an_expiry_counts_on_the_due_date,
    ),
    "an expiry only once in a gap": Trap(
        (("run", _CALLED, f"{_CALLED}        return\n"),),
        clocks_run_out_one_after_the_other_in_one_gap,
    ),
    "expiries in the order of the file": Trap(
        (("run", "if last < now and last < earliest:", "if last < now and best == NONE:"),),
        the_earlier_of_two_that_shut_each_other_out,
    ),
    "the guard of an expiry knows the next event": Trap(
        (
            (
                "run",
                "            run_out_before(t, days, c, s, c.at[e])\n",
                "            for x in range(c.known_from[e], c.known_from[e + 1]):\n"
                "                s.known[c.known_fact[x] * c.case[KEYS]] = c.known_value[x]\n"
                "            run_out_before(t, days, c, s, c.at[e])\n",
            ),
        ),
        what_becomes_known_after_an_expiry,
    ),
    "a restart keeps how often it was extended": Trap(
        (("clocks", " s.times[i] = 0\n", " pass\n"),), a_restart_drops_how_often_it_was_extended
    ),
    "an extension of natural days after the roll": Trap(
        (
            (
                "count",
                "    last_kind = kind\n",
                "    last_kind = kind\n"
                "    if roll == 1 and kind in (DAYS, MONTHS):\n"
                "        end = roll_forward(days, end)\n",
            ),
        ),
        an_extension_of_natural_days_before_the_one_roll,
    ),
    "late is counted in working days": Trap(
        (
            (
                "dates",
                "return IS_LATE if day > due else IN_TIME",
                "return IS_LATE if working_days_between(days, due, day) > 0 else IN_TIME",
            ),
        ),
        the_saturday_after_a_friday_is_late,
    ),
    "the last moment of hours is too late": Trap(
        (("dates", "IS_LATE if at > last_instant(", "IS_LATE if at >= last_instant("),),
        the_very_moment_at_which_hours_end_is_in_time,
    ),
    "a trigger date after its event counts": Trap(
        (("moments", "        if value > day:\n", "        if value > day and value < 0:\n"),),
        a_trigger_date_after_its_event,
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_the_case_holds(name: str) -> None:
    TRAPS[name].case()


@pytest.mark.parametrize("name", TRAPS)
def test_the_wrong_code_is_told_apart(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, case = TRAPS[name]
    with kernel_with(tmp_path, changes) as wrong:
        monkeypatch.setattr(machine, "replay", wrong)
        with pytest.raises(AssertionError):
            case()


def test_a_copy_without_a_change_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the change that is told apart, not that it is a copy."""
    with kernel_with(tmp_path, ()) as same:
        monkeypatch.setattr(machine, "replay", same)
        for trap in TRAPS.values():
            trap.case()
