"""A table and a path go in; the file of its ending is written, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet

from ...diagnostics.errors import MissingExtraError, SourceError
from .sheet import written

_MOST_ROWS = 1_048_576  # that a sheet of a spreadsheet has
_BOM = b"\xef\xbb\xbf"  # without it a spreadsheet takes UTF-8 for something else


def write_table(table: pa.Table, path: str | Path) -> None:
    """Write a table as Parquet, CSV, XLSX or Arrow.

    It is written under another name in the same folder and renamed at the end, so that nobody
    finds half of it, whatever interrupts the writing.

    Raises:
        SourceError: the ending is none of these, or the file cannot be written.
        MissingExtraError: openpyxl is not installed.
    """
    check_ending(path)
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        WRITERS[target.suffix.lower()](table, beside)
        beside.replace(target)
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def check_ending(path: str | Path) -> None:
    """Whether a table can be written there at all, before anything is judged.

    Raises:
        SourceError: the ending is none of ours.
        MissingExtraError: openpyxl is not installed.
    """
    if Path(path).suffix.lower() not in WRITERS:
        raise SourceError(str(path), f"a table ends in one of {', '.join(WRITERS)}")
    if Path(path).suffix.lower() == ".xlsx" and find_spec("openpyxl") is None:
        raise MissingExtraError("office", "openpyxl")


def _parquet(table: pa.Table, path: Path) -> None:
    pa.parquet.write_table(table, path)


def _arrow(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _csv(table: pa.Table, path: Path) -> None:
    flat = pa.table({name: _text(table.column(name)) for name in table.column_names})
    with path.open("wb") as file:
        file.write(_BOM)
        pa.csv.write_csv(flat, file)


def _xlsx(table: pa.Table, path: Path) -> None:
    from openpyxl import Workbook  # `check_ending` has seen that it is there
    from openpyxl.cell import WriteOnlyCell

    if table.num_rows >= _MOST_ROWS:
        raise SourceError(str(path), f"a spreadsheet has at most {_MOST_ROWS} rows")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("audit")

    def cell(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, value)
        made.data_type = "s"  # a text that begins with `=` is no formula
        return made

    sheet.append([cell(name) for name in table.column_names])
    columns = [_text(table.column(name)).to_pylist() for name in table.column_names]
    for row in zip(*columns, strict=True):
        sheet.append([cell(_in_cell(one)) for one in row])
    book.save(path)


def _in_cell(value: Any) -> Any:
    """A spreadsheet knows no time zone: such an instant is the local time that it shows."""
    return value.replace(tzinfo=None) if getattr(value, "tzinfo", None) is not None else value


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """What a cell can hold: several names as one text, a dictionary as its words."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column.cast(kind.value_type)
    if pa.types.is_nested(kind):
        return pa.chunked_array(
            [pa.array([None if v is None else written(v) for v in column.to_pylist()], pa.string())]
        )
    return column


WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".arrow": _arrow,
    ".feather": _arrow,
}
