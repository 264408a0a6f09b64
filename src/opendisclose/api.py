"""The library: rulesets and cases in, verdicts out; every stage composed, nothing clever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .calendars.calendar import Calendar, calendar_for
from .deadline.due import DueDate
from .deadline.ruled import ruled_due_date
from .diagnostics import codes
from .diagnostics.codes import Severity
from .diagnostics.errors import (
    CaseError,
    OtherContentError,
    RulesetError,
    UnknownNameError,
    WrongTimeError,
)
from .diagnostics.finding import Finding, make
from .diagnostics.places import NO_PLACES, Places
from .diagnostics.placing import placed
from .graph.compiled import Compiled
from .graph.from_model import compile_procedure
from .graph.grounds import Grounds, compile_grounds
from .graph.proof import prove
from .load.case import LoadedCase, load_case, load_case_text, load_cases
from .load.facts import Given
from .load.plain import loaded as loaded_case
from .load.ruleset import LoadedRuleset, load_ruleset
from .load.shipped import shipped_file, shipped_ids
from .model.case import Case, Event, Saved
from .model.periods import Duration, Period
from .model.ruleset import Ruleset
from .model.times import time_of
from .replay.check import Checked, check
from .replay.classification import Classification
from .replay.classify import classify
from .replay.instants import moment_of
from .replay.next import next_steps
from .replay.verdict import Next, Verdict
from .replay.would import Would, compared

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


def read_cases(path: str | Path) -> tuple[LoadedCase, ...]:
    """Every case in a file: one a line if its name ends in `.jsonl`, else the one it is.

    A line or a file that holds no case has `case` None and says why in `findings`.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return load_cases(path)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One ruleset ready to judge: `check`, `next`, `due`, `classify`, `graph`.

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
            as_of=None if as_of is None else _time(as_of),
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
        day = None if on is None else _time(on)
        day = day.date() if isinstance(day, datetime) else day
        found = classify(self._grounds, given.facts, day, findings=given.findings)
        return replace(found, findings=placed(found.findings, given.places, ()))

    @cached_property
    def _grounds(self) -> Grounds:
        return compile_grounds(self.ruleset)

    def _of_another(self, case: Case) -> Iterator[Finding]:
        """What of a case belongs to another ruleset, or to another content of this one."""
        if case.ruleset is not None and case.ruleset != self.id:
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
        counting = self.ruleset.counting
        return ruled_due_date(self.calendar, counting, deadlines[name], every, _time(start), period)

    def graph(self, procedure: str) -> networkx.MultiDiGraph[str]:
        """The states and transitions of a procedure as a networkx graph.

        Raises:
            UnknownNameError: the ruleset has no such procedure.
        """
        from .graph.digraph import digraph

        if procedure not in self.ruleset.procedures:
            raise UnknownNameError("procedure", procedure, tuple(self.ruleset.procedures))
        return digraph(self.ruleset.procedures[procedure])


def _short(saved: Saved) -> str:
    return f"{saved.ruleset} {saved.edition} {saved.sha256[:12]}"


def _time(value: date | datetime | str) -> date | datetime:
    if isinstance(value, str):
        read = time_of(value)
        if read is None:
            raise WrongTimeError(value)
        return read
    return value


__all__ = [
    "Case",
    "Event",
    "Period",
    "Rules",
    "examine",
    "load",
    "read_case",
    "read_cases",
    "validate",
]
