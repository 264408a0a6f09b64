"""A ruleset in; replies that no row of the statistics would count, and outcomes of no act, out."""

from __future__ import annotations

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..model.outcomes import answers_requests
from ..model.procedure import Procedure, Transition
from .given import AnalyseInput


def find_unrecorded(given: AnalyseInput) -> tuple[Finding, ...]:
    """Acts that end a request without an outcome, in a ruleset that has outcomes."""
    ruleset = given.ruleset
    external = [name for name, role in ruleset.roles.items() if role.external]
    return tuple(
        make(
            codes.REPLY_NOT_RECORDED,
            {"transition": name},
            clauses=transition.clause,
            route=("procedures", own, "transitions", name),
            at_key=True,
        )
        for own, procedure in ruleset.procedures.items()
        if ruleset.outcomes and answers_requests(external, procedure) and _replies(procedure)
        for name, transition in procedure.transitions.items()
        if transition.outcome is None and _ends(procedure, transition)
    )


def find_outcomes_of_no_act(given: AnalyseInput) -> tuple[Finding, ...]:
    """Outcomes that no act has, unless a reading tells why."""
    ruleset = given.ruleset
    named = {
        transition.outcome
        for procedure in ruleset.procedures.values()
        for transition in procedure.transitions.values()
    }
    return tuple(
        make(
            codes.OUTCOME_OF_NO_ACT,
            {"outcome": name},
            clauses=one.clause,
            route=("outcomes", name),
            at_key=True,
        )
        for name, one in ruleset.outcomes.items()
        if name not in named and one.reading is None
    )


def _replies(procedure: Procedure) -> bool:
    """Whether what is asked there is answered by outcomes at all."""
    return any(one.outcome is not None for one in procedure.transitions.values())


def _ends(procedure: Procedure, transition: Transition) -> bool:
    to = transition.to
    return isinstance(to, str) and procedure.states[to].final
