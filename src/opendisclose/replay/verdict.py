"""What a case has come to: the verdict word, findings, clocks, active states, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from ..deadline.due import DueDate
from ..deadline.steps import Step
from ..diagnostics.finding import Finding, Words
from ..model.base import Text
from .replies import ReplyAhead, ReplyGiven


class Word(Enum):
    """The verdict in one word (meaning 10)."""

    NOT_APPLICABLE = "not_applicable"
    VIOLATION = "violation"
    INDETERMINATE = "indeterminate"
    COMPLIANT = "compliant"


class Status(Enum):
    """What a clock looks like as of the end; `due soon` is a running one near its date."""

    MET = "met"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    PAUSED = "paused"
    OVERDUE = "overdue"
    CONDITIONAL = "conditional"  # whether it is owed is not known
    GONE = "gone"  # it is not owed
    LAPSED = "lapsed"
    EXPIRED = "expired"  # ran out, with the consequence the rule gives it
    UNSET = "unset"  # nobody has set its period


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """One clock of a case.

    `due` is None where there is no date: the law names none, none is set, or (`paused`) spans are
    open, when `earliest` is the earliest possible one. `moment` is given for hours. `derivation`
    counts the date again with its steps; it is made when asked for.
    """

    id: str  # procedure.deadline
    key: str
    title: Text
    status: Status
    due: date | None
    moment: datetime | None
    earliest: date | None
    latest: date | None
    provisional: bool
    owed_by: tuple[str, ...]
    clauses: tuple[str, ...]
    trigger: date
    started_by: str | None  # event
    met_by: str | None  # event
    met_on: date | None
    working_days_left: int | None  # of an open clock, as of the end; negative once overdue
    readings: tuple[Words, ...]  # what its date rests on where the document leaves it open
    derivation: Callable[[], DueDate] = field(repr=False, compare=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the due date was counted: trigger, first day, days left out, extension, result."""
        return self.derivation().steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A transition that an expired clock fired: when it counts, and for which key."""

    transition: str
    key: str
    on: date


class Rest(Protocol):
    """What of a verdict is not made before it is asked for."""

    @property
    def missing(self) -> tuple[Finding, ...]: ...
    @property
    def notes(self) -> tuple[Finding, ...]: ...
    @property
    def clocks(self) -> tuple[ClockView, ...]: ...
    @property
    def fired(self) -> tuple[Fired, ...]: ...
    @property
    def outcomes(self) -> tuple[ReplyGiven, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The rest of a verdict that is at hand: of a case of which nothing is judged."""

    missing: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    clocks: tuple[ClockView, ...] = ()
    fired: tuple[Fired, ...] = ()
    outcomes: tuple[ReplyGiven, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """A case judged as of an instant.

    `findings` are faults, `missing` is what would have to be known to decide, `notes` hold under
    any verdict: assumptions, readings, what others did late, a draft. `outcomes` are the replies
    given, each with what it is recorded as. Many verdicts are only asked for their word and their
    findings, so `missing`, `notes`, `clocks`, `fired` and `outcomes` are made when they are first
    asked for.
    """

    word: Word
    as_of: datetime | None
    ruleset: str
    edition: str
    procedure: str
    states: tuple[str, ...]
    complete: bool
    findings: tuple[Finding, ...]
    rest: Rest = field(repr=False)

    @property
    def missing(self) -> tuple[Finding, ...]:
        return self.rest.missing

    @property
    def notes(self) -> tuple[Finding, ...]:
        return self.rest.notes

    @property
    def clocks(self) -> tuple[ClockView, ...]:
        return self.rest.clocks

    @property
    def fired(self) -> tuple[Fired, ...]:
        return self.rest.fired

    @property
    def outcomes(self) -> tuple[ReplyGiven, ...]:
        return self.rest.outcomes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        own = (getattr(self, name) for name in self.__slots__ if name != "rest")
        return (*own, self.missing, self.notes, self.clocks, self.fired, self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permitted:
    """One act that may be done now, by whom, and what it needs.

    `holds` is True where its guard holds and None where that is not known (`asks` then names the
    facts to be told). `outcome` is what a reply would be recorded as; None of any other act.
    """

    act: str
    title: Text
    by: tuple[str, ...]
    holds: bool | None
    asks: tuple[str, ...]
    requires: tuple[Words, ...]
    leads_to: tuple[str, ...]  # the states after it; empty for an act that moves nothing
    clauses: tuple[str, ...]
    key: str
    outcome: ReplyAhead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What may be done now, and what is due by when (open clocks, earliest first)."""

    as_of: datetime | None
    states: tuple[str, ...]
    complete: bool
    permitted: tuple[Permitted, ...]
    duties: tuple[ClockView, ...]
    verdict: Verdict = field(repr=False)
