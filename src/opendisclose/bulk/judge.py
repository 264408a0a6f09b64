"""Encoded cases go in; the kernel, compiled or plain, judges them; what each came to comes out.

Compiled, pieces of the log are judged by as many threads as there are processors: the compiled
kernel lets the others run, and pieces share nothing that they write. The result does not depend on
how many there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.util import find_spec
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np

from ..calendars.days import Days
from ..graph.tables import Tables
from ..replay.kernel.cases import replay_cases
from ..replay.kernel.layout import (
    CASE_SIZE,
    CLOCK_WIDTH,
    CLOCKS,
    KEYS,
    LACKING,
    NONE,
    RECORDS,
    REPLY_WIDTH,
    WIDTH,
    Cases,
    Columns,
    Scratch,
)
from ..replay.machine import scratch_for
from .arrays import Numbers
from .encode import Encoded

# The kernel compiled; as it stands; compiled, and an index outside its sequence is an IndexError.
Engine: TypeAlias = Literal["compiled", "plain", "checked"]
_PIECE = 20_000  # cases; large enough that starting a piece costs nothing
_RECORDS_A_CASE = 64  # for the first try
_CLOCKS_A_CASE = 4
_MOST_RECORDS = 1 << 14  # kept at once: what is used again and again stays near the processor

Row = TypeVar("Row", Tables, Days, Columns, Scratch, Cases)
_Call = Callable[[Tables, Days, Columns, Scratch, Cases, int, int], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the kernel made of every case.

    Attributes:
        marking, undecided: by case, the marking at its end and how much of what decides is not
            known.
        record_from, record_end: by case, where its records stand; NONE if none were kept.
        records: rows of `kernel.layout.WIDTH`. Events are counted over all cases.
        clocks: rows of `kernel.layout.CLOCK_WIDTH`, every clock of every case that was started.
        replies: by case `kernel.layout.REPLY_WIDTH` integers, its last reply; no rows at all for
            a procedure without replies.
    """

    marking: Numbers
    undecided: Numbers
    record_from: Numbers
    record_end: Numbers
    records: Numbers
    clocks: Numbers
    replies: Numbers


def replay_all(
    tables: Tables,
    days: Days,
    encoded: Encoded,
    *,
    wanted: int,
    clocks: bool = True,
    engine: Engine | None = None,
    workers: int | None = None,
) -> Replayed:
    """Judge every case; `wanted` are the kinds of record for which its records are kept, as bits.

    Without `clocks` those that were started are not kept. Without an `engine` it is what numba
    compiles, if numba is there. `workers` threads; by default one for each processor.
    """
    chosen = engine or ("compiled" if can_compile() else "plain")
    judge = _Plain() if chosen == "plain" else _Compiled(checked=chosen == "checked")
    replies = any(one >= 0 for one in tables.t_reply)
    every = judge.rows(_cases(encoded, wanted, clocks, replies))
    shared = (judge.row(tables), judge.row(days), judge.rows(encoded.columns))
    most = int(encoded.keys.max(initial=1))
    count = len(encoded.first)

    def piece(first: int) -> list[_Piece]:
        end = min(first + _PIECE, count)
        return list(_pieces(judge, shared, tables, every, most, first, end))

    with ThreadPoolExecutor(max_workers=workers or processors()) as pool:
        run = map if chosen == "plain" else pool.map
        pieces = [one for found in run(piece, range(0, count, _PIECE)) for one in found]
    return _joined(every, pieces)


def can_compile() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


@cache
def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """The cases from `first` up to `end`, and what was kept of them."""

    first: int
    end: int
    records: Numbers
    clocks: Numbers


def _cases(encoded: Encoded, wanted: int, clocks: bool, replies: bool) -> Cases:
    count = len(encoded.first)
    nothing = np.zeros(0, np.int64)
    cases: dict[str, Any] = {
        "first": encoded.first,
        "end": encoded.end,
        "keys": encoded.keys,
        "as_of": encoded.as_of,
        "as_of_day": encoded.as_of_day,
        "starts_in": encoded.starts_in,
        "period_day": encoded.period_day,
        "fixed_from": encoded.fixed_from,
        "fact_from": encoded.fact_from,
        "want": np.array([wanted, int(clocks)], np.int64),
        "marking": np.zeros(count, np.int64),
        "undecided": np.zeros(count, np.int64),
        "record_from": np.zeros(count, np.int64),
        "record_end": np.zeros(count, np.int64),
        "record": nothing,
        "clock": nothing,
        "kept": nothing,
        "reply": np.full(count * REPLY_WIDTH if replies else 0, NONE, np.int64),
    }
    return Cases(**cases)


def _pieces(
    judge: _Compiled | _Plain,
    shared: tuple[Tables, Days, Columns],
    tables: Tables,
    every: Cases,
    most: int,
    first: int,
    end: int,
) -> Iterator[_Piece]:
    """Judge some of the cases; another piece begins where there was no room left."""
    t, days, columns = shared
    c = replace(columns, case=judge.zeros(CASE_SIZE))
    c.case[KEYS] = most
    room = _RECORDS_A_CASE
    records, clocks = room * 64, (end - first) * _CLOCKS_A_CASE + most * len(tables.d_mode)
    s = judge.row(scratch_for(tables, c, room))
    record, clock = judge.zeros(records * WIDTH), judge.zeros(clocks * CLOCK_WIDTH)
    while first < end:
        m = replace(every, record=record, clock=clock, kept=judge.zeros(LACKING + 1))
        stopped = judge.call(t, days, c, s, m, first, end)
        yield _Piece(
            first,
            stopped,
            np.array(record[: int(m.kept[RECORDS]) * WIDTH], np.int64),
            np.array(clock[: int(m.kept[CLOCKS]) * CLOCK_WIDTH], np.int64),
        )
        if stopped < end and m.kept[LACKING] > room:
            room = 2 * int(m.kept[LACKING])
            s.records = judge.zeros(room * WIDTH)
        if len(record) < max(_MOST_RECORDS, 2 * room) * WIDTH:
            record = judge.zeros(max(2 * len(record), 2 * room * WIDTH))
        if stopped < end and int(m.kept[CLOCKS]) * CLOCK_WIDTH > len(clock) // 2:
            clock = judge.zeros(2 * len(clock))
        first = stopped


def _joined(every: Cases, pieces: list[_Piece]) -> Replayed:
    """What was kept of all pieces, one after another."""
    begins, ends = (np.array(one, np.int64) for one in (every.record_from, every.record_end))
    before = 0
    for one in pieces:
        of = slice(one.first, one.end)
        begins[of] = np.where(begins[of] >= 0, begins[of] + before, begins[of])
        ends[of] = np.where(ends[of] >= 0, ends[of] + before, ends[of])
        before += len(one.records) // WIDTH
    nothing = np.zeros(0, np.int64)
    records = np.concatenate([nothing, *(one.records for one in pieces)])
    clocks = np.concatenate([nothing, *(one.clocks for one in pieces)])
    return Replayed(
        marking=np.array(every.marking, np.int64),
        undecided=np.array(every.undecided, np.int64),
        record_from=begins,
        record_end=ends,
        records=records.reshape(-1, WIDTH),
        clocks=clocks.reshape(-1, CLOCK_WIDTH),
        replies=np.array(every.reply, np.int64).reshape(-1, REPLY_WIDTH),
    )


class _Plain:
    """The kernel as it stands, over lists."""

    call: _Call = staticmethod(replay_cases)

    def row(self, row: Row) -> Row:
        return row

    def rows(self, row: Row) -> Row:
        """The same with lists for arrays."""
        lists: dict[str, Any] = {one.name: getattr(row, one.name).tolist() for one in fields(row)}
        return replace(row, **lists)

    def zeros(self, count: int) -> Any:
        return [0] * count


class _Compiled:
    """The kernel compiled, over arrays of 64-bit integers."""

    def __init__(self, *, checked: bool = False) -> None:
        from .compiled import compiled_cases  # numba is slow to import

        self._entry = compiled_cases(checked=checked)

    def call(
        self, t: Tables, d: Days, c: Columns, s: Scratch, m: Cases, first: int, end: int
    ) -> int:
        headers = [header(one) for one in (t, d, c, s, m)]
        addresses = [one.ctypes.data for one in headers]
        return self._entry(*addresses, first, end)

    def row(self, row: Row) -> Row:
        """The same with arrays for lists."""
        arrays: dict[str, Any] = {
            one.name: np.array(getattr(row, one.name), np.int64)
            for one in fields(row)
            if one.type != "int"
        }
        return replace(row, **arrays)

    def rows(self, row: Row) -> Row:
        return row

    def zeros(self, count: int) -> Any:
        return np.zeros(count, np.int64)


def header(row: Any) -> Numbers:
    """By field where its array begins and how long it is, as `rows.RowType` reads it."""
    found: list[int] = []
    for one in fields(row):
        value = getattr(row, one.name)
        found += (value, 0) if one.type == "int" else (value.ctypes.data, len(value))
    return np.array(found, np.int64)
