"""Columns of a log on disk go in; the parts of whole cases in which it is judged come out.

A log whose cases stand together is cut between cases and stays where it is. Any other is dealt out
by a hash of the case into files of its own, so that no case is in two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from ..arrays import Numbers
from ..ledger.sheet import Sheet
from ..ledger.words import Reader
from .hashing import Hashes, hashed
from .layout import COLUMNS, Log, compressed
from .stored import cut

_MOST_RUNS = 1 << 24  # cases that are remembered to see whether one comes up again
PARTS = "parts"  # the folder that the cases are dealt out into
_HELD = 1 << 19  # rows that are dealt out before they are written
Read = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The parts of a log.

    Attributes:
        used: the columns that are read.
        rows: by part, how many rows it has.
        folder: where the files of the parts are; empty where the parts follow each other in the
            log itself.
    """

    log: Log
    used: tuple[str, ...]
    rows: tuple[int, ...]
    folder: str = ""

    def placed(self, source: str, work: Path) -> Plan:
        """The same where these folders are now; somebody may go on from another one."""
        columns = str(work / COLUMNS) if self.log.row_name else source
        log = replace(self.log, source=source, columns=columns)
        return replace(self, log=log, folder=str(work / PARTS) if self.folder else "")

    def sheets(self, first: int) -> Iterator[tuple[int, Sheet]]:
        """The parts from one on, each with its number."""
        if self.folder:
            for number in range(first, len(self.rows)):
                yield number, self.log.sheet(_dealt(_file(Path(self.folder), number)))
            return
        ends = np.cumsum(self.rows).tolist()
        begin = ends[first - 1] if first else 0
        tables = cut(self.log.tables(list(self.used), begin), begin, ends[first:])
        for number, table in enumerate(tables, start=first):
            yield number, self.log.sheet(table)

    def done(self, number: int) -> None:
        """Let go of what only this part needed."""
        if self.folder:
            _file(Path(self.folder), number).unlink(missing_ok=True)


def planned(log: Log, used: tuple[str, ...], case: str, size: int, work: Path, read: Read) -> Plan:
    """A log in parts of about so many rows; `case` is the column that says of which case a row is.

    Files of parts are written into `work`.

    `read` is told now and then how many rows were read, in each pass from 0.
    """
    if log.rows <= size:
        return Plan(log=log, used=used, rows=(log.rows,))
    ends = _ends(log, case, size, read)
    if ends is not None:
        return Plan(log=log, used=used, rows=tuple(int(b - a) for a, b in pairwise((0, *ends))))
    count = -(-log.rows // size)
    folder = work / PARTS
    folder.mkdir()
    rows = _deal(log, used, case, count, folder, read)
    return Plan(log=log, used=used, rows=tuple(rows.tolist()), folder=str(folder))


def _ends(log: Log, case: str, size: int, read: Read) -> tuple[int, ...] | None:
    """Where each part ends if every case stands together; None if one comes up again.

    Only hashes are kept, 8 bytes a case. Where two cases share one, or there are too many to
    remember, the answer is None, which is always safe.
    """
    runs: list[Hashes] = []
    ends: list[int] = []
    before, count, begin = None, 0, 0
    for hashes in _hashes(log, (case,), case):
        fresh = np.ones(len(hashes), bool)
        fresh[1:] = hashes[1:] != hashes[:-1]
        fresh[0] = before is None or hashes[0] != before
        starts = np.flatnonzero(fresh)
        runs.append(hashes[starts])
        count += len(starts)
        if count > _MOST_RUNS or len(np.unique(runs[-1])) < len(starts):
            return None
        for start in (starts + begin).tolist():
            if start - (ends[-1] if ends else 0) >= size:
                ends.append(start)
        before, begin = hashes[-1], begin + len(hashes)
        read(begin)
    every = np.concatenate(runs)
    every.sort()
    return None if (every[1:] == every[:-1]).any() else (*ends, begin)


def _hashes(log: Log, used: tuple[str, ...], case: str) -> Iterator[Hashes]:
    for table in log.tables(list(used)):
        yield _hash_of(log, table, case)


def _hash_of(log: Log, table: pa.Table, case: str) -> Hashes:
    """By row, the hash of its case as it is read."""
    return hashed(Reader(log.sheet(table)).texts(case))


def _deal(
    log: Log, used: tuple[str, ...], case: str, count: int, folder: Path, read: Read
) -> Numbers:
    """Every row into the file of its case's part; by part, how many there are."""
    rows = np.zeros(count, np.int64)
    held: list[list[pa.Table]] = [[] for _ in range(count)]
    waiting = before = 0
    for table in log.tables(list(used)):
        part = (_hash_of(log, table, case) % np.uint64(count)).astype(np.int64)
        table = table.take(pa.array(np.argsort(part, kind="stable")))
        counts = np.bincount(part, minlength=count)
        for number, begin in enumerate((np.cumsum(counts) - counts).tolist()):
            if counts[number]:
                held[number].append(table.slice(begin, int(counts[number])))
        rows += counts
        waiting, before = waiting + table.num_rows, before + table.num_rows
        if waiting >= _HELD:
            _write(held, folder)
            waiting = 0
        read(before)
    _write(held, folder)
    for number in np.flatnonzero(rows == 0).tolist():
        _append(table.slice(0, 0), _file(folder, number))
    return rows


def _write(held: list[list[pa.Table]], folder: Path) -> None:
    for number, tables in enumerate(held):
        if tables:
            _append(pa.concat_tables(tables).combine_chunks(), _file(folder, number))
            tables.clear()


def _append(table: pa.Table, path: Path) -> None:
    """One more stream of batches behind those that the file has; no file stays open."""
    with (
        path.open("ab") as file,
        pa.ipc.new_stream(file, table.schema, options=compressed()) as writer,
    ):
        writer.write_table(table)


def _dealt(path: Path) -> pa.Table:
    """The rows of one part, in the order of the log."""
    found: list[pa.RecordBatch] = []
    with pa.OSFile(str(path)) as file:
        while file.tell() < file.size():
            with pa.ipc.open_stream(file) as reader:
                schema = reader.schema
                found += reader
    return pa.Table.from_batches(found, schema)


def _file(folder: Path, number: int) -> Path:
    return folder / f"part-{number:05d}.arrows"
