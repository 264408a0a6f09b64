"""Cases whose due dates move go in; what moves, from when to when and why, comes out as text."""

from __future__ import annotations

from ..replay.moved import DayChange, MovedClock
from . import names
from .calendar_text import kind_words
from .dates import day
from .dates import due as due_words
from .labels import count, label
from .layout import View, text_of
from .subjects import Rechecked, RecheckedCase
from .verdict_text import unjudged_text


def recheck_text(subject: Rechecked, view: View) -> str:
    """Each case with its clocks; then how many cases do not move."""
    lines: list[str] = []
    for one in subject.cases:
        lines += [*_case(one, view), ""]
    lines.append(_last(subject, view))
    text = text_of(lines)
    return "\n".join((text, *(unjudged_text(one, view) for one in subject.unjudged)))


def _last(subject: Rechecked, view: View) -> str:
    moves = count(len(subject.cases), "个案件的期限变动", "case moves", view, many="cases move")
    stays = count(subject.unmoved, "个不变", "does not", view, many="do not")
    return view.say(f"{moves}，{stays}", f"{moves}, {stays}")


def _case(one: RecheckedCase, view: View) -> list[str]:
    about = view.bracket(one.case.about or "")
    lines = [f"{view.paint('strong', one.source)}{about}"]
    for clock in one.moved.clocks:
        lines += _clock(clock, view)
    if one.moved.before is not one.moved.after:
        before, after = (_verdict(word.value, view) for word in (one.moved.before, one.moved.after))
        lines.append(
            view.say(
                f"  结论由“{before}”变为“{after}”", f"  the verdict goes from {before} to {after}"
            )
        )
    return lines


_VERDICTS = {
    "not_applicable": ("不适用", "not applicable"),
    "violation": ("违规", "violation"),
    "indeterminate": ("不能确定", "indeterminate"),
    "compliant": ("合规", "compliant"),
}


def _verdict(word: str, view: View) -> str:
    return view.say(*_VERDICTS[word])


def _clock(one: MovedClock, view: View) -> list[str]:
    title = names.keyed(one.before.title, one.before.key, view)
    before, after = due_words(one.before, view), due_words(one.after, view)
    lines = [f"  {title}{view.say('：', ': ')}{before} → {view.paint('strong', after)}"]
    if one.before.status is not one.after.status:
        was, now = (label(clock.status.value, view) for clock in (one.before, one.after))
        lines.append(f"    {was} → {now}")
    return lines + [f"    {_change(change, view)}" for change in one.why]


def _change(change: DayChange, view: View) -> str:
    was, now = (kind_words(one, view) for one in (change.before, change.after))
    notice = change.after.notice or change.before.notice
    by = ""
    if notice is not None:
        by = view.say(f"，依据《{notice.zh}》", f", by {notice.en}")
    return f"{day(change.date, view)}{view.say('：', ': ')}{was} → {now}{by}"
