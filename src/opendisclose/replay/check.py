"""A compiled procedure and a case go in; the verdict comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..calendars.errors import CalendarRangeError
from ..deadline.count import OUTSIDE
from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import NO_PLACES, Places
from ..diagnostics.placing import in_order, placed
from ..graph.compiled import Compiled
from ..model.case import Case
from .findings import judged
from .instants import Clock
from .log import Log, read_log
from .machine import Run, run
from .rest import Made
from .verdict import Told, Verdict, Word


class Checked(NamedTuple):
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
    places: Places = NO_PLACES,
    positions: tuple[int, ...] = (),
    replayed: Callable[[Compiled, Calendar, Log], Run] = run,
) -> Checked:
    """Judge `case` as of an instant; without one, as of its last event (meaning 10).

    `findings` are those of reading the case file; they are part of the verdict, for a case that
    could not be read whole cannot be called compliant. `places` and `positions` say where in that
    file things stand. `replayed` gives the kernel's run of the case, where that is there already.

    Raises:
        CalendarRangeError: `as_of` lies outside the calendar.
    """
    instant = _instant(calendar, as_of) if as_of is not None else None
    log = read_log(compiled, calendar, case, as_of=instant)
    moment = _moment(calendar, log.as_of) if log.rows or as_of is not None else None
    every = (*findings, *log.findings)
    reading = [one for one in every if one.severity is not Severity.NOTE]
    if not log.rows and (log.period is None or as_of is None):
        reading.append(make(codes.NO_EVENTS, {}, route=("events",)))
    if codes.IMPOSSIBLE_START in [one.code for one in reading]:
        # Where the case stands is not known, so nothing about its order could be true.
        word = Word.INDETERMINATE
        found = in_order(placed(tuple(reading), places, positions))
        unread = _verdict(compiled, word, moment, findings=found)
        return Checked(verdict=unread, run=None)
    before = not_in_force(compiled, log.begun)
    if before is not None:
        notes = placed((before,), places, positions)
        return Checked(
            verdict=_verdict(compiled, Word.NOT_APPLICABLE, moment, notes=notes), run=None
        )
    result = replayed(compiled, calendar, log)
    said = judged(compiled, calendar, result)
    notes = (*said.notes, *[one for one in every if one.severity is Severity.NOTE])
    faults = in_order(placed((*reading, *said.findings), places, positions))
    verdict = Verdict(
        word=_word(faults, result.undecided > 0),
        as_of=moment,
        ruleset=compiled.ruleset.id,
        edition=compiled.ruleset.edition,
        procedure=compiled.id,
        states=compiled.states(result.marking),
        complete=compiled.tables.complete[result.marking] == 1,
        findings=faults,
        rest=Made(compiled, calendar, case, result, as_of, notes, places, positions),
    )
    return Checked(verdict=verdict, run=result)


def _word(faults: tuple[Finding, ...], undecided: bool) -> Word:
    """The verdict word: only an error that is a fault of the handling makes a violation."""
    if not faults:
        return Word.INDETERMINATE if undecided else Word.COMPLIANT
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
    return datetime.fromtimestamp(instant // 1_000_000, ZoneInfo(calendar.zone))


def not_in_force(compiled: Compiled, begun: int | None) -> Finding | None:
    """A note if the rule was not in force on the day on which the case began (meaning 14)."""
    ruleset = compiled.ruleset
    if begun is None:
        return None
    began = date.fromordinal(begun)
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
        rest=Told(notes=notes),
    )
