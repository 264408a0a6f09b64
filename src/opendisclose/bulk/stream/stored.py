"""Columns on disk go in; tables of their rows come out in order, a bounded number at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet

from ...diagnostics.errors import SourceError

BATCH = 1 << 17  # rows that are read at once
_BUFFER = 1 << 20  # bytes of each column


def schema_of(path: Path, name: str) -> pa.Schema:
    """The columns of a Parquet or Arrow file.

    Raises:
        SourceError: it is none.
    """
    with _readable(path, name):
        if _is_parquet(path):
            return pa.parquet.read_schema(path)
        with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as reader:
            return reader.schema


def rows_of(path: Path, name: str) -> int:
    """How many rows it has."""
    with _readable(path, name):
        if _is_parquet(path):
            return int(pa.parquet.read_metadata(path).num_rows)
        with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as reader:
            if not reader.schema.names:
                return 0
        return sum(one.num_rows for one in batches(path, name, reader.schema.names[:1]))


def batches(path: Path, name: str, columns: list[str], first: int = 0) -> Iterator[pa.Table]:
    """Some of its columns from row `first` on, in one table at least; dictionaries are decoded.

    A dictionary belongs to the whole column: every piece of the column would carry it.
    """
    with _readable(path, name):
        found = (_parquet if _is_parquet(path) else _arrow)(path, columns, first)
        nothing = True
        for batch in found:
            for begin in range(0, batch.num_rows, BATCH):
                nothing = False
                yield decoded(pa.Table.from_batches([batch.slice(begin, BATCH)]))
    if nothing:
        yield decoded(schema_of(path, name).empty_table().select(columns))


def decoded(table: pa.Table) -> pa.Table:
    """The same with words in place of their numbers in a dictionary."""
    for place, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            plain = table.column(place).cast(field.type.value_type)
            table = table.set_column(place, field.name, plain)
    return table


def cut(tables: Iterable[pa.Table], first: int, ends: Iterable[int]) -> Iterator[pa.Table]:
    """The rows from `first` on in stretches, each up to one of these rows, of one table or more."""
    held: list[pa.Table] = []
    waiting = iter(tables)
    begin = first
    for end in ends:
        wanted = end - begin
        while not held or sum(one.num_rows for one in held) < wanted:
            held.append(next(waiting))
        whole = pa.concat_tables(held)
        yield whole.slice(0, wanted)
        held, begin = [whole.slice(wanted)], end


def _parquet(path: Path, columns: list[str], first: int) -> Iterator[pa.RecordBatch]:
    # Buffered: of a group of rows only what is being decoded is held, however large it is.
    with pa.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
        wanted: list[int] = []
        before = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if before + rows > first or wanted:
                wanted.append(group)
            else:
                before += rows
        found = file.iter_batches(BATCH, row_groups=wanted, columns=columns, use_threads=False)
        yield from _from(found, first - before)


def _arrow(path: Path, columns: list[str], first: int) -> Iterator[pa.RecordBatch]:
    # Read, not mapped: what is mapped stays in memory as long as the file is open.
    with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as whole:
        places = [whole.schema.get_field_index(one) for one in columns]
    options = pa.ipc.IpcReadOptions(included_fields=sorted(places))
    with pa.OSFile(str(path)) as file, pa.ipc.open_file(file, options=options) as reader:
        every = (reader.get_batch(number) for number in range(reader.num_record_batches))
        yield from (one.select(columns) for one in _from(every, first))


def _from(every: Iterable[pa.RecordBatch], first: int) -> Iterator[pa.RecordBatch]:
    """Without so many of the first rows."""
    for one in every:
        if first < one.num_rows:
            yield one.slice(first)
        first = max(0, first - one.num_rows)


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"


@contextmanager
def _readable(path: Path, name: str) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise SourceError(name, "there is no permission to read it") from error
    except (pa.ArrowInvalid, OSError) as error:
        ending = path.suffix.lower().removeprefix(".")
        raise SourceError(name, f"it is no {ending} file") from error
