"""A ruleset goes in; the faults of its nets for which no case may be judged come out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..model.procedure import Procedure
from ..model.ruleset import Ruleset
from .from_model import act_of
from .markings import MOST_MARKINGS, Net, NotOneSafeError, TooManyMarkingsError, build_net
from .overlap import can_both_hold


def prove(ruleset: Ruleset) -> tuple[Finding, ...]:
    """Every fault of every net: a state active twice, too many markings, variants that overlap."""
    found: list[Finding] = []
    for name, procedure in ruleset.procedures.items():
        route = ("procedures", name)
        try:
            net = build_net(procedure)
        except NotOneSafeError as fault:
            values = {"procedure": name, "state": fault.state, "transition": fault.transition}
            where = (*route, "transitions", fault.transition, "to")
            found.append(make(codes.NOT_ONE_SAFE, values, route=where))
        except TooManyMarkingsError:
            values = {"procedure": name, "limit": str(MOST_MARKINGS)}
            found.append(make(codes.TOO_MANY_MARKINGS, values, route=route, at_key=True))
        else:
            found += _overlaps(ruleset, name, procedure, net)
    return tuple(found)


def _overlaps(ruleset: Ruleset, name: str, procedure: Procedure, net: Net) -> Iterator[Finding]:
    """Two variants of one act that some marking enables together and no guard tells apart."""
    transitions = list(procedure.transitions)
    by_act: dict[str, list[int]] = {}
    for number, one in enumerate(transitions):
        by_act.setdefault(act_of(one, procedure.transitions[one]), []).append(number)
    for numbers in by_act.values():
        for first, second in combinations(numbers, 2):
            one, other = transitions[first], transitions[second]
            together = any(row[first] >= 0 and row[second] >= 0 for row in net.step)
            if together and can_both_hold(
                ruleset, procedure.transitions[one].when, procedure.transitions[other].when
            ):
                route = ("procedures", name, "transitions")
                said = Words(zh="另一情形", en="the other variant")
                clauses = procedure.transitions[one].clause
                yield make(
                    codes.VARIANTS_OVERLAP,
                    {"first": one, "second": other},
                    clauses=procedure.transitions[other].clause,
                    route=(*route, other),
                    at_key=True,
                    related=(
                        Related(route=(*route, one), message=said, clauses=clauses, key=True),
                    ),
                )
