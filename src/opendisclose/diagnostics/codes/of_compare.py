"""Rows of the table of findings: a ruleset beside the law above it (OD50x)."""

from __future__ import annotations

from .row import E, N, W, row

CONFLICT_WITH_LAW = row(
    "OD501",
    "conflict-with-the-law",
    W,
    "“{item}”与 {law} 抵触：{reason}{said}",
    "'{item}' is in conflict with {law}: {reason}{said}",
    (
        "以 {law} 为准；改正本规则，或者核对所录条文",
        "{law} prevails; put the local rule right, or check the encoding",
    ),
)
BURDEN_BEYOND_LAW = row(
    "OD502",
    "burden-beyond-the-law",
    W,
    "“{item}”超出 {law} 的负担：{reason}{said}",
    "'{item}' asks more than {law}: {reason}{said}",
    (
        "{law} 没有给申请人或者第三方这一负担，不得以此拒绝申请",
        "{law} puts no such burden on them; no request may be refused for want of it",
    ),
)
LAW_NOT_COVERED = row(
    "OD503",
    "law-not-covered",
    N,
    "{law} 的“{item}”：{reason}",
    "'{item}' of {law}: {reason}",
    (
        "上位规定仍然适用；办理时依上位规定",
        "the law applies all the same; handle it by the law",
    ),
)
OUTDATED_EDITION = row(
    "OD504",
    "outdated-edition",
    W,
    "“{item}”合于旧版 {edition}，不合于 {law}：{reason}{said}",
    "'{item}' fits the older {edition} and not {law}: {reason}{said}",
    ("依现行版修改", "bring it up to the edition in force"),
)
NOT_COMPARABLE = row(
    "OD505",
    "not-comparable-with-the-law",
    N,
    "“{item}”与 {law} 能否相合，须人工判断：{reason}{said}",
    "whether '{item}' fits {law} has to be judged by a person: {reason}{said}",
)
STAGES_EXCEED_LAW = row(
    "OD506",
    "stages-exceed-the-law",
    E,
    "“{item}”不能在 {law} 的期限内办完：{reason}{said}",
    "'{item}' does not fit into the limit of {law}: {reason}{said}",
    ("缩短其中的环节", "shorten the stages"),
)
STAGES_WITHOUT_SLACK = row(
    "OD507",
    "stages-leave-no-slack",
    W,
    "“{item}”用尽 {law} 的期限：{reason}{said}",
    "'{item}' uses up the limit of {law}: {reason}{said}",
    (
        "为没有期限的步骤和送达留出时间",
        "leave time for the steps without a period and for delivery",
    ),
)
BASIS_OF_NOTHING = row(
    "OD508",
    "basis-of-nothing",
    W,
    "`basis: {basis}`：{law} 没有这一项",
    "`basis: {basis}`: {law} has no such item",
    (
        "写为该法中的期限、行为、事实或者不予公开理由",
        "name a deadline, act, fact or exemption of it",
    ),
)
