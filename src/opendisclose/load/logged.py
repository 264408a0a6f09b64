"""The node of something that has facts and events in, its model out, and findings for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ..diagnostics.codes import WRONG_VALUE
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..diagnostics.wording import NOTHING, shown
from ..model.case import Case
from ..model.ruletest import CaseTest
from .build import build
from .events import check_data, read_events, without
from .tree import ListNode, MapNode, Tree
from .values import read_values

L = TypeVar("L", Case, CaseTest)
_LIST = Words(zh="事件的列表", en="a list of events")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedThing(Generic[L]):
    """The model with every event that can be read; None if it cannot be made at all.

    `positions` are the places that its events have among those of the file.
    """

    value: L | None
    findings: tuple[Finding, ...]
    positions: tuple[int, ...] = ()


def read_logged(model: type[L], node: MapNode, tree: Tree, base: Route = ()) -> LoggedThing[L]:
    """What stands at `base`; a fault leaves out the event or the key that has it."""
    listed = node.values.get("events")
    reading = read_values(without(node, ("events",)), base=base, nulls=("facts",))
    findings = []
    if reading.data.get("facts", {}) is None:
        del reading.data["facts"]
    for name, finding in check_data(reading.data.get("facts"), (*base, "facts")):
        findings.append(finding)
        del reading.data["facts"][name]
    built = build(model, reading, tree=tree, node=node, base=base)
    findings += built.findings
    if listed is None:
        return LoggedThing(value=built.value, findings=tuple(findings))
    if not isinstance(listed, ListNode):
        written = shown(tree.written(listed)) or NOTHING
        values = {"key": "events", "expected": _LIST, "found": written}
        findings.append(make(WRONG_VALUE, values, route=(*base, "events")))
        return LoggedThing(value=None, findings=tuple(findings))
    events = read_events(listed, tree, (*base, "events"))
    findings += events.findings
    if built.value is None:
        return LoggedThing(value=None, findings=tuple(findings))
    whole = built.value.model_copy(update={"events": events.events})
    return LoggedThing(value=whole, findings=tuple(findings), positions=events.positions)
