"""One course of a procedure and its first day in; the latest lawful instant of every act on it out.

Each act is done as late as every clock that runs still allows: a later act before it only lets the
later ones be later, so that going forward once is enough. A clock counts for an act only if the
course meets it, starts it anew or pauses it afterwards; one that lapses holds nobody. A length that
the case sets and nobody has given counts nothing: the dates that rest on it are open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..graph.compiled import Compiled
from ..graph.courses import can_all_hold, guards_along
from ..graph.paths import Path
from ..graph.tables import FLOOR, LIMIT
from ..model.periods import Duration
from .due import DueDate
from .recurring import period_of
from .ruled import ruled_due_date

When: TypeAlias = datetime | None  # None: nothing says until when
Spans: TypeAlias = Sequence[tuple[date, date | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How dates are counted: by which calendar, with which length where a fact sets it.

    With `extended` every extension is granted in full.
    """

    calendar: Calendar
    period: Duration | None = None
    extended: bool = False

    def due(self, compiled: Compiled, clock: int, start: datetime, spans: Spans) -> DueDate:
        """When a clock runs out that starts at an instant; CalendarRangeError."""
        return ruled_due_date(
            self.calendar,
            compiled.ruleset.counting,
            compiled.deadline(clock),
            compiled.procedure.every,
            start,
            self.period,
            spans=spans,
            extended=self.extended,
        )

    def end_of(self, day: date) -> datetime:
        """The last instant of a day."""
        return datetime.combine(day, time.max, ZoneInfo(self.calendar.zone))

    def is_open(self, compiled: Compiled, clock: int) -> bool:
        """Whether the length of a clock is set in the case and not given."""
        within = compiled.deadline(clock).within
        return self.period is None and isinstance(within, Duration) and bool(within.set_by)

    def bound(self, compiled: Compiled, clock: int, start: datetime, spans: Spans) -> When:
        """Until when a clock allows what it bounds; one of an open length from its start on."""
        if self.is_open(compiled, clock):
            return start
        return self.instant(self.due(compiled, clock, start, spans))

    def instant(self, due: DueDate) -> When:
        if due.moment is not None:
            return due.moment
        return self.end_of(due.date) if due.date is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRun:
    """One clock from the act that starts it: when it runs out, and until which act it counts.

    Attributes:
        first: the position of the act that starts it; -1 for the period of a recurring duty.
        last: the position of the act that meets it, starts it anew or pauses it for good.
        start: the latest instant of its start; None if nothing says until when.
        due: None if it has no date.
    """

    clock: int
    first: int
    last: int
    start: When
    due: DueDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """An act done as late as may be, and the clock that says so.

    Attributes:
        clock: -1 if no clock bounds it; one without a date may.
        open: a length that the case sets comes on top of `when`.
    """

    transition: int
    when: When
    clock: int
    open: bool = False

    @property
    def order(self) -> tuple[bool, bool, float]:
        """Instants in their order; open ones come after all of them, what has no end last."""
        return (self.when is None, self.open, self.when.timestamp() if self.when else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDates:
    """A course with the latest instant of each act on it."""

    path: Path
    acts: tuple[Latest, ...]
    runs: tuple[ClockRun, ...]

    @property
    def end(self) -> When:
        return self.acts[-1].when


@dataclass(slots=True)
class _Open:
    """A clock while a course is gone along."""

    clock: int
    first: int
    start: When
    last: int
    open: bool  # its start, its length or a time left out of it is
    spans: tuple[tuple[date, date | None], ...] = ()
    paused_by: frozenset[int] = frozenset()
    since: When = None


def dates_along(
    compiled: Compiled, path: Path, counting: Counting, begin: date | datetime
) -> CourseDates:
    """The latest lawful instant of every act on a path that opens a case.

    `begin` is when the case is opened or, of a recurring duty, a day of its period.

    Raises:
        CalendarRangeError: a date lies outside the calendar.
    """
    return _Course(compiled, path, counting, begin).dates()


class _Course:
    def __init__(
        self, compiled: Compiled, path: Path, counting: Counting, begin: date | datetime
    ) -> None:
        self._compiled, self._path, self._counting = compiled, path, counting
        self._begin = _instant(counting, begin)
        self._guards = guards_along(compiled, path.transitions)
        self._open: dict[int, _Open] = {}
        self._runs: list[ClockRun] = []

    def dates(self) -> CourseDates:
        tables = self._compiled.tables
        for clock, period in enumerate(tables.d_period):
            if period:
                self._start(clock, -1, self._period_begins(), begun_open=False)
        acts: list[Latest] = []
        for position, number in enumerate(self._path.transitions):
            latest = self._latest(position, number)
            acts.append(latest)
            self._effects(position, latest)
        for one in list(self._open.values()):
            self._end(one)
        return CourseDates(path=self._path, acts=tuple(acts), runs=tuple(self._runs))

    def _period_begins(self) -> datetime:
        """The first instant of the period that the case is about."""
        every = self._compiled.procedure.every
        assert every is not None  # only a recurring duty starts with its period
        first = period_of(self._begin.date(), every).first
        return datetime.combine(first, time.min, self._begin.tzinfo)

    def _latest(self, position: int, number: int) -> Latest:
        """The least of all that bounds an act; the first act of a case is when it begins.

        What is open bounds an act only where nothing else does.
        """
        fired = self._compiled.tables.t_clock[number]
        found: list[Latest] = []
        undated = -1  # a clock that ends with the act and has no date
        for one in self._open.values():
            counts = one.last >= position and not one.paused_by
            instant = self._due(one) if counts or fired == one.clock else None
            if instant is not None:
                found.append(
                    Latest(transition=number, when=instant, clock=one.clock, open=one.open)
                )
            elif one.last == position:
                undated = one.clock
        if fired >= 0:
            found = [one for one in found if one.clock == fired]
        elif position == 0 and not self._compiled.procedure.every:
            return Latest(transition=number, when=self._begin, clock=-1)
        if not found:
            return Latest(transition=number, when=None, clock=undated)
        return min(found, key=lambda one: (one.order, one.clock))

    def _due(self, one: _Open) -> When:
        if one.start is None:
            return None
        return self._counting.bound(self._compiled, one.clock, one.start, one.spans)

    # --- what an act does, in the order of meaning 7 -------------------------------------------

    def _effects(self, position: int, done: Latest) -> None:
        tables, number = self._compiled.tables, done.transition
        for clock in [one for one in self._open if self._open[one].last == position]:
            if clock in _ends(self._compiled, number):  # it may only be paused or start anew
                self._end(self._open.pop(clock))
        for entry in range(tables.close_from[number], tables.close_from[number + 1]):
            self._close(tables.close_span[entry], done)
        for entry in range(tables.open_from[number], tables.open_from[number + 1]):
            self._pause(tables.open_span[entry], done)
        for entry in range(tables.start_from[number], tables.start_from[number + 1]):
            self._start(tables.start_clock[entry], position, done.when, begun_open=done.open)

    def _start(self, clock: int, position: int, when: When, *, begun_open: bool) -> None:
        when_owed = self._compiled.deadline(clock).when
        if self._compiled.tables.d_mode[clock] == FLOOR:
            return
        if when_owed is not None and not can_all_hold(
            self._compiled, [*self._guards, (when_owed, True)]
        ):
            return  # the guards of this course say that it is not owed
        if clock in self._open:
            self._end(self._open.pop(clock))
        last = _last_position(self._compiled, clock, self._path.transitions, position)
        is_open = begun_open or self._counting.is_open(self._compiled, clock)
        self._open[clock] = _Open(clock=clock, first=position, start=when, last=last, open=is_open)

    def _pause(self, span: int, done: Latest) -> None:
        one = self._open.get(self._compiled.tables.span_clock[span])
        if one is not None:
            one.since = one.since if one.paused_by else done.when
            one.paused_by |= {span}

    def _close(self, span: int, done: Latest) -> None:
        one = self._open.get(self._compiled.tables.span_clock[span])
        if one is None or span not in one.paused_by:
            return
        one.paused_by -= {span}
        if one.paused_by:
            return
        if done.when is None or one.since is None:
            one.start = None  # how long it was paused nothing says
        else:
            one.open |= done.open
            one.spans = (*one.spans, (one.since.date(), done.when.date()))

    def _end(self, one: _Open) -> None:
        due = None
        if one.start is not None and not one.paused_by and one.last >= 0:
            due = self._counting.due(self._compiled, one.clock, one.start, one.spans)
        if one.last >= 0:
            self._runs.append(
                ClockRun(clock=one.clock, first=one.first, last=one.last, start=one.start, due=due)
            )


def _instant(counting: Counting, begin: date | datetime) -> datetime:
    if not isinstance(begin, datetime):
        return counting.end_of(begin)
    return begin if begin.tzinfo is not None else _local(counting, begin)


def _local(counting: Counting, begin: datetime) -> datetime:
    return begin.replace(tzinfo=ZoneInfo(counting.calendar.zone))


def _ends(compiled: Compiled, number: int) -> frozenset[int]:
    """The clocks that a transition meets, or that fire it."""
    tables = compiled.tables
    meets = tables.meet_clock[tables.meet_from[number] : tables.meet_from[number + 1]]
    return frozenset((*meets, tables.t_clock[number]))


def _last_position(compiled: Compiled, clock: int, transitions: Sequence[int], first: int) -> int:
    """The position until which a clock binds; -1 if it only lapses."""
    tables = compiled.tables
    found, left = -1, {*range(tables.goal_from[clock], tables.goal_from[clock + 1])}
    for position in range(first + 1, len(transitions)):
        number = transitions[position]
        acts = {tables.t_act[number], tables.t_own[number]}
        done = {one for one in left if tables.goal_act[one] in acts}
        left -= done
        if tables.t_clock[number] == clock:
            return position
        if clock in _starts(compiled, number):  # a limit that starts anew holds only what it limits
            return found if tables.d_mode[clock] == LIMIT else position
        if done and (not tables.d_goals[clock] or not left):
            return position
        if clock in _limits(compiled, number) or clock in _pauses(compiled, number):
            found = position
    return found


def _starts(compiled: Compiled, number: int) -> list[int]:
    tables = compiled.tables
    return tables.start_clock[tables.start_from[number] : tables.start_from[number + 1]]


def _limits(compiled: Compiled, number: int) -> Iterator[int]:
    tables = compiled.tables
    for clock in tables.limit_clock[tables.limit_from[number] : tables.limit_from[number + 1]]:
        if tables.d_mode[clock] == LIMIT:
            yield clock


def _pauses(compiled: Compiled, number: int) -> Iterator[int]:
    tables = compiled.tables
    for span in tables.open_span[tables.open_from[number] : tables.open_from[number + 1]]:
        yield tables.span_clock[span]
