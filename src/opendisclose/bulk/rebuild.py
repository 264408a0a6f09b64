"""Some cases of an encoded table go in; each comes out as the `Case` that a file would hold."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..graph.compiled import Compiled
from ..model.case import Case
from .arrays import Numbers
from .encode import Encoded
from .events import events_at, given_at


def cases_of(compiled: Compiled, encoded: Encoded, numbers: Numbers) -> Iterator[tuple[int, Case]]:
    """The cases of these numbers, none of them refused, with the events in the order of the table.

    Only the rows of these cases become Python objects. What is wrong with a value is found again
    when the case is read.
    """
    empty = Case.model_construct(procedure=compiled.id)
    begins, ends = encoded.rows_from[numbers], encoded.rows_from[numbers + 1]
    counts = ends - begins
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = encoded.rows[np.repeat(begins, counts) + place]
    events = events_at(encoded.table, encoded.said, compiled, rows)
    given = given_at(encoded.table, encoded.said.whole, numbers)
    first = 0
    for number, count, whole in zip(numbers.tolist(), counts.tolist(), given, strict=True):
        own = tuple(events[first : first + count])
        yield number, empty.model_copy(update={"events": own, **whole})
        first += count
