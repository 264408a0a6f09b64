"""How a due date was counted goes in; all of it, with its grounds, comes out as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from ..deadline.alternatives import disputed
from ..deadline.between import Reminder
from ..deadline.due import DueDate
from ..deadline.texts import render
from . import names
from .dates import day, due
from .grounds import basis, grounds, standing
from .labels import count, label
from .layout import View, block, table, text_of
from .picture import picture
from .subjects import ClockExplained
from .why_not import disputed_line, why_not_lines


def clock_explained_text(subject: ClockExplained, view: View) -> str:
    """The date first, then whose duty it is and everything it rests on."""
    clock, ruleset = subject.clock, subject.ruleset
    lead = view.say("截止", "due")
    shown = due(clock, view)
    none = view.say("没有截止日", "no due date")
    head = view.paint("strong", f"{lead} {shown}" if shown else none)
    rows = [
        ("deadline", names.keyed(clock.title, clock.key, view)),
        ("case", subject.source),
        ("procedure", names.procedure(ruleset, subject.procedure, view)),
        ("ruleset", f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        ("clause", view.listed(clock.clauses)),
        ("owed_by", names.roles(ruleset, clock.owed_by, view)),
        ("state", label(clock.status.value, view)),
    ]
    shown_rows = table([(label(name, view), text) for name, text in rows if text], view)
    lines = [head, *shown_rows, *derivation_lines(subject.due, view)]
    if subject.why_not is not None:
        title = view.say("为何不是另一日", "Why not another day")
        lines += block(title, [f"  {one}" for one in why_not_lines(subject.why_not, view)], view)
    return text_of(lines)


def derivation_lines(found: DueDate, view: View) -> list[str]:
    """The numbered steps with their grounds, what is disputed, and the picture."""
    title = view.say("日期如何计算", "How the date was counted")
    lines = block(title, _steps(found, view), view)
    points = [f"  {disputed_line(one, view)}" for one in disputed(found)]
    lines += block(view.say("换一种理解", "Counted by another reading"), points, view)
    return lines + block(view.say("图示", "Picture"), picture(found, view), view)


def _steps(found: DueDate, view: View) -> list[str]:
    inputs = found.inputs
    wide = len(str(len(found.steps) + 1))
    lines: list[str] = []
    for number, step in enumerate(found.steps, start=1):
        lines.append(f"  {number:>{wide}}. {render(step, view.lang)}")
        why = grounds(step, inputs) if inputs is not None else ()
        lines += [view.paint("dim", f"  {'':>{wide}}  {one.of(view.lang)}") for one in why]
    last = standing(found)
    if last is not None:
        lines.append(f"  {len(found.steps) + 1:>{wide}}. {last.of(view.lang)}")
    ground = basis(found)
    if ground is not None:
        lines.append(view.paint("dim", f"  {ground.of(view.lang)}"))
    return lines


def reminder_lines(found: Sequence[Reminder], due_date: DueDate, view: View) -> list[str]:
    """The days of the reminders, in a table."""
    begins = due_date.inputs.trigger if due_date.inputs else None
    rows = []
    for one in found:
        left = count(one.working_days, "个工作日", "working day", view)
        notes = []
        if one.early != one.day:
            notes.append(
                view.say(
                    f"截止日暂定，稳妥的是{day(one.early, view)}",
                    f"the date is provisional; {day(one.early, view)} to be safe",
                )
            )
        if begins is not None and one.day <= begins:
            notes.append(view.say("早于起算", "before the period begins"))
        tail = view.bracket(view.say("；", "; ").join(notes))
        rows.append((day(one.day, view), view.say(f"还有 {left}", f"{left} left") + tail))
    return table(rows, view)
