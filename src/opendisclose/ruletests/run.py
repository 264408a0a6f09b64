"""A rule test and the rules go in; its result comes out: what differs from what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from ..calendars.calendar import Calendar
from ..calendars.errors import CalendarRangeError
from ..diagnostics.codes import OUTSIDE_CALENDAR, Severity
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import Places
from ..graph.compiled import Compiled
from ..model.ruleset import Ruleset
from ..model.ruletest import CaseTest, ClassifyTest
from ..model.times import time_of
from ..replay.classification import Classification
from ..replay.exercise import Use, exercised
from ..replay.verdict import Verdict, Word
from .compare import compared, compared_class
from .expected_findings import paired
from .names import unknown_names, unknown_names_of_class
from .result import TestResult
from .uses import of_classification


class Rules(Protocol):
    """The rules that a test is run against."""

    @property
    def ruleset(self) -> Ruleset: ...
    @property
    def calendar(self) -> Calendar: ...
    def compiled(self, procedure: str) -> Compiled: ...
    def check(self, case: Any, *, as_of: date | datetime | str | None = None) -> Verdict: ...
    def classify(
        self, facts: Mapping[str, Any], *, on: date | str | None = None
    ) -> Classification: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One rule test as it was read; `case` is its case in the form that `Rules.check` takes."""

    id: str
    file: str
    test: CaseTest | ClassifyTest | None
    case: Any
    places: Places
    findings: tuple[Finding, ...] = ()


def run_test(rules: Rules, given: Given) -> TestResult:
    """Run one test. What cannot be read of it, or names nothing, is a finding and no pass."""
    test = given.test
    if test is None:
        return _unread(given, given.findings)
    if isinstance(test, ClassifyTest):
        return _classified(rules, given, test)
    unknown = unknown_names(rules.ruleset, test)
    if unknown:
        return _unread(given, unknown)
    as_of = time_of(test.as_of) if test.as_of is not None else None
    try:
        verdict = rules.check(given.case, as_of=as_of)
    except CalendarRangeError as error:
        return _unread(given, (_outside(error, test.as_of),))
    found, unread = _of_the_test(test, verdict)
    uses: tuple[Use, ...] = ()
    if verdict.word is not Word.NOT_APPLICABLE and not unread:
        uses = exercised(rules.compiled(test.procedure), rules.calendar, test.case(), as_of)
    differences = () if unread else compared(test, verdict, found, uses, rules.ruleset)
    passed = not differences and not unread
    return TestResult(
        id=given.id,
        file=given.file,
        title=test.title,
        procedure=test.procedure,
        span=given.places.of((), key=True),
        differences=tuple(one.placed(given.places) for one in differences),
        findings=unread,
        uses=uses,
        denied=_denied(verdict),
        broken=_broken(test, verdict, found) if passed else (),
    )


def _outside(error: CalendarRangeError, as_of: str | None) -> Finding:
    """The finding that a test is judged as of a day that the calendar does not have."""
    values = {
        "found": as_of,
        "first": error.first.isoformat(),
        "last": error.last.isoformat(),
    }
    return make(OUTSIDE_CALENDAR, values, route=("as_of",))


def _of_the_test(
    test: CaseTest, verdict: Verdict
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that `expect.findings` is about, and those that say that the case is misread.

    What is not known is part of the first where it decides (`indeterminate`), or is named. What
    could not be read of the case is expected only if its code is named.
    """
    named = {one.code for one in test.expect.findings}
    decides = verdict.word is Word.INDETERMINATE
    found = [one for one in verdict.findings if one.kind is not None or one.code.id in named]
    found += [one for one in verdict.missing if decides or one.code.id in named]
    unread = [one for one in verdict.findings if one.kind is None and one.code.id not in named]
    return tuple(found), tuple(unread)


def _denied(verdict: Verdict) -> frozenset[tuple[str | None, str]]:
    faults = (*verdict.findings, *(one for one in verdict.notes if one.kind is not None))
    return frozenset((one.event, clause) for one in faults for clause in one.clauses)


def _broken(test: CaseTest, verdict: Verdict, found: tuple[Finding, ...]) -> tuple[str, ...]:
    """The clauses of faults that were expected and found, those of external roles included."""
    errors = (found[at] for at in paired(test.expect.findings, found).values())
    noted = (verdict.notes[at] for at in paired(test.expect.notes, verdict.notes).values())
    faults = (*(one for one in errors if one.severity is Severity.ERROR), *noted)
    every = (clause for one in faults if one.kind is not None for clause in one.clauses)
    return tuple(dict.fromkeys(every))


def _classified(rules: Rules, given: Given, test: ClassifyTest) -> TestResult:
    unknown = unknown_names_of_class(rules.ruleset, test)
    if unknown:
        return _unread(given, unknown)
    day = time_of(test.as_of) if test.as_of is not None else None
    on = day.date() if isinstance(day, datetime) else day
    answer = rules.classify(test.classify, on=on)
    # Their routes begin at the facts.
    unread = tuple(one.placed(given.places.under(("classify",))) for one in answer.findings)
    uses = of_classification(rules.ruleset, answer, test.classify)
    differences = () if unread else compared_class(test, answer, uses)
    standing = tuple(one for view in answer.standing for one in view.clauses)
    passed = not differences and not unread
    return TestResult(
        id=given.id,
        file=given.file,
        title=test.title,
        span=given.places.of((), key=True),
        differences=tuple(one.placed(given.places) for one in differences),
        findings=unread,
        uses=uses,
        broken=tuple(dict.fromkeys(standing)) if passed else (),
    )


def _unread(given: Given, findings: tuple[Finding, ...]) -> TestResult:
    test = given.test
    return TestResult(
        id=given.id,
        file=given.file,
        title=test.title if test is not None else None,
        procedure=test.procedure if isinstance(test, CaseTest) else None,
        span=given.places.of((), key=True),
        findings=tuple(one.placed(given.places) for one in findings),
    )
