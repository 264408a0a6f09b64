"""A case goes in; which items of the rule it exercised, and whether each was kept, comes out.

Everything is read from the records of the kernel, replayed with its trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from ..calendars.calendar import Calendar
from ..graph.compiled import Compiled
from ..graph.tables import COMPANION, DUTY
from ..graph.values import EMPTY, ENUM, LIST, UNSET, atoms
from ..model.case import Case
from ..model.conditions import Condition
from ..model.periods import Period
from ..model.procedure import AllMoments, Deadline, Entry, Moment
from .instants import Clock
from .kernel import layout as k
from .log import read_log
from .machine import Record, Run, run

# What was asked of facts: a fact by its name, or a condition.
_Asking: TypeAlias = str | Condition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One item of the ruleset that a case exercised.

    Attributes:
        item: where it stands in the file (`procedures.p.deadlines.reply`, `exemptions.privacy`).
        event: the event at which; None where it came about by time.
        kept: whether it was in order there; False where a finding says what was not.
    """

    item: str
    event: str | None
    kept: bool = True


def exercised(
    compiled: Compiled, calendar: Calendar, case: Case, as_of: date | datetime | None = None
) -> tuple[Use, ...]:
    """What of the rule decided in a case, each use once, in the order in which it happened.

    `as_of` is as for `check`. What was skipped or is overdue is used and not kept; a clock that
    still runs has decided nothing.
    """
    instant = Clock(calendar).as_of(as_of) if as_of is not None else None
    log = read_log(compiled, calendar, case, as_of=instant, trace=True)
    traced = run(compiled, calendar, log)
    return tuple(dict.fromkeys(_Reader(compiled, traced).uses()))


class _Reader:
    def __init__(self, compiled: Compiled, traced: Run) -> None:
        self._compiled = compiled
        self._run = traced
        self._base = f"procedures.{compiled.id}"
        listed = compiled.procedure.transitions.values()
        self._requirements = _owners(len(one.requires) for one in listed)
        self._presuppositions = _owners(len(one.presupposes) for one in listed)
        self._late = {(r.event, r.clock, r.key) for r in traced.records if r.kind == k.R_LATE}
        self._met = {(r.event, r.clock, r.key) for r in traced.records if r.kind == k.R_MET}
        self._ends = {(r.clock, r.key): r for r in traced.records if r.kind == k.R_CLOCK}

    def uses(self) -> Iterator[Use]:
        yield Use(item=self._base, event=None)
        for record in self._run.records:
            # The record of how a clock ended stands at the event that started it.
            number = record.e if record.kind == k.R_CLOCK else record.event
            event = self._run.log.event(number).id if number >= 0 else None
            for item, kept, conditions in self._of(record):
                yield Use(item=item, event=event, kept=kept)
                yield from self._facts(conditions, number, event)

    # --- what one record says -------------------------------------------------------------------
    def _of(self, record: Record) -> Iterator[tuple[str, bool, tuple[_Asking, ...]]]:
        """Each item that a record speaks of: whether it was kept, and what was asked of facts."""
        kind = record.kind
        if kind in _ACTS:
            yield from self._act(record)
        elif kind in (k.R_THERE, k.R_CONTENT):
            yield self._entry(record, kind == k.R_THERE)
        elif kind in (k.R_DONE, k.R_BEFORE):
            yield self._before(record, kind == k.R_DONE)
        elif kind in (k.R_STANDS, k.R_LIFTED, k.R_BARRED, k.R_CITED) and record.a >= 0:
            exemption = self._compiled.exemption(record.a)
            name = self._compiled.exemptions.ids[record.a]
            asked = (exemption.when, exemption.lifted_when)
            yield f"exemptions.{name}", kind in (k.R_STANDS, k.R_LIFTED), asked
        elif record.clock >= 0:
            yield from self._clock(record)

    def _act(self, record: Record) -> Iterator[tuple[str, bool, tuple[_Asking, ...]]]:
        transition = self._compiled.transition(record.transition)
        kept = record.kind in (k.R_TAKEN, k.R_FIRED)
        item = f"{self._base}.transitions.{self._compiled.transitions.ids[record.transition]}"
        yield item, kept, (transition.when,) if record.kind != k.R_SKIPPED else ()
        if record.kind == k.R_TAKEN:
            role = self._run.log.columns.role[record.event]
            if role >= 0 and self._compiled.role(role) is not None:
                yield f"roles.{self._compiled.roles.ids[role]}", True, ()
        if kept:
            for marking in (record.a, record.b) if record.kind == k.R_TAKEN else (record.b,):
                for state in self._compiled.states(marking):
                    yield f"{self._base}.states.{state}", True, ()

    def _entry(self, record: Record, kept: bool) -> tuple[str, bool, tuple[_Asking, ...]]:
        owner, place = self._requirements[record.a]
        entry = self._compiled.requirements[record.a]
        item = f"{self._base}.transitions.{self._compiled.transitions.ids[owner]}.requires.{place}"
        return item, kept, (entry.has, entry.is_, entry.when)

    def _before(self, record: Record, kept: bool) -> tuple[str, bool, tuple[_Asking, ...]]:
        owner, place = self._presuppositions[record.a]
        entry: Entry = self._compiled.presuppositions[record.a]
        name = self._compiled.transitions.ids[owner]
        return f"{self._base}.transitions.{name}.presupposes.{place}", kept, (entry.when,)

    # --- clocks ---------------------------------------------------------------------------------
    def _clock(self, record: Record) -> Iterator[tuple[str, bool, tuple[_Asking, ...]]]:
        item = f"{self._base}.deadlines.{self._compiled.deadlines.ids[record.clock]}"
        deadline = self._compiled.deadline(record.clock)
        if record.kind in (k.R_OPEN, k.R_CLOSE):
            place = record.a - self._compiled.tables.span_from[record.clock]
            yield f"{item}.excluded.{place}", True, ()
        elif record.kind in _EXTENSIONS and deadline.extended is not None:
            yield f"{item}.extended", record.kind == k.R_EXTENDED, (deadline.extended.length,)
        elif record.kind == k.R_START and deadline.starts != "period":
            yield from self._moment(item, "starts", deadline.starts, record)
            if deadline.within == "promptly" and self._owed(record):
                yield item, True, _asked(deadline)  # never late, so being owed is all there is
        elif self._decided(record):
            kept = record.kind not in _MISSED
            yield item, kept, _asked(deadline)
            if record.kind == k.R_MET and deadline.met_by is not None:
                goals = deadline.met_by
                acts = goals.all if isinstance(goals, AllMoments) else goals
                yield from self._moment(item, "met_by", acts, record)

    def _owed(self, record: Record) -> bool:
        """Whether a clock was owed in the end, and its period set."""
        end = self._ends.get((record.clock, record.key))
        return end is not None and end.a not in (k.AS_GONE, k.AS_UNSET)

    def _decided(self, record: Record) -> bool:
        """Whether a clock has come to something here: met, missed, or run out as the rule says."""
        if not self._owed(record):
            return False
        end = self._ends[(record.clock, record.key)]
        within = self._compiled.deadline(record.clock).within
        if isinstance(within, Period) and within.set_by is not None and end.b <= 0:
            return False
        if record.kind == k.R_MET:
            return (record.event, record.clock, record.key) not in self._late
        if record.kind == k.R_CLOCK:  # met when it started, by a companion act done before
            mode = self._compiled.tables.d_mode[record.clock]
            met = (record.e, record.clock, record.key)
            return record.a == k.AS_MET and mode in (DUTY, COMPANION) and met not in self._met
        return record.kind in (*_MISSED, k.R_KEPT, k.R_ENDED)

    def _moment(
        self, item: str, key: str, moments: tuple[Moment, ...], record: Record
    ) -> Iterator[tuple[str, bool, tuple[_Asking, ...]]]:
        """The act of a list that started or met a clock, and the date fact that counted for it."""
        for place, moment in enumerate(moments):
            if record.transition in self._compiled.variants(self._compiled.acts[moment.act]):
                yield f"{item}.{key}.{place}", True, (moment.at,)

    # --- facts ----------------------------------------------------------------------------------
    def _facts(self, asked: Iterable[_Asking], number: int, event: str | None) -> Iterator[Use]:
        """The facts that were asked about and recorded by then, and their values."""
        names = [name for one in asked for name in _facts_in(one)]
        if not names:
            return
        known = self._known(number)
        for name in dict.fromkeys(names):
            fact = self._compiled.facts.get(name)
            for value in known.get(fact, ()):
                yield Use(item=f"facts.{self._compiled.facts.ids[fact]}", event=event)
                for text in _values(self._compiled, fact, value):
                    item = f"facts.{self._compiled.facts.ids[fact]}.values.{text}"
                    yield Use(item=item, event=event)

    def _known(self, event: int) -> dict[int, tuple[int, ...]]:
        """What was recorded of each fact through an event, or in the end, by its number."""
        columns = self._run.log.columns
        through = event + 1 if event >= 0 else len(columns.act)
        last = columns.known_from[through]
        facts = (*columns.fact, *columns.known_fact[:last])
        found: dict[int, tuple[int, ...]] = {}
        for fact, value in zip(facts, (*columns.value, *columns.known_value[:last]), strict=True):
            if value != UNSET:
                found[fact] = (*found.get(fact, ()), value)
        return found


_ACTS = frozenset({k.R_TAKEN, k.R_FIRED, k.R_SKIPPED, k.R_IMPOSSIBLE, k.R_PREMATURE})
_EXTENSIONS = frozenset({k.R_EXTENDED, k.R_VOID, k.R_CAP, k.R_NEED})
_MISSED = (k.R_LATE, k.R_OVERDUE, k.R_COMPANION, k.R_FLOOR)


def _owners(counts: Iterable[int]) -> list[tuple[int, int]]:
    """By number of an entry: the transition it belongs to, and its place there."""
    return [(owner, place) for owner, count in enumerate(counts) for place in range(count)]


def _asked(deadline: Deadline) -> tuple[_Asking, ...]:
    within = deadline.within if deadline.within is not None else deadline.at_least
    set_by = within.set_by if isinstance(within, Period) else None
    return deadline.when, set_by


def _facts_in(asked: _Asking) -> Iterator[str]:
    if isinstance(asked, str):
        yield asked
    elif asked is not None:
        yield from (fact for fact, _ in atoms(asked))


def _values(compiled: Compiled, fact: int, value: int) -> Iterator[str]:
    """The named values behind a recorded code."""
    codes = compiled.codes[fact]
    if value == EMPTY or not codes.fact.values:
        return
    if codes.type == ENUM:
        yield codes.values.ids[value]
    elif codes.type == LIST:
        yield from (one for bit, one in enumerate(codes.values.ids) if value >> bit & 1)
