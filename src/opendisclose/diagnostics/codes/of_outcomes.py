"""Rows of the table of findings: what replies are recorded as (OD25x)."""

from __future__ import annotations

from .row import W, row

REPLY_NOT_RECORDED = row(
    "OD251",
    "reply-not-recorded",
    W,
    "`{transition}` 办结一件申请，而没有写明结果，统计时不知记在哪一行",
    "`{transition}` ends a request and has no outcome: the statistics cannot tell its row",
    ("写明 `outcome`", "add `outcome`"),
)
OUTCOME_OF_NO_ACT = row(
    "OD252",
    "outcome-of-no-act",
    W,
    "没有行为得出结果 `{outcome}`",
    "no act comes to the outcome `{outcome}`",
    (
        "在有关行为上写明，或者以 `reading` 说明为何没有",
        "name it in an act, or say with `reading` why there is none",
    ),
)
