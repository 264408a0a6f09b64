"""Compiled procedures go in; graphs in the DOT language of Graphviz come out."""

from __future__ import annotations

from ..graph.compiled import Compiled
from ..graph.markings import moves_of
from .layout import View, text_of
from .mermaid import edge_label
from .subjects import Shown


def show_dot(subject: Shown, view: View) -> str:
    """One digraph for each procedure; side acts are listed in the node of their state."""
    return "\n".join(text_of(_graph(one, view)) for one in subject.procedures)


def _graph(compiled: Compiled, view: View) -> list[str]:
    title = compiled.procedure.title.of(view.lang)
    lines = [
        f"digraph {_quoted(compiled.id)} {{",
        f'  label={_quoted(title)}; rankdir=TB; charset="UTF-8";',
        "  node [shape=box, style=rounded];",
        '  "" [shape=circle, label="", width=0.2, style=filled, fillcolor=black];',
    ]
    lines += [_node(compiled, name, view) for name in compiled.procedure.states]
    lines += _edges(compiled, view)
    return [*lines, "}"]


def _node(compiled: Compiled, name: str, view: View) -> str:
    state = compiled.procedure.states[name]
    parts = [state.title(name).of(view.lang)]
    parts += [
        f"· {edge_label(compiled, act, one, view)}"
        for act, one in compiled.procedure.transitions.items()
        if name in (one.in_ or ())
    ]
    shape = ", peripheries=2" if state.final else ""
    return f"  {_quoted(name)} [label={_quoted(chr(10).join(parts))}{shape}];"


def _edges(compiled: Compiled, view: View) -> list[str]:
    """Acts that lead the same way share one arrow; a fork or a join has a bar of its own."""
    arrows: dict[tuple[str, str], list[str]] = {}
    bars: list[str] = []
    for name, transition in compiled.procedure.transitions.items():
        text = edge_label(compiled, name, transition, view)
        for number, move in enumerate(moves_of(name, compiled.procedure)):
            if max(len(move.takes), len(move.gives)) > 1:
                bars += _bar(f"{name} {number}", text, move.takes, move.gives)
                continue
            (source,) = move.takes or {""}
            (target,) = move.gives
            arrows.setdefault((source, target), []).append(text)
    return bars + [
        f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(chr(10).join(texts))}];"
        for (source, target), texts in arrows.items()
    ]


def _bar(name: str, text: str, takes: frozenset[str], gives: frozenset[str]) -> list[str]:
    bar = _quoted(name)
    return [
        f'  {bar} [shape=rect, height=0.05, style=filled, fillcolor=black, label="", '
        f"xlabel={_quoted(text)}];",
        *(f"  {_quoted(one)} -> {bar};" for one in sorted(takes) or [""]),
        *(f"  {bar} -> {_quoted(one)};" for one in sorted(gives)),
    ]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
