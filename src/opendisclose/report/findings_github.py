"""Findings of files go in; workflow commands of GitHub Actions come out, one line each."""

from __future__ import annotations

from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, Related
from .labels import label
from .layout import View, text_of
from .subjects import FileReport, Files

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def files_github(subject: Files, view: View) -> str:
    """One annotation for each finding; nothing for a clean file."""
    return text_of(_command(one, file, view) for file in subject.files for one in file.findings)


def _command(finding: Finding, file: FileReport, view: View) -> str:
    span = finding.span
    parts = {"file": span.file if span else file.source}
    if span is not None:
        parts |= {
            "line": str(span.line),
            "endLine": str(span.end_line),
            "col": str(span.column),
            "endColumn": str(span.end_column),
        }
    parts["title"] = f"{finding.code.id} {finding.code.name}"
    lines = [finding.message.of(view.lang)]
    if finding.help is not None and finding.help.of(view.lang):
        lines.append(finding.help.of(view.lang))
    if finding.clauses:
        clauses = view.listed(finding.clauses)
        lines.append(f"{label('clause', view)}{view.say('：', ': ')}{clauses}")
    lines += [_related(one, view) for one in finding.related]
    text = _data("\n".join(lines))
    shown = ",".join(f"{name}={_property(value)}" for name, value in parts.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{text}"


def _related(related: Related, view: View) -> str:
    """The second place in words: an annotation stands at one line only."""
    said = f"{related.message.of(view.lang)}{view.bracket(view.listed(related.clauses))}"
    return said if related.span is None else f"{related.span.label()}: {said}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
