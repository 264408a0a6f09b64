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
_EVENT = ("id", "act", "at", "role", "actor", "key", "received", "cites", "of")


def fitting(case: Raw) -> Raw:
    """The case without the one thing that a table cannot say.

    That is that something was asked and nothing recorded. Every other case names its events.
    """
    told = {name: case[name] for name in ("procedure", "period", "starts_in") if name in case}
    told["facts"] = _recorded(case.get("facts", {}))
    told["events"] = [
        {**event, "data": _recorded(event.get("data", {}))} for event in case["events"]
    ]
    named = len(case["events"]) % 2 == 1
    for event in told["events"]:
        name = event.pop("id", None)
        if named and name is not None:
            event["id"] = f"no. {name}"
        if named and "of" in event:
            event["of"] = f"no. {event['of']}"
    return told


def _recorded(data: Raw) -> Raw:
    return {name: value for name, value in data.items() if value is not None}


def table_of(cases: list[Raw], facts: Raw, *, whole: bool = False) -> pa.Table:
    """A row for each event; case n is called `c<n>`. Times are text, as they may lack a time.

    What is said of a `whole` case stands in one of its rows, or in all of them.
    """
    rows = [(f"c{number}", event) for number, case in enumerate(cases) for event in case["events"]]
    columns: dict[str, Any] = {"case": pa.array([name for name, _ in rows], pa.string())}
    for name in _EVENT:
        values = [event.get(name) for _, event in rows]
        if name in ("at", "received"):
            values = [None if one is None else written(one) for one in values]
        kind = pa.list_(pa.string()) if name == "cites" else pa.string()
        columns[name] = pa.array(values, kind)
    columns.update(_columns([event.get("data", {}) for _, event in rows], facts))
    if whole:
        told = [_placed(case, n) for case in cases for n in range(len(case["events"]))]
        columns.update({f"case:{name}": one for name, one in _of_cases(told, facts).items()})
    return pa.table(columns)


def cases_of(cases: list[Raw], facts: Raw, *, all_: bool = True) -> pa.Table:
    """A row for each case, or for each that has no events."""
    chosen = [n for n, case in enumerate(cases) if all_ or not case["events"]]
    names = pa.array([f"c{number}" for number in chosen], pa.string())
    return pa.table({"case": names, **_of_cases([cases[n] for n in chosen], facts)})


def _placed(case: Raw, place: int) -> Raw:
    """The case where it is told in the row at a place among its rows, else nothing."""
    rows = len(case["events"])
    return case if rows % 3 == 0 or place == len(case["facts"]) % rows else {}


def _of_cases(cases: list[Raw], facts: Raw) -> dict[str, pa.Array]:
    found = {
        "period": pa.array([one.get("period") for one in cases], pa.string()),
        "starts_in": pa.array([one.get("starts_in") for one in cases], pa.list_(pa.string())),
    }
    return {**found, **_columns([one.get("facts", {}) for one in cases], facts)}


def _columns(recorded: list[Raw], facts: Raw) -> dict[str, pa.Array]:
    """A column for each fact of which anything is recorded."""
    found = {}
    for name, fact in facts.items():
        values = [one.get(name) for one in recorded]
        if any(one is not None for one in values):
            found[name] = pa.array(values, _KINDS.get(fact["type"], pa.string()))
    return found


def written(value: date | datetime | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def interleaved(table: pa.Table) -> pa.Table:
    """The same rows, the first of every case before the second of any."""
    names = table.column("case").to_pylist()
    place = [names[:row].count(name) for row, name in enumerate(names)]
    order = sorted(range(len(names)), key=lambda row: (place[row], row))
    return table.take(pa.array(order, pa.int64()))
