"""A ruleset in; states that no case enters and transitions that never fire out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import Route
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.markings import Move, moves_of, states_of
from ..model.procedure import Many, Transition
from .given import AnalyseInput


def find_unreached(given: AnalyseInput) -> tuple[Finding, ...]:
    """States never entered; then transitions whose states are, and that never fire all the same."""
    return tuple(
        one
        for compiled in given.compiled.values()
        for one in (*_states(compiled), *_acts(compiled))
    )


def find_ways_out(given: AnalyseInput) -> tuple[Finding, ...]:
    """Transitions that lead out of a final state."""
    return tuple(one for compiled in given.compiled.values() for one in _ways_out(compiled))


def entered(compiled: Compiled) -> frozenset[str]:
    """The states that are active in some reachable marking."""
    return frozenset().union(*compiled.net.markings)


def sources(transition: Transition) -> tuple[str, ...]:
    """The states in which a transition can be done; none for one that opens a case."""
    return states_of(transition.from_) or tuple(transition.in_ or ())


def _states(compiled: Compiled) -> Iterator[Finding]:
    known = entered(compiled)
    transitions = compiled.procedure.transitions
    for name in _roots(compiled, known):
        barred = [one for one in transitions if name in sources(transitions[one])]
        yield make(
            codes.STATE_NEVER_ENTERED,
            {"state": name, "barred": named(barred)},
            route=("procedures", compiled.id, "states", name),
            at_key=True,
        )


def _roots(compiled: Compiled, known: frozenset[str]) -> Iterator[str]:
    """States never entered, without those that would be if another one, or a join, were."""
    procedure = compiled.procedure
    moves = [move for name in procedure.transitions for move in moves_of(name, procedure)]
    explained = {one for move in moves if move.takes <= known for one in move.gives}
    left = [one for one in procedure.states if one not in known and one not in explained]
    # First what nothing leads to; then, of what only leads to one another, the first.
    left.sort(key=lambda one: any(one in move.gives for move in moves))
    for name in left:
        if name not in explained:
            yield name
            explained |= _reached(name, moves)


def _reached(name: str, moves: list[Move]) -> set[str]:
    found, size = {name}, 0
    while len(found) > size:
        size = len(found)
        found |= {one for move in moves if move.takes & found for one in move.gives}
    return found


def _acts(compiled: Compiled) -> Iterator[Finding]:
    known = entered(compiled)
    for number, name in enumerate(compiled.transitions.ids):
        transition = compiled.transition(number)
        route: Route = ("procedures", compiled.id, "transitions", name)
        enabled = [m for m, row in enumerate(compiled.net.step) if row[number] >= 0]
        states = sources(transition)
        if not enabled:
            missing = [one for one in states if one not in known]
            joins = isinstance(transition.from_, Many) and transition.from_.all is not None
            if len(missing) < len(states) if not joins else not missing:
                yield make(
                    codes.TRANSITION_NEVER_FIRES,
                    {"transition": name, "states": named(states)},
                    route=route,
                    at_key=True,
                    clauses=transition.clause,
                )
        elif not _clock_can_run(compiled, number, enabled):
            yield make(
                codes.CLOCK_NEVER_STARTED,
                {"transition": name, "deadline": str(transition.when_expired)},
                route=(*route, "when_expired"),
                clauses=transition.clause,
            )


def _clock_can_run(compiled: Compiled, number: int, enabled: list[int]) -> bool:
    """Whether the clock whose expiry fires a transition may have been started where it fires."""
    tables = compiled.tables
    clock = tables.t_clock[number]
    if clock < 0 or tables.d_period[clock]:
        return True
    acts = tables.begin_act[tables.begin_from[clock] : tables.begin_from[clock + 1]]
    behind, width = tables.behind, len(compiled.acts)
    return any(behind[marking * width + act] for marking in enabled for act in acts)


def _ways_out(compiled: Compiled) -> Iterator[Finding]:
    states = compiled.procedure.states
    for name, transition in compiled.procedure.transitions.items():
        for state in states_of(transition.from_):
            if states[state].final:
                yield make(
                    codes.WAY_OUT_OF_FINAL_STATE,
                    {"transition": name, "state": state},
                    route=("procedures", compiled.id, "transitions", name, "from"),
                    clauses=transition.clause,
                )
