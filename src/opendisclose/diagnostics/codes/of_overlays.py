"""Rows of the table of findings: an overlay and the law that it extends (OD55x)."""

from __future__ import annotations

from .row import E, row

LOOSER_THAN_LAW = row(
    "OD551",
    "looser-than-the-law",
    E,
    "“{item}”放宽了 {law} {clauses}：{reason}{said}",
    "'{item}' loosens {law} {clauses}: {reason}{said}",
    (
        "以该法为底本的规则可以更严，不得更宽；改正或者删去这一改动",
        "an overlay may tighten the law and never loosen it; put the change right or leave it out",
    ),
)
OVERLAY_OF_NOTHING = row(
    "OD552",
    "overlay-of-nothing",
    E,
    "底本中没有 {name}",
    "there is no {name} to start from",
    (
        "`extends` 写已安装规则的编号；`remove` 只用于底本中有的一项",
        "`extends` names an installed ruleset; `remove` is for what that ruleset has",
    ),
)
CHANGE_NOT_JUDGED = row(
    "OD553",
    "change-of-the-law-not-judged",
    E,
    "“{item}”改动了 {law} 的 `{key}`，是否更宽无从判断",
    "'{item}' changes `{key}` of {law}, and whether that loosens it cannot be judged",
    (
        "照原文；另有要求的，写成自己的一项",
        "leave it as the law has it; what you ask for besides is an item of your own",
    ),
)
