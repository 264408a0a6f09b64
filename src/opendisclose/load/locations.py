"""The errors of pydantic for one document in, the same as faults at routes of the document out.

Pydantic's locations also name what it was trying: tags of unions, types, functions. They are not
told apart by their spelling (a fact may be called `all`), but by the document: the reading of a
location that meets the most nodes is the right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..diagnostics.places import Route
from .tree import Node, child

Location: TypeAlias = tuple[str | int, ...]

# The last step of a location whose error is about one branch of a union of plain types.
_BRANCHES = ("bool", "int", "date", "datetime", "str", "constrained-int", "constrained-str")
_OF_KEYS = "[key]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error of pydantic: its type, its context and where it stands.

    `name` is the key that is missing or unknown; the route is that of its mapping, or of a
    key that is no id.
    """

    kind: str
    context: Mapping[str, Any]
    route: Route
    name: str | None = None
    of_key: bool = False

    def subject(self) -> Route:
        """The route of what is wrong itself, with the key that is missing or unknown."""
        return self.route if self.name is None else (*self.route, self.name)


def faults(node: Node, errors: Iterable[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """The errors for the document whose root is `node`, each at its route."""
    return tuple(_fault(node, error) for error in errors)


def _fault(node: Node, error: Mapping[str, Any]) -> Fault:
    kind: str = error["type"]
    location: Location = tuple(error["loc"])
    context: Mapping[str, Any] = error.get("ctx") or {}
    if kind == "extra_forbidden":
        *above, name = settle(node, location) or ("?",)
        return Fault(kind=kind, context=context, route=tuple(above), name=str(name))
    if kind == "missing":
        name = str(location[-1])
        return Fault(kind=kind, context=context, route=settle(node, location[:-1]), name=name)
    if location and location[-1] == _OF_KEYS:
        return Fault(kind=kind, context=context, route=settle(node, location[:-1]), of_key=True)
    if location and _is_branch(location[-1]):
        location = location[:-1]
    return Fault(kind=kind, context=context, route=settle(node, location))


def _is_branch(step: str | int) -> bool:
    return isinstance(step, str) and (step in _BRANCHES or step.startswith("literal["))


def settle(node: Node, location: Location) -> Route:
    """The longest route of real nodes that is left when other steps are dropped from `location`."""
    known: dict[tuple[int, int], Route] = {}

    def best(here: Node, index: int) -> Route:
        if index == len(location):
            return ()
        at = (id(here), index)
        if at not in known:
            step = location[index]
            below = child(here, step)
            dropped = best(here, index + 1)
            taken = (step, *best(below, index + 1)) if below is not None else ()
            # Of two readings that meet as many nodes the later steps are real: tags come first.
            known[at] = taken if len(taken) > len(dropped) else dropped
        return known[at]

    return best(node, 0)
