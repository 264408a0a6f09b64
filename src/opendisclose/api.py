"""The library: rulesets and cases in, verdicts out; every stage composed, nothing clever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .calendars.calendar import Calendar, calendar_for
from .deadline.count import HOURS, OUTSIDE, SET_BY
from .deadline.due import DueDate, explain
from .deadline.recurring import Every, fixed_date, period_of
from .diagnostics import codes
from .diagnostics.codes import Severity
from .diagnostics.errors import (
    CaseError,
    RulesetError,
    SourceError,
    UnknownNameError,
    WrongTimeError,
)
from .diagnostics.finding import Finding, make
from .diagnostics.places import NO_PLACES, Places
from .graph.clocks import KINDS
from .graph.compiled import Compiled
from .graph.from_model import compile_procedure
from .graph.proof import prove
from .load.case import LoadedCase, load_case, load_case_text
from .load.ruleset import LoadedRuleset, load_ruleset
from .load.shipped import shipped_file, shipped_ids
from .load.times import time_of
from .model.case import Case, Event
from .model.periods import UNITS, Duration, Period
from .model.procedure import Deadline
from .model.ruleset import Ruleset
from .replay.check import Checked, check
from .replay.next import next_steps
from .replay.verdict import Next, Verdict

if TYPE_CHECKING:
    import networkx


def load(name: str | Path) -> Rules:
    """A shipped ruleset by its id, or any ruleset by its path.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
        RulesetError: the file has errors; it carries all findings of the file.
    """
    loaded = examine(name)
    if loaded.ruleset is None:
        raise RulesetError(loaded.source, loaded.findings)
    return Rules(
        ruleset=loaded.ruleset,
        findings=loaded.findings,
        places=loaded.places,
        source=loaded.source,
        sha256=loaded.sha256,
    )


def validate(name: str | Path) -> tuple[Finding, ...]:
    """Everything that is found in a ruleset file, in the order of the file.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return examine(name).findings


def examine(name: str | Path) -> LoadedRuleset:
    """A ruleset file read and proved: references by the loader, the net by its markings."""
    shipped = shipped_file(name) if isinstance(name, str) else None
    loaded = load_ruleset(shipped or name, name=_shown(name, shipped), installed=shipped_ids())
    if loaded.ruleset is None:
        return loaded
    proved = tuple(one.placed(loaded.places) for one in prove(loaded.ruleset))
    broken = any(one.severity is Severity.ERROR for one in proved)
    return replace(
        loaded,
        findings=(*loaded.findings, *proved),
        ruleset=None if broken else loaded.ruleset,
    )


def _shown(name: str | Path, shipped: Path | None) -> str:
    """How the file is called in findings: never by a path of the machine it is installed on."""
    return f"rulesets/{name}/ruleset.yaml" if shipped is not None else str(name)


def read_case(path: str | Path) -> LoadedCase:
    """A case file with what could not be read of it.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
        CaseError: the file holds no case at all.
    """
    loaded = load_case(path)
    if loaded.case is None:
        raise CaseError(loaded.source, loaded.findings)
    return loaded


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One ruleset ready to judge: `check`, `next`, `due`, `graph`.

    Attributes:
        ruleset: the model of the file.
        findings: its warnings and notes (errors do not load).
        sha256: identifies the content of the file.
    """

    ruleset: Ruleset = field(repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    places: Places = field(default=NO_PLACES, repr=False)
    source: str = ""
    sha256: str = ""
    _compiled: dict[str, Compiled] = field(default_factory=dict, init=False, repr=False)

    @property
    def id(self) -> str:
        return self.ruleset.id

    @cached_property
    def calendar(self) -> Calendar:
        """The working days that the ruleset counts by."""
        choice = self.ruleset.calendar
        return calendar_for(
            choice.country,
            choice.subdivision,
            closed=choice.closed,
            worked=choice.worked,
            zone=self.ruleset.timezone,
        )

    def compiled(self, procedure: str) -> Compiled:
        """One procedure compiled, once.

        Raises:
            UnknownNameError: the ruleset has no such procedure.
        """
        if procedure not in self.ruleset.procedures:
            raise UnknownNameError("procedure", procedure, tuple(self.ruleset.procedures))
        if procedure not in self._compiled:
            self._compiled[procedure] = compile_procedure(self.ruleset, procedure)
        return self._compiled[procedure]

    def check(
        self,
        case: Case | LoadedCase | Mapping[str, Any],
        *,
        as_of: date | datetime | str | None = None,
    ) -> Verdict:
        """Judge a case as of an instant (a date means its end; none: the last event's).

        Raises:
            UnknownNameError: the case is about a procedure that the ruleset does not have.
            CalendarRangeError: `as_of` lies outside the calendar.
            WrongTimeError: `as_of` is a text and no time.
        """
        return self._checked(case, as_of)[0].verdict

    def next(
        self,
        case: Case | LoadedCase | Mapping[str, Any],
        *,
        as_of: date | datetime | str | None = None,
    ) -> Next:
        """What may be done now, by whom, and what is due by when.

        Raises:
            UnknownNameError: the case is about a procedure that the ruleset does not have.
            CalendarRangeError: `as_of` lies outside the calendar.
            WrongTimeError: `as_of` is a text and no time.
        """
        checked, compiled = self._checked(case, as_of)
        return next_steps(compiled, checked)

    def _checked(
        self, case: Case | LoadedCase | Mapping[str, Any], as_of: date | datetime | str | None
    ) -> tuple[Checked, Compiled]:
        given, found, places, positions = _case_of(case)
        if given.ruleset is not None and given.ruleset != self.id:
            values = {"found": given.ruleset, "expected": self.id}
            found = (*found, make(codes.OTHER_RULESET, values, route=("ruleset",)))
        compiled = self.compiled(given.procedure)
        moment = None if as_of is None else _time(as_of)
        checked = check(compiled, self.calendar, given, as_of=moment, findings=found)
        verdict = checked.verdict
        return (
            replace(
                checked,
                verdict=replace(
                    verdict,
                    findings=_in_order(_placed(verdict.findings, places, positions)),
                    missing=_placed(verdict.missing, places, positions),
                    notes=_placed(verdict.notes, places, positions),
                ),
            ),
            compiled,
        )

    def due(
        self,
        deadline: str,
        *,
        start: date | datetime | str,
        period: Duration | None = None,
    ) -> DueDate:
        """When a deadline (`procedure.deadline`) that starts at `start` is due, with its steps.

        `period` is the length to use where a fact sets it.

        Raises:
            UnknownNameError: there is no such procedure or deadline.
            CalendarRangeError: the answer lies outside the calendar.
        """
        procedure, _, name = deadline.partition(".")
        if procedure not in self.ruleset.procedures:
            raise UnknownNameError("procedure", procedure, tuple(self.ruleset.procedures))
        deadlines = self.ruleset.procedures[procedure].deadlines
        if name not in deadlines:
            raise UnknownNameError("deadline", name, tuple(deadlines))
        every = self.ruleset.procedures[procedure].every
        return _due(self, deadlines[name], every, _time(start), period)

    def graph(self, procedure: str) -> networkx.MultiDiGraph[str]:
        """The states and transitions of a procedure as a networkx graph.

        Raises:
            UnknownNameError: the ruleset has no such procedure.
        """
        from .graph.digraph import digraph

        if procedure not in self.ruleset.procedures:
            raise UnknownNameError("procedure", procedure, tuple(self.ruleset.procedures))
        return digraph(self.ruleset.procedures[procedure])


def _case_of(
    case: Case | LoadedCase | Mapping[str, Any],
) -> tuple[Case, tuple[Finding, ...], Places, tuple[int, ...]]:
    if isinstance(case, LoadedCase):
        if case.case is None:
            raise CaseError(case.source, case.findings)
        return case.case, case.findings, case.places, case.positions
    if isinstance(case, Case):
        return case, (), NO_PLACES, ()
    return _from_plain(case)


def _from_plain(
    case: Mapping[str, Any],
) -> tuple[Case, tuple[Finding, ...], Places, tuple[int, ...]]:
    """Plain data is read as strictly as a file; what is wrong with it has no place in one."""
    try:
        text = json.dumps(dict(case), default=_as_text, ensure_ascii=False)
    except (TypeError, ValueError) as error:
        raise SourceError("case", f"no plain data: {error}") from error
    loaded = load_case_text(text, name="case.json")
    found = tuple(replace(one, span=None, related=()) for one in loaded.findings)
    if loaded.case is None:
        raise CaseError("case", found)
    return loaded.case, found, NO_PLACES, loaded.positions


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a case")


def _time(value: date | datetime | str) -> date | datetime:
    if isinstance(value, str):
        read = time_of(value)
        if read is None:
            raise WrongTimeError(value)
        return read
    return value


def _placed(
    findings: tuple[Finding, ...], places: Places, positions: tuple[int, ...]
) -> tuple[Finding, ...]:
    return tuple(_of_file(one, positions).placed(places) for one in findings)


def _of_file(finding: Finding, positions: tuple[int, ...]) -> Finding:
    """A finding counted by the events judged, counted by those of the file."""
    route = finding.route or ()
    if finding.span is not None or len(route) < 2 or route[0] != "events" or not positions:
        return finding
    position = positions[int(route[1])]
    return replace(finding, route=("events", position, *route[2:]), event_index=position)


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is wrong with the file first, by place; then the handling, as it was judged."""
    of_file = [one for one in findings if one.kind is None]
    of_file.sort(key=lambda one: (one.span.line, one.span.column) if one.span else (0, 0))
    return (*of_file, *(one for one in findings if one.kind is not None))


def _due(
    rules: Rules,
    deadline: Deadline,
    every: Every | None,
    start: date | datetime,
    period: Duration | None,
) -> DueDate:
    within = deadline.within if deadline.within is not None else deadline.at_least
    kind: int = 0
    number: int | date | None = None
    day = start.date() if isinstance(start, datetime) else start
    if isinstance(within, str):
        kind, number = KINDS[within], 0
    elif within is not None:
        name = within.given()[0]
        kind, number = KINDS[name], getattr(within, name) if name in UNITS else None
        if within.fixed() and every is not None:
            fixed = fixed_date(rules.calendar.days, within, period_of(day, every))
            number = date.fromordinal(fixed) if fixed != OUTSIDE else None
    if kind == SET_BY and period is not None:
        unit, number = period.unit()
        kind = KINDS[unit]
    counting = rules.ruleset.counting
    readings = [deadline.reading] if deadline.reading else []
    return explain(
        rules.calendar,
        kind=kind if kind != SET_BY else 0,
        n=number,
        trigger=day,
        trigger_moment=start if kind == HOURS and isinstance(start, datetime) else None,
        roll=counting.ends_on_rest_day == "next_working_day",
        include_trigger=counting.trigger_day == "included",
        clause=deadline.clause,
        readings=tuple((one.zh, one.en) for one in readings),
    )


__all__ = ["Case", "Event", "Period", "Rules", "examine", "load", "read_case", "validate"]
