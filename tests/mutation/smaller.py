"""A case goes in; what is left of it when nothing more can be taken away comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from .walks import Case

Raw = dict[str, Any]


def smallest(case: Case, does: Callable[[Case], bool]) -> Case:
    """What is left of a case when nothing more can be taken from it."""
    smaller: Case | None = case
    while smaller is not None:
        case = smaller
        smaller = next((one for one in _less(case) if does(one)), None)
    return case


def numbered(case: Case) -> Case:
    """Events called e1, e2 in their order."""
    raw, as_of = case
    names = [one["id"] for one in raw["events"] if "id" in one]
    new = {name: f"e{number}" for number, name in enumerate(names, start=1)}
    events = [
        ({"id": new[one["id"]]} if "id" in one else {})
        | {k: new.get(v, v) if k == "of" else v for k, v in one.items() if k != "id"}
        for one in raw["events"]
    ]
    return {**raw, "events": events}, as_of


def _less(case: Case) -> Iterator[Case]:
    """The case with one thing less."""
    raw, as_of = case
    for number in range(len(raw["events"])):
        rest = [*raw["events"][:number], *raw["events"][number + 1 :]]
        gone = raw["events"][number].get("id")
        rest = [one for one in rest if one.get("of") != gone or gone is None]
        yield {**raw, "events": rest}, as_of
    for name in raw.get("facts") or {}:
        yield {**raw, "facts": {k: v for k, v in raw["facts"].items() if k != name}}, as_of
    if as_of is not None and raw["events"]:
        yield raw, None
    for number, event in enumerate(raw["events"]):
        for less in _less_of(event):
            events = [*raw["events"][:number], less, *raw["events"][number + 1 :]]
            yield {**raw, "events": events}, as_of


def _less_of(event: Raw) -> Iterator[Raw]:
    """The event with one thing less; its time to the hour, if it is odd."""
    for name in ("received", "actor", "cites", "data", "key"):
        if name in event:
            yield {k: v for k, v in event.items() if k != name}
    for name in event.get("data") or {}:
        yield {**event, "data": {k: v for k, v in event["data"].items() if k != name}}
    at = event["at"]
    if isinstance(at, datetime) and (at.hour, at.minute) != (9, 0):
        yield {**event, "at": at.replace(hour=9, minute=0)}
