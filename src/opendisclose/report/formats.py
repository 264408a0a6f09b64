"""The table of reports: for each kind of result, the formats it comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .audit_html import audit_html
from .audit_json import audit_json
from .audit_text import audit_text
from .bpmn import show_bpmn
from .calendar_json import calendar_json
from .calendar_text import calendar_text
from .classify_json import classify_json
from .classify_text import classify_text
from .compare_html import compare_html, difference_html
from .compare_json import compare_json, difference_json
from .compare_text import compare_text, difference_text
from .derivation_html import clock_explained_html, due_html
from .derivation_json import clock_explained_json
from .derivation_text import clock_explained_text
from .dot import show_dot
from .due_json import due_json
from .due_text import due_text
from .explain_json import explain_json
from .explain_text import explain_text
from .fee import fee_json, fee_text
from .findings_github import files_github
from .findings_json import files_json
from .findings_sarif import files_sarif
from .findings_text import files_text
from .layout import View
from .mermaid import show_mermaid
from .next_json import next_json
from .next_text import next_text
from .pnml import show_pnml
from .recheck_json import recheck_json
from .recheck_text import recheck_text
from .resolved import resolved_json, resolved_text
from .show_json import show_json
from .show_text import show_text
from .stretch import stretch_json, stretch_text
from .subjects import (
    Audited,
    Binding,
    CalendarShown,
    Cases,
    Classified,
    ClockExplained,
    Compared,
    Differed,
    Due,
    Explained,
    FeeCharged,
    Files,
    Latest,
    Rechecked,
    Shown,
    Steps,
    Stretch,
    Tested,
)
from .tests_json import tests_json
from .tests_junit import tests_junit
from .tests_text import tests_text
from .verdict_json import cases_json
from .verdict_text import cases_text
from .worst_case import (
    worst_case_html,
    worst_case_json,
    worst_case_mermaid,
    worst_case_text,
)

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
    Due: {"text": due_text, "json": due_json, "html": due_html},
    ClockExplained: {
        "text": clock_explained_text,
        "json": clock_explained_json,
        "html": clock_explained_html,
    },
    Classified: {"text": classify_text, "json": classify_json},
    Audited: {"text": audit_text, "json": audit_json, "html": audit_html},
    Compared: {"text": compare_text, "json": compare_json, "html": compare_html},
    Differed: {"text": difference_text, "json": difference_json, "html": difference_html},
    CalendarShown: {"text": calendar_text, "json": calendar_json},
    Stretch: {"text": stretch_text, "json": stretch_json},
    Rechecked: {"text": recheck_text, "json": recheck_json},
    Binding: {"text": resolved_text, "json": resolved_json},
    FeeCharged: {"text": fee_text, "json": fee_json},
    Explained: {"text": explain_text, "json": explain_json},
    Tested: {"text": tests_text, "json": tests_json, "junit": tests_junit},
    Latest: {
        "text": worst_case_text,
        "json": worst_case_json,
        "mermaid": worst_case_mermaid,
        "html": worst_case_html,
    },
    Shown: {
        "text": show_text,
        "json": show_json,
        "mermaid": show_mermaid,
        "dot": show_dot,
        "pnml": show_pnml,
        "bpmn": show_bpmn,
    },
}


def rendered(
    subject: Files
    | Audited
    | Binding
    | FeeCharged
    | CalendarShown
    | Stretch
    | Cases
    | Rechecked
    | Steps
    | Due
    | ClockExplained
    | Latest
    | Shown
    | Classified
    | Compared
    | Differed
    | Explained
    | Tested,
    format_: str,
    view: View,
) -> str:
    """A result in one of its formats."""
    return FORMATS[type(subject)][format_](subject, view)
