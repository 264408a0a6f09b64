"""One act judged by itself: guard, role, person, content, steps before, grounds (2 and 13)."""

from __future__ import annotations

from ...graph.tables import Tables
from .clocks import last_doer, last_done
from .evaluate import holds
from .layout import (
    FALSE,
    NONE,
    PENDING,
    R_ASSUMED_CONTENT,
    R_BARRED,
    R_BEFORE,
    R_CITED,
    R_CONTENT,
    R_DONE,
    R_GUARD,
    R_LIFTED,
    R_NO_CITE,
    R_PERSON,
    R_ROLE,
    R_STANDS,
    R_THERE,
    STARTS_IN,
    TRACE,
    TRUE,
    U_BARRED,
    U_BEFORE,
    U_CITED,
    U_GUARD,
    U_PERSON,
    U_ROLE,
    UNKNOWN,
    V_GUARD,
    V_ROLE,
    Columns,
    Scratch,
)
from .records import more, record, undecided


def key_asked(t: Tables, c: Columns, tr: int, e: int) -> int:
    """The key for which an event's conditions are asked; -1 where the act has none."""
    return max(c.key[e], 0) if t.t_per[tr] == 1 else -1


def guard_of(t: Tables, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """The guard of a transition at an event: TRUE, FALSE or UNKNOWN."""
    return holds(t, c, s, t.t_guard[tr], key_asked(t, c, tr, e), c.day[e], 0, 0)


def judge(t: Tables, c: Columns, s: Scratch, tr: int, e: int, guarded: int, effective: int) -> int:
    """Record everything that is wrong with an act but its order; the reasons that void a grant.

    Without `guarded` its guard is not asked: the record of an expiry that has fired by itself.
    Only a grant that is `effective` gets to the clock, where its faults become one finding.
    """
    void = 0
    guard = guard_of(t, c, s, tr, e) if guarded == 1 and t.t_guard[tr] >= 0 else TRUE
    if guard == UNKNOWN:
        undecided(s, e, tr, NONE, NONE, U_GUARD, tr)
    elif guard == FALSE:
        void |= V_GUARD
    if role_may(t, c, tr, e) == FALSE:
        void |= V_ROLE
    grants = effective if t.grant_from[tr] < t.grant_from[tr + 1] else 0
    if grants == 1 and persons(t, c, s, tr, e, 2) > 0:
        void |= V_ROLE
    if role_may(t, c, tr, e) == UNKNOWN and role_matters(t, tr) == 1:
        undecided(s, e, tr, NONE, NONE, U_ROLE, tr)
    # The faults of a grant are reasons of one finding, made where the clock is (meaning 6).
    if void & V_GUARD and (grants == 0 or t.t_discloses[tr] == 1):
        record(s, R_GUARD, e, tr, NONE, NONE, 0, 0, 0)
    if grants == 0:
        if void & V_ROLE:
            record(s, R_ROLE, e, tr, NONE, NONE, c.role[e], 0, 0)
        if t.t_same[tr] >= 0 or t.t_distinct[tr] >= 0:
            persons(t, c, s, tr, e, 1)
    key = key_asked(t, c, tr, e)
    if t.require_from[tr] < t.require_from[tr + 1]:
        content(t, c, s, tr, e, key, 1)
    if t.before_from[tr] < t.before_from[tr + 1]:
        presupposed(t, c, s, tr, e, key, 1)
    if t.t_cites[tr] > 0:
        grounds(t, c, s, tr, e, key, 1)
    if t.t_discloses[tr] == 1 and guarded == 1:
        barred(t, c, s, tr, e, key)
    if c.case[TRACE] == 1 and (t.t_cites[tr] > 0 or t.t_discloses[tr] == 1):
        respected(t, c, s, tr, e, key)
    return void


def role_may(t: Tables, c: Columns, tr: int, e: int) -> int:
    """Whether the event's role may do the act; UNKNOWN where none is logged."""
    role = c.role[e]
    return t.t_role[tr * t.size[5] + role] if role >= 0 else UNKNOWN


def role_matters(t: Tables, tr: int) -> int:
    """1 if some role may not do the act."""
    for role in range(t.size[5]):
        if t.t_role[tr * t.size[5] + role] == 0:
            return 1
    return 0


def faults(t: Tables, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """How many faults an act would have beside order, guard and what bars a disclosure."""
    key = key_asked(t, c, tr, e)
    found = 1 if role_may(t, c, tr, e) == FALSE else 0
    found += persons(t, c, s, tr, e, 0)
    found += content(t, c, s, tr, e, key, 0)
    found += presupposed(t, c, s, tr, e, key, 0)
    if t.t_cites[tr] > 0:
        found += grounds(t, c, s, tr, e, key, 0)
    return found


def persons(t: Tables, c: Columns, s: Scratch, tr: int, e: int, write: int) -> int:
    """How many of `same_as` and `distinct_from` are broken; 2 writes only what is not known."""
    found = person(t, c, s, tr, e, t.t_same[tr], 0, write)
    return found + person(t, c, s, tr, e, t.t_distinct[tr], 1, write)


def person(
    t: Tables, c: Columns, s: Scratch, tr: int, e: int, act: int, distinct: int, write: int
) -> int:
    """`same_as` and `distinct_from`: actors compared, or their roles where no actor is logged."""
    if act < 0:
        return 0
    other = last_doer(t, c, s, act, key_asked(t, c, tr, e))
    if other < 0:
        return 0  # not done yet, or before the log: its order is judged elsewhere
    if c.actor[e] >= 0 and c.actor[other] >= 0:
        same = c.actor[e] == c.actor[other]
    else:
        same = c.role[e] == c.role[other]
        not_known = c.role[e] < 0 or c.role[other] < 0
        if not_known or (same and distinct == 1):
            if write > 0:
                undecided(s, e, tr, NONE, NONE, U_PERSON, other)
                more(s, distinct, 0)
            return 0
        if distinct == 0 and role_may(t, c, tr, e) == FALSE:
            return 0  # the wrong role is one fault, whichever of the two ways it is seen
    if same == (distinct == 0):
        return 0
    if write == 1:
        record(s, R_PERSON, e, tr, NONE, NONE, distinct, other, 0)
    return 1


def content(t: Tables, c: Columns, s: Scratch, tr: int, e: int, key: int, write: int) -> int:
    """What the act requires; an entry that is not known is assumed in order and noted."""
    found = 0
    for x in range(t.require_from[tr], t.require_from[tr + 1]):
        wanted = holds(t, c, s, t.require_when[x], key, c.day[e], 0, 0)
        if wanted == FALSE:
            continue
        there = holds(t, c, s, t.require_is[x], key, c.day[e], 0, 0)
        if there == TRUE:
            if write == 1 and wanted == TRUE and c.case[TRACE] == 1:
                record(s, R_THERE, e, tr, NONE, NONE, x, 0, 0)
            continue
        if there == FALSE and wanted == TRUE:
            found += 1
            if write == 1:
                record(s, R_CONTENT, e, tr, NONE, NONE, x, 0, 0)
        elif write == 1:
            record(s, R_ASSUMED_CONTENT, e, tr, NONE, NONE, x, 0, 0)
    return found


def presupposed(t: Tables, c: Columns, s: Scratch, tr: int, e: int, key: int, write: int) -> int:
    """What must have been done before; what lies before the log is taken as done."""
    found = 0
    for x in range(t.before_from[tr], t.before_from[tr + 1]):
        act = t.before_act[x]
        wanted = holds(t, c, s, t.before_when[x], key, c.day[e], 0, 0)
        if wanted == FALSE or was_done(t, c, s, act, key) == 1:
            if write == 1 and c.case[TRACE] == 1 and wanted == TRUE:
                found_before(t, c, s, tr, e, key, x)
            continue
        if wanted == UNKNOWN:
            if write == 1:
                undecided(s, e, tr, NONE, NONE, U_BEFORE, x)
            continue
        found += 1
        if write == 1:
            record(s, R_BEFORE, e, tr, NONE, key, x, NONE, 0)
            s.state[PENDING] += 1
    return found


def found_before(t: Tables, c: Columns, s: Scratch, tr: int, e: int, key: int, x: int) -> None:
    """Record a presupposed act that was done in the log; before it, nothing was judged."""
    if last_done(t, c, s, t.before_act[x], key) > 0:
        record(s, R_DONE, e, tr, NONE, key, x, 0, 0)


def was_done(t: Tables, c: Columns, s: Scratch, act: int, key: int) -> int:
    """1 if an act was done in the log, or may lie before where the log starts."""
    if last_done(t, c, s, act, key) > 0:
        return 1
    begins = c.case[STARTS_IN]
    return t.behind[begins * t.size[2] + act] if begins > 0 else 0


def stands(t: Tables, c: Columns, s: Scratch, x: int, key: int, day: int, strict: int) -> int:
    """Whether an exemption stands: `when` is true and `lifted_when` is not (meaning 13).

    For an exemption that is cited (`strict`) a default is not enough for `when`: who cites a
    ground says what the information is. What lifts it may rest on its default.
    """
    bars = holds(t, c, s, t.x_when[x], key, day, strict, 0)
    if bars == FALSE or t.x_lifted[x] < 0:
        return bars
    lifted = holds(t, c, s, t.x_lifted[x], key, day, 0, 0)
    if lifted == TRUE:
        return FALSE
    return bars if lifted == FALSE else UNKNOWN


def grounds(t: Tables, c: Columns, s: Scratch, tr: int, e: int, key: int, write: int) -> int:
    """The exemptions that an act cites: each has to stand, its own steps done before it."""
    found = 0
    first = c.cite_from[e]
    last = c.cite_from[e + 1]
    if first == last:
        if write == 1:
            record(s, R_NO_CITE, e, tr, NONE, NONE, 1 if t.t_cites[tr] == 2 else 0, 0, 0)
        return 1 if t.t_cites[tr] == 2 else 0
    for at in range(first, last):
        x = c.cite[at]
        why = 0
        if x >= 0:
            standing = stands(t, c, s, x, key, c.day[e], 1)
            if standing == UNKNOWN and steps_missing(t, c, s, x) == 0:
                if write == 1:
                    undecided(s, e, tr, NONE, NONE, U_CITED, x)
                continue
            why = 1 if standing == FALSE else steps_missing(t, c, s, x)
            if why == 0:
                continue
        found += 1
        if write == 1:
            record(s, R_CITED, e, tr, NONE, NONE, x, at - first, why)
    return found


def steps_missing(t: Tables, c: Columns, s: Scratch, x: int) -> int:
    """2 if an act that an exemption presupposes was not done, else 0."""
    for at in range(t.x_before_from[x], t.x_before_from[x + 1]):
        if was_done(t, c, s, t.x_before_act[at], -1) == 0:
            return 2
    return 0


def barred(t: Tables, c: Columns, s: Scratch, tr: int, e: int, key: int) -> None:
    """Record the exemptions that stand in the way of a disclosure."""
    for x in range(len(t.x_when)):
        if t.x_bars[x] == 0:
            continue
        standing = stands(t, c, s, x, key, c.day[e], 0)
        if standing == TRUE:
            record(s, R_BARRED, e, tr, NONE, NONE, x, 0, 0)
        elif standing == UNKNOWN:
            undecided(s, e, tr, NONE, NONE, U_BARRED, x)


def respected(t: Tables, c: Columns, s: Scratch, tr: int, e: int, key: int) -> None:
    """Record the exemptions that stand where they may be relied on, and those that are lifted."""
    for x in range(len(t.x_when)):
        standing = stands(t, c, s, x, key, c.day[e], 0)
        if standing == TRUE and t.t_discloses[tr] == 0:
            record(s, R_STANDS, e, tr, NONE, NONE, x, 0, 0)
        elif standing == FALSE and holds(t, c, s, t.x_when[x], key, c.day[e], 0, 0) == TRUE:
            record(s, R_LIFTED, e, tr, NONE, NONE, x, 0, 0)
