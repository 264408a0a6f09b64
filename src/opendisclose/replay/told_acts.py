"""Records about an act go in, findings come out: order, guard, role, content, grounds."""

from __future__ import annotations

from datetime import date

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words
from .kernel import layout as k
from .machine import Record
from .teller import Teller
from .wording import listed

_ASPECT_KINDS = {
    "content": "missing_required_content",
    "form": "wrong_form",
    "channel": "wrong_channel",
    "ground": "illegal_exemption",
    "act": "missing_step",
}
_CITED = {
    0: Words(zh="规则中没有这一理由", en="the ruleset has no such exemption"),
    1: Words(zh="其条件不成立", en="it does not stand"),
    2: Words(zh="其前置步骤未作出", en="a step it presupposes was not done"),
}


def jump(teller: Teller, record: Record) -> Finding:
    skipped = [
        one
        for one in teller.run.records
        if one.kind == k.R_SKIPPED and one.event == record.event and one.b == record.b
    ]
    clauses = tuple(c for one in skipped for c in teller.clauses_of(one.transition))
    made_up = all(one.a >= 0 for one in skipped)
    return teller.made(
        codes.OUT_OF_ORDER if made_up else codes.NOT_ENABLED,
        record,
        {
            "act": teller.say.transition(record.transition),
            "skipped": listed(teller.say.transition(one.transition) for one in skipped),
        },
        tuple(dict.fromkeys(clauses)),
        severity=teller.severity_at(record.event),
    )


def impossible(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.NOT_POSSIBLE,
        record,
        {
            "act": teller.say.transition(record.transition),
            "state": teller.say.states(teller.compiled.states(record.a)),
        },
        teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event),
    )


def guard(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.GUARD_FALSE,
        record,
        {
            "act": teller.say.transition(record.transition),
            "condition": teller.condition_of(record.transition),
        },
        teller.guard_clauses(record),
        severity=teller.severity_at(record.event),
    )


def role(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.WRONG_ROLE,
        record,
        {
            "act": teller.say.transition(record.transition),
            "expected": teller.say.roles(teller.compiled.transition(record.transition).by),
            "found": teller.say.role(teller.compiled.roles.ids[record.a]),
        },
        teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event),
    )


def person(teller: Teller, record: Record) -> Finding:
    relation = (
        Words(zh="不得出自", en="someone other than those")
        if record.a
        else Words(zh="应出自", en="the same")
    )
    transition = teller.compiled.transition(record.transition)
    other = (transition.distinct_from if record.a else transition.same_as) or ""
    return teller.made(
        codes.WRONG_PERSON,
        record,
        {
            "act": teller.say.transition(record.transition),
            "relation": relation,
            "other": teller.say.act_named(other),
            "found": who(teller, record.event),
        },
        transition.clause,
        severity=teller.severity_at(record.event),
    )


def who(teller: Teller, event: int) -> Words:
    logged = teller.event(event).event
    if logged.actor:
        return Words(zh=logged.actor, en=logged.actor)
    return teller.say.role(teller.compiled.roles.ids[teller.run.log.columns.role[event]])


def content(teller: Teller, record: Record) -> Finding:
    entry = teller.compiled.requirements[record.a]
    fact = entry.has or (teller.first_fact(entry.is_) if entry.is_ is not None else None)
    known = teller.compiled.ruleset.facts.get(fact or "")
    return teller.made(
        codes.CONTENT_MISSING,
        record,
        {"act": teller.say.transition(record.transition), "entry": teller.say.entry(entry)},
        (*teller.entry_clauses(entry, record.transition), *teller.counted(record, entry.is_)),
        severity=teller.severity_at(record.event),
        kind=_ASPECT_KINDS[known.aspect if known else "content"],
    )


def before(teller: Teller, record: Record) -> Finding:
    entry = teller.compiled.presuppositions[record.a]
    came = record.b != k.NONE
    values: dict[str, object] = {"act": teller.say.transition(record.transition)}
    values["skipped" if came else "other"] = teller.say.entry(entry)
    return teller.made(
        codes.OUT_OF_ORDER if came else codes.STEP_MISSING,
        record,
        values,
        teller.entry_clauses(entry, record.transition),
        severity=teller.severity_at(record.event),
    )


def cited(teller: Teller, record: Record) -> Finding:
    if record.a >= 0:
        name = teller.say.exemption(record.a)
        clauses = teller.compiled.exemption(record.a).clause
    else:
        written = list(dict.fromkeys(teller.event(record.event).event.cites))[record.b]
        name, clauses = Words(zh=written, en=written), ()
    return teller.made(
        codes.ILLEGAL_EXEMPTION,
        record,
        {"act": teller.say.transition(record.transition), "name": name, "why": _CITED[record.c]},
        clauses or teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event),
    )


def no_cite(teller: Teller, record: Record) -> Finding:
    required = record.a == 1
    return teller.made(
        codes.GROUND_MISSING if required else codes.NO_GROUND_GIVEN,
        record,
        {"act": teller.say.transition(record.transition)},
        teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event) if required else None,
    )


def assumed_content(teller: Teller, record: Record) -> Finding:
    entry = teller.compiled.requirements[record.a]
    return teller.made(
        codes.CONTENT_ASSUMED,
        record,
        {"act": teller.say.transition(record.transition), "entry": teller.say.entry(entry)},
        teller.entry_clauses(entry, record.transition),
    )


def bad_date(teller: Teller, record: Record) -> Finding:
    name = teller.compiled.facts.ids[record.a]
    return teller.made(
        codes.CONTRADICTORY_TIME,
        record,
        {
            "what": f"`{name}`",
            "found": date.fromordinal(record.b).isoformat(),
            "event_time": teller.event(record.event).event.at.isoformat(),
        },
        (),
    )
