"""A comparison or a difference goes in; text comes out: what somebody should act on first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..compare.result import CaseChange, Change, Comparison, Judgement, Row, Side
from ..compare.told import code_of
from ..diagnostics.codes import BASIS_OF_NOTHING as BASIS
from ..diagnostics.finding import Words
from .findings_text import finding_lines
from .labels import count, label
from .layout import Cell, View, block, table, text_of
from .subjects import Compared, Differed

# In the order in which they are told, each with its style.
JUDGEMENTS: dict[Judgement, tuple[str, str, str]] = {
    Judgement.LOOSER: ("低于上位规定（抵触）", "looser than the law (conflict)", "red"),
    Judgement.BURDEN: ("增加申请人等的负担", "extra burden on the applicant", "red"),
    Judgement.OUTDATED: ("合于旧版，不合于现行版", "outdated", "yellow"),
    Judgement.UNDETERMINED: ("须人工判断", "to be judged by a person", "yellow"),
    Judgement.NOT_COVERED: ("本规则没有规定", "not covered", "dim"),
    Judgement.STRICTER: ("对办理机关更严", "stricter on the office", "green"),
    Judgement.SAME: ("相同", "the same", "dim"),
}
KINDS: dict[str, tuple[str, str]] = {
    "period": ("期限", "period"),
    "date": ("日期", "date"),
    "extension": ("延长", "extension"),
    "exclusion": ("不计入的时间", "time not counted"),
    "silence": ("沉默的后果", "silence"),
    "exemption": ("不予公开", "exemption"),
    "content": ("内容", "content"),
    "act": ("行为", "act"),
    "condition": ("条件", "condition"),
    "post": ("由谁办理", "post"),
    "step": ("事先的环节", "step before"),
    "receipt": ("收到之日", "day of receipt"),
    "counting": ("计数方法", "counting"),
    "matter": ("事项", "matter"),
    "stages": ("各环节合计", "stages"),
}
CHANGES: dict[str, tuple[str, str, str]] = {
    "added": ("新增", "added", "green"),
    "removed": ("删去", "removed", "red"),
    "changed": ("变更", "changed", "yellow"),
}


def compare_text(subject: Compared, view: View) -> str:
    """Each comparison: its rows by judgement, then what is only local, then the sum."""
    lines: list[str] = []
    for one in subject.comparisons:
        lines += _comparison(one, view)
    return text_of(lines[1:] if lines and not lines[0] else lines)


def _comparison(one: Comparison, view: View) -> list[str]:
    title = view.say(
        f"{one.local.title.zh} 与 {one.law.title.zh}",
        f"{one.local.title.en}, by {one.law.title.en}",
    )
    lines = ["", view.paint("heading", title)]
    for judgement, (zh, en, style) in JUDGEMENTS.items():
        rows = one.of(judgement)
        silent = [row for row in rows if row.silent]
        shown = [line for row in rows if not row.silent for line in _row(row, style, view)]
        if silent:
            names = view.listed(_matters(one, silent, view))
            text = view.say("整类事项不涉及：", "of matters it does not deal with: ")
            shown.append(f"  {text}{names}")
        lines += block(view.say(zh, en), shown, view)
    left = [line for it in one.findings if it.code is BASIS for line in finding_lines(it, view)]
    lines += block(view.say("其他", "Besides"), left, view)
    own = view.listed(_side_title(side, view) for side in one.unmatched)
    lines += block(
        view.say("只有本规则有的", "Only in the local rule"), [f"  {own}"] if own else [], view
    )
    return [*lines, "", _sum(one, view)]


def _matters(one: Comparison, silent: Iterable[Row], view: View) -> list[str]:
    """Each procedure of the law that is left out, with what of it is compared elsewhere."""
    named: dict[str, dict[str, None]] = {}
    for row in silent:
        assert row.law is not None  # it is the law's
        procedure = one.law.procedures.get(str(row.law.route[1]))
        title = _side_title(row.law, view)
        parts = named.setdefault(procedure.title.of(view.lang) if procedure else title, {})
        if row.kind != "matter":
            parts[title] = None
    return [f"{name}{view.bracket(view.listed(parts))}" for name, parts in named.items()]


def _side_title(side: Side | None, view: View) -> str:
    return side.title.of(view.lang) if side is not None else ""


def _row(row: Row, style: str, view: View) -> list[str]:
    side = row.local or row.law
    assert side is not None  # a row has at least one
    kind = view.say(*KINDS[row.kind])
    head = f"  {view.paint(style, side.title.of(view.lang))}{view.bracket(kind)}"
    if row.judgement is Judgement.SAME:
        return [_where(head, row, view)]
    fits = view.say(f"；合于 {row.fits}", f"; fits {row.fits}") if row.fits else ""
    found = code_of(row)
    code = f"  {view.paint('dim', f'{label(found[1].value, view)} {found[0].id}')}" if found else ""
    lines = [f"{head}{view.say('：', ': ')}{row.reason.of(view.lang)}{fits}{code}"]
    lines += [f"    {_place(one, view)}" for one in (row.local, row.law) if one is not None]
    if row.local is not None and row.law is not None:
        lines.append(f"    {view.say('对应：', 'matched: ')}{row.how.of(view.lang)}")
    return lines


def _where(head: str, row: Row, view: View) -> str:
    clauses = [view.listed(one.clauses) for one in (row.local, row.law) if one is not None]
    return f"{head}  {view.paint('dim', ' = '.join(clauses))}"


def _place(side: Side, view: View) -> str:
    said = side.said.of(view.lang)
    parts = [side.ruleset, view.listed(side.clauses), said]
    where = f"{side.span.file}:{side.span.line}" if side.span is not None else ""
    return "  ".join(part for part in (*parts, view.paint("dim", where) if where else "") if part)


def _sum(one: Comparison, view: View) -> str:
    found = Counter(row.judgement for row in one.rows)
    parts = [
        f"{view.say(zh, en)}{view.say(' ', ' ')}{found[judgement]}"
        for judgement, (zh, en, _) in JUDGEMENTS.items()
        if found[judgement]
    ]
    return f"{one.local.id}{view.say('：', ': ')}{view.listed(parts)}"


# --- two rulesets --------------------------------------------------------------------------------


def difference_text(subject: Differed, view: View) -> str:
    """What changes, by kind of change; then the cases that it changes."""
    found = subject.difference
    names = [f"{one.id} {one.edition}" for one in (found.before, found.after)]
    lines = [view.paint("heading", " → ".join(names))]
    for change, (zh, en, style) in CHANGES.items():
        listed = [one for one in found.changes if one.change == change]
        lines += block(view.say(zh, en), list(_changes(listed, style, view)), view)
    cases = [line for one in found.cases for line in _case(one, view)]
    lines += block(view.say("结果改变的案件", "Cases that change"), cases, view)
    unjudged = [f"  {one}" for one in found.unjudged]
    title = view.say("不能由两者都判断的案件", "Cases that one of the two cannot judge")
    lines += block(title, unjudged, view)
    return text_of([*lines, "", _difference_sum(subject, view)])


def _difference_sum(subject: Differed, view: View) -> str:
    found = subject.difference
    if not found.changes and not found.cases:
        return view.say("没有差别", "no difference")
    parts = [count(len(found.changes), "处差别", "difference", view)]
    if found.cases or found.unchanged:
        parts.append(
            count(len(found.cases), "个案件改变", "case changed", view, many="cases changed")
        )
        parts.append(
            count(found.unchanged, "个案件不变", "case unchanged", view, many="cases unchanged")
        )
    return view.listed(parts)


def _changes(found: Iterable[Change], style: str, view: View) -> Iterable[str]:
    rows = []
    for one in found:
        span = one.after_span or one.before_span
        where = f"{span.file}:{span.line}" if span is not None else ""
        rows.append(
            (
                Cell(one.name, style),
                one.title.of(view.lang) if one.title.en not in one.name else "",
                _said(one, view),
                Cell(where, "dim"),
            )
        )
    return table(rows, view)


def _said(one: Change, view: View) -> str:
    if one.change != "changed":
        return view.listed(one.before_clauses or one.after_clauses)
    nothing = Words(zh="（无）", en="(nothing)")
    return f"{(one.before or nothing).of(view.lang)} → {(one.after or nothing).of(view.lang)}"


def _case(one: CaseChange, view: View) -> Iterable[str]:
    yield f"  {view.paint('strong', one.case)}{view.say('：', ': ')}{one.before} → {one.after}"
    for clock, before, after in one.dates:
        yield f"    {clock}: {before or '-'} → {after or '-'}"
    for change, line in one.findings:
        yield f"    {'+' if change == 'added' else '-'} {line}"
