"""The clocks of one case: which an act concerns, when they are due, which ran out, which lapse."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from .clocks import DAY, NO_DUE, Clock, Counter, Due, Moment, Span
from .conditions import EMPTY, OWN, Facts, as_date
from .net import Marking, Net, Transition, as_list


@dataclass
class Found:
    """One finding or note of a kind."""

    severity: str
    kind: str
    event: str | None
    clauses: tuple[str, ...]


@dataclass(eq=False)
class Ledger:
    """All that is found, and how many conditions that decide are not known."""

    findings: list[Found] = field(default_factory=list)
    undecided: int = 0

    def found(self, severity: str, kind: str, event: str | None, clauses: tuple[str, ...]) -> Found:
        one = Found(severity, kind, event, clauses)
        self.findings.append(one)
        return one


@dataclass(eq=False)
class Jump:
    """Acts that were skipped at one place of the log, and those that have not come since."""

    position: int
    skipped: list[str]
    missing: list[str]
    finding: Found | None = None


@dataclass(eq=False)
class Doing:
    """An act that takes effect: an event of the log, or an expiry that time fires."""

    transition: Transition
    key: str
    key_logged: bool
    moment: Moment
    position: int
    event: str | None = None
    role: str | None = None
    actor: str | None = None
    severity: str = "error"
    received: Moment | None = None
    by_channel: Moment | None = None
    late_arrival: Jump | None = None
    void_as_grant: bool = False  # wrong role, wrong person or against its guard

    @property
    def instant(self) -> datetime:
        return self.moment.instant

    @property
    def fact_key(self) -> str:
        """Where data and `sets` are stored: under the key if the act is per key (meaning 2)."""
        return self.key if self.transition.per else OWN


class Book:
    """All clocks of one case."""

    def __init__(
        self,
        procedure: dict[str, Any],
        net: Net,
        facts: Facts,
        roles: dict[str, Any],
        counter: Counter,
        ledger: Ledger,
        receipts: dict[str, Any],
    ) -> None:
        self.receipts = receipts
        self.deadlines: dict[str, dict[str, Any]] = procedure.get("deadlines") or {}
        self.fixed: dict[str, date] = {}  # by deadline the date that lies in the case's period
        self.net = net
        self.facts = facts
        self.roles = roles
        self.counter = counter
        self.ledger = ledger
        self.clocks: dict[tuple[str, str], Clock] = {}
        self.spans: dict[tuple[str, int, str], Span] = {}  # the open ones
        self.done: list[Doing] = []
        self.void: list[tuple[str, str | None]] = []  # a void grant is one finding for all keys
        self.done_before: set[str] = set()  # transitions that may lie before the log

    def of(self, name: str) -> list[Clock]:
        return [one for one in self.clocks.values() if one.deadline == name]

    def touched(self, name: str, deadline: dict[str, Any], doing: Doing) -> list[Clock]:
        return [one for one in self.of(name) if self.reaches(deadline, one, doing)]

    def reaches(self, deadline: dict[str, Any], clock: Clock, doing: Doing) -> bool:
        """An act without a key concerns every key's clock, unless it is itself per key."""
        if "per" not in deadline or (not doing.transition.per and not doing.key_logged):
            return True
        return doing.key == clock.key

    def concerns(self, deadline: dict[str, Any], clock: Clock, place: tuple[str, int, str]) -> bool:
        """A span belongs to its key; the clock without keys joins those of all keys (meaning 5)."""
        return "per" not in deadline or place[2] in (clock.key, OWN)

    def at(self, ref: dict[str, Any], doing: Doing) -> Moment:
        """The event's own moment, the receipt of what it sent, or a date fact not after it."""
        at = ref.get("at")
        if at is None:
            return doing.moment
        if at == "received":
            return doing.received or doing.moment
        if at in self.receipts:
            return doing.by_channel or doing.moment
        value = self.facts.single(at, doing.fact_key)
        if value is None or as_date(value) > doing.moment.day:
            return doing.moment
        return Moment(datetime.combine(as_date(value), time.min), day_only=True)

    def period(self, clock: Clock) -> Any:
        """The period in force now: a word, a duration, a date, or None while nobody set it."""
        deadline = self.deadlines[clock.deadline]
        within = deadline.get("within", deadline.get("at_least"))
        if isinstance(within, dict) and "set_by" in within:
            value = self.facts.single(within["set_by"], clock.key)
            return as_date(value) if isinstance(value, str) else value
        return self.fixed.get(clock.deadline, within)

    def due(self, clock: Clock, today: date) -> Due:
        if clock.final is not None:
            return clock.final
        return self.counter.due(self.period(clock), clock, today)

    def unset(self, clock: Clock) -> bool:
        return clock.final is None and self.period(clock) in EMPTY

    def passed(self, clock: Clock, instant: datetime) -> bool | None:
        return self.counter.passed(self.due(clock, instant.date()), instant)

    def owed(self, deadline: dict[str, Any], clock: Clock, day: date) -> bool | None:
        """The standing condition of the duty, by the facts of now."""
        if "when" not in deadline:
            return True
        return self.facts.holds(deadline["when"], clock.key if "per" in deadline else None, day)

    def against(self, deadline: dict[str, Any]) -> str:
        """What an external role does late is a note (meaning 2)."""
        return external(as_list(deadline.get("owed_by")), self.roles)

    def begun_before(self, deadline: dict[str, Any]) -> bool:
        """Whether what starts this clock may lie before a log that begins in the middle."""
        return any(
            step.called(ref["act"]) and step.id in self.done_before
            for ref in starts(deadline)
            for step in self.net.transitions
        )

    def starts_some(self, doing: Doing) -> bool:
        return any(
            doing.transition.called(ref["act"])
            for deadline in self.deadlines.values()
            for ref in starts(deadline)
        )

    def is_grant(self, transition: Transition) -> bool:
        return any(
            transition.called(one["extended"]["act"])
            for one in self.deadlines.values()
            if one.get("extended")
        )

    def end(self, clock: Clock, status: str, day: date) -> None:
        if clock.final is None:
            clock.last_period = self.period(clock)
            clock.final = self.due(clock, day) if not self.unset(clock) else NO_DUE
            clock.spans = [replace(one) for one in clock.spans]  # what comes later does not count
        elif clock.final.kind == "paused":  # it had lapsed, and its goal arrives late
            clock.final = self.counter.due(clock.last_period, clock, day)
        clock.status = status

    # --- time ----------------------------------------------------------------------------------

    def next_expiry(self, before: datetime) -> tuple[Clock, Due] | None:
        """The clock with an expiry transition that ran out first before this instant; ties by the
        order of the file (meaning 9)."""
        ran_out = []
        for number, name in enumerate(self.deadlines):
            if not any(one.raw.get("when_expired") == name for one in self.net.transitions):
                continue
            for clock in self.of(name):
                due = self.due(clock, before.date())
                if clock.status != "open" or not self.counter.passed(due, before):
                    continue
                if due.kind == "day" and due.day is not None:
                    first = (datetime.combine(due.day + DAY, time.min), 0, number)
                    ran_out.append((first, clock, due))
                elif due.moment is not None and due.earliest == due.latest:
                    ran_out.append(((due.moment, 1, number), clock, due))
        if not ran_out:
            return None
        _, clock, due = min(ran_out, key=lambda one: one[0])
        return clock, due

    def expire(self, clock: Clock, day: date) -> None:
        self.end(clock, "expired", day)

    def lapse(self, marking: Marking, instant: datetime, jumps: list[Jump]) -> None:
        """Clocks whose goal can no longer happen, or whose case is complete, lapse (meaning 10)."""
        for clock in self.clocks.values():
            deadline = self.deadlines[clock.deadline]
            keeps = deadline.get("within") == "in_step" or "at_least" in deadline
            if clock.status != "open" or keeps:
                continue
            if not self.net.complete(marking) and self._possible(deadline, clock, marking):
                continue
            passed = self.passed(clock, instant)
            duty = not deadline.get("limits")
            if passed and duty and not self._named_by_jump(deadline, clock, jumps):
                continue  # it stays overdue
            if passed is None and duty:
                self.ledger.undecided += self.owed(deadline, clock, instant.date()) is not False
            if not passed:
                clock.pending = []
            self.end(clock, "lapsed", instant.date())

    def _possible(self, deadline: dict[str, Any], clock: Clock, marking: Marking) -> bool:
        """Whether the goal can still happen: reachability, blind to guards."""
        enabled = [
            step
            for step in self.net.transitions
            if any(step.enabled(one) for one in self.net.reachable(marking))
        ]
        acts = [
            ref["act"]
            for number, ref in enumerate(goals(deadline))
            if number not in clock.parts_done
        ]
        acts += as_list(deadline.get("limits"))
        told = [any(step.called(act) for step in enabled) for act in acts]
        return all(told) if needs_all(deadline) else any(told)

    def _named_by_jump(self, deadline: dict[str, Any], clock: Clock, jumps: list[Jump]) -> bool:
        """A finding that names the skipped act already stands for the duty it would have met."""
        skipped = {
            step.id
            for jump in jumps
            if jump.position >= clock.start_position
            for step in self.net.transitions
            if step.id in jump.skipped
        }
        return any(
            step.called(ref["act"])
            for ref in goals(deadline)
            for step in self.net.transitions
            if step.id in skipped
        )


def refs(value: Any) -> list[dict[str, Any]]:
    """A list of acts, each as `{act: ..., at: ...}`."""
    return [{"act": one} if isinstance(one, str) else one for one in as_list(value)]


def starts(deadline: dict[str, Any]) -> list[dict[str, Any]]:
    """The acts that start a clock; the first day of a period is none."""
    return [] if deadline["starts"] == "period" else refs(deadline["starts"])


def goals(deadline: dict[str, Any]) -> list[dict[str, Any]]:
    met_by: Any = deadline.get("met_by")
    return refs(met_by["all"] if needs_all(deadline) else met_by)


def needs_all(deadline: dict[str, Any]) -> bool:
    met_by = deadline.get("met_by")
    return isinstance(met_by, dict) and "all" in met_by


def external(names: list[str], roles: dict[str, Any]) -> str:
    """`note` where all these roles are external, whom the rule cannot bind; else `error`."""
    told = [bool((roles.get(name) or {}).get("external")) for name in names]
    return "note" if told and all(told) else "error"
