"""A ruleset and a case as plain data go in; the verdict, findings, clocks and states come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from .book import Doing, Ledger, external, goals, refs
from .book import Found as Found
from .clocks import Clock, Counter, Due, Moment
from .conditions import OWN, Facts, canonical
from .effects import Effects
from .judge import Event, Judge, Order
from .net import Marking, Net, Transition, as_list
from .periods import period_around, period_written
from .receipts import by_channel
from .replies import Recording


@dataclass(frozen=True)
class ClockView:
    """One clock at the end: `due` of a paused clock is the earliest possible one."""

    status: str
    due: date | None
    moment: datetime | None
    met_by: str | None
    late: bool
    earliest: date | None
    latest: date | None


@dataclass
class Outcome:
    """What the twin says about a case."""

    verdict: str
    findings: list[Found]
    clocks: dict[tuple[str, str], ClockView]
    states: tuple[str, ...]
    undecided: int
    fired: list[tuple[str, str, date]]
    replies: list[tuple[str | None, date, str, str | None, str | None]]


@dataclass(eq=False)
class Row:
    """One row of the log with its instant."""

    id: str
    raw: dict[str, Any]
    moment: Moment


def judge(
    ruleset: dict[str, Any],
    case: dict[str, Any],
    *,
    as_of: datetime | None,
    is_working_day: Callable[[date], bool],
    official_through: date,
) -> Outcome:
    """Judge one case by the meanings of the language.

    Times are wall-clock times of the ruleset's timezone; `as_of` None is the last event's instant;
    `is_working_day` is asked only for days through `official_through`.
    """
    rows = read_log(case.get("events") or [], ruleset.get("timezone"))
    if as_of is None and rows:
        as_of = max(one.moment.instant for one in rows)
    rows = [one for one in rows if as_of is None or one.moment.instant <= as_of]
    if not _applies(ruleset, case, rows):
        return Outcome("not_applicable", [], {}, (), 0, [], [])
    counter = Counter(ruleset.get("counting") or {}, is_working_day, official_through)
    return Replay(ruleset, case, counter).run(rows, as_of)


def _applies(ruleset: dict[str, Any], case: dict[str, Any], rows: list[Row]) -> bool:
    """The rule is in force when the case starts (meaning 14): with its first event, or with the
    period of a duty that recurs; unknown commencement: judged."""
    start = min((one.moment.day for one in rows), default=None)
    every = ruleset["procedures"][case["procedure"]].get("every")
    if start is None and every and case.get("period"):
        start = period_written(case["period"], every).first
    in_force = ruleset.get("in_force") or {}
    begins, ends = in_force.get("from"), in_force.get("until")
    if start is None:
        return True
    if isinstance(begins, date) and start < begins:
        return False
    return not (isinstance(ends, date) and start > ends)


def read_time(value: Any, timezone: str | None) -> tuple[datetime, bool]:
    """A wall-clock time in the ruleset's timezone, and whether only the day is given."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min), True
    if value.tzinfo is not None:
        value = value.astimezone(ZoneInfo(timezone or "Asia/Shanghai")).replace(tzinfo=None)
    return value, False


def read_log(events: list[dict[str, Any]], timezone: str | None) -> list[Row]:
    """The rows in order of time; equal times keep the order of the log (meaning 1)."""
    rows: list[Row] = []
    for number, raw in enumerate(events, start=1):
        instant, day_only = read_time(raw["at"], timezone)
        if day_only:  # the latest instant logged before it on that day, else 00:00
            before = [one.moment.instant for one in rows if one.moment.day == instant.date()]
            instant = max([instant, *before])
        rows.append(Row(str(raw.get("id") or f"e{number}"), raw, Moment(instant, day_only)))
    return sorted(rows, key=lambda one: one.moment.instant)


class Replay:
    """One case, event after event."""

    def __init__(self, ruleset: dict[str, Any], case: dict[str, Any], counter: Counter) -> None:
        procedure = ruleset["procedures"][case["procedure"]]
        self.timezone = ruleset.get("timezone")
        self.roles: dict[str, Any] = ruleset.get("roles") or {}
        self.every: str | None = procedure.get("every")
        self.written: str | None = case.get("period")
        self.counter = counter
        self.ledger = Ledger()
        self.net = Net(procedure)
        self.facts = Facts(ruleset.get("facts") or {}, self.roles)
        self.receipts: dict[str, Any] = ruleset.get("receipts") or {}
        self.known = ruleset.get("facts") or {}
        self.given = case.get("facts") or {}
        self.book = Effects(
            procedure, self.net, self.facts, self.roles, counter, self.ledger, self.receipts
        )
        exemptions = ruleset.get("exemptions") or {}
        self.judge = Judge(self.net, self.facts, exemptions, self.book, self.ledger)
        self.recording = Recording(ruleset, procedure, self.facts)
        self.fired: list[tuple[str, str, date]] = []
        self.position = 0
        self.needs_missing: list[tuple[str, str | None, str]] = []
        for name, value in (case.get("facts") or {}).items():
            self.facts.record(name, OWN, value)
        starts_in = frozenset(as_list(case.get("starts_in")))
        if starts_in:
            self.judge.marking = starts_in
            self.judge.done_before = self.net.may_lie_before(starts_in)
            self.book.done_before = self.judge.done_before
        self.looked: Marking | None = self.judge.marking  # when it was last asked what lapses

    def run(self, rows: list[Row], as_of: datetime | None) -> Outcome:
        self._period(rows)
        for row in rows:
            if row.raw.get("receipt"):
                continue
            event = self._event(row, rows)
            self._fire_until(event.moment.instant)
            self._judge(event, row.raw.get("data") or {})
        clocks: dict[tuple[str, str], ClockView] = {}
        if as_of is not None:
            self._fire_until(as_of)
            for place, clock in self.book.clocks.items():
                clocks[place] = self._view(clock, as_of)
        active = tuple(one for one in self.net.states if one in self.judge.marking)
        findings = self.ledger.findings
        undecided, replies = self.ledger.undecided, self.recording.told
        return Outcome(self._verdict(), findings, clocks, active, undecided, self.fired, replies)

    def _period(self, rows: list[Row]) -> None:
        """The period of a recurring duty; left out it is that of the first event (meaning 1)."""
        days = [one.moment.day for one in rows if not one.raw.get("receipt")]
        if self.every is None or not (self.written or days):
            return
        period = (
            period_written(self.written, self.every)
            if self.written
            else period_around(days[0], self.every)
        )
        for name, deadline in self.book.deadlines.items():
            within = deadline.get("within", deadline.get("at_least"))
            day = isinstance(within, dict) and period.fixed(within, self.counter.is_working_day)
            if day:
                self.book.fixed[name] = day
        self.book.begin(period.first)
        if self.book.clocks:
            self.looked = None

    def _verdict(self) -> str:
        if any(one.severity == "error" for one in self.ledger.findings):
            return "violation"
        return "indeterminate" if self.ledger.undecided else "compliant"

    # --- one event -----------------------------------------------------------------------------

    def _event(self, row: Row, rows: list[Row]) -> Event:
        raw = row.raw
        role = canonical(raw["role"], self.roles) or "other" if raw.get("role") else None
        key = raw.get("key")
        return Event(
            id=row.id,
            act=raw["act"],
            moment=row.moment,
            role=role,
            severity=external([role] if role else [], self.roles),
            actor=raw.get("actor"),
            key=OWN if key is None else str(key),
            key_logged=key not in (None, OWN),
            cites=as_list(raw.get("cites")),
            received=self._received(row, rows),
            by_channel=self._by_channel(row, rows),
        )

    def _by_channel(self, row: Row, rows: list[Row]) -> Moment | None:
        """The receipt by the one of `receipts` that some clock asks of this act; None if none."""
        named = {step.id for step in self.net.named(row.raw["act"])}
        for deadline in self.book.deadlines.values():
            for ref in (*refs(deadline["starts"]), *goals(deadline)):
                receipt = self.receipts.get(ref.get("at"))
                if receipt and named & {step.id for step in self.net.named(ref["act"])}:
                    acts = [one for one in rows if not one.raw.get("receipt")]
                    log = [(one.raw, one.moment) for one in acts]
                    place, logged = acts.index(row), self._logged(row, rows)
                    return by_channel(receipt, self.known, self.given, self.net, log, place, logged)
        return None

    def _logged(self, row: Row, rows: list[Row]) -> Moment | None:
        """A receipt that is logged; one that is not sound is the event's own time."""
        told = row.raw.get("received") is not None or any(
            one.raw.get("receipt") and str(one.raw.get("of")) == row.id for one in rows
        )
        return (self._received(row, rows) or row.moment) if told else None

    def _received(self, row: Row, rows: list[Row]) -> Moment | None:
        """When the addressee got what the act sent; None where nothing sound is logged, then the
        event's own time counts (meanings 1 and 7)."""
        if row.raw.get("received") is not None:
            instant, day_only = read_time(row.raw["received"], self.timezone)
            if day_only and instant.date() == row.moment.day:
                instant = row.moment.instant
            got = [Moment(instant, day_only)]
        else:
            got = [
                Moment(row.moment.instant, True)
                if one.moment.day_only and one.moment.day == row.moment.day
                else one.moment
                for one in rows
                if one.raw.get("receipt") and str(one.raw.get("of")) == row.id
            ]
        sound = [one for one in got if one.instant >= row.moment.instant]
        return sound[0] if sound else None

    def _judge(self, event: Event, data: dict[str, Any]) -> None:
        """Merge the data, choose the variant, judge it, and let it take effect (meaning 2)."""
        candidates = self.net.named(event.act)
        per = bool(candidates) and candidates[0].per
        if per and event.key not in self.facts.keys_seen:
            self.facts.keys_seen.append(event.key)
        for name, value in data.items():
            self.facts.record(name, event.key if per else OWN, value)
        if not candidates:
            return  # no act of this procedure: bad input, no finding of a kind
        self.position += 1
        told = self.judge.choose(event, candidates)
        self.judge.report(event, told, self.position)
        if not told.order.has_effect:
            return
        doing = Doing(
            transition=told.transition,
            key=event.key,
            key_logged=event.key_logged,
            moment=event.moment,
            position=self.position,
            event=event.id,
            role=event.role,
            actor=event.actor,
            severity=event.severity,
            received=event.received,
            by_channel=event.by_channel,
            late_arrival=told.order.jump,
            void_as_grant=(told.guard is False or told.role_ok is False or False in told.persons),
        )
        asked = event.key if told.transition.per else None
        raw, day = told.transition.raw, event.moment.day
        self.recording.act(raw, event.id, day, asked, event.cites)
        if told.order.clock is not None:
            told.order.clock.fired = told.transition.id
            self.book.expire(told.order.clock, event.moment.day)
        self._take_effect(doing, told.order)

    def _take_effect(self, doing: Doing, order: Order) -> None:
        """Move, settle facts, run the clocks; then the act is done."""
        self.judge.marking = order.marking
        for name, value in (doing.transition.raw.get("sets") or {}).items():
            self.facts.record(name, doing.fact_key, value)
        self.book.act(doing)
        self.book.done.append(doing)
        self.judge.arrived(doing)
        if self.judge.marking != self.looked or self.book.starts_some(doing):
            self.looked = self.judge.marking
            self.book.lapse(self.judge.marking, doing.instant, self.judge.jumps)

    # --- time ----------------------------------------------------------------------------------

    def _fire_until(self, instant: datetime) -> None:
        """Expiries fire before any later event, earliest first, and count on their due date."""
        while True:
            found = self.book.next_expiry(instant)
            if found is None:
                return
            self._expire(*found)

    def _expire(self, clock: Clock, due: Due) -> None:
        when = due.moment
        if when is None and due.day is not None:
            when = datetime.combine(due.day, time.max)
        if when is None:
            raise AssertionError("only a clock with a due date runs out")
        self.book.expire(clock, when.date())
        owed = self.book.owed(self.book.deadlines[clock.deadline], clock, when.date())
        step = self._enabled_expiry(clock, when.date())
        if step is None or owed is False:
            return  # the clock has ended all the same
        key = clock.key if step.per else None
        self.ledger.undecided += self.judge.guard(step, key, when.date()) is None
        self.ledger.undecided += owed is None
        self.position += 1
        clock.fired = step.id
        self.fired.append((step.id, clock.key, when.date()))
        self.recording.act(step.raw, None, when.date(), key, [])
        doing = Doing(step, clock.key, clock.key != OWN, Moment(when), self.position)
        self._take_effect(doing, Order("ok", step.after(self.judge.marking)))

    def _enabled_expiry(self, clock: Clock, day: date) -> Transition | None:
        for step in self.net.transitions:
            if step.raw.get("when_expired") != clock.deadline:
                continue
            key = clock.key if step.per else None
            if step.enabled(self.judge.marking) and self.judge.guard(step, key, day) is not False:
                return step
        return None

    # --- the end -------------------------------------------------------------------------------

    def _view(self, clock: Clock, as_of: datetime) -> ClockView:
        self._missing_needs(clock, as_of)
        status = self._status(clock, as_of) if clock.status == "open" else clock.status
        deadline = self.book.deadlines[clock.deadline]
        if status in ("met", "lapsed") and (self.book.owed(deadline, clock, as_of.date()) is False):
            status = "gone"  # what was never owed is neither
        due = self.book.due(clock, as_of.date())
        earliest = due.earliest.date() if due.earliest else due.day
        latest = due.latest.date() if due.latest else due.day
        if due.not_before and status != "paused":
            # Beyond what the twin counts there are no bounds; a moment has its first day.
            earliest, latest = (earliest if due.moment else None), None
        return ClockView(status, due.day, due.moment, clock.met_by, clock.late, earliest, latest)

    def _status(self, clock: Clock, as_of: datetime) -> str:
        """How an open clock stands; overdue is a finding against who owes it (meaning 10)."""
        deadline = self.book.deadlines[clock.deadline]
        owed = self.book.owed(deadline, clock, as_of.date())
        if owed is False:
            return "gone"
        in_step = deadline.get("within") == "in_step"
        if in_step:
            passed: bool | None = as_of.date() > clock.trigger.day
        else:
            passed = self.book.passed(clock, as_of)
        if not deadline.get("limits"):
            if passed:
                kind = "missing_step" if in_step else "late"
                event = clock.start_event if in_step else None
                self.book.breach(deadline, clock, event, kind, as_of.date())
            self.ledger.undecided += passed is None
        if passed and deadline.get("limits"):
            return "met" if "at_least" in deadline else "lapsed"
        if owed is None:
            return "conditional"
        if self.book.unset(clock):
            return "unset"
        if self.book.due(clock, as_of.date()).kind == "paused":
            return "paused"
        return "overdue" if passed else "running"

    def _missing_needs(self, clock: Clock, as_of: datetime) -> None:
        """The grant was in time, but an act it needs has not come though the first due date
        passed: that act is the one missing step (meaning 6)."""
        extended = self.book.deadlines[clock.deadline].get("extended")
        if not extended or not clock.pending:
            return
        passed = self.book.passed(clock, as_of)
        self.ledger.undecided += passed is None
        for act in as_list(extended.get("needs")) if passed else []:
            told = (clock.deadline, clock.pending[0].event, act)
            if act not in clock.needs_done and told not in self.needs_missing:
                self.needs_missing.append(told)
                step = next(one for one in self.net.transitions if one.called(act))
                severity = external(as_list(step.raw.get("by")), self.roles)
                clauses = step.clauses or clock.pending[0].clauses
                self.ledger.found(severity, "missing_step", None, clauses)
