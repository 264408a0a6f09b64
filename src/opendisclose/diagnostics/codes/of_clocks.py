"""Rows of the table of findings: the clocks of a procedure (OD4xx)."""

from __future__ import annotations

from .row import E, N, W, row

DEADLINE_NEVER_STARTS = row(
    "OD401",
    "deadline-never-starts",
    E,
    "期限 `{deadline}` 永远不会开始：{acts} 都不能发生",
    "deadline `{deadline}` never starts: {acts} can never happen",
    (
        "改正该期限的 `starts`，或使其中的行为能够发生",
        "correct `starts` of the deadline, or the acts that it names",
    ),
)
DEADLINE_NEVER_MET = row(
    "OD402",
    "deadline-never-met",
    E,
    "期限 `{deadline}` 开始后，{acts} 不能再发生：期限随即消灭，无人受其约束",
    "once deadline `{deadline}` has started, {acts} cannot happen any more: it lapses at once and "
    "binds nobody",
    (
        "改正 `met_by`（或 `limits`）或 `starts`，或写明行为可在何处作出（`in`、`from`）",
        "correct `met_by` (or `limits`) or `starts`, or say where the act can be done (`in`, "
        "`from`)",
    ),
)
DEADLINE_AFTER_THE_END = row(
    "OD403",
    "deadline-after-the-end",
    E,
    "期限 `{deadline}` 开始之时案件已经办结：期限随即消灭，无人受其约束",
    "the case is complete when deadline `{deadline}` starts: it lapses at once and binds nobody",
    (
        "案件在该期限履行之前没有办结：开始后的状态不写 `final`，由履行它的行为进入终结状态",
        "the case does not end before the duty is done: let the state after its start not be "
        "`final`, and the act that meets it lead to the end",
    ),
)
DEADLINE_OF_NOBODY = row(
    "OD404",
    "deadline-of-nobody",
    W,
    "期限 `{deadline}` 届满后既没有后果，也没有责任主体",
    "when deadline `{deadline}` runs out, nothing follows and nobody owes it",
    (
        "写明由谁负责（`owed_by`），或届满后发生什么（以 `when_expired` 写一个变迁）",
        "say who owes it (`owed_by`), or what follows (a transition with `when_expired`)",
    ),
)
STATE_WITHOUT_CLOCK = row(
    "OD405",
    "state-without-clock",
    N,
    "案件停留在状态 `{state}` 时没有任何期限在计算，可以一直停留",
    "no clock runs while a case waits in state `{state}`, and it may wait for ever",
    (
        "写明离开它的期限；文件没有规定的，以该条的 `defect` 或 `reading` 注明",
        "add a deadline for leaving it; where the document has none, say so in the `defect` of the "
        "clause or in a `reading`",
    ),
)
EXTENSION_NEVER_IN_TIME = row(
    "OD406",
    "extension-never-in-time",
    E,
    "期限 `{deadline}` 永远不能延长：{why}",
    "deadline `{deadline}` can never be extended: {why}",
    (
        "改正 `extended` 的 `act` 和 `needs`，或这些行为的 `in`、`from`",
        "correct `act` and `needs` of `extended`, or where these acts can be done",
    ),
)
EXCLUSION_NEVER_CLOSES = row(
    "OD407",
    "exclusion-never-closes",
    E,
    "期限 `{deadline}` 一经 `{act}` 暂停，就不能再恢复：此后 {until} 都不能发生，期限永不届满",
    "once `{act}` pauses deadline `{deadline}` nothing ends the pause: {until} cannot happen any "
    "more, and the deadline never runs out",
    (
        "写明 `until` 的行为可在何处作出，或补上另一个结束它的行为",
        "say where the acts of `until` can be done, or name another act that ends it",
    ),
)
EFFECT_ON_NOTHING = row(
    "OD408",
    "effect-on-nothing",
    W,
    "期限 `{deadline}` 的 `{key}` 不起作用：{why}",
    "`{key}` of deadline `{deadline}` does nothing: {why}",
    (
        "删去它，或以工作日、日、月写明期限",
        "take it out, or give the period in working days, days or months",
    ),
)
PERIOD_SET_BY_NOTHING = row(
    "OD409",
    "period-set-by-nothing",
    W,
    "期限 `{deadline}` 的长短由事实 `{fact}` 决定，而没有行为记录它：不记录即永不届满",
    "the length of deadline `{deadline}` is set by fact `{fact}`, which no act records: where "
    "nobody does, the deadline never runs out",
    (
        "在定期限的行为的 `requires` 中写 `{fact}`，或给它一个 `default`；"
        "有意如此的，以 `reading` 说明",
        "name `{fact}` under `requires` of the act that sets the period, or give it a `default`; "
        "if it is meant so, say it in a `reading`",
    ),
)
EXTENSION_IN_ANOTHER_UNIT = row(
    "OD410",
    "extension-in-another-unit",
    E,
    "期限 `{deadline}` 与其延长不能相加：{why}",
    "deadline `{deadline}` and its extension cannot be added up: {why}",
    (
        "小时的期限以小时延长，其他的以工作日、日或月延长",
        "extend a period in hours by hours, any other by working days, days or months",
    ),
)
EXPIRIES_RACE = row(
    "OD411",
    "expiries-race",
    W,
    "`{first}` 与 `{second}` 因届满而同时发生，却只有文件中在前的 `{first}` 能发生",
    "`{first}` and `{second}` are fired at the same moment by periods that run out; only "
    "`{first}`, the first in the file, ever happens",
    (
        "以 `when` 区分两者，或改正其中一个期限",
        "tell them apart with `when`, or correct one of the deadlines",
    ),
)
EXPIRY_LOST = row(
    "OD412",
    "expiry-lost",
    W,
    "期限 `{deadline}` 可能在案件处于 {states} 时届满，而 {transitions} 那时不能发生："
    "届满的后果就此落空",
    "deadline `{deadline}` can run out while {states} is active, where {transitions} cannot "
    "happen: what its expiry should bring about never comes",
    (
        "使该变迁在那里也能发生（`in`、`from`），或使该期限在此之前终止（`met_by`）",
        "let the transition happen there as well (`in`, `from`), or let the clock end before "
        "(`met_by`)",
    ),
)
EXPIRY_CYCLE = row(
    "OD413",
    "expiry-cycle",
    W,
    "{transitions} 仅因届满就循环往复，案件随时间空转",
    "{transitions} follow one another round and round by the mere running out of periods, and "
    "the case gets nowhere",
    (
        "使循环中的一个变迁通向别处，或不再使期限重新开始",
        "let one of them lead elsewhere, or not start the clock again",
    ),
)
FLOOR_ABOVE_CEILING = row(
    "OD414",
    "floor-above-ceiling",
    E,
    "`{act}` 怎样都不合规：`{floor}` 届满前不得作出，而 `{ceiling}` 那时已经届满",
    "`{act}` can never be right: it may not be done before `{floor}` ends, and by then "
    "`{ceiling}` has run out",
    (
        "改正其中一个期限：最短期限须短于最长期限",
        "correct one of the two: what is owed at least has to be shorter than what is allowed at "
        "most",
    ),
)
COMPANION_TOO_LATE = row(
    "OD415",
    "companion-too-late",
    E,
    "`{deadline}` 要求 {acts} 与 {starts} 同日作出，而它当日不可能作出",
    "`{deadline}` asks for {acts} on the day of {starts}, and it cannot be done on that day",
    (
        "改用有天数的 `within`，或使该行为当日即可作出",
        "give `within` a number of days, or let the act be possible on that day",
    ),
)
CHAIN_EXCEEDS_LIMIT = row(
    "OD431",
    "chain-exceeds-limit",
    W,
    "各环节都不逾期，`{deadline}` 仍会逾期：{stages} 合计 {sum}，而总期限为 {limit}",
    "every stage can be in time and `{deadline}` is late all the same: {stages}, {sum} in all, "
    "where the limit is {limit}",
    (
        "缩短其中一个环节，或延长总期限；文件如此的，在条款的 `defect` 中注明",
        "shorten a stage or lengthen the limit; if the document has it so, accept it here and say "
        "it in the `defect` of the clause",
    ),
)
CHAIN_USES_UP_LIMIT = row(
    "OD432",
    "chain-uses-up-limit",
    N,
    "{stages} 合计 {sum}，恰好用完 `{deadline}` 的总期限，没有给 {left} 留下时间",
    "{stages}, {sum} in all, is just what `{deadline}` allows: no time is left for {left}",
    (
        "缩短其中一个环节；文件如此的，以条款的 `defect` 或期限的 `reading` 注明",
        "shorten a stage; if the document has it so, say it in the `defect` of the clause or in a "
        "`reading` of the deadline",
    ),
)
CHAIN_WITHOUT_LIMIT = row(
    "OD433",
    "chain-without-limit",
    N,
    "`{deadline}` 之前的各环节中，{steps} 没有自己的期限，可以占去全部时间",
    "of the stages before `{deadline}` is met, {steps} has no period of its own and may take up "
    "all the time",
    (
        "为它写明期限；文件没有规定的，以条款的 `defect` 或 `reading` 注明",
        "give it a deadline; where the document has none, say so in the `defect` of the clause or "
        "in a `reading`",
    ),
)
