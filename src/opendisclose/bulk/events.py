"""Some rows of a log as a table go in; each comes out as the `Event` that a file would hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from ..graph.compiled import Compiled
from ..model.case import Event
from ..model.times import time_of
from .arrays import Numbers
from .facts import UNTIL
from .read import Rows, is_fact
from .table import (
    ACT,
    ACTOR,
    AT,
    CITES,
    ID,
    KEY,
    OF,
    OF_CASE,
    OURS,
    PERIOD,
    RECEIVED,
    ROLE,
    STARTS_IN,
)
from .whole import Whole, states_of

_FIELDS = (
    "id",
    "act",
    "at",
    "role",
    "actor",
    "key",
    "data",
    "cites",
    "received",
    "receipt",
    "of",
)
# Copied and filled: what is copied is not checked once more, each value has been read already.
_EVENT = Event.model_construct(at=date.min)


def events_at(table: pa.Table, said: Rows, compiled: Compiled, rows: Numbers) -> list[Event]:
    """The events that stand in some rows of a table that says this."""
    facts = [name for name in table.column_names if is_fact(compiled, name)]
    called = [name for name in (ID, OF) if name in table.column_names and name not in facts]
    chosen = [*called, *facts, *(name for name in table.column_names if name in OURS)]
    taken = table.select(chosen).take(pa.array(rows))

    def column(name: str, among: Sequence[str] = OURS) -> list[Any]:
        there = name in among and name in chosen
        return _values(taken.column(name)) if there else [None] * len(rows)

    filled = zip(
        [str(one) if one not in (None, "") else None for one in column(ID, called)],
        column(ACT),
        map(_time, column(AT)),
        column(ROLE),
        column(ACTOR),
        column(KEY),
        _data(taken, facts),
        map(_names, column(CITES)),
        map(_time, column(RECEIVED)),
        said.called.receipt[rows].tolist(),
        [str(one) if one not in (None, "") else None for one in column(OF, called)],
        strict=True,
    )
    return [_EVENT.model_copy(update=dict(zip(_FIELDS, one, strict=True))) for one in filled]


def given_at(table: pa.Table, whole: Whole, numbers: Numbers) -> list[dict[str, Any]]:
    """By case what it says beside its events, as keys of a case."""
    given: list[dict[str, Any]] = [{"facts": {}} for _ in numbers]
    for name, said in whole.columns.items():
        row = said.row[numbers]
        there = np.flatnonzero(row >= 0)
        cells = table.column(name).take(pa.array(row[there])).to_pylist()
        for place, cell in zip(there.tolist(), cells, strict=True):
            if name == PERIOD:
                given[place]["period"] = cell
            elif name == STARTS_IN:
                given[place]["starts_in"] = states_of(cell)
            else:
                given[place]["facts"][name.removeprefix(OF_CASE)] = _value(cell)
    return given


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
    """A structure with a field for each unit is the one that is filled, or the date it has."""
    if isinstance(value, dict):
        filled = {name: one for name, one in value.items() if one is not None}
        return filled[UNTIL] if list(filled) == [UNTIL] else filled
    return value
