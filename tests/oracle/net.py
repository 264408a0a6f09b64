"""The net of one procedure as plain sets: in go transitions and a marking, out come markings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Marking = frozenset[str]
UNOPENED: Marking = frozenset()


def as_list(value: Any) -> list[Any]:
    """Nothing is an empty list, one thing a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


@dataclass(eq=False)
class Transition:
    """One transition of the file; its shape is told by which of from, to, in it has."""

    id: str
    raw: dict[str, Any]
    act: str = ""
    clauses: tuple[str, ...] = ()
    sources: list[Marking] = field(default_factory=list)  # moving: any one of these sets is taken
    to: Marking = UNOPENED
    inside: list[str] = field(default_factory=list)  # in: any one of these states is active

    def __post_init__(self) -> None:
        self.act = self.raw.get("act", self.id)
        self.clauses = tuple(as_list(self.raw.get("clause")))
        self.sources = _sources(self.raw.get("from"))
        self.to = _states(self.raw.get("to"))
        self.inside = as_list(self.raw.get("in"))

    @property
    def moves(self) -> bool:
        return bool(self.to)

    @property
    def by_time(self) -> bool:
        return "when_expired" in self.raw

    @property
    def per(self) -> bool:
        return "per" in self.raw

    def called(self, name: str) -> bool:
        """Events, deadlines and presuppositions may name the transition or its act (language)."""
        return name in (self.id, self.act)

    def results(self, marking: Marking) -> Iterator[Marking]:
        """Every marking the transition can lead to from here; none if it is not enabled."""
        if self.inside:
            if any(state in marking for state in self.inside):
                yield marking
        elif self.sources:
            for taken in self.sources:
                if taken <= marking:
                    yield (marking - taken) | self.to
        elif marking == UNOPENED:
            yield self.to

    def enabled(self, marking: Marking) -> bool:
        return any(True for _ in self.results(marking))

    def after(self, marking: Marking) -> Marking:
        return next(self.results(marking))


def _states(value: Any) -> Marking:
    if isinstance(value, dict):
        return frozenset(as_list(value["all"]))
    return frozenset(as_list(value))


def _sources(value: Any) -> list[Marking]:
    if value is None:
        return []
    if isinstance(value, dict) and "any" in value:
        return [_states(one) for one in as_list(value["any"])]
    return [_states(value)]


@dataclass
class Path:
    """The acts that a jump skips, and the marking it lands in."""

    skipped: list[Transition]
    marking: Marking


class Net:
    """The transitions of one procedure in the order of the file."""

    def __init__(self, procedure: dict[str, Any]) -> None:
        transitions = procedure.get("transitions") or {}
        self.transitions = [Transition(name, raw) for name, raw in transitions.items()]
        states = procedure.get("states") or {}
        self.states = list(states)
        self.final = {name for name, raw in states.items() if (raw or {}).get("final")}
        self._reached: dict[Marking, set[Marking]] = {}

    def named(self, name: str) -> list[Transition]:
        """What an event may mean: a transition's id, an act, or another word for either."""
        exact = [one for one in self.transitions if one.called(name)]
        others = [one for one in self.transitions if name in as_list(one.raw.get("also"))]
        return exact or others

    def complete(self, marking: Marking) -> bool:
        """Exactly one final state and nothing else is active (meaning 3)."""
        return len(marking) == 1 and marking <= self.final

    def path_to(
        self, goal: Transition, start: Marking, passable: Callable[[Transition], bool]
    ) -> Path | None:
        """The fewest moving transitions that enable the goal, breadth first, ties by file order
        (meaning 3): never by time, never through a false guard."""
        waiting = [Path([], start)]
        seen = {start}
        while waiting:
            path = waiting.pop(0)
            if goal.enabled(path.marking):
                return path
            for step in self.transitions:
                if not step.moves or step.by_time or not passable(step):
                    continue
                for marking in step.results(path.marking):
                    if marking not in seen:
                        seen.add(marking)
                        waiting.append(Path([*path.skipped, step], marking))
        return None

    def reachable(self, start: Marking) -> set[Marking]:
        """All markings that moving transitions lead to, expiries too, whatever the guards say."""
        if start not in self._reached:
            seen = {start}
            waiting = [start]
            while waiting:
                here = waiting.pop(0)
                for step in self.transitions:
                    for marking in step.results(here) if step.moves else ():
                        if marking not in seen:
                            seen.add(marking)
                            waiting.append(marking)
            self._reached[start] = seen
        return self._reached[start]

    def may_lie_before(self, start: Marking) -> set[str]:
        """The ids of the transitions after which `start` can still be reached: what lies before
        the log is taken as done (meaning 1)."""
        every = self.reachable(UNOPENED) | {UNOPENED}
        leads = {one for one in every if one == start or start in self.reachable(one)}
        return {
            t.id
            for t in self.transitions
            if any(t.enabled(one) and t.after(one) in leads for one in every)
        }
