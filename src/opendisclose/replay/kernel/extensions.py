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
    R_CAP,
    R_EXTENDED,
    R_NEED,
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
from .records import record, undecided, written


def grant(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    own: int,
    tr: int,
    e: int,
    day: int,
    at: int,
    void: int,
) -> None:
    """An extension is granted: void for the reasons of meaning 6, else it waits for its needs.

    `own` is the key under which the act records the length.
    """
    i = d * c.case[KEYS] + k
    if s.status[i] == IDLE and void == 0 and begun_before(t, c, d) == 1:
        return  # the clock was started before the log: what was left of it is not known
    value = length_granted(t, c, s, d, own)
    kind, number = t.d_extension_kind[d], t.d_extension_most[d]
    beyond = 0
    if value > 0:
        beyond = beyond_cap(t, days, c, s, d, k, value & 7, value >> 3, day)
        if beyond == 0:
            kind, number = value & 7, value >> 3
    reasons = void | why_void(t, days, c, s, d, k, tr, e, day, at)
    before = unit_before(t, s, i)
    if before != 0 and (before != kind or (value > 0 and before != value & 7)):
        reasons |= V_UNIT
    if reasons != 0:
        due = due_of(t, days, c, s, d, k, day) if s.status[i] != IDLE else -1
        void_at(s, e, tr, d, k, reasons, due)
        return
    if beyond == 1 and written(s, R_CAP, e, d, 5, value >> 3) < 0:
        record(s, R_CAP, e, tr, d, k, value >> 3, value & 7, t.d_extension_most[d])
    place = i * t.size[8] + s.grants[i]
    s.grant[place], s.grant_as[place] = e, tr
    s.granted[place], s.granted_kind[place] = number, kind
    s.grants[i] += 1
    extend(t, c, s, d, k, e)


def why_void(
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
) -> int:
    """The reasons of time and number for which an extension is void, as bits."""
    i = d * c.case[KEYS] + k
    reasons = 0
    if s.status[i] != RUNNING:
        reasons |= V_NOT_RUNNING
    else:
        late = lateness(t, days, c, s, d, k, day, at)
        if late == IS_LATE:
            reasons |= V_EXPIRED
        elif late != IN_TIME:
            undecided(s, e, tr, d, k, late, due_of(t, days, c, s, d, k, -1))
    if s.times[i] + s.grants[i] >= t.d_extension_times[d]:
        reasons |= V_TIMES
    return reasons


def unit_before(t: Tables, s: Scratch, i: int) -> int:
    """The unit of the extensions granted before; 0 if there are none."""
    return s.granted_kind[i * t.size[8]] if s.grants[i] > 0 else s.longer_kind[i]


def void_at(s: Scratch, e: int, tr: int, d: int, k: int, reasons: int, due: int) -> None:
    """An extension is void: one finding at the grant, with every reason and for every key."""
    at = written(s, R_VOID, e, d, 3, d)
    if at >= 0:
        s.records[at + 5] |= reasons
    else:
        record(s, R_VOID, e, tr, d, k, reasons, due, 0)


def length_granted(t: Tables, c: Columns, s: Scratch, d: int, own: int) -> int:
    """The length that was granted, coded as a duration fact; 0 if none is that could be added."""
    if t.d_extension_fact[d] < 0:
        return 0
    value = fact_of(c, s, t.d_extension_fact[d], own)
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
    """1 if a length granted is more than the cap: in another unit, if it alone would end later."""
    cap_kind = t.d_extension_kind[d]
    cap = t.d_extension_most[d]
    if kind == cap_kind:
        return 1 if number > cap else 0
    i = d * c.case[KEYS] + k
    was, was_kind = s.longer[i], s.longer_kind[i]
    s.longer[i], s.longer_kind[i] = number, kind
    granted = due_of(t, days, c, s, d, k, day)
    s.longer[i], s.longer_kind[i] = cap, cap_kind
    most = due_of(t, days, c, s, d, k, day)
    s.longer[i], s.longer_kind[i] = was, was_kind
    return 1 if granted > most or (granted == OUTSIDE and most != OUTSIDE) else 0


def need(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    bit: int,
    tr: int,
    e: int,
    day: int,
    at: int,
) -> None:
    """An act that an extension needs: in time it is one more, after expiry it voids the grant."""
    i = d * c.case[KEYS] + k
    if s.status[i] == IDLE:
        return
    late = lateness(t, days, c, s, d, k, day, at)
    if late == IS_LATE:
        due = due_of(t, days, c, s, d, k, -1)
        for n in range(s.grants[i]):
            place = i * t.size[8] + n
            void_at(s, s.grant[place], s.grant_as[place], d, k, V_NEED, due)
        s.grants[i] = 0
    elif s.status[i] == RUNNING:
        if late != IN_TIME and s.grants[i] > 0:
            undecided(s, e, tr, d, k, late, due_of(t, days, c, s, d, k, -1))
        s.needs[i] |= 1 << bit
        extend(t, c, s, d, k, e)


def extend(t: Tables, c: Columns, s: Scratch, d: int, k: int, e: int) -> None:
    """The first extension that waits counts once every act it needs is there."""
    i = d * c.case[KEYS] + k
    first = i * t.size[8]
    while s.grants[i] > 0 and s.needs[i] == t.d_extension_needs[d]:
        s.longer[i] += s.granted[first]
        s.longer_kind[i] = s.granted_kind[first]
        s.times[i] += 1
        s.needs[i] = 0
        if c.case[TRACE] == 1:
            by = s.grant[first]
            record(s, R_EXTENDED, by, -1, d, k, s.granted_kind[first], s.granted[first], e)
        s.grants[i] -= 1
        for n in range(first, first + s.grants[i]):
            s.grant[n], s.grant_as[n] = s.grant[n + 1], s.grant_as[n + 1]
            s.granted[n], s.granted_kind[n] = s.granted[n + 1], s.granted_kind[n + 1]


def lacking(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int) -> None:
    """The acts that an extension still needs though its due date has passed: missing steps."""
    i = d * c.case[KEYS] + k
    if s.grants[i] == 0:
        return
    due = due_of(t, days, c, s, d, k, -1)
    by, by_as = s.grant[i * t.size[8]], s.grant_as[i * t.size[8]]
    for x in range(t.need_acts_from[d], t.need_acts_from[d + 1]):
        there = (s.needs[i] >> (x - t.need_acts_from[d])) & 1
        if there == 0 and written(s, R_NEED, by, d, 5, t.need_act[x]) < 0:
            record(s, R_NEED, by, by_as, d, k, t.need_act[x], due, 0)


def begun_before(t: Tables, c: Columns, d: int) -> int:
    """1 if a clock may have been started before the log, which begins in the middle of the case."""
    marking = c.case[STARTS_IN]
    if marking == 0:
        return 0
    for x in range(t.begin_from[d], t.begin_from[d + 1]):
        if t.behind[marking * t.size[2] + t.begin_act[x]] == 1:
            return 1
    return 0
