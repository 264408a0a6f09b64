"""A ruleset in; exemptions that nobody can rightly cite, or that bar without a ground, out."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..graph.compiled import Compiled
from ..graph.satisfy import UndecidedError, facts_for
from ..graph.values import atoms, operands_of
from ..model.conditions import Condition
from ..model.ruleset import Exemption, Ruleset
from .given import AnalyseInput
from .guards import facts_of, possible

_THE_OTHER = Words(zh="另一项", en="the other one")


def find_useless_exemptions(given: AnalyseInput) -> tuple[Finding, ...]:
    """Exemptions that never stand, that always do, or that decide over nothing."""
    ruleset = given.ruleset
    idle = not ruleset.attributes and not any(
        one.cites or one.outcome == "disclosed"
        for procedure in ruleset.procedures.values()
        for one in procedure.transitions.values()
    )
    found: list[Finding] = []
    for name, one in ruleset.exemptions.items():
        lifted = [(one.lifted_when, False)] if one.lifted_when is not None else []
        if not possible(ruleset, (one.when, True), *lifted):
            found.append(_of(codes.EXEMPTION_NEVER_STANDS, name, one))
        elif not possible(ruleset, (one.when, False)):
            found.append(_of(codes.EXEMPTION_WITHOUT_GROUND, name, one))
        elif idle:
            found.append(_of(codes.EXEMPTION_NEVER_CITED, name, one))
    return tuple(found)


def find_unliftable(given: AnalyseInput) -> tuple[Finding, ...]:
    """Exemptions that only facts could lift which the acts settle, and never in that way."""
    ruleset = given.ruleset
    settled = _settled(ruleset)
    found: list[Finding] = []
    for name, one in ruleset.exemptions.items():
        if one.lifted_when is None or not possible(ruleset, (one.lifted_when, True)):
            continue
        facts = facts_of(one.lifted_when) & set(settled)
        allowed = {fact: settled[fact] for fact in facts}
        if facts and not _liftable(ruleset, one.lifted_when, allowed):
            values = {"exemption": name, "facts": ", ".join(f"`{f}`" for f in sorted(facts))}
            route = ("exemptions", name, "lifted_when")
            found.append(
                make(codes.EXEMPTION_NEVER_LIFTED, values, route=route, clauses=one.clause)
            )
    return tuple(found)


def find_unready(given: AnalyseInput) -> tuple[Finding, ...]:
    """Exemptions that presuppose an act which no act that may cite them can come after."""
    return tuple(
        make(
            codes.EXEMPTION_BEFORE_ITS_STEP,
            {"exemption": name, "act": act},
            route=("exemptions", name, "presupposes", index),
            clauses=one.clause,
        )
        for name, one in given.ruleset.exemptions.items()
        for index, act in enumerate(one.presupposes)
        if _never_before(given, act)
    )


def find_twins(given: AnalyseInput) -> tuple[Finding, ...]:
    """Exemptions that always stand together and are lifted together."""
    ruleset = given.ruleset
    found: list[Finding] = []
    for (first, one), (second, other) in combinations(ruleset.exemptions.items(), 2):
        if one.presupposes == other.presupposes and _alike(ruleset, one, other):
            found.append(
                make(
                    codes.EXEMPTIONS_ALIKE,
                    {"first": first, "second": second},
                    route=("exemptions", second),
                    at_key=True,
                    clauses=other.clause,
                    related=(Related(route=("exemptions", first), message=_THE_OTHER, key=True),),
                )
            )
    return tuple(found)


def _of(code: codes.Code, name: str, exemption: Exemption) -> Finding:
    return make(
        code,
        {"exemption": name},
        route=("exemptions", name),
        at_key=True,
        clauses=exemption.clause,
    )


def _settled(ruleset: Ruleset) -> dict[str, set[Any]]:
    """By fact that some act settles: the values that acts set or ask for, and its default."""
    found: dict[str, set[Any]] = {}
    transitions = [t for p in ruleset.procedures.values() for t in p.transitions.values()]
    for transition in transitions:
        for fact, value in transition.sets.items():
            if ruleset.facts[fact].type in ("boolean", "enum"):
                found.setdefault(fact, {ruleset.facts[fact].default}).add(value)
    for transition in transitions:
        for entry in transition.requires:
            for fact, test in atoms(entry.is_) if entry.is_ is not None else ():
                found.get(fact, set()).update(operands_of(test))
            if entry.has in found:
                del found[entry.has]  # recorded, as whatever it is
    return found


def _liftable(ruleset: Ruleset, condition: Condition, allowed: dict[str, set[Any]]) -> bool:
    try:
        return facts_for(ruleset, [(condition, True)], allowed=allowed, one_key=True) is not None
    except UndecidedError:
        return True


def _never_before(given: AnalyseInput, act: str) -> bool:
    """Whether some acts may cite in a procedure that has `act`, and none of them after it."""
    citing = [
        (compiled, number)
        for compiled in given.compiled.values()
        if compiled.acts.get(act) >= 0
        for number, cites in enumerate(compiled.tables.t_cites)
        if cites
    ]
    return bool(citing) and not any(_after(compiled, n, act) for compiled, n in citing)


def _after(compiled: Compiled, number: int, act: str) -> bool:
    behind, width = compiled.tables.behind, len(compiled.acts)
    wanted = compiled.acts[act]
    return any(
        behind[marking * width + wanted]
        for marking, row in enumerate(compiled.net.step)
        if row[number] >= 0
    )


def _alike(ruleset: Ruleset, one: Exemption, other: Exemption) -> bool:
    return _same(ruleset, one.when, other.when) and _same(
        ruleset, one.lifted_when, other.lifted_when
    )


def _same(ruleset: Ruleset, first: Condition | None, second: Condition | None) -> bool:
    if first is None or second is None:
        return first is second
    if first == second:
        return True
    if facts_of(first) != facts_of(second):
        return False
    return not possible(ruleset, (first, True), (second, False)) and not possible(
        ruleset, (first, False), (second, True)
    )
