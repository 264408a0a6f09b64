"""The shipped rulesets go in; a page on each comes out, in both languages, with its diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from opendisclose.analyse import document_defects
from opendisclose.api import Rules, load
from opendisclose.diagnostics.finding import Finding
from opendisclose.graph.compiled import Compiled
from opendisclose.load.shipped import shipped_ids
from opendisclose.model.annual import REPLY_TYPES
from opendisclose.model.base import Text
from opendisclose.model.ruleset import Ruleset
from opendisclose.model.walk import models
from opendisclose.replay.wording import Terms, Wording
from opendisclose.report import names, periods
from opendisclose.report.deadlines_text import runs
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.outcomes import row_text
from opendisclose.report.readings import Reading, defects, readings
from opendisclose.report.show_text import head_rows
from opendisclose.report.subjects import Shown

ZH, EN = View(lang="zh"), View(lang="en")
FOLDER = Path("docs/rulesets")
_EVERY = {"year": "每年 every year", "quarter": "每季度 every quarter", "month": "每月 every month"}
_SOURCE = re.compile(r"^\| source \| (.+) \|$", re.MULTILINE)
_HEAD = """\
# {zh} · {en}

<!-- Made from rulesets/{id}/ruleset.yaml by tests/tools/ruleset_page.py; do not edit. -->

本页由规则文件生成：程序、期限、不予公开的理由、条款、理解和缺陷。以文件原文为准；不是法律意见。

This page is made from the ruleset: procedures, deadlines, exemptions, clauses, readings and
defects. The document itself decides; this is not legal advice.
"""
_INDEX = """\
# The rulesets · 规则

One page for each ruleset that is shipped: what it says, what became of each clause of its document,
how open points are read, which defects the document has. The pages are made from the rulesets and
checked by a test; `UPDATE_GOLDEN=1 pytest tests/test_ruleset_pages.py` makes them anew.
每份随附的规则一页，由规则文件生成，并有测试核对。

| 规则 ruleset | 编号 id | 程序 procedures | 期限 deadlines | 条款 clauses |
|---|---|---|---|---|
"""


def pages() -> dict[str, str]:
    """Every page by its path from the root, with the index."""
    every = [load(name) for name in sorted(shipped_ids())]
    found = {(FOLDER / f"{one.id}.md").as_posix(): page(one) for one in every}
    return {**found, (FOLDER / "index.md").as_posix(): index([one.ruleset for one in every])}


def index(rulesets: Iterable[Ruleset]) -> str:
    rows = [
        f"| [{cell(one.title)}]({one.id}.md) | `{one.id}` | {len(one.procedures)} "
        f"| {sum(len(each.deadlines) for each in one.procedures.values())} | {len(one.clauses)} |"
        for one in rulesets
    ]
    return _INDEX + "\n".join(rows) + "\n"


def page(rules: Rules) -> str:
    """The whole page of one ruleset."""
    ruleset = rules.ruleset
    compiled = [rules.compiled(one) for one in ruleset.procedures]
    parts = [
        _HEAD.format(zh=ruleset.title.zh, en=ruleset.title.en, id=ruleset.id),
        *_about(rules),
        *_roles(ruleset),
        "## 程序 Procedures\n",
        *(part for one in compiled for part in _procedure(one)),
        *_exemptions(ruleset),
        *_attributes(ruleset),
        *_outcomes(ruleset),
        *_clauses(ruleset),
        *_readings("理解 Readings", readings(ruleset)),
        *_readings("文件的缺陷 Defects of the document", defects(ruleset)),
        *_found(document_defects(ruleset)),
    ]
    return "\n".join(parts)


def cell(*texts: Text | str) -> str:
    """Texts in one cell of a table, both languages below each other."""
    lines = [one for each in texts for one in ((each,) if isinstance(each, str) else _both(each))]
    return "<br>".join(_escaped(one) for one in lines if one)


def _both(text: Text) -> tuple[str, ...]:
    return (text.zh,) if text.zh == text.en else (text.zh, text.en)


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("|", "&#124;").replace("*", "&#42;")


def _said(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


def _table(head: str, rows: Iterable[Iterable[str]]) -> str:
    columns = head.split(" | ")
    lines = [f"| {head} |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _about(rules: Rules) -> Iterator[str]:
    ruleset = rules.ruleset
    readme = Path("rulesets") / ruleset.id / "README.md"
    source = _SOURCE.search(readme.read_text(encoding="utf-8")) if readme.is_file() else None
    link = f"[rulesets/{ruleset.id}](../../rulesets/{ruleset.id}/README.md)"
    rows = [("来源 source", f"{source[1] if source else ''}<br>{link}".removeprefix("<br>"))]
    both = zip(head_rows(ruleset, ZH), head_rows(ruleset, EN), strict=True)
    rows += [(f"{zh[0]} {en[0]}", cell(_said(zh[1], en[1]))) for zh, en in both]
    rows += [(f"文件 document `{name}`", cell(one)) for name, one in ruleset.documents.items()]
    yield _table(" | ", rows)


def _roles(ruleset: Ruleset) -> Iterator[str]:
    yield "## 主体 Roles\n"
    rows = [
        (
            cell(one.title(name)) + ("<br>（规则之外 external）" if one.external else ""),
            f"`{name}`",
            cell("；".join(one.also)),
            cell(*one.clause),
        )
        for name, one in ruleset.roles.items()
    ]
    yield _table("主体 role | 编号 id | 又称 also | 条款 clauses", rows)


def _procedure(compiled: Compiled) -> Iterator[str]:
    one = compiled.procedure
    yield f"### {one.title.zh} · {one.title.en}\n"
    facts = [f"`{compiled.id}`", _EVERY.get(one.every or "", ""), "、".join(one.clause)]
    if one.about is not None:
        facts.insert(1, f"一案即{one.about.zh} one case is {one.about.en}")
    yield "；".join(_escaped(each) for each in facts if each) + "\n"
    subject = Shown(ruleset=compiled.ruleset, procedures=(compiled,))
    yield f"```mermaid\n{rendered(subject, 'mermaid', ZH)}```\n"
    english = f"```mermaid\n{rendered(subject, 'mermaid', EN)}```"
    yield f"<details><summary>English</summary>\n\n{english}\n\n</details>\n"
    if one.deadlines:
        yield "**期限 Deadlines**\n"
        yield _table(
            "期限 deadline | 多久 period | 谁的义务 owed by | 如何计算 how it runs | 条款 clauses",
            _deadlines(compiled),
        )


def _deadlines(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    say, ruleset = Wording(compiled), compiled.ruleset
    for name, one in compiled.procedure.deadlines.items():
        length = _said(periods.period(one, ruleset, ZH), periods.period(one, ruleset, EN))
        owed = _said(*(names.roles(ruleset, one.owed_by, view) for view in (ZH, EN)))
        how = (*runs(one, say, ZH), *runs(one, say, EN))
        yield (
            f"{cell(one.title(name))}<br>`{name}`",
            cell(length),
            cell(owed),
            cell(*how),
            cell(*one.clause),
        )


def _exemptions(ruleset: Ruleset) -> Iterator[str]:
    yield "## 不予公开的理由 Exemptions\n"
    say = Terms(ruleset)
    rows = []
    for name, one in ruleset.exemptions.items():
        when = say.condition(one.when)
        lifted = _said("不因任何情形解除", "nothing lifts it")
        if one.lifted_when is not None:
            words = say.condition(one.lifted_when)
            lifted = _said(words.zh, words.en)
        stands = cell(_said(when.zh, when.en))
        title = f"{cell(one.title(name))}<br>`{name}`"
        rows.append((title, stands, cell(lifted), cell(*one.clause)))
    if not rows:
        yield "本规则没有规定。The ruleset has none.\n"
        return
    yield _table("理由 exemption | 当 when | 解除 lifted when | 条款 clauses", rows)


def _attributes(ruleset: Ruleset) -> Iterator[str]:
    say = Terms(ruleset)
    if not ruleset.attributes:
        return
    yield "## 公开属性 Attributes\n"
    rows = []
    for name, one in ruleset.attributes.items():
        when = _said("其余", "all else") if one.otherwise else _said("难以确定", "in doubt")
        if one.when is not None:
            words = say.condition(one.when)
            when = _said(words.zh, words.en)
        turn = f"`{one.act}`" if one.act is not None else ""
        title = f"{cell(one.title(name))}<br>`{name}`"
        rows.append((title, cell(when), turn, cell(*one.clause)))
    yield _table("属性 attribute | 当 when | 转由 turn to | 条款 clauses", rows)


def _outcomes(ruleset: Ruleset) -> Iterator[str]:
    if not ruleset.outcomes:
        return
    yield "## 答复记作什么 What replies are recorded as\n"
    say = Terms(ruleset)
    rows = []
    for name, one in ruleset.outcomes.items():
        columns = [
            cell(*(row_text(row, ruleset, say, view) for view in (ZH, EN) for row in choice))
            for choice in (one.statistics, one.remedy)
        ]
        kind = cell(REPLY_TYPES[one.reply_type].title)
        rows.append((f"{cell(one.title(name))}<br>`{name}`", kind, *columns, cell(*one.clause)))
    head = "结果 outcome | 答复类型 reply type | 统计 statistics | 救济 remedy | 条款 clauses"
    yield _table(head, rows)


def _clauses(ruleset: Ruleset) -> Iterator[str]:
    yield "## 条款 Clauses\n"
    carried = _carried(ruleset)
    yield _table(
        "条款 clause | 种类 kind | 大意 summary | 成了什么 what became of it",
        (
            (
                f"{cell(name)}",
                f"`{one.kind}`",
                cell(one.summary),
                "<br>".join(f"`{item}`" for item in carried.get(name, ())),
            )
            for name, one in ruleset.clauses.items()
        ),
    )


def _carried(ruleset: Ruleset) -> dict[str, list[str]]:
    """By clause: the items that rest on it, `procedure.act` for what a procedure has."""
    found: dict[str, list[str]] = {}
    for route, one in models(ruleset):
        for clause in getattr(one, "clause", ()):
            item = _item(tuple(step for step in route if isinstance(step, str)))
            every = found.setdefault(clause, [])
            if item not in every:
                every.append(item)
    return found


def _item(route: tuple[str, ...]) -> str:
    """The item that a place belongs to: what stands in an act is told as that act."""
    if route[0] != "procedures":
        return ".".join(route[:2])
    return ".".join((route[1], *route[3:4]))


def _readings(title: str, found: Iterable[Reading]) -> Iterator[str]:
    yield f"## {title}\n"
    rows = [(cell(*one.clauses), f"`{_shown(one)}`", cell(one.text)) for one in found]
    if not rows:
        yield "无。None.\n"
        return
    yield _table("条款 clauses | 何处 where | 内容 text", rows)


def _shown(one: Reading) -> str:
    return one.where if not one.where.startswith("clauses.") else "clauses"


def _found(found: Iterable[Finding]) -> Iterator[str]:
    """What a program sees of the document's defects, which nobody has to declare."""
    rows = [
        (
            cell(*one.clauses),
            f"[{one.code.id}](../reference/codes/{one.code.id}-{one.code.name}.md)",
            cell(_said(one.message.zh, one.message.en)),
        )
        for one in found
    ]
    if rows:
        yield "由程序发现的 Found by the program:\n"
        yield _table("条款 clauses | 编号 code | 内容 text", rows)
