"""How a due date was counted goes in; a page for a reader with its months comes out as HTML."""

from __future__ import annotations

from typing import Any

from ..deadline.alternatives import disputed
from ..deadline.due import DueDate
from ..deadline.texts import render
from ..deadline.why_not import WhyNot
from . import names, periods
from .dates import day, instant
from .dates import due as clock_due
from .due_text import no_date_words
from .grounds import basis, grounds, standing
from .html import page
from .labels import label
from .layout import View
from .picture import SIGNS, kinds, month_title, weekdays
from .subjects import ClockExplained, Due
from .why_not import disputed_line, why_not_lines

TEMPLATE = "derivation.html"


def due_html(subject: Due, view: View) -> str:
    """One deadline counted from a day."""
    deadline, ruleset, due = subject.deadline, subject.ruleset, subject.due
    rows = [
        ("procedure", names.procedure(ruleset, subject.procedure, view)),
        ("ruleset", f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        ("clause", view.listed(deadline.clause)),
        ("owed_by", names.roles(ruleset, deadline.owed_by, view)),
        ("period", periods.period(deadline, ruleset, view)),
        ("start", instant(subject.start, view)),
    ]
    title = deadline.title(subject.name).of(view.lang)
    shown = instant(due.moment or due.date, view) if due.date else no_date_words(subject, view)
    return _page(title, shown, rows, due, subject.why_not, view)


def clock_explained_html(subject: ClockExplained, view: View) -> str:
    """One clock of a case."""
    clock, ruleset = subject.clock, subject.ruleset
    rows = [
        ("case", subject.source),
        ("procedure", names.procedure(ruleset, subject.procedure, view)),
        ("ruleset", f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        ("clause", view.listed(clock.clauses)),
        ("owed_by", names.roles(ruleset, clock.owed_by, view)),
        ("state", label(clock.status.value, view)),
    ]
    title = names.keyed(clock.title, clock.key, view)
    shown = clock_due(clock, view) or view.say("没有截止日", "no due date")
    return _page(title, shown, rows, subject.due, subject.why_not, view)


def _page(
    title: str,
    shown: str,
    rows: list[tuple[str, str]],
    due: DueDate,
    why_not: WhyNot | None,
    view: View,
) -> str:
    last, ground = standing(due), basis(due)
    months = _months(due, view)
    used = {one["kind"] for month in months for week in month["weeks"] for one in week if one}
    values = {
        "lang": "zh-CN" if view.zh else "en",
        "title": title,
        "due": view.say(f"截止：{shown}", f"due {shown}"),
        "status": due.status,
        "bounds": _bounds(due, view),
        "rows": [(label(name, view), text) for name, text in rows if text],
        "counted": view.say("日期如何计算", "How the date was counted"),
        "steps": _steps(due, view),
        "standing": last.of(view.lang) if last else "",
        "basis": ground.of(view.lang) if ground else "",
        "by_reading": view.say("换一种理解", "Counted by another reading"),
        "readings": [disputed_line(one, view) for one in disputed(due)],
        "picture": view.say("图示", "Picture"),
        "weekdays": list(weekdays(view)),
        "months": months,
        "legend": [(one, view.say(*SIGNS[one][1:])) for one in SIGNS if one in used],
        "why_not_title": view.say("为何不是另一日", "Why not another day"),
        "why_not": why_not_lines(why_not, view) if why_not else [],
    }
    return page(TEMPLATE, values)


def _bounds(due: DueDate, view: View) -> str:
    if due.status != "provisional" or due.earliest is None or due.latest is None:
        return ""
    first, last = day(due.earliest, view), day(due.latest, view)
    return view.say(f"暂定：{first} 至 {last}", f"provisional: {first} to {last}")


def _steps(due: DueDate, view: View) -> list[tuple[str, list[str]]]:
    inputs = due.inputs
    return [
        (
            render(step, view.lang),
            [one.of(view.lang) for one in grounds(step, inputs)] if inputs is not None else [],
        )
        for step in due.steps
    ]


def _months(due: DueDate, view: View) -> list[dict[str, Any]]:
    """Each month as rows of days; a day has its number, its kind and what to say of it."""
    found = []
    for month, weeks in kinds(due):
        rows: list[list[dict[str, Any] | None]] = []
        for week in weeks:
            row: list[dict[str, Any] | None] = []
            for one in week:
                if one is None:
                    row.append(None)
                    continue
                square, kind = one
                row.append(
                    {
                        "day": square.day.date.day,
                        "kind": kind,
                        "number": square.number if kind not in ("", "trigger") else None,
                        "name": view.say(square.day.zh, square.day.en) if kind else "",
                        "unsure": bool(kind) and square.day.status != "official",
                    }
                )
            rows.append(row)
        found.append({"title": month_title(month, view), "weeks": rows})
    return found
