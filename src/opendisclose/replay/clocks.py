"""The clocks of a run go in; views with due dates come out, derivations made when asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..deadline.count import (
    FIXED,
    HOURS,
    OUTSIDE,
    day_of,
    earliest_due,
    latest_due,
    rests_on_calendar,
    working_days_between,
)
from ..deadline.due import DueDate
from ..diagnostics.finding import Words
from ..graph.compiled import Compiled
from ..model.case import Case
from ..model.procedure import Moment
from .derivation import derivation
from .instants import Clock
from .kernel import layout as k
from .kernel.dates import NOT_BEFORE, period_kind, vague_end
from .log import read_log
from .machine import Record, Run, run
from .verdict import ClockView, Status
from .wording import words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STATUS = {
    k.AS_MET: Status.MET,
    k.AS_RUNNING: Status.RUNNING,
    k.AS_PAUSED: Status.PAUSED,
    k.AS_OVERDUE: Status.OVERDUE,
    k.AS_CONDITIONAL: Status.CONDITIONAL,
    k.AS_GONE: Status.GONE,
    k.AS_LAPSED: Status.LAPSED,
    k.AS_EXPIRED: Status.EXPIRED,
    k.AS_UNSET: Status.UNSET,
}
OPEN = frozenset(
    {
        Status.RUNNING,
        Status.DUE_SOON,
        Status.PAUSED,
        Status.OVERDUE,
        Status.CONDITIONAL,
        Status.UNSET,
    }
)
SOON = 3  # working days before its date from which a running clock is due soon


def clock_views(
    compiled: Compiled,
    calendar: Calendar,
    case: Case,
    result: Run,
    as_of: date | datetime | None,
) -> tuple[ClockView, ...]:
    """Every clock that was started, in file order, then by key."""
    viewer = _Viewer(compiled, calendar, case, result, as_of)
    return tuple(viewer.view(one) for one in result.records if one.kind == k.R_CLOCK)


class _Viewer:
    def __init__(
        self,
        compiled: Compiled,
        calendar: Calendar,
        case: Case,
        result: Run,
        as_of: date | datetime | None,
    ) -> None:
        self._compiled = compiled
        self._calendar = calendar
        self._case = case
        self._run = result
        self._as_of = as_of
        self._zone = ZoneInfo(calendar.zone)

    def view(self, record: Record) -> ClockView:
        deadline = self._compiled.deadline(record.clock)
        name = self._compiled.deadlines.ids[record.clock]
        status = STATUS[record.a]
        due = record.b if record.b > 0 else None
        index = record.clock * len(self._run.log.keys) + record.key
        ended = self._run.scratch.ended[index]
        left = self._left(status, due, ended)
        if status is Status.RUNNING and left is not None and left <= SOON:
            status = Status.DUE_SOON
        paused = status is Status.PAUSED
        earliest, latest = self._bounds(record, due)
        met = record.e if status is Status.MET or record.e >= 0 else -1
        return ClockView(
            id=f"{self._compiled.id}.{name}",
            key=self._run.log.keys[record.key],
            title=deadline.title(name),
            status=status,
            due=None if paused or due is None else date.fromordinal(due),
            moment=self._moment(record) if due is not None and not paused else None,
            earliest=earliest,
            latest=None if paused else latest,
            provisional=earliest != latest or self._without_a_time(record),
            owed_by=deadline.owed_by,
            clauses=deadline.clause,
            trigger=date.fromordinal(record.d),
            started_by=self._event(record.event),
            met_by=self._event(met),
            met_on=date.fromordinal(ended) if status is Status.MET and ended > 0 else None,
            working_days_left=left,
            readings=self._readings(record),
            derivation=partial(self._derive, record.clock, record.key),
        )

    def _without_a_time(self, record: Record) -> bool:
        """Whether it is a clock in hours that began on a day without a time (meaning 1)."""
        columns, scratch = self._run.log.columns, self._run.scratch
        tables = self._compiled.tables
        kind = period_kind(tables, columns, scratch, record.clock, record.key)
        index = record.clock * len(self._run.log.keys) + record.key
        return kind == HOURS and scratch.vague[index] == 1

    def _event(self, number: int) -> str | None:
        return self._run.log.event(number).id if number >= 0 else None

    def _left(self, status: Status, due: int | None, ended: int) -> int | None:
        """Working days from the as-of day (or the clock's end) through the due day.

        Negative once it is past: so many working days late.
        """
        if due is None or status not in OPEN or status is Status.PAUSED:
            return None
        days, now = self._calendar.days, ended or self._run.log.as_of_day
        if due >= now:
            return working_days_between(days, now, due)
        return -working_days_between(days, due, now)

    def _bounds(self, record: Record, due: int | None) -> tuple[date | None, date | None]:
        if due is None:
            return None, None
        tables, scratch = self._compiled.tables, self._run.scratch
        columns = self._run.log.columns
        kind = period_kind(tables, columns, scratch, record.clock, record.key)
        index = record.clock * len(self._run.log.keys) + record.key
        if scratch.vague[index] == NOT_BEFORE and kind != FIXED:
            days = self._calendar.days
            if kind == HOURS:
                first = vague_end(tables, days, columns, scratch, record.clock, record.key, 0)
                return _date(day_of(days, first)), None
            return _date(due if due <= days.horizon else earliest_due(days, due)), None
        moves = rests_on_calendar(
            kind, scratch.longer_kind[index], scratch.longer[index], tables.counting[1]
        )
        day = date.fromordinal(due)
        if kind == HOURS and scratch.vague[index] == 1:
            # The first moment may lie anywhere in its day, and so the last one, too.
            days = self._calendar.days
            place = (columns, scratch, record.clock, record.key)
            first, last = (vague_end(tables, days, *place, late) for late in (0, 1))
            return _date(day_of(days, first)), _date(day_of(days, last))
        if moves == 0 or due <= self._calendar.days.horizon:
            return day, day
        days = self._calendar.days
        return _date(earliest_due(days, due)), _date(latest_due(days, due))

    def _moment(self, record: Record) -> datetime | None:
        tables = self._compiled.tables
        kind = period_kind(
            tables, self._run.log.columns, self._run.scratch, record.clock, record.key
        )
        if kind != HOURS or not 0 <= record.c < k.NEVER:
            return None
        return (_EPOCH + timedelta(microseconds=record.c)).astimezone(self._zone)

    def _readings(self, record: Record) -> tuple[Words, ...]:
        """The deadline's own reading, and that of the act that started this run of it."""
        deadline = self._compiled.deadline(record.clock)
        found = [deadline.reading] if deadline.reading else []
        started = self._started_by(record)
        if started is not None and started.reading is not None:
            found.append(started.reading)
        if started is not None and started.at in self._compiled.ruleset.receipts:
            received = self._run.log.received.get(record.event)
            way = received.way if received is not None else None
            found += [way.reading] if way is not None and way.reading is not None else []
        return tuple(words(one) for one in found)

    def _started_by(self, record: Record) -> Moment | None:
        """The entry of `starts` by which this run of the clock was started."""
        deadline = self._compiled.deadline(record.clock)
        if deadline.starts == "period" or record.event < 0:
            return None
        act = self._run.log.columns.act[record.event]
        for moment in deadline.starts:
            wanted = self._compiled.acts[moment.act]
            if act in (wanted,) or self._compiled.variants(act) == self._compiled.variants(wanted):
                return moment
        return None

    # --- the derivation, made when asked for ----------------------------------------------------
    def _derive(self, clock: int, key: int) -> DueDate:
        """Replay with a trace, and count this clock's date again with its steps."""
        instant = Clock(self._calendar).as_of(self._as_of) if self._as_of is not None else None
        log = read_log(self._compiled, self._calendar, self._case, as_of=instant, trace=True)
        traced = run(self._compiled, self._calendar, log)
        return derivation(self._compiled, self._calendar, traced, clock, key)


def _date(day: int) -> date | None:
    return None if day == OUTSIDE else date.fromordinal(day)
