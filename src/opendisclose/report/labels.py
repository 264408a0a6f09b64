"""The name of a label goes in; its word in Chinese or in English comes out."""

from __future__ import annotations

from collections.abc import Mapping

from .layout import View

LABELS: Mapping[str, tuple[str, str]] = {
    # severities
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "help": ("建议：", "help: "),
    # kinds of a judged case
    "late": ("迟延", "late"),
    "exceeds_maximum": ("超过上限", "beyond the maximum"),
    "wrong_role": ("主体不符", "wrong role"),
    "wrong_order": ("次序颠倒", "wrong order"),
    "missing_step": ("缺少步骤", "missing step"),
    "missing_required_content": ("缺少内容", "missing content"),
    "illegal_exemption": ("不予公开无据", "no ground for withholding"),
    "unauthorised_disclosure": ("擅自公开", "unauthorised disclosure"),
    "wrong_form": ("形式不符", "wrong form"),
    "wrong_channel": ("渠道不符", "wrong channel"),
    "guard_not_met": ("条件不成立", "condition not met"),
    "invalid_extension": ("延长无效", "void extension"),
    "premature_closure": ("过早结束", "premature"),
    # statuses of a clock
    "met": ("已完成", "met"),
    "met_late": ("迟延完成", "met late"),
    "running": ("计算中", "running"),
    "due_soon": ("即将届满", "due soon"),
    "paused": ("暂停", "paused"),
    "overdue": ("逾期", "OVERDUE"),
    "conditional": ("是否适用不明", "conditional"),
    "gone": ("不适用", "not owed"),
    "lapsed": ("已消灭", "lapsed"),
    "expired": ("已届满", "ran out"),
    "unset": ("未设定", "not set"),
    # the head of a report
    "case": ("案件", "case"),
    "about": ("事项", "about"),
    "ruleset": ("规则", "ruleset"),
    "procedure": ("程序", "procedure"),
    "as_of": ("判断时点", "as of"),
    "state": ("状态", "state"),
    "deadline": ("期限", "deadline"),
    "period": ("时长", "period"),
    "start": ("起算日", "starts"),
    "clause": ("条款", "clause"),
    "owed_by": ("责任主体", "owed by"),
    "edition": ("版次", "edition"),
    "in_force": ("施行", "in force"),
    "calendar": ("日历", "calendar"),
    "counting": ("计算方法", "counting"),
    "implements": ("上位规定", "implements"),
    "unverified": ("未核对", "unverified"),
    "clauses": ("条款索引", "clauses"),
    "not_opened": ("未立案", "not opened"),
    "complete": ("，已办结", ", complete"),
    "end_of_day": ("（当日终了）", " (end of the day)"),
    "anyone": ("任何人", "anyone"),
    "other": ("规则之外的人", "someone with none of the roles"),
}


def label(name: str, view: View) -> str:
    """The word for `name`."""
    zh, en = LABELS[name]
    return view.say(zh, en)


def count(number: int, zh: str, en: str, view: View, *, many: str = "") -> str:
    """A number of things: `3 个期限`, `1 deadline`, `3 deadlines`; `many` is an odd plural."""
    if view.zh:
        return f"{number} {zh}"
    return f"{number} {en if number == 1 else many or f'{en}s'}"
