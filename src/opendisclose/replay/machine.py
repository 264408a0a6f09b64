"""Columns go in, the kernel runs as plain Python, its records and what it kept come out."""

from __future__ import annotations

from dataclasses import dataclass, field
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

_FEW = 64  # records that most cases do not exceed


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the kernel made of one case."""

    log: Log
    records: tuple[Record, ...]
    marking: int
    undecided: int
    scratch: Scratch = field(repr=False)


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
    records = tuple(
        Record(*flat[at : at + WIDTH]) for at in range(0, scratch.state[COUNT] * WIDTH, WIDTH)
    )
    return Run(
        log=log,
        records=records,
        marking=scratch.state[MARKING],
        undecided=scratch.state[UNDECIDED],
        scratch=scratch,
    )


def scratch_for(tables: Tables, columns: Columns, room: int) -> Scratch:
    """Fresh space for one case, with room for so many records."""
    markings, _, acts, deadlines, facts, _, spans, stack = tables.size
    keys = columns.case[KEYS]
    clocks = deadlines * keys

    def filled(count: int, value: int = 0) -> list[int]:
        return [value] * count

    return Scratch(
        state=filled(STATE_SIZE),
        records=filled(room * WIDTH),
        stack=filled(stack + 1),
        key_seen=filled(keys),
        known=filled(facts * keys, UNSET),
        done=filled(acts * keys),
        by=filled(acts * keys, NONE),
        seen=filled(markings),
        queue=filled(markings + 1),
        came_from=filled(markings),
        came_by=filled(markings),
        status=filled(clocks),
        begun=filled(clocks, NONE),
        begun_at=filled(clocks),
        day=filled(clocks),
        at=filled(clocks),
        vague=filled(clocks),
        out=filled(clocks),
        through=filled(clocks),
        opened=filled(clocks),
        since=filled(clocks),
        longer=filled(clocks),
        longer_kind=filled(clocks),
        times=filled(clocks),
        needs=filled(clocks),
        grant=filled(clocks, NONE),
        granted=filled(clocks),
        granted_kind=filled(clocks),
        goals=filled(clocks),
        met=filled(clocks, NONE),
        ended=filled(clocks),
        frozen=filled(clocks),
        frozen_kind=filled(clocks),
        frozen_number=filled(clocks),
        fired=filled(clocks),
        span=filled(spans * keys),
        span_day=filled(spans * keys),
        span_counts=filled(2 * spans * keys),
    )
