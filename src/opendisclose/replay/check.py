"""A compiled procedure and a case go in; the verdict comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..calendars.errors import CalendarRangeError
from ..deadline.count import OUTSIDE
from ..deadline.recurring import window_of_last_week
from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, Words, make
from ..graph.compiled import Compiled
from ..model.case import Case
from ..model.periods import Period
from .clocks import clock_views
from .findings import judged
from .instants import Clock
from .kernel import layout as k
from .log import Log, read_log
from .machine import Run, run
from .teller import Teller
from .unknowns import unknown
from .verdict import ClockView, Fired, Verdict, Word
from .wording import words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A verdict, and the run it was made from (for what may be done next)."""

    verdict: Verdict
    run: Run | None


def check(
    compiled: Compiled,
    calendar: Calendar,
    case: Case,
    *,
    as_of: date | datetime | None = None,
    findings: tuple[Finding, ...] = (),
) -> Checked:
    """Judge `case` as of an instant; without one, as of its last event (meaning 10).

    `findings` are those of reading the case file; they are part of the verdict, for a case that
    could not be read whole cannot be called compliant.

    Raises:
        CalendarRangeError: `as_of` lies outside the calendar.
    """
    instant = _instant(calendar, as_of) if as_of is not None else None
    log = read_log(compiled, calendar, case, as_of=instant)
    moment = _moment(calendar, log.as_of) if log.events or as_of is not None else None
    every = (*findings, *log.findings)
    reading = [one for one in every if one.severity is not Severity.NOTE]
    if not log.events and (log.period is None or as_of is None):
        reading.append(make(codes.NO_EVENTS, {}, route=("events",)))
    if any(one.code is codes.IMPOSSIBLE_START for one in reading):
        # Where the case stands is not known, so nothing about its order could be true.
        word = Word.INDETERMINATE
        unread = _verdict(compiled, word, moment, findings=tuple(reading))
        return Checked(verdict=unread, run=None)
    before = _not_in_force(compiled, log)
    if before is not None:
        return Checked(
            verdict=_verdict(compiled, Word.NOT_APPLICABLE, moment, notes=(before,)), run=None
        )
    result = run(compiled, calendar, log)
    said = judged(compiled, calendar, result)
    teller = Teller(compiled, calendar, result)
    missing = [unknown(teller, one) for one in result.records if one.kind == k.R_UNDECIDED]
    clocks = clock_views(compiled, calendar, case, result, as_of)
    assumed = tuple(one for one in every if one.severity is Severity.NOTE)
    notes = (
        *said.notes,
        *assumed,
        *_early(compiled, calendar, log, clocks),
        *_standing_notes(compiled, case, log),
        *_readings(clocks),
    )
    faults = (*reading, *said.findings)
    verdict = Verdict(
        word=_word(faults, bool(missing)),
        as_of=moment,
        ruleset=compiled.ruleset.id,
        edition=compiled.ruleset.edition,
        procedure=compiled.id,
        states=compiled.states(result.marking),
        complete=compiled.tables.complete[result.marking] == 1,
        findings=faults,
        missing=tuple(missing),
        notes=notes,
        clocks=clocks,
        fired=_fired(compiled, result),
    )
    return Checked(verdict=verdict, run=result)


def _word(faults: tuple[Finding, ...], undecided: bool) -> Word:
    """The verdict word: only an error that is a fault of the handling makes a violation."""
    errors = [one for one in faults if one.severity is Severity.ERROR]
    if any(one.kind is not None for one in errors):
        return Word.VIOLATION
    return Word.INDETERMINATE if errors or undecided else Word.COMPLIANT


def _instant(calendar: Calendar, as_of: date | datetime) -> tuple[int, int]:
    instant, day = Clock(calendar).as_of(as_of)
    if OUTSIDE in (instant, day):
        asked = as_of.date() if isinstance(as_of, datetime) else as_of
        raise CalendarRangeError(first=calendar.first, last=calendar.last, day=asked)
    return instant, day


def _moment(calendar: Calendar, instant: int) -> datetime:
    utc = _EPOCH + timedelta(microseconds=instant)
    return utc.astimezone(ZoneInfo(calendar.zone)).replace(microsecond=0)


def _not_in_force(compiled: Compiled, log: Log) -> Finding | None:
    """A note if the rule was not yet in force when the case began (meaning 14)."""
    ruleset = compiled.ruleset
    if log.begun is None:
        return None
    began = date.fromordinal(log.begun)
    since, until = ruleset.in_force.from_, ruleset.in_force.until
    if isinstance(since, date) and began < since:
        return make(codes.NOT_IN_FORCE, {"since": since.isoformat(), "begun": began.isoformat()})
    if until is not None and began > until:
        return make(codes.NO_LONGER, {"until": until.isoformat(), "begun": began.isoformat()})
    return None


def _verdict(
    compiled: Compiled,
    word: Word,
    moment: datetime | None,
    *,
    findings: tuple[Finding, ...] = (),
    notes: tuple[Finding, ...] = (),
) -> Verdict:
    """The verdict on a case of which nothing is judged."""
    return Verdict(
        word=word,
        as_of=moment,
        ruleset=compiled.ruleset.id,
        edition=compiled.ruleset.edition,
        procedure=compiled.id,
        states=(),
        complete=False,
        findings=findings,
        missing=(),
        notes=notes,
        clocks=(),
    )


def _standing_notes(compiled: Compiled, case: Case, log: Log) -> tuple[Finding, ...]:
    """What holds for every case of the ruleset, and what of this one was left out."""
    notes: list[Finding] = []
    if compiled.ruleset.status == "draft":
        notes.append(make(codes.DRAFT, {}))
    if compiled.ruleset.in_force.from_ == "unknown":
        notes.append(make(codes.COMMENCEMENT_UNKNOWN, {}))
    acts = sum(1 for one in case.events if not one.receipt)
    unread = sum(1 for one in log.findings if one.code is codes.OUTSIDE_CALENDAR)
    later = acts - len(log.events) - unread
    if later > 0:
        count = Words(zh=f"{later} 个事件", en="1 event" if later == 1 else f"{later} events")
        notes.append(make(codes.AFTER_AS_OF, {"count": count}))
    return tuple(notes)


def _early(
    compiled: Compiled, calendar: Calendar, log: Log, clocks: tuple[ClockView, ...]
) -> tuple[Finding, ...]:
    """What was done before the last working week it is due in: noted, never a breach."""
    notes = []
    for view in clocks:
        period = compiled.procedure.deadlines[view.id.partition(".")[2]].within
        if log.period is None or not isinstance(period, Period) or view.met_on is None:
            continue
        if period.last_working_week_of is not None:
            first, _ = window_of_last_week(calendar.days, log.period)
            if view.met_on.toordinal() < first:
                values = {
                    "deadline": words(view.title),
                    "actual": view.met_on.isoformat(),
                    "first": date.fromordinal(first).isoformat(),
                }
                notes.append(make(codes.BEFORE_LAST_WEEK, values, clauses=view.clauses))
    return tuple(notes)


def _readings(clocks: tuple[ClockView, ...]) -> tuple[Finding, ...]:
    """The readings that the due dates shown rest on, once each."""
    notes: dict[tuple[str, str], Finding] = {}
    for view in clocks:
        for reading in view.readings:
            values = {"deadline": words(view.title), "reading": reading}
            finding = make(codes.READING_USED, values, clauses=view.clauses)
            notes.setdefault((view.id, reading.en), finding)
    return tuple(notes.values())


def _fired(compiled: Compiled, result: Run) -> tuple[Fired, ...]:
    return tuple(
        Fired(
            transition=compiled.transitions.ids[one.transition],
            key=result.log.keys[one.key],
            on=date.fromordinal(one.a),
        )
        for one in result.records
        if one.kind == k.R_FIRED
    )
