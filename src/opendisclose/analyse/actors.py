"""A ruleset in; roles without a part and acts that nobody, or nobody bound, has to do out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.from_model import act_of
from ..graph.values import atoms, conditions_of, operands_of
from ..model.procedure import AllMoments, Deadline, Transition
from ..model.ruleset import OTHER, Ruleset
from .given import AnalyseInput


def find_idle_roles(given: AnalyseInput) -> tuple[Finding, ...]:
    """Roles that never act, owe nothing, are not asked and that no fact names.

    An outsider without a part may be there for its name, which logs can then hold.
    """
    ruleset = given.ruleset
    busy = set(_busy(ruleset))
    return tuple(
        make(
            codes.ROLE_WITHOUT_PART,
            {"role": name},
            route=("roles", name),
            at_key=True,
            clauses=role.clause,
        )
        for name, role in ruleset.roles.items()
        if name not in busy and not role.external
    )


def find_acts_of_nobody(given: AnalyseInput) -> tuple[Finding, ...]:
    """Transitions without `by`, which therefore anybody may do.

    Time needs nobody, and where an act has a `reading` its author has said what is left open.
    """
    explained = {
        (procedure_name, act_of(name, one))
        for procedure_name, procedure in given.ruleset.procedures.items()
        for name, one in procedure.transitions.items()
        if one.reading is not None
    }
    return tuple(
        make(
            codes.ACT_WITHOUT_ROLE,
            {"transition": name},
            route=("procedures", procedure_name, "transitions", name),
            at_key=True,
            clauses=transition.clause,
        )
        for procedure_name, procedure in given.ruleset.procedures.items()
        for name, transition in procedure.transitions.items()
        if not transition.by
        and transition.when_expired is None
        and (procedure_name, act_of(name, transition)) not in explained
    )


def find_out_of_hand(given: AnalyseInput) -> tuple[Finding, ...]:
    """What the institution has to bring about and only outsiders can do."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for finding in (*_duties(given.ruleset, compiled), *_endings(given.ruleset, compiled))
    )


def _busy(ruleset: Ruleset) -> Iterator[str]:
    for procedure in ruleset.procedures.values():
        for transition in procedure.transitions.values():
            yield from transition.by
            yield from (transition.per,) if transition.per is not None else ()
            yield from _texts(transition.sets.values())
        for deadline in procedure.deadlines.values():
            yield from deadline.owed_by
            yield from (deadline.per,) if deadline.per is not None else ()
    for condition in conditions_of(ruleset):
        for _, test in atoms(condition):
            yield from _texts(operands_of(test))
    yield from _texts(fact.default for fact in ruleset.facts.values())


def _texts(values: Iterable[Any]) -> Iterator[str]:
    return (one for one in values if isinstance(one, str))


def outside(ruleset: Ruleset, transition: Transition) -> bool:
    """Whether only those can do it whom the rule cannot bind; time is nobody's."""
    if not transition.by or transition.when_expired is not None:
        return False
    return all(one == OTHER or ruleset.roles[one].external for one in transition.by)


def _act_outside(ruleset: Ruleset, compiled: Compiled, act: str) -> bool:
    variants = compiled.variants(compiled.acts[act])
    return all(outside(ruleset, compiled.transition(one)) for one in variants)


def _duties(ruleset: Ruleset, compiled: Compiled) -> Iterator[Finding]:
    """Deadlines that a role of the institution owes and that only outsiders can meet."""
    for name, deadline in compiled.procedure.deadlines.items():
        owing = [
            one for one in deadline.owed_by if one != OTHER and not ruleset.roles[one].external
        ]
        acts = _needed_outside(ruleset, compiled, deadline)
        if owing and acts:
            yield make(
                codes.DUTY_OUT_OF_HAND,
                {"deadline": name, "owing": named(owing), "acts": named(acts)},
                route=("procedures", compiled.id, "deadlines", name, "met_by"),
                clauses=deadline.clause,
            )


def _needed_outside(ruleset: Ruleset, compiled: Compiled, deadline: Deadline) -> list[str]:
    """The acts of outsiders without which the deadline is not met."""
    if deadline.met_by is None:
        return []
    every = isinstance(deadline.met_by, AllMoments)
    moments = deadline.met_by.all if isinstance(deadline.met_by, AllMoments) else deadline.met_by
    acts = [one.act for one in moments]
    found = [one for one in acts if _act_outside(ruleset, compiled, one)]
    return found if every or len(found) == len(acts) else []


def _endings(ruleset: Ruleset, compiled: Compiled) -> Iterator[Finding]:
    """Acts of outsiders that every case needs on its way to an end."""
    procedure = compiled.procedure
    by_act: dict[str, list[int]] = {}
    for number, (name, transition) in enumerate(procedure.transitions.items()):
        if transition.from_ is not None:
            by_act.setdefault(act_of(name, transition), []).append(number)
    for act, numbers in by_act.items():
        listed = [compiled.transition(one) for one in numbers]
        if not all(outside(ruleset, one) for one in listed):
            continue
        if _completes(compiled, ()) and not _completes(compiled, numbers):
            first = compiled.transitions.ids[numbers[0]]
            yield make(
                codes.END_OUT_OF_HAND,
                {"act": act},
                route=("procedures", compiled.id, "transitions", first),
                at_key=True,
                clauses=listed[0].clause,
            )


def _completes(compiled: Compiled, without: Iterable[int]) -> bool:
    """Whether some case comes to its end though none of some transitions is done."""
    left_out = set(without)
    seen, waiting = {0}, [0]
    for marking in waiting:
        if compiled.tables.complete[marking]:
            return True
        for number, target in enumerate(compiled.net.step[marking]):
            if target >= 0 and number not in left_out and target not in seen:
                seen.add(target)
                waiting.append(target)
    return False
