"""A calendar and a year go in; what is special about the year's days comes out as text."""

from __future__ import annotations

from datetime import date

from ..calendars.calendar import Calendar, Day
from .dates import day as day_words
from .layout import Cell, View, block, table, text_of
from .subjects import CalendarShown

_KINDS = {
    "holiday": ("放假", "holiday"),
    "moved_off": ("调休放假", "moved off"),
    "make_up": ("上班", "worked"),
    "own_closed": ("本单位休息", "own closing day"),
    "own_worked": ("本单位上班", "own working day"),
}
_STATUS = {
    "official": ("已公布", "official"),
    "provisional": ("暂定", "provisional"),
    "unknown": ("未知", "unknown"),
}


def kind_words(one: Day, view: View) -> str:
    """What sort of day it is, in words."""
    plain = ("工作日", "working day") if one.working else ("周末", "weekend")
    return view.say(*_KINDS.get(one.kind, plain))


def special_days(calendar: Calendar, year: int) -> tuple[Day, ...]:
    """The days of a year that are not simply weekdays or weekends."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    chosen = sorted(one for one in calendar.special if first <= one <= last)
    return tuple(calendar.day(date.fromordinal(one)) for one in chosen)


def working_days(calendar: Calendar, year: int) -> int:
    """How many working days the year has."""
    days = calendar.days
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    before = days.rank[first - days.first - 1] if first > days.first else 0
    return days.rank[last - days.first] - before


def calendar_text(subject: CalendarShown, view: View) -> str:
    """Each year: its status, its working days, and every special day with the notice for it."""
    calendar = subject.calendar
    lines: list[str] = []
    for year in subject.years:
        days = special_days(calendar, year)
        status = _STATUS[calendar.status(date(year, 12, 1))]
        number = working_days(calendar, year)
        lines += block(
            view.say(
                f"{year} 年：{status[0]}，{number} 个工作日",
                f"{year}: {status[1]}, {number} working days",
            ),
            table([_row(one, view) for one in days], view),
            view,
        )
        lines += block(view.say("通知", "Notices"), _notices(days, view), view)
    horizon = day_words(calendar.horizon, view)
    lines += [
        "",
        view.say(f"{horizon} 之后的日子为暂定", f"days after {horizon} are provisional"),
    ]
    return text_of(lines[1:])


def _row(one: Day, view: View) -> list[Cell | str]:
    name = one.zh if view.zh else one.en
    off = "" if one.exchanged is None else day_words(one.exchanged, view)
    swapped = view.say(f"与 {off} 对调", f"for {off}") if off else ""
    return [
        day_words(one.date, view),
        Cell(view.say(*_KINDS[one.kind]), "green" if one.working else ""),
        name,
        swapped,
        Cell(one.notice.id if one.notice else "", "dim"),
    ]


def _notices(days: tuple[Day, ...], view: View) -> list[str]:
    found = {one.notice.id: one.notice for one in days if one.notice is not None}
    rows: list[list[Cell | str]] = []
    for notice in found.values():
        issued = notice.issued.isoformat() if notice.issued else view.say("日期不明", "undated")
        unread = "" if notice.verified else view.say("未与来源核对", "not read in a source")
        rows.append([notice.id, notice.zh if view.zh else notice.en, issued, Cell(unread, "dim")])
    return table(rows, view)
