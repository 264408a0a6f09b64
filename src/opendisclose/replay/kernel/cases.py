"""The entry for many cases: one after another over the same columns (meaning 15)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import Tables
from ...graph.values import UNSET
from .layout import (
    AS_OF,
    AS_OF_DAY,
    C_CASE,
    C_CLOCK,
    C_DUE,
    C_ENDED,
    C_KEY,
    C_MET,
    C_MOMENT,
    C_STATUS,
    C_TRIGGER,
    CLOCK_WIDTH,
    CLOCKS,
    COUNT,
    END,
    FACT_END,
    FACT_FROM,
    FIRST,
    FIXED_FROM,
    IDLE,
    KEYS,
    LACKING,
    MARKING,
    NONE,
    ORDER,
    P_CELL,
    P_DAY,
    P_REMEDY,
    P_TRANSITION,
    PENDING,
    PERIOD_DAY,
    R_CLOCK,
    R_REPLY,
    RECORDS,
    REPLY_WIDTH,
    STARTS_IN,
    UNDECIDED,
    WIDTH,
    Cases,
    Columns,
    Scratch,
)
from .run import replay


def replay_cases(
    t: Tables, days: Days, c: Columns, s: Scratch, m: Cases, first: int, end: int
) -> int:
    """Judge the cases from `first` up to `end`; where it stopped, for want of room, or `end`.

    A case of which a record is of a kind that is wanted has all of its records kept; the clocks
    are kept of every case, if they are wanted. The scratch is fresh before and after.
    """
    for n in range(first, end):
        c.case[KEYS] = m.keys[n]
        c.case[AS_OF] = m.as_of[n]
        c.case[AS_OF_DAY] = m.as_of_day[n]
        c.case[STARTS_IN] = m.starts_in[n]
        c.case[PERIOD_DAY] = m.period_day[n]
        c.case[FIRST] = m.first[n]
        c.case[END] = m.end[n]
        c.case[FIXED_FROM] = m.fixed_from[n]
        c.case[FACT_FROM] = m.fact_from[n]
        c.case[FACT_END] = m.fact_from[n + 1]
        count = replay(t, days, c, s)
        kept = 0
        if count * WIDTH <= len(s.records):
            kept = keep(s, m, n, count, c.case[KEYS])
        m.kept[LACKING] = count
        set_back(t, c, s)
        if kept == 0:
            return n
    return end


def keep(s: Scratch, m: Cases, n: int, count: int, keys: int) -> int:
    """Keep what case `n` came to; 0 if there is no room for it."""
    kinds = 0
    clocks = 0
    for at in range(0, count * WIDTH, WIDTH):
        kinds |= 1 << s.records[at]
        clocks += m.want[1] if s.records[at] == R_CLOCK else 0
    wanted = 1 if kinds & m.want[0] != 0 else 0
    to = m.kept[RECORDS]
    if (to + wanted * count) * WIDTH > len(m.record):
        return 0
    if (m.kept[CLOCKS] + clocks) * CLOCK_WIDTH > len(m.clock):
        return 0
    m.marking[n] = s.state[MARKING]
    m.undecided[n] = s.state[UNDECIDED]
    m.record_from[n] = to if wanted == 1 else NONE
    m.record_end[n] = to + count if wanted == 1 else NONE
    if wanted == 1:
        for x in range(count * WIDTH):
            m.record[to * WIDTH + x] = s.records[x]
        m.kept[RECORDS] = to + count
    if clocks > 0:
        for at in range(0, count * WIDTH, WIDTH):
            if s.records[at] == R_CLOCK:
                keep_clock(s, m, n, at, keys)
    if kinds & (1 << R_REPLY) != 0 and len(m.reply) > 0:
        for at in range(0, count * WIDTH, WIDTH):
            if s.records[at] == R_REPLY:  # the last one is the one that stands
                keep_reply(s, m, n, at)
    return 1


def keep_clock(s: Scratch, m: Cases, n: int, at: int, keys: int) -> None:
    """Keep what one clock looks like in the end, as its record at `at` has it."""
    to = m.kept[CLOCKS] * CLOCK_WIDTH
    d = s.records[at + 3]
    k = s.records[at + 4]
    m.clock[to + C_CASE] = n
    m.clock[to + C_CLOCK] = d
    m.clock[to + C_KEY] = k
    m.clock[to + C_STATUS] = s.records[at + 5]
    m.clock[to + C_DUE] = s.records[at + 6]
    m.clock[to + C_MOMENT] = s.records[at + 7]
    m.clock[to + C_TRIGGER] = s.records[at + 8]
    m.clock[to + C_ENDED] = s.ended[d * keys + k]
    m.clock[to + C_MET] = s.records[at + 9]
    m.kept[CLOCKS] += 1


def keep_reply(s: Scratch, m: Cases, n: int, at: int) -> None:
    """Keep the reply that is recorded at `at`."""
    to = n * REPLY_WIDTH
    m.reply[to + P_TRANSITION] = s.records[at + 2]
    m.reply[to + P_DAY] = s.records[at + 7]
    m.reply[to + P_CELL] = s.records[at + 5]
    m.reply[to + P_REMEDY] = s.records[at + 6]


def set_back(t: Tables, c: Columns, s: Scratch) -> None:
    """Make the scratch fresh again: what a case leaves behind in it, and nothing else."""
    keys = c.case[KEYS]
    s.state[COUNT] = 0
    s.state[ORDER] = 0
    s.state[PENDING] = 0
    s.state[UNDECIDED] = 0
    for x in range(t.size[4] * keys):
        s.known[x] = UNSET
    for x in range(t.size[2] * keys):
        s.done[x] = 0
        s.by[x] = NONE
    for k in range(keys):
        s.key_seen[k] = 0
    for i in range(t.size[3] * keys):
        if s.status[i] != IDLE:
            clock_back(s, i)
    for x in range(t.size[6] * keys):
        s.span[x] = 0
        s.span_counts[2 * x] = 0
        s.span_counts[2 * x + 1] = 0


def clock_back(s: Scratch, i: int) -> None:
    """A clock that was started is as one that never was; the rest of it is set by a start."""
    s.status[i] = IDLE
    s.day[i] = 0
    s.at[i] = 0
    s.vague[i] = 0
    s.out[i] = 0
    s.out_working[i] = 0
    s.through[i] = 0
    s.opened[i] = 0
    s.since[i] = 0
    s.longer[i] = 0
    s.longer_kind[i] = 0
    s.times[i] = 0
    s.grants[i] = 0
    s.frozen[i] = 0
