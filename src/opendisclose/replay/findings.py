"""The kernel's records go in; findings in two languages come out, one fault one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..deadline.count import HOURS, working_days_between
from ..diagnostics import codes
from ..diagnostics.codes import Code, Severity
from ..diagnostics.finding import Finding, Words, make
from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.conditions import Condition
from ..model.procedure import Entry
from .kernel import layout as k
from .log import Logged
from .machine import Record, Run
from .wording import Wording, length, listed, one_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ASPECT_KINDS = {
    "content": "missing_required_content",
    "form": "wrong_form",
    "channel": "wrong_channel",
    "ground": "illegal_exemption",
    "act": "missing_step",
}
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
_CITED = {
    0: Words(zh="规则中没有这一理由", en="the ruleset has no such exemption"),
    1: Words(zh="其条件不成立", en="it does not stand"),
    2: Words(zh="其前置步骤未作出", en="a step it presupposes was not done"),
}
# What makes a disclosure unauthorised: one finding for all of these together (meaning 13).
_FOLDED = frozenset({k.R_BARRED, k.R_GUARD, k.R_JUMP, k.R_SKIPPED, k.R_IMPOSSIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the records say, apart from clocks: faults, what is not known, notes."""

    findings: tuple[Finding, ...]
    missing: tuple[Finding, ...]
    notes: tuple[Finding, ...]


@dataclass(slots=True)
class _Found:
    """Findings with the place each is sorted by: the event, then the order of the records."""

    items: list[tuple[int, int, Finding]] = field(default_factory=list)

    def add(self, event: int, finding: Finding) -> None:
        self.items.append((event if event >= 0 else 1 << 30, len(self.items), finding))

    def sorted(self) -> tuple[Finding, ...]:
        return tuple(one for _, _, one in sorted(self.items, key=lambda item: item[:2]))


def judged(compiled: Compiled, calendar: Calendar, run: Run) -> Judged:
    """Everything the records of one run say about acts, in the order of the events."""
    teller = Teller(compiled, calendar, run)
    found = _Found()
    for record in run.records:
        if record.kind in _TOLD and not teller.folded(record):
            told = _TOLD[record.kind](teller, record)
            if told is not None:
                found.add(record.event, told)
    for event, finding in teller.disclosures():
        found.add(event, finding)
    every = found.sorted()
    return Judged(
        findings=tuple(one for one in every if one.severity is Severity.ERROR),
        missing=tuple(one for one in every if one.severity is Severity.WARNING),
        notes=tuple(one for one in every if one.severity is Severity.NOTE),
    )


class Teller:
    """Turns single records into findings; knows the names behind their numbers."""

    def __init__(self, compiled: Compiled, calendar: Calendar, run: Run) -> None:
        self.compiled = compiled
        self.calendar = calendar
        self.run = run
        self.say = Wording(compiled)
        self._zone = ZoneInfo(calendar.zone)

    # --- places, severities, clauses ----------------------------------------------------------
    def event(self, number: int) -> Logged:
        return self.run.log.events[number]

    def severity_at(self, event: int) -> Severity:
        """What an external role does wrong is a note (meaning 2)."""
        role = self.run.log.columns.role[event]
        known = self.compiled.role(role) if role >= 0 else None
        return Severity.NOTE if known is not None and known.external else Severity.ERROR

    def severity_of_clock(self, clock: int) -> Severity:
        roles = self.compiled.ruleset.roles
        owed_by = self.compiled.deadline(clock).owed_by
        external = bool(owed_by) and all(one in roles and roles[one].external for one in owed_by)
        return Severity.NOTE if external else Severity.ERROR

    def clauses_of(self, transition: int) -> tuple[str, ...]:
        return self.compiled.transition(transition).clause

    def entry_clauses(self, entry: Entry, transition: int) -> tuple[str, ...]:
        """The entry's clause prevails over the fact's and the act's."""
        if entry.clause:
            return entry.clause
        fact = entry.has or (self.first_fact(entry.is_) if entry.is_ is not None else None)
        if fact is not None and fact in self.compiled.ruleset.facts:
            own = self.compiled.ruleset.facts[fact].clause
            if own:
                return own
        if entry.act is not None:
            own = self.clauses_of(self.compiled.variants(self.compiled.acts[entry.act])[0])
            if own:
                return own
        return self.clauses_of(transition)

    @staticmethod
    def first_fact(condition: Condition) -> str | None:
        return next((fact for fact, _ in atoms(condition)), None)

    def made(
        self,
        code: Code,
        record: Record,
        values: dict[str, object],
        clauses: tuple[str, ...],
        *,
        severity: Severity | None = None,
        kind: str | None = None,
    ) -> Finding:
        """A finding at a record's event (or at none), with the place the event has in the file."""
        logged = self.event(record.event) if record.event >= 0 else None
        return make(
            code,
            values,
            severity=severity,
            kind=kind,
            clauses=clauses,
            event=logged.id if logged else None,
            event_index=logged.index if logged else None,
            route=("events", logged.index) if logged else None,
        )

    # --- dates --------------------------------------------------------------------------------
    def shown(self, day: int, instant: int, clock: int) -> str:
        """A day, or for a clock in hours the moment, as it is written."""
        if self.in_hours(clock, instant):
            moment = _EPOCH + timedelta(microseconds=instant)
            return moment.astimezone(self._zone).isoformat(sep=" ", timespec="minutes")[:16]
        return date.fromordinal(day).isoformat()

    def in_hours(self, clock: int, instant: int) -> bool:
        return 0 <= instant < k.NEVER and self.compiled.tables.d_kind[clock] == HOURS

    def working_days(self, after: int, through: int) -> int:
        return working_days_between(self.calendar.days, after, through)

    # --- one finding for everything that makes a disclosure unauthorised -----------------------
    def folded(self, record: Record) -> bool:
        return record.kind in _FOLDED and self.compiled.tables.t_discloses[self.judged(record)] == 1

    def judged(self, record: Record) -> int:
        """The transition that is judged: a skipped one belongs to the act that jumped it."""
        if record.kind != k.R_SKIPPED:
            return record.transition
        return next(
            one.transition
            for one in self.run.records
            if one.kind == k.R_JUMP and one.event == record.event
        )

    def disclosures(self) -> Iterable[tuple[int, Finding]]:
        """One finding a disclosure that was barred, jumped, against its guard or impossible."""
        by_event: dict[int, list[Record]] = {}
        for record in self.run.records:
            if self.folded(record):
                by_event.setdefault(record.event, []).append(record)
        for event, records in by_event.items():
            yield event, self._unauthorised(records)

    def _unauthorised(self, records: list[Record]) -> Finding:
        first = next(one for one in records if one.kind != k.R_SKIPPED)
        clauses: list[str] = []
        why: list[Words] = []
        order = (k.R_BARRED, k.R_GUARD, k.R_SKIPPED, k.R_IMPOSSIBLE)
        for record in sorted(
            (r for r in records if r.kind in order), key=lambda r: order.index(r.kind)
        ):
            clauses += self._why_clauses(record)
            why.append(self._why(record))
        return self.made(
            codes.UNAUTHORISED,
            first,
            {"act": self.say.transition(first.transition), "why": listed(why, "；", "; ")},
            tuple(dict.fromkeys(clauses)),
            severity=self.severity_at(first.event),
        )

    def _why_clauses(self, record: Record) -> tuple[str, ...]:
        if record.kind == k.R_BARRED:
            own = self.compiled.exemption(record.a).clause
            return own or self.clauses_of(record.transition)
        return self.clauses_of(record.transition)

    def _why(self, record: Record) -> Words:
        if record.kind == k.R_BARRED:
            name = self.say.exemption(record.a)
            return Words(zh=f"属于“{name.zh}”", en=f"exempt ({name.en})")
        if record.kind == k.R_GUARD:
            condition = self.condition_of(record.transition)
            return Words(
                zh=f"条件不成立（{condition.zh}）", en=f"its condition fails ({condition.en})"
            )
        if record.kind == k.R_SKIPPED:
            name = self.say.transition(record.transition)
            return Words(zh=f"缺少“{name.zh}”", en=f"without {name.en}")
        states = self.say.states(self.compiled.states(record.a))
        return Words(zh=f"在“{states.zh}”状态不能作出", en=f"not possible in state {states.en}")

    def condition_of(self, transition: int) -> Words:
        guard = self.compiled.transition(transition).when
        return self.say.condition(guard) if guard is not None else Words(zh="", en="")


def _jump(teller: Teller, record: Record) -> Finding:
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


def _impossible(teller: Teller, record: Record) -> Finding:
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


def _guard(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.GUARD_FALSE,
        record,
        {
            "act": teller.say.transition(record.transition),
            "condition": teller.condition_of(record.transition),
        },
        teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event),
    )


def _role(teller: Teller, record: Record) -> Finding:
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


def _person(teller: Teller, record: Record) -> Finding:
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
            "found": _who(teller, record.event),
        },
        transition.clause,
        severity=teller.severity_at(record.event),
    )


def _who(teller: Teller, event: int) -> Words:
    logged = teller.event(event).event
    if logged.actor:
        return Words(zh=logged.actor, en=logged.actor)
    return teller.say.role(teller.compiled.roles.ids[teller.run.log.columns.role[event]])


def _content(teller: Teller, record: Record) -> Finding:
    entry = teller.compiled.requirements[record.a]
    fact = entry.has or (teller.first_fact(entry.is_) if entry.is_ is not None else None)
    known = teller.compiled.ruleset.facts.get(fact or "")
    return teller.made(
        codes.CONTENT_MISSING,
        record,
        {"act": teller.say.transition(record.transition), "entry": teller.say.entry(entry)},
        teller.entry_clauses(entry, record.transition),
        severity=teller.severity_at(record.event),
        kind=_ASPECT_KINDS[known.aspect if known else "content"],
    )


def _before(teller: Teller, record: Record) -> Finding:
    entry = teller.compiled.presuppositions[record.a]
    came = record.b >= 0
    values: dict[str, object] = {"act": teller.say.transition(record.transition)}
    values["skipped" if came else "other"] = teller.say.entry(entry)
    return teller.made(
        codes.OUT_OF_ORDER if came else codes.STEP_MISSING,
        record,
        values,
        teller.entry_clauses(entry, record.transition),
        severity=teller.severity_at(record.event),
    )


def _cited(teller: Teller, record: Record) -> Finding:
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


def _no_cite(teller: Teller, record: Record) -> Finding:
    required = record.a == 1
    return teller.made(
        codes.GROUND_MISSING if required else codes.NO_GROUND_GIVEN,
        record,
        {"act": teller.say.transition(record.transition)},
        teller.clauses_of(record.transition),
        severity=teller.severity_at(record.event) if required else None,
    )


def _late(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.LATE,
        record,
        {
            "act": teller.say.transition(record.transition),
            "deadline": teller.say.deadline(record.clock),
            "actual": teller.shown(record.b, record.d, record.clock),
            "due": teller.shown(record.a, record.c, record.clock),
            "working_days": _lateness(teller, record),
        },
        teller.compiled.deadline(record.clock).clause,
        severity=teller.severity_of_clock(record.clock),
    )


def _overdue(teller: Teller, record: Record) -> Finding:
    deadline = teller.compiled.deadline(record.clock)
    return teller.made(
        codes.OVERDUE,
        record,
        {
            "deadline": teller.say.deadline(record.clock),
            "due": teller.shown(record.a, record.c, record.clock),
            "as_of": teller.shown(record.b, record.d, record.clock),
            "working_days": _lateness(teller, record),
            "owed_by": teller.say.roles(deadline.owed_by),
            "goals": _goals(teller, record.clock),
        },
        deadline.clause,
        severity=teller.severity_of_clock(record.clock),
    )


def _lateness(teller: Teller, record: Record) -> Words:
    """Late is late though zero working days late: the Saturday after a Friday (meaning 10)."""
    days = teller.working_days(record.a, record.b)
    if days == 0:
        return Words(zh="不足 1 个工作日", en="less than a working day")
    return length(1, days)


def _goals(teller: Teller, clock: int) -> Words:
    tables = teller.compiled.tables
    acts = tables.goal_act[tables.goal_from[clock] : tables.goal_from[clock + 1]]
    if tables.d_goals[clock] > 0:
        return listed((teller.say.act(one) for one in acts), "并", " and ")
    return one_of(teller.say.act(one) for one in acts)


def _companion(teller: Teller, record: Record) -> Finding:
    started = teller.compiled.deadline(record.clock).starts
    name = started[0].act if started != "period" else ""
    return teller.made(
        codes.IN_STEP_MISSING,
        record,
        {"act": teller.say.act_named(name), "goals": _goals(teller, record.clock)},
        teller.compiled.deadline(record.clock).clause,
        severity=teller.severity_of_clock(record.clock),
    )


def _floor(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.FLOOR_BROKEN,
        record,
        {
            "act": teller.say.transition(record.transition),
            "actual": date.fromordinal(record.b).isoformat(),
            "deadline": teller.say.deadline(record.clock),
            "due": date.fromordinal(record.a).isoformat(),
        },
        teller.compiled.deadline(record.clock).clause,
        severity=teller.severity_at(record.event),
    )


def _extension_clauses(teller: Teller, clock: int) -> tuple[str, ...]:
    deadline = teller.compiled.deadline(clock)
    assert deadline.extended is not None
    act = teller.compiled.acts[deadline.extended.act]
    own = deadline.extended.clause or teller.clauses_of(teller.compiled.variants(act)[0])
    return own or deadline.clause


def _day_or_none(day: int) -> Words:
    if day < 0:
        return Words(zh="未定", en="not set")
    shown = date.fromordinal(day).isoformat()
    return Words(zh=shown, en=shown)


def _void(teller: Teller, record: Record) -> Finding:
    why = listed((text for bit, text in _VOID.items() if record.a & bit), "；", "; ")
    return teller.made(
        codes.INVALID_EXTENSION,
        record,
        {"due": _day_or_none(record.b), "why": why},
        _extension_clauses(teller, record.clock),
        severity=teller.severity_at(record.event),
    )


def _cap(teller: Teller, record: Record) -> Finding:
    unit = teller.compiled.tables.d_extension_kind[record.clock]
    return teller.made(
        codes.BEYOND_CAP,
        record,
        {"granted": length(record.b, record.a), "cap": length(unit, record.c)},
        _extension_clauses(teller, record.clock),
        severity=teller.severity_at(record.event),
    )


def _need(teller: Teller, record: Record) -> Finding:
    variant = teller.compiled.variants(record.a)[0]
    by = teller.compiled.transition(variant).by
    roles = teller.compiled.ruleset.roles
    external = bool(by) and all(one in roles and roles[one].external for one in by)
    at_no_event = record._replace(event=-1)
    return teller.made(
        codes.NEED_MISSING,
        at_no_event,
        {"need": teller.say.act(record.a), "due": _day_or_none(record.b)},
        teller.clauses_of(variant) or _extension_clauses(teller, record.clock),
        severity=Severity.NOTE if external else Severity.ERROR,
    )


def _premature(teller: Teller, record: Record) -> Finding:
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


def _ended(teller: Teller, record: Record) -> Finding:
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


def _assumed_content(teller: Teller, record: Record) -> Finding:
    entry = teller.compiled.requirements[record.a]
    return teller.made(
        codes.CONTENT_ASSUMED,
        record,
        {"act": teller.say.transition(record.transition), "entry": teller.say.entry(entry)},
        teller.entry_clauses(entry, record.transition),
    )


def _assumed_receipt(teller: Teller, record: Record) -> Finding:
    return teller.made(
        codes.RECEIPT_ASSUMED,
        record,
        {"act": teller.say.transition(record.transition)},
        teller.compiled.deadline(record.clock).clause,
    )


def _bad_date(teller: Teller, record: Record) -> Finding:
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


def _outside(teller: Teller, record: Record) -> Finding:
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


_Told = Callable[[Teller, Record], "Finding | None"]
_TOLD: dict[int, _Told] = {
    k.R_JUMP: _jump,
    k.R_IMPOSSIBLE: _impossible,
    k.R_GUARD: _guard,
    k.R_ROLE: _role,
    k.R_PERSON: _person,
    k.R_CONTENT: _content,
    k.R_BEFORE: _before,
    k.R_CITED: _cited,
    k.R_NO_CITE: _no_cite,
    k.R_LATE: _late,
    k.R_OVERDUE: _overdue,
    k.R_COMPANION: _companion,
    k.R_FLOOR: _floor,
    k.R_VOID: _void,
    k.R_CAP: _cap,
    k.R_NEED: _need,
    k.R_PREMATURE: _premature,
    k.R_ENDED: _ended,
    k.R_ASSUMED_CONTENT: _assumed_content,
    k.R_ASSUMED_RECEIPT: _assumed_receipt,
    k.R_BAD_DATE: _bad_date,
    k.R_OUTSIDE: _outside,
}
