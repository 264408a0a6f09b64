"""What a reader makes of a file: columns under their own names, and the row that each stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from ...diagnostics.finding import Finding
from ...diagnostics.places import Span
from ..arrays import Numbers

EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of the serial numbers of a spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """One file as a table.

    Attributes:
        source: the file as it was named.
        table: its columns, in the order of the file, each name once.
        rows: by row of the table, the line or row of the file, from 1.
        header: the row that the names stand in; 0 where the format has them elsewhere.
        epoch: what day 0 is where a date is a number.
        unread: how many rows of the file are not in the table.
        findings: what reading it has told.
        names: those of all columns of the file, where the table has only some of them.
    """

    source: str
    table: pa.Table
    rows: Numbers
    header: int = 0
    epoch: date = EXCEL_EPOCH
    unread: int = 0
    findings: tuple[Finding, ...] = ()
    names: tuple[str, ...] = ()

    def place(self, row: int, column: int = 1) -> Span:
        """A cell of the file: its row and the number of its column."""
        return span(self.source, row, column)

    def column_place(self, name: str) -> Span:
        """Where the name of a column stands."""
        return self.place(max(self.header, 1), self.number_of(name))

    def number_of(self, name: str) -> int:
        """Which column of the file it is, from 1."""
        return (self.names or tuple(self.table.column_names)).index(name) + 1


def span(source: str, row: int, column: int = 1) -> Span:
    return Span(file=source, line=row, column=column, end_line=row, end_column=column + 1, text="")


def numbered_rows(count: int, first: int = 1) -> Numbers:
    return np.arange(first, first + count, dtype=np.int64)


def unique_names(names: Iterable[Any]) -> tuple[str, ...]:
    """The names of a header: trimmed, each once, one for a column without any."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        base = " ".join(str(name if name is not None else "").split()) or f"({number})"
        here, again = base, 2
        while here in found:
            here, again = f"{base} ({again})", again + 1
        found.append(here)
    return tuple(found)


def column_of(values: list[Any]) -> pa.Array:
    """Plain values as a column of their kind; of several kinds as text."""
    kinds = {type(one) for one in values if one is not None}
    if kinds == {int, float}:
        kinds = {float}
        values = [None if one is None else float(one) for one in values]
    if len(kinds) > 1 or dict in kinds:
        values = [None if one is None else written(one) for one in values]
        return pa.array(values, pa.string())
    try:
        return pa.array(values) if kinds else pa.nulls(len(values), pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([None if one is None else written(one) for one in values], pa.string())


def written(value: Any) -> str:
    """A value as a person would have written it into a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, (list, tuple)):
        return "、".join(written(one) for one in value)
    return str(value)
