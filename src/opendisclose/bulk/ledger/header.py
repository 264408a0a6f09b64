"""The first rows of a ledger go in; the row that holds the names of its columns comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...diagnostics import codes
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.wording import shown
from .sheet import span

LOOKED_AT = 30  # rows; a title, a unit and a date may stand above the header, not more
_VALUE = re.compile(r"[\d\s.,:/年月日T+-]*\Z")


def header_row(rows: Sequence[Sequence[Any]], known: frozenset[str]) -> int:
    """The place of the header, from 0.

    It is the row with most of the `known` names; where none has any, the first of those that have
    a text in as many cells as the fullest row.
    """
    looked = rows[:LOOKED_AT]
    if not looked:
        return 0
    hits = [len({_text(cell) for cell in row} & known) for row in looked]
    if max(hits):
        return hits.index(max(hits))
    names = [sum(_is_name(cell) for cell in row) for row in looked]
    return names.index(max(names))


def _text(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _is_name(cell: Any) -> bool:
    return isinstance(cell, str) and bool(cell.strip()) and _VALUE.match(cell) is None


def above(source: str, row: int, first: Sequence[Any]) -> Finding:
    """That rows stand above the header, which is in `row`; `first` is the first of them."""
    values = {
        "what": Words(zh="表头之上的行未作数据", en="rows above the header are no data"),
        "count": row - 1,
        "row": 1,
        "before": shown(next((_text(one) for one in first if _text(one)), "")),
        "after": Words(zh=f"表头在第 {row} 行", en=f"header in row {row}"),
    }
    return make(codes.READ_AS, values, span=span(source, row))
