"""The entry: one case from its first event to the as-of instant (meanings 1 to 3, 9 and 10)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import COMPANION, DUTY, FLOOR, LIMIT, STARTS, Tables
from .clocks import act_on_clocks, run_from
from .count import OUTSIDE
from .dates import (
    IN_TIME,
    IS_LATE,
    NO_PERIOD,
    PAUSED,
    due_of,
    end,
    last_instant,
    lateness,
    runs_out,
    shown_due,
)
from .evaluate import holds
from .extensions import lacking
from .judge import judge, key_asked
from .layout import (
    AS_CONDITIONAL,
    AS_EXPIRED,
    AS_GONE,
    AS_LAPSED,
    AS_MET,
    AS_OF,
    AS_OF_DAY,
    AS_OVERDUE,
    AS_PAUSED,
    AS_RUNNING,
    AS_UNSET,
    BY_TIME,
    COUNT,
    END,
    EXPIRED,
    FACT_END,
    FACT_FROM,
    FALSE,
    FIRST,
    IDLE,
    KEYS,
    LAPSED,
    LOOKED,
    MARKING,
    MET,
    NEVER,
    NONE,
    ORDER,
    PENDING,
    PERIOD_DAY,
    R_CLOCK,
    R_COMPANION,
    R_ENDED,
    R_FIRED,
    R_OUTSIDE,
    R_OVERDUE,
    R_TAKEN,
    RUNNING,
    STARTS_IN,
    TRACE,
    TRUE,
    U_GUARD,
    U_WHEN,
    UNKNOWN,
    Columns,
    Scratch,
)
from .order import (
    AS_ACT,
    NOTHING,
    arrival,
    choose,
    guard_holds,
    made_up,
    reach,
    record_expiry,
    skipped_goal,
    step_of,
)
from .records import more, record, undecided
from .replies import reply


def replay(t: Tables, days: Days, c: Columns, s: Scratch) -> int:
    """Judge one case; the number of records written, which may be more than the buffer holds."""
    s.state[MARKING] = s.state[LOOKED] = c.case[STARTS_IN]
    for x in range(c.case[FACT_FROM], c.case[FACT_END]):
        s.known[c.fact[x] * c.case[KEYS]] = c.value[x]
    for d in range(t.size[3]):
        if t.d_period[d] == 1 and c.case[PERIOD_DAY] >= 0 and goal_behind(t, c, d) == 0:
            begins = c.case[PERIOD_DAY]
            run_from(t, days, c, s, d, 0, NONE, begins, days.midnight[begins - days.first], 0)
            s.state[LOOKED] = NONE  # the first act shows whether its goal can still happen
    fires = len(t.fire_transition)
    for e in range(c.case[FIRST], c.case[END]):
        if fires > 0:
            run_out_before(t, days, c, s, c.at[e])
        happen(t, days, c, s, e)
    if fires > 0:
        run_out_before(t, days, c, s, c.case[AS_OF])
    for d in range(t.size[3]):
        for k in range(c.case[KEYS] if t.d_per[d] == 1 else 1):
            if s.status[d * c.case[KEYS] + k] != IDLE:
                conclude(t, days, c, s, d, k)
    return s.state[COUNT]


def goal_behind(t: Tables, c: Columns, d: int) -> int:
    """1 if what meets a clock may lie before a log that begins in the middle (meaning 1)."""
    begins = c.case[STARTS_IN]
    if begins <= 0 or t.d_mode[d] != DUTY:
        return 0
    found = 0
    for x in range(t.goal_from[d], t.goal_from[d + 1]):
        found += t.behind[begins * t.size[2] + t.goal_act[x]]
    return 1 if found > 0 and (t.d_goals[d] == 0 or found == t.d_goals[d]) else 0


def run_out_before(t: Tables, days: Days, c: Columns, s: Scratch, now: int) -> None:
    """Let every clock that fires and ran out before `now` do so: earliest first, in file order."""
    while True:
        earliest = NEVER
        best = NONE
        best_key = 0
        for d in range(t.size[3]):
            if t.d_fires[d] == 0:
                continue
            for k in range(c.case[KEYS] if t.d_per[d] == 1 else 1):
                if s.status[d * c.case[KEYS] + k] != RUNNING:
                    continue
                last = runs_out(t, days, c, s, d, k)
                if last < now and last < earliest:
                    earliest, best, best_key = last, d, k
        if best == NONE:
            return
        expire(t, days, c, s, best, best_key, earliest)


def expire(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, last: int) -> None:
    """A clock has run out: it ends, and the first of its transitions that can fire does, once."""
    i = d * c.case[KEYS] + k
    due = due_of(t, days, c, s, d, k, -1)
    end(t, c, s, d, k, EXPIRED, due)
    key = k if t.d_per[d] == 1 else -1
    owed = holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, due, 0, 0)
    if owed == FALSE:
        return
    record(s, R_ENDED, NONE, NONE, d, k, due, 0, 0)
    for x in range(t.fire_from[d], t.fire_from[d + 1]):
        tr = t.fire_transition[x]
        target = t.step[s.state[MARKING] * t.size[1] + tr]
        guard = guard_holds(t, c, s, tr, k, due)
        if target >= 0 and guard != FALSE:
            if guard == UNKNOWN:
                undecided(s, NONE, tr, NONE, NONE, U_GUARD, tr)
            if owed == UNKNOWN:
                undecided(s, NONE, NONE, d, k, U_WHEN, d)
            s.fired[i] = tr + 1
            s.state[ORDER] += 1
            record(s, R_FIRED, NONE, tr, d, k, due, target, 0)
            made_up(t, s, tr, key, BY_TIME)
            if t.t_reply[tr] >= 0:
                reply(t, c, s, tr, key if t.t_per[tr] == 1 else -1, NONE, due)
            effect(t, days, c, s, tr, key, NONE, due, last, target, NONE, 0)
            return


def happen(t: Tables, days: Days, c: Columns, s: Scratch, e: int) -> None:
    """One event: its data is merged whatever the judgement; then it is judged and takes effect."""
    act = c.act[e]
    state = s.state
    under = 0
    if act >= 0 and t.act_per[act] == 1:
        under = max(c.key[e], 0)
        s.key_seen[under] = 1
    first = c.known_from[e]
    last = c.known_from[e + 1]
    if first < last:
        for x in range(first, last):
            s.known[c.known_fact[x] * c.case[KEYS] + under] = c.known_value[x]
    if act < 0:
        return
    state[ORDER] += 1
    result = AS_ACT
    waiting = arrival(t, c, s, e) if state[PENDING] > 0 else NONE
    tr = t.act_only[act]
    if tr < 0:
        tr = choose(t, days, c, s, e, 1 if waiting >= 0 else 0)
    arrived = NONE
    if waiting >= 0:
        arrived = s.records[waiting + 6]
        s.records[waiting + 5] = e
        state[PENDING] -= 1
        target = state[MARKING]
    elif t.t_clock[tr] >= 0:
        result = record_expiry(t, days, c, s, tr, e)
        target = step_of(t, s, tr) if result == AS_ACT else NONE
    else:
        target = t.step[state[MARKING] * t.size[1] + tr]
        if target < 0:
            target = reach(t, c, s, tr, e)
    void = 0
    role = c.role[e]
    if t.t_asks[tr] == 1 or role < 0 or t.t_role[tr * t.size[5] + role] == 0:
        void = judge(t, c, s, tr, e, 0 if result == NOTHING else 1, 1 if target >= 0 else 0)
    if target < 0:
        return
    if c.case[TRACE] == 1:
        record(s, R_TAKEN, e, tr, NONE, NONE, state[MARKING], target, 1 if waiting >= 0 else 0)
    if state[PENDING] > 0:
        made_up(t, s, tr, c.key[e], e)
    if t.t_reply[tr] >= 0:
        reply(t, c, s, tr, key_asked(t, c, tr, e), e, c.day[e])
    effect(t, days, c, s, tr, c.key[e], e, c.day[e], c.at[e], target, arrived, void)


def effect(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    tr: int,
    key: int,
    e: int,
    day: int,
    at: int,
    target: int,
    arrived: int,
    void: int,
) -> None:
    """An act is done: the case moves, what it settles is known, clocks go on from it."""
    keys = c.case[KEYS]
    state = s.state
    under = key if key > 0 else 0
    state[MARKING] = target
    if t.set_from[tr] < t.set_from[tr + 1]:
        own = under if t.t_per[tr] == 1 else 0
        for x in range(t.set_from[tr], t.set_from[tr + 1]):
            s.known[t.set_fact[x] * keys + own] = t.set_value[x]
    does = t.t_clocks[tr]
    if does != 0:
        act_on_clocks(t, days, c, s, tr, key, e, day, at, arrived, void)
    act = t.t_act[tr]
    s.done[act * keys + under] = state[ORDER]
    s.by[act * keys + under] = e
    own_act = t.t_own[tr]
    if own_act != act:
        s.done[own_act * keys + under] = state[ORDER]
        s.by[own_act * keys + under] = e
    # A jump has moved the case before the act itself did.
    if state[LOOKED] != target or does & STARTS:
        state[LOOKED] = target
        if t.lapses[target] == 1:
            lapse(t, days, c, s, day, at)


def lapse(t: Tables, days: Days, c: Columns, s: Scratch, day: int, at: int) -> None:
    """Clocks whose goal can no longer happen, or whose case is complete, lapse.

    One that had run out before stays overdue, unless a jump names the act it waited for.
    """
    complete = t.complete[s.state[MARKING]]
    for d in range(t.size[3]):
        for k in range(c.case[KEYS] if t.d_per[d] == 1 else 1):
            i = d * c.case[KEYS] + k
            if s.status[i] != RUNNING or t.d_mode[d] in (COMPANION, FLOOR):
                continue
            if complete == 0 and can_be_met(t, s, d, i) == 1:
                continue
            late = lateness(t, days, c, s, d, k, day, at)
            if late == IS_LATE:
                if t.d_mode[d] == DUTY and skipped_goal(t, s, d, s.begun_at[i]) == 0:
                    continue
            else:
                s.grants[i] = 0  # nothing that an extension needed is missing
                if late != IN_TIME and t.d_mode[d] == DUTY:
                    past_or_not(t, days, c, s, d, k, late, day)
            end(t, c, s, d, k, LAPSED, day)


def past_or_not(
    t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, late: int, day: int
) -> None:
    """A clock lapses of which it is not known whether it has run out: it decides if it is owed."""
    if holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0) != FALSE:
        undecided(s, NONE, NONE, d, k, late, due_of(t, days, c, s, d, k, -1))


def can_be_met(t: Tables, s: Scratch, d: int, i: int) -> int:
    """1 if what the clock waits for, or bounds, can still happen from the present marking on."""
    ahead = s.state[MARKING] * t.size[2]
    if t.d_mode[d] == LIMIT:
        for tr in range(t.size[1]):
            for x in range(t.limit_from[tr], t.limit_from[tr + 1]):
                if t.limit_clock[x] == d and t.ahead[ahead + t.t_own[tr]] == 1:
                    return 1
        return 0
    every = 1 if t.d_goals[d] > 0 else 0
    for x in range(t.goal_from[d], t.goal_from[d + 1]):
        possible = t.ahead[ahead + t.goal_act[x]]
        if every == 1 and (s.goals[i] >> (x - t.goal_from[d])) & 1 == 1:
            possible = 1
        if possible != every:
            return possible
    return every


def overdue(
    t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, day: int, at: int
) -> int:
    """Record a clock that ran out unmet before an instant: IS_LATE if it did and was owed."""
    late = lateness(t, days, c, s, d, k, day, at)
    if late == IN_TIME:
        return IN_TIME
    owed = holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0)
    if owed == FALSE:
        return IN_TIME
    due = due_of(t, days, c, s, d, k, -1)
    if late != IS_LATE:
        undecided(s, NONE, NONE, d, k, late, due)
        return late
    if owed == UNKNOWN:
        undecided(s, NONE, NONE, d, k, U_WHEN, d)
        return IN_TIME
    record(s, R_OVERDUE, NONE, NONE, d, k, due, day, last_instant(t, days, c, s, d, k, due))
    more(s, at, 0)
    return IS_LATE


def conclude(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int) -> None:
    """What a clock has come to as of the end, and what an extension still lacks."""
    i = d * c.case[KEYS] + k
    day = c.case[AS_OF_DAY]
    status = s.status[i]
    if s.grants[i] > 0:
        late = lateness(t, days, c, s, d, k, day, c.case[AS_OF])
        if late == IS_LATE:
            lacking(t, days, c, s, d, k)
        elif late != IN_TIME:
            undecided(s, NONE, NONE, d, k, late, due_of(t, days, c, s, d, k, -1))
    shown = AS_RUNNING
    if status == MET:
        shown = AS_MET
    elif status == EXPIRED:
        shown = AS_EXPIRED
    elif status == LAPSED:
        shown = AS_LAPSED
    else:
        shown = open_status(t, days, c, s, d, k, day)
    owed = holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0)
    if status in (MET, LAPSED) and owed == FALSE:
        shown = AS_GONE  # what was never owed is neither met nor lapsed, whatever has happened
    due = shown_due(t, days, c, s, d, k)
    record(s, R_CLOCK, s.begun[i], NONE, d, k, shown, due, last_instant(t, days, c, s, d, k, due))
    more(s, s.day[i], s.met[i])


def open_status(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, day: int) -> int:
    """What an open clock looks like at the end of the log; what is overdue is recorded."""
    i = d * c.case[KEYS] + k
    owed = holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0)
    if owed == FALSE:
        return AS_GONE
    open_now = AS_RUNNING if owed == TRUE else AS_CONDITIONAL
    if t.d_mode[d] == COMPANION:
        if day <= s.day[i]:
            return open_now
        if owed == UNKNOWN:
            undecided(s, s.begun[i], NONE, d, k, U_WHEN, d)
            return AS_CONDITIONAL
        record(s, R_COMPANION, s.begun[i], NONE, d, k, s.day[i], 0, 0)
        return AS_OVERDUE
    due = due_of(t, days, c, s, d, k, -1)
    if due == PAUSED:
        return AS_PAUSED if owed == TRUE else AS_CONDITIONAL
    if due == NO_PERIOD:
        return AS_UNSET if owed == TRUE else AS_CONDITIONAL
    if due == OUTSIDE:
        record(s, R_OUTSIDE, s.begun[i], NONE, d, k, s.day[i], 0, 0)
        return open_now
    if t.d_mode[d] != DUTY:
        past = lateness(t, days, c, s, d, k, day, c.case[AS_OF]) == IS_LATE
        return (AS_LAPSED if t.d_mode[d] == LIMIT else AS_MET) if past else open_now
    late = overdue(t, days, c, s, d, k, day, c.case[AS_OF])
    return AS_OVERDUE if late == IS_LATE else open_now
