"""A comparison or a difference goes in; an HTML page comes out: a table, two sides to a row."""

from __future__ import annotations

from typing import Any

from ..compare.result import Change, Comparison, Row, Side
from .compare_text import CHANGES, JUDGEMENTS, KINDS, compare_text, difference_text
from .html import page
from .layout import View
from .subjects import Compared, Differed

TEMPLATE = "compare.html"


def compare_html(subject: Compared, view: View) -> str:
    """A table for each comparison, what somebody should act on first."""
    tables = [_table(one, view) for one in subject.comparisons]
    title = view.say("与上位规定比较", "Beside the law above")
    return page(TEMPLATE, _values(title, tables, view))


def difference_html(subject: Differed, view: View) -> str:
    """A table of the changes, then the cases as in the text."""
    found = subject.difference
    names = [f"{one.id} {one.edition}" for one in (found.before, found.after)]
    rows = [
        _change(one, view) for change in CHANGES for one in found.changes if one.change == change
    ]
    heads = (view.say("变更", "change"), view.say("事项", "item"), *names)
    table = {"title": " → ".join(names), "heads": heads, "rows": rows, "foot": ""}
    table["foot"] = difference_text(subject, View(lang=view.lang)).splitlines()[-1]
    title = view.say("两部规则的差别", "What two rulesets say differently")
    return page(TEMPLATE, _values(title, [table], view))


def _values(title: str, tables: list[dict[str, Any]], view: View) -> dict[str, Any]:
    return {"lang": "zh-CN" if view.zh else "en", "title": title, "tables": tables}


def _table(one: Comparison, view: View) -> dict[str, Any]:
    rows = [_row(row, view) for judgement in JUDGEMENTS for row in one.of(judgement)]
    return {
        "title": f"{one.local.title.of(view.lang)}{view.bracket(one.local.id)}",
        "heads": (
            view.say("判断", "judgement"),
            view.say("事项", "item"),
            one.local.id,
            one.law.id,
        ),
        "rows": rows,
        "foot": compare_text(Compared(comparisons=(one,)), View(lang=view.lang)).splitlines()[-1],
    }


def _row(row: Row, view: View) -> dict[str, Any]:
    zh, en, style = JUDGEMENTS[row.judgement]
    side = row.local or row.law
    assert side is not None  # a row has at least one
    fits = view.bracket(row.fits or "")
    return {
        "style": style,
        "judgement": view.say(zh, en) + fits,
        "item": f"{side.title.of(view.lang)}{view.bracket(view.say(*KINDS[row.kind]))}",
        "reason": row.reason.of(view.lang),
        "sides": [_side(one, view) for one in (row.local, row.law)],
    }


def _side(side: Side | None, view: View) -> dict[str, str]:
    if side is None:
        return {"said": "", "clauses": "", "place": ""}
    span = side.span
    return {
        "said": side.said.of(view.lang),
        "clauses": view.listed(side.clauses),
        "place": f"{span.file}:{span.line}" if span is not None else "",
    }


def _change(one: Change, view: View) -> dict[str, Any]:
    zh, en, style = CHANGES[one.change]
    sides = (
        (one.before, one.before_clauses, one.before_span),
        (one.after, one.after_clauses, one.after_span),
    )
    return {
        "style": style,
        "judgement": view.say(zh, en),
        "item": one.name,
        "reason": one.title.of(view.lang),
        "sides": [
            {
                "said": said.of(view.lang) if said is not None else "",
                "clauses": view.listed(clauses),
                "place": f"{span.file}:{span.line}" if span is not None else "",
            }
            for said, clauses, span in sides
        ],
    }
