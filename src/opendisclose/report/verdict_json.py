"""Judged cases go in; JSON comes out: verdict, findings, clocks with their steps, states, notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ..deadline.steps import Step
from ..deadline.texts import render
from ..graph.clocks import KINDS
from ..model.ruleset import Ruleset
from ..replay.verdict import ClockView, Fired
from .findings_json import VERSION, both, dumped, findings_data
from .layout import View
from .replies import reply_data
from .subjects import Cases, Judged, Unjudged

_UNITS = {number: name for name, number in KINDS.items()}


def cases_json(subject: Cases, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """One case as it is; several as a list under `cases`."""
    if len(subject.cases) == 1:
        return dumped({"version": VERSION, **case_data(subject.cases[0])})
    return dumped({"version": VERSION, "cases": [case_data(one) for one in subject.cases]})


def case_data(subject: Judged | Unjudged) -> dict[str, Any]:
    """One case; `verdict` is null if it could not be judged at all."""
    if isinstance(subject, Unjudged):
        findings = findings_data(subject.findings)
        return {"case": subject.source, "verdict": None, "findings": findings}
    verdict, ruleset = subject.verdict, subject.ruleset
    return {
        "case": subject.source,
        "verdict": verdict.word.value,
        "as_of": when(verdict.as_of),
        "ruleset": verdict.ruleset,
        "edition": verdict.edition,
        "procedure": verdict.procedure,
        "findings": findings_data(verdict.findings),
        "missing": findings_data(verdict.missing),
        "clocks": [clock_data(one) for one in verdict.clocks],
        "states": list(verdict.states),
        "complete": verdict.complete,
        "notes": findings_data(verdict.notes),
        "fired": [_fired(one, ruleset, verdict.procedure) for one in verdict.fired],
        "outcomes": [reply_data(one) for one in verdict.outcomes],
    }


def clock_data(clock: ClockView) -> dict[str, Any]:
    """One clock; `due` is the date, or the date and time of a period in hours."""
    return {
        "id": clock.id,
        "key": clock.key or None,
        "title": both(clock.title),
        "due": when(clock.moment or clock.due),
        "moment": when(clock.moment),
        "status": clock.status.value,
        "earliest": when(clock.earliest),
        "latest": when(clock.latest),
        "provisional": clock.provisional,
        "owed_by": list(clock.owed_by),
        "clauses": list(clock.clauses),
        "trigger": when(clock.trigger),
        "started_by": clock.started_by,
        "met_by": clock.met_by,
        "met_on": when(clock.met_on),
        "working_days_left": clock.working_days_left,
        "steps": [step_data(one) for one in clock.steps],
    }


def step_data(step: Step) -> dict[str, Any]:
    """One step: its kind, the data it has, and its sentence in both languages."""
    data: dict[str, Any] = {
        "kind": step.kind,
        "first": when(step.first),
        "last": when(step.last),
        "number": step.number,
        "unit": _UNITS.get(step.unit),
        "moment": when(step.moment),
        "limit": when(step.limit),
        "clauses": list(step.clause),
        "names": [{"zh": zh, "en": en} for zh, en in step.names],
        "notices": [one.id for one in step.notices],
    }
    kept = {name: value for name, value in data.items() if value not in (None, [])}
    return {**kept, "text": {"zh": render(step, "zh"), "en": render(step, "en")}}


def when(value: date | datetime | None) -> str | None:
    """A date or a date-time as ISO 8601."""
    return None if value is None else value.isoformat()


def _fired(fired: Fired, ruleset: Ruleset, procedure: str) -> dict[str, Any]:
    transition = ruleset.procedures[procedure].transitions[fired.transition]
    return {
        "transition": fired.transition,
        "title": both(transition.title(fired.transition)),
        "key": fired.key or None,
        "on": when(fired.on),
        "clauses": list(transition.clause),
    }
