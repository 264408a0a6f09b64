"""Records of what decides and is not known go in; what would have to be told comes out."""

from __future__ import annotations

from datetime import date

from ..deadline.count import OUTSIDE, earliest_due, latest_due
from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words
from ..model.conditions import Condition
from .kernel import layout as k
from .machine import Record
from .teller import Teller
from .told_receipts import receipt_unknown


def unknown(teller: Teller, record: Record) -> Finding:
    """What is not known, at the event where it decides."""
    if record.clock >= 0:
        return _of_clock(teller, record)
    return _of_act(teller, record)


def _of_clock(teller: Teller, record: Record) -> Finding:
    deadline = teller.compiled.deadline(record.clock)
    name = teller.say.deadline(record.clock)
    if record.a == k.U_WHEN:
        return teller.made(
            codes.DUTY_UNKNOWN,
            record,
            {"deadline": name, "facts": teller.say.facts_in(deadline.when)},
            deadline.clause,
        )
    if record.a == k.U_VAGUE:
        return teller.made(codes.HOUR_UNKNOWN, record, {"deadline": name}, deadline.clause)
    if record.a == k.U_RECEIPT:
        act, facts = receipt_unknown(teller.compiled, teller.run.log, record)
        values: dict[str, object] = {"deadline": name, "act": act, "facts": facts}
        return teller.made(codes.RECEIPT_UNKNOWN, record, values, deadline.clause)
    days = teller.calendar.days
    return teller.made(
        codes.DATE_PROVISIONAL,
        record,
        {
            "deadline": name,
            "earliest": _shown(earliest_due(days, record.b)),
            "latest": _shown(latest_due(days, record.b)),
        },
        deadline.clause,
    )


def _shown(day: int) -> str:
    return "?" if day == OUTSIDE else date.fromordinal(day).isoformat()


def _of_act(teller: Teller, record: Record) -> Finding:
    transition = teller.compiled.transition(record.transition)
    act = teller.say.transition(record.transition)
    if record.a == k.U_ROLE:
        values: dict[str, object] = {"act": act, "expected": teller.say.roles(transition.by)}
        return teller.made(codes.ROLE_UNKNOWN, record, values, transition.clause)
    if record.a == k.U_PERSON:
        other = transition.distinct_from if record.d else transition.same_as
        values = {"act": act, "other": teller.say.act_named(other or "")}
        return teller.made(codes.PERSON_UNKNOWN, record, values, transition.clause)
    if record.a == k.U_BEFORE:
        entry = teller.compiled.presuppositions[record.b]
        values = {
            "act": act,
            "other": teller.say.entry(entry),
            "facts": teller.say.facts_in(entry.when),
        }
        clauses = teller.entry_clauses(entry, record.transition)
        return teller.made(codes.STEP_UNKNOWN, record, values, clauses)
    if record.a in (k.U_BARRED, k.U_CITED):
        exemption = teller.compiled.exemption(record.b)
        asked = _both(teller, exemption.when, exemption.lifted_when)
        values = {"act": act, "name": teller.say.exemption(record.b), "facts": asked}
        return teller.made(codes.BARRED_UNKNOWN, record, values, exemption.clause)
    values = {
        "act": act,
        "condition": teller.condition_of(record.transition),
        "facts": teller.say.facts_in(transition.when),
    }
    return teller.made(codes.GUARD_UNKNOWN, record, values, transition.clause)


def _both(teller: Teller, when: Condition, lifted: Condition | None) -> Words:
    first = teller.say.facts_in(when)
    second = teller.say.facts_in(lifted)
    both = ", ".join(one for one in (first.en, second.en) if one)
    return Words(zh=both, en=both)
