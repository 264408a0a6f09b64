"""A ruleset in; states in which no clock runs, and clocks whose length nobody sets, out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..graph.compiled import Compiled
from ..graph.lives import goals_of, is_ahead, is_behind
from ..graph.markings import moves_of
from ..graph.tables import FLOOR
from ..graph.values import atoms
from ..model.periods import Period
from ..model.procedure import Transition
from .actors import outside
from .clocks import route_of, starts_of
from .given import AnalyseInput
from .reach import entered
from .said import is_said


def find_waiting(given: AnalyseInput) -> tuple[Finding, ...]:
    """States in which a case of a procedure with deadlines may wait for ever."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        if compiled.procedure.deadlines
        for finding in _waiting(compiled)
    )


def find_unset_periods(given: AnalyseInput) -> tuple[Finding, ...]:
    """Deadlines whose period a fact sets that no act of the procedure asks for or settles."""
    return tuple(finding for compiled in given.compiled.values() for finding in _unset(compiled))


# --- states -------------------------------------------------------------------------------------


def _waiting(compiled: Compiled) -> Iterator[Finding]:
    procedure, ruleset = compiled.procedure, compiled.ruleset
    known = entered(compiled)
    for name, state in procedure.states.items():
        ways = _ways_out(compiled, name)
        if state.final or name not in known or not ways or _may_run(compiled, name):
            continue
        if all(outside(ruleset, one) for one in ways):
            continue  # nobody is bound to move it on (OD234)
        clauses = (*state.clause, *(one for way in ways for one in way.clause))
        readings = (state.reading, procedure.reading, *(one.reading for one in ways))
        if not is_said(ruleset, clauses, *readings):
            yield make(
                codes.STATE_WITHOUT_CLOCK,
                {"state": name},
                route=("procedures", compiled.id, "states", name),
                at_key=True,
                clauses=tuple(dict.fromkeys(clauses)),
            )


def _ways_out(compiled: Compiled, state: str) -> list[Transition]:
    """The transitions that lead out of a state."""
    procedure = compiled.procedure
    return [
        one
        for name, one in procedure.transitions.items()
        if any(state in move.takes for move in moves_of(name, procedure))
    ]


def _may_run(compiled: Compiled, state: str) -> bool:
    """Whether some clock may run while a state is active: started before, met at the earliest now.

    An open word (promptly) is a clock, too: it binds, though no day can be named.
    """
    tables = compiled.tables
    here = [n for n, one in enumerate(compiled.net.markings) if state in one]
    for clock, mode in enumerate(tables.d_mode):
        if mode == FLOOR:
            continue
        starts, goals = starts_of(compiled, clock), goals_of(compiled, clock)
        for marking in here:
            begun = tables.d_period[clock] or any(
                is_behind(compiled, marking, one) for one in starts
            )
            if begun and any(is_ahead(compiled, marking, one) for one in goals):
                return True
    return False


# --- periods ------------------------------------------------------------------------------------


def _unset(compiled: Compiled) -> Iterator[Finding]:
    ruleset = compiled.ruleset
    recorded = {fact for one in compiled.procedure.transitions.values() for fact in _recorded(one)}
    for clock, (name, deadline) in enumerate(compiled.procedure.deadlines.items()):
        key = "within" if deadline.within is not None else "at_least"
        period = getattr(deadline, key)
        if not isinstance(period, Period) or period.set_by is None:
            continue
        fact = ruleset.facts[period.set_by]
        # A fact with a clause of its own is set where that clause says.
        if period.set_by in recorded or fact.default is not None or fact.clause:
            continue
        if not is_said(ruleset, deadline.clause, deadline.reading, fact.reading):
            yield make(
                codes.PERIOD_SET_BY_NOTHING,
                {"deadline": name, "fact": period.set_by},
                route=route_of(compiled, clock, key),
                clauses=deadline.clause,
            )


def _recorded(transition: Transition) -> Iterator[str]:
    """The facts that an act asks for or settles."""
    yield from transition.sets
    for entry in transition.requires:
        if entry.has is not None:
            yield entry.has
        if entry.is_ is not None:
            yield from (fact for fact, _ in atoms(entry.is_))
