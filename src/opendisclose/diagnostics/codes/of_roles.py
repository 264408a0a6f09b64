"""Rows of the table of findings: roles (OD23x) and exemptions (OD24x)."""

from __future__ import annotations

from .row import E, W, row

ROLE_WITHOUT_PART = row(
    "OD231",
    "role-without-part",
    W,
    "角色 `{role}` 不作任何行为，不负任何义务，也不被征求意见",
    "role `{role}` does nothing, owes nothing and is asked nothing",
    (
        "写明由其作出的行为（`by`）或负担的义务（`owed_by`），或删去该角色",
        "name it in `by` or `owed_by`, or take it out",
    ),
)
ACT_WITHOUT_ROLE = row(
    "OD232",
    "act-without-role",
    W,
    "变迁 `{transition}` 没有写明由谁作出，任何人都可作出",
    "transition `{transition}` does not say who does it, so anybody may",
    ("写明 `by`", "add `by`"),
)
DUTY_OUT_OF_HAND = row(
    "OD233",
    "duty-out-of-hand",
    W,
    "期限 `{deadline}` 由 {owing} 负责，而履行它的行为 {acts} 只有外部角色能作出",
    "deadline `{deadline}` is owed by {owing}, but only outsiders can do {acts}, which meets it",
    (
        "改正 `owed_by` 或 `met_by`",
        "correct `owed_by` or `met_by`",
    ),
)
END_OUT_OF_HAND = row(
    "OD234",
    "end-out-of-hand",
    W,
    "不经 `{act}` 案件不能办结，而它只有外部角色能作出",
    "no case ends without `{act}`, which only outsiders can do",
    (
        "写明对方不作为时如何办结（如 `when_expired`）",
        "say how a case ends if they do nothing (with `when_expired`, say)",
    ),
)
SAME_PERSON_IMPOSSIBLE = row(
    "OD235",
    "same-person-impossible",
    W,
    "`{transition}` 须由作出 `{act}` 的人作出，而两者的角色没有相同的",
    "`{transition}` must be done by whoever did `{act}`, but the two have no role in common",
    ("改正 `same_as` 或 `by`", "correct `same_as` or `by`"),
)
PERSON_OF_LATER_ACT = row(
    "OD236",
    "person-of-later-act",
    W,
    "`{transition}` 的 `{word}` 所指的 `{act}` 不可能在它之前作出",
    "`{word}` of `{transition}` names `{act}`, which cannot come before it",
    ("改为此前的行为", "name an act that comes before"),
)
APPROVES_OWN_ACT = row(
    "OD237",
    "approves-own-act",
    W,
    "`{transition}` 是审批，而 `{role}` 也作出被审批的 `{act}`，可由同一人自批",
    "`{transition}` approves what `{role}` does itself with `{act}`; one person may approve "
    "their own act",
    (
        "写 `distinct_from: {act}`，或由另一角色审批",
        "add `distinct_from: {act}`, or let another role approve",
    ),
)
EXEMPTION_NEVER_STANDS = row(
    "OD241",
    "exemption-never-stands",
    E,
    "不予公开的理由 `{exemption}` 在任何事实下都不存在，不能援引",
    "exemption `{exemption}` stands under no facts at all and can never be cited",
    ("改正 `when` 或 `lifted_when`", "correct `when` or `lifted_when`"),
)
EXEMPTION_NEVER_CITED = row(
    "OD242",
    "exemption-never-cited",
    W,
    "没有行为援引或受限于不予公开的理由，也没有公开属性：`{exemption}` 不起作用",
    "no act cites an exemption or discloses, and there are no attributes: `{exemption}` decides "
    "nothing",
    (
        "在拒绝的行为上写 `cites`，在公开的行为上写 `outcome: disclosed`",
        "add `cites` to the act that refuses and `outcome: disclosed` to the one that discloses",
    ),
)
EXEMPTION_NEVER_LIFTED = row(
    "OD243",
    "exemption-never-lifted",
    W,
    "解除 `{exemption}` 所需的事实 {facts} 由行为设定，而没有行为如此设定",
    "`{exemption}` is lifted by {facts}, which acts settle, and no act settles it so",
    (
        "在有关行为的 `sets` 中写明，或改正 `lifted_when`",
        "add it to the `sets` of an act, or correct `lifted_when`",
    ),
)
EXEMPTION_BEFORE_ITS_STEP = row(
    "OD244",
    "exemption-before-its-step",
    E,
    "援引 `{exemption}` 须先有 `{act}`，而它不可能在任何援引的行为之前作出",
    "`{exemption}` presupposes `{act}`, which cannot come before any act that cites",
    (
        "改正 `presupposes`，或该行为所在的状态",
        "correct `presupposes`, or the states in which that act can be done",
    ),
)
EXEMPTIONS_ALIKE = row(
    "OD245",
    "exemptions-alike",
    W,
    "不予公开的理由 `{second}` 与 `{first}` 总是同时存在、同时解除，不能区分",
    "exemptions `{first}` and `{second}` always stand and are lifted together; nothing tells "
    "them apart",
    (
        "以 `when` 区分，或合为一项",
        "tell them apart with `when`, or make them one",
    ),
)
EXEMPTION_WITHOUT_GROUND = row(
    "OD246",
    "exemption-without-ground",
    W,
    "不予公开的理由 `{exemption}` 在任何事实下都成立，没有具体根据",
    "exemption `{exemption}` stands whatever the facts are: it withholds without a ground",
    ("写明何种信息不予公开", "say which information it withholds"),
)
