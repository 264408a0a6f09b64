"""What an act does to clocks: meet, close spans, extend, open spans, start (meanings 5 to 7)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import (
    BY_CHANNEL,
    CLOSES,
    COMPANION,
    DUTY,
    FLOOR,
    GRANTS,
    LIMIT,
    LIMITS,
    MEETS,
    NEEDS,
    OPENS,
    RECEIVED,
    STARTS,
    Tables,
)
from .count import OUTSIDE
from .dates import IN_TIME, IS_LATE, due_of, end, last_instant, lateness
from .evaluate import holds
from .extensions import grant, need
from .layout import (
    FALSE,
    IDLE,
    KEYS,
    LAPSED,
    MET,
    NONE,
    ORDER,
    R_ASSUMED_RECEIPT,
    R_FLOOR,
    R_KEPT,
    R_LATE,
    R_MET,
    R_START,
    RUNNING,
    TRACE,
    TRUE,
    U_RECEIPT,
    U_WHEN,
    Columns,
    Scratch,
)
from .moments import day_that_counts, instant_that_counts, vague_that_counts
from .records import more, record, undecided
from .spans import close_span, open_span, still_open


def act_on_clocks(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    tr: int,
    key: int,
    e: int,
    day: int,
    at: int,
    arrived: int,
    void: int,
) -> None:
    """Everything transition `tr` does to clocks, in the order of meaning 7.

    `arrived` is the order of the jump that had skipped the act, or -1; `void` are the reasons for
    which an extension it grants would be void.
    """
    own = own_key(t.t_per[tr], key)
    does = t.t_clocks[tr]
    if does & MEETS:
        for x in range(t.meet_from[tr], t.meet_from[tr + 1]):
            for k in range(c.case[KEYS]):
                if reaches(t, t.meet_clock[x], tr, key, k) == 1:
                    meet(t, days, c, s, x, tr, k, own, e, day, at, arrived)
    if does & LIMITS:
        for x in range(t.limit_from[tr], t.limit_from[tr + 1]):
            for k in range(c.case[KEYS]):
                if reaches(t, t.limit_clock[x], tr, key, k) == 1:
                    limit(t, days, c, s, t.limit_clock[x], k, tr, e, day, at, arrived)
    if does & CLOSES:
        for x in range(t.close_from[tr], t.close_from[tr + 1]):
            for k in range(c.case[KEYS]):
                if concerns(t.t_per[tr], key, k) == 1:
                    close_span(t, days, c, s, t.close_span[x], k, e, day)
    if does & GRANTS:
        for x in range(t.grant_from[tr], t.grant_from[tr + 1]):
            d = t.grant_clock[x]
            lone = answers(c, s, d)
            for k in range(c.case[KEYS]):
                runs = s.status[d * c.case[KEYS] + k] == RUNNING
                one = 1 if t.t_per[tr] == 1 or key > 0 or t.d_per[d] == 0 else 0
                if reaches(t, d, tr, key, k) == 1 and (one == 1 or runs or k == lone):
                    grant(t, days, c, s, d, k, own, tr, e, day, at, void)
    if does & NEEDS:
        for x in range(t.need_from[tr], t.need_from[tr + 1]):
            for k in range(c.case[KEYS]):
                if reaches(t, t.need_clock[x], tr, key, k) == 1:
                    need(t, days, c, s, t.need_clock[x], k, t.need_bit[x], tr, e, day, at)
    if does & OPENS:
        for x in range(t.open_from[tr], t.open_from[tr + 1]):
            open_span(t, days, c, s, t.open_span[x], own, e, day, at)
    if does & STARTS:
        for x in range(t.start_from[tr], t.start_from[tr + 1]):
            d = t.start_clock[x]
            k = own_key(t.d_per[d], key)
            start(t, days, c, s, d, k, own, t.start_at[x], tr, e, day, at, arrived)


def own_key(per: int, key: int) -> int:
    """The key of what is kept per key; without one logged it is the case's own."""
    return key if per == 1 and key > 0 else 0


def reaches(t: Tables, d: int, tr: int, key: int, k: int) -> int:
    """1 if an act is about the clock of key `k`: that of its own key, or without one all."""
    if t.d_per[d] == 0:
        return 1 if k == 0 else 0
    return 1 if k == max(key, 0) or (t.t_per[tr] == 0 and key <= 0) else 0


def answers(c: Columns, s: Scratch, d: int) -> int:
    """The key whose clock answers an act that is about all of them: -1 if some clock runs."""
    keys = c.case[KEYS]
    first = NONE
    for k in range(keys):
        if s.status[d * keys + k] == RUNNING:
            return NONE
        if first == NONE and s.status[d * keys + k] != IDLE:
            first = k
    return max(first, 0)


def concerns(per: int, key: int, k: int) -> int:
    """1 if an act with this key closes the spans of key `k`: its own, or of an act that is not kept
    per key all of them, or the one it names and the case's own."""
    if per == 1:
        return 1 if k == max(key, 0) else 0
    return 1 if key <= 0 or k in (0, key) else 0


def meet(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    x: int,
    tr: int,
    k: int,
    own: int,
    e: int,
    day: int,
    at: int,
    arrived: int,
) -> None:
    """A goal of a clock is reached; with `all` the last of them meets it."""
    d = t.meet_clock[x]
    i = d * c.case[KEYS] + k
    if s.status[i] != RUNNING and not (arrived >= 0 and s.status[i] == LAPSED):
        return
    s.goals[i] |= 1 << t.meet_bit[x]
    if t.d_goals[d] > 0 and s.goals[i] != (1 << t.d_goals[d]) - 1:
        return
    wanted = t.meet_at[x]
    counted = day_that_counts(c, s, wanted, tr, own, e, day)
    instant = instant_that_counts(days, c, s, wanted, own, e, at, counted)
    if t.d_mode[d] != COMPANION:
        judge_time(t, days, c, s, d, k, tr, e, day, counted, instant)
        if wanted == BY_CHANNEL and e >= 0 and c.channel_day[e] < 0:
            served(t, days, c, s, d, k, tr, e, day, counted, instant)
        if s.grants[i] > 0 and lateness(t, days, c, s, d, k, counted, instant) == IN_TIME:
            s.grants[i] = 0  # met in time: nothing that an extension needed is missing
    end(t, c, s, d, k, MET, counted)
    s.met[i] = e
    if c.case[TRACE] == 1:
        record(s, R_MET, e, tr, d, k, counted, 0, 0)


def judge_time(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    tr: int,
    e: int,
    day: int,
    counted: int,
    instant: int,
) -> None:
    """Late or not, if the duty is owed at all; what decides and is not known is recorded."""
    late = lateness(t, days, c, s, d, k, counted, instant)
    if late == IN_TIME:
        return
    owed = holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0)
    if owed == FALSE:
        return
    if late != IS_LATE:
        undecided(s, e, tr, d, k, late, due_of(t, days, c, s, d, k, -1))
    elif owed != TRUE:
        undecided(s, e, tr, d, k, U_WHEN, d)
    else:
        due = due_of(t, days, c, s, d, k, -1)
        record(s, R_LATE, e, tr, d, k, due, counted, last_instant(t, days, c, s, d, k, due))
        more(s, instant, 0)


def served(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    tr: int,
    e: int,
    day: int,
    counted: int,
    instant: int,
) -> None:
    """An act in time so far, of which it is not known when it was received: that decides."""
    due = due_of(t, days, c, s, d, k, -1)
    if due < 0 or lateness(t, days, c, s, d, k, counted, instant) != IN_TIME:
        return
    if holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0) != FALSE:
        undecided(s, e, tr, d, k, U_RECEIPT, due)


def limit(
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
    arrived: int,
) -> None:
    """An act that a clock bounds: too late under a limit, too early under a floor."""
    status = s.status[d * c.case[KEYS] + k]
    if status != RUNNING and not (arrived >= 0 and status == LAPSED):
        return
    if t.d_mode[d] == LIMIT:
        if c.case[TRACE] == 1 and lateness(t, days, c, s, d, k, day, at) == IN_TIME:
            record(s, R_KEPT, e, tr, d, k, day, 0, 0)
        judge_time(t, days, c, s, d, k, tr, e, day, day, at)
        return
    due = due_of(t, days, c, s, d, k, day)
    late = lateness(t, days, c, s, d, k, day, at)
    if s.opened[d * c.case[KEYS] + k] > 0 and 0 <= due < day and due <= days.horizon:
        late = IS_LATE  # paused, but the earliest possible date lies behind: on rest days
    if c.case[TRACE] == 1 and late == IS_LATE:
        record(s, R_KEPT, e, tr, d, k, day, 0, 0)
    owed = holds(t, c, s, t.d_when[d], k if t.d_per[d] == 1 else -1, day, 0, 0)
    if t.d_mode[d] != FLOOR or late == IS_LATE or owed == FALSE or (due < 0 and due != OUTSIDE):
        return
    if late != IN_TIME:
        undecided(s, e, tr, d, k, late, due)
    elif owed != TRUE:
        undecided(s, e, tr, d, k, U_WHEN, d)
    else:
        record(s, R_FLOOR, e, tr, d, k, due, day, 0)


def start(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    own: int,
    wanted: int,
    tr: int,
    e: int,
    day: int,
    at: int,
    arrived: int,
) -> None:
    """A clock starts, or starts anew; spans still open pause it from the start."""
    counted = day_that_counts(c, s, wanted, tr, own, e, day)
    instant = instant_that_counts(days, c, s, wanted, own, e, at, counted)
    vague = vague_that_counts(c, s, wanted, own, e, counted)
    if wanted == RECEIVED and e >= 0 and c.received_day[e] == NONE:
        record(s, R_ASSUMED_RECEIPT, e, tr, d, k, 0, 0, 0)
    restarted = 1 if s.status[d * c.case[KEYS] + k] != IDLE else 0
    if c.case[TRACE] == 1:
        record(s, R_START, e, tr, d, k, counted, instant, restarted)
        more(s, wanted, 0)
    run_from(t, days, c, s, d, k, e, counted, instant, vague)
    reached(t, c, s, d, k, day, arrived)


def run_from(
    t: Tables,
    days: Days,
    c: Columns,
    s: Scratch,
    d: int,
    k: int,
    e: int,
    day: int,
    at: int,
    vague: int,
) -> None:
    """A new run of a clock: earlier closed spans, extensions and needs are dropped."""
    keys = c.case[KEYS]
    i = d * keys + k
    s.status[i] = RUNNING
    s.begun[i] = e
    s.begun_at[i] = s.state[ORDER]
    s.day[i] = day
    s.at[i] = at
    s.vague[i] = vague
    s.out[i] = 0
    s.out_working[i] = 0
    s.through[i] = 0
    s.longer[i] = 0
    s.longer_kind[i] = 0
    s.times[i] = 0
    s.needs[i] = 0
    s.grants[i] = 0
    s.goals[i] = 0
    s.met[i] = NONE
    s.ended[i] = 0
    s.frozen[i] = 0
    s.fired[i] = 0
    s.opened[i] = 0
    s.since[i] = 0
    if t.span_from[d] < t.span_from[d + 1]:
        still_open(t, days, c, s, d, k, e)


def reached(t: Tables, c: Columns, s: Scratch, d: int, k: int, day: int, arrived: int) -> None:
    """A clock that starts with its goal behind it is met: a companion act may come first, and the
    goal of an act that arrives late may have been reached since the jump that skipped it."""
    i = d * c.case[KEYS] + k
    if t.d_mode[d] != COMPANION and (t.d_mode[d] != DUTY or arrived < 0):
        return
    since = arrived - 1 if t.d_mode[d] == DUTY else 0
    latest = since
    for x in range(t.goal_from[d], t.goal_from[d + 1]):
        act = t.goal_act[x]
        for other in range(c.case[KEYS]):
            if t.d_per[d] == 1 and other != k and (t.act_per[act] == 1 or other != 0):
                continue
            when = s.done[act * c.case[KEYS] + other]
            if when > since:
                s.goals[i] |= 1 << (x - t.goal_from[d])
            if when > latest:
                latest = when
                s.met[i] = s.by[act * c.case[KEYS] + other]
    wanted = (1 << t.d_goals[d]) - 1
    if s.goals[i] != 0 and (t.d_goals[d] == 0 or s.goals[i] == wanted):
        end(t, c, s, d, k, MET, day)
    else:
        s.met[i] = NONE


def last_done(t: Tables, c: Columns, s: Scratch, act: int, key: int) -> int:
    """When an act was last done, in the order of happenings; 0 if never. Key -1 asks for any."""
    keys = c.case[KEYS]
    if key >= 0 and t.act_per[act] == 1:
        return s.done[act * keys + key]
    latest = 0
    for x in range(act * keys, (act + 1) * keys):
        latest = max(latest, s.done[x])
    return latest


def last_doer(t: Tables, c: Columns, s: Scratch, act: int, key: int) -> int:
    """The event that did an act last; -1 if none, or if it came about by time."""
    keys = c.case[KEYS]
    if key >= 0 and t.act_per[act] == 1:
        return s.by[act * keys + key]
    latest = last_done(t, c, s, act, key)
    for x in range(act * keys, (act + 1) * keys):
        if s.done[x] == latest:
            return s.by[x]
    return NONE
