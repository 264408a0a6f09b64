"""A ruleset in, every act named outside a procedure that more than one procedure has out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import Route
from ..diagnostics.wording import named
from ..graph.from_model import act_of
from ..model.ruleset import Ruleset
from .given import AnalyseInput


def acts_elsewhere(given: AnalyseInput) -> tuple[Finding, ...]:
    """Acts that attributes point to, of which a reader cannot tell whose they are.

    An exemption may name an act by itself: it then means that of each procedure that has it.
    """
    owners = _owners(given.ruleset)
    return tuple(
        make(
            codes.AMBIGUOUS_ACT,
            {"act": act, "known": named(f"{one}.{act}" for one in owners[act])},
            clauses=clauses,
            route=route,
        )
        for route, act, clauses in _pointers(given.ruleset)
        if len(owners.get(act, ())) > 1
    )


def _owners(ruleset: Ruleset) -> dict[str, list[str]]:
    """The procedures that have an act, or a transition, of a name."""
    owners: dict[str, list[str]] = {}
    for procedure, one in ruleset.procedures.items():
        acts = {act_of(name, transition) for name, transition in one.transitions.items()}
        for act in sorted(acts | set(one.transitions)):
            owners.setdefault(act, []).append(procedure)
    return owners


def _pointers(ruleset: Ruleset) -> Iterator[tuple[Route, str, tuple[str, ...]]]:
    for name, attribute in ruleset.attributes.items():
        if attribute.act is not None:
            yield ("attributes", name, "act"), attribute.act, attribute.clause
