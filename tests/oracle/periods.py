"""The period of a recurring duty goes in; its days, and the dates that lie in it, come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Period:
    """All the days of one year, quarter or month."""

    first: date
    last: date

    def fixed(self, within: Any, is_working_day: Callable[[date], bool]) -> date | None:
        """The date that a period in such words ends on, found day by day; None for a length."""
        if "by_date" in within:
            wanted = within["by_date"]
            of_month = [one for one in self._days() if one.month == wanted["month"]]
            by = [one for one in of_month if wanted["day"] == "last" or one.day <= wanted["day"]]
            return by[-1] if by else None
        if "last_working_week_of" in within:
            return [one for one in self._days() if is_working_day(one)][-1]
        return None

    def _days(self) -> list[date]:
        return [self.first + number * DAY for number in range((self.last - self.first).days + 1)]


def period_around(day: date, every: str) -> Period:
    """The period that a day lies in."""
    first = date(day.year, (day.month - 1) // MONTHS[every] * MONTHS[every] + 1, 1)
    last = first
    while (last.year, (last.month - 1) // MONTHS[every]) == (
        first.year,
        (first.month - 1) // MONTHS[every],
    ):
        last += DAY
    return Period(first, last - DAY)


def period_written(text: str, every: str) -> Period:
    """`2025`, `2025Q3` or `2025-09`."""
    year, part = int(text[:4]), int(text[5:] or 1)
    return period_around(date(year, (part - 1) * MONTHS[every] + 1, 1), every)
