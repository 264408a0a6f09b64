"""A log in a file goes in; the columns on disk that it is judged from come out.

Parquet and Arrow are columns already. Any other format is written as columns once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc

from ...diagnostics.finding import Finding
from ..ledger.doubts import Doubt
from ..ledger.files import ending_of, read_file
from ..ledger.sheet import EXCEL_EPOCH, Sheet, numbered_rows
from .stored import BATCH, batches, decoded, rows_of, schema_of
from .texts import RaggedError, csv_parts, jsonl_parts, ragged_parts

LISTED = 1000  # of each kind of thing that a summary lists; the tables hold them all
Read = Callable[[int], None]
_TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log as columns on disk.

    Attributes:
        source: the file as it was named.
        columns: where its columns are.
        names: their names; row_name: the column after them with the rows of the file, empty where
            the rows are simply counted.
        rows, unread: how many rows it has, and how many more the file has that could not be read.
        header, epoch: as of a `Sheet`.
        told: what reading it has told; `unlisted` counts what else there was to tell.
    """

    source: str
    columns: str
    names: tuple[str, ...]
    row_name: str = ""
    rows: int
    unread: int = 0
    header: int = 0
    epoch: date = EXCEL_EPOCH
    told: tuple[Doubt, ...] = ()
    unlisted: int = 0

    def tables(self, used: list[str], first: int = 0) -> Iterator[pa.Table]:
        """Some of its columns, from row `first` on; the rows of the file stand last."""
        columns = [*used, self.row_name] if self.row_name else used
        for table in batches(Path(self.columns), self.source, columns, first):
            if not self.row_name:
                rows = pa.array(numbered_rows(table.num_rows, first + 1))
                table = table.append_column("", rows)
                first += table.num_rows
            yield table.rename_columns([*used, ROW])

    def sheet(self, table: pa.Table) -> Sheet:
        """Some of its rows, as `tables` gives them."""
        place = table.num_columns - 1
        return Sheet(
            source=self.source,
            table=table.remove_column(place),
            rows=table.column(place).to_numpy(),
            header=self.header,
            epoch=self.epoch,
            names=self.names,
        )


COLUMNS = "log.arrow"  # the file that other formats are written into
ROW = " row"  # no header has a name that begins with a space


def laid_out(
    path: Path,
    name: str,
    work: Path,
    known: frozenset[str],
    header: int | None,
    sheet: str | None,
    read: Read,
) -> Log:
    """The log at `path` as columns; those of other formats are written into `work`.

    `read` is told now and then how many bytes of a text were read, in each pass from 0.

    Raises:
        SourceError, MissingExtraError: as for `read_file`.
    """
    ending = ending_of(path, name)
    if ending in (".parquet", ".arrow", ".feather"):
        names = tuple(schema_of(path, name).names)
        return Log(source=name, columns=str(path), names=names, rows=rows_of(path, name))
    target = work / COLUMNS
    if ending == ".jsonl":
        return _written(jsonl_parts(path, name, read), name, target)
    if ending not in _TEXTS:
        return _written(
            _whole(read_file(path, known=known, header=header, sheet=sheet)), name, target
        )
    try:
        return _written(csv_parts(path, name, known, header, read), name, target)
    except RaggedError as ragged:
        return _written(ragged_parts(path, name, ragged, read), name, target)


def _whole(sheet: Sheet) -> Iterator[Sheet]:
    """A sheet in one piece as the parts of one; it has as many rows as a spreadsheet can."""
    yield sheet


def _written(sheets: Iterable[Sheet], name: str, target: Path) -> Log:
    """Sheets of some rows, all of the same columns, one after another in one file."""
    writer: pa.ipc.RecordBatchFileWriter | None = None
    rows = unread = unlisted = 0
    told: list[Doubt] = []
    row_name = ROW
    with pa.OSFile(str(target), "wb") as file:
        try:
            for sheet in sheets:
                if writer is None:
                    first = sheet
                    while row_name in sheet.table.column_names:
                        row_name += " "
                rows_ = pa.array(sheet.rows, pa.int64())
                table = decoded(sheet.table).append_column(row_name, rows_)
                if writer is None:
                    writer = pa.ipc.new_file(file, table.schema, options=compressed())
                writer.write_table(table, max_chunksize=BATCH)
                rows, unread = rows + table.num_rows, unread + sheet.unread
                unlisted += max(0, len(told) + len(sheet.findings) - LISTED)
                told += [_plain(one) for one in sheet.findings[: LISTED - len(told)]]
        finally:
            if writer is not None:
                writer.close()
    return Log(
        source=name,
        columns=str(target),
        names=tuple(first.table.column_names),
        row_name=row_name,
        rows=rows,
        unread=unread,
        header=first.header,
        epoch=first.epoch,
        told=tuple(told),
        unlisted=unlisted,
    )


def compressed() -> pa.ipc.IpcWriteOptions:
    """How columns are written that only we read again."""
    codec = "lz4" if pa.Codec.is_available("lz4") else None
    return pa.ipc.IpcWriteOptions(compression=codec)


def _plain(finding: Finding) -> Doubt:
    assert finding.span is not None  # readers tell of rows
    place = finding.span.line
    return Doubt(
        code=finding.code.id,
        first=place,
        row=place,
        column=finding.span.column,
        values=finding.values,
    )
