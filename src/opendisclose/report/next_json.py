"""What may be done in a case goes in; JSON comes out: permitted acts and open duties."""

from __future__ import annotations

from typing import Any

from ..replay.verdict import Permitted
from .findings_json import VERSION, both, dumped, findings_data
from .layout import View
from .replies import ahead_data
from .subjects import Steps
from .verdict_json import clock_data, when


def next_json(subject: Steps, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """`duties` are clocks as in `check`, earliest first."""
    step = subject.next
    data: dict[str, Any] = {
        "version": VERSION,
        "case": subject.source,
        "as_of": when(step.as_of),
        "ruleset": step.verdict.ruleset,
        "edition": step.verdict.edition,
        "procedure": step.verdict.procedure,
        "states": list(step.states),
        "complete": step.complete,
        "permitted": [_permitted(one) for one in step.permitted],
        "duties": [clock_data(one) for one in step.duties],
        "verdict": step.verdict.word.value,
        "findings": findings_data(step.verdict.findings),
        "missing": findings_data(step.verdict.missing),
    }
    return dumped(data)


def _permitted(one: Permitted) -> dict[str, Any]:
    """One act; `holds` is null where it is not known whether its condition holds."""
    return {
        "act": one.act,
        "title": both(one.title),
        "by": list(one.by),
        "key": one.key or None,
        "holds": one.holds,
        "asks": list(one.asks),
        "requires": [both(words) for words in one.requires],
        "leads_to": list(one.leads_to),
        "clauses": list(one.clauses),
        "outcome": ahead_data(one.outcome),
    }
