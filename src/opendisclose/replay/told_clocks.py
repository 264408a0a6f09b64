"""Records about a clock go in, findings come out: late, overdue, void, run out."""

from __future__ import annotations

from datetime import date

from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, Words
from .entries import extension_clauses
from .kernel import layout as k
from .machine import Record
from .teller import Teller
from .wording import length, listed, one_of

_VOID = {
    k.V_ROLE: Words(zh="无权同意的角色", en="granted by a role without the power"),
    k.V_GUARD: Words(zh="条件不成立", en="its condition does not hold"),
    k.V_EXPIRED: Words(zh="期限届满后才同意", en="granted after the period had run out"),
    k.V_NEED: Words(
        zh="所需的步骤在届满后才完成", en="a step it needs came after the period had run out"
    ),
    k.V_TIMES: Words(zh="已延长至允许的次数", en="extended as often as is allowed already"),
    k.V_UNIT: Words(zh="单位与先前的延长不同", en="in another unit than the extension before"),
    k.V_NOT_RUNNING: Words(zh="没有在计算的期限", en="no period is running"),
}


def late(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.LATE,
        record,
        {
            "act": teller.say.transition(record.transition),
            "deadline": teller.say.deadline(record.clock),
            "actual": teller.shown(record.b, record.d, record.clock),
            "due": teller.shown(record.a, record.c, record.clock),
            "working_days": lateness(teller, record),
        },
        teller.compiled.deadline(record.clock).clause,
        severity=teller.severity_of_clock(record.clock),
    )


def overdue(teller: Teller, record: Record) -> Finding:
    deadline = teller.compiled.deadline(record.clock)
    return teller.made(
        codes.OVERDUE,
        record,
        {
            "deadline": teller.say.deadline(record.clock),
            "due": teller.shown(record.a, record.c, record.clock),
            "as_of": teller.shown(record.b, record.d, record.clock),
            "working_days": lateness(teller, record),
            "owed_by": teller.say.roles(deadline.owed_by),
            "goals": goals(teller, record.clock),
        },
        deadline.clause,
        severity=teller.severity_of_clock(record.clock),
    )


def goals(teller: Teller, clock: int) -> Words:
    tables = teller.compiled.tables
    acts = tables.goal_act[tables.goal_from[clock] : tables.goal_from[clock + 1]]
    if tables.d_goals[clock] > 0:
        return listed((teller.say.act(one) for one in acts), "并", " and ")
    return one_of(teller.say.act(one) for one in acts)


def companion(teller: Teller, record: Record) -> Finding:
    started = teller.compiled.deadline(record.clock).starts
    name = started[0].act if started != "period" else ""
    return teller.made(
        codes.IN_STEP_MISSING,
        record,
        {"act": teller.say.act_named(name), "goals": goals(teller, record.clock)},
        teller.compiled.deadline(record.clock).clause,
        severity=teller.severity_of_clock(record.clock),
    )


def floor(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.FLOOR_BROKEN,
        record,
        {
            "act": teller.say.transition(record.transition),
            "actual": date.fromordinal(record.b).isoformat(),
            "deadline": teller.say.deadline(record.clock),
            "due": day_or_none(record.a),
        },
        teller.compiled.deadline(record.clock).clause,
        severity=teller.severity_at(record.event),
    )


def day_or_none(day: int) -> Words:
    if day < 0:
        return Words(zh="未定", en="not set")
    shown = date.fromordinal(day).isoformat()
    return Words(zh=shown, en=shown)


def void(teller: Teller, record: Record) -> Finding:
    why = listed((text for bit, text in _VOID.items() if record.a & bit), "；", "; ")
    return teller.made(
        codes.INVALID_EXTENSION,
        record,
        {"due": day_or_none(record.b), "why": why},
        extension_clauses(teller.compiled, record.clock, record.transition),
        severity=teller.severity_at(record.event),
    )


def cap(teller: Teller, record: Record) -> Finding:
    unit = teller.compiled.tables.d_extension_kind[record.clock]
    return teller.made(
        codes.BEYOND_CAP,
        record,
        {"granted": length(record.b, record.a), "cap": length(unit, record.c)},
        extension_clauses(teller.compiled, record.clock, record.transition),
        severity=teller.severity_at(record.event),
    )


def need(teller: Teller, record: Record) -> Finding:
    variant = teller.compiled.variants(record.a)[0]
    by = teller.compiled.transition(variant).by
    roles = teller.compiled.ruleset.roles
    external = bool(by) and all(one in roles and roles[one].external for one in by)
    at_no_event = record._replace(event=-1)
    return teller.made(
        codes.NEED_MISSING,
        at_no_event,
        {"need": teller.say.act(record.a), "due": day_or_none(record.b)},
        teller.clauses_of(variant)
        or extension_clauses(teller.compiled, record.clock, record.transition),
        severity=Severity.NOTE if external else Severity.ERROR,
    )


def premature(teller: Teller, record: Record) -> Finding:
    if record.a == 0:
        why = Words(zh="没有在计算的期限", en="no period is running")
    elif record.b < 0:
        why = Words(zh="没有设定期限，或期限暂停", en="no period is set, or it is paused")
    else:
        due = date.fromordinal(record.b).isoformat()
        why = Words(zh=f"期限到 {due} 终了才届满", en=f"the period runs to the end of {due}")
    return teller.made(
        codes.PREMATURE,
        record,
        {"act": teller.say.transition(record.transition), "why": why},
        teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event),
    )


def ended(teller: Teller, record: Record) -> Finding:
    fired = next(
        (
            one
            for one in teller.run.records
            if one.kind == k.R_FIRED and (one.clock, one.key, one.a) == record[3:6]
        ),
        None,
    )
    consequence = (
        teller.say.transition(fired.transition)
        if fired is not None
        else Words(zh="没有后果", en="without consequence")
    )
    clause = (
        teller.clauses_of(fired.transition)
        if fired is not None
        else teller.compiled.deadline(record.clock).clause
    )
    return teller.made(
        codes.RAN_OUT,
        record,
        {
            "deadline": teller.say.deadline(record.clock),
            "due": date.fromordinal(record.a).isoformat(),
            "consequence": consequence,
        },
        clause,
    )


def assumed_receipt(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.RECEIPT_ASSUMED,
        record,
        {"act": teller.say.transition(record.transition)},
        teller.compiled.deadline(record.clock).clause,
    )


def outside(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.OUTSIDE_CALENDAR,
        record,
        {
            "found": teller.say.deadline(record.clock),
            "first": teller.calendar.first.isoformat(),
            "last": teller.calendar.last.isoformat(),
        },
        teller.compiled.deadline(record.clock).clause,
    )


def lateness(teller: Teller, record: Record) -> Words:
    """Late is late though zero working days late: the Saturday after a Friday (meaning 10)."""
    days = teller.working_days(record.a, record.b)
    if days == 0:
        return Words(zh="不足 1 个工作日", en="less than a working day")
    return length(1, days)
