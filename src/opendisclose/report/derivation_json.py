"""How a due date was counted goes in; all of it comes out as data for JSON."""

from __future__ import annotations

from typing import Any

from ..deadline.alternatives import Alternative, disputed
from ..deadline.between import Reminder
from ..deadline.due import DueDate
from ..deadline.why_not import WhyNot
from ..diagnostics.finding import Words
from .findings_json import VERSION, dumped
from .grounds import basis, grounds, standing
from .layout import View
from .picture import kinds
from .subjects import ClockExplained
from .verdict_json import clock_data, when
from .why_not import disputed_words, why_not_lines


def clock_explained_json(subject: ClockExplained, view: View) -> str:  # noqa: ARG001
    """The clock as `check` has it, with its explanation."""
    data: dict[str, Any] = {
        "version": VERSION,
        "case": subject.source,
        "ruleset": subject.ruleset.id,
        "edition": subject.ruleset.edition,
        "clock": clock_data(subject.clock),
        "explanation": explanation_data(subject.due),
    }
    if subject.why_not is not None:
        data["why_not"] = why_not_data(subject.why_not)
    return dumped(data)


def explanation_data(due: DueDate) -> dict[str, Any]:
    """`grounds` are those of the steps, in their order; `days` is the picture, day by day."""
    inputs = due.inputs
    return {
        "grounds": [
            [_both(one) for one in grounds(step, inputs)] if inputs is not None else []
            for step in due.steps
        ],
        "standing": _maybe(standing(due)),
        "basis": _maybe(basis(due)),
        "readings": [_reading(one) for one in disputed(due)],
        "days": _days(due),
    }


def _reading(way: Alternative) -> dict[str, Any]:
    return {**_alternative(way), "moves": way.moves, "text": _both(disputed_words(way))}


def _alternative(way: Alternative) -> dict[str, Any]:
    names = [{"zh": zh, "en": en} for zh, en in way.names]
    return {"ways": list(way.ways), "names": names, "due": when(way.due.moment or way.due.date)}


def _days(due: DueDate) -> list[dict[str, Any]]:
    """The days that are something to the count, in order."""
    return [
        {
            "date": when(square.day.date),
            "kind": kind,
            "number": square.number,
            "status": square.day.status,
        }
        for _, weeks in kinds(due)
        for week in weeks
        for square, kind in (one for one in week if one is not None)
        if kind
    ]


def why_not_data(found: WhyNot) -> dict[str, Any]:
    """`off` is in working days, negative if too early; `ways` are the counts that give the day."""
    zh, en = (why_not_lines(found, View(lang=lang)) for lang in ("zh", "en"))
    return {
        "date": when(found.day),
        "same": found.same,
        "within_bounds": found.within_bounds,
        "off": found.off,
        "number": found.number,
        "rest_day": found.rest_day,
        "ways": [_alternative(one) for one in found.ways],
        "text": {"zh": zh, "en": en},
    }


def reminder_data(found: Reminder) -> dict[str, Any]:
    return {
        "working_days": found.working_days,
        "date": when(found.day),
        "early": when(found.early),
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _maybe(words: Words | None) -> dict[str, str] | None:
    return None if words is None else _both(words)
