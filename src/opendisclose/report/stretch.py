"""Two days of a calendar go in; how many working days lie between them comes out, by convention."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..calendars.calendar import Day
from ..deadline.between import ENDS, Ends, working_days_between
from .calendar_text import kind_words
from .dates import day
from .findings_json import VERSION, dumped
from .labels import count
from .layout import Cell, View, block, table, text_of
from .subjects import Stretch
from .verdict_json import when

_ENDS: dict[Ends, tuple[str, str]] = {
    "last": (
        "首日不计，末日计入（期限如此计算）",
        "the first day not, the last counted (as a period runs)",
    ),
    "first": ("首日计入，末日不计", "the first day counted, the last not"),
    "both": ("首日末日均计入", "both counted"),
    "neither": ("首日末日均不计", "neither counted"),
}


def stretch_text(subject: Stretch, view: View) -> str:
    """The number by each convention, then the days between that are special."""
    first, last = day(subject.first, view), day(subject.last, view)
    rows = [
        (Cell(count(_number(subject, one), "个工作日", "working day", view), "strong"), said)
        for one, words in _ENDS.items()
        for said in (view.say(*words),)
    ]
    natural = count(abs((subject.last - subject.first).days), "日", "day", view)
    rows.append((Cell(natural, "dim"), view.say("自然日，首日不计", "natural days, the first not")))
    special = [
        (day(one.date, view), view.say(one.zh, one.en), kind_words(one, view))
        for one in _special(subject)
    ]
    lines = [view.say(f"{first} 至 {last}", f"{first} to {last}"), *table(rows, view)]
    return text_of([*lines, *block(view.say("其间", "Between them"), table(special, view), view)])


def stretch_json(subject: Stretch, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """`working_days` by which of the two days belong to the stretch."""
    data: dict[str, Any] = {
        "version": VERSION,
        "first": when(subject.first),
        "last": when(subject.last),
        "working_days": {one: _number(subject, one) for one in ENDS},
        "days": (subject.last - subject.first).days,
        "official": subject.last <= subject.calendar.horizon,
        "special": [
            {
                "date": when(one.date),
                "kind": one.kind,
                "working": one.working,
                "name": {"zh": one.zh, "en": one.en},
                "notice": one.notice.id if one.notice else None,
            }
            for one in _special(subject)
        ],
    }
    return dumped(data)


def _number(subject: Stretch, ends: Ends) -> int:
    return working_days_between(subject.calendar, subject.first, subject.last, ends)


def _special(subject: Stretch) -> list[Day]:
    every = (subject.last - subject.first).days + 1
    days = (subject.calendar.day(subject.first + timedelta(days=n)) for n in range(every))
    return [one for one in days if one.kind not in ("weekday", "weekend")]
