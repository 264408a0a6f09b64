"""A judged run goes in; what of its verdict is only made when asked for comes out."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from ..calendars.calendar import Calendar
from ..deadline.recurring import window_of_last_week
from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Places
from ..diagnostics.placing import placed
from ..graph.compiled import Compiled
from ..model.case import Case
from ..model.periods import Period
from .clocks import clock_views
from .kernel import layout as k
from .log import Log
from .machine import Run
from .replies import ReplyGiven, replies
from .teller import Teller
from .told_receipts import receipt_notes
from .unknowns import unknown
from .verdict import ClockView, Fired
from .wording import words


class Made:
    """What is not known, notes, clocks, fired transitions and replies of one run, each made once.

    `said` are the notes of the judging and of the reading; findings get their places by `places`
    and `positions`.
    """

    def __init__(
        self,
        compiled: Compiled,
        calendar: Calendar,
        case: Case,
        run: Run,
        as_of: date | datetime | None,
        said: tuple[Finding, ...],
        places: Places,
        positions: tuple[int, ...],
    ) -> None:
        self.compiled = compiled
        self.calendar = calendar
        self.case = case
        self.run = run
        self.as_of = as_of
        self.said = said
        self.places = places
        self.positions = positions

    @cached_property
    def missing(self) -> tuple[Finding, ...]:
        if self.run.undecided == 0:
            return ()
        teller = Teller(self.compiled, self.calendar, self.run)
        found = tuple(unknown(teller, r) for r in self.run.records if r.kind == k.R_UNDECIDED)
        return placed(found, self.places, self.positions)

    @cached_property
    def clocks(self) -> tuple[ClockView, ...]:
        return clock_views(self.compiled, self.calendar, self.case, self.run, self.as_of)

    @cached_property
    def notes(self) -> tuple[Finding, ...]:
        notes = (
            *self.said,
            *_early(self.compiled, self.calendar, self.run.log, self.clocks),
            *receipt_notes(self.compiled, self.run.log),
            *_standing_notes(self.compiled, self.case, self.run.log),
            *_readings(self.clocks),
        )
        return placed(notes, self.places, self.positions)

    @cached_property
    def fired(self) -> tuple[Fired, ...]:
        return tuple(
            Fired(
                transition=self.compiled.transitions.ids[one.transition],
                key=self.run.log.keys[one.key],
                on=date.fromordinal(one.a),
            )
            for one in self.run.records
            if one.kind == k.R_FIRED
        )

    @cached_property
    def outcomes(self) -> tuple[ReplyGiven, ...]:
        return replies(self.compiled, self.run)


def _standing_notes(compiled: Compiled, case: Case, log: Log) -> tuple[Finding, ...]:
    """What holds for every case of the ruleset, and what of this one was left out."""
    notes: list[Finding] = []
    if compiled.ruleset.status == "draft":
        notes.append(make(codes.DRAFT, {}))
    if compiled.ruleset.in_force.from_ == "unknown":
        notes.append(make(codes.COMMENCEMENT_UNKNOWN, {}))
    acts = sum(1 for one in case.events if not one.receipt)
    unread = sum(1 for one in log.findings if one.code is codes.OUTSIDE_CALENDAR)
    later = acts - len(log.rows) - unread
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
