"""Findings go in; JSON comes out, the same keys in the same order for every finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..diagnostics.finding import Finding, Words
from ..diagnostics.places import Span
from ..model.base import Text
from .layout import View
from .run_case import run_data
from .subjects import Files

VERSION = 1  # of every envelope; a key may be added under the same version, none removed


def files_json(subject: Files, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """Every finding of every file in one envelope."""
    ignored = [
        {**finding_data(one.finding), "reason": both(one.reason)}
        for file in subject.files
        for one in file.ignored
    ]
    data = {"version": VERSION, "findings": findings_data(subject.findings), "ignored": ignored}
    return dumped(data)


def dumped(data: Mapping[str, Any]) -> str:
    """Data as text: in the order given, Chinese as it is, ending with a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding_data(one) for one in findings]


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding; from a file with its place, from a case with its event."""
    return {
        "code": finding.code.id,
        "name": finding.code.name,
        "severity": finding.severity.value,
        "kind": finding.kind,
        "clause": finding.clause,
        "clauses": list(finding.clauses),
        "message": both(finding.message),
        "help": both(finding.help) if finding.help is not None else None,
        "event": finding.event,
        **_place(finding.span),
        "related": [
            {
                "message": both(one.message),
                "clauses": list(one.clauses),
                **_place(one.span),
            }
            for one in finding.related
        ],
        **({"run": run_data(finding.run)} if finding.run is not None else {}),
    }


def both(words: Words | Text) -> dict[str, str]:
    """One text in both languages."""
    return {"zh": words.zh, "en": words.en}


def _place(span: Span | None) -> dict[str, Any]:
    return {
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }
