"""The net of a procedure: its reachable markings, and for each what every transition leads to."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.procedure import Many, Procedure, States

MOST_MARKINGS = 20_000

Marking = frozenset[str]


class NotOneSafeError(Exception):
    """A transition would make a state active that is active already."""

    def __init__(self, transition: str, state: str) -> None:
        super().__init__(transition, state)
        self.transition = transition
        self.state = state


class TooManyMarkingsError(Exception):
    """More combinations of active states than can be held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way a moving transition can be taken: what it takes and what it gives."""

    transition: str
    takes: Marking
    gives: Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """All markings that can be reached; number 0 is the case that is not opened yet.

    `step[m][t]` is the marking that transition `t` leads to from marking `m`, the same marking
    for an act that moves nothing, and -1 where `t` is not enabled.
    """

    markings: tuple[Marking, ...]
    numbers: dict[Marking, int]
    step: tuple[tuple[int, ...], ...]


def states_of(states: States | None) -> tuple[str, ...]:
    """The states a `from` or `to` names, in the order written."""
    if states is None:
        return ()
    if isinstance(states, Many):
        return states.all if states.all is not None else (states.any or ())
    return (states,)


def moves_of(name: str, procedure: Procedure) -> tuple[Move, ...]:
    """The ways transition `name` can be taken; empty for one that moves nothing."""
    transition = procedure.transitions[name]
    if transition.to is None:
        return ()
    gives = frozenset(states_of(transition.to))
    source = transition.from_
    if source is None:
        return (Move(transition=name, takes=frozenset(), gives=gives),)
    if isinstance(source, Many) and source.any is not None:
        return tuple(
            Move(transition=name, takes=frozenset({one}), gives=gives) for one in source.any
        )
    return (Move(transition=name, takes=frozenset(states_of(source)), gives=gives),)


def build_net(procedure: Procedure) -> Net:
    """Explore every marking from the unopened case on, breadth first in file order.

    Raises:
        NotOneSafeError: some marking would hold a state twice.
        TooManyMarkingsError: there are more than `MOST_MARKINGS`.
    """
    moves = {name: moves_of(name, procedure) for name in procedure.transitions}
    markings: list[Marking] = [frozenset()]
    numbers: dict[Marking, int] = {frozenset(): 0}
    rows: list[tuple[int, ...]] = []
    while len(rows) < len(markings):
        number = len(rows)
        row: list[int] = []
        for name, transition in procedure.transitions.items():
            if transition.to is None:
                inside = markings[number] & frozenset(transition.in_ or ())
                row.append(number if inside else -1)
                continue
            targets = [
                _after(markings[number], move)
                for move in moves[name]
                if _enabled(markings[number], move)
            ]
            # Two at once would make a state active twice: the next marking says so.
            row.append(_number(targets[0], markings, numbers) if targets else -1)
        rows.append(tuple(row))
    return Net(markings=tuple(markings), numbers=numbers, step=tuple(rows))


def _enabled(marking: Marking, move: Move) -> bool:
    return not marking if not move.takes else move.takes <= marking


def _after(marking: Marking, move: Move) -> Marking:
    rest = marking - move.takes
    twice = sorted(rest & move.gives)
    if twice:
        raise NotOneSafeError(move.transition, twice[0])
    return rest | move.gives


def _number(marking: Marking, markings: list[Marking], numbers: dict[Marking, int]) -> int:
    if marking not in numbers:
        if len(markings) >= MOST_MARKINGS:
            raise TooManyMarkingsError
        numbers[marking] = len(markings)
        markings.append(marking)
    return numbers[marking]


def closure(net: Net, row_of: list[set[int]]) -> list[set[int]]:
    """For each marking what `row_of` says of it and of every marking that can follow it."""
    found = [set(own) for own in row_of]
    before: list[list[int]] = [[] for _ in net.markings]
    for number, row in enumerate(net.step):
        for target in set(row):
            if target >= 0 and target != number:
                before[target].append(number)
    waiting = list(range(len(net.markings)))
    while waiting:
        number = waiting.pop()
        for earlier in before[number]:
            if not found[number] <= found[earlier]:
                found[earlier] |= found[number]
                waiting.append(earlier)
    return found


def carried_on(net: Net, bits_of: list[int]) -> list[int]:
    """For each marking the bits of every transition that can have been done on a way to it."""
    found = [0] * len(net.markings)
    waiting = list(range(len(net.markings)))
    while waiting:
        number = waiting.pop()
        for transition, target in enumerate(net.step[number]):
            if target < 0:
                continue
            after = found[number] | bits_of[transition]
            if after & ~found[target]:
                found[target] |= after
                waiting.append(target)
    return found
