"""Rows of the table of findings: the flow of a procedure (OD3xx)."""

from __future__ import annotations

from .row import E, row

NOT_ONE_SAFE = row(
    "OD301",
    "state-active-twice",
    E,
    "在程序 `{procedure}` 中，状态 `{state}` 可能同时生效两次（经 `{transition}`）",
    "in procedure `{procedure}` state `{state}` can be active twice (by `{transition}`)",
    (
        "让各分支止于不同的状态，再以 `from: {{all: [...]}}` 汇合",
        "let the branches end in states of their own and join them with `from: {{all: [...]}}`",
    ),
)
TOO_MANY_MARKINGS = row(
    "OD302",
    "too-many-markings",
    E,
    "程序 `{procedure}` 的状态组合超过 {limit} 种",
    "procedure `{procedure}` has more than {limit} combinations of active states",
    (
        "减少并行的分支；逐个单位办理的行为写 `per`",
        "let fewer branches run side by side; write `per` for an act done with each unit",
    ),
)
VARIANTS_OVERLAP = row(
    "OD303",
    "variants-overlap",
    E,
    "`{first}` 与 `{second}` 是同一行为的两种情形，可同时成立而条件不能区分",
    "`{first}` and `{second}` are variants of one act that can be enabled together and are not "
    "told apart by their guards",
    ("以 `when` 区分两种情形", "tell them apart with `when`"),
)
