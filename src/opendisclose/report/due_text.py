"""One due date goes in; the date, whose duty it is and how it was counted come out."""

from __future__ import annotations

from ..deadline.texts import render
from ..diagnostics.finding import Words
from ..model.periods import Period
from . import names, periods
from .dates import day, instant
from .derivation_text import derivation_lines, reminder_lines
from .labels import label
from .layout import View, block, numbered, table, text_of
from .subjects import Due
from .why_not import why_not_lines

# Why there is no date, by the word of the period.
_NO_DATE = {
    "promptly": Words(zh="条文没有写明天数", en="the rule names no number of days"),
    "in_step": Words(
        zh="须与起算的行为同步作出",
        en="owed together with the act that starts it",
    ),
    "set_by": Words(
        zh="时长由个案设定：以 --period 给出，例如 --period 15wd",
        en="the length is set in each case: give it with --period, for example --period 15wd",
    ),
    "fixed": Words(
        zh="日期在案件所属的周期内，由案件决定",
        en="the date lies in the period of the case, which decides it",
    ),
}


def due_text(subject: Due, view: View) -> str:
    """The date first, then what it is and the steps that lead to it."""
    deadline, ruleset = subject.deadline, subject.ruleset
    length = periods.period(deadline, ruleset, view)
    if subject.period is not None:
        length = f"{periods.duration(subject.period, view)}{view.bracket(length)}"
    rows = [
        ("deadline", deadline.title(subject.name).of(view.lang)),
        ("procedure", names.procedure(ruleset, subject.procedure, view)),
        ("ruleset", f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        ("clause", view.listed(deadline.clause)),
        ("owed_by", names.roles(ruleset, deadline.owed_by, view)),
        ("period", length),
        ("start", instant(subject.start, view)),
    ]
    shown = table([(label(name, view), text) for name, text in rows if text], view)
    lines = [_headline(subject, view), *shown]
    if subject.full:
        lines += derivation_lines(subject.due, view)
    else:
        steps = [render(one, view.lang) for one in subject.due.steps]
        title = view.say("日期如何计算", "How the date was counted")
        lines += block(title, numbered(steps), view)
    if subject.why_not is not None:
        title = view.say("为何不是另一日", "Why not another day")
        lines += block(title, [f"  {one}" for one in why_not_lines(subject.why_not, view)], view)
    told = reminder_lines(subject.reminders, subject.due, view)
    return text_of([*lines, *block(view.say("提醒", "Reminders"), told, view)])


def _headline(subject: Due, view: View) -> str:
    due = subject.due
    if due.date is None:
        none = view.paint("verdict yellow", view.say("没有截止日", "no due date"))
        return f"{none}{view.bracket(_why_none(subject, view))}"
    lead = view.say("截止", "due")
    shown = view.paint("strong", f"{lead} {instant(due.moment or due.date, view)}")
    if due.status != "provisional" or due.earliest is None or due.latest is None:
        return shown
    first, last = day(due.earliest, view), day(due.latest, view)
    if first == last:
        return f"{shown}{view.bracket(view.say('暂定，时刻不明', 'provisional, hour not known'))}"
    bounds = view.say(f"暂定，{first} 至 {last}", f"provisional, {first} to {last}")
    return f"{shown}{view.bracket(bounds)}"


def no_date_words(subject: Due, view: View) -> str:
    """That there is no date, and why."""
    return f"{view.say('没有截止日', 'no due date')}{view.bracket(_why_none(subject, view))}"


def _why_none(subject: Due, view: View) -> str:
    return _NO_DATE[no_date(subject)].of(view.lang)


def no_date(subject: Due) -> str:
    """The word for why there is no date."""
    within = subject.deadline.within or subject.deadline.at_least
    if isinstance(within, str):
        return within
    if isinstance(within, Period) and within.set_by is not None:
        return "set_by"
    return "fixed"
