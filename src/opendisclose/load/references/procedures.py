"""One procedure in, findings about its shape out: its opening, the kind of each transition."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics.codes import NO_OPENING, SHAPE_OF_TRANSITION, UNKNOWN_KEY
from ...diagnostics.finding import Finding, make
from ...diagnostics.places import Route
from ...diagnostics.wording import named
from ...model.procedure import Many, Procedure, Transition
from .names import exactly_one, not_empty


def check_procedures(procedure: Procedure, name: str, route: Route) -> Iterator[Finding]:
    """The findings of the shape of one procedure that stands at `route`."""
    for transition_name, transition in procedure.transitions.items():
        here = (*route, "transitions", transition_name)
        if not _has_shape(transition):
            values = {"transition": transition_name}
            yield make(SHAPE_OF_TRANSITION, values, route=here, at_key=True)
        yield from _check_states(transition, here)
    if not any(opens(transition) for transition in procedure.transitions.values()):
        yield make(NO_OPENING, {"procedure": name}, route=route, at_key=True)


def opens(transition: Transition) -> bool:
    """Whether a transition opens the case: it has `to` alone."""
    return transition.to is not None and transition.from_ is None and transition.in_ is None


def _has_shape(transition: Transition) -> bool:
    if transition.in_ is not None:
        return transition.from_ is None and transition.to is None
    return transition.to is not None


def _check_states(transition: Transition, route: Route) -> Iterator[Finding]:
    yield from not_empty(transition.in_, (*route, "in"))
    for word, states in (("from", transition.from_), ("to", transition.to)):
        if not isinstance(states, Many):
            continue
        here = (*route, word)
        choices = ("all", "any") if word == "from" else ("all",)
        if word == "to" and states.any is not None:
            values = {"key": "any", "known": named(choices)}
            yield make(UNKNOWN_KEY, values, route=(*here, "any"), at_key=True)
        else:
            yield from exactly_one(states.given(), choices, here)
        yield from not_empty(states.all, (*here, "all"))
        yield from not_empty(states.any, (*here, "any"))
