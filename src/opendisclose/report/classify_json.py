"""A classification goes in; JSON comes out: outcome, exemptions, attribute, what to ask."""

from __future__ import annotations

from typing import Any

from ..replay.classification import Asked, AttributeView, ExemptionView, Pointer
from .findings_json import VERSION, both, dumped, findings_data
from .layout import View
from .subjects import Classified


def classify_json(subject: Classified, view: View) -> str:  # noqa: ARG001 - both languages
    """The same keys for every outcome; what does not apply is null or empty."""
    found = subject.classification
    data: dict[str, Any] = {
        "version": VERSION,
        "ruleset": subject.ruleset.id,
        "edition": subject.ruleset.edition,
        "on": found.on.isoformat() if found.on is not None else None,
        "outcome": found.outcome.value,
        "attribute": _attribute(found.attribute) if found.attribute is not None else None,
        "standing": [_exemption(one) for one in found.standing],
        "doubtful": [_exemption(one) for one in found.doubtful],
        "lifted": [_exemption(one) for one in found.lifted],
        "possible": [_attribute(one) for one in found.possible],
        "asks": [_asked(one) for one in found.asks],
        "turn_to": _pointer(found.turn_to) if found.turn_to is not None else None,
        "clauses": list(found.clauses),
        "assumed": list(found.assumed),
        "findings": findings_data(found.findings),
        "notes": findings_data(found.notes),
    }
    return dumped(data)


def _exemption(one: ExemptionView) -> dict[str, Any]:
    return {
        "id": one.name,
        "title": both(one.title),
        "force": one.force,
        "clauses": list(one.clauses),
        "steps": [_pointer(step) for step in one.steps],
        "lifted_by": [both(words) for words in one.lifted_by],
        "reading": both(one.reading) if one.reading is not None else None,
    }


def _attribute(one: AttributeView) -> dict[str, Any]:
    return {
        "id": one.name,
        "title": both(one.title),
        "audience": both(one.audience) if one.audience is not None else None,
        "clauses": list(one.clauses),
        "reading": both(one.reading) if one.reading is not None else None,
    }


def _pointer(one: Pointer) -> dict[str, Any]:
    """An act as `procedure.act`, and who may do it."""
    return {
        "act": one.name,
        "title": both(one.title),
        "by": list(one.by),
        "clauses": list(one.clauses),
    }


def _asked(one: Asked) -> dict[str, Any]:
    return {
        "fact": one.fact,
        "title": both(one.title),
        "type": one.type,
        "values": list(one.values),
    }
