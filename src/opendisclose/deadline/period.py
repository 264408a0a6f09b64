"""A calendar, a period and its excluded spans go in; its last day comes out, by `count`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from opendisclose.calendars import Calendar, CalendarRangeError
from opendisclose.deadline import count
from opendisclose.deadline.inputs import Inputs
from opendisclose.deadline.steps import Span

COUNTED = (count.WORKING_DAYS, count.DAYS, count.MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The arguments of `count.due_day` that do not change while one due date is explained."""

    calendar: Calendar
    kind: int
    n: int
    trigger: int
    ext_kind: int
    ext_n: int
    roll: int
    include: int

    def due(self, excluded: int, *, extended: bool = True, rolled: bool = True) -> int:
        """The last day with so many days excluded; CalendarRangeError."""
        return inside(
            self.calendar,
            count.due_day(
                self.calendar.days,
                self.kind,
                self.n,
                self.trigger,
                excluded,
                self.ext_kind,
                self.ext_n if extended else 0,
                self.roll if rolled else 0,
                self.include,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """The joined spans that count, those that opened after the due date, and if one is open."""

    kept: tuple[Span, ...]
    ignored: tuple[Span, ...]
    paused: bool

    @property
    def taken(self) -> int:
        """How many days the spans that count take out."""
        return sum(span.taken for span in self.kept)


def period_of(inputs: Inputs, n: int) -> Period:
    """The period that inputs speak of; `n` is its number, or the day it is fixed on."""
    ext_kind, ext_n = inputs.extension or (0, 0)
    return Period(
        calendar=inputs.calendar,
        kind=inputs.kind,
        n=n,
        trigger=inputs.trigger.toordinal(),
        ext_kind=ext_kind,
        ext_n=ext_n,
        roll=int(inputs.roll),
        include=int(inputs.include_trigger),
    )


def inside(calendar: Calendar, answer: int) -> int:
    """The answer of a count; CalendarRangeError if it lies outside the calendar."""
    if answer == count.OUTSIDE:
        raise CalendarRangeError(first=calendar.first, last=calendar.last)
    return answer


def join_spans(spans: Iterable[tuple[date, date]], trigger: date) -> tuple[tuple[date, date], ...]:
    """Spans (after, through) joined where they overlap or touch, each from the trigger at most.

    A span holds the days after `after` through `through`; one that ends by the trigger is dropped.
    """
    joined: list[tuple[date, date]] = []
    for after, through in sorted((max(after, trigger), through) for after, through in spans):
        if through <= after:
            continue
        if joined and after <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], through)
        else:
            joined.append((after, through))
    return tuple(joined)


def find_spans(
    period: Period,
    given: Sequence[tuple[date, date | None]],
    clauses: Sequence[tuple[str, ...]],
    as_of: date | None,
) -> Spans:
    """What the spans take out, in the order in which they open; open ones last to `as_of`."""
    if period.kind not in COUNTED:
        return Spans(kept=(), ignored=(), paused=False)
    trigger = date.fromordinal(period.trigger)
    closed = [(after, through or max(as_of or after, after)) for after, through in given]
    kept: list[Span] = []
    ignored: list[Span] = []
    for after, through in join_spans(closed, trigger):
        late = after.toordinal() > period.due(sum(span.taken for span in kept))
        taken = count.days_excluded(
            period.calendar.days, period.kind, after.toordinal(), through.toordinal()
        )
        span = Span(
            after=after.toordinal(),
            through=through.toordinal(),
            taken=0 if late else inside(period.calendar, taken),
            clause=_cited(closed, clauses, trigger, (after, through)),
        )
        (ignored if late else kept).append(span)
    due = period.due(sum(span.taken for span in kept))
    opened = [max(after, trigger).toordinal() for after, through in given if through is None]
    return Spans(kept=tuple(kept), ignored=tuple(ignored), paused=any(at <= due for at in opened))


def taken_before_extension(period: Period, spans: Sequence[Span]) -> int:
    """The days excluded before the period would have ended without its extension.

    If the extension is in the unit of the period, a span that opens later lies in the extension.
    """
    taken = 0
    for span in spans:
        due = period.due(taken, extended=False)
        if period.ext_kind != period.kind or span.after <= due:
            taken += span.taken
    return taken


def _cited(
    closed: Sequence[tuple[date, date]],
    clauses: Sequence[tuple[str, ...]],
    trigger: date,
    joined: tuple[date, date],
) -> tuple[str, ...]:
    # clauses may be fewer than spans: a caller that has none gives none
    cited = [
        clause
        for (after, through), names in zip(closed, clauses, strict=False)
        if joined[0] <= max(after, trigger) < through <= joined[1]
        for clause in names
    ]
    return tuple(dict.fromkeys(cited))
