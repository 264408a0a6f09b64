"""A ruleset in; decisions whose guards let some combination of facts fall through out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.markings import moves_of
from ..graph.valuations import Valuations
from ..model.procedure import Transition
from ..model.ruleset import Ruleset
from .given import AnalyseInput
from .guards import facts_of, keyed, possible
from .runs import run_along

_ONE_WAY = Words(zh="其中一条出路", en="one of the ways out")


def find_gaps(given: AnalyseInput) -> tuple[Finding, ...]:
    """States all of whose ways out have guards, with facts under which none of them is open.

    One way out alone is no decision: its guard bars it, and the case waits.
    Facts count that a case can have there by the guards and the `sets` of the acts before, and
    that no act which is possible meanwhile settles otherwise.
    """
    return tuple(
        finding
        for compiled in given.compiled.values()
        for state in compiled.procedure.states
        for finding in _gap(given.ruleset, compiled, state)
    )


def _gap(ruleset: Ruleset, compiled: Compiled, state: str) -> Iterator[Finding]:
    ways = _ways_out(compiled, state)
    guards = [one.when for one in ways.values() if one.when is not None]
    if len(guards) < max(len(ways), 2):
        return
    facts = {fact for one in guards for fact in facts_of(one)}
    if any("every" in repr(one) for one in guards) or facts & keyed(compiled):
        return  # what other keys hold is not followed
    if not possible(ruleset, *((one, False) for one in guards)):
        return
    found = Valuations.of(compiled, guards)
    fallen = found.stuck_in(state, frozenset(ways)) if found is not None else None
    if found is None or fallen is None:
        return
    combination = found.shown(fallen)
    route = ("procedures", compiled.id, "transitions")
    yield make(
        codes.DECISION_GAP,
        {"state": state, "ways": named(ways), "facts": combination},
        route=("procedures", compiled.id, "states", state),
        at_key=True,
        clauses=tuple(dict.fromkeys(c for one in ways.values() for c in one.clause)),
        related=tuple(Related(route=(*route, one, "when"), message=_ONE_WAY) for one in ways),
        run=run_along(compiled, fallen.path, fallen.facts) if fallen.path else None,
    )


def _ways_out(compiled: Compiled, state: str) -> dict[str, Transition]:
    """The moving transitions that leave a state, without those that never fire."""
    procedure = compiled.procedure
    return {
        name: one
        for number, (name, one) in enumerate(procedure.transitions.items())
        if any(state in move.takes for move in moves_of(name, procedure))
        and any(row[number] >= 0 for row in compiled.net.step)
    }
