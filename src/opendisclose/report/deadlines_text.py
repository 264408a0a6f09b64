"""The deadlines of a compiled procedure go in; a table of them, with how each runs, comes out."""

from __future__ import annotations

from collections.abc import Iterable

from ..graph.compiled import Compiled
from ..model.procedure import AllMoments, Deadline
from ..replay.wording import Wording
from . import names, periods
from .layout import Cell, View, table, titled


def said(zh: str, en: str, text: str, view: View) -> str:
    """A word with what it says."""
    return view.say(f"{zh}：{text}", f"{en}: {text}")


def deadline_lines(compiled: Compiled, view: View) -> list[str]:
    """Each deadline with its length, who owes it, and below it how its clock runs."""
    every = compiled.procedure.deadlines
    say = Wording(compiled)
    rows = [
        (
            Cell(name, "dim"),
            Cell(_length(one, compiled, view), "strong"),
            names.roles(compiled.ruleset, one.owed_by, view),
            titled(one.title(name).of(view.lang), one.clause, view),
        )
        for name, one in every.items()
    ]
    lines: list[str] = []
    for one, row in zip(every.values(), table(rows, view, indent="    "), strict=True):
        lines.append(row)
        if periods.is_set_by_a_fact(one):
            lines.append(f"      {periods.period(one, compiled.ruleset, view)}")
        lines += [f"      {line}" for line in runs(one, say, view)]
    return lines


def _length(deadline: Deadline, compiled: Compiled, view: View) -> str:
    if periods.is_set_by_a_fact(deadline):
        return view.say("个案设定", "set in each case")
    return periods.period(deadline, compiled.ruleset, view)


def runs(deadline: Deadline, say: Wording, view: View) -> list[str]:
    """What starts a clock, what meets or bounds it, what stops its count, what extends it."""
    either = " / "
    lines = []
    if deadline.when is not None:
        lines.append(said("条件", "when", say.condition(deadline.when).of(view.lang), view))
    if deadline.starts == "period":
        lines.append(said("起算", "starts", view.say("周期之始", "with the period"), view))
    else:
        started = either.join(_started(one.act, one.at, say, view) for one in deadline.starts)
        lines.append(said("起算", "starts", started, view))
    if deadline.met_by is not None:
        goal = deadline.met_by
        every, joint = (goal.all, " + ") if isinstance(goal, AllMoments) else (goal, either)
        acts = [say.act_named(one.act).of(view.lang) for one in every]
        lines.append(said("完成", "met by", joint.join(acts), view))
    if deadline.limits:
        acts = [say.act_named(one).of(view.lang) for one in deadline.limits]
        lines.append(said("限制", "limits", either.join(acts), view))
    lines += [
        said("不计入", "not counted", _span(one.from_, one.until, say, view), view)
        for one in deadline.excluded
    ]
    if deadline.extended is not None:
        most = periods.duration(deadline.extended.at_most, view)
        act = say.act_named(deadline.extended.act).of(view.lang)
        longest = view.say(f"最长 {most}", f"at most {most}")
        lines.append(said("延长", "extended by", f"{act}{view.bracket(longest)}", view))
    return lines


def _started(act: str, at: str | None, say: Wording, view: View) -> str:
    title = say.act_named(act).of(view.lang)
    if at is None:
        return title
    if at == "received":
        return view.say(f"收到“{title}”", f"receipt of {title}")
    return f"{title}{view.bracket(say.date(at).of(view.lang))}"


def _span(after: Iterable[str], until: Iterable[str], say: Wording, view: View) -> str:
    either = view.say("或", " or ")
    first = either.join(say.act_named(one).of(view.lang) for one in after)
    last = either.join(say.act_named(one).of(view.lang) for one in until)
    return view.say(f"“{first}”之后至“{last}”", f"after {first}, until {last}")
