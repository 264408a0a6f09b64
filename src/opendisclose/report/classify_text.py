"""A classification goes in; the answer comes out first, then what it rests on and what to ask."""

from __future__ import annotations

from collections.abc import Iterable

from ..replay.classification import Asked, AttributeView, ExemptionView, Outcome, Pointer
from . import names
from .dates import day
from .findings_text import finding_lines
from .labels import label
from .layout import Cell, View, block, table, text_of, titled
from .notes_text import notes
from .subjects import Classified

_WORDS = {
    Outcome.WITHHELD: ("不予公开", "WITHHELD", "verdict red"),
    Outcome.NOT_KNOWN: ("尚不能确定", "NOT KNOWN YET", "verdict yellow"),
    Outcome.OPEN: ("没有适用的属性", "NO ATTRIBUTE APPLIES", "verdict yellow"),
    Outcome.NOT_APPLICABLE: ("不适用", "NOT APPLICABLE", "verdict dim"),
    Outcome.UNREAD: ("事实有误", "FACTS NOT READ", "verdict yellow"),
}
_FORCE = {
    "shall_not": ("不得公开", "shall not be disclosed"),
    "may_not": ("不予公开", "is not disclosed"),
    "may_withhold": ("可以不公开", "may be withheld"),
}


_TAKES = {
    "boolean": ("true 或 false", "true or false"),
    "integer": ("整数", "a whole number"),
    "date": ("日期", "a date"),
    "duration": ("时长，如 15wd", "a length such as 15wd"),
}


def classify_text(subject: Classified, view: View) -> str:
    """The outcome, then exemptions, questions and defaults, each under its heading."""
    found = subject.classification
    lines = [_headline(subject, view), *_head(subject, view)]
    for one in found.findings:
        lines += ["", *finding_lines(one, view)]
    title = view.say("成立的不予公开理由", "Exemptions that stand")
    lines += block(title, _exemptions(found.standing, view), view)
    title = view.say("可能成立的不予公开理由", "Exemptions that may stand")
    lines += block(title, _exemptions(found.doubtful, view), view)
    title = view.say("已解除的不予公开理由", "Exemptions that are lifted")
    lines += block(title, _exemptions(found.lifted, view), view)
    title = view.say("可能适用的属性", "Attributes that may apply")
    lines += block(title, _attributes(found.possible, view), view)
    lines += block(view.say("须先查明", "To be known first"), _asks(found.asks, view), view)
    if found.turn_to is not None:
        title = view.say("转由", "Turn to")
        lines += block(title, [f"  {_pointer(found.turn_to, subject, view)}"], view)
    assumed = [f"  {names.fact(subject.ruleset, one, view)}" for one in found.assumed]
    title = view.say("按默认值认定的事实", "Facts that hold only their default")
    lines += block(title, assumed, view)
    lines += block(view.say("说明", "Notes"), notes(found.notes, view), view)
    return text_of(lines)


def _headline(subject: Classified, view: View) -> str:
    found = subject.classification
    if found.attribute is not None:
        return view.paint("verdict green", found.attribute.title.of(view.lang))
    zh, en, style = _WORDS[found.outcome]
    return view.paint(style, view.say(f"{zh} {en}", f"{en} {zh}"))


def _head(subject: Classified, view: View) -> list[str]:
    found, ruleset = subject.classification, subject.ruleset
    attribute = found.attribute
    audience = attribute.audience.of(view.lang) if attribute and attribute.audience else ""
    reading = attribute.reading.of(view.lang) if attribute and attribute.reading else ""
    rows = [
        (label("ruleset", view), f"{ruleset.title.of(view.lang)}{view.bracket(ruleset.id)}"),
        (view.say("日期", "on"), day(found.on, view) if found.on is not None else ""),
        (label("clause", view), view.listed(found.clauses)),
        (view.say("公开对象", "to whom"), audience),
        (view.say("理解", "reading"), reading),
    ]
    return table([row for row in rows if row[1]], view)


def _exemptions(found: Iterable[ExemptionView], view: View) -> list[str]:
    lines: list[str] = []
    for one in found:
        force = view.bracket(view.say(*_FORCE[one.force])) if one.force is not None else ""
        row = (Cell(one.name, "dim"), titled(one.title.of(view.lang) + force, one.clauses, view))
        lines += table([row], view)
        for step in () if one.lifted_by else one.steps:
            lead = view.say("    须先：", "    first: ")
            lines.append(f"{lead}{step.title.of(view.lang)} `{step.name}`")
        for words in one.lifted_by:
            lines.append(view.say(f"    因：{words.zh}", f"    by: {words.en}"))
        if one.reading is not None:
            reading = one.reading
            lines.append(view.say(f"    理解：{reading.zh}", f"    reading: {reading.en}"))
    return lines


def _attributes(found: Iterable[AttributeView], view: View) -> list[str]:
    rows = [
        (Cell(one.name, "dim"), titled(one.title.of(view.lang), one.clauses, view)) for one in found
    ]
    return table(rows, view)


def _asks(found: Iterable[Asked], view: View) -> list[str]:
    """Each fact with what it takes."""
    rows = [
        (
            Cell(one.fact, "dim"),
            one.title.of(view.lang),
            view.listed(one.values) or view.say(*_TAKES.get(one.type, ("", ""))),
        )
        for one in found
    ]
    return table(rows, view)


def _pointer(one: Pointer, subject: Classified, view: View) -> str:
    who = names.roles(subject.ruleset, one.by, view)
    said = view.say(f"{who}：{one.title.zh}", f"{who}: {one.title.en}")
    return titled(f"{said} `{one.name}`", one.clauses, view)
