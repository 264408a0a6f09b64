"""An audit of a ledger goes in; what a supervisor reads of it comes out as text."""

from __future__ import annotations

from ..bulk.summary import LATE_STEPS, AuditSummary, Breach, Tally
from ..diagnostics.codes import OVERDUE
from . import names
from .dates import day
from .findings_text import finding_lines
from .labels import LABELS, count, label
from .layout import Cell, View, block, table, text_of
from .replies import annual_text
from .subjects import Audited

VERDICTS = {
    "compliant": ("合规", "compliant", "green"),
    "violation": ("违反", "violation", "red"),
    "indeterminate": ("不能确定", "indeterminate", "yellow"),
    "not_applicable": ("不适用", "not applicable", "dim"),
    "refused": ("未能判断", "could not be judged", "yellow"),
}
ANNUAL = "年度统计：收到和处理申请", "Annual statistics: requests"
_BREACHES = 15
_OPEN = 20
_REFUSED = 20
_QUALITY = 20


def audit_text(subject: Audited, view: View) -> str:
    """The numbers first, then by clause, unit and month, the worst, the open and the unjudged."""
    one = subject.summary
    lines = [view.paint("strong", one.title.of(view.lang)), *_head(subject, view)]
    sections = (
        (("结论", "Verdicts"), verdicts(one, view)),
        (("按条款", "By clause"), [breach(two, view) for two in one.breaches[:_BREACHES]]),
        (("迟延的工作日", "Working days late"), lateness(one, view)),
        (("按单位", "By unit"), tallies(one.units, view)),
        (("按立案月份", "By month of opening"), tallies(one.months, view)),
        (ANNUAL, annual_text(one.annual, view)),
        (("迟延最久", "The latest"), worst(one, view)),
        (("未结案件的期限", "Open cases and what is due"), open_clocks(one, view, _OPEN)),
        (("未能判断的案件", "What could not be judged"), refused(one, view, _REFUSED)),
    )
    for title, rows in sections:
        lines += block(view.say(*title), table(rows, view), view)
        lines += _more(title[1], one, view)
    quality = [line for two in one.quality[:_QUALITY] for line in finding_lines(two, view)]
    lines += block(view.say("台账的数据质量", "Quality of the ledger"), quality, view)
    lines += _rest(len(one.quality) + one.unlisted_quality, _QUALITY, view)
    return text_of(lines)


def _head(subject: Audited, view: View) -> list[str]:
    one = subject.summary
    rows = [
        (label("ruleset", view), f"{one.ruleset} {one.edition}"),
        (label("procedure", view), names.procedure(subject.ruleset, one.procedure, view)),
        (view.say("台账", "log"), one.source),
        (label("as_of", view), one.as_of or view.say("各案最后一个事件", "each case's last event")),
        (view.say("行", "rows"), rows_line(one, view)),
        (view.say("案件", "cases"), cases_line(one, view)),
    ]
    return table(rows, view)


def rows_line(one: AuditSummary, view: View) -> str:
    """How many rows the file has, and what became of them."""
    unread = view.say(f"，其中 {one.unread} 行读不出", f", {one.unread} of them unreadable")
    later = view.say(f"，其后的 {one.later} 个未判断", f", {one.later} after that day not judged")
    zh = f"{one.rows} 行{unread if one.unread else ''}；{one.events} 个事件"
    en = f"{one.rows} rows{unread if one.unread else ''}; {one.events} events"
    return view.say(zh, en) + (later if one.later else "")


def cases_line(one: AuditSummary, view: View) -> str:
    """Cases in are cases judged, not applicable and refused."""
    none, refused_ = one.of("not_applicable"), one.of("refused")
    zh = f"{one.cases} = 已判断 {one.judged} + 不适用 {none} + 未能判断 {refused_}"
    en = f"{one.cases} = {one.judged} judged + {none} not applicable + {refused_} refused"
    return view.say(zh, en)


def verdicts(one: AuditSummary, view: View) -> list[list[Cell | str]]:
    found: list[list[Cell | str]] = []
    for word, (zh, en, style) in VERDICTS.items():
        if one.of(word):
            found.append([Cell(view.say(zh, en), style), f"{one.of(word)}", share(one, word)])
    return found


def share(one: AuditSummary, word: str) -> str:
    return f"{100 * one.of(word) / one.cases:.1f}%"


def breach(one: Breach, view: View) -> list[str]:
    named = "overdue" if one.code == OVERDUE.id else one.kind  # both are of the kind `late`
    kind = label(named, view) if named in LABELS else ""
    return [
        one.clause or view.say("（记录本身）", "(the record itself)"),
        kind or one.code_name,
        count(one.cases, "案", "case", view),
        f"{one.findings}" if one.findings != one.cases else "",
        one.code,
    ]


def steps(view: View) -> list[str]:
    """The names of the steps of lateness."""
    return [
        str(low) if low == high else f"{low}–{high}" if high else view.say(f"{low} 以上", f"{low}+")
        for low, high in LATE_STEPS
    ]


def lateness(one: AuditSummary, view: View) -> list[list[str]]:
    if one.most_late is None:
        return []
    rows = [[name, str(number)] for name, number in zip(steps(view), one.lateness, strict=True)]
    rows.append([view.say("中位数", "median"), str(one.median_late)])
    rows.append([view.say("最多", "most"), str(one.most_late)])
    return rows


def tallies(found: tuple[Tally, ...], view: View) -> list[list[str]]:
    if not found:
        return []
    heads = view.say("案件 违反 迟延", "cases violations late").split()
    return [
        ["", *heads],
        *(
            [
                one.name or view.say("（未写明）", "(none)"),
                str(one.cases),
                str(one.violations),
                str(one.late),
            ]
            for one in found
        ),
    ]


def worst(one: AuditSummary, view: View) -> list[list[str]]:
    return [
        [
            two.case,
            two.unit,
            view.say(f"{two.working_days} 个工作日", f"{two.working_days} working days"),
            view.say(f"应于 {day(two.due, view)}", f"due {day(two.due, view)}"),
            day(two.actual, view),
            two.clause,
            "" if two.row is None else view.say(f"第 {two.row} 行", f"row {two.row}"),
        ]
        for two in one.worst
    ]


def open_clocks(one: AuditSummary, view: View, most: int) -> list[list[str]]:
    return [
        [
            two.case,
            two.unit,
            two.title.of(view.lang) + view.bracket(two.key),
            label(two.status, view),
            day(two.due, view) if two.due is not None else "",
        ]
        for two in one.open_clocks[:most]
    ]


def refused(one: AuditSummary, view: View, most: int) -> list[list[str]]:
    return [
        [
            two.case or view.say("（无案号）", "(no case number)"),
            "" if two.row is None else view.say(f"第 {two.row} 行", f"row {two.row}"),
            f"{two.code} {two.reason.of(view.lang)}",
        ]
        for two in one.refused[:most]
    ]


def _more(title: str, one: AuditSummary, view: View) -> list[str]:
    """What a section does not show."""
    listed = {
        "By clause": (len(one.breaches), _BREACHES),
        "Open cases and what is due": (len(one.open_clocks) + one.unlisted_open, _OPEN),
        "What could not be judged": (len(one.refused) + one.unlisted_refused, _REFUSED),
    }
    return _rest(*listed.get(title, (0, 0)), view)


def _rest(number: int, most: int, view: View) -> list[str]:
    if number <= most:
        return []
    return [
        view.say(
            f"  另有 {number - most} 项（见 --format json）",
            f"  {number - most} more (see --format json)",
        )
    ]
