"""A comparison or a difference goes in; JSON comes out."""

from __future__ import annotations

from typing import Any

from ..compare.result import CaseChange, Change, Comparison, Row, Side
from ..compare.told import code_of
from ..diagnostics.finding import Words
from ..diagnostics.places import Span
from .findings_json import VERSION, both, dumped, findings_data
from .layout import View
from .subjects import Compared, Differed


def compare_json(subject: Compared, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """Every row with both sides, and the findings."""
    data = {
        "version": VERSION,
        "comparisons": [_comparison(one) for one in subject.comparisons],
    }
    return dumped(data)


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "local": {"id": one.local.id, "edition": one.local.edition},
        "law": {"id": one.law.id, "edition": one.law.edition},
        "rows": [_row(row) for row in one.rows],
        "unmatched": [_side(side) for side in one.unmatched],
        "findings": findings_data(one.findings),
    }


def _row(row: Row) -> dict[str, Any]:
    found = code_of(row)
    return {
        "kind": row.kind,
        "code": found[0].id if found is not None else None,
        "judgement": row.judgement.value,
        "reason": both(row.reason),
        "certain": row.certain,
        "fits": row.fits,
        "matter_not_covered": row.silent,
        "matched": both(row.how),
        "local": _side(row.local) if row.local is not None else None,
        "law": _side(row.law) if row.law is not None else None,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "ruleset": side.ruleset,
        "item": side.name,
        "title": both(side.title),
        "said": both(side.said),
        "clauses": list(side.clauses),
        **_place(side.span),
    }


def _place(span: Span | None) -> dict[str, Any]:
    return {
        "file": span.file if span is not None else None,
        "line": span.line if span is not None else None,
    }


def difference_json(subject: Differed, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """Every change with both sides, and the cases that change."""
    found = subject.difference
    data = {
        "version": VERSION,
        "before": {"id": found.before.id, "edition": found.before.edition},
        "after": {"id": found.after.id, "edition": found.after.edition},
        "changes": [_change(one) for one in found.changes],
        "cases": [_case(one) for one in found.cases],
        "unchanged": found.unchanged,
        "unjudged": list(found.unjudged),
    }
    return dumped(data)


def _change(one: Change) -> dict[str, Any]:
    return {
        "change": one.change,
        "kind": one.kind,
        "item": one.name,
        "title": both(one.title),
        "before": _said(one.before, one.before_clauses, one.before_span),
        "after": _said(one.after, one.after_clauses, one.after_span),
    }


def _said(said: Words | None, clauses: tuple[str, ...], span: Span | None) -> dict[str, Any]:
    text = said.en if said is not None else None
    return {"value": text, "clauses": list(clauses), **_place(span)}


def _case(one: CaseChange) -> dict[str, Any]:
    return {
        "case": one.case,
        "verdict": {"before": one.before, "after": one.after},
        "dates": [
            {"clock": clock, "before": before or None, "after": after or None}
            for clock, before, after in one.dates
        ],
        "findings": [{"change": change, "finding": line} for change, line in one.findings],
    }
