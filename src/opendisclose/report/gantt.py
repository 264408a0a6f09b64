"""A dated course goes in; the bars of its clocks, as text and in Mermaid, come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..deadline.worst_case import WorstCase
from .layout import View, columns, pad
from .mermaid import plain

_WIDE = 48  # columns of the longest picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One clock of a course: its title, its first and its last day, and the act that ends it."""

    title: str
    first: date
    last: date
    act: str


def bars(worst: WorstCase, view: View) -> tuple[Bar, ...]:
    """The clocks of the course that is drawn, those with a date, in the order of their start."""
    compiled, course = worst.compiled, worst.longest
    found = []
    for run in course.runs if course is not None else ():
        if course is None or run.start is None or run.due is None or run.due.date is None:
            continue
        number = course.acts[run.last].transition
        deadline = compiled.deadlines.ids[run.clock]
        found.append(
            Bar(
                title=compiled.deadline(run.clock).title(deadline).of(view.lang),
                first=run.start.date(),
                last=run.due.date,
                act=compiled.transition(number)
                .title(compiled.transitions.ids[number])
                .of(view.lang),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def gantt_lines(listed: tuple[Bar, ...], view: View) -> list[str]:
    """A line for each clock: a dot for the day it starts on, a bar to its last day, the date."""
    if not listed:
        return []
    begin, end = min(one.first for one in listed), max(one.last for one in listed)
    days = (end - begin).days + 1
    each = -(-days // _WIDE)  # days to a column
    wide = max(columns(one.title) for one in listed)
    lines = []
    for one in listed:
        left, right = (one.first - begin).days // each, (one.last - begin).days // each
        drawn = " " * left + "." + "#" * (right - left)
        lines.append(f"  {pad(one.title, wide)}  |{pad(drawn, -(-days // each))}| {one.last}")
    scale = view.say(
        f"{begin} 起，每格 {each} 日", f"from {begin}, {each} day{'s' if each > 1 else ''} a mark"
    )
    return [*lines, f"  {pad('', wide)}   {scale}"]


def gantt_mermaid(listed: tuple[Bar, ...], title: str) -> list[str]:
    """The same as a Gantt chart in Mermaid; a bar ends with the end of its last day."""
    lines = ["gantt", f"    title {plain(title)}", "    dateFormat YYYY-MM-DD"]
    for number, one in enumerate(listed, 1):
        last = one.last + timedelta(days=1)
        lines += [
            f"    section {plain(one.title)}",
            f"    {plain(one.act)} :c{number}, {one.first}, {last}",
        ]
    return lines
