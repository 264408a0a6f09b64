"""A spreadsheet (XLSX) goes in; the table of one of its sheets comes out (extra `office`)."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from ...diagnostics.errors import MissingExtraError, SourceError
from .header import LOOKED_AT, above, header_row
from .merged import Merged, fill, merged_in, told
from .sheet import Sheet, column_of, unique_names

_LARGEST = 1 << 31  # bytes of a part unpacked; a sheet of a million rows has a twentieth
_MIDNIGHT = time()


def read_xlsx(
    path: Path, name: str, known: frozenset[str], header: int | None, wanted: str | None
) -> Sheet:
    """The sheet of that name, else the first; values of formulas are those that were saved.

    A date in a spreadsheet is a midnight: a time of day of exactly 00:00 is read as the date.

    Raises:
        MissingExtraError: openpyxl is not installed.
        SourceError: it is no spreadsheet, or has no such sheet.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("office", "openpyxl") from error
    try:
        with zipfile.ZipFile(path) as parts:
            if any(one.file_size > _LARGEST for one in parts.infolist()):
                raise SourceError(name, "it is too large for a spreadsheet")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SourceError(name, "it is no spreadsheet in the format XLSX") from error
    try:
        if wanted is not None and wanted not in book.sheetnames:
            listed = ", ".join(book.sheetnames)
            raise SourceError(name, f"it has no sheet `{wanted}`; it has: {listed}")
        chosen = book[wanted] if wanted is not None else book.worksheets[0]
        cells = [[_plain(one) for one in row] for row in chosen.iter_rows(values_only=True)]
        epoch = book.epoch.date()
        merged = merged_in(path, chosen._worksheet_path)  # read row by row, it does not tell them
    finally:
        book.close()
    return _sheet(name, cells, known, header, epoch, merged)


def _sheet(
    name: str,
    cells: list[list[Any]],
    known: frozenset[str],
    header: int | None,
    epoch: date,
    merged: tuple[Merged, ...] = (),
) -> Sheet:
    at = header_row(cells[:LOOKED_AT], known) if header is None else header - 1
    if at >= len(cells):
        raise SourceError(name, "it has no header")
    filled = fill(cells, merged, at + 1)
    wide = max(len(row) for row in cells)
    heads = cells[at] + [None] * (wide - len(cells[at]))
    rows = [number for number in range(at + 1, len(cells)) if _filled(cells[number])]
    body = [cells[number] + [None] * (wide - len(cells[number])) for number in rows]
    names = unique_names(heads)
    columns = {one: column_of([row[n] for row in body]) for n, one in enumerate(names)}
    kept = {
        one: column
        for n, (one, column) in enumerate(columns.items())
        if heads[n] is not None or column.null_count < len(column)
    }
    findings = []
    if header is None and at:
        findings.append(above(name, at + 1, cells[0]))
    findings += told(name, cells, filled, names)
    return Sheet(
        source=name,
        table=pa.table(kept),
        rows=np.array(rows, np.int64) + 1,
        header=at + 1,
        epoch=epoch,
        findings=tuple(findings),
    )


def _filled(row: list[Any]) -> bool:
    return any(one is not None for one in row)


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == _MIDNIGHT else cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell
