"""A calendar and a count that is done go in; the steps that lead to its due date come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from opendisclose.calendars import Calendar, Day
from opendisclose.calendars.notices import Notice
from opendisclose.deadline import count

StepKind = Literal[
    "trigger",
    "first_day",
    "excluded",
    "ignored",
    "skipped",
    "worked",
    "extension",
    "rolled",
    "due",
    "safe_day",
    "paused",
    "provisional",
    "open_start",
    "reading",
]
OWN_CLOSED = ("本单位休息日", "own closing day")
OWN_WORKED = ("本单位工作日", "own working day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step on the way to a due date, as data; `render` makes the sentence.

    `first` and `last` bound the days it is about. `number` counts them in `unit`, a kind of period
    of `count`; 0 stands for weekdays. `names` are pairs of Chinese and English, `notices` those
    that moved the days. `moment` is set where the instant matters; `limit` is the last official
    day. `included` is True of a trigger day that is day 1 itself.
    """

    kind: StepKind
    first: date | None = None
    last: date | None = None
    number: int | None = None
    unit: int = 0
    clause: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    moment: datetime | None = None
    limit: date | None = None
    included: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days after `after` through `through`, and how many of them it took out of the count."""

    after: int
    through: int
    taken: int
    clause: tuple[str, ...] = ()


def holds(spans: Sequence[Span], day: int) -> Span | None:
    """The span the day lies in, if any."""
    return next((span for span in spans if span.after < day <= span.through), None)


def first_day(
    calendar: Calendar, kind: int, trigger: int, include: int, spans: Sequence[Span]
) -> Step:
    """Day 1: the first day that is counted, which an excluded span puts off."""
    working = kind == count.WORKING_DAYS
    first = count.first_counted if working else count.first_natural
    day = first(calendar.days, trigger, include)
    while (span := holds(spans, day)) is not None:
        day = first(calendar.days, span.through, 0)
    return Step(kind="first_day", first=date.fromordinal(day), unit=kind, included=day == trigger)


def excluded(kind: int, spans: Sequence[Span]) -> list[Step]:
    """One step for each span, with the number of days it took out."""
    unit = count.WORKING_DAYS if kind == count.WORKING_DAYS else count.DAYS
    return [
        Step(
            kind="excluded",
            first=date.fromordinal(span.after + 1),
            last=date.fromordinal(span.through),
            number=span.taken,
            unit=unit,
            clause=span.clause,
        )
        for span in spans
    ]


def ignored(spans: Sequence[Span]) -> list[Step]:
    """One step for each span that opened after the due date and so does nothing."""
    return [
        Step(
            kind="ignored",
            first=date.fromordinal(span.after + 1),
            last=date.fromordinal(span.through),
            clause=span.clause,
        )
        for span in spans
    ]


def moved(calendar: Calendar, first: int, last: int, spans: Sequence[Span]) -> list[Step]:
    """Each run of weekdays off and each worked weekend day in a stretch counted in working days.

    Days inside excluded spans are not counted either way, and not listed.
    """
    steps: list[Step] = []
    run: list[Day] = []
    for ordinal in range(first, last + 1):
        day = calendar.day(date.fromordinal(ordinal))
        inside = holds(spans, ordinal) is not None
        if (day.working or inside) and run:
            steps.append(_step("skipped", run))
            run = []
        if inside:
            continue
        if day.kind in ("make_up", "own_worked"):
            steps.append(_step("worked", [day]))
        elif not day.working and not day.weekend:
            run.append(day)
    return [*steps, _step("skipped", run)] if run else steps


def rolled(calendar: Calendar, end: int, due: int) -> Step:
    """The move of a last day that is a rest day to the next working day, with what it rests for."""
    rest = [calendar.day(date.fromordinal(day)) for day in range(end, due)]
    return Step(
        kind="rolled",
        first=date.fromordinal(end),
        last=date.fromordinal(due),
        names=_names(rest),
        notices=_notices(rest),
    )


def safe_day(calendar: Calendar, due: int) -> tuple[Step, ...]:
    """Beside a fixed date that is a rest day: the last working day before it.

    After the horizon it is given for every date, with the limit of what is known: the day may yet
    become a rest day.
    """
    safe = count.last_working_day_on_or_before(calendar.days, due)
    unsure = due > calendar.days.horizon
    if safe == count.OUTSIDE or (safe == due and not unsure):
        return ()
    limit = calendar.horizon if unsure else None
    day = date.fromordinal(safe)
    return (Step(kind="safe_day", first=day, last=date.fromordinal(due), limit=limit),)


def _step(kind: StepKind, run: Sequence[Day]) -> Step:
    return Step(
        kind=kind,
        first=run[0].date,
        last=run[-1].date,
        number=len(run),
        names=_names(run),
        notices=_notices(run),
    )


def _names(days: Sequence[Day]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(name for day in days for name in _name(day)))


def _name(day: Day) -> Iterator[tuple[str, str]]:
    if day.kind == "own_closed":
        yield OWN_CLOSED
    elif day.kind == "own_worked":
        yield OWN_WORKED
    elif day.zh:
        yield day.zh, day.en


def _notices(days: Sequence[Day]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(day.notice for day in days if day.notice is not None))


def stretches(kind: int, ext_kind: int, ext_n: int, marks: Sequence[int]) -> list[tuple[int, int]]:
    """The parts counted in working days, as first and last day.

    `marks` are the day before day 1, the end without extension and the end with it.
    """
    kinds = (kind, ext_kind if ext_n else 0)
    parts = [(after + 1, end) for after, end in pairwise(marks)]
    return [
        part
        for part, unit in zip(parts, kinds, strict=True)
        if unit == count.WORKING_DAYS and part[0] <= part[1]
    ]
