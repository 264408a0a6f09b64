"""Merged cells of a spreadsheet go in; its rows with their values filled in come out, and notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ...diagnostics import codes
from ...diagnostics.finding import Finding, make
from ...diagnostics.wording import shown
from .notes import rows_shown
from .sheet import span, written

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"')
_AT_ONCE = 1 << 20  # bytes that are looked through
_LONGEST = 1 << 8  # bytes that such an element may have


class Merged(NamedTuple):
    """One merged cell: its first and last row, and its first column, all from 1."""

    first: int
    last: int
    column: int


def merged_in(path: Path, part: str) -> tuple[Merged, ...]:
    """The merged cells of more than one row, in a part of a workbook, by row and column.

    What is written in a cell cannot be taken for one: there a `<` is never itself.
    """
    found: set[Merged] = set()
    with zipfile.ZipFile(path) as parts, parts.open(part) as opened:
        before = b""
        while block := opened.read(_AT_ONCE):
            text = before + block
            found.update(_told(text))
            before = text[-_LONGEST:]
    return tuple(sorted(one for one in found if one.last > one.first))


def _told(text: bytes) -> Iterator[Merged]:
    for found in _MERGED.finditer(text):
        letters, first, _, last = (one.decode() for one in found.groups())
        yield Merged(int(first), int(last), _column(letters))


def _column(letters: str) -> int:
    number = 0
    for one in letters:
        number = 26 * number + ord(one) - ord("A") + 1
    return number


def fill(cells: Sequence[list[Any]], merged: Iterable[Merged], header: int) -> list[Merged]:
    """Fill in what stands in merged cells below the header, in place; those that were filled.

    A row in which nothing stands itself stays empty: it is no row of the ledger.
    """
    filled = [any(one is not None for one in row) for row in cells]
    found = []
    for one in merged:
        inside = header < one.first <= len(cells) and one.column <= len(cells[one.first - 1])
        value = cells[one.first - 1][one.column - 1] if inside else None
        if value is None:
            continue
        found.append(one)
        for number in range(one.first, min(one.last, len(cells))):
            row = cells[number]
            if filled[number]:
                row.extend([None] * (one.column - len(row)))
                row[one.column - 1] = value
    return found


def told(
    source: str, cells: Sequence[list[Any]], found: Iterable[Merged], names: Sequence[str]
) -> Iterator[Finding]:
    """What is told of the cells that were filled, once a column."""
    columns: dict[int, list[Merged]] = {}
    for one in found:
        columns.setdefault(one.column, []).append(one)
    for column, listed in sorted(columns.items()):
        first = listed[0]
        values = {
            "column": names[column - 1],
            "count": len(listed),
            "rows": rows_shown(range(first.first, first.last + 1)),
            "value": shown(written(cells[first.first - 1][column - 1])),
        }
        yield make(codes.MERGED_CELLS, values, span=span(source, first.first, column))
