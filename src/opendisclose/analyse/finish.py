"""A ruleset in; where a case cannot come to its end out: dead ends, endless cycles, work left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from operator import eq

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..diagnostics.run import Run
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.markings import moves_of
from ..graph.paths import Path, ends, moves, shortest
from .given import AnalyseInput
from .runs import run_along


def find_unfinished(given: AnalyseInput) -> tuple[Finding, ...]:
    """Every way in which a case can be kept from its end, each with the shortest run into it."""
    return tuple(one for compiled in given.compiled.values() for one in _of(compiled))


def _of(compiled: Compiled) -> Iterator[Finding]:
    finals = frozenset(n for n, one in compiled.procedure.states.items() if one.final)
    complete = compiled.tables.complete
    told: set[str] = set()
    for group in ends(compiled):
        if any(complete[one] for one in group):
            continue
        if any(compiled.net.markings[one] & finals for one in group):
            continue  # told below, where the final state was entered
        stuck = len(group) == 1 and not any(moves(compiled, group[0]))
        states = _stuck_in(compiled, group[0]) if stuck else _round(compiled, group)
        if not told.issuperset(states):  # branches side by side are stuck in many combinations
            told |= set(states)
            yield (
                _dead_end(compiled, group[0], states) if stuck else _cycle(compiled, group, states)
            )
    yield from _left_over(compiled, finals)


def _stuck_in(compiled: Compiled, marking: int) -> tuple[str, ...]:
    """The states that nothing leads out of; all of a marking if each waits for another."""
    states = compiled.states(marking)
    procedure = compiled.procedure
    left = {one for n in procedure.transitions for m in moves_of(n, procedure) for one in m.takes}
    return tuple(one for one in states if one not in left) or states


def _round(compiled: Compiled, group: tuple[int, ...]) -> tuple[str, ...]:
    """The states of a cycle, without what stays active all the way."""
    markings = [compiled.net.markings[one] for one in group]
    always = frozenset.intersection(*markings) if len(markings) > 1 else frozenset()
    active = frozenset().union(*markings) - always
    return tuple(one for one in compiled.procedure.states if one in active)


def _dead_end(compiled: Compiled, marking: int, states: tuple[str, ...]) -> Finding:
    path = shortest(compiled, lambda one: one == marking)
    return make(
        codes.DEAD_END,
        {"states": named(states)},
        route=("procedures", compiled.id, "states", states[0]),
        at_key=True,
        run=run_of(compiled, path),
    )


def _cycle(compiled: Compiled, group: tuple[int, ...], states: tuple[str, ...]) -> Finding:
    inside = frozenset(group)
    path = shortest(compiled, inside.__contains__)
    if path is not None:
        entry = path.end
        path = shortest(compiled, lambda one: one == entry, start=path, within=inside.__contains__)
    return make(
        codes.ENDLESS_CYCLE,
        {"states": named(states)},
        route=("procedures", compiled.id, "states", states[0]),
        at_key=True,
        run=run_of(compiled, path),
    )


def _left_over(compiled: Compiled, finals: frozenset[str]) -> Iterator[Finding]:
    """Final states that are entered while another state is active, each where it first is."""
    told: set[str] = set()
    for number, marking in enumerate(compiled.net.markings):
        new = (marking & finals) - told
        if len(marking) < 2 or not new:
            continue
        told |= new
        final = next(one for one in compiled.procedure.states if one in new)
        others = [one for one in compiled.states(number) if one != final]
        path = shortest(compiled, partial(eq, number))
        yield make(
            codes.IMPROPER_COMPLETION,
            {"state": final, "others": named(others)},
            route=("procedures", compiled.id, "states", final),
            at_key=True,
            run=run_of(compiled, path),
        )


def run_of(compiled: Compiled, path: Path | None) -> Run | None:
    return None if path is None else run_along(compiled, path)
