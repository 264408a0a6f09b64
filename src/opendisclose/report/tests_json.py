"""Rule tests that were run go in; JSON comes out: results, differences, coverage by clause."""

from __future__ import annotations

from typing import Any

from ..diagnostics.places import Span
from ..ruletests.carriers import Carrier
from ..ruletests.coverage import ClauseCoverage
from ..ruletests.reasons import BREAKS, CANNOT
from ..ruletests.result import Difference, TestResult
from ..ruletests.suite import SuiteResult
from .findings_json import VERSION, both, dumped, findings_data
from .layout import View
from .subjects import Tested
from .tests_text import percent


def tests_json(subject: Tested, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """Every ruleset with its tests in one envelope."""
    return dumped(
        {
            "version": VERSION,
            "passed": subject.passed,
            "fail_under": subject.fail_under,
            "rulesets": [_suite(one, subject.fail_under) for one in subject.suites],
        }
    )


def _suite(suite: SuiteResult, fail_under: float | None) -> dict[str, Any]:
    found = suite.coverage
    return {
        "ruleset": suite.name,
        "edition": suite.ruleset.edition if suite.ruleset is not None else None,
        "passed": suite.passed and not suite.under(fail_under),
        "findings": findings_data(suite.findings),
        "tests": [_test(one) for one in suite.tests],
        "coverage": {
            "clauses": len(found.clauses),
            "covered": found.covered,
            "percent": float(percent(found)),
            "by_clause": [_clause(one) for one in found.clauses],
        },
    }


def _test(test: TestResult) -> dict[str, Any]:
    return {
        "id": test.id,
        "title": both(test.title) if test.title is not None else None,
        "procedure": test.procedure,
        **_place(test.span, test.file),
        "passed": test.passed,
        "differences": [_difference(one, test.file) for one in test.differences],
        "findings": findings_data(test.findings),
        "used": list(dict.fromkeys(one.item for one in test.uses)),
    }


def _difference(one: Difference, file: str) -> dict[str, Any]:
    return {
        "what": one.what,
        "expected": one.expected,
        "found": one.found,
        "message": both(one.message) if one.message is not None else None,
        **_place(one.span, file),
    }


def _place(span: Span | None, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "line": span.line if span is not None else None,
        "column": span.column if span is not None else None,
    }


def _clause(one: ClauseCoverage) -> dict[str, Any]:
    return {
        "clause": one.clause,
        "kind": one.kind,
        "summary": both(one.summary),
        "breakable": one.breakable,
        "why": [both(CANNOT[way]) for way in one.why],
        "covered": one.covered,
        "obeyed": list(one.obeyed),
        "broken": list(one.broken),
        "carried_by": [_carrier(carrier) for carrier in one.carriers],
    }


def _carrier(carrier: Carrier) -> dict[str, Any]:
    return {"item": carrier.item, "breaks": [both(BREAKS[way]) for way in carrier.breaks]}
