"""The latest lawful dates of a procedure go in; text, JSON, Mermaid and a page come out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..deadline.course import Latest
from ..deadline.worst_case import Step, WorstCase
from ..model.procedure import Transition
from . import names, periods
from .dates import instant
from .findings_json import VERSION, both, dumped
from .gantt import Bar, bars, gantt_lines, gantt_mermaid
from .html import page
from .labels import label
from .layout import Cell, View, block, table, text_of, titled
from .subjects import Latest as Subject
from .verdict_json import when

TEMPLATE = "worst_case.html"


def worst_case_text(subject: Subject, view: View) -> str:
    """The table of steps, then the picture of the course that ends last."""
    worst = subject.worst
    rows: list[list[Cell | str]] = [[Cell(one, "dim") for one in _heads(view)]]
    rows += [
        [name, Cell(date, "strong"), extended, titled(why, clauses, view).lstrip()]
        for name, date, extended, why, clauses in _rows(worst, view)
    ]
    if not worst.has_extensions:
        rows = [[one[0], one[1], "", one[3]] for one in rows]
    picture = gantt_lines(bars(worst, view), view)
    return text_of(
        [
            view.paint("strong", _title(worst, view)),
            *table([(name, text) for name, text in _about(worst, view)], view),
            "",
            *table(rows, view),
            *block(_course(worst, view), picture, view),
            *block(view.say("说明", "Notes"), [f"  {one}" for one in _notes(worst, view)], view),
        ]
    )


def worst_case_html(subject: Subject, view: View) -> str:
    """The same as a page, the picture with bars to scale."""
    worst = subject.worst
    values = {
        "lang": view.lang,
        "title": _title(worst, view),
        "about": _about(worst, view),
        "heads": _heads(view),
        "rows": [(*one[:4], view.listed(one[4])) for one in _rows(worst, view)],
        "extensions": worst.has_extensions,
        "course": _course(worst, view),
        "bars": _scaled(bars(worst, view)),
        "notes": _notes(worst, view),
        "notes_title": view.say("说明", "Notes"),
    }
    return page(TEMPLATE, values)


def worst_case_mermaid(subject: Subject, view: View) -> str:
    """A Gantt chart of the course that ends last."""
    worst = subject.worst
    return text_of(gantt_mermaid(bars(worst, view), _title(worst, view)))


def worst_case_json(subject: Subject, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """`latest` is null where nothing says until when; `open`: and what the case sets on top."""
    worst = subject.worst
    compiled = worst.compiled
    course = worst.longest
    data: dict[str, Any] = {
        "version": VERSION,
        "ruleset": compiled.ruleset.id,
        "edition": compiled.ruleset.edition,
        "procedure": compiled.id,
        "start": when(worst.start),
        "steps": [_step_data(worst, one) for one in worst.steps],
        "course": [_act_data(worst, one) for one in course.acts] if course is not None else [],
        "whole": worst.whole,
    }
    return dumped(data)


# --- rows ---------------------------------------------------------------------------------------


def _rows(worst: WorstCase, view: View) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    """Of each step its title, its date, that with extensions, what decides and the clauses."""
    for one in worst.steps:
        transition, title = _transition(worst, one, view)
        yield (
            title,
            _shown(one.when, one.open, view),
            _shown(one.extended, one.open, view) if one.extended != one.when else "",
            _why(worst, one, view),
            _clauses(worst, one, transition),
        )


def _transition(worst: WorstCase, step: Step, view: View) -> tuple[Transition, str]:
    name = worst.compiled.transitions.ids[step.transition]
    transition = worst.compiled.transition(step.transition)
    return transition, transition.title(name).of(view.lang)


def _shown(moment: datetime | None, is_open: bool, view: View) -> str:
    if moment is None:
        return view.say("无期限", "no limit")
    return instant(moment if _has_time(moment) else moment.date(), view) + " +" * is_open


def _has_time(moment: datetime) -> bool:
    """Whether it is a moment and not the end of a day."""
    return (moment.hour, moment.minute, moment.second) != (23, 59, 59)


def _why(worst: WorstCase, step: Step, view: View) -> str:
    """The deadline that decides, with its period."""
    if step.clock < 0:
        return ""
    compiled = worst.compiled
    deadline = compiled.deadline(step.clock)
    title = deadline.title(compiled.deadlines.ids[step.clock]).of(view.lang)
    return f"{title}{view.bracket(periods.period(deadline, compiled.ruleset, view))}"


def _clauses(worst: WorstCase, step: Step, transition: Transition) -> tuple[str, ...]:
    if step.clock >= 0:
        return worst.compiled.deadline(step.clock).clause
    return transition.clause


# --- around them --------------------------------------------------------------------------------


def _heads(view: View) -> tuple[str, str, str, str]:
    return (
        view.say("步骤", "step"),
        view.say("至迟", "at the latest"),
        view.say("全部延长", "all extended"),
        view.say("依据", "because of"),
    )


def _title(worst: WorstCase, view: View) -> str:
    name = names.procedure(worst.compiled.ruleset, worst.compiled.id, view)
    return view.say(f"{name}：各步骤至迟何时", f"{name}: the latest lawful date of every step")


def _about(worst: WorstCase, view: View) -> list[tuple[str, str]]:
    ruleset = worst.compiled.ruleset
    return [
        (label("ruleset", view), f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        (label("start", view), instant(worst.start, view)),
    ]


def _course(worst: WorstCase, view: View) -> str:
    acts: tuple[Latest, ...] = worst.longest.acts if worst.longest is not None else ()
    every = [
        worst.compiled.transition(one.transition)
        .title(worst.compiled.transitions.ids[one.transition])
        .of(view.lang)
        for one in acts
    ]
    arrow = " → ".join(every)
    return view.say(f"最长的经过：{arrow}", f"The longest course: {arrow}")


def _notes(worst: WorstCase, view: View) -> list[str]:
    """What the dates leave out."""
    said = [
        view.say("收到日按发出当日计", "receipt is taken to be on the day of sending"),
    ]
    if any(one.open and one.when is not None for one in worst.steps):
        said.append(
            view.say(
                "+：另加由个案设定的时长（可用 --period 给出）",
                "+: the length that is set in each case comes on top (--period gives one)",
            )
        )
    for name, deadline in worst.compiled.procedure.deadlines.items():
        beside = [
            act
            for span in deadline.excluded
            for act in span.from_
            if all(
                not worst.compiled.tables.t_moves[one]
                for one in worst.compiled.variants(worst.compiled.acts[act])
            )
        ]
        if beside:
            title = deadline.title(name).of(view.lang)
            acts = view.listed(
                names.act(worst.compiled.ruleset, worst.compiled.id, one, view) for one in beside
            )
            said.append(
                view.say(
                    f"“{title}”因“{acts}”不计入的时间没有算入",
                    f"time that {acts} takes out of {title} is not in these dates",
                )
            )
    if not worst.whole:
        said.append(
            view.say(
                "经过太多，只看了其中一部分", "there are too many courses; only some were looked at"
            )
        )
    return said


def _scaled(listed: tuple[Bar, ...]) -> list[dict[str, Any]]:
    """The bars in percent of the whole picture."""
    if not listed:
        return []
    begin, end = min(one.first for one in listed), max(one.last for one in listed)
    days = (end - begin).days + 1
    return [
        {
            "title": one.title,
            "act": one.act,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "left": round((one.first - begin).days * 100 / days, 2),
            "width": round(((one.last - one.first).days + 1) * 100 / days, 2),
        }
        for one in listed
    ]


def _step_data(worst: WorstCase, one: Step) -> dict[str, Any]:
    compiled = worst.compiled
    name = compiled.transitions.ids[one.transition]
    transition = compiled.transition(one.transition)
    return {
        "act": name,
        "title": both(transition.title(name)),
        "latest": when(one.when.date() if one.when else None),
        "moment": when(one.when if one.when and _has_time(one.when) else None),
        "extended": when(one.extended.date() if one.extended else None),
        "open": one.open,
        "deadline": compiled.deadlines.ids[one.clock] if one.clock >= 0 else None,
        "clauses": list(_clauses(worst, one, transition)),
    }


def _act_data(worst: WorstCase, one: Latest) -> dict[str, Any]:
    compiled = worst.compiled
    return {
        "act": compiled.transitions.ids[one.transition],
        "latest": when(one.when.date() if one.when else None),
        "open": one.open,
        "deadline": compiled.deadlines.ids[one.clock] if one.clock >= 0 else None,
    }
