"""A code with its page goes in; JSON comes out: the row of the table and the page as Markdown."""

from __future__ import annotations

from ..diagnostics.finding import Words
from .findings_json import VERSION, both, dumped
from .layout import View
from .subjects import Explained


def explain_json(subject: Explained, view: View) -> str:  # noqa: ARG001 - JSON has both languages
    """`message` and `help` are the templates of the table, with their `{fields}`."""
    code = subject.code
    advice = Words(zh=code.help_zh, en=code.help_en)
    return dumped(
        {
            "version": VERSION,
            "code": code.id,
            "name": code.name,
            "severity": code.severity.value,
            "kind": code.kind,
            "message": both(Words(zh=code.zh, en=code.en)),
            "help": both(advice) if code.help_en else None,
            "page": subject.page,
        }
    )
