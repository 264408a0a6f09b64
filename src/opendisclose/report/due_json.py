"""One due date goes in; JSON comes out: the date, its bounds and its steps."""

from __future__ import annotations

from typing import Any

from .derivation_json import explanation_data, reminder_data, why_not_data
from .findings_json import VERSION, both, dumped
from .layout import View
from .subjects import Due
from .verdict_json import step_data, when


def due_json(subject: Due, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """`due` is the date, or the date and time of a period in hours; null where there is none."""
    deadline, due = subject.deadline, subject.due
    period = subject.period
    data: dict[str, Any] = {
        "version": VERSION,
        "ruleset": subject.ruleset.id,
        "edition": subject.ruleset.edition,
        "id": f"{subject.procedure}.{subject.name}",
        "title": both(deadline.title(subject.name)),
        "start": when(subject.start),
        "period": dict([period.unit()]) if period is not None else None,
        "due": when(due.moment or due.date),
        "moment": when(due.moment),
        "status": due.status,
        "earliest": when(due.earliest),
        "latest": when(due.latest),
        "owed_by": list(deadline.owed_by),
        "clauses": list(deadline.clause),
        "steps": [step_data(one) for one in due.steps],
    }
    if subject.full:
        data["explanation"] = explanation_data(due)
    if subject.why_not is not None:
        data["why_not"] = why_not_data(subject.why_not)
    if subject.reminders:
        data["reminders"] = [reminder_data(one) for one in subject.reminders]
    return dumped(data)
