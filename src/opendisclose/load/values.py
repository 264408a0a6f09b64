"""A node in, plain data for the models out, and a finding for each scalar that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..diagnostics.codes import AMBIGUOUS_SCALAR, TOO_LARGE, WRONG_VALUE
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..diagnostics.wording import NOTHING, shown
from .composer import MOST_FINDINGS
from .scalars import Trap, read
from .tree import ListNode, MapNode, Node, ScalarNode

_SOME_VALUE = Words(zh="某个值", en="some value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Plain data, and the routes in it that stand for something unreadable.

    Such a value is left out of its mapping; in a list None stands for it, so that the positions of
    the others stay. `empty` are the keys without a value that need one: left out too, and not yet
    reported, as the key itself may be wrong.
    """

    data: Any
    findings: tuple[Finding, ...]
    broken: frozenset[Route]
    empty: tuple[Route, ...] = ()


def read_values(node: Node, *, base: Route = (), nulls: Iterable[str] = ()) -> Reading:
    """The data of `node`, which stands at `base`.

    A value left empty is a finding, except under those keys of `node` that `nulls` names.
    """
    reader = _Reader(base, frozenset(nulls))
    data = reader.value(node)
    return Reading(
        data=None if data is _BROKEN else data,
        findings=tuple(reader.findings),
        broken=frozenset(reader.broken),
        empty=tuple(reader.empty),
    )


_BROKEN = object()


class _Reader:
    """Walks the nodes; the way to the present one is kept as a stack, not made for each."""

    def __init__(self, base: Route, nulls: frozenset[str]) -> None:
        self.findings: list[Finding] = []
        self.broken: list[Route] = []
        self.empty: list[Route] = []
        self._base = base
        self._nulls = nulls
        self._way: list[str | int] = []

    def value(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if isinstance(node, MapNode):
            return self._mapping(node)
        return self._list(node)

    def _mapping(self, node: MapNode) -> dict[str, Any]:
        data = {}
        for key, child in node.values.items():
            self._way.append(key)
            value = self.value(child)
            if value is not _BROKEN:
                data[key] = value
            self._way.pop()
        return data

    def _list(self, node: ListNode) -> list[Any]:
        data = []
        for index, child in enumerate(node.items):
            self._way.append(index)
            value = self.value(child)
            data.append(None if value is _BROKEN else value)
            self._way.pop()
        return data

    def _scalar(self, node: ScalarNode) -> Any:
        if node.hole:
            self.broken.append(self._route())
            return _BROKEN
        value = read(node)
        if isinstance(value, Trap):
            return self._trap(node, value)
        if value is None and not (self._way and self._way[0] in self._nulls):
            if isinstance(self._way[-1], str):
                self.empty.append(self._route())
                return _BROKEN
            return self._fault(no_value(self._route()))
        return value

    def _trap(self, node: ScalarNode, trap: Trap) -> Any:
        found = shown(node.text)
        if trap.expected is None:
            values: dict[str, object] = {"found": found, "advice": trap.advice}
            return self._fault(make(AMBIGUOUS_SCALAR, values, route=self._route()))
        values = {"key": self._key(), "expected": trap.expected, "found": found}
        return self._fault(make(WRONG_VALUE, values, help=trap.advice, route=self._route()))

    def _fault(self, finding: Finding) -> Any:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
        elif len(self.findings) == MOST_FINDINGS:
            what = Words(
                zh=f"问题超过 {MOST_FINDINGS} 个", en=f"more than {MOST_FINDINGS} findings"
            )
            self.findings.append(make(TOO_LARGE, {"what": what}, route=self._route()))
        self.broken.append(self._route())
        return _BROKEN

    def _route(self) -> Route:
        return (*self._base, *self._way)

    def _key(self) -> str:
        return key_of(self._route())


def no_value(route: Route) -> Finding:
    """The finding that nothing stands where something must."""
    values = {"key": key_of(route), "expected": _SOME_VALUE, "found": NOTHING}
    return make(WRONG_VALUE, values, route=route, at_key=True)


def key_of(route: Route) -> str:
    """The nearest key above a place: what its author calls it."""
    return next((shown(step) for step in reversed(route) if isinstance(step, str)), "?")
