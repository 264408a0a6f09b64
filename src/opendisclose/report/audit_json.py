"""An audit of a ledger goes in; JSON comes out, everything the page shows and more."""

from __future__ import annotations

from typing import Any

from ..bulk.summary import LATE_STEPS, AuditSummary, Tally
from .findings_json import VERSION, both, dumped, findings_data
from .layout import View
from .replies import annual_data
from .subjects import Audited


def audit_json(subject: Audited, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """The summary in one envelope."""
    one = subject.summary
    return dumped({"version": VERSION, **_head(one), **_counts(one), **_lists(one)})


def _head(one: AuditSummary) -> dict[str, Any]:
    return {
        "source": one.source,
        "ruleset": one.ruleset,
        "edition": one.edition,
        "title": both(one.title),
        "procedure": one.procedure,
        "as_of": one.as_of,
    }


def _counts(one: AuditSummary) -> dict[str, Any]:
    return {
        "rows": {"read": one.rows - one.unread, "unread": one.unread},
        "events": {"judged": one.events - one.later, "later": one.later},
        "cases": {
            "all": one.cases,
            "judged": one.judged,
            "not_applicable": one.of("not_applicable"),
            "refused": one.of("refused"),
            "open": one.open_cases,
        },
        "verdicts": dict(one.verdicts),
        "late": {
            "steps": [
                {"from": low, "to": high, "clocks": number}
                for (low, high), number in zip(LATE_STEPS, one.lateness, strict=True)
            ],
            "median": one.median_late,
            "most": one.most_late,
        },
    }


def _lists(one: AuditSummary) -> dict[str, Any]:
    return {
        "by_clause": [
            {
                "clause": two.clause or None,
                "code": two.code,
                "name": two.code_name,
                "kind": two.kind or None,
                "cases": two.cases,
                "findings": two.findings,
            }
            for two in one.breaches
        ],
        "by_unit": [_tally(two) for two in one.units],
        "by_month": [_tally(two) for two in one.months],
        "worst": [
            {
                "case": two.case,
                "unit": two.unit or None,
                "row": two.row,
                "clause": two.clause or None,
                "due": two.due.isoformat(),
                "actual": two.actual.isoformat(),
                "working_days_late": two.working_days,
                "message": both(two.message),
            }
            for two in one.worst
        ],
        "open": [
            {
                "case": two.case,
                "unit": two.unit or None,
                "clock": two.clock,
                "title": both(two.title),
                "key": two.key or None,
                "status": two.status,
                "due": two.due.isoformat() if two.due is not None else None,
            }
            for two in one.open_clocks
        ],
        "refused": [
            {
                "case": two.case or None,
                "row": two.row,
                "code": two.code,
                "reason": both(two.reason),
            }
            for two in one.refused
        ],
        "annual": annual_data(one.annual),
        "quality": findings_data(one.quality),
        "unlisted": {
            "open": one.unlisted_open,
            "refused": one.unlisted_refused,
            "quality": one.unlisted_quality,
        },
    }


def _tally(one: Tally) -> dict[str, Any]:
    return {
        "name": one.name or None,
        "cases": one.cases,
        "violations": one.violations,
        "late": one.late,
    }
