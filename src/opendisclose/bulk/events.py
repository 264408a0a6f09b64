"""Some rows of a log as a table go in; each comes out as the `Event` that a file would hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from ..model.case import Event
from ..model.times import time_of
from .arrays import Numbers
from .table import ACT, ACTOR, AT, CITES, KEY, OURS, RECEIVED, ROLE

# Copied and filled: what is copied is not checked once more, each value has been read already.
_EVENT = Event.model_construct(at=date.min)


def events_at(table: pa.Table, unused: tuple[str, ...], rows: Numbers) -> list[Event]:
    """The events that stand in some rows of a table; what `unused` columns hold is left out."""
    chosen = [name for name in table.column_names if name not in unused]
    taken = table.select(chosen).take(pa.array(rows))

    def column(name: str) -> list[Any]:
        return _values(taken.column(name)) if name in chosen else [None] * len(rows)

    facts = [name for name in chosen if name not in OURS]
    filled = zip(
        column(ACT),
        map(_time, column(AT)),
        column(ROLE),
        column(ACTOR),
        column(KEY),
        _data(taken, facts),
        map(_names, column(CITES)),
        map(_time, column(RECEIVED)),
        strict=True,
    )
    names = ("act", "at", "role", "actor", "key", "data", "cites", "received")
    return [_EVENT.model_copy(update=dict(zip(names, one, strict=True))) for one in filled]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if column.type == pa.timestamp("us"):  # several times as fast as one by one
        moments: list[Any] = column.to_numpy().tolist()
        return moments
    values: list[Any] = column.to_pylist()
    return values


def _data(taken: pa.Table, facts: list[str]) -> list[dict[str, Any]]:
    """What each row records, in the order of the columns."""
    data: list[dict[str, Any]] = [{} for _ in range(taken.num_rows)]
    for name in facts:
        values = taken.column(name).combine_chunks()
        rows = np.flatnonzero(~np.asarray(values.is_null())).tolist()
        for row, value in zip(rows, values.drop_null().to_pylist(), strict=True):
            data[row][name] = _value(value)
    return data


def _names(cites: Any) -> tuple[str, ...]:
    if cites is None:
        return ()
    if isinstance(cites, str):
        return (cites,)
    return tuple(str(one) for one in cites if one is not None)


def _time(value: Any) -> date | datetime | None:
    return time_of(value) if isinstance(value, str) else value


def _value(value: Any) -> Any:
    """A structure with a field for each unit is the one that is filled."""
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if one is not None}
    return value
