"""Days, instants and what is left until them go in; the words for them come out."""

from __future__ import annotations

from datetime import date, datetime, time

from ..replay.verdict import ClockView, Status
from .labels import count, label
from .layout import View

_LAST_SECOND = time(23, 59, 59)
_WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def day(when: date, view: View) -> str:
    """A day with its day of the week."""
    if view.zh:
        return f"{when.isoformat()} 周{_WEEKDAYS[0][when.weekday()]}"
    return f"{_WEEKDAYS[1][when.weekday()]} {when.isoformat()}"


def instant(when: date | datetime, view: View) -> str:
    """A day, or a day with its time; a time of day is given to the minute."""
    if not isinstance(when, datetime):
        return day(when, view)
    return f"{day(when.date(), view)} {when:%H:%M}"


def as_of(when: datetime | None, view: View) -> str:
    """The instant of a verdict; the last second of a day is the end of the day."""
    if when is None:
        return "—"
    if when.time() == _LAST_SECOND:
        return f"{day(when.date(), view)}{label('end_of_day', view)}"
    return instant(when, view)


def due(clock: ClockView, view: View) -> str:
    """The date of a clock: the moment for hours, bounds while it is provisional or paused."""
    if clock.due is None:
        if clock.earliest is None:
            return ""
        earliest = day(clock.earliest, view)
        return view.say(f"最早 {earliest}", f"{earliest} at the earliest")
    shown = instant(clock.moment or clock.due, view)
    if not clock.provisional or clock.earliest is None:
        return shown
    if clock.latest is None:
        return view.say(f"{shown}（暂定，最早）", f"{shown} (provisional, at the earliest)")
    if clock.earliest == clock.latest:  # the day is certain, the time of day is not
        return view.say(f"{shown}（暂定，时刻不明）", f"{shown} (provisional, hour not known)")
    if view.zh:
        return f"{shown}（暂定，{clock.earliest} 至 {clock.latest}）"
    return f"{shown} (provisional, {clock.earliest} to {clock.latest})"


def left(clock: ClockView, view: View) -> str:
    """How many working days are left of an open clock, or how late it is."""
    number = clock.working_days_left
    if number is None:
        return ""
    if clock.status is Status.OVERDUE:
        late = count(-number, "个工作日", "working day", view)
        if number == 0:
            late = view.say("不足 1 个工作日", "less than a working day")
        return view.say(f"逾期 {late}", f"{late} late")
    days = count(number, "个工作日", "working day", view)
    return view.say(f"还有 {days}", f"{days} left")
