"""Order: the variant an event is, what a jump skips, and what arrives late (meanings 2 and 3)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import Tables
from .dates import IN_TIME, IS_LATE, due_of, end, lateness
from .evaluate import holds
from .extensions import begun_before
from .judge import faults, guard_of
from .layout import (
    COUNT,
    EXPIRED,
    FALSE,
    IDLE,
    KEYS,
    MARKING,
    NONE,
    ORDER,
    PENDING,
    R_BEFORE,
    R_IMPOSSIBLE,
    R_JUMP,
    R_PREMATURE,
    R_SKIPPED,
    RUNNING,
    SEARCHED,
    WIDTH,
    Columns,
    Scratch,
)
from .records import record, undecided

# What an event that records an expiry comes to.
AS_ACT, NOTHING, TOO_EARLY, ENDED = range(4)
ALREADY = 2


def choose(t: Tables, days: Days, c: Columns, s: Scratch, e: int, late: int) -> int:
    """The variant of an event's act: guard not false, fewest faults, no jump, a way, file order.

    An act that comes `late` has no fault of order: the jump that skipped it had.
    """
    act = c.act[e]
    first = t.act_from[act]
    last = t.act_from[act + 1]
    best = t.act_transition[first]
    if last - first == 1:
        return best
    best_false = 2
    best_faults = 0
    best_jump = 0
    for x in range(first, last):
        tr = t.act_transition[x]
        jumps = 0 if late == 1 else out_of_order(t, days, c, s, tr, e)
        fired = 1 if jumps == ALREADY else 0
        jumps = 1 if jumps == 1 else 0
        contradicted = 1 if fired == 0 and guard_of(t, c, s, tr, e) == FALSE else 0
        found = faults(t, c, s, tr, e) + jumps
        if (
            contradicted < best_false
            or (contradicted == best_false and found < best_faults)
            or (contradicted == best_false and found == best_faults and jumps < best_jump)
            or (
                contradicted == best_false
                and found == best_faults
                and jumps + best_jump == 2
                and has_way(t, c, s, best, e) < has_way(t, c, s, tr, e)
            )
        ):
            best, best_false, best_faults, best_jump = tr, contradicted, found, jumps
    return best


def out_of_order(t: Tables, days: Days, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """1 if an event would be out of order as this variant; ALREADY for an expiry that has fired."""
    if t.t_clock[tr] < 0:
        return 0 if step_of(t, s, tr) >= 0 else 1
    result = expiry_at(t, days, c, s, tr, e)
    if result == NOTHING:
        return ALREADY
    return 0 if result == AS_ACT else 1


def step_of(t: Tables, s: Scratch, tr: int) -> int:
    """The marking that a transition leads to from the present one; -1 if it is not enabled."""
    return t.step[s.state[MARKING] * t.size[1] + tr]


def has_way(t: Tables, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """1 if skipping moving transitions would enable `tr`; 0 if it is not possible here."""
    return 1 if t.t_clock[tr] < 0 and way_to(t, c, s, tr, e) >= 0 else 0


def jump(t: Tables, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """Skip the fewest moving transitions that enable `tr`; 1 if there is such a way."""
    target = way_to(t, c, s, tr, e)
    if target < 0:
        return 0
    skip_to(s, target, tr, e)
    return 1


def way_to(t: Tables, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """The nearest marking that enables `tr`, its way left in `came_from` and `came_by`; -1.

    Never through a guard that is false, never by time; breadth first in file order, so that of two
    shortest ways the one that stands first in the file is taken.
    """
    transitions = t.size[1]
    s.state[SEARCHED] += 1
    stamp = s.state[SEARCHED]
    s.queue[0] = s.state[MARKING]
    s.seen[s.state[MARKING]] = stamp
    head = 0
    tail = 1
    while head < tail:
        marking = s.queue[head]
        head += 1
        for x in range(transitions):
            target = t.step[marking * transitions + x]
            if target < 0 or t.t_moves[x] == 0 or t.t_clock[x] >= 0 or s.seen[target] == stamp:
                continue
            if guard_of(t, c, s, x, e) == FALSE:
                continue
            s.seen[target] = stamp
            s.came_from[target] = marking
            s.came_by[target] = x
            if t.step[target * transitions + tr] >= 0:
                return target
            s.queue[tail] = target
            tail += 1
    return NONE


def skip_to(s: Scratch, target: int, tr: int, e: int) -> None:
    """Record the way to `target` as one jump, and go there."""
    length = 0
    at = target
    while at != s.state[MARKING]:
        s.queue[length] = s.came_by[at]
        at = s.came_from[at]
        length += 1
    record(s, R_JUMP, e, tr, NONE, NONE, length, s.state[ORDER], 0)
    for x in range(length - 1, -1, -1):
        record(s, R_SKIPPED, e, s.queue[x], NONE, NONE, NONE, s.state[ORDER], 0)
    s.state[PENDING] += length
    s.state[MARKING] = target


def arrival(t: Tables, c: Columns, s: Scratch, e: int) -> int:
    """The record of the oldest skipped transition that this event makes up for; -1 if none."""
    if s.state[PENDING] == 0:
        return NONE
    act = c.act[e]
    for at in range(0, min(s.state[COUNT] * WIDTH, len(s.records)), WIDTH):
        if s.records[at] == R_SKIPPED and s.records[at + 5] == NONE:
            tr = s.records[at + 2]
            if act == t.t_own[tr] or t.t_act[t.act_transition[t.act_from[act]]] == t.t_act[tr]:
                return at
    return NONE


def made_up(t: Tables, s: Scratch, tr: int, key: int, e: int) -> None:
    """Acts that were presupposed and missing, and come now: they were only out of order."""
    if s.state[PENDING] == 0:
        return
    for at in range(0, min(s.state[COUNT] * WIDTH, len(s.records)), WIDTH):
        if s.records[at] == R_BEFORE and s.records[at + 6] == NONE:
            act = t.before_act[s.records[at + 5]]
            wanted = s.records[at + 4]
            same_key = wanted < 0 or t.act_per[act] == 0 or wanted == max(key, 0)
            if act in (t.t_act[tr], t.t_own[tr]) and same_key:
                s.records[at + 6] = e
                s.state[PENDING] -= 1


def skipped_goal(t: Tables, s: Scratch, d: int, since: int) -> int:
    """1 if a jump made since then has skipped an act that would have met the clock."""
    for at in range(0, min(s.state[COUNT] * WIDTH, len(s.records)), WIDTH):
        if s.records[at] == R_SKIPPED and s.records[at + 6] >= since:
            tr = s.records[at + 2]
            for x in range(t.goal_from[d], t.goal_from[d + 1]):
                if t.goal_act[x] in (t.t_act[tr], t.t_own[tr]):
                    return 1
    return 0


def expiry_key(t: Tables, c: Columns, tr: int, e: int) -> int:
    """The key of the clock whose expiry an event records."""
    return max(c.key[e], 0) if t.d_per[t.t_clock[tr]] == 1 else 0


def expiry_at(t: Tables, days: Days, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """What an event that records an expiry comes to: fired already, too early, or an act now.

    A clock that was started before the log, where the log begins in the middle, has run out when
    it is said to have.
    """
    d = t.t_clock[tr]
    k = expiry_key(t, c, tr, e)
    i = d * c.case[KEYS] + k
    enabled = step_of(t, s, tr) >= 0
    if s.status[i] == IDLE:
        if begun_before(t, c, d) == 0:
            return TOO_EARLY
        return AS_ACT if enabled else ENDED
    if s.status[i] == EXPIRED and s.fired[i] == tr + 1:
        return NOTHING
    if s.status[i] != RUNNING:
        return ENDED
    if lateness(t, days, c, s, d, k, c.day[e], c.at[e]) == IN_TIME:
        return TOO_EARLY
    return AS_ACT if enabled else ENDED


def record_expiry(t: Tables, days: Days, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """An event that records an expiry: judged, and where it takes effect the clock ends."""
    result = expiry_at(t, days, c, s, tr, e)
    d = t.t_clock[tr]
    k = expiry_key(t, c, tr, e)
    i = d * c.case[KEYS] + k
    due = due_of(t, days, c, s, d, k, -1) if s.status[i] == RUNNING else NONE
    if result == TOO_EARLY:
        record(s, R_PREMATURE, e, tr, d, k, 1 if s.status[i] == RUNNING else 0, due, 0)
    elif result == ENDED:
        record(s, R_IMPOSSIBLE, e, tr, NONE, NONE, s.state[MARKING], 0, 0)
    elif result == AS_ACT and s.status[i] == RUNNING:
        late = lateness(t, days, c, s, d, k, c.day[e], c.at[e])
        if late != IS_LATE:
            undecided(s, e, tr, d, k, late, due)
        end(t, c, s, d, k, EXPIRED, c.day[e])
        s.fired[i] = tr + 1
    return result


def reach(t: Tables, c: Columns, s: Scratch, tr: int, e: int) -> int:
    """The marking after a jump to where `tr` is enabled; -1 and a record if there is no way."""
    if jump(t, c, s, tr, e) == 1:
        return step_of(t, s, tr)
    record(s, R_IMPOSSIBLE, e, tr, NONE, NONE, s.state[MARKING], 0, 0)
    return NONE


def guard_holds(t: Tables, c: Columns, s: Scratch, tr: int, key: int, day: int) -> int:
    """The guard of a transition for a key; -1 asks without one."""
    return holds(t, c, s, t.t_guard[tr], key if t.t_per[tr] == 1 else -1, day, 0, 0)
