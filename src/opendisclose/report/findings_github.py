"""Findings of files go in; workflow commands of GitHub Actions come out, one line each."""

from __future__ import annotations

from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding
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
    text = finding.message.of(view.lang)
    if finding.help is not None and finding.help.of(view.lang):
        text = f"{text}\n{finding.help.of(view.lang)}"
    shown = ",".join(f"{name}={_property(value)}" for name, value in parts.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
