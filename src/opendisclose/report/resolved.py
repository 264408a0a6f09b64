"""A rule as it binds goes in; text or JSON comes out: each item with the document it is from."""

from __future__ import annotations

from ..compare.binding import Bound
from .findings_json import VERSION, both, dumped
from .layout import Cell, View, block, table, text_of, titled
from .subjects import Binding

_HEADINGS = (
    (True, "据以判断", "Cases are judged by"),
    (False, "须人工核对", "To be looked at by a person"),
)


def resolved_text(subject: Binding, view: View) -> str:
    """What a case is judged by, then what binds and no case is judged by."""
    found = subject.resolved
    head = view.paint("strong", found.ruleset.title.of(view.lang))
    lines = [head, f"  {found.local} + {found.law}"]
    for judged, zh, en in _HEADINGS:
        items = [one for one in found.items if one.judged is judged]
        lines += block(view.say(zh, en), _rows(items, view), view)
    return text_of(lines)


def _rows(items: list[Bound], view: View) -> list[str]:
    """Three columns and a line below each: who says it, which item, what it says; why."""
    lines: list[str] = []
    rows = table(
        [
            (
                Cell(one.document, "dim"),
                titled(f"{one.title.of(view.lang)}{_said(one, view)}", one.clauses, view),
            )
            for one in items
        ],
        view,
    )
    for one, row in zip(items, rows, strict=True):
        lines += [row, f"    {view.paint('dim', one.why.of(view.lang))}"]
    return lines


def _said(one: Bound, view: View) -> str:
    said = one.said.of(view.lang)
    title = one.title.of(view.lang)
    return "" if not said or title.endswith(said) else view.say(f"：{said}", f": {said}")


def resolved_json(subject: Binding, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """The same, an item a mapping; `document` is the id of a ruleset."""
    found = subject.resolved
    items = [
        {
            "kind": one.kind,
            "id": one.name,
            "title": both(one.title),
            "said": both(one.said),
            "document": one.document,
            "clauses": list(one.clauses),
            "why": both(one.why),
            "judged": one.judged,
        }
        for one in found.items
    ]
    documents = {"local": found.local, "law": found.law}
    return dumped({"version": VERSION, "documents": documents, "items": items})
