"""A due date goes in; the dates that other ways of counting give come out, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from opendisclose.calendars import Calendar, CalendarRangeError
from opendisclose.calendars.plain import weekdays_only, without_make_up_days
from opendisclose.deadline import count
from opendisclose.deadline.due import DueDate, counted
from opendisclose.deadline.inputs import Inputs, Names, OtherStart

_MONTH = 30  # days, where a month is taken for so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """The same period counted in another way.

    `ways` are the ids of what was done otherwise, one or two of them; `names` say what, in the same
    order. `moves` is False where the date is the same either way.
    """

    ways: tuple[str, ...]
    names: tuple[Names, ...]
    due: DueDate
    moves: bool


class OtherCalendar(NamedTuple):
    """Another state of knowledge to count by, and what it is called."""

    names: Names
    calendar: Calendar


_Change = Callable[[Inputs], "Inputs | None"]


class _Way(NamedTuple):
    id: str
    zh: str
    en: str
    change: _Change


def _ext_kind(inputs: Inputs) -> int:
    return inputs.extension[0] if inputs.extension else 0


def _counts_working_days(inputs: Inputs) -> bool:
    return count.WORKING_DAYS in (inputs.kind, _ext_kind(inputs))


def _asks_for_rest_days(inputs: Inputs) -> bool:
    natural = {inputs.kind, _ext_kind(inputs)} & {count.DAYS, count.MONTHS}
    return _counts_working_days(inputs) or (inputs.roll and bool(natural))


def _on(calendar: Callable[[Calendar], Calendar]) -> _Change:
    def change(inputs: Inputs) -> Inputs | None:
        if not _asks_for_rest_days(inputs):
            return None
        return replace(inputs, calendar=calendar(inputs.calendar))

    return change


def _by(calendar: Calendar) -> _Change:
    return _on(lambda _: calendar)


def _from(start: OtherStart) -> _Change:
    def change(inputs: Inputs) -> Inputs | None:
        spans = inputs.spans if start.spans is None else start.spans
        clauses = inputs.span_clauses if start.spans is None else ()
        return replace(
            inputs, trigger=start.day, trigger_moment=None, spans=spans, span_clauses=clauses
        )

    return change


def _in_days(*, roll: bool) -> _Change:
    def change(inputs: Inputs) -> Inputs | None:
        if inputs.kind != count.WORKING_DAYS:
            return None
        extension = (count.DAYS, inputs.extension[1]) if inputs.extension else None
        return replace(inputs, kind=count.DAYS, extension=extension, roll=roll)

    return change


def _in_working_days(inputs: Inputs) -> Inputs | None:
    if inputs.kind != count.DAYS:
        return None
    extension = (count.WORKING_DAYS, inputs.extension[1]) if inputs.extension else None
    return replace(inputs, kind=count.WORKING_DAYS, extension=extension)


def _first_day(*, included: bool) -> _Change:
    def change(inputs: Inputs) -> Inputs | None:
        natural = (count.WORKING_DAYS, count.DAYS, count.MONTHS)
        if inputs.kind not in natural or inputs.include_trigger == included:
            return None
        return replace(inputs, include_trigger=included)

    return change


def _roll(*, rolled: bool) -> _Change:
    def change(inputs: Inputs) -> Inputs | None:
        last = _ext_kind(inputs) or inputs.kind
        if last not in (count.DAYS, count.MONTHS) or inputs.roll == rolled:
            return None
        return replace(inputs, roll=rolled)

    return change


def _span_day(*, included: bool) -> _Change:
    def change(inputs: Inputs) -> Inputs | None:
        if not inputs.spans or inputs.span_from_first == included:
            return None
        by = timedelta(days=-1 if included else 1)
        moved = tuple((after + by, through) for after, through in inputs.spans)
        return replace(inputs, spans=moved, span_from_first=included)

    return change


def _without_spans(inputs: Inputs) -> Inputs | None:
    return replace(inputs, spans=(), span_clauses=()) if inputs.spans else None


def _without_extension(inputs: Inputs) -> Inputs | None:
    return replace(inputs, extension=None) if inputs.extension and inputs.extension[1] else None


def _month_as_days(inputs: Inputs) -> Inputs | None:
    if inputs.kind != count.MONTHS or not isinstance(inputs.n, int):
        return None
    return replace(inputs, kind=count.DAYS, n=inputs.n * _MONTH)


# What the law or the rule leaves open: another reading is not a mistake.
_OPEN: tuple[_Way, ...] = (
    _Way("first_day", "起算当日计入", "the first day counted itself", _first_day(included=True)),
    _Way(
        "not_first_day",
        "起算当日不计入",
        "the first day not counted itself",
        _first_day(included=False),
    ),
    _Way("rolled", "末日为休息日的顺延", "a last day of rest moved on", _roll(rolled=True)),
    _Way("not_rolled", "末日为休息日的不顺延", "a last day of rest not moved", _roll(rolled=False)),
    _Way(
        "span_first_day",
        "扣除的时间含开始当日",
        "excluded time taken out from its first day",
        _span_day(included=True),
    ),
    _Way(
        "not_span_first_day",
        "扣除的时间自次日起",
        "excluded time taken out from the day after it opens",
        _span_day(included=False),
    ),
)
# What is mostly simply wrong.
_WRONG: tuple[_Way, ...] = (
    _Way(
        "weekdays",
        "只数周一至周五，不看放假和调休",
        "Mondays to Fridays counted, whatever the holiday notices say",
        _on(weekdays_only),
    ),
    _Way(
        "make_up",
        "调休上班的周末没有计入",
        "the weekend days that were worked not counted",
        _on(without_make_up_days),
    ),
    _Way("days", "按自然日计算", "natural days counted", _in_days(roll=True)),
    _Way(
        "days_not_rolled",
        "按自然日计算，末日为休息日也不顺延",
        "natural days counted, a last day of rest not moved",
        _in_days(roll=False),
    ),
    _Way("working_days", "按工作日计算", "working days counted", _in_working_days),
    _Way("month", "一个月按三十日计算", "a month taken for thirty days", _month_as_days),
    _Way("exclusion", "没有扣除不计入的时间", "the excluded time not taken out", _without_spans),
    _Way("extension", "没有计算延长", "the extension left out", _without_extension),
)


def disputed(due: DueDate) -> tuple[Alternative, ...]:
    """What each convention that was chosen would give if it were chosen otherwise.

    Also the days on which the period would start by a reading that was not chosen. Nothing for a
    due date that there is not, or that does not say what it was counted from.
    """
    if due.inputs is None or due.date is None:
        return ()
    return tuple(_single(due, (*_OPEN, *_starts(due.inputs, readings=True))))


def alternatives(
    due: DueDate, calendars: tuple[OtherCalendar, ...] = ()
) -> tuple[Alternative, ...]:
    """Every single other way of counting that applies, then those of them taken two at a time.

    Ways that give no date, because it lies outside the calendar, are left out.
    """
    if due.inputs is None or due.date is None:
        return ()
    known = tuple(
        _Way(f"calendar_{n}", *one.names, _by(one.calendar)) for n, one in enumerate(calendars)
    )
    ways = (*_starts(due.inputs, readings=False), *_WRONG, *_OPEN, *known)
    return (*_single(due, ways), *_double(due, ways))


def _single(due: DueDate, ways: tuple[_Way, ...]) -> Iterator[Alternative]:
    assert due.inputs is not None  # the callers have seen to it
    for way in ways:
        changed = way.change(due.inputs)
        if changed is not None:
            yield from _counted(due, changed, (way,))


def _double(due: DueDate, ways: tuple[_Way, ...]) -> Iterator[Alternative]:
    assert due.inputs is not None  # the callers have seen to it
    for one, other in combinations(ways, 2):
        changed = one.change(due.inputs)
        changed = other.change(changed) if changed is not None else None
        if changed is not None:
            yield from _counted(due, changed, (one, other))


def _counted(due: DueDate, changed: Inputs, ways: tuple[_Way, ...]) -> Iterator[Alternative]:
    try:
        found = counted(changed)
    except CalendarRangeError:
        return
    if found.date is not None:
        yield Alternative(
            ways=tuple(one.id for one in ways),
            names=tuple((one.zh, one.en) for one in ways),
            due=found,
            moves=(found.moment or found.date) != (due.moment or due.date),
        )


def _starts(inputs: Inputs, *, readings: bool) -> tuple[_Way, ...]:
    """Each other day on which the period is held to start; those of another reading, or all."""
    return tuple(
        _Way(f"start_{n}", *one.names, _from(one))
        for n, one in enumerate(inputs.other_starts)
        if one.reading or not readings
    )
