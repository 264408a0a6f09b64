"""A calendar, a period and its trigger go in; a due date that contains its steps comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from opendisclose.calendars import Calendar, CalendarRangeError
from opendisclose.deadline import count, steps
from opendisclose.deadline.inputs import Inputs, Names, OtherStart
from opendisclose.deadline.period import (
    COUNTED,
    Period,
    Spans,
    find_spans,
    inside,
    join_spans,
    period_of,
    taken_before_extension,
)
from opendisclose.deadline.steps import Step

if TYPE_CHECKING:
    from opendisclose.deadline.between import Reminder
    from opendisclose.deadline.why_not import OtherCalendar, WhyNot

__all__ = ["PERIOD_KINDS", "DueDate", "counted", "due_date", "explain", "join_spans"]

Status = Literal["official", "provisional", "paused", "unset"]

PERIOD_KINDS: Mapping[str, int] = {
    "working_days": count.WORKING_DAYS,
    "days": count.DAYS,
    "months": count.MONTHS,
    "hours": count.HOURS,
    "same_day": count.SAME_DAY,
    "by_date": count.FIXED,
    "promptly": count.PROMPTLY,
    "in_step": count.IN_STEP,
    "set_by": count.SET_BY,
}
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TICK = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """The last day of a period, with the steps that lead to it.

    `date` is None while the clock is paused or no period is set. `moment` is the exact end of a
    period in hours, in the calendar's zone. `earliest` and `latest` bound the date; they differ
    only while it is provisional, and of a paused clock only `earliest` is known. `inputs` is what
    it was counted from.
    """

    date: dt.date | None
    moment: dt.datetime | None = None
    status: Status
    earliest: dt.date | None
    latest: dt.date | None
    steps: tuple[Step, ...]
    inputs: Inputs | None = field(default=None, repr=False, compare=False)

    def why_not(self, day: dt.date, *, calendars: Iterable[OtherCalendar] = ()) -> WhyNot:
        """Why another day is not the due date: which usual wrong count gives it, how far it is off.

        `calendars` are other states of knowledge to count by, such as that of the first day.

        Raises:
            ValueError: the date was not made by `explain`.
        """
        from opendisclose.deadline.why_not import why_not

        return why_not(self, day, calendars=calendars)

    def reminders(self, *working_days: int) -> tuple[Reminder, ...]:
        """The working days on which so many working days are left until the due date.

        Raises:
            ValueError: there is no due date, a number is negative, or the date was not made by
                `explain`.
            CalendarRangeError: a day lies outside the calendar.
        """
        from opendisclose.deadline.between import reminders

        return reminders(self, working_days)


def explain(
    calendar: Calendar,
    *,
    kind: int,
    n: int | dt.date | None,
    trigger: dt.date,
    trigger_moment: dt.datetime | None = None,
    spans: Sequence[tuple[dt.date, dt.date | None]] = (),
    extension: tuple[int, int] | None = None,
    roll: bool = True,
    include_trigger: bool = False,
    clause: tuple[str, ...] = (),
    span_clauses: Sequence[tuple[str, ...]] = (),
    extension_clause: tuple[str, ...] = (),
    readings: Sequence[Names] = (),
    trigger_name: Names | None = None,
    as_of: dt.date | None = None,
    span_from_first: bool = False,
    basis: str = "",
    other_starts: Sequence[OtherStart] = (),
    open_start: bool = False,
) -> DueDate:
    """The due date of a period of n units of `kind`, with every step that leads to it.

    For a date that is fixed or was set, `n` is that date; None stands for a period nobody has set.
    `extension` is (kind, number). A span (after, through) takes the days after `after` through
    `through` out of the count; through None means it is still open as of `as_of`, which pauses the
    clock. A span that opens after the due date does nothing; hours know no exclusion. A moment
    without an offset is in the calendar's zone; hours without a moment run from the beginning of
    the trigger day, provisionally. `basis`, `span_from_first` and `other_starts` change nothing of
    the date; `Inputs` says what they are. With `open_start` the date is the earliest there can be.

    Raises CalendarRangeError if the calendar does not reach so far, ValueError for a period in
    hours with an extension in another unit, or the other way round.
    Source: Civil Code arts. 201-203 for all that the period itself does not say.
    """
    return counted(
        Inputs(
            calendar=calendar,
            kind=kind,
            n=n,
            trigger=trigger,
            trigger_moment=trigger_moment,
            spans=tuple(spans),
            extension=extension,
            roll=roll,
            include_trigger=include_trigger,
            clause=clause,
            span_clauses=tuple(span_clauses),
            extension_clause=extension_clause,
            readings=tuple(readings),
            trigger_name=trigger_name,
            as_of=as_of,
            span_from_first=span_from_first,
            basis=basis,
            other_starts=tuple(other_starts),
            open_start=open_start,
        )
    )


def counted(inputs: Inputs) -> DueDate:
    """The due date that follows from the inputs; what `explain` raises."""
    found = _counted(inputs)
    if inputs.open_start and found.date is not None and inputs.kind != count.FIXED:
        step = Step(kind="open_start", first=found.earliest, clause=())
        steps = tuple(one for one in found.steps if one.kind != "provisional")
        found = replace(found, status="provisional", latest=None, steps=(*steps, step))
    return replace(found, inputs=inputs)


def _counted(inputs: Inputs) -> DueDate:
    calendar, kind, trigger, n = inputs.calendar, inputs.kind, inputs.trigger, inputs.n
    ext_kind, ext_n = inputs.extension or (0, 0)
    moment = None if inputs.trigger_moment is None else _local(calendar, inputs.trigger_moment)
    head = Step(
        kind="trigger",
        first=trigger,
        clause=inputs.clause,
        unit=kind,
        moment=moment,
        names=(inputs.trigger_name,) if inputs.trigger_name else (),
        included=inputs.include_trigger,
    )
    tail = tuple(Step(kind="reading", names=(reading,)) for reading in inputs.readings)
    if n is None or kind in (0, count.PROMPTLY):
        return DueDate(date=None, status="unset", earliest=None, latest=None, steps=(head, *tail))
    number = n.toordinal() if isinstance(n, dt.date) else n
    if ext_n and (kind == count.HOURS) != (ext_kind == count.HOURS):
        raise ValueError("a period in hours is extended in hours, any other in days or months")
    if not calendar.first <= trigger <= calendar.last:
        raise CalendarRangeError(first=calendar.first, last=calendar.last, day=trigger)
    clause = inputs.extension_clause
    if kind == count.HOURS:
        added = Step(kind="extension", number=ext_n, unit=ext_kind, clause=clause)
        listed = (head, added) if ext_n else (head,)
        return _hours(calendar, number + ext_n, trigger, moment, (listed, tail))
    period = period_of(inputs, number)
    found = find_spans(period, inputs.spans, inputs.span_clauses, inputs.as_of)
    return _result(period, found, ((head, *_body(period, found, clause)), tail))


def due_date(
    calendar: Calendar,
    period_kind: str | int,
    n: int | dt.date | None,
    start: dt.date | dt.datetime,
) -> DueDate:
    """The due date of a period by its name in the language (`working_days`, `hours`, …).

    A start with a time is taken to the calendar's zone. Raises ValueError for an unknown name and
    what `explain` raises.
    """
    if isinstance(period_kind, str):
        if period_kind not in PERIOD_KINDS:
            raise ValueError(f"no period {period_kind}; known: {', '.join(PERIOD_KINDS)}")
        period_kind = PERIOD_KINDS[period_kind]
    if isinstance(start, dt.datetime):
        moment = _local(calendar, start)
        return explain(
            calendar, kind=period_kind, n=n, trigger=moment.date(), trigger_moment=moment
        )
    return explain(calendar, kind=period_kind, n=n, trigger=start)


def _body(period: Period, found: Spans, extension_clause: tuple[str, ...]) -> list[Step]:
    calendar, kind = period.calendar, period.kind
    early = taken_before_extension(period, found.kept)
    base = period.due(early, extended=False, rolled=False)
    end = period.due(found.taken, rolled=False)
    due = period.due(found.taken)
    listed: list[Step] = []
    if kind in COUNTED and period.n > 0:
        listed.append(steps.first_day(calendar, kind, period.trigger, period.include, found.kept))
    inner = steps.excluded(kind, found.kept)
    marks = (period.trigger - period.include, base, end)
    for first, last in steps.stretches(kind, period.ext_kind, period.ext_n, marks):
        inner += steps.moved(calendar, first, last, found.kept)
    listed += sorted(inner, key=lambda step: (step.first or calendar.first, step.kind))
    listed += steps.ignored(found.ignored)
    if period.ext_n:
        listed.append(
            Step(
                kind="extension",
                first=dt.date.fromordinal(base),
                last=dt.date.fromordinal(end),
                number=period.ext_n,
                unit=period.ext_kind,
                clause=extension_clause,
            )
        )
    if due != end:
        listed.append(steps.rolled(calendar, end, due))
    return listed


def _result(
    period: Period, found: Spans, around: tuple[tuple[Step, ...], tuple[Step, ...]]
) -> DueDate:
    calendar, due = period.calendar, period.due(found.taken)
    day = earliest = latest = dt.date.fromordinal(due)
    rests = count.rests_on_calendar(period.kind, period.ext_kind, period.ext_n, period.roll)
    provisional = rests == 1 and due > calendar.days.horizon
    unsure: tuple[Step, ...] = ()
    if provisional:
        earliest = dt.date.fromordinal(count.earliest_due(calendar.days, due))
        latest = dt.date.fromordinal(inside(calendar, count.latest_due(calendar.days, due)))
        unsure = (Step(kind="provisional", first=earliest, last=latest, limit=calendar.horizon),)
    head, tail = around
    if found.paused:
        paused = Step(kind="paused", first=earliest)
        return DueDate(
            date=None,
            status="paused",
            earliest=earliest,
            latest=None,
            steps=(*head, paused, *tail),
        )
    result = Step(kind="due", first=day, number=period.n, unit=period.kind)
    on_a_date = period.kind in (count.FIXED, count.SET_BY)
    safe = steps.safe_day(calendar, due) if on_a_date else ()
    return DueDate(
        date=day,
        status="provisional" if provisional else "official",
        earliest=earliest,
        latest=latest,
        steps=(*head, result, *safe, *unsure, *tail),
    )


def _hours(
    calendar: Calendar,
    n: int,
    trigger: dt.date,
    started: dt.datetime | None,
    around: tuple[tuple[Step, ...], tuple[Step, ...]],
) -> DueDate:
    index = trigger.toordinal() - calendar.days.first
    # Without a time of day the period began somewhere from the first to the last moment of it.
    begins, ends = calendar.days.midnight[index], calendar.days.midnight[index + 1] - 1
    if started is not None:
        begins = ends = (started - _EPOCH) // _TICK
    zone = ZoneInfo(calendar.zone)
    moment, latest = (
        (_EPOCH + inside(calendar, count.due_after_hours(calendar.days, at, n)) * _TICK).astimezone(
            zone
        )
        for at in (begins, ends)
    )
    result = Step(kind="due", first=moment.date(), moment=moment, number=n, unit=count.HOURS)
    unsure = Step(kind="provisional", first=moment.date(), last=latest.date())
    head, tail = around
    return DueDate(
        date=moment.date(),
        moment=moment,
        status="official" if started else "provisional",
        earliest=moment.date(),
        latest=latest.date(),
        steps=(*head, result, *(() if started else (unsure,)), *tail),
    )


def _local(calendar: Calendar, moment: dt.datetime) -> dt.datetime:
    zone = ZoneInfo(calendar.zone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
