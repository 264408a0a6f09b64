"""Rows of the table of findings: a ruleset that contradicts itself (OD2xx)."""

from __future__ import annotations

from .row import E, N, W, row

DANGLING_REFERENCE = row(
    "OD201",
    "dangling-reference",
    E,
    "没有名为 `{name}` 的{what}",
    "there is no {what} `{name}`",
    ("已有：{known}", "known: {known}"),
)
DANGLING_CLAUSE = row(
    "OD202",
    "dangling-clause",
    E,
    "`clauses` 中没有 `{name}`",
    "`clauses` has no `{name}`",
    ("在 `clauses` 中写明该条，或改正条号", "add it to `clauses`, or correct its number"),
)
LAW_NOT_INSTALLED = row(
    "OD203",
    "law-not-installed",
    N,
    "未安装规则 `{name}`，与它的关系未核对",
    "ruleset `{name}` is not installed; what points to it is not checked",
)
WRONG_FACT_VALUE = row(
    "OD204",
    "wrong-fact-value",
    E,
    "事实 `{fact}` 不会取值 `{value}`",
    "fact `{fact}` never has the value `{value}`",
    ("可取：{known}", "it has: {known}"),
)
SHAPE_OF_TRANSITION = row(
    "OD205",
    "shape-of-transition",
    E,
    "变迁 `{transition}` 应只写 `to`（立案）、`from` 与 `to`（移动）或 `in`（不移动）",
    "transition `{transition}` must have `to` alone (opens), `from` and `to` (moves) or `in` "
    "(moves nothing)",
)
NO_OPENING = row(
    "OD206",
    "no-opening",
    E,
    "程序 `{procedure}` 没有立案的变迁",
    "procedure `{procedure}` has no transition that opens a case",
    ("写一个只有 `to` 的变迁", "add a transition that has `to` alone"),
)
GOAL_OF_DEADLINE = row(
    "OD207",
    "goal-of-deadline",
    E,
    "期限 `{deadline}` 须有 `met_by` 或 `limits` 之一",
    "deadline `{deadline}` must have `met_by` or `limits`, and not both",
)
PERIOD_OF_DEADLINE = row(
    "OD208",
    "period-of-deadline",
    E,
    "期限 `{deadline}` 须有 `within` 或（与 `limits` 一起的）`at_least` 之一",
    "deadline `{deadline}` must have `within`, or `at_least` together with `limits`",
)
WRONG_FACT_TYPE = row(
    "OD209",
    "wrong-fact-type",
    E,
    "`{where}` 要求{expected}，而事实 `{fact}` 的类型是 {found}",
    "`{where}` needs {expected}, but fact `{fact}` is of type {found}",
)
EMPTY_LIST = row(
    "OD210",
    "empty-list",
    E,
    "`{where}` 至少要写一项",
    "`{where}` must name at least one thing",
)
PERIOD_WITHOUT_EVERY = row(
    "OD211",
    "period-without-every",
    E,
    "期限 `{deadline}` 依周期计算，而程序 `{procedure}` 没有写 `every`",
    "deadline `{deadline}` counts from a period, but procedure `{procedure}` has no `every`",
    ("写明 `every: year`、`quarter` 或 `month`", "add `every: year`, `quarter` or `month`"),
)
CHANNEL_WITHOUT_DAY = row(
    "OD212",
    "channel-without-day",
    W,
    "`receipts` 中的“{receipt}”没有写明渠道 {channels} 以哪一日为准",
    "receipt `{receipt}` does not say which day counts for the channels {channels}",
    (
        "在 `days` 中补上；没有写明的，案件的期限不能确定",
        "add them under `days`; without it the dates of such cases are not known",
    ),
)
TWO_RECEIPTS = row(
    "OD213",
    "two-receipts-of-one-act",
    E,
    "行为 `{act}` 的收到之日用了几种：{receipts}",
    "the receipt of act `{act}` is told in several ways: {receipts}",
    (
        "一个行为只能用 `receipts` 中的一项",
        "name one of `receipts` wherever the act's receipt counts",
    ),
)
DANGLING_BASIS = row(
    "OD214",
    "dangling-basis",
    W,
    "上位规定 `{law}` 中没有 `{name}`",
    "the rule above, `{law}`, has no `{name}`",
    (
        "`#` 后应为该规则的一个期限、不予公开的理由、变迁、公开属性或者事实",
        "behind `#` stands a deadline, an exemption, a transition, an attribute or a fact of it",
    ),
)
IN_STEP_WITH_NOTHING = row(
    "OD215",
    "in-step-with-nothing",
    E,
    "期限 `{deadline}` 自本期首日起算，没有可与之同步（in_step）的行为",
    "deadline `{deadline}` counts from the first day of its period: no act is there to go with it",
    ("写明期间，或者自某一行为起算", "give it a period, or start it from an act"),
)
