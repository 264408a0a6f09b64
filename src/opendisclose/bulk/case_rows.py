"""A log and a table with a row for each case go in; one log that says all of it comes out."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from ..diagnostics.errors import MissingColumnError
from .table import CASE, MARKED, OF_CASE, arrow_of


def with_cases(log: Any, cases: Any) -> pa.Table:
    """The log with what the other table says of each case in marked rows at its end.

    The table of cases has a column `case`; `period`, `starts_in` and a column for each fact that a
    case is given where they are known. A case of which the log has no row is a case without events.

    Raises:
        TypeError: one of them is no table, or they hold the same of other kinds.
        MissingColumnError: one of them has no column `case`.
    """
    log, cases = arrow_of(log), arrow_of(cases)
    for one in (log, cases):
        if CASE not in one.column_names:
            raise MissingColumnError((CASE,), tuple(one.column_names))
    told = cases.rename_columns(
        [name if name == CASE else f"{OF_CASE}{name}" for name in cases.column_names]
    )
    told = told.append_column(MARKED, pa.array([True] * told.num_rows, pa.bool_()))
    return pa.concat_tables(_alike(log, told), promote_options="permissive")


def _alike(log: pa.Table, told: pa.Table) -> list[pa.Table]:
    """Both with plain columns, and with names of cases of one kind."""
    tables = [_plain(log), _plain(told)]
    kinds = {one.column(CASE).type for one in tables if one.num_rows}
    if len(kinds) > 1:
        place = [one.column_names.index(CASE) for one in tables]
        tables = [
            one.set_column(n, CASE, one.column(CASE).cast(pa.string()))
            for n, one in zip(place, tables, strict=True)
        ]
    return tables


def _plain(table: pa.Table) -> pa.Table:
    """Dictionaries as what they stand for, and one kind of text."""
    columns = {}
    for name in table.column_names:
        column = table.column(name)
        kind = column.type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
            kind = pa.string()
        columns[name] = column if kind == column.type else column.cast(kind)
    return pa.table(columns)
