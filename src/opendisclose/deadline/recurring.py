"""A period of a recurring duty goes in; its days, and the dates fixed in it, come out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..calendars.days import Days
from ..model.periods import Period
from .count import OUTSIDE, last_working_day_on_or_before

Every = Literal["year", "quarter", "month"]
_WRITTEN = {
    "year": re.compile(r"(?P<year>\d{4})"),
    "quarter": re.compile(r"(?P<year>\d{4})Q(?P<part>[1-4])"),
    "month": re.compile(r"(?P<year>\d{4})-(?P<part>0[1-9]|1[0-2])"),
}
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
WRITTEN_AS: dict[Every, str] = {"year": "2025", "quarter": "2025Q3", "month": "2025-09"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of one period, and how the period is written."""

    name: str
    first: date
    last: date


def read_period(text: str, every: Every) -> Span | None:
    """`2025`, `2025Q3` or `2025-09` as its days; None if it is not written so."""
    found = _WRITTEN[every].fullmatch(text)
    if found is None or int(found["year"]) == 0:
        return None
    part = int(found["part"]) if every != "year" else 1
    return _span(int(found["year"]), (part - 1) * _MONTHS[every] + 1, every)


def period_of(day: date, every: Every) -> Span:
    """The period that a day lies in."""
    months = _MONTHS[every]
    return _span(day.year, (day.month - 1) // months * months + 1, every)


def _span(year: int, month: int, every: Every) -> Span:
    last = month + _MONTHS[every] - 1
    name = {
        "year": f"{year:04}",
        "quarter": f"{year:04}Q{(month + 2) // 3}",
        "month": f"{year:04}-{month:02}",
    }[every]
    return Span(
        name=name,
        first=date(year, month, 1),
        last=date(year, last, monthrange(year, last)[1]),
    )


def fixed_date(days: Days, period: Period, span: Span) -> int:
    """The due day of a date or a last working week that lies in a period; OUTSIDE if none does."""
    if period.by_date is not None:
        wanted = period.by_date
        year = span.first.year
        length = monthrange(year, wanted.month)[1]
        day = date(year, wanted.month, length if wanted.day == "last" else min(wanted.day, length))
        return day.toordinal() if span.first <= day <= span.last else OUTSIDE
    return last_working_day_on_or_before(days, span.last.toordinal())


def window_of_last_week(days: Days, span: Span) -> tuple[int, int]:
    """First and last day of a period's last working week; (OUTSIDE, OUTSIDE) outside the calendar.

    The week from Monday to Sunday that holds the period's last working day, cut at its end.
    """
    due = last_working_day_on_or_before(days, span.last.toordinal())
    if due == OUTSIDE:
        return OUTSIDE, OUTSIDE
    monday = date.fromordinal(due) - timedelta(days=date.fromordinal(due).weekday())
    return max(monday, span.first).toordinal(), due
