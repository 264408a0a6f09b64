"""A code with its page goes in; the sentence in the reader's language and the page come out."""

from __future__ import annotations

from ..diagnostics.finding import Words
from .labels import label
from .layout import View
from .subjects import Explained


def explain_text(subject: Explained, view: View) -> str:
    """What the code says, as a finding says it, then the sections of its page."""
    code = subject.code
    severity = code.severity.value
    sentence = Words(zh=code.zh, en=code.en).of(view.lang)
    head = view.paint(severity, f"{label(severity, view)} {code.id}")
    lines = [f"{head} [{code.name}] {sentence}"]
    advice = Words(zh=code.help_zh, en=code.help_en).of(view.lang)
    if advice:
        lines.append(f"  = {label('help', view)}{advice}")
    if code.kind is not None:
        lines.append(f"  = {view.say('类别：', 'kind: ')}{label(code.kind, view)}")
    _, _, sections = subject.page.partition("\n## ")
    return "\n".join(lines) + f"\n\n## {sections}"
