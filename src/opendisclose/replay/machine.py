"""Columns go in, the kernel runs as plain Python, its records and what it kept come out."""

from __future__ import annotations

from typing import NamedTuple

from ..calendars.calendar import Calendar
from ..graph.compiled import Compiled
from ..graph.tables import Tables
from ..graph.values import UNSET
from .kernel.layout import (
    COUNT,
    KEYS,
    MARKING,
    NONE,
    STATE_SIZE,
    UNDECIDED,
    WIDTH,
    Columns,
    Scratch,
)
from .kernel.run import replay
from .log import Log

_FEW = 64


class Record(NamedTuple):
    """One record of the kernel; `a` to `e2` are its own (see kernel.layout)."""

    kind: int
    event: int
    transition: int
    clock: int
    key: int
    a: int
    b: int
    c: int
    d: int
    e: int


class Run(NamedTuple):
    """What the kernel made of one case."""

    log: Log
    records: tuple[Record, ...]
    marking: int
    undecided: int
    scratch: Scratch


def run(compiled: Compiled, calendar: Calendar, log: Log) -> Run:
    """Replay one case. The same log gives the same records, always."""
    room = _FEW
    while True:
        scratch = scratch_for(compiled.tables, log.columns, room)
        count = replay(compiled.tables, calendar.days, log.columns, scratch)
        if count <= room:
            break
        room = count
    flat = scratch.records
    ends = scratch.state[COUNT] * WIDTH
    records = tuple([Record._make(flat[at : at + WIDTH]) for at in range(0, ends, WIDTH)])
    return Run(log, records, scratch.state[MARKING], scratch.state[UNDECIDED], scratch)


def scratch_for(tables: Tables, columns: Columns, room: int) -> Scratch:
    """Fresh space for one case, with room for so many records."""
    markings, _, acts, deadlines, facts, _, spans, stack, grants = tables.size
    keys = columns.case[KEYS]
    clocks, spread = deadlines * keys, spans * keys
    # Filled field by field: a call with forty arguments by name would take as long as the lists.
    s = object.__new__(Scratch)
    s.state = [0] * STATE_SIZE
    s.records = [0] * (room * WIDTH)
    s.stack = [0] * (stack + 1)
    s.key_seen = [0] * keys
    s.known = [UNSET] * (facts * keys)
    s.done = [0] * (acts * keys)
    s.by = [NONE] * (acts * keys)
    s.seen = [0] * markings
    s.queue = [0] * (markings + 1)
    s.came_from = [0] * markings
    s.came_by = [0] * markings
    s.status = [0] * clocks
    s.begun = [NONE] * clocks
    s.begun_at = [0] * clocks
    s.day = [0] * clocks
    s.at = [0] * clocks
    s.vague = [0] * clocks
    s.out = [0] * clocks
    s.out_working = [0] * clocks
    s.through = [0] * clocks
    s.opened = [0] * clocks
    s.since = [0] * clocks
    s.longer = [0] * clocks
    s.longer_kind = [0] * clocks
    s.times = [0] * clocks
    s.needs = [0] * clocks
    s.grants = [0] * clocks
    s.grant = [NONE] * (clocks * grants)
    s.grant_as = [NONE] * (clocks * grants)
    s.granted = [0] * (clocks * grants)
    s.granted_kind = [0] * (clocks * grants)
    s.goals = [0] * clocks
    s.met = [NONE] * clocks
    s.ended = [0] * clocks
    s.frozen = [0] * clocks
    s.frozen_kind = [0] * clocks
    s.frozen_number = [0] * clocks
    s.fired = [0] * clocks
    s.span = [0] * spread
    s.span_day = [0] * spread
    s.span_counts = [0] * (2 * spread)
    return s
