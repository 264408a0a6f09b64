"""A due date goes in; the months it was counted through come out, day by day, as a calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opendisclose.calendars import Day
from opendisclose.deadline import count
from opendisclose.deadline.due import DueDate
from opendisclose.deadline.period import COUNTED
from opendisclose.deadline.steps import Span, holds
from opendisclose.deadline.why_not import counted_days, kept_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One day of the picture.

    `number` says which counted day of the period it is; None where it does not count. `runs`
    is True of a day in a period that has no numbered days, such as a month or hours; `excluded`
    is True of a day that a span takes out (a day of rest counts for nothing anyhow), `extended` of
    one that only the extension adds, `due` of the last day. A paused clock has its earliest
    possible date as the last day.
    """

    day: Day
    number: int | None
    trigger: bool
    runs: bool
    excluded: bool
    extended: bool
    due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month in weeks of seven squares, Monday first; None where the month has no day."""

    year: int
    month: int
    weeks: tuple[tuple[Square | None, ...], ...]


def months(due: DueDate) -> tuple[Month, ...]:
    """From the month of the trigger day through that of the due date; none if there is no date.

    Months in which nothing is told are in it, too. Days outside the calendar are left out.
    """
    inputs, last = due.inputs, due.date or due.earliest
    if inputs is None or last is None:
        return ()
    marks = _Marks(due, last)
    first = min(inputs.trigger, last)
    final = max(inputs.trigger, last)
    return tuple(_month(marks, *one) for one in _through(first, final))


class _Marks:
    def __init__(self, due: DueDate, last: date) -> None:
        assert due.inputs is not None  # `months` has seen to it
        inputs = due.inputs
        self.calendar = inputs.calendar
        self.trigger, self.last = inputs.trigger, last
        self.kind = inputs.kind
        self.in_working_days = inputs.kind == count.WORKING_DAYS
        self.extension_kind = inputs.extension[0] if inputs.extension else 0
        self.spans: tuple[Span, ...] = kept_spans(due)
        self.numbers = dict(_numbers(due, last))
        rolled = next((one.first for one in due.steps if one.kind == "rolled"), None)
        self.end = rolled or last
        extension = next((one for one in due.steps if one.kind == "extension"), None)
        self.extended = extension.first if extension is not None else None

    def square(self, day: date) -> Square | None:
        if not self.calendar.first <= day <= self.calendar.last:
            return None
        inside = self.trigger <= day <= self.last
        this = self.calendar.day(day)
        return Square(
            day=this,
            number=self.numbers.get(day),
            trigger=day == self.trigger,
            runs=self._runs(this),
            excluded=inside
            and (this.working or not self.in_working_days)
            and holds(self.spans, day.toordinal()) is not None,
            extended=self._extends(day),
            due=day == self.last,
        )

    def _runs(self, this: Day) -> bool:
        """Whether it is a day of the period itself or of its extension, without a number."""
        of = self.extension_kind if self._extends(this.date) else self.kind
        if of not in (*COUNTED, count.HOURS) or this.date in self.numbers:
            return False
        if not self.trigger < this.date <= self.end:
            return False
        taken = holds(self.spans, this.date.toordinal()) is not None
        return not taken and (this.working or of != count.WORKING_DAYS)

    def _extends(self, day: date) -> bool:
        return self.extended is not None and self.extended < day <= self.last


def _numbers(due: DueDate, last: date) -> Iterator[tuple[date, int]]:
    """The number of each day that counts; months and fixed dates have no numbered days.

    An extension in another unit than the period is not numbered either, nor the days by which a
    last day of rest was moved on.
    """
    inputs = due.inputs
    assert inputs is not None  # `months` has seen to it
    if inputs.kind not in COUNTED or inputs.kind == count.MONTHS:
        return
    end = last
    for step in due.steps:
        if step.kind == "rolled" and step.first is not None:
            end = step.first
        if step.kind == "extension" and step.unit != inputs.kind and step.first is not None:
            end = min(end, step.first)
    for number, day in enumerate(counted_days(due, end), start=1):
        yield day, number


def _through(first: date, last: date) -> Iterator[tuple[int, int]]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _month(marks: _Marks, year: int, month: int) -> Month:
    before, length = monthrange(year, month)
    days: list[Square | None] = [None] * before
    days += [marks.square(date(year, month, one)) for one in range(1, length + 1)]
    days += [None] * (-len(days) % 7)
    weeks = tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))
    return Month(year=year, month=month, weeks=weeks)
