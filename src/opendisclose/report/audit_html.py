"""An audit of a ledger goes in; a page with plots and tables comes out as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..bulk.summary import AuditSummary, Tally
from . import names
from .audit_text import (
    ANNUAL,
    VERDICTS,
    breach,
    cases_line,
    open_clocks,
    refused,
    rows_line,
    share,
    steps,
    worst,
)
from .bars import Plot, plot
from .html import page
from .labels import label
from .layout import View
from .replies import annual_heads, annual_rows
from .subjects import Audited

TEMPLATE = "audit.html"
_UNITS = 30  # bars; the table of cases has the rest
_CLAUSES = 12
_OPEN = 200
_WIDEST = 26  # columns of a name beside a bar


def audit_html(subject: Audited, view: View) -> str:
    """The numbers, five plots, then the tables."""
    one = subject.summary
    title = view.say("信息公开审查", "Audit of disclosure")
    values = {
        "lang": "zh-CN" if view.zh else "en",
        "title": f"{title}{view.say('：', ': ')}{one.title.of(view.lang)}",
        "rows": _head(subject, view),
        "tiles": _tiles(one, view),
        "plots": [two for two in _plots(one, view) if two.bars],
        "tables": [_filled(two) for two in _tables(one, view) if two["rows"]],
        "quality_title": view.say("台账的数据质量", "Quality of the ledger"),
        "quality": [
            {
                "style": two.severity.value,
                "place": two.span.label() if two.span is not None else "",
                "code": two.code.id,
                "text": two.message.of(view.lang),
            }
            for two in one.quality
        ],
    }
    return page(TEMPLATE, values)


def _head(subject: Audited, view: View) -> list[tuple[str, str]]:
    one = subject.summary
    return [
        (label("ruleset", view), f"{one.title.of(view.lang)}{view.bracket(one.ruleset)}"),
        (label("edition", view), one.edition),
        (label("procedure", view), names.procedure(subject.ruleset, one.procedure, view)),
        (view.say("台账", "log"), one.source),
        (label("as_of", view), one.as_of or view.say("各案最后一个事件", "each case's last event")),
        (view.say("行", "rows"), rows_line(one, view)),
        (view.say("案件", "cases"), cases_line(one, view)),
    ]


def _tiles(one: AuditSummary, view: View) -> list[tuple[str, str, str, str]]:
    """A number for each verdict, and how many cases are open."""
    found = [
        (style, str(one.of(word)), view.say(zh, en), share(one, word))
        for word, (zh, en, style) in VERDICTS.items()
        if one.of(word)
    ]
    return [*found, ("dim", str(one.open_cases), view.say("未结", "still open"), "")]


def _plots(one: AuditSummary, view: View) -> list[Plot]:
    legend = (
        ("green", view.say("其他", "others")),
        ("yellow", view.say("违反，未迟延", "violation, not late")),
        ("red", view.say("迟延", "late")),
    )
    late = [
        (name, str(number), (("red", number),))
        for name, number in zip(steps(view), one.lateness, strict=True)
        if one.most_late is not None
    ]
    clauses = [
        (
            _short(f"{two.clause} {breach(two, view)[1]}".strip()),
            str(two.cases),
            (("red", two.cases),),
        )
        for two in one.breaches[:_CLAUSES]
    ]
    units = sorted(one.units, key=lambda two: (-two.violations, -two.cases, two.name))[:_UNITS]
    return [
        plot(
            view.say("按立案月份", "Cases by month of opening"), _tallied(one.months, view), legend
        ),
        plot(view.say("按单位", "Cases by unit"), _tallied(units, view), legend),
        plot(view.say("违反的条款（案件数）", "Clauses broken (cases)"), clauses),
        plot(view.say("迟延的工作日（期限数）", "Working days late (deadlines)"), late),
    ]


def _tallied(
    found: Sequence[Tally], view: View
) -> list[tuple[str, str, tuple[tuple[str, int], ...]]]:
    rows: list[tuple[str, str, tuple[tuple[str, int], ...]]] = []
    for one in found:
        late = min(one.late, one.cases)
        other = max(one.violations - late, 0)
        parts = (("green", one.cases - late - other), ("yellow", other), ("red", late))
        name = one.name or view.say("（未写明）", "(none)")
        rows.append((_short(name), f"{one.violations}/{one.cases}", parts))
    return rows


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    """A table without the columns in which nothing stands."""
    kept = [n for n in range(len(table["heads"])) if any(row[n] for row in table["rows"])]
    return {
        "title": table["title"],
        "heads": [table["heads"][n] for n in kept],
        "rows": [[row[n] for n in kept] for row in table["rows"]],
    }


def _short(text: str) -> str:
    """A name that fits beside a bar."""
    wide = 0
    for place, one in enumerate(text):
        wide += 2 if ord(one) > 0x2E80 else 1
        if wide > _WIDEST:
            return f"{text[:place]}…"
    return text


def _tables(one: AuditSummary, view: View) -> list[dict[str, Any]]:
    say = view.say
    case, unit = label("case", view), say("单位", "unit")
    clause, row = label("clause", view), say("行", "row")
    return [
        {
            "title": say("违反的条款", "What was broken"),
            "heads": [
                clause,
                say("问题", "fault"),
                case,
                say("次数", "findings"),
                say("代码", "code"),
            ],
            "rows": [breach(two, view) for two in one.breaches],
        },
        {
            "title": say(*ANNUAL),
            "heads": annual_heads(one.annual, view),
            "rows": annual_rows(one.annual, view) if one.annual else [],
        },
        {
            "title": say("迟延最久", "The latest"),
            "heads": [
                case,
                unit,
                say("迟延", "late"),
                say("截止", "due"),
                say("实际", "actual"),
                clause,
                row,
            ],
            "rows": worst(one, view),
        },
        {
            "title": say("未结案件的期限", "Open cases and what is due"),
            "heads": [
                case,
                unit,
                label("deadline", view),
                label("state", view),
                say("截止", "due"),
            ],
            "rows": open_clocks(one, view, _OPEN),
        },
        {
            "title": say("未能判断的案件", "What could not be judged"),
            "heads": [case, row, say("原因", "reason")],
            "rows": refused(one, view, len(one.refused)),
        },
    ]
