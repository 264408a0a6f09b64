"""The transitions of one procedure in, a finding for each name in them that leads nowhere out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...diagnostics.finding import Finding
from ...diagnostics.places import Route
from ...model.procedure import Entry, Many, Procedure, States, Transition
from ...model.ruleset import Fact
from .conditions import check_condition, wrong_value
from .fits import misfits
from .names import (
    ACT,
    DEADLINE,
    FACT,
    ROLE,
    ROLE_OR_FACT,
    STATE,
    Names,
    Scope,
    all_known,
    dangling,
    exactly_one,
    unless_known,
)
from .sections import elsewhere


def check_transitions(
    procedure: Procedure, names: Names, scope: Scope, route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    """The findings of the transitions of the procedure that stands at `route`."""
    for name, transition in procedure.transitions.items():
        here = (*route, "transitions", name)
        yield from _check_places(transition, scope, here)
        yield from _check_people(transition, names, scope, here)
        yield from check_condition(transition.when, (*here, "when"), names, facts)
        for word, entries in (
            ("requires", transition.requires),
            ("presupposes", transition.presupposes),
        ):
            for index, entry in enumerate(entries):
                yield from _check_entry(entry, names, scope, (*here, word, index), facts)
        yield from _check_sets(transition, names, here, facts)


def _check_places(transition: Transition, scope: Scope, route: Route) -> Iterator[Finding]:
    yield from all_known(STATE, transition.in_ or (), scope.states, (*route, "in"))
    yield from _check_states(transition.from_, scope, (*route, "from"))
    yield from _check_states(transition.to, scope, (*route, "to"))
    expired = transition.when_expired
    yield from unless_known(DEADLINE, expired, scope.deadlines, (*route, "when_expired"))


def _check_states(states: States | None, scope: Scope, route: Route) -> Iterator[Finding]:
    if isinstance(states, Many):
        yield from all_known(STATE, states.all or (), scope.states, (*route, "all"))
        yield from all_known(STATE, states.any or (), scope.states, (*route, "any"))
    else:
        yield from unless_known(STATE, states, scope.states, route)


def _check_people(
    transition: Transition, names: Names, scope: Scope, route: Route
) -> Iterator[Finding]:
    yield from all_known(ROLE, transition.by, names.actors(), (*route, "by"))
    for word in ("same_as", "distinct_from"):
        yield from unless_known(ACT, getattr(transition, word), scope.acts, (*route, word))
    keyed = (*names.roles, *names.facts)
    yield from unless_known(ROLE_OR_FACT, transition.per, keyed, (*route, "per"))


def _check_entry(
    entry: Entry, names: Names, scope: Scope, route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    yield from exactly_one(entry.given(), ("has", "is", "act"), route)
    yield from unless_known(FACT, entry.has, names.facts, (*route, "has"))
    yield from check_condition(entry.is_, (*route, "is"), names, facts)
    yield from check_condition(entry.when, (*route, "when"), names, facts)
    if entry.act is not None and "." in entry.act:
        yield from elsewhere(entry.act, names, (*route, "act"))
    else:
        yield from unless_known(ACT, entry.act, scope.acts, (*route, "act"))


def _check_sets(
    transition: Transition, names: Names, route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    for name, value in transition.sets.items():
        here = (*route, "sets", name)
        if name not in names.facts:
            yield dangling(FACT, name, names.facts, here, at_key=True)
        elif name in facts:
            for where, wrong in misfits(facts[name], value, names):
                yield wrong_value(name, facts[name], wrong, (*here, *where), names)
