"""A ruleset goes in; JSON comes out: what it says, with conditions as data and in words."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..graph.from_model import act_of
from ..graph.markings import states_of
from ..model.conditions import Condition
from ..model.procedure import AllMoments, Deadline, Entry, Goal, Transition
from ..model.ruleset import Ruleset
from ..replay.wording import Wording
from . import periods
from .findings_json import VERSION, both, dumped
from .layout import View
from .outcomes import outcomes_data
from .readings import Reading, defects, readings, unverified
from .receipts_text import receipts_data
from .subjects import Shown


def show_json(subject: Shown, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """Always the whole ruleset; `procedures` are those that were asked for."""
    ruleset = subject.ruleset
    data: dict[str, Any] = {
        "version": VERSION,
        "ruleset": _head(ruleset),
        "roles": [
            {
                "id": name,
                "title": both(one.title(name)),
                "external": one.external,
                "clauses": list(one.clause),
            }
            for name, one in ruleset.roles.items()
        ],
        "receipts": receipts_data(ruleset),
        "procedures": [_procedure(one) for one in subject.procedures],
        "exemptions": _exemptions(subject),
        "outcomes": outcomes_data(ruleset),
        "readings": [_reading(one) for one in readings(ruleset)],
        "defects": [
            *({**_reading(one), "code": None} for one in defects(ruleset)),
            *(_found(one) for one in subject.found),
        ],
        "unverified": list(unverified(ruleset)),
        "clauses": [
            {
                "id": name,
                "kind": one.kind,
                "summary": both(one.summary),
                "refers_to": list(one.refers_to),
            }
            for name, one in ruleset.clauses.items()
        ],
        "clauses_complete": ruleset.clauses_complete,
    }
    return dumped(data)


def _head(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "id": ruleset.id,
        "edition": ruleset.edition,
        "edition_of": ruleset.edition_of,
        "status": ruleset.status,
        "title": both(ruleset.title),
        "in_force": raw(ruleset.in_force),
        "timezone": ruleset.timezone,
        "calendar": raw(ruleset.calendar),
        "counting": raw(ruleset.counting),
        "implements": list(ruleset.implements),
    }


def raw(model: BaseModel) -> Any:
    """A model as the file spells it, without what was left out."""
    return model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)


def _condition(condition: Condition | None, say: Wording) -> dict[str, Any] | None:
    if condition is None:
        return None
    return {"data": raw(condition), "text": both(say.condition(condition))}


def _procedure(compiled: Compiled) -> dict[str, Any]:
    procedure, say = compiled.procedure, Wording(compiled)
    return {
        "id": compiled.id,
        "title": both(procedure.title),
        "clauses": list(procedure.clause),
        "every": procedure.every,
        "states": [
            {"id": name, "title": both(one.title(name)), "final": one.final}
            for name, one in procedure.states.items()
        ],
        "transitions": [_transition(name, one, say) for name, one in procedure.transitions.items()],
        "deadlines": [
            _deadline(name, one, compiled.ruleset, say) for name, one in procedure.deadlines.items()
        ],
    }


def _transition(name: str, one: Transition, say: Wording) -> dict[str, Any]:
    return {
        "id": name,
        "act": act_of(name, one),
        "title": both(one.title(name)),
        "from": list(states_of(one.from_)),
        "to": list(states_of(one.to)),
        "in": list(one.in_ or ()),
        "by": list(one.by),
        "when": _condition(one.when, say),
        "when_expired": one.when_expired,
        "requires": [_entry(entry, say) for entry in one.requires],
        "presupposes": [_entry(entry, say) for entry in one.presupposes],
        "same_as": one.same_as,
        "distinct_from": one.distinct_from,
        "per": one.per,
        "outcome": one.outcome,
        "cites": one.cites,
        "clauses": list(one.clause),
    }


def _entry(entry: Entry, say: Wording) -> dict[str, Any]:
    return {
        "data": raw(entry),
        "text": both(say.entry(entry)),
        "when": _condition(entry.when, say),
        "clauses": list(entry.clause),
    }


def _deadline(name: str, one: Deadline, ruleset: Ruleset, say: Wording) -> dict[str, Any]:
    within = one.within if one.within is not None else one.at_least
    zh, en = (periods.period(one, ruleset, View(lang=lang)) for lang in ("zh", "en"))
    return {
        "id": name,
        "title": both(one.title(name)),
        "owed_by": list(one.owed_by),
        "per": one.per,
        "period": {
            "data": within if within is None or isinstance(within, str) else raw(within),
            "floor": one.at_least is not None,
            "text": {"zh": zh, "en": en},
        },
        "when": _condition(one.when, say),
        "starts": "period" if one.starts == "period" else [raw(each) for each in one.starts],
        "met_by": _goal(one.met_by),
        "limits": list(one.limits),
        "excluded": [raw(each) for each in one.excluded],
        "extended": raw(one.extended) if one.extended is not None else None,
        "clauses": list(one.clause),
        "basis": one.basis,
    }


def _goal(goal: Goal | None) -> dict[str, list[str]]:
    if goal is None:
        return {"any": []}
    if isinstance(goal, AllMoments):
        return {"all": [one.act for one in goal.all]}
    return {"any": [one.act for one in goal]}


def _exemptions(subject: Shown) -> list[dict[str, Any]]:
    if not subject.procedures:
        return []
    say = Wording(subject.procedures[0])
    return [
        {
            "id": name,
            "title": both(one.title(name)),
            "when": _condition(one.when, say),
            "lifted_when": _condition(one.lifted_when, say),
            "presupposes": list(one.presupposes),
            "force": one.force,
            "basis": one.basis,
            "clauses": list(one.clause),
        }
        for name, one in subject.ruleset.exemptions.items()
    ]


def _found(one: Finding) -> dict[str, Any]:
    """A defect that a program sees, with the code that explains it; one declared has none."""
    where = ".".join(str(step) for step in one.route or ())
    return {
        "where": where,
        "text": both(one.message),
        "clauses": list(one.clauses),
        "code": one.code.id,
    }


def _reading(one: Reading) -> dict[str, Any]:
    return {"where": one.where, "text": both(one.text), "clauses": list(one.clauses)}
