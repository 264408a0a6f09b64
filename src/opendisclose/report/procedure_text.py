"""One compiled procedure goes in; its states, acts and deadlines come out, line by line."""

from __future__ import annotations

from collections.abc import Iterable

from ..graph.compiled import Compiled
from ..graph.markings import states_of
from ..model.procedure import Entry, Many, States, Transition
from ..replay.wording import Wording
from . import names
from .deadlines_text import deadline_lines, said
from .layout import Cell, View, block, table, titled

_EVERY = {"year": ("每年", "every year"), "quarter": ("每季度", "every quarter")}
_MONTH = ("每月", "every month")


def procedure_lines(compiled: Compiled, view: View) -> list[str]:
    """The title, then states, then acts with what they ask, then deadlines."""
    procedure = compiled.procedure
    title = f"{procedure.title.of(view.lang)}{view.bracket(compiled.id)}"
    lines = ["", view.paint("heading", f"{view.say('程序：', 'Procedure: ')}{title}")]
    lines += _about(compiled, view)
    lines += block(view.say("  状态", "  States"), _states(compiled, view), view)
    lines += block(view.say("  行为", "  Acts"), _acts(compiled, view), view)
    lines += block(view.say("  期限", "  Deadlines"), deadline_lines(compiled, view), view)
    return lines


def _about(compiled: Compiled, view: View) -> list[str]:
    procedure = compiled.procedure
    parts = [view.listed(procedure.clause)]
    if procedure.every is not None:
        zh, en = _EVERY.get(procedure.every, _MONTH)
        parts.append(view.say(zh, en))
    if procedure.about is not None:
        parts.append(procedure.about.of(view.lang))
    shown = [one for one in parts if one]
    return [f"  {(view.say('；', '; ')).join(shown)}"] if shown else []


def _states(compiled: Compiled, view: View) -> list[str]:
    final = view.say("终局", "final")
    return table(
        [
            (
                Cell(name, "dim"),
                final if one.final else "",
                titled(one.title(name).of(view.lang), one.clause, view),
            )
            for name, one in compiled.procedure.states.items()
        ],
        view,
        indent="    ",
    )


def _acts(compiled: Compiled, view: View) -> list[str]:
    every = compiled.procedure.transitions
    say = Wording(compiled)
    rows = [
        (
            Cell(name, "dim"),
            _shape(one, view),
            _who(compiled, one, view),
            titled(one.title(name).of(view.lang), one.clause, view),
        )
        for name, one in every.items()
    ]
    lines: list[str] = []
    for one, row in zip(every.values(), table(rows, view, indent="    "), strict=True):
        lines += [row, *(f"      {line}" for line in _asks(one, say, view))]
    return lines


def _who(compiled: Compiled, transition: Transition, view: View) -> str:
    if transition.when_expired is not None:
        name = transition.when_expired
        return view.say(f"`{name}` 届满时", f"when `{name}` runs out")
    return names.roles(compiled.ruleset, transition.by, view)


def _shape(transition: Transition, view: View) -> str:
    """Where an act leads from and to; one that moves nothing only where it happens."""
    if transition.to is None:
        return f"@ {view.listed(transition.in_ or ())}"
    return f"{_named(transition.from_)} → {_named(transition.to)}".strip()


def _named(states: States | None) -> str:
    one_of = isinstance(states, Many) and states.any is not None
    return (" | " if one_of else " + ").join(states_of(states))


def _asks(transition: Transition, say: Wording, view: View) -> list[str]:
    """The four questions to an act: which way, what must be there, what before, who."""
    lines = []
    if transition.when is not None:
        lines.append(said("条件", "when", say.condition(transition.when).of(view.lang), view))
    if transition.requires:
        lines.append(said("须有", "requires", _entries(transition.requires, say, view), view))
    if transition.presupposes:
        before = _entries(transition.presupposes, say, view)
        lines.append(said("须先作出", "presupposes", before, view))
    if transition.same_as is not None:
        other = say.act_named(transition.same_as).of(view.lang)
        lines.append(said("与之同一人", "same person as", other, view))
    if transition.distinct_from is not None:
        other = say.act_named(transition.distinct_from).of(view.lang)
        lines.append(said("与之不同人", "another person than", other, view))
    if transition.cites is not None:
        must = view.say("须援引不予公开的理由", "must cite an exemption")
        may = view.say("可援引不予公开的理由", "may cite an exemption")
        lines.append(must if transition.cites == "required" else may)
    return lines


def _entries(entries: Iterable[Entry], say: Wording, view: View) -> str:
    shown = []
    for one in entries:
        text = say.entry(one).of(view.lang)
        if one.when is not None:
            condition = say.condition(one.when).of(view.lang)
            text += view.bracket(f"{view.say('如', 'if ')}{condition}")
        shown.append(text)
    return (view.say("；", "; ")).join(shown)
