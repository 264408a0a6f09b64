"""Small cases of clocks in which kernel and twin once differed."""

from __future__ import annotations

from datetime import date

from tests.replay.small import say

LINE = """transitions:
  open: {to: a, clause: O}
  move: {from: a, to: b, clause: M}
  close: {from: b, to: end, clause: C}
"""
OPEN = ("open", "2025-06-06T09:00")


def test_a_floor_that_a_fact_sets() -> None:
    """`set_by` is a period like another (language), also of a floor."""
    text = (
        LINE + "deadlines: {d: {starts: open, at_least: {set_by: posted}, limits: move, clause: D}}"
    )
    until = ("open", "2025-06-06T09:00", {"data": {"posted": "2025-06-12"}})
    said = say(text, until, ("move", "2025-06-12T09:00"))
    assert said.findings == [("premature_closure", "e2", ("D",))]
    assert say(text, until, ("move", "2025-06-13T09:00")).findings == []


def test_a_floor_is_broken_while_it_is_paused() -> None:
    """While a span is open the earliest possible due date is given (meaning 5): before it a floor
    is broken for certain.
    """
    text = (
        LINE
        + """
  pause: {in: a}
  resume: {in: a}
deadlines: {d: {starts: open, at_least: {days: 5}, limits: move, clause: D,
                excluded: {from: pause, until: resume}}}"""
    )
    said = say(text, OPEN, ("pause", "2025-06-09T09:00"), ("move", "2025-06-25T09:00"))
    assert said.findings == [("premature_closure", "e3", ("D",))]


def test_a_floor_that_has_ended_is_met_whether_owed_or_not() -> None:
    """An open clock is conditional while it is not known whether it is owed (meaning 10); one that
    has run its time is not open.
    """
    text = LINE + (
        "deadlines: {d: {starts: open, at_least: {days: 5}, limits: move, when: {ok: true}}}"
    )
    assert say(text, OPEN, as_of="2025-06-10T09:00").clocks["d"][0] == "conditional"
    assert say(text, OPEN, as_of="2025-06-20T09:00").clocks["d"][0] == "met"


def test_a_limit_lapses_with_its_act() -> None:
    """A clock whose goal can no longer happen lapses (meaning 10): here the act that it bounds."""
    text = (
        LINE
        + """
  ask: {in: a}
deadlines: {d: {starts: open, within: {working_days: 9}, limits: ask, clause: D}}"""
    )
    assert say(text, OPEN).clocks["d"][0] == "running"
    assert say(text, OPEN, ("move", "2025-06-09T09:00")).clocks["d"][0] == "lapsed"


def test_a_limited_act_that_was_skipped_and_comes_too_late() -> None:
    """An act that comes later is judged for everything but order (meaning 3)."""
    text = (
        LINE + "deadlines: {d: {starts: open, within: {working_days: 2}, limits: move, clause: D}}"
    )
    said = say(text, OPEN, ("close", "2025-06-09T09:00"), ("move", "2025-06-20T09:00"))
    assert sorted(said.findings) == [("late", "e3", ("D",)), ("wrong_order", "e2", ("M",))]


def test_an_act_without_a_key_is_about_every_key() -> None:
    """An act that is not kept per key and names none concerns the clocks of all keys, whether it
    meets, bounds or extends them; one that names a key concerns that alone.
    """
    text = (
        LINE
        + """
  ask: {in: a, per: citizen}
  decide: {in: a, clause: S}
  grant: {in: a}
deadlines:
  bound: {starts: ask, per: citizen, within: {days: 3}, limits: decide, clause: D}
  long: {starts: ask, per: citizen, within: {days: 3}, met_by: move, clause: L,
         extended: {act: grant, at_most: {days: 10}}}"""
    )
    asked = ("ask", "2025-06-09T09:00", {"key": "x"})
    other = ("ask", "2025-06-09T09:00", {"key": "y"})
    granted = ("grant", "2025-06-10T09:00")
    said = say(text, OPEN, asked, other, granted, ("decide", "2025-06-13T09:00"))
    assert said.findings == [("late", "e5", ("D",))] * 2
    assert said.clocks["long/x"] == said.clocks["long/y"] == ("running", date(2025, 6, 23))
    said = say(text, OPEN, asked, other, ("grant", "2025-06-10T09:00", {"key": "x"}))
    assert said.clocks["long/y"][1] == date(2025, 6, 12)


def test_what_was_overdue_when_the_case_was_completed_stays_open() -> None:
    """Closing a case does not heal a missed date (meaning 10): it is overdue, late once it is met,
    and a restart leaves no finding (meaning 7).
    """
    text = (
        LINE
        + """
  tell: {in: end}
  again: {in: end}
deadlines: {d: {starts: [open, again], within: {days: 3}, met_by: tell, clause: D}}"""
    )
    log = [OPEN, ("move", "2025-06-10T09:00"), ("close", "2025-06-20T09:00")]
    assert say(text, *log).findings == [("late", None, ("D",))]
    assert say(text, *log, ("tell", "2025-06-23T09:00")).findings == [("late", "e4", ("D",))]
    assert say(text, *log, ("again", "2025-06-23T09:00")).findings == []


def test_a_companion_goal_of_which_one_half_is_done() -> None:
    """A clock whose goal can no longer happen lapses (meaning 10): all of it that is missing has to
    be possible.
    """
    text = (
        LINE
        + """
  index: {in: [a, b]}
  update: {in: a}
deadlines: {d: {starts: open, within: {days: 9}, met_by: {all: [index, update]}, clause: D}}"""
    )
    index, update = ("index", "2025-06-09T09:00"), ("update", "2025-06-09T09:00")
    move = ("move", "2025-06-10T09:00")
    assert say(text, OPEN, update, move).clocks["d"][0] == "running"
    assert say(text, OPEN, index, move).clocks["d"][0] == "lapsed"


def test_the_date_is_that_which_the_act_records() -> None:
    """`at:` names a date fact (language): as the act records it, under its own key."""
    text = (
        LINE
        + """
  post: {in: a, per: citizen}
deadlines: {d: {starts: open, within: {days: 3}, met_by: {act: post, at: posted}, clause: D}}"""
    )
    posted = {"key": "x", "data": {"posted": "2025-06-09"}}
    said = say(text, OPEN, ("post", "2025-06-20T09:00", posted))
    assert (said.findings, said.clocks["d"][0]) == ([], "met")


def test_an_hour_clock_from_a_date_of_the_same_day() -> None:
    """An hour clock that starts from a date without a time is provisional (meaning 1)."""
    text = LINE + (
        "deadlines: {d: {starts: {act: open, at: posted}, within: {hours: 30}, met_by: move}}"
    )
    posted = ("open", "2025-06-06T09:00", {"data": {"posted": "2025-06-06"}})
    assert say(text, posted, ("move", "2025-06-07T14:00")).word == "indeterminate"
    assert say(text, posted, ("move", "2025-06-07T06:00")).word == "compliant"
    assert say(text, posted, ("move", "2025-06-08T06:00")).word == "violation"


def test_a_month_from_its_last_day_when_the_trigger_day_counts() -> None:
    """Where the month has no corresponding day its last day is the last (Civil Code art. 202)."""
    text = "counting: {trigger_day: included, ends_on_rest_day: stays}\n" + LINE
    text += "deadlines: {d: {starts: open, within: {months: 1}, met_by: move, clause: D}}"
    due = {day: say(text, ("open", day)).clocks["d"][1] for day in ("2025-01-31", "2025-01-15")}
    assert list(due.values()) == [date(2025, 2, 28), date(2025, 2, 14)]


GRANTS = (
    LINE
    + """
  grant: {in: [a, b], clause: G}
  tell: {in: [a, b], clause: T}
deadlines:
  d: {starts: open, within: {working_days: 9}, met_by: close, clause: D,
      extended: {act: grant, needs: tell, length: long, at_most: {working_days: 3}, times: 2}}"""
)


def test_a_second_grant_does_not_replace_one_that_waits() -> None:
    """An extension counts once grant and needed acts are all done, at most its number of times
    (meaning 6): two grants need two notices.
    """
    granted = [("grant", "2025-06-09T09:00"), ("grant", "2025-06-10T09:00")]
    told = [("tell", "2025-06-11T09:00"), ("tell", "2025-06-12T09:00")]
    assert say(GRANTS, OPEN, *granted).clocks["d"][1] == date(2025, 6, 19)
    assert say(GRANTS, OPEN, *granted, told[0]).clocks["d"][1] == date(2025, 6, 24)
    assert say(GRANTS, OPEN, *granted, *told).clocks["d"][1] == date(2025, 6, 27)


def test_an_extension_in_another_unit_than_the_one_that_waits() -> None:
    """In another unit than an extension before it a grant is void (meaning 6)."""
    first = ("grant", "2025-06-09T09:00", {"data": {"long": {"days": 2}}})
    second = ("grant", "2025-06-10T09:00", {"data": {"long": {"working_days": 2}}})
    said = say(GRANTS, OPEN, first, second)
    assert said.findings == [("invalid_extension", "e3", ("G",))]


def test_beyond_the_cap_in_another_unit_than_before() -> None:
    """Beyond the cap it counts as the cap (meaning 6), and in the cap's unit."""
    first = ("grant", "2025-06-09T09:00", {"data": {"long": {"days": 2}}})
    second = ("grant", "2025-06-10T09:00", {"data": {"long": {"days": 30}}})
    said = say(GRANTS, OPEN, first, ("tell", "2025-06-09T10:00"), second)
    assert said.findings == [("invalid_extension", "e4", ("G",))]


def test_a_needed_act_is_missing_though_the_clock_has_expired() -> None:
    """A needed act has not come though the due date passed: one missing step, for that act
    (meaning 6), also where the rule says what follows from the time that ran out.
    """
    text = GRANTS.replace("deadlines:", "  silence: {in: a, when_expired: d}\ndeadlines:")
    said = say(text, OPEN, ("grant", "2025-06-09T09:00"), as_of="2025-07-10T09:00")
    assert said.findings == [("missing_step", None, ("T",))]
    assert said.clocks["d"][0] == "expired"


def test_a_span_opened_after_a_due_date_that_lies_behind() -> None:
    """A span that opens after the due date does nothing (meaning 5), also where the clock is
    started only then, with an earlier day as its trigger.
    """
    text = (
        LINE
        + """
  pause: {in: a}
  ask: {in: a}
deadlines: {d: {starts: {act: ask, at: posted}, within: {days: 3}, met_by: move, clause: D,
                excluded: {from: pause, until: open}}}"""
    )
    pause = ("pause", "2025-06-12T09:00")
    ask = ("ask", "2025-06-16T09:00", {"data": {"posted": "2025-06-03"}})
    assert say(text, OPEN, pause, ask).clocks["d"] == ("overdue", date(2025, 6, 6))
    ask = ("ask", "2025-06-16T09:00", {"data": {"posted": "2025-06-09"}})
    assert say(text, OPEN, pause, ask).clocks["d"][0] == "paused"


def test_a_companion_act_for_another_key() -> None:
    """In step: the companion act may be done before it (meaning 10), for the same key."""
    text = (
        LINE
        + """
  tell: {in: a}
  ask: {in: a}
deadlines: {d: {starts: ask, per: citizen, within: in_step, met_by: tell, clause: D}}"""
    )
    for key, status in (("x", "met"), ("y", "overdue"), (None, "met")):
        told = ("tell", "2025-06-09T09:00", {"key": key})
        asked = ("ask", "2025-06-09T10:00", {"key": "x"})
        said = say(text, OPEN, told, asked, as_of="2025-06-11T09:00")
        assert said.clocks["d/x"][0] == status


def test_the_earliest_date_while_one_of_two_spans_is_open() -> None:
    """Spans that overlap are joined and count once (meaning 5), each through its own end."""
    text = (
        LINE
        + """
  pause: {in: a}
  resume: {in: a}
  wait: {in: a}
deadlines: {d: {starts: open, within: {days: 3}, met_by: {act: move, at: posted}, clause: D,
                excluded: [{from: pause, until: resume}, {from: wait, until: close}]}}"""
    )
    said = say(
        text,
        OPEN,
        ("pause", "2025-06-09T09:00"),
        ("wait", "2025-06-09T10:00"),
        ("resume", "2025-06-18T09:00"),
        ("move", "2025-06-19T09:00", {"data": {"posted": "2025-06-11"}}),
    )
    assert said.clocks["d"] == ("met", date(2025, 6, 18))


def test_a_duty_of_the_same_day_is_extended() -> None:
    """An extension adds to the due date (meaning 6), whatever the period."""
    text = (
        LINE
        + """
  grant: {in: a}
deadlines: {d: {starts: open, within: same_day, met_by: move, clause: D,
                extended: {act: grant, at_most: {working_days: 2}}}}"""
    )
    said = say(text, OPEN, ("grant", "2025-06-06T10:00"))
    assert said.clocks["d"] == ("running", date(2025, 6, 10))


def test_a_span_that_closed_before_the_period_was_set() -> None:
    """Working days of a period in working days, natural days of another (meaning 5), whenever a
    fact sets which it is.
    """
    text = (
        LINE
        + """
  pause: {in: a}
  resume: {in: a}
deadlines: {d: {starts: open, within: {set_by: long}, met_by: move, clause: D,
                excluded: {from: pause, until: resume}}}"""
    )
    log = [OPEN, ("pause", "2025-06-06T10:00"), ("resume", "2025-06-10T09:00")]
    said = say(text, *log, ("resume", "2025-06-11T09:00", {"data": {"long": {"working_days": 3}}}))
    assert said.clocks["d"] == ("running", date(2025, 6, 13))
    said = say(text, *log, ("resume", "2025-06-11T09:00", {"data": {"long": {"days": 3}}}))
    assert said.clocks["d"] == ("running", date(2025, 6, 13))
    said = say(text, *log, ("resume", "2025-06-11T09:00", {"data": {"long": {"working_days": 8}}}))
    assert said.clocks["d"] == ("running", date(2025, 6, 20))


def test_a_limit_of_a_period_lapses_where_its_act_lies_behind() -> None:
    """A clock whose goal can no longer happen lapses (meaning 10), also one that a period starts
    in a log that begins in the middle.
    """
    text = (
        LINE
        + """
  look: {in: b}
every: year
deadlines: {d: {starts: period, within: {days: 20}, limits: move, clause: D}}"""
    )
    looked = ("look", "2025-01-06T09:00")
    said = say(text, looked, starts_in=["b"], period="2025")
    assert (said.word, said.clocks["d"][0]) == ("compliant", "lapsed")


def test_a_floor_that_is_paused_has_ended_by_its_earliest_date() -> None:
    """While a span is open the earliest possible due date is given (meaning 5): on a rest day that
    follows it, a floor is no longer broken.
    """
    text = (
        LINE
        + """
  pause: {in: a}
  resume: {in: a}
counting: {trigger_day: included}
deadlines: {d: {starts: open, at_least: {working_days: 1}, limits: resume, clause: D,
                excluded: {from: pause, until: resume}}}"""
    )
    log = [OPEN, ("pause", "2025-06-06T10:00")]
    assert say(text, *log, ("resume", "2025-06-14T09:00")).findings == []
    said = say(text, *log, ("resume", "2025-06-13T09:00"))
    assert said.findings == [("premature_closure", "e3", ("D",))]
