"""The outcomes of a ruleset go in; a finding for each wrong name in or of them comes out."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics.finding import Finding, Words
from ...diagnostics.places import Route
from ...model.ruleset import Ruleset
from .conditions import check_condition
from .names import Names, all_known, not_empty, unless_known

OUTCOME = Words(zh="结果", en="outcome")
EXEMPTION = Words(zh="不予公开的理由", en="exemption")


def check_outcomes(ruleset: Ruleset, names: Names) -> Iterator[Finding]:
    """Rows rest on exemptions and facts that are there, and acts have an outcome that is listed.

    A ruleset without `outcomes` may call what comes of an act as it likes.
    """
    for name, outcome in ruleset.outcomes.items():
        for key in ("statistics", "remedy"):
            listed = getattr(outcome, key)
            route: Route = ("outcomes", name, key)
            yield from not_empty(listed, route)
            for index, row in enumerate(listed):
                here = (*route, index)
                yield from all_known(EXEMPTION, row.cites, names.exemptions, (*here, "cites"))
                yield from check_condition(row.when, (*here, "when"), names, ruleset.facts)
    for own, procedure in ruleset.procedures.items() if names.outcomes else ():
        for name, transition in procedure.transitions.items():
            route = ("procedures", own, "transitions", name, "outcome")
            yield from unless_known(OUTCOME, transition.outcome, names.outcomes, route)
