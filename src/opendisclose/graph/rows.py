"""Rows of varying length into flat columns: where each row begins, and one sequence a column."""

from __future__ import annotations

from collections.abc import Sequence

from .tables import Ints


def rows(names: tuple[str, ...], listed: Sequence[Sequence[tuple[int, ...]]]) -> dict[str, Ints]:
    """`names` are the column of beginnings and then one name for each integer of an entry."""
    begins: Ints = [0]
    columns: list[Ints] = [[] for _ in names[1:]]
    for row in listed:
        for entry in row:
            for column, value in zip(columns, entry, strict=True):
                column.append(value)
        begins.append(len(columns[0]))
    return {names[0]: begins, **dict(zip(names[1:], columns, strict=True))}
