"""The column of cases goes in; stretches of whole cases come out, in the order of the cases."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from .arrays import Numbers, stable_order
from .table import CASE, as_table

SIZE = 400_000  # rows that are judged at once; what each of them takes is then soon let go


def slices(table: pa.Table, size: int = SIZE) -> Iterator[tuple[pa.Table, Numbers | int]]:
    """The rows of a table in stretches of about so many, none of which cuts a case.

    Each with its rows, or with the first of them where they follow each other. The cases keep the
    order in which they first appear, and the rows of a case theirs.
    """
    if table.num_rows <= size or CASE not in table.column_names:
        yield table, 0
        return
    number = _numbers(table)
    order = None
    starts = _starts(number)
    if (number[starts][1:] < number[starts][:-1]).any():  # some case comes up again
        order = stable_order(number)
        starts = _starts(number[order])
        table = as_table(table)  # the numbers of words are rearranged faster than words
    del number
    for begin, end in _cuts(starts, table.num_rows, size):
        if order is None:
            yield table.slice(begin, end - begin), begin
        else:
            yield table.take(pa.array(order[begin:end])), order[begin:end]


def renumbered(table: pa.Table, column: str, rows: Numbers) -> pa.Table:
    """A table with a column of rows, which are now counted otherwise."""
    place = table.column_names.index(column)
    return table.set_column(place, column, pa.array(rows, pa.int64()).take(table.column(column)))


def _numbers(table: pa.Table) -> Numbers:
    """By row the number of its case, in the order of first appearance; those without are last."""
    names = as_table(table.select([CASE])).column(CASE).chunk(0)
    if not pa.types.is_dictionary(names.type):
        names = names.dictionary_encode()
    return np.asarray(names.indices.fill_null(len(names.dictionary)))


def _starts(number: Numbers) -> Numbers:
    """The rows with which another case begins than that of the row before."""
    return np.flatnonzero(np.concatenate([[True], number[1:] != number[:-1]]))


def _cuts(starts: Numbers, rows: int, size: int) -> Iterator[tuple[int, int]]:
    begin = 0
    while begin < rows:
        place = int(np.searchsorted(starts, begin + size))
        end = int(starts[place]) if place < len(starts) else rows
        yield begin, end
        begin = end
