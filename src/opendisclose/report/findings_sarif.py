"""Findings of files go in; a SARIF 2.1.0 log comes out (OASIS standard, for code scanning)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ..diagnostics.codes import Code
from ..diagnostics.finding import Finding, Ignored
from ..diagnostics.places import Span
from .findings_json import dumped
from .layout import View
from .subjects import FileReport, Files

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def files_sarif(subject: Files, view: View) -> str:
    """One run with a rule for each code that occurs; messages in the language of the view.

    What a file ignores is a result, too: a suppressed one, with the reason that the file gives.
    """
    ignored = [(file, one) for file in subject.files for one in file.ignored]
    found = (*subject.findings, *(one.finding for _, one in ignored))
    codes = sorted({one.code for one in found}, key=lambda code: code.id)
    rules = {code.id: n for n, code in enumerate(codes)}
    driver = {
        "name": "OpenDisclose",
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": {"uri": _uri(one.source)}} for one in subject.files],
        "results": [
            *(_result(one, file, rules, view) for file in subject.files for one in file.findings),
            *(_suppressed(one, file, rules, view) for file, one in ignored),
        ],
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "name": "".join(part.capitalize() for part in code.name.split("-")),
        "shortDescription": {"text": code.name.replace("-", " ")},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _suppressed(
    ignored: Ignored, file: FileReport, rules: dict[str, int], view: View
) -> dict[str, Any]:
    why = {"kind": "inSource", "justification": ignored.reason.of(view.lang)}
    return {**_result(ignored.finding, file, rules, view), "suppressions": [why]}


def _result(
    finding: Finding, file: FileReport, rules: dict[str, int], view: View
) -> dict[str, Any]:
    text = finding.message.of(view.lang)
    if finding.help is not None and finding.help.of(view.lang):
        text = f"{text}\n{finding.help.of(view.lang)}"
    result: dict[str, Any] = {
        "ruleId": finding.code.id,
        "ruleIndex": rules[finding.code.id],
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [_location(finding.span, file.source)],
    }
    related = [
        {
            "id": n,
            **_location(one.span, file.source),
            "message": {
                "text": f"{one.message.of(view.lang)}{view.bracket(view.listed(one.clauses))}"
            },
        }
        for n, one in enumerate(finding.related)
    ]
    if related:
        result["relatedLocations"] = related
    result["properties"] = {"clauses": list(finding.clauses)}
    return result


def _location(span: Span | None, source: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(span.file if span else source)}}
    if span is not None:
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": place}


def _uri(path: str) -> str:
    """A path as a URI reference: an absolute one with its scheme, any other relative."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
