"""The clocks of a case go in; tables of them, and how their dates were counted, come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..deadline.due import PERIOD_KINDS
from ..deadline.texts import render
from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words
from ..model.periods import UNITS
from ..model.procedure import Deadline
from ..model.ruleset import Ruleset
from ..replay.verdict import ClockView, Status, Verdict
from . import names, periods
from .dates import day, due, left
from .labels import label
from .layout import Cell, View, numbered, table

_STYLES = {
    Status.MET: "green",
    Status.RUNNING: "green",
    Status.DUE_SOON: "yellow",
    Status.PAUSED: "yellow",
    Status.OVERDUE: "red",
    Status.CONDITIONAL: "yellow",
}
OPEN = (
    Status.OVERDUE,
    Status.DUE_SOON,
    Status.RUNNING,
    Status.PAUSED,
    Status.CONDITIONAL,
    Status.UNSET,
)
PERIODS = {number: name for name, number in PERIOD_KINDS.items() if name in UNITS}
# Findings about an extension, which speak of the deadline without its name.
_OF_EXTENSIONS = (codes.INVALID_EXTENSION, codes.BEYOND_CAP, codes.NEED_MISSING)


def met_late(clock: ClockView, verdict: Verdict) -> bool:
    """Whether the act that met a clock came after its date."""
    return clock.status is Status.MET and any(
        one.code is codes.LATE and one.event == clock.met_by and _speaks_of(one, clock)
        for one in (*verdict.findings, *verdict.notes)
    )


def concerned(verdict: Verdict, ruleset: Ruleset) -> tuple[ClockView, ...]:
    """The clocks that a finding rests on, or something that is not known."""
    told = (*verdict.findings, *verdict.missing)
    return tuple(
        one
        for one in verdict.clocks
        if one.status is Status.OVERDUE
        or met_late(one, verdict)
        or any(_rests_on(finding, one, ruleset) for finding in told)
    )


def _rests_on(finding: Finding, clock: ClockView, ruleset: Ruleset) -> bool:
    if finding.code in _OF_EXTENSIONS:
        return _deadline(clock, ruleset).extended is not None
    if finding.code in (codes.LATE, codes.OVERDUE):  # told by `met_late` and by the status
        return False
    return _speaks_of(finding, clock)


def _deadline(clock: ClockView, ruleset: Ruleset) -> Deadline:
    procedure, _, name = clock.id.partition(".")
    return ruleset.procedures[procedure].deadlines[name]


def _speaks_of(finding: Finding, clock: ClockView) -> bool:
    title = Words(zh=clock.title.zh, en=clock.title.en)
    return dict(finding.values).get("deadline") == title and finding.clauses == clock.clauses


def open_clocks(clocks: Iterable[ClockView]) -> tuple[ClockView, ...]:
    """The clocks that still ask for something, by date; those without one last."""
    found = [one for one in clocks if one.status in OPEN]
    dated = [one for one in found if (one.due or one.earliest) is not None]
    dated.sort(key=lambda one: (one.due or one.earliest or one.trigger, one.id, one.key))
    return (*dated, *(one for one in found if (one.due or one.earliest) is None))


def duties(clocks: Sequence[ClockView], ruleset: Ruleset, view: View) -> list[str]:
    """Open clocks: by when, how long still, what; below it who owes it, by which article."""
    rows = [
        (
            Cell(due(one, view) or _length(one, ruleset, view), "strong"),
            Cell(_how_it_stands(one, view), _STYLES.get(one.status, "dim")),
            f"{names.keyed(one.title, one.key, view)}{_bounds(one, ruleset, view)}",
        )
        for one in clocks
    ]
    lines: list[str] = []
    for one, row in zip(clocks, table(rows, view), strict=True):
        owner = names.roles(ruleset, one.owed_by, view)
        clauses = view.paint("dim", view.bracket(view.listed(one.clauses)))
        lines += [row, f"    {view.say('责任主体：', 'owed by ')}{owner}{clauses}"]
    return lines


def _bounds(clock: ClockView, ruleset: Ruleset, view: View) -> str:
    """Of a clock that is no duty: which act has to wait for its end, or may only come before."""
    deadline = _deadline(clock, ruleset)
    if not deadline.limits:
        return ""
    procedure, _, _ = clock.id.partition(".")
    acts = view.listed(names.act(ruleset, procedure, one, view) for one in deadline.limits)
    if deadline.at_least is not None:
        return view.say(f"：届满前不得“{acts}”", f": until it ends, not `{acts}`")
    return view.say(f"：届满后不得“{acts}”", f": after it ends, not `{acts}`")


def _how_it_stands(clock: ClockView, view: View) -> str:
    word = label(clock.status.value, view)
    if clock.status in (Status.OVERDUE, Status.RUNNING, Status.DUE_SOON):
        shown = left(clock, view) or word
        return shown if clock.status is not Status.DUE_SOON else f"{shown}{view.bracket(word)}"
    return word


def closed(clocks: Iterable[ClockView], verdict: Verdict, view: View) -> list[str]:
    """Clocks that ask for nothing any more: how they ended, when due, when met."""
    rows = []
    for one in clocks:
        late = met_late(one, verdict)
        word = label("met_late" if late else one.status.value, view)
        style = "red" if late else _STYLES.get(one.status, "dim")
        rows.append(
            (
                Cell(word, style),
                names.keyed(one.title, one.key, view),
                _dated("截止", "due", due(one, view), view),
                _dated("完成", "done", day(one.met_on, view) if one.met_on else "", view),
                Cell(view.listed(one.clauses), "dim"),
            )
        )
    return table(rows, view)


def _length(clock: ClockView, ruleset: Ruleset, view: View) -> str:
    """The period of a clock; where a fact sets it, what was set."""
    deadline = _deadline(clock, ruleset)
    if periods.is_set_by_a_fact(deadline):
        for step in clock.steps:
            if step.kind == "due" and step.number and step.unit in PERIODS:
                return periods.counted(PERIODS[step.unit], step.number, view)
    return periods.period(deadline, ruleset, view)


def _dated(zh: str, en: str, when: str, view: View) -> str:
    return f"{view.say(zh, en)} {when}" if when else ""


def counted(clock: ClockView, ruleset: Ruleset, view: View) -> list[str]:
    """How the date of one clock was counted, in numbered steps."""
    title = view.paint("strong", names.keyed(clock.title, clock.key, view))
    length = view.say("：", ": ") + _length(clock, ruleset, view)
    clauses = view.paint("dim", view.bracket(view.listed(clock.clauses)))
    steps = [render(one, view.lang) for one in clock.steps]
    return [f"  {title}{length}{clauses}", *numbered(steps, indent="    ")]
