"""The nodes of a case's events in, the events that can be judged out, and findings for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ..diagnostics.codes import (
    CHOICE_MISSING,
    DUPLICATE_EVENT,
    MISSING_KEY,
    UNREADABLE_TIME,
    WRONG_VALUE,
)
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.places import Route
from ..diagnostics.wording import NOTHING, named, shown
from ..model.case import Event
from .build import build
from .composer import FIRST_GIVEN
from .times import read_time
from .tree import ListNode, MapNode, Node, ScalarNode, Tree
from .values import key_of, read_values

_TIMES = ("at", "received")
_NO_DAY = date.min
_EVENT = Words(zh="事件 {act: …, at: …}", en="an event {act: …, at: …}")
_DATUM = Words(
    zh="单个值、单个值的列表，或如 {working_days: 15} 的时长",
    en="one value, a list of them, or a duration such as {working_days: 15}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The events that are whole enough to be judged, in the order of the file.

    `positions` are the places that they have there, from 0, among those that were left out.
    """

    events: tuple[Event, ...]
    positions: tuple[int, ...]
    findings: tuple[Finding, ...]


def read_events(node: ListNode, tree: Tree, base: Route = ("events",)) -> Events:
    """The events listed at `base`.

    An event without id is called e1, e2 ... by its position. One without a readable time, or that
    is neither an act nor a receipt, is left out.
    """
    events: list[Event] = []
    positions: list[int] = []
    findings: list[Finding] = []
    given = {name for item in node.items if (name := _given_id(item)) is not None}
    first: dict[str, Route] = {}
    for index, item in enumerate(node.items):
        route = (*base, index)
        name = _given_id(item) or _free(f"e{index + 1}", given)
        event, found = _event(item, tree, route)
        if name in first:
            found.append(_duplicate(name, route, first[name]))
        first.setdefault(name, route)
        findings += (replace(one, event=name, event_index=index) for one in found)
        if event is not None:
            events.append(event.model_copy(update={"id": name}))
            positions.append(index)
    return Events(events=tuple(events), positions=tuple(positions), findings=tuple(findings))


def _duplicate(name: str, route: Route, first: Route) -> Finding:
    related = (Related(route=(*first, "id"), message=FIRST_GIVEN),)
    values = {"event": shown(name)}
    return make(DUPLICATE_EVENT, values, route=(*route, "id"), related=related)


def check_data(data: Any, route: Route) -> Iterator[tuple[str, Finding]]:
    """The names of recorded facts whose values are nested more deeply than a fact can be."""
    for name, value in list(data.items()) if isinstance(data, dict) else ():
        parts: Iterable[Any] = ()
        if isinstance(value, dict):
            parts = value.values()
        elif isinstance(value, list):
            parts = value
        if any(isinstance(part, (dict, list)) for part in parts):
            values = {"key": shown(name), "expected": _DATUM, "found": "…"}
            yield name, make(WRONG_VALUE, values, route=(*route, name))


def _given_id(node: Node) -> str | None:
    given = node.values.get("id") if isinstance(node, MapNode) else None
    return given.text if isinstance(given, ScalarNode) and given.text else None


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _event(node: Node, tree: Tree, route: Route) -> tuple[Event | None, list[Finding]]:
    """The event at `route`, or None if it cannot be judged, and what is wrong with it."""
    if not isinstance(node, MapNode):
        values = {"key": key_of(route), "expected": _EVENT, "found": shown(tree.written(node))}
        return None, [make(WRONG_VALUE, values, route=route)]
    times, findings = _times(node, tree, route)
    reading = read_values(without(node, _TIMES), base=route, nulls=("data",))
    if reading.data.get("data", {}) is None:
        del reading.data["data"]
    for name, finding in check_data(reading.data.get("data"), (*route, "data")):
        findings.append(finding)
        del reading.data["data"][name]
    timed = all(word in times for word in ("at", *(set(_TIMES) & set(node.values))))
    # The model wants a time: an event without one is left out, but not its other faults.
    reading.data.update({"at": _NO_DAY} | times)
    built = build(Event, reading, tree=tree, node=node, base=route)
    findings += built.findings
    if built.value is None:
        return None, findings
    shape = tuple(_check_shape(built.value, route))
    if not any(one[: len(route)] == route for one in built.broken):
        findings += shape
    return (built.value if timed and not shape else None), findings


def _times(
    node: MapNode, tree: Tree, route: Route
) -> tuple[dict[str, date | datetime], list[Finding]]:
    """The times that an event states, and a finding for each that is missing or none."""
    times: dict[str, date | datetime] = {}
    findings = []
    for word in _TIMES:
        at = node.values.get(word)
        time = read_time(at) if isinstance(at, ScalarNode) else None
        if time is not None:
            times[word] = time
        elif at is not None:
            found = shown(tree.written(at)) or NOTHING
            findings.append(make(UNREADABLE_TIME, {"found": found}, route=(*route, word)))
        elif word == "at":
            findings.append(make(MISSING_KEY, {"key": "at"}, route=route, at_key=True))
    return times, findings


def without(node: MapNode, words: tuple[str, ...]) -> MapNode:
    """A mapping without some of its keys."""
    kept = [key for key in node.values if key not in words]
    return MapNode(
        keys={key: node.keys[key] for key in kept},
        values={key: node.values[key] for key in kept},
        start=node.start,
        end=node.end,
    )


def _check_shape(event: Event, route: Route) -> Iterator[Finding]:
    """An event is an act, or the receipt of what an act sent."""
    if (event.act is not None) == event.receipt:
        values = {"where": "events", "choices": named(("act", "receipt"))}
        yield make(CHOICE_MISSING, values, route=route)
    if event.receipt and event.of is None:
        yield make(MISSING_KEY, {"key": "of"}, route=route, at_key=True)
