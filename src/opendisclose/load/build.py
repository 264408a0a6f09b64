"""Plain data and its nodes in, a model out, and our own findings for everything that does not fit.

No sentence of pydantic reaches a user; each of its errors becomes a finding at a route.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ..diagnostics.codes import MISSING_KEY, UNKNOWN_KEY, WRONG_ID, WRONG_VALUE
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..diagnostics.wording import NOTHING, bare, did_you_mean, either, named, nearest, shown
from .expected import SCALAR_TYPES, expected, literals
from .locations import Fault, faults
from .repair import prune, reread
from .schema import known_keys, takes_any_key
from .tree import MapNode, Node, ScalarNode, Tree, descend
from .values import Reading, key_of, no_value

M = TypeVar("M", bound=BaseModel)
_ROUNDS = 24  # of validating what is left; each takes out at least one level of the nesting
_MOST = 500  # errors that are put into words


@dataclass(frozen=True, slots=True, kw_only=True)
class Built(Generic[M]):
    """The model, without what `broken` names; None if not even the rest makes one."""

    value: M | None
    findings: tuple[Finding, ...]
    broken: frozenset[Route]


def build(
    model: type[M], reading: Reading, *, tree: Tree, node: Node, base: Route = ()
) -> Built[M]:
    """The model of `node`, which stands at `base` of the tree and was read as `reading`.

    The reading's data is used up; its findings are part of the result.
    """
    findings = list(reading.findings)
    broken = set(reading.broken)
    report = _Report(model=model, tree=tree, node=node, base=base)
    pending, unfilled = _empty_keys(model, reading.empty, len(base))
    findings += (no_value(route) for route in unfilled)
    broken |= set(unfilled)
    # Mappings that a fault was taken out of: what is wrong with the rest was already said.
    shaken: set[Route] = set()
    value: M | None = None
    for _ in range(_ROUNDS):
        value, errors = _validate(model, reading.data)
        found = (*pending, *faults(node, errors))
        pending = ()
        reread_routes = {one.route for one in found if reread(reading.data, node, one)}
        found = tuple(one for one in found if one.route not in reread_routes)
        told = (one for one in found if (*base, *one.route) not in shaken)
        findings += report.findings(tuple(told), frozenset(broken))
        broken |= {(*base, *one.subject()) for one in found}
        changed = [route for one in found if (route := prune(reading.data, one)) is not None]
        broken |= {(*base, *route) for route in changed}
        shaken |= {(*base, *route[:-1]) for route in changed}
        if value is not None or not (changed or reread_routes):
            break
    return Built(value=value, findings=tuple(findings), broken=frozenset(broken))


def _validate(model: type[M], data: Any) -> tuple[M | None, list[Any]]:
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False, include_input=False))[:_MOST]


def _empty_keys(
    model: type[BaseModel], empty: tuple[Route, ...], depth: int
) -> tuple[tuple[Fault, ...], tuple[Route, ...]]:
    """Of the keys without a value: those that are no keys at all, and those that need one."""
    unknown, unfilled = [], []
    for route in empty:
        above, key = route[depth:-1], str(route[-1])
        if takes_any_key(model, above) or key in known_keys(model, above):
            unfilled.append(route)
        else:
            unknown.append(Fault(kind="extra_forbidden", context={}, route=above, name=key))
    return tuple(unknown), tuple(unfilled)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """Puts faults into words."""

    model: type[BaseModel]
    tree: Tree
    node: Node
    base: Route

    def findings(self, found: tuple[Fault, ...], broken: frozenset[Route]) -> Iterator[Finding]:
        """One finding for each thing that is wrong; nothing about what is already `broken`."""
        fresh = [one for one in found if not covered((*self.base, *one.subject()), broken)]
        extra = [one for one in fresh if one.kind == "extra_forbidden"]
        missing = [one for one in fresh if one.kind == "missing"]
        others = [one for one in fresh if one.kind not in ("extra_forbidden", "missing")]
        for subject in dict.fromkeys(one.subject() for one in extra):
            yield self._unknown(subject)
        for fault in missing:
            misspelt = [str(one.name) for one in extra if one.route == fault.route]
            if nearest(str(fault.name), [bare(one) for one in misspelt]) is None:
                yield self._missing(fault)
        touched = [one.subject() for one in fresh]
        by_route: dict[Route, list[Fault]] = {}
        for one in others:
            by_route.setdefault(one.route, []).append(one)
        for route, group in by_route.items():
            kept = self._telling(route, group, touched)
            if kept:
                yield self._wrong(route, kept)

    def _telling(self, route: Route, group: list[Fault], touched: Iterable[Route]) -> list[Fault]:
        """Without the branches of a union that wanted a scalar where a collection was tried."""
        below = any(len(one) > len(route) and one[: len(route)] == route for one in touched)
        if not below or isinstance(descend(self.node, route), ScalarNode):
            return group
        return [one for one in group if one.kind not in (*SCALAR_TYPES, "literal_error")]

    def _unknown(self, subject: Route) -> Finding:
        key = str(subject[-1])
        known = known_keys(self.model, subject[:-1])
        names = named(known)
        rest = Words(zh=f"此处可用的键：{names.zh}", en=f"keys known here: {names.en}")
        return make(
            UNKNOWN_KEY,
            {"key": shown(key), "known": names},
            help=did_you_mean(key, known, rest),
            route=(*self.base, *subject),
            at_key=True,
        )

    def _missing(self, fault: Fault) -> Finding:
        route = (*self.base, *fault.route)
        return make(MISSING_KEY, {"key": fault.name}, route=route, at_key=True)

    def _wrong(self, route: Route, group: list[Fault]) -> Finding:
        here = (*self.base, *route)
        wanted = either(expected(one.kind, one.context) for one in group)
        if group[0].kind == "string_pattern_mismatch":
            name = str(route[-1]) if group[0].of_key else self._written(route)
            values: dict[str, object] = {"name": shown(str(name)), "expected": wanted}
            return make(WRONG_ID, values, route=here, at_key=group[0].of_key)
        found = self._written(route)
        values = {"key": key_of(here), "expected": wanted, "found": found}
        return make(WRONG_VALUE, values, help=self._choice(group, str(found)), route=here)

    def _choice(self, group: list[Fault], found: str) -> Words | None:
        choices = [
            choice
            for one in group
            if one.kind == "literal_error"
            for choice in literals(one.context)
        ]
        meant = nearest(found, choices)
        if meant is None:
            return None
        return Words(zh=f"是否指 `{meant}`？", en=f"did you mean `{meant}`?")

    def _written(self, route: Route) -> Words | str:
        at = descend(self.node, route)
        if at is None or (isinstance(at, ScalarNode) and at.plain and not at.text):
            return NOTHING
        if isinstance(at, MapNode) and not at.values:
            return "{}"
        return shown(self.tree.written(at))


def covered(route: Route, broken: frozenset[Route]) -> bool:
    """Whether something at `route` or above it is already reported."""
    return any(route[:length] in broken for length in range(len(route) + 1))
