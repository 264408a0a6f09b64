"""Rows of the table of findings: the flow of a procedure (OD3xx)."""

from __future__ import annotations

from .row import E, W, row

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
STATE_NEVER_ENTERED = row(
    "OD304",
    "state-never-entered",
    E,
    "没有案件会进入状态 `{state}`；因而不能发生：{barred}",
    "no case ever enters state `{state}`; what can therefore not be done: {barred}",
    (
        "写明由哪个变迁进入（`to`），或删去该状态",
        "name it in the `to` of a transition that leads there, or take it out",
    ),
)
TRANSITION_NEVER_FIRES = row(
    "OD305",
    "transition-never-fires",
    E,
    "变迁 `{transition}` 永远不能发生：{states} 不会同时生效",
    "transition `{transition}` can never fire: {states} are never active together",
    (
        "汇合的状态须来自同一个分叉（`to: {{all: [...]}}`）；只要其一的写 `from: {{any: [...]}}`",
        "states that are joined come from one fork (`to: {{all: [...]}}`); where one of them is "
        "enough write `from: {{any: [...]}}`",
    ),
)
CLOCK_NEVER_STARTED = row(
    "OD306",
    "clock-never-started",
    E,
    "变迁 `{transition}` 永远不会因届满而发生：在此之前没有行为使期限 `{deadline}` 开始",
    "transition `{transition}` never fires: no act that starts deadline `{deadline}` can come "
    "before it",
    (
        "改正该期限的 `starts`，或该变迁的 `from`",
        "correct `starts` of the deadline, or `from` of the transition",
    ),
)
DEAD_END = row(
    "OD307",
    "dead-end",
    E,
    "案件到达 {states} 后再无出路，不能办结",
    "a case that has come to {states} cannot go on and never ends",
    (
        "写明由此离开的变迁；案件在此办结的，写 `final: true`",
        "add a transition that leads on from there, or `final: true` if cases end there",
    ),
)
ENDLESS_CYCLE = row(
    "OD308",
    "endless-cycle",
    E,
    "{states} 构成循环，进入后不能离开，案件不能办结",
    "{states} form a cycle that cannot be left; a case in it never ends",
    (
        "写明由其中某一状态走向办结的变迁",
        "add a transition that leads from one of them towards an end",
    ),
)
IMPROPER_COMPLETION = row(
    "OD309",
    "improper-completion",
    E,
    "进入终结状态 `{state}` 时，{others} 仍在生效：案件不能办结",
    "final state `{state}` is entered while {others} is still active: the case never ends",
    (
        "让各分支汇合（`from: {{all: [...]}}`）后再进入终结状态",
        "join the branches (`from: {{all: [...]}}`) before the final state is entered",
    ),
)
WAY_OUT_OF_FINAL_STATE = row(
    "OD310",
    "way-out-of-final-state",
    E,
    "变迁 `{transition}` 由终结状态 `{state}` 离开",
    "transition `{transition}` leads out of the final state `{state}`",
    (
        "终结状态只可有不移动的行为（`in`）；仍可继续的状态不写 `final`",
        "a final state may only have acts that move nothing (`in`); a state from which a case goes "
        "on is not `final`",
    ),
)
CONDITION_NEVER_HOLDS = row(
    "OD331",
    "condition-never-holds",
    E,
    "`{where}` 的条件在任何事实下都不成立",
    "the condition of `{where}` holds under no facts at all",
    (
        "检查其中的比较是否相互排斥",
        "see whether its comparisons exclude one another",
    ),
)
CONDITION_ALWAYS_HOLDS = row(
    "OD332",
    "condition-always-holds",
    W,
    "`{where}` 的条件在任何事实下都成立，没有作用",
    "the condition of `{where}` holds whatever the facts are, and so decides nothing",
    ("删去该条件，或改正其中的比较", "take it out, or correct its comparisons"),
)
GUARD_AGAINST_REQUIRES = row(
    "OD333",
    "guard-against-requires",
    E,
    "`{transition}` 的条件（`when`）成立时，其要求的内容（`requires`）必不成立",
    "when the guard of `{transition}` holds, what it requires cannot",
    (
        "改正 `when` 或 `requires`：前者说走哪条路，后者说应当具备什么",
        "correct `when`, which says which way is taken, or `requires`, which says what must be "
        "there",
    ),
)
DECISION_GAP = row(
    "OD334",
    "decision-gap",
    W,
    "状态 `{state}` 的出路 {ways} 都有条件，而事实为 {facts} 时没有一条可走",
    "every way out of state `{state}` has a guard ({ways}), and with {facts} none is open",
    (
        "为这种情形写明如何办理，或放宽其中一个条件",
        "add a way for these facts, or widen one of the guards",
    ),
)
