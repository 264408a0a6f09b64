"""A ruleset ready to judge: cases in, verdicts, next steps, due dates and classifications out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..calendars.calendar import Calendar, calendar_for
from ..calendars.layers import Layer
from ..deadline.due import DueDate
from ..deadline.ruled import ruled_due_date
from ..deadline.why_not import OtherCalendar, WhyNot
from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.errors import (
    CaseError,
    OtherContentError,
    UnknownNameError,
    WrongTimeError,
)
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import NO_PLACES, Places
from ..diagnostics.placing import placed
from ..graph.compiled import Compiled
from ..graph.from_model import compile_procedure
from ..graph.grounds import Grounds, compile_grounds
from ..load.case import LoadedCase, load_case_text
from ..load.facts import Given
from ..load.plain import loaded as loaded_case
from ..model.case import Case, Event, Saved
from ..model.periods import Duration
from ..model.ruleset import Ruleset
from ..model.times import time_of
from ..replay.check import Checked, check
from ..replay.classification import Classification
from ..replay.classify import classify
from ..replay.instants import moment_of
from ..replay.next import next_steps
from ..replay.verdict import Next, Verdict
from ..replay.would import Would, compared

if TYPE_CHECKING:
    from pathlib import Path

    import networkx

    from ..deadline.worst_case import WorstCase
    from ..replay.moved import Moved
    from ..ruletests.suite import SuiteResult


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One ruleset ready to judge: `check`, `next`, `due`, `classify`, `graph`.

    Attributes:
        ruleset: the model of the file.
        findings: warnings and notes of reading it (errors do not load); `validate` looks further.
        sha256: identifies the content of the file.
        layers: the calendar files that days are counted by, over the packaged calendar.
    """

    ruleset: Ruleset = field(repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    places: Places = field(default=NO_PLACES, repr=False)
    source: str = ""
    sha256: str = ""
    layers: tuple[Layer, ...] = field(default=(), repr=False)
    _compiled: dict[str, Compiled] = field(default_factory=dict, init=False, repr=False)

    @property
    def id(self) -> str:
        return self.ruleset.id

    @cached_property
    def calendar(self) -> Calendar:
        """The working days that the ruleset counts by."""
        return self.calendar_known_on(None)

    def calendar_known_on(self, known_on: date | None) -> Calendar:
        """The same as it was known on a day: without the notices that were issued later."""
        choice = self.ruleset.calendar
        return calendar_for(
            choice.country,
            choice.subdivision,
            closed=choice.closed,
            worked=choice.worked,
            zone=self.ruleset.timezone,
            yearly=choice.yearly,
            layers=self.layers,
            ruleset=self.id,
            known_on=known_on,
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
        if isinstance(case, Case):
            return self._judged(case, as_of)
        loaded = loaded_case(case)
        assert loaded.case is not None  # `loaded_case` has seen to it
        return self._judged(loaded.case, as_of, loaded.findings, loaded.places, loaded.positions)

    def _judged(
        self,
        case: Case,
        as_of: date | datetime | str | None,
        findings: tuple[Finding, ...] = (),
        places: Places = NO_PLACES,
        positions: tuple[int, ...] = (),
    ) -> tuple[Checked, Compiled]:
        compiled = self.compiled(case.procedure)
        checked = check(
            compiled,
            self.calendar,
            case,
            as_of=None if as_of is None else time_given(as_of),
            findings=(*findings, *self._of_another(case)),
            places=places,
            positions=positions,
        )
        return checked, compiled

    def classify(
        self, facts: Mapping[str, Any] | Given, *, on: date | str | None = None
    ) -> Classification:
        """Whether information is published, given on request or withheld, by what is known of it.

        Facts that are not given hold their default or are not known. `on` is the day that
        conditions on `event_day` are asked for, and on which the rule has to be in force. An
        unknown fact or value is a finding of the answer, which then decides nothing.

        Raises:
            WrongTimeError: `on` is a text and no time.
        """
        given = facts if isinstance(facts, Given) else Given(facts=facts)
        day = None if on is None else time_given(on)
        day = day.date() if isinstance(day, datetime) else day
        found = classify(self._grounds, given.facts, day, findings=given.findings)
        return replace(found, findings=placed(found.findings, given.places, ()))

    @cached_property
    def _grounds(self) -> Grounds:
        return compile_grounds(self.ruleset)

    def _of_another(self, case: Case) -> Iterator[Finding]:
        """What of a case belongs to another ruleset, or to another content of this one."""
        if case.ruleset not in (None, self.id, self.ruleset.edition_of):
            values = {"found": case.ruleset, "expected": self.id}
            yield make(codes.OTHER_RULESET, values, route=("ruleset",))
        if case.edition is not None and case.edition != self.ruleset.edition:
            values = {"found": case.edition, "expected": self.ruleset.edition}
            yield make(codes.OTHER_EDITION, values, route=("edition",))
        if case.saved is not None and case.saved != self._saved:
            values = {"found": _short(case.saved), "expected": _short(self._saved)}
            yield make(codes.OTHER_CONTENT, values, route=("saved",), at_key=True)

    @property
    def _saved(self) -> Saved:
        return Saved(ruleset=self.id, edition=self.ruleset.edition, sha256=self.sha256)

    def would(
        self,
        case: Case | LoadedCase | Mapping[str, Any],
        event: Event | dict[str, Any],
        *,
        as_of: date | datetime | str | None = None,
    ) -> Would:
        """What a case would come to with one more event, and what that event alone changes.

        `as_of` is as for `check`; without it, the last event's instant, the new one included.

        Raises:
            ValueError: no event can have these keys or these values.
            UnknownNameError: the case is about a procedure that the ruleset does not have.
            CalendarRangeError: `as_of` lies outside the calendar.
            WrongTimeError: `as_of` is a text and no time.
        """
        # Without places: the new event has none in the file, and the two are compared.
        given = replace(loaded_case(case), places=NO_PLACES, positions=())
        assert given.case is not None  # `loaded_case` has seen to it
        more = replace(given, case=given.case.with_event(event))
        after, _ = self._checked(more, as_of)
        instant = (
            as_of if as_of is not None or after.run is None else moment_of(after.run.log.as_of)
        )
        return compared(self._checked(given, instant)[0].verdict, after.verdict)

    def save(self, case: Case | LoadedCase | Mapping[str, Any]) -> str:
        """The case as one line of JSON that says which content of the ruleset it was kept under.

        Raises:
            CaseError: the case could not be read whole; what is missing would be lost.
        """
        given = loaded_case(case)
        if given.case is None or any(one.severity is Severity.ERROR for one in given.findings):
            raise CaseError(given.source, given.findings)
        named = given.case.ruleset or self.id
        return given.case.model_copy(update={"ruleset": named, "saved": self._saved}).to_json()

    def resume(self, text: str, *, allow_other: bool = False) -> Case:
        """The case that `save` wrote, to go on with it.

        With `allow_other` it is gone on with under these rules whatever it was saved under, and
        no longer says what that was.

        Raises:
            OtherContentError: it was saved under another ruleset, edition or content, or under
                none.
            CaseError: the text cannot be read whole.
        """
        found = load_case_text(text, name="case.json")
        if found.case is None or any(one.severity is Severity.ERROR for one in found.findings):
            raise CaseError(found.source, found.findings)
        saved = found.case.saved
        if saved == self._saved:
            return found.case
        if not allow_other:
            raise OtherContentError(saved.identity() if saved else None, self._saved.identity())
        return found.case.model_copy(update={"saved": None})

    def due(
        self,
        deadline: str,
        *,
        start: date | datetime | str,
        period: Duration | None = None,
        known_on: date | None = None,
    ) -> DueDate:
        """When a deadline (`procedure.deadline`) that starts at `start` is due, with its steps.

        `period` is the length to use where a fact sets it. With `known_on` it is counted by the
        calendar as it was known on that day.

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
        counting = self.ruleset.counting
        calendar = self.calendar_known_on(known_on)
        return ruled_due_date(calendar, counting, deadlines[name], every, time_given(start), period)

    def why_not(self, due: DueDate, day: date) -> WhyNot:
        """Why another day is not the due date; see `DueDate.why_not`.

        Of the ways that may have led to it, one is to count by the notices that were out on the
        first day of the period only.

        Raises:
            CalendarRangeError: the day lies outside the calendar.
            ValueError: the date does not say what it was counted from.
        """
        return due.why_not(day, calendars=self._as_known_then(due))

    def _as_known_then(self, due: DueDate) -> tuple[OtherCalendar, ...]:
        if due.inputs is None or due.inputs.calendar.known_on is not None:
            return ()
        day = due.inputs.trigger
        names = (
            f"只按 {day.isoformat()} 已发布的节假日通知计算",
            f"counted by the holiday notices that were out on {day.isoformat()}",
        )
        return (OtherCalendar(names, self.calendar_known_on(day)),)

    def recheck(
        self,
        cases: Iterable[Case | LoadedCase | Mapping[str, Any]],
        *calendars: str | Path,
        as_of: date | datetime | str | None = None,
    ) -> tuple[Moved, ...]:
        """What of each case moves under further calendar files: its open clocks, and why.

        Raises:
            SourceError: a calendar file cannot be read.
            CalendarFileError: a calendar file has errors, or contradicts another.
            CalendarRangeError: `as_of` lies outside the calendar.
        """
        from .recheck import read_layers, rechecked, with_layers

        later = with_layers(self, read_layers(calendars))
        return tuple(rechecked(self, later, one, as_of) for one in cases)

    def worst_case(
        self,
        procedure: str,
        *,
        start: date | datetime | str,
        period: Duration | None = None,
        known_on: date | None = None,
        opened_by: str | None = None,
    ) -> WorstCase:
        """The latest lawful date of every step of a procedure that begins at `start`.

        `period` is the length to use wherever a fact sets it; with `opened_by` only courses that
        this transition opens count. Everything else is as for `due`.

        Raises:
            UnknownNameError: there is no such procedure, or it has no such opening act.
            CalendarRangeError: a date lies outside the calendar.
        """
        from .worst import latest_dates

        begins = time_given(start)
        return latest_dates(self, procedure, begins, period, known_on, opened_by)

    def test(self, *paths: str | Path) -> SuiteResult:
        """Run rule tests against these rules: those at `paths`, else those beside their own file.

        Raises:
            SourceError: there is no such file or folder.
        """
        from .suites import tested

        return tested(self, [str(one) for one in paths])

    def graph(self, procedure: str) -> networkx.MultiDiGraph[str]:
        """The states and transitions of a procedure as a networkx graph.

        Raises:
            UnknownNameError: the ruleset has no such procedure.
        """
        from ..graph.digraph import digraph

        if procedure not in self.ruleset.procedures:
            raise UnknownNameError("procedure", procedure, tuple(self.ruleset.procedures))
        return digraph(self.ruleset.procedures[procedure])


def _short(saved: Saved) -> str:
    return f"{saved.ruleset} {saved.edition} {saved.sha256[:12]}"


def time_given(value: date | datetime | str) -> date | datetime:
    """A time as an argument: a text is read as in a case file.

    Raises:
        WrongTimeError: it is a text and no time.
    """
    if isinstance(value, str):
        read = time_of(value)
        if read is None:
            raise WrongTimeError(value)
        return read
    return value
