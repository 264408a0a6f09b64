"""Why another date is not the answer: the usual wrong counts, recognised; else how far off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendisclose as od
from opendisclose.calendars import calendar_for
from opendisclose.deadline import count
from opendisclose.deadline.alternatives import alternatives, disputed
from opendisclose.deadline.due import DueDate, due_date, explain
from opendisclose.deadline.grid import months
from opendisclose.deadline.inputs import OtherStart
from opendisclose.deadline.why_not import OtherCalendar, why_not

CN = calendar_for()
KINDS = st.sampled_from([count.WORKING_DAYS, count.DAYS, count.MONTHS])
STARTS = st.dates(date(2010, 1, 1), date(2026, 6, 1))


def ways(due: DueDate, day: date) -> list[tuple[str, ...]]:
    return [one.ways for one in why_not(due, day).ways]


def reply(**more: object) -> DueDate:
    """A reply within 15 working days of 18 September 2026: due on 15 October."""
    given_: dict[str, object] = {
        "kind": count.WORKING_DAYS,
        "n": 15,
        "trigger": date(2026, 9, 18),
        **more,
    }
    return explain(CN, **given_)  # type: ignore[arg-type]


def test_the_due_date_itself_is_the_answer() -> None:
    found = why_not(reply(), date(2026, 10, 15))
    assert found.same
    assert (found.ways, found.off, found.number) == ((), 0, 15)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 9), ("weekdays",)),
        (date(2026, 10, 19), ("make_up",)),
        (date(2026, 10, 14), ("first_day",)),
        (date(2026, 10, 8), ("days",)),
        (date(2026, 10, 3), ("days_not_rolled",)),
    ],
)
def test_a_usual_wrong_count_is_recognised(day: date, expected: tuple[str, ...]) -> None:
    assert expected in ways(reply(), day)


def test_two_mistakes_together_are_told_where_no_single_one_is() -> None:
    found = ways(reply(), date(2026, 10, 16))
    assert ("make_up", "first_day") in found
    assert all(len(one) == 2 for one in found)


def test_a_day_that_no_count_gives_is_so_far_off() -> None:
    found = why_not(reply(), date(2026, 10, 13))
    assert found.ways == ()
    assert (found.off, found.number, found.rest_day) == (-2, 13, False)
    later = why_not(reply(), date(2026, 10, 18))
    assert (later.off, later.rest_day) == (1, True)
    between = why_not(reply(), date(2026, 9, 30)).uncounted
    assert [one.date for one in between if one.working] == [date(2026, 10, 10)]


def test_what_was_left_out_or_taken_in_is_recognised() -> None:
    span = ((date(2026, 10, 12), date(2026, 10, 16)),)
    excluded = reply(spans=span)
    assert excluded.date == date(2026, 10, 21)
    assert ("exclusion",) in ways(excluded, date(2026, 10, 15))
    assert ("span_first_day",) in ways(excluded, date(2026, 10, 22))
    extended = reply(extension=(count.WORKING_DAYS, 10))
    assert ("extension",) in ways(extended, date(2026, 10, 15))
    month = explain(CN, kind=count.MONTHS, n=1, trigger=date(2026, 1, 13))
    assert month.date == date(2026, 2, 13)
    assert ("month",) in ways(month, date(2026, 2, 12))
    ten = explain(CN, kind=count.DAYS, n=10, trigger=date(2026, 5, 14))
    assert ten.date == date(2026, 5, 25)  # the 24th is a Sunday
    assert ("not_rolled",) in ways(ten, date(2026, 5, 24))
    assert ("working_days",) in ways(ten, date(2026, 5, 28))


def test_an_amended_notice_explains_a_date_counted_before_it() -> None:
    rules = od.load("shihezi")
    due = rules.due("on_request.reply", start=date(2020, 1, 17))
    assert due.date == date(2020, 2, 14)
    found = rules.why_not(due, date(2020, 2, 12))
    assert [one.ways for one in found.ways] == [("calendar_0",)]
    assert "2020-01-17" in found.ways[0].names[0][1]


def test_a_reading_that_was_not_chosen_is_disputed_and_a_mistake_is_not() -> None:
    starts = (
        OtherStart(day=date(2026, 9, 16), names=("登记之日", "registered"), reading=True),
        OtherStart(day=date(2026, 9, 17), names=("发出之日", "sent")),
    )
    due = reply(other_starts=starts)
    assert [one.ways[0] for one in disputed(due)] == ["first_day", "start_0"]
    assert ("start_0",) in ways(due, date(2026, 10, 13))
    assert ("start_1",) in ways(due, date(2026, 10, 14))


def test_a_convention_that_changes_nothing_says_so() -> None:
    due = explain(CN, kind=count.DAYS, n=10, trigger=date(2026, 5, 11))
    told = {one.ways[0]: one.moves for one in disputed(due)}
    assert told == {"first_day": True, "not_rolled": False}


def test_without_a_date_there_is_nothing_to_compare() -> None:
    unset = explain(CN, kind=count.WORKING_DAYS, n=None, trigger=date(2026, 9, 18))
    assert disputed(unset) == alternatives(unset) == ()
    assert why_not(unset, date(2026, 9, 20)).off == 0
    bare = DueDate(date=None, status="unset", earliest=None, latest=None, steps=())
    with pytest.raises(ValueError, match="what it was counted from"):
        why_not(bare, date(2026, 9, 20))


@settings(deadline=None, max_examples=40)
@given(STARTS, KINDS, st.integers(1, 30))
def test_every_way_is_recognised_by_the_date_it_gives(start: date, kind: int, n: int) -> None:
    due = explain(CN, kind=kind, n=min(n, 6) if kind == count.MONTHS else n, trigger=start)
    for one in alternatives(due):
        if len(one.ways) == 1 and one.moves and one.due.date is not None:
            assert one.ways in ways(due, one.due.date)


@given(STARTS, st.integers(1, 30), st.integers(-40, 40))
def test_the_number_of_a_day_and_how_far_off_it_is_agree(start: date, n: int, by: int) -> None:
    due = due_date(CN, "working_days", n, start)
    assert due.date is not None
    day = max(due.date + timedelta(days=by), start)
    found = why_not(due, day)
    assert found.number == n + found.off


@given(STARTS, KINDS, st.integers(1, 30), st.integers(0, 20), st.integers(0, 9))
def test_the_picture_counts_to_the_due_date(
    start: date, kind: int, n: int, after: int, long: int
) -> None:
    span = (start + timedelta(days=after), start + timedelta(days=after + long))
    number = min(n, 6) if kind == count.MONTHS else n
    due = explain(CN, kind=kind, n=number, trigger=start, spans=(span,))
    squares = [
        one for month in months(due) for week in month.weeks for one in week if one is not None
    ]
    assert [one.day.date for one in squares if one.due] == [due.date]
    assert [one.day.date for one in squares if one.trigger] == [start]
    numbers = [one.number for one in squares if one.number is not None]
    assert numbers == ([] if kind == count.MONTHS else list(range(1, number + 1)))
    assert all(one.number is None for one in squares if one.excluded)


def test_an_own_calendar_may_be_compared_with() -> None:
    plain = OtherCalendar(
        ("另一份日历", "another calendar"), calendar_for(closed=[date(2026, 10, 9)])
    )
    found = reply().why_not(date(2026, 10, 16), calendars=(plain,))
    assert [one.ways for one in found.ways] == [("calendar_0",)]
