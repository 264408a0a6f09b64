"""A ruleset in; guards that never or always hold, and that forbid what the act requires, out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.places import Route
from ..graph.compiled import Compiled
from ..graph.satisfy import UndecidedError, Wish, facts_for
from ..graph.values import atoms
from ..model.conditions import Condition, Facts
from ..model.procedure import Entry, Transition
from ..model.ruleset import Ruleset
from .given import AnalyseInput

_GUARD = Words(zh="此处的条件", en="the guard")


def find_constant(given: AnalyseInput) -> tuple[Finding, ...]:
    """Conditions on acts, duties and classes that no facts make true, or no facts make false."""
    ruleset = given.ruleset
    found = [
        finding
        for compiled in given.compiled.values()
        for condition, route, clauses in _conditions(compiled)
        for finding in _constant(ruleset, condition, route, clauses, keyed(compiled))
    ]
    for name, one in ruleset.attributes.items():
        if one.when is not None:
            found += _constant(ruleset, one.when, ("attributes", name, "when"), one.clause)
    return tuple(found)


def find_contradictions(given: AnalyseInput) -> tuple[Finding, ...]:
    """Transitions that require what their own guard rules out."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for name, transition in compiled.procedure.transitions.items()
        if transition.when is not None and transition.requires
        for finding in _contradictions(given.ruleset, compiled, name, transition)
    )


def keyed(compiled: Compiled) -> frozenset[str]:
    """The facts that may be kept by key: those that an act of each key records or settles."""
    found: set[str] = set()
    for transition in compiled.procedure.transitions.values():
        if transition.per is not None:
            conditions = [transition.when, *(one.is_ for one in transition.requires)]
            found |= {one.has for one in transition.requires if one.has is not None}
            found |= {fact for one in conditions if one is not None for fact in facts_of(one)}
            found |= set(transition.sets)
    return frozenset(found)


def facts_of(condition: Condition) -> set[str]:
    """The facts that a condition compares."""
    return {fact for fact, _ in atoms(condition)}


def possible(ruleset: Ruleset, *wishes: Wish, keyed: frozenset[str] = frozenset()) -> bool:
    """Whether facts exist that make the conditions as wished; true if it takes too long to say."""
    try:
        return facts_for(ruleset, wishes, keyed=keyed) is not None
    except UndecidedError:
        return True


def _conditions(compiled: Compiled) -> Iterator[tuple[Condition, Route, tuple[str, ...]]]:
    """Every condition of a procedure with its place and the clauses of what it stands on."""
    base: Route = ("procedures", compiled.id)
    for name, transition in compiled.procedure.transitions.items():
        here = (*base, "transitions", name)
        if transition.when is not None:
            yield transition.when, (*here, "when"), transition.clause
        for word in ("requires", "presupposes"):
            for index, entry in enumerate(getattr(transition, word)):
                clauses = entry.clause or transition.clause
                if entry.is_ is not None:
                    yield entry.is_, (*here, word, index, "is"), clauses
                if entry.when is not None:
                    yield entry.when, (*here, word, index, "when"), clauses
    for name, deadline in compiled.procedure.deadlines.items():
        if deadline.when is not None:
            yield deadline.when, (*base, "deadlines", name, "when"), deadline.clause


def _constant(
    ruleset: Ruleset,
    condition: Condition,
    route: Route,
    clauses: tuple[str, ...],
    kept: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    values = {"where": str(route[3] if route[0] == "procedures" else route[1])}
    if not possible(ruleset, (condition, True), keyed=kept):
        yield make(codes.CONDITION_NEVER_HOLDS, values, route=route, clauses=clauses)
    elif not possible(ruleset, (condition, False), keyed=kept):
        yield make(codes.CONDITION_ALWAYS_HOLDS, values, route=route, clauses=clauses)


def _contradictions(
    ruleset: Ruleset, compiled: Compiled, name: str, transition: Transition
) -> Iterator[Finding]:
    assert transition.when is not None
    kept = keyed(compiled) if transition.per is None else frozenset()
    if not possible(ruleset, (transition.when, True), keyed=kept):
        return  # that is the fault
    for index, entry in enumerate(transition.requires):
        wishes = [(transition.when, True), *_asked(ruleset, entry)]
        if (
            len(wishes) > 1
            and not possible(ruleset, *wishes, keyed=kept)
            and _due(ruleset, transition.when, entry, kept)
        ):
            route: Route = ("procedures", compiled.id, "transitions", name)
            yield make(
                codes.GUARD_AGAINST_REQUIRES,
                {"transition": name},
                route=(*route, "requires", index),
                clauses=entry.clause or transition.clause,
                related=(Related(route=(*route, "when"), message=_GUARD),),
            )


def _asked(ruleset: Ruleset, entry: Entry) -> list[Wish]:
    """What a required entry asks for where it is asked; nothing if facts cannot be against it."""
    if entry.is_ is not None:
        return [(entry.is_, True)]
    if entry.has is not None and ruleset.facts[entry.has].type == "boolean":
        return [(Facts.model_construct(root={entry.has: True}), True)]
    return []


def _due(ruleset: Ruleset, guard: Condition, entry: Entry, kept: frozenset[str]) -> bool:
    """Whether the entry is asked for under some facts that the guard lets through."""
    return entry.when is None or possible(ruleset, (guard, True), (entry.when, True), keyed=kept)
