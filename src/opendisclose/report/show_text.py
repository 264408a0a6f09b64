"""A ruleset goes in; what it says comes out: roles, procedures, grounds, outcomes, readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..diagnostics.finding import Finding
from ..model.ruleset import Ruleset
from ..replay.wording import Wording
from .labels import count, label
from .layout import Cell, View, block, table, text_of, titled
from .outcomes import outcome_lines
from .procedure_text import procedure_lines
from .readings import Reading, defects, readings, unverified
from .receipts_text import receipt_lines
from .subjects import Shown

_STATUS = {
    "in_force": ("施行中", "in force"),
    "draft": ("讨论稿", "draft"),
    "repealed": ("已废止", "repealed"),
}

_PARTIAL = "不完整：未见到的条款没有列出", "not complete: those that were not seen are not listed"


def show_text(subject: Shown, view: View) -> str:
    """The whole ruleset, or only its readings, defects or clauses where these are asked for."""
    ruleset = subject.ruleset
    lines = [view.paint("strong", ruleset.title.of(view.lang)), *_head(ruleset, view)]
    if subject.readings or subject.defects or subject.clauses:
        return text_of([*lines, *_asked(subject, view)])
    lines += block(view.say("主体", "Roles"), _roles(ruleset, view), view)
    lines += block(view.say("收到之日", "Day of receipt"), receipt_lines(ruleset, view), view)
    for one in subject.procedures:
        lines += procedure_lines(one, view)
    if subject.procedures:
        say = Wording(subject.procedures[0])
        title = view.say("不予公开的理由", "Exemptions")
        lines += block(title, _exemptions(ruleset, say, view), view)
        title = view.say("答复记作什么", "What replies are recorded as")
        lines += block(title, outcome_lines(ruleset, say, view), view)
    lines += ["", _more(subject, view)]
    return text_of(lines)


def _head(ruleset: Ruleset, view: View) -> list[str]:
    return table(head_rows(ruleset, view), view)


def head_rows(ruleset: Ruleset, view: View) -> list[tuple[str, str]]:
    """What a ruleset is, edition and calendar: a label and what it says, a row each."""
    zh, en = _STATUS[ruleset.status]
    rows = [
        ("ruleset", ruleset.id),
        ("edition", f"{ruleset.edition}{_family(ruleset, view)}"),
        ("in_force", f"{view.say(zh, en)}{view.bracket(_since(ruleset, view))}"),
        ("calendar", _calendar(ruleset, view)),
        ("counting", _counting(ruleset, view)),
        ("implements", view.listed(ruleset.implements)),
        ("unverified", _unverified(ruleset, view)),
        ("clauses", "" if ruleset.clauses_complete else view.say(*_PARTIAL)),
    ]
    return [(label(name, view), text) for name, text in rows if text]


def _family(ruleset: Ruleset, view: View) -> str:
    if ruleset.edition_of is None:
        return ""
    return view.bracket(view.say(f"{ruleset.edition_of} 的版次", f"of {ruleset.edition_of}"))


def _unverified(ruleset: Ruleset, view: View) -> str:
    """How much stands here from memory, and where to see what; nothing if all was read."""
    number = len(unverified(ruleset))
    if number == 0:
        return ""
    many = "places not read in a source"
    said = count(number, "处未与来源核对", "place not read in a source", view, many=many)
    return f"{said}{view.bracket('--clauses')}"


def _since(ruleset: Ruleset, view: View) -> str:
    since, until = ruleset.in_force.from_, ruleset.in_force.until
    if isinstance(since, date):
        text = view.say(f"自 {since} 起", f"from {since}")
    else:
        text = view.say("施行日不明", "from when is not known")
    if until is None:
        return text
    return view.say(f"{text}，至 {until}", f"{text}, until {until}")


def _calendar(ruleset: Ruleset, view: View) -> str:
    choice = ruleset.calendar
    parts = ["-".join(one for one in (choice.country, choice.subdivision) if one)]
    if choice.closed:
        parts.append(count(len(choice.closed), "个本单位休息日", "own closing day", view))
    if choice.worked:
        parts.append(count(len(choice.worked), "个本单位工作日", "own working day", view))
    return view.listed((*parts, ruleset.timezone))


_COUNTING = {
    "excluded": ("起算日不计入", "trigger day not counted"),
    "included": ("起算日计入", "trigger day counted"),
    "next_working_day": ("末日为休息日的顺延", "a last day of rest moves on"),
    "stays": ("末日不顺延", "a last day of rest stays"),
    "after_first_through_last": (
        "扣除自次日起至末日",
        "spans count from the day after",
    ),
    "first_through_last": ("扣除自首日起至末日", "spans count from the first day"),
}


def _counting(ruleset: Ruleset, view: View) -> str:
    choice = ruleset.counting
    said = (choice.trigger_day, choice.ends_on_rest_day, choice.excluded_span)
    words = view.listed(view.say(*_COUNTING[one]) for one in said)
    return f"{words}{view.bracket(choice.basis)}"


def _roles(ruleset: Ruleset, view: View) -> list[str]:
    outside = view.say("规则之外", "external")
    return table(
        [
            (
                Cell(name, "dim"),
                outside if one.external else "",
                titled(one.title(name).of(view.lang), one.clause, view),
            )
            for name, one in ruleset.roles.items()
        ],
        view,
    )


def _exemptions(ruleset: Ruleset, say: Wording, view: View) -> list[str]:
    every = ruleset.exemptions
    rows = [
        (Cell(name, "dim"), titled(one.title(name).of(view.lang), one.clause, view))
        for name, one in every.items()
    ]
    lines: list[str] = []
    for one, row in zip(every.values(), table(rows, view), strict=True):
        said = view.say("当：", "when: ") + say.condition(one.when).of(view.lang)
        lines += [row, f"    {said}"]
        if one.lifted_when is not None:
            lifted = say.condition(one.lifted_when).of(view.lang)
            lines.append(f"    {view.say('除非：', 'unless: ')}{lifted}")
    return lines


def _asked(subject: Shown, view: View) -> list[str]:
    ruleset = subject.ruleset
    none = [view.say("  无", "  none")]
    lines: list[str] = []
    if subject.readings:
        found = _readings(readings(ruleset), view) or none
        lines += block(view.say("理解", "Readings"), found, view)
    if subject.defects:
        found = [*_readings(defects(ruleset), view), *_found(subject.found, view)] or none
        lines += block(view.say("条文缺陷", "Defects of the text"), found, view)
    if subject.clauses:
        lines += block(view.say("条款", "Clauses"), _clauses(ruleset, view) or none, view)
        title = view.say("未与来源核对", "Not read in a source")
        places = [f"  {one}" for one in unverified(ruleset)]
        lines += block(title, places, view)
    return lines


def _readings(found: Sequence[Reading], view: View) -> list[str]:
    lines: list[str] = []
    for one in found:
        clauses = view.listed(one.clauses)
        same = one.where == f"clauses.{clauses}"
        where = "" if same else view.paint("dim", view.bracket(one.where))
        lines += [f"  {view.paint('strong', clauses)}{where}", f"    {one.text.of(view.lang)}"]
    return lines


def _found(findings: Sequence[Finding], view: View) -> list[str]:
    """What a program sees of the document's defects, each with the code that explains it."""
    lines: list[str] = []
    for one in findings:
        clauses = view.paint("strong", view.listed(one.clauses))
        lines += [f"  {clauses}{view.paint('dim', view.bracket(one.code.id))}"]
        lines += [f"    {one.message.of(view.lang)}"]
    return lines


def _clauses(ruleset: Ruleset, view: View) -> list[str]:
    return table(
        [
            (Cell(name, "strong"), Cell(one.kind, "dim"), one.summary.of(view.lang))
            for name, one in ruleset.clauses.items()
        ],
        view,
    )


def _more(subject: Shown, view: View) -> str:
    """What else can be asked for."""
    ruleset = subject.ruleset
    shown = (
        (len(readings(ruleset)), "项理解", "reading", "--readings"),
        (len(defects(ruleset)) + len(subject.found), "项条文缺陷", "defect", "--defects"),
        (len(ruleset.clauses), "个条款", "clause", "--clauses"),
    )
    return view.paint(
        "dim",
        view.listed(
            f"{count(number, zh, en, view)}{view.bracket(option)}"
            for number, zh, en, option in shown
        ),
    )
