"""Extensions: granted, void, waiting for what they need, at most the cap (meaning 6)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import Tables
from ...graph.values import EMPTY, UNSET
from .count import HOURS, OUTSIDE
from .dates import IN_TIME, IS_LATE, due_of, lateness
from .evaluate import fact_of
from .layout import (
    IDLE,
    KEYS,
    NONE,
    R_CAP,
    R_EXTENDED,
    R_VOID,
    RUNNING,
    STARTS_IN,
    TRACE,
    V_EXPIRED,
    V_NEED,
    V_NOT_RUNNING,
    V_TIMES,
    V_UNIT,
    Columns,
    Scratch,
)
from .records import record, undecided


def grant(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    tr: int,
    e: int,
    day: int,
    at: int,
    void: int,
) -> None:
    """An extension is granted: void for the reasons of meaning 6, else it waits for its needs."""
    i = d * c.case[KEYS] + k
    reasons = void
    if s.status[i] == IDLE and void == 0 and begun_before(t, c, d) == 1:
        return  # the clock was started before the log: what was left of it is not known
    if s.status[i] != RUNNING:
        reasons |= V_NOT_RUNNING
    else:
        late = lateness(t, days, c, s, d, k, day, at)
        if late == IS_LATE:
            reasons |= V_EXPIRED
        elif late != IN_TIME:
            undecided(s, e, tr, d, k, late, due_of(t, days, c, s, d, k, -1))
    if s.times[i] + (1 if s.grant[i] != NONE else 0) >= t.d_extension_times[d]:
        reasons |= V_TIMES
    value = length_granted(t, c, s, d, k)
    kind = value & 7 if value > 0 else t.d_extension_kind[d]
    if s.longer_kind[i] not in (0, kind):
        reasons |= V_UNIT
    if reasons != 0:
        due = due_of(t, days, c, s, d, k, day) if s.status[i] != IDLE else NONE
        record(s, R_VOID, e, tr, d, k, reasons, due, 0)
        return
    s.grant[i] = e
    s.granted[i] = t.d_extension_most[d]
    s.granted_kind[i] = t.d_extension_kind[d]
    if value > 0 and beyond_cap(t, days, c, s, d, k, value & 7, value >> 3, day) == 1:
        record(s, R_CAP, e, tr, d, k, value >> 3, value & 7, t.d_extension_most[d])
    elif value > 0:
        s.granted[i] = value >> 3
        s.granted_kind[i] = value & 7
    extend(c, s, t.d_extension_needs[d], d, k, e)


def length_granted(t: Tables, c: Columns, s: Scratch, d: int, k: int) -> int:
    """The length that was granted, coded as a duration fact; 0 if none is that could be added."""
    if t.d_extension_fact[d] < 0:
        return 0
    value = fact_of(c, s, t.d_extension_fact[d], k)
    if value in (UNSET, EMPTY) or value & 7 == 0:
        return 0
    # Hours and days cannot be added to one another.
    return value if (value & 7 == HOURS) == (t.d_extension_kind[d] == HOURS) else 0


def beyond_cap(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    kind: int,
    number: int,
    day: int,
) -> int:
    """1 if a length granted is more than the cap: in another unit, if it would end later."""
    cap_kind = t.d_extension_kind[d]
    cap = t.d_extension_most[d]
    if kind == cap_kind:
        return 1 if number > cap else 0
    i = d * c.case[KEYS] + k
    was, was_kind = s.longer[i], s.longer_kind[i]
    s.longer[i], s.longer_kind[i] = number, kind
    granted = due_of(t, days, c, s, d, k, day)
    s.longer[i], s.longer_kind[i] = was + cap, cap_kind
    most = due_of(t, days, c, s, d, k, day)
    s.longer[i], s.longer_kind[i] = was, was_kind
    return 1 if granted > most or granted == OUTSIDE else 0


def need(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    bit: int,
    e: int,
    day: int,
    at: int,
) -> None:
    """An act that an extension needs: in time it is one more, after expiry it voids the grant."""
    i = d * c.case[KEYS] + k
    if s.status[i] == IDLE:
        return
    if lateness(t, days, c, s, d, k, day, at) == IS_LATE:
        if s.grant[i] != NONE:
            due = due_of(t, days, c, s, d, k, -1)
            record(s, R_VOID, s.grant[i], NONE, d, k, V_NEED, due, e)
            s.grant[i] = NONE
    elif s.status[i] == RUNNING:
        s.needs[i] |= 1 << bit
        extend(c, s, t.d_extension_needs[d], d, k, e)


def extend(c: Columns, s: Scratch, needs: int, d: int, k: int, e: int) -> None:
    """The extension counts once the grant and every act it needs are there."""
    i = d * c.case[KEYS] + k
    if s.grant[i] == NONE or s.needs[i] != needs:
        return
    s.longer[i] += s.granted[i]
    s.longer_kind[i] = s.granted_kind[i]
    s.times[i] += 1
    s.needs[i] = 0
    if c.case[TRACE] == 1:
        record(s, R_EXTENDED, s.grant[i], NONE, d, k, s.granted_kind[i], s.granted[i], e)
    s.grant[i] = NONE


def begun_before(t: Tables, c: Columns, d: int) -> int:
    """1 if a clock may have been started before the log, which begins in the middle of the case."""
    marking = c.case[STARTS_IN]
    if marking == 0:
        return 0
    for x in range(t.begin_from[d], t.begin_from[d + 1]):
        if t.behind[marking * t.size[2] + t.begin_act[x]] == 1:
            return 1
    return 0
