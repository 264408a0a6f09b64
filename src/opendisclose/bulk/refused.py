"""Cases that cannot be judged go in; a finding for each row that is the reason comes out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from .encode import Encoded


def refusals(encoded: Encoded) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    """The number of each refused case, and what is wrong with its rows, in their order."""
    for number in np.flatnonzero(encoded.refused).tolist():
        rows = encoded.rows[encoded.rows_from[number] : encoded.rows_from[number + 1]]
        yield (
            number,
            tuple(
                one
                for index, row in enumerate(rows.tolist())
                for one in _of_row(encoded, index, row)
            ),
        )


def _of_row(encoded: Encoded, index: int, row: int) -> Iterator[Finding]:
    event = f"e{index + 1}"
    for name, marked in encoded.said.missing.items():
        if marked[row]:
            yield make(
                codes.MISSING_KEY,
                {"key": name},
                event=event,
                event_index=index,
                route=("events", index),
            )
    for name, marked in encoded.said.unreadable.items():
        if marked[row]:
            found = str(encoded.table.column(name)[row].as_py())
            yield make(
                codes.UNREADABLE_TIME,
                {"found": found},
                event=event,
                event_index=index,
                route=("events", index, name),
            )
