"""The slow twin of counting: a period and working days go in, the last day comes out by walking."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, timedelta

ONE = timedelta(days=1)


def walk(day: date, number: int, counts: Container[date] | None) -> date:
    """The number-th counted day after `day`; every day counts where `counts` is None."""
    while number:
        day += ONE
        number -= counts is None or day in counts
    return day


def months_on(day: date, number: int) -> date:
    """The corresponding day of the number-th month after, or that month's last day."""
    month = day
    for _ in range(number):
        here = month.month
        while month.month == here:
            month += ONE
    while month.day < day.day and (month + ONE).day > 1:
        month += ONE
    return month


def step(unit: str, start: date, number: int, working: Container[date], include: bool) -> date:
    """The end of one period, the first day counted or not."""
    if unit == "months":
        end = months_on(start, number)
        return end - ONE if include and number and end.day == start.day else end
    counts = working if unit == "working_days" else None
    return walk(start - ONE if include and number else start, number, counts)


def last_day(
    working: Container[date], unit: str, n: int, trigger: date,
    spans: Iterable[tuple[date, date]], extension: tuple[str, int], roll: bool, include: bool,
) -> date:  # fmt: skip
    """The last day; a span counts if it opened by the due date, or before another had closed."""
    taken: set[date] = set()
    while True:
        end = walk(step(unit, trigger, n, working, include), len(taken),
                   working if unit == "working_days" else None)  # fmt: skip
        end = step(extension[0], end, extension[1], working, False)
        rolls = roll and (extension[0] if extension[1] else unit) != "working_days"
        while rolls and end not in working:
            end += ONE
        reach = max([end, *taken])
        held = {max(opened, trigger) + ONE * i
                for opened, closed in spans if opened <= reach
                for i in range(1, (closed - max(opened, trigger)).days + 1)}  # fmt: skip
        found = {day for day in held if unit != "working_days" or day in working}
        if found <= taken:
            return end
        taken |= found
