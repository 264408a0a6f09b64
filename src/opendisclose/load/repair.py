"""Faulty data in, data without the faults out, so that the rest can still be checked.

What is left is never handed to a user: it only lets every finding of a file come in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..diagnostics.places import Route
from .locations import Fault
from .tree import Node, ScalarNode, descend

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TEXT = {"zh": "", "en": ""}
# Stands for a key that is missing, where leaving out its mapping would leave much unchecked.
_STAND_INS: Mapping[str, Callable[[], Any]] = {
    "opendisclose": lambda: 1,
    "id": lambda: "unnamed",
    "edition": lambda: "unknown",
    "status": lambda: "draft",
    "in_force": lambda: {"from": "unknown"},
    "title": lambda: dict(_TEXT),
    "zh": lambda: "",
    "en": lambda: "",
    "timezone": lambda: "UTC",
    "calendar": lambda: {"country": "XX"},
    "counting": lambda: {
        "trigger_day": "excluded",
        "ends_on_rest_day": "stays",
        "excluded_span": "first_through_last",
        "basis": "",
    },
    "roles": dict,
    "procedures": dict,
    "kind": lambda: "purpose",
    "act": lambda: "unknown",
    "at_most": lambda: {"days": 1},
    "from": lambda: "unknown",
    "starts": lambda: "period",
    "until": lambda: "unknown",
    "when": dict,
    "summary": lambda: dict(_TEXT),
    "verdict": lambda: "compliant",
}


def reread(data: Any, node: Node, fault: Fault) -> bool:
    """Reads a scalar as the kind that its place wants, if there is no doubt; whether it did.

    An unquoted number or date where text is wanted is the text as written (`edition: 2021-05-06`);
    a quoted date where a date is wanted is the date, as JSON cannot write it otherwise.
    """
    at = descend(node, fault.route)
    if not isinstance(at, ScalarNode) or not fault.route:
        return False
    found = _value(data, fault.route)
    if fault.kind == "string_type" and _is_number_or_date(found):
        return _put(data, fault.route, at.text)
    if fault.kind == "date_type" and not at.plain and _ISO_DAY.match(at.text):
        try:
            return _put(data, fault.route, date.fromisoformat(at.text))
        except ValueError:
            return False
    return False


def _is_number_or_date(value: Any) -> bool:
    return isinstance(value, (int, date)) and not isinstance(value, bool)


def prune(data: Any, fault: Fault) -> Route | None:
    """Takes the smallest thing that holds the fault out of `data`, or puts a stand-in there.

    Returns:
        The route of what was changed; None if it went with an earlier fault, or nothing helps.
    """
    stand_in = _STAND_INS.get(fault.name or "") if fault.kind == "missing" else None
    parent = _value(data, fault.route)
    if stand_in is not None and isinstance(parent, dict):
        parent[fault.name] = stand_in()
        return fault.subject()
    return _drop(data, fault.subject() if fault.kind == "extra_forbidden" else fault.route)


def _drop(data: Any, route: Route) -> Route | None:
    """Deletes the entry of a mapping that `route` leads to, or the last one that it leads through.

    An item of a list goes with its list: the positions of the others must stay.
    """
    last: tuple[dict[str, Any], Route] | None = None
    for index, step in enumerate(route):
        if isinstance(data, dict):
            if step not in data:
                return None
            last = (data, route[: index + 1])
        elif not (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            break
        data = data[step]
    if last is None:
        return None
    holder, dropped = last
    del holder[str(dropped[-1])]
    return dropped


def _put(data: Any, route: Route, value: Any) -> bool:
    parent, step = _value(data, route[:-1]), route[-1]
    if isinstance(parent, (dict, list)):
        parent[step] = value  # type: ignore[index]  # the route was settled on real nodes
        return True
    return False


def _value(data: Any, route: Route) -> Any:
    for step in route:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
