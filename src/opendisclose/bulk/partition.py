"""Batches of a log sorted by case go in; a row for each case comes out, judged, in batches.

For systems that hand a log over in batches (Spark's `mapInArrow` and its like): each batch that
comes out holds whole cases only, wherever those that come in were cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .audit import Audit, AuditSession
from .judge import Engine
from .table import CASE, NEEDED

FOUND, CLOCKS = "found", "clocks"  # the columns of a judged case that hold its rows of a table
ROW = "row"
ROWS_AT_ONCE = 100_000  # enough that a batch of them costs little more than its rows
_KINDS = {"string": "string", "int64": "bigint", "bool": "boolean", "date32[day]": "date"}
_PAYS = 20_000  # rows; with fewer, loading the compiled kernel takes longer than it saves


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Everything that a worker needs to judge cases; it can be pickled.

    Attributes:
        session: judges tables of whole cases; it keeps nothing of them.
        row: the column of the log that holds its row numbers; it is no fact.
    """

    session: AuditSession
    row: str | None = None

    def __call__(self, table: pa.Table) -> pa.Table:
        """A row for each case of a table of whole cases: `Audit.cases`, with lists of its rows.

        `found` are its rows of `Audit.findings`, `clocks` those of `Audit.clocks`, each without
        `case`. `row` and `met_row` are what stands in the column `row` of the log; without one
        they are empty, for a place in a batch is nothing to anybody.
        """
        rows = None if self.row is None else table.column(self.row)
        log = table if self.row is None else table.drop_columns([self.row])
        engine: Engine | None = "plain" if table.num_rows < _PAYS else None
        return nested(self.session.judge(log, engine=engine), rows)


def nothing_judged(session: AuditSession) -> Audit:
    """What the session says of a log without rows: how its answers look, and by what it judges."""
    return session.judge({name: pa.array([], pa.string()) for name in NEEDED})


def kinds_of(audit: Audit) -> dict[str, str]:
    """The columns of judged cases with their kinds in the words of SQL.

    They are the same for every log, but that `case` is of whatever kind it is there.
    """
    return {one.name: _kind(one.type) for one in nested(audit, None).schema}


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return _kind(kind.value_type)
    if pa.types.is_list(kind):
        return f"array<{_kind(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{one.name}`: {_kind(one.type)}' for one in kind)}>"
    if pa.types.is_timestamp(kind):
        return "timestamp"
    return _KINDS[str(kind)]


def judged_batches(
    batches: Iterable[pa.RecordBatch], judge: Judge, *, at_once: int = ROWS_AT_ONCE
) -> Iterator[pa.RecordBatch]:
    """The cases of a log, judged, in the order in which they come.

    The rows of a case have to stand next to each other; in what order is as for `od.audit`.
    `at_once` is how many rows are judged together, at least; a case is never cut. No more is held
    in memory than that, a batch, and the longest case.
    """
    for table in whole_cases(batches, at_once):
        yield from judge(table).combine_chunks().to_batches()


def whole_cases(batches: Iterable[pa.RecordBatch], least: int = 1) -> Iterator[pa.Table]:
    """The same rows in tables of whole cases; each but the last has at least so many rows."""
    ready: list[pa.RecordBatch] = []
    open_: list[pa.RecordBatch] = []  # the case that may go on in the next batch
    for batch in batches:
        if batch.num_rows == 0:
            continue
        begins = _last_case(batch)
        if begins > 0 or (open_ and not _same_case(open_[-1], batch)):
            ready += open_ if begins == 0 else [*open_, batch.slice(0, begins)]
            open_ = []
        open_.append(batch.slice(begins))
        if sum(one.num_rows for one in ready) >= least:
            yield pa.Table.from_batches(ready)
            ready = []
    if ready or open_:
        yield pa.Table.from_batches([*ready, *open_])


def _last_case(batch: pa.RecordBatch) -> int:
    """The row from which on a batch holds its last case only."""
    names = batch.column(CASE)
    last = names[len(names) - 1]
    same = pc.equal(names, last).fill_null(False) if last.is_valid else names.is_null()
    others = np.flatnonzero(~np.asarray(same))
    return int(others[-1]) + 1 if len(others) else 0


def _same_case(before: pa.RecordBatch, after: pa.RecordBatch) -> bool:
    """Whether one batch ends in the case with which the other begins."""
    last = before.column(CASE)[before.num_rows - 1].as_py()
    return bool(last == after.column(CASE)[0].as_py())


def nested(audit: Audit, rows: pa.ChunkedArray | None) -> pa.Table:
    """The cases of an audit, each with its findings and its clocks; `rows` are their numbers."""
    cases = audit.cases
    findings = _numbered(audit.findings, ROW, rows)
    clocks = _numbered(audit.clocks, "met_row", rows)
    names = cases.column(CASE)
    lists = {
        FOUND: _lists(findings, np.asarray(cases.column("findings"))),
        CLOCKS: _lists(clocks, _counted(clocks.column(CASE), names)),
    }
    for name, column in lists.items():
        cases = cases.append_column(name, column)
    return cases


def _numbered(table: pa.Table, name: str, rows: pa.ChunkedArray | None) -> pa.Table:
    """A table of an audit with the row numbers of the log in place of those of a batch."""
    place = table.column_names.index(name)
    told = table.column(name)
    if rows is None:
        return table.set_column(place, name, pa.nulls(len(told), pa.int64()))
    return table.set_column(place, name, rows.cast(pa.int64()).take(told))


def _counted(told: pa.ChunkedArray, names: pa.ChunkedArray) -> Any:
    """By case, how many rows tell of it."""
    place = pc.index_in(_flat(told), value_set=_flat(names))
    return np.bincount(np.asarray(place).astype(np.int64), minlength=len(names))


def _lists(table: pa.Table, counts: Any) -> pa.Array:
    """The rows of a table, which stand by case, as a list for each case."""
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    columns = {name: _flat(table.column(name)) for name in table.column_names if name != CASE}
    items = pa.StructArray.from_arrays(list(columns.values()), names=list(columns))
    return pa.ListArray.from_arrays(pa.array(offsets), items)


def _flat(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece, words as words."""
    kind = column.type
    plain = column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
    found = plain.combine_chunks()
    if isinstance(found, pa.ChunkedArray):
        return found.chunk(0) if found.num_chunks else pa.array([], found.type)
    return found
