"""A clock's trigger, period and spans go in, a due date counted day by day comes out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

DAY = timedelta(days=1)
UNITS = ("working_days", "days", "months", "hours")


@dataclass(frozen=True)
class Moment:
    """An instant, or only its day where the time is not known."""

    instant: datetime
    day_only: bool = False
    not_before: bool = False  # it is only known that it was no earlier

    @property
    def day(self) -> date:
        return self.instant.date()


@dataclass(eq=False)
class Span:
    """Time that does not count, from one act to another; open while `closed` is not set."""

    opened: date
    closed: date | None = None


@dataclass
class Grant:
    """An extension that was granted in time and still waits for the acts it needs."""

    event: str | None
    severity: str
    clauses: tuple[str, ...]
    length: dict[str, int]


@dataclass(eq=False)
class Clock:
    """One run of one deadline for one key."""

    deadline: str
    key: str
    trigger: Moment
    start_event: str | None
    start_position: int
    spans: list[Span]
    status: str = "open"  # open | met | expired | lapsed
    extensions: list[dict[str, int]] = field(default_factory=list)
    pending: list[Grant] = field(default_factory=list)
    needs_done: list[str] = field(default_factory=list)
    parts_done: set[int] = field(default_factory=set)  # of `met_by: {all: [...]}`
    met_by: str | None = None
    late: bool = False
    final: Due | None = None  # the due date as it was when the clock ended
    last_period: Any = None  # and its period
    fired: str | None = None  # the expiry transition that this run has fired


@dataclass(frozen=True)
class Due:
    """When a clock is due. `kind`: none (no due date), paused (the day is the earliest possible),
    day, moment (hours; earliest and latest differ if the trigger has no time), beyond (the
    calendar does not reach so far)."""

    kind: str
    day: date | None = None
    moment: datetime | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    not_before: bool = False  # it is the earliest that it can be


NO_DUE = Due("none")


def duration(value: Any) -> tuple[str, int] | None:
    """The unit and number of a duration; None if it is none."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    unit, number = next(iter(value.items()))
    return (unit, number) if unit in UNITS and isinstance(number, int) else None


def months_later(day: date, months: int) -> date:
    """The month's corresponding day, or its last day (meaning 7)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Counter:
    """Counts periods one day after the other."""

    def __init__(
        self,
        counting: dict[str, Any],
        is_working_day: Callable[[date], bool],
        official_through: date,
    ) -> None:
        self.trigger_included = counting.get("trigger_day", "excluded") == "included"
        self.rolls = counting.get("ends_on_rest_day", "next_working_day") == "next_working_day"
        self.whole_span = counting.get("excluded_span") == "first_through_last"
        self.is_working_day = is_working_day
        self.official_through = official_through

    def due(self, period: Any, clock: Clock, today: date) -> Due:
        """The due date of a clock, counted anew from its trigger (meanings 4 to 8).

        `period` is a word, a duration or a date; an open span is taken to last through `today`,
        which gives the earliest possible due date.
        """
        if period == "same_day":
            return self._open(self._day(clock.trigger.day, clock, today, fixed=True), clock)
        if isinstance(period, date):  # a fixed date moves only by extension
            return self._day(period, clock, today, fixed=True)
        length = duration(period)
        if length is None:  # promptly, in_step, or not set
            return NO_DUE
        if length[0] == "hours":
            return self._open(self._moment(length[1], clock), clock)
        return self._open(self._day(period, clock, today, fixed=False), clock)

    def _open(self, due: Due, clock: Clock) -> Due:
        """A clock of which it is not known when it began has only an earliest due date."""
        return replace(due, not_before=clock.trigger.not_before)

    def _moment(self, hours: int, clock: Clock) -> Due:
        """Hours run through nights and holidays from the moment (meaning 7); without a time of
        day the trigger lies somewhere in its day (meaning 1)."""
        for extension in clock.extensions:
            hours += extension.get("hours", 0)
        moment = clock.trigger.instant + timedelta(hours=hours)
        earliest = latest = moment
        if clock.trigger.day_only:
            midnight = datetime.combine(clock.trigger.day, time.min)
            earliest = midnight + timedelta(hours=hours)
            latest = midnight + DAY - timedelta(microseconds=1) + timedelta(hours=hours)
        return Due("moment", moment.date(), moment, earliest, latest)

    def _day(self, period: Any, clock: Clock, today: date, *, fixed: bool) -> Due:
        spans = [] if fixed else clock.spans
        day: date | None = period
        stages = list(clock.extensions)
        if not fixed:
            stages = [period, *stages]
            day = clock.trigger.day - DAY if self.trigger_included else clock.trigger.day
        for number, stage in enumerate(stages):
            first = number == 0 and not fixed
            day = self._stage(day, stage, clock.trigger.day, spans, today, first)
        if stages and self.rolls:  # extensions come before the one roll (meaning 6)
            day = self._roll(day)
        if any(span.closed is None for span in spans):
            return Due("paused", day=day)
        return Due("beyond") if day is None else Due("day", day=day)

    def _stage(
        self,
        day: date | None,
        stage: dict[str, int],
        trigger: date,
        spans: list[Span],
        today: date,
        first: bool,
    ) -> date | None:
        """Walk on by one period or extension.

        Every day that the spans take out makes the period one day longer: so a span that opened
        on the very due day still counts.
        """
        unit, number = next(iter(stage.items()))
        if day is None or unit == "hours":
            return day
        if unit == "months":
            number = self._days_of_months(day, number, first)
        if first:
            number += self._taken_out(day, unit, trigger, spans, today)
        while number > 0:
            day += DAY
            if unit == "working_days":
                if day > self.official_through:
                    return None
                if not self.is_working_day(day):
                    continue
            number -= 1
        return day

    def _taken_out(
        self, after: date, unit: str, trigger: date, spans: list[Span], today: date
    ) -> int:
        """How many days the spans take out together, each day once."""
        found = 0
        last = max([today, *(one.closed for one in spans if one.closed is not None)])
        day = after + DAY
        while spans and day <= last:
            counts = unit != "working_days" or (
                day <= self.official_through and self.is_working_day(day)
            )
            found += counts and any(self._takes_out(one, day, trigger, today) for one in spans)
            day += DAY
        return found

    def _days_of_months(self, day: date, months: int, first: bool) -> int:
        if first and self.trigger_included:
            end = months_later(day + DAY, months)
            corresponds = end.day == (day + DAY).day  # else it is the month's last day
            return (end - DAY * corresponds - day).days
        return (months_later(day, months) - day).days

    def _takes_out(self, span: Span, day: date, trigger: date, today: date) -> bool:
        """A span counts from the later of its opening and the trigger, after its first day (or as
        `counting` says) through its last (meaning 5)."""
        first = span.opened if self.whole_span else span.opened + DAY
        counted_from = trigger if self.trigger_included else trigger + DAY
        ends = span.closed if span.closed is not None else today
        return max(first, counted_from) <= day <= ends

    def _roll(self, day: date | None) -> date | None:
        """A last day that is a rest day moves to the next working day (meaning 7)."""
        while day is not None:
            if day > self.official_through:
                return None
            if self.is_working_day(day):
                return day
            day += DAY
        return None

    def passed(self, due: Due, instant: datetime) -> bool | None:
        """Whether the instant lies after the due date; None if that is not known yet."""
        if due.not_before and due.kind in ("day", "moment"):
            first = due.earliest or datetime.combine(due.day or date.max, time.max)
            return None if instant > first else False
        if due.kind == "day":
            return due.day is not None and instant.date() > due.day
        if due.kind == "moment" and due.earliest is not None and due.latest is not None:
            if instant > due.latest:
                return True
            return None if instant > due.earliest else False
        if due.kind == "beyond":
            return None if instant.date() > self.official_through else False
        return False
