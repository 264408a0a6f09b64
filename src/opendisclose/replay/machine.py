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
    return Scratch(
        state=[0] * STATE_SIZE,
        records=[0] * (room * WIDTH),
        stack=[0] * (stack + 1),
        key_seen=[0] * keys,
        known=[UNSET] * (facts * keys),
        done=[0] * (acts * keys),
        by=[NONE] * (acts * keys),
        seen=[0] * markings,
        queue=[0] * (markings + 1),
        came_from=[0] * markings,
        came_by=[0] * markings,
        status=[0] * clocks,
        begun=[NONE] * clocks,
        begun_at=[0] * clocks,
        day=[0] * clocks,
        at=[0] * clocks,
        vague=[0] * clocks,
        out=[0] * clocks,
        through=[0] * clocks,
        opened=[0] * clocks,
        since=[0] * clocks,
        longer=[0] * clocks,
        longer_kind=[0] * clocks,
        times=[0] * clocks,
        needs=[0] * clocks,
        grants=[0] * clocks,
        grant=[NONE] * (clocks * grants),
        grant_as=[NONE] * (clocks * grants),
        granted=[0] * (clocks * grants),
        granted_kind=[0] * (clocks * grants),
        goals=[0] * clocks,
        met=[NONE] * clocks,
        ended=[0] * clocks,
        frozen=[0] * clocks,
        frozen_kind=[0] * clocks,
        frozen_number=[0] * clocks,
        fired=[0] * clocks,
        span=[0] * spread,
        span_day=[0] * spread,
        span_counts=[0] * (2 * spread),
    )
