"""A ruleset in; rules on who did another act, that cannot be kept or are missing, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.places import Route
from ..graph.compiled import Compiled
from ..graph.markings import moves_of
from ..model.procedure import Transition
from .given import AnalyseInput

# What an act that approves another is called; in Chinese the title begins with it.
_APPROVES_ZH = re.compile(r"^(?:审批|批准|核准|审签|签批|审定|签发)")
_APPROVES_EN = re.compile(r"^(?:approves?|sign off|signs off|countersigns?)\b", re.IGNORECASE)
_THE_OTHER = Words(zh="所指的行为", en="the act that is meant")
_DRAFTED = Words(zh="被审批的行为", en="the act that is approved")


def find_impossible_persons(given: AnalyseInput) -> tuple[Finding, ...]:
    """`same_as` and `distinct_from` that no case can be measured by."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for number, name in enumerate(compiled.transitions.ids)
        for finding in _persons(compiled, number, name)
    )


def find_own_approvals(given: AnalyseInput) -> tuple[Finding, ...]:
    """Approvals that the very role approves whose act is approved, and no other person has to.

    An act approves if its title says so and it moves a case on from a state to which only acts of
    one role lead, all of them no approvals; and it is done by that role alone.
    """
    return tuple(
        finding
        for compiled in given.compiled.values()
        for name, transition in compiled.procedure.transitions.items()
        for finding in _own_approval(compiled, name, transition)
    )


def _persons(compiled: Compiled, number: int, name: str) -> Iterator[Finding]:
    transition = compiled.transition(number)
    base: Route = ("procedures", compiled.id, "transitions")
    for word, act in (("same_as", transition.same_as), ("distinct_from", transition.distinct_from)):
        if act is None:
            continue
        others = [one for one in compiled.variants(compiled.acts[act]) if one != number]
        values = {"transition": name, "word": word, "act": act}
        at: Route = (*base, name, word)
        if not _may_precede(compiled, number, act):
            yield make(codes.PERSON_OF_LATER_ACT, values, route=at, clauses=transition.clause)
        elif word == "same_as" and others and not _shares_role(compiled, transition, others):
            first = compiled.transitions.ids[others[0]]
            yield make(
                codes.SAME_PERSON_IMPOSSIBLE,
                values,
                route=at,
                clauses=transition.clause,
                related=(Related(route=(*base, first, "by"), message=_THE_OTHER),),
            )


def _may_precede(compiled: Compiled, number: int, act: str) -> bool:
    """Whether an act may have been done before a transition; one that never fires is no matter."""
    behind, width = compiled.tables.behind, len(compiled.acts)
    rows = [m for m, row in enumerate(compiled.net.step) if row[number] >= 0]
    return not rows or any(behind[one * width + compiled.acts[act]] for one in rows)


def _shares_role(compiled: Compiled, transition: Transition, others: list[int]) -> bool:
    if not transition.by:
        return True
    listed = [compiled.transition(one).by for one in others]
    return any(not one or set(one) & set(transition.by) for one in listed)


def _own_approval(compiled: Compiled, name: str, transition: Transition) -> Iterator[Finding]:
    if transition.distinct_from or transition.same_as or len(transition.by) != 1:
        return
    if transition.from_ is None or not _approves(name, transition):
        return
    transitions = compiled.procedure.transitions
    sources = {one for move in moves_of(name, compiled.procedure) for one in move.takes}
    leading = [
        one
        for one in transitions
        if any(move.gives & sources for move in moves_of(one, compiled.procedure))
    ]
    drafted = [transitions[one] for one in leading if one != name]
    if not drafted or any(one.by != transition.by for one in drafted):
        return
    if any(_approves(one, transitions[one]) for one in leading):
        return
    base: Route = ("procedures", compiled.id, "transitions")
    yield make(
        codes.APPROVES_OWN_ACT,
        {"transition": name, "role": transition.by[0], "act": leading[0]},
        route=(*base, name),
        at_key=True,
        clauses=transition.clause,
        related=(Related(route=(*base, leading[0]), message=_DRAFTED, key=True),),
    )


def _approves(name: str, transition: Transition) -> bool:
    if transition.zh and _APPROVES_ZH.search(transition.zh):
        return True
    return bool(_APPROVES_EN.search(transition.en or name.replace("_", " ")))
