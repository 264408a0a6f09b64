"""Compiled procedures go in; state diagrams in Mermaid come out, side acts as notes."""

from __future__ import annotations

from ..graph.compiled import Compiled
from ..graph.markings import moves_of
from ..model.procedure import Transition
from . import names
from .layout import View, text_of
from .subjects import Shown

# Words that Mermaid takes for its own.
_RESERVED = frozenset({"as", "class", "default", "direction", "end", "note", "state", "style"})


def show_mermaid(subject: Shown, view: View) -> str:
    """One diagram for each procedure, an empty line between two."""
    return "\n".join(text_of(_diagram(one, view)) for one in subject.procedures)


def _diagram(compiled: Compiled, view: View) -> list[str]:
    procedure = compiled.procedure
    lines = ["stateDiagram-v2", f"    %% {compiled.ruleset.id} {compiled.id}"]
    for name, state in procedure.states.items():
        lines.append(f'    state "{plain(state.title(name).of(view.lang))}" as {_id(name)}')
    lines += _edges(compiled, view)
    lines += [f"    {_id(name)} --> [*]" for name, one in procedure.states.items() if one.final]
    for name in procedure.states:
        acts = [
            edge_label(compiled, act, one, view)
            for act, one in procedure.transitions.items()
            if name in (one.in_ or ())
        ]
        if acts:
            lines.append(f"    note right of {_id(name)}")
            lines += [f"        {plain(act)}" for act in acts]
            lines.append("    end note")
    return lines


def _edges(compiled: Compiled, view: View) -> list[str]:
    """Acts that lead the same way share one arrow; a fork or a join has a bar of its own."""
    arrows: dict[tuple[str, str], list[str]] = {}
    bars: list[str] = []
    for name, transition in compiled.procedure.transitions.items():
        for number, move in enumerate(moves_of(name, compiled.procedure)):
            text = plain(edge_label(compiled, name, transition, view))
            source, more = _end(f"{name}_{number}_join", move.takes, compiled, joins=True)
            target, rest = _end(f"{name}_{number}_fork", move.gives, compiled, joins=False)
            bars += [*more, *rest]
            arrows.setdefault((source, target), []).append(text)
    lines = [
        f"    {source} --> {target} : {'<br/>'.join(texts)}"
        for (source, target), texts in arrows.items()
    ]
    return [*bars, *lines]


def _end(
    bar: str, states: frozenset[str], compiled: Compiled, *, joins: bool
) -> tuple[str, list[str]]:
    """The node of one end of an arrow, and the lines of its bar if there are several states."""
    every = [_id(one) for one in compiled.procedure.states if one in states]
    if not every:
        return "[*]", []
    if len(every) == 1:
        return every[0], []
    lines = [f"    state {bar} <<{'join' if joins else 'fork'}>>"]
    lines += [f"    {one} --> {bar}" if joins else f"    {bar} --> {one}" for one in every]
    return bar, lines


def edge_label(compiled: Compiled, name: str, transition: Transition, view: View) -> str:
    """The act and who may do it; of an expiry, the deadline that runs out."""
    title = transition.title(name).of(view.lang)
    if transition.when_expired is not None:
        deadline = compiled.procedure.deadlines[transition.when_expired]
        ended = deadline.title(transition.when_expired).of(view.lang)
        return f"{title}{view.bracket(view.say(f'{ended}届满', f'{ended} runs out'))}"
    return f"{title}{view.bracket(names.roles(compiled.ruleset, transition.by, view))}"


def _id(name: str) -> str:
    return f"{name}_" if name in _RESERVED else name


def plain(text: str) -> str:
    """Text without the characters that end a label in Mermaid."""
    for mark, instead in ((":", "："), (";", "；"), ('"', "'"), ("#", "＃")):
        text = text.replace(mark, instead)
    return text
