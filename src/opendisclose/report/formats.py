"""The table of reports: for each kind of result, the formats it comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .classify_json import classify_json
from .classify_text import classify_text
from .dot import show_dot
from .due_json import due_json
from .due_text import due_text
from .explain_json import explain_json
from .explain_text import explain_text
from .findings_github import files_github
from .findings_json import files_json
from .findings_sarif import files_sarif
from .findings_text import files_text
from .layout import View
from .mermaid import show_mermaid
from .next_json import next_json
from .next_text import next_text
from .show_json import show_json
from .show_text import show_text
from .subjects import Cases, Classified, Due, Explained, Files, Shown, Steps
from .verdict_json import cases_json
from .verdict_text import cases_text

Render: TypeAlias = Callable[[Any, View], str]

FORMATS: Mapping[type, Mapping[str, Render]] = {
    Files: {
        "text": files_text,
        "json": files_json,
        "sarif": files_sarif,
        "github": files_github,
    },
    Cases: {"text": cases_text, "json": cases_json},
    Steps: {"text": next_text, "json": next_json},
    Due: {"text": due_text, "json": due_json},
    Classified: {"text": classify_text, "json": classify_json},
    Explained: {"text": explain_text, "json": explain_json},
    Shown: {"text": show_text, "json": show_json, "mermaid": show_mermaid, "dot": show_dot},
}


def rendered(
    subject: Files | Cases | Steps | Due | Shown | Classified | Explained,
    format_: str,
    view: View,
) -> str:
    """A result in one of its formats."""
    return FORMATS[type(subject)][format_](subject, view)
