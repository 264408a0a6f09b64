"""A period of the language goes in; its words in Chinese or in English come out."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.periods import Duration, Period, Within, YearlyDate
from ..model.procedure import Deadline
from ..model.ruleset import Ruleset
from . import names
from .layout import View

_WORDS: Mapping[str, tuple[str, str]] = {
    "promptly": ("及时（无天数）", "promptly (no number)"),
    "in_step": ("同步（无天数）", "in step (no number)"),
    "same_day": ("当日", "the same day"),
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS: Mapping[str, tuple[str, str]] = {
    "working_days": ("个工作日", "working day"),
    "days": ("日", "day"),
    "months": ("个月", "month"),
    "hours": ("小时", "hour"),
}
_WEEKS: Mapping[str, tuple[str, str]] = {
    "quarter": ("每季度最后一个工作周", "the last working week of the quarter"),
    "month": ("每月最后一个工作周", "the last working week of the month"),
    "year": ("每年最后一个工作周", "the last working week of the year"),
}


def duration(length: Duration, view: View) -> str:
    """`15 个工作日`, `15 working days`."""
    unit, number = length.unit()
    return counted(unit, number, view)


def counted(unit: str, number: int, view: View) -> str:
    """A number of units, by the unit's key in the language."""
    zh, en = _UNITS[unit]
    if view.zh:
        return f"{number} {zh}"
    return f"{number} {en}{'' if number == 1 else 's'}"


def period(deadline: Deadline, ruleset: Ruleset, view: View) -> str:
    """How long a deadline runs, a floor being said to be one."""
    if deadline.within is not None:
        return _within(deadline.within, ruleset, view)
    if deadline.at_least is None:
        return ""
    shown = _within(deadline.at_least, ruleset, view)
    return view.say(f"不少于 {shown}", f"at least {shown}")


def _within(within: Within, ruleset: Ruleset, view: View) -> str:
    if isinstance(within, str):
        zh, en = _WORDS[within]
        return view.say(zh, en)
    if within.by_date is not None:
        return _yearly(within.by_date, view)
    if within.last_working_week_of is not None:
        zh, en = _WEEKS[within.last_working_week_of]
        return view.say(zh, en)
    if within.set_by is not None:
        fact = names.fact(ruleset, within.set_by, view)
        return view.say(f"由个案设定：{fact}", f"set in each case: {fact}")
    return duration(within, view)


def _yearly(on: YearlyDate, view: View) -> str:
    if view.zh:
        last = "最后一日" if on.day == "last" else f"{on.day}日"
        return f"{on.month}月{last}前"
    month = MONTHS[on.month - 1]
    return f"by the last day of {month}" if on.day == "last" else f"by {on.day} {month}"


def is_set_by_a_fact(deadline: Deadline) -> bool:
    """Whether the length is not in the rule but set by somebody in each case."""
    within = deadline.within if deadline.within is not None else deadline.at_least
    return isinstance(within, Period) and within.set_by is not None
