"""A ruleset in; transitions that time fires and that race, are lost or go round and round out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.lives import Life, life_of
from ..graph.overlap import can_both_hold
from ..graph.paths import Place
from .clocks import route_of
from .given import AnalyseInput
from .lengths import length_of
from .runs import run_along

_OTHER = Words(zh="另一个", en="the other one")


def find_races(given: AnalyseInput) -> tuple[Finding, ...]:
    """Two transitions fired at one moment, of which the first takes away the other's ground.

    An act and an expiry do not race: what is done until the period ends comes before it.
    """
    return tuple(one for compiled in given.compiled.values() for one in _races(compiled))


def find_lost_expiries(given: AnalyseInput) -> tuple[Finding, ...]:
    """Clocks that can run out where none of the transitions that they fire is enabled."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        if any(compiled.tables.d_fires)
        for finding in _lost(life_of(compiled))
    )


def find_cycles_of_time(given: AnalyseInput) -> tuple[Finding, ...]:
    """Cycles of transitions that time alone fires, each starting the clock of the next."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        if any(compiled.tables.d_fires)
        for finding in _cycles(life_of(compiled))
    )


# --- two at once --------------------------------------------------------------------------------


def _races(compiled: Compiled) -> Iterator[Finding]:
    tables = compiled.tables
    fired = [one for one, clock in enumerate(tables.t_clock) if clock >= 0]
    for first, second in combinations(fired, 2):
        if _ends_together(compiled, tables.t_clock[first], tables.t_clock[second]) and _bars(
            compiled, first, second
        ):
            one, other = (compiled.transitions.ids[number] for number in (first, second))
            base = ("procedures", compiled.id, "transitions")
            yield make(
                codes.EXPIRIES_RACE,
                {"first": one, "second": other},
                route=(*base, other),
                at_key=True,
                clauses=compiled.transition(second).clause,
                related=(Related(route=(*base, one), message=_OTHER, key=True),),
            )


def _ends_together(compiled: Compiled, first: int, second: int) -> bool:
    """Whether two clocks always start and run out together, or are the same."""
    if first == second:
        return True
    one, other = compiled.deadline(first), compiled.deadline(second)
    if any(each.excluded or each.extended is not None for each in (one, other)):
        return False
    same = length_of(one) is not None and length_of(one) == length_of(other)
    return same and one.starts == other.starts and one.per == other.per


def _bars(compiled: Compiled, first: int, second: int) -> bool:
    """Whether both can be enabled together, and the second no longer after the first."""
    step = compiled.net.step
    guards = (compiled.transition(one).when for one in (first, second))
    together = [row[first] for row in step if row[first] >= 0 and row[second] >= 0]
    barred = bool(together) and all(step[after][second] < 0 for after in together)
    return barred and can_both_hold(compiled.ruleset, *guards)


# --- nothing to fire ----------------------------------------------------------------------------


def _lost(life: Life) -> Iterator[Finding]:
    compiled = life.compiled
    tables = compiled.tables
    for clock, fires in enumerate(tables.d_fires):
        fired = tables.fire_transition[tables.fire_from[clock] : tables.fire_from[clock + 1]]
        steps = compiled.net.step
        lost = [
            one for one in life.running(clock) if all(steps[one[0]][other] < 0 for other in fired)
        ]
        # Where it never is enabled at all, that is the fault (OD305, OD306).
        if not fires or not lost or not any(row[one] >= 0 for row in steps for one in fired):
            continue
        yield make(
            codes.EXPIRY_LOST,
            {
                "deadline": compiled.deadlines.ids[clock],
                "states": named(compiled.states(lost[0][0])),
                "transitions": named(compiled.transitions.ids[one] for one in fired),
            },
            route=route_of(compiled, clock),
            at_key=True,
            clauses=compiled.deadline(clock).clause,
            run=run_along(compiled, life.path_to(lost[0])),
        )


# --- round and round ----------------------------------------------------------------------------


def _cycles(life: Life) -> Iterator[Finding]:
    compiled = life.compiled
    after: dict[Place, list[tuple[int, Place]]] = {}
    for place, number, target in life.steps:
        if compiled.tables.t_clock[number] >= 0:
            after.setdefault(place, []).append((number, target))
    told: set[int] = set()
    for place in after:
        found = _back_to(place, after)
        if found is None or told & set(found):
            continue
        told |= set(found)
        first = compiled.transitions.ids[found[0]]
        yield make(
            codes.EXPIRY_CYCLE,
            {"transitions": named(compiled.transitions.ids[one] for one in found)},
            route=("procedures", compiled.id, "transitions", first),
            at_key=True,
            clauses=compiled.transition(found[0]).clause,
            run=run_along(compiled, life.path_to(place)),
        )


def _back_to(start: Place, after: dict[Place, list[tuple[int, Place]]]) -> tuple[int, ...] | None:
    """The shortest round of transitions that leads back to a place; None if there is none."""
    ways: dict[Place, tuple[int, ...]] = {start: ()}
    waiting = [start]
    for place in waiting:  # grows while it is read
        for number, target in after.get(place, ()):
            if target == start:
                return (*ways[place], number)
            if target not in ways:
                ways[target] = (*ways[place], number)
                waiting.append(target)
    return None
