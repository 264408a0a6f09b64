"""Two periods and a calendar go in; which of them ends first, whatever the day, comes out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Words
from ..model.base import Text
from ..model.periods import UNITS, Duration, Period, Within, YearlyDate
from ..model.ruleset import Counting, Ruleset

_UNITS = {
    "working_days": ("个工作日", "working day"),
    "days": ("日", "day"),
    "months": ("个月", "month"),
    "hours": ("小时", "hour"),
}
_WORDS = {
    "promptly": Words(zh="及时（无天数）", en="promptly (no number)"),
    "in_step": Words(zh="同步", en="in step with the act before"),
    "same_day": Words(zh="当日", en="the same day"),
}


class Order(Enum):
    """How one period stands to another."""

    SHORTER = "shorter"
    SAME = "same"
    LONGER = "longer"
    CROSS = "cross"  # now the one, now the other, by the calendar
    OTHER = "other"  # not measured alike: an adverb, a period that somebody sets


def said(length: Within | Duration, ruleset: Ruleset) -> Words:
    """A period in words."""
    if isinstance(length, str):
        return _WORDS[length]
    if isinstance(length, Period):
        if length.by_date is not None:
            return _yearly(length.by_date)
        if length.last_working_week_of is not None:
            every = length.last_working_week_of
            zh = {"quarter": "每季度", "month": "每月", "year": "每年"}[every]
            return Words(zh=f"{zh}最后一个工作周", en=f"the last working week of the {every}")
        if length.set_by is not None:
            fact = ruleset.facts.get(length.set_by)
            title = Text(
                zh=(fact and fact.zh) or length.set_by, en=(fact and fact.en) or length.set_by
            )
            return Words(zh=f"逐件设定（{title.zh}）", en=f"set case by case ({title.en})")
    unit, number = length.unit()
    zh, en = _UNITS[unit]
    return Words(zh=f"{number} {zh}", en=f"{number} {en}{'' if number == 1 else 's'}")


def _yearly(on: YearlyDate) -> Words:
    if on.day == "last":
        return Words(zh=f"{on.month} 月末前", en=f"by the end of month {on.month}")
    return Words(zh=f"{on.month} 月 {on.day} 日前", en=f"by {on.day}/{on.month} (day/month)")


def order(
    local: Within | Duration, law: Within | Duration, calendar: Calendar, counting: Counting
) -> Order:
    """How the local period stands to the law's, from any one day to its end.

    Periods in one unit are told by their numbers. Others are counted over every day that the
    calendar has officially, and stand in an order only if no day turns it round.
    """
    if local == law:
        return Order.SAME
    one, other = _date(local), _date(law)
    if one is not None or other is not None:
        if one is None or other is None:
            return Order.OTHER
        return _compared(one, other)
    first, second = _number(local), _number(law)
    if first is None or second is None:
        return Order.OTHER
    if first[0] == second[0]:
        return _compared(first[1], second[1])
    return _over_the_calendar(first, second, calendar, counting)


def counted(length: Within | Duration) -> bool:
    """Whether a period has a number or a date of its own."""
    return _number(length) is not None or _date(length) is not None


def _compared(first: tuple[int, int] | int, second: tuple[int, int] | int) -> Order:
    if first == second:
        return Order.SAME
    return Order.SHORTER if first < second else Order.LONGER  # type: ignore[operator]  # both alike


def _date(length: Within | Duration) -> tuple[int, int] | None:
    if not isinstance(length, Period) or length.by_date is None:
        return None
    day = length.by_date.day
    return (length.by_date.month, 32 if day == "last" else day)


def _number(length: Within | Duration) -> tuple[str, int] | None:
    """Unit and number; the words that mean a day have one as well."""
    if length in ("same_day", "in_step"):
        return "days", 0
    if isinstance(length, str):
        return None
    given = length.given()[0]
    return (given, int(getattr(length, given))) if given in UNITS else None


def _over_the_calendar(
    first: tuple[str, int], second: tuple[str, int], calendar: Calendar, counting: Counting
) -> Order:
    signs = set()
    longest = max(_most(one) for one in (first, second))
    for start in range(calendar.days.first + 1, calendar.days.horizon - longest):
        # Hours end on one of two days; each end is looked at.
        one, other = (_ends(length, start, calendar, counting) for length in (first, second))
        signs |= {(a > b) - (a < b) for a in one for b in other}
    if signs <= {0}:
        return Order.SAME
    if signs <= {0, -1}:
        return Order.SHORTER
    return Order.LONGER if signs <= {0, 1} else Order.CROSS


def _most(length: tuple[str, int]) -> int:
    unit, number = length
    return {"working_days": 3, "days": 1, "months": 31, "hours": 1}[unit] * number + 30


def _ends(
    length: tuple[str, int], start: int, calendar: Calendar, counting: Counting
) -> tuple[int, ...]:
    """The last day of a period that begins on a day; days are ordinals."""
    unit, number = length
    if unit == "working_days":
        days = calendar.days
        return (days.workdays[days.rank[start - days.first] + number - 1],)
    if unit == "hours":
        return (start + number // 24, start + -(-number // 24))
    if number == 0:
        return (start,)
    last = start + number if unit == "days" else _months(start, number)
    return (_rolled(last, calendar) if counting.ends_on_rest_day == "next_working_day" else last,)


def _rolled(day: int, calendar: Calendar) -> int:
    days = calendar.days
    rank = days.rank[day - days.first]
    worked = rank > 0 and days.workdays[rank - 1] == day
    return day if worked else days.workdays[rank]


def _months(start: int, number: int) -> int:
    day = date.fromordinal(start)
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])).toordinal()
