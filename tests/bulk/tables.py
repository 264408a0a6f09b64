"""Cases as plain data go in; the table of a log that says the same comes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa

from opendisclose.model.periods import UNITS

Raw = dict[str, Any]
_UNITS = pa.struct([(unit, pa.int64()) for unit in UNITS])
# How a fact stands in a table, by its type.
_KINDS = {
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "list": pa.list_(pa.string()),
    "date": pa.date32(),
    "duration": _UNITS,
}
_EVENT = ("act", "at", "role", "actor", "key", "received", "cites")


def fitting(case: Raw) -> Raw:
    """The case without what a table cannot say.

    That is its own facts, where it starts, receipts of their own, ids, and that nothing is recorded
    of a fact where something is asked.
    """
    events = []
    for event in case["events"]:
        if not event.get("receipt"):
            told = {name: value for name, value in event.items() if name in _EVENT}
            data = event.get("data", {}).items()
            told["data"] = {name: value for name, value in data if value is not None}
            events.append(told)
    return {"procedure": case["procedure"], "events": events}


def table_of(cases: list[Raw], facts: Raw) -> pa.Table:
    """A row for each event; case n is called `c<n>`. Times are text, as they may lack a time."""
    rows = [(f"c{number}", event) for number, case in enumerate(cases) for event in case["events"]]
    columns: dict[str, Any] = {"case": pa.array([name for name, _ in rows], pa.string())}
    for name in _EVENT:
        values = [event.get(name) for _, event in rows]
        if name in ("at", "received"):
            values = [None if one is None else written(one) for one in values]
        kind = pa.list_(pa.string()) if name == "cites" else pa.string()
        columns[name] = pa.array(values, kind)
    for name, fact in facts.items():
        values = [event.get("data", {}).get(name) for _, event in rows]
        if any(one is not None for one in values):
            columns[name] = pa.array(values, _KINDS.get(fact["type"], pa.string()))
    return pa.table(columns)


def written(value: date | datetime | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def interleaved(table: pa.Table) -> pa.Table:
    """The same rows, the first of every case before the second of any."""
    names = table.column("case").to_pylist()
    place = [names[:row].count(name) for row, name in enumerate(names)]
    order = sorted(range(len(names)), key=lambda row: (place[row], row))
    return table.take(pa.array(order, pa.int64()))
