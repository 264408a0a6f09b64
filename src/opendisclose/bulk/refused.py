"""An encoded log goes in; what cannot be read of its rows, and what contradicts itself, comes out.

By case. One of which a row cannot be read is refused; one whose rows contradict each other is
judged by the first of them, and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from .encode import Encoded
from .table import CASE, ID
from .whole import contradictions as contradictory

Told = Mapping[int, tuple[Finding, ...]]


def refusals(encoded: Encoded, contradicted: Told) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    """The number of each refused case, and what is wrong with its rows, in their order."""
    for number in np.flatnonzero(encoded.refused).tolist():
        rows = encoded.rows[encoded.rows_from[number] : encoded.rows_from[number + 1]]
        found = [
            one for index, row in enumerate(rows.tolist()) for one in _of_row(encoded, index, row)
        ]
        if encoded.said.marked.any() and encoded.said.names[number].as_py() is None:
            nameless = encoded.said.marked & (encoded.said.case == number)
            found += [make(codes.MISSING_KEY, {"key": CASE}, route=(CASE,))] * int(nameless.sum())
        yield number, (*found, *contradicted.get(number, ()))


def contradictions(encoded: Encoded) -> Told:
    """By case, its rows that say something else of it as a whole than the first one does."""
    found: dict[int, list[Finding]] = {}
    for row, values in contradictory(encoded.said.whole, encoded.table):
        number = int(encoded.said.case[row])
        told = make(codes.CONTRADICTORY_ROWS, values, **_event(encoded, number, row))
        found.setdefault(number, []).append(told)
    return {number: tuple(told) for number, told in found.items()}


def _event(encoded: Encoded, number: int, row: int) -> dict[str, Any]:
    """Which event of its case stands in a row, as a finding has it; nothing if none does."""
    if encoded.said.marked[row]:
        return {}
    first = encoded.rows_from[number]
    index = int(np.searchsorted(encoded.rows[first : encoded.rows_from[number + 1]], row))
    return _at(encoded, index, row)


def _at(encoded: Encoded, index: int, row: int) -> dict[str, Any]:
    named = encoded.said.called.given[row]
    name = str(encoded.table.column(ID)[row].as_py()) if named else f"e{index + 1}"
    return {"event": name, "event_index": index, "route": ("events", index)}


def _of_row(encoded: Encoded, index: int, row: int) -> Iterator[Finding]:
    at = _at(encoded, index, row)
    for name, marked in encoded.said.missing.items():
        if marked[row]:
            yield make(codes.MISSING_KEY, {"key": name}, **at)
    for name, marked in encoded.said.unreadable.items():
        if marked[row]:
            found = str(encoded.table.column(name)[row].as_py())
            told = {**at, "route": (*at["route"], name)}
            yield make(codes.UNREADABLE_TIME, {"found": found}, **told)
