"""When a clock of a case is due, and whether a day is past it (meanings 4 to 8 and 11)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import Tables
from ...graph.values import DATE, EMPTY, UNSET
from .count import (
    FIXED,
    HOURS,
    IN_STEP,
    OUTSIDE,
    PROMPTLY,
    SAME_DAY,
    SET_BY,
    WORKING_DAYS,
    day_of,
    due_after_hours,
    due_day,
    due_instant,
    earliest_due,
    latest_due,
    rests_on_calendar,
    working_days_between,
)
from .evaluate import fact_of
from .layout import (
    AS_OF_DAY,
    FIXED_FROM,
    KEYS,
    NEVER,
    RUNNING,
    U_PROVISIONAL,
    U_RECEIPT,
    U_VAGUE,
    Columns,
    Scratch,
)

NOT_BEFORE = 2  # in Scratch.vague
# What stands where a due day would: no period is set, the law names none, spans are open.
NO_PERIOD, NO_DATE, PAUSED = -2, -3, -4
IN_TIME, IS_LATE = -1, -2  # beside U_PROVISIONAL, U_VAGUE and U_RECEIPT: none is negative


def period_kind(t: Tables, c: Columns, s: Scratch, d: int, k: int) -> int:
    """The kind of a clock's period as things stand; 0 while no period is set."""
    if t.d_kind[d] != SET_BY:
        return t.d_kind[d]
    if s.frozen[d * c.case[KEYS] + k] == 1:
        return s.frozen_kind[d * c.case[KEYS] + k]
    value = fact_of(c, s, t.d_fact[d], k)
    if value in (UNSET, EMPTY):
        return 0
    if t.fact_type[t.d_fact[d]] == DATE or value & 7 == 0:
        return FIXED
    return value & 7


def period_number(t: Tables, c: Columns, s: Scratch, d: int, k: int) -> int:
    """The number of a clock's period: how many of its unit, or the day it is fixed on."""
    if t.d_kind[d] == FIXED:
        return c.fixed[c.case[FIXED_FROM] + d]
    if t.d_kind[d] != SET_BY:
        return t.d_number[d]
    if s.frozen[d * c.case[KEYS] + k] == 1:
        return s.frozen_number[d * c.case[KEYS] + k]
    value = fact_of(c, s, t.d_fact[d], k)
    return value if t.fact_type[t.d_fact[d]] == DATE else value >> 3


def end(t: Tables, c: Columns, s: Scratch, d: int, k: int, status: int, day: int) -> None:
    """A clock ends: what its period is by now stays so, whatever is recorded later."""
    i = d * c.case[KEYS] + k
    if s.frozen[i] == 0:
        kind = period_kind(t, c, s, d, k)
        s.frozen_number[i] = period_number(t, c, s, d, k) if kind != 0 else 0
        s.frozen_kind[i] = kind
        s.frozen[i] = 1
    s.status[i] = status
    s.ended[i] = day


def measured(days: Days, kind: int, after: int, through: int) -> int:
    """How many days a span takes out: working days of a working-day period, else natural days."""
    if through <= after:
        return 0
    return working_days_between(days, after, through) if kind == WORKING_DAYS else through - after


def due_of(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, through: int) -> int:
    """The due day of a clock, or one of the codes above.

    While spans are open there is none; with `through` the earliest possible one is given: the
    one if all of them ended that day.
    """
    i = d * c.case[KEYS] + k
    kind = period_kind(t, c, s, d, k)
    if kind == 0:
        return NO_PERIOD
    if kind in (PROMPTLY, IN_STEP):
        return NO_DATE
    out = s.out_working[i] if kind == WORKING_DAYS else s.out[i]
    if s.opened[i] > 0 and kind not in (FIXED, HOURS, SAME_DAY):
        if through < 0:
            return PAUSED
        # One of several spans may have closed after the day that is asked for.
        out += measured(days, kind, s.since[i], max(through, s.through[i]))
    if kind == HOURS:
        instant = hours_end(t, days, c, s, d, k, s.at[i])
        return day_of(days, instant) if instant != OUTSIDE else OUTSIDE
    return due_day(
        days,
        kind,
        period_number(t, c, s, d, k),
        s.day[i],
        out,
        s.longer_kind[i],
        s.longer[i],
        t.counting[1],
        t.counting[0],
    )


def hours_end(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, trigger: int) -> int:
    """The last instant in time of an hour clock that runs from `trigger`."""
    i = d * c.case[KEYS] + k
    longer = s.longer[i] if s.longer_kind[i] == HOURS else 0
    return due_after_hours(days, trigger, period_number(t, c, s, d, k) + longer)


def vague_end(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, late: int) -> int:
    """The last instant of an hour clock that began at some instant of its day: first, or last."""
    day = s.day[d * c.case[KEYS] + k]
    begun = due_instant(days, day) if late == 1 else days.midnight[day - days.first]
    return hours_end(t, days, c, s, d, k, begun)


def last_instant(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, due: int) -> int:
    """The last instant at which an act is in time, given the due day; NEVER where there is none."""
    if due < 0:
        return NEVER
    if period_kind(t, c, s, d, k) == HOURS:
        return hours_end(t, days, c, s, d, k, s.at[d * c.case[KEYS] + k])
    return due_instant(days, due)


def settled(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, due: int) -> int:
    """1 if a due day cannot move any more: official, and not from a day without a time."""
    kind = period_kind(t, c, s, d, k)
    i = d * c.case[KEYS] + k
    if s.vague[i] == NOT_BEFORE and kind not in (FIXED, SET_BY):
        return 0
    if kind == HOURS:
        return 1 - s.vague[i]
    if due <= days.horizon:
        return 1
    return 1 - rests_on_calendar(kind, s.longer_kind[i], s.longer[i], t.counting[1])


def lateness(
    t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, day: int, at: int
) -> int:
    """Whether a day (for hours: an instant) is past the due date: IN_TIME, IS_LATE, undecided."""
    due = due_of(t, days, c, s, d, k, -1)
    if due < 0:
        return IN_TIME  # none is set or can be; one outside the calendar lies after every event
    i = d * c.case[KEYS] + k
    kind = period_kind(t, c, s, d, k)
    if s.vague[i] == NOT_BEFORE and kind not in (FIXED, SET_BY):
        # Whatever the day was, it lies no earlier than the one that is counted from.
        if kind == HOURS:
            return IN_TIME if at <= vague_end(t, days, c, s, d, k, 0) else U_RECEIPT
        first = due if due <= days.horizon else earliest_due(days, due)
        return IN_TIME if day <= first else U_RECEIPT
    if kind == HOURS:
        if s.vague[i] == 0:
            return IS_LATE if at > last_instant(t, days, c, s, d, k, due) else IN_TIME
        if at <= vague_end(t, days, c, s, d, k, 0):
            return IN_TIME
        latest = vague_end(t, days, c, s, d, k, 1)
        return IS_LATE if latest != OUTSIDE and at > latest else U_VAGUE
    if settled(t, days, c, s, d, k, due) == 1:
        return IS_LATE if day > due else IN_TIME
    if day <= earliest_due(days, due):
        return IN_TIME
    latest = latest_due(days, due)
    return IS_LATE if latest != OUTSIDE and day > latest else U_PROVISIONAL


def runs_out(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int) -> int:
    """The last instant in time of a running clock whose date is settled, else NEVER (meaning 9)."""
    if s.status[d * c.case[KEYS] + k] != RUNNING:
        return NEVER
    due = due_of(t, days, c, s, d, k, -1)
    if due < 0 or settled(t, days, c, s, d, k, due) == 0:
        return NEVER
    return last_instant(t, days, c, s, d, k, due)


def shown_due(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int) -> int:
    """The due day to report: of a paused clock the earliest possible one."""
    i = d * c.case[KEYS] + k
    return due_of(t, days, c, s, d, k, s.ended[i] if s.ended[i] > 0 else c.case[AS_OF_DAY])
