"""Rows of the table of findings: a case judged (OD7xx)."""

from __future__ import annotations

from .row import E, W, row

LATE = row(
    "OD701",
    "late",
    E,
    "“{act}”于 {actual} 作出，{deadline}已于 {due} 届满，迟延 {working_days}",
    "`{act}` was done on {actual}; {deadline} was due on {due}: {working_days} late",
    kind="late",
)
OVERDUE = row(
    "OD702",
    "overdue",
    E,
    "{deadline}已于 {due} 届满而未完成，至 {as_of} 迟延 {working_days}",
    "{deadline} ran out on {due} and is not done; on {as_of} it is {working_days} late",
    ("由{owed_by}作出：{goals}", "now due from {owed_by}: {goals}"),
    kind="late",
)
NOT_ENABLED = row(
    "OD703",
    "step-skipped",
    E,
    "作出“{act}”前缺少：{skipped}",
    "`{act}` was done without: {skipped}",
    kind="missing_step",
)
OUT_OF_ORDER = row(
    "OD704",
    "out-of-order",
    E,
    "作出“{act}”时，应在其前的尚未作出：{skipped}",
    "`{act}` was done before what must come first: {skipped}",
    kind="wrong_order",
)
NOT_POSSIBLE = row(
    "OD705",
    "not-possible-here",
    E,
    "在“{state}”状态不能作出“{act}”",
    "`{act}` is not possible in state {state}",
    kind="wrong_order",
)
GUARD_FALSE = row(
    "OD706",
    "guard-not-met",
    E,
    "“{act}”的条件不成立：{condition}",
    "the condition of `{act}` does not hold: {condition}",
    kind="guard_not_met",
)
WRONG_ROLE = row(
    "OD707",
    "wrong-role",
    E,
    "“{act}”应由{expected}作出，实由{found}作出",
    "`{act}` is for {expected}, but was done by {found}",
    kind="wrong_role",
)
WRONG_PERSON = row(
    "OD708",
    "wrong-person",
    E,
    "“{act}”{relation}“{other}”的作出者，实由“{found}”作出",
    "`{act}` must be done by {relation} who did `{other}`, but was done by {found}",
    kind="wrong_role",
)
CONTENT_MISSING = row(
    "OD709",
    "required-content-missing",
    E,
    "“{act}”缺少：{entry}",
    "`{act}` lacks: {entry}",
)
STEP_MISSING = row(
    "OD710",
    "presupposed-step-missing",
    E,
    "作出“{act}”前未作出：{other}",
    "`{act}` was done without `{other}` before it",
    kind="missing_step",
)
ILLEGAL_EXEMPTION = row(
    "OD711",
    "illegal-exemption",
    E,
    "“{act}”援引的理由“{name}”不成立：{why}",
    "`{act}` cites `{name}`, which is no ground here: {why}",
    kind="illegal_exemption",
)
UNAUTHORISED = row(
    "OD712",
    "unauthorised-disclosure",
    E,
    "“{act}”公开了不得公开的信息：{why}",
    "`{act}` disclosed what may not be disclosed: {why}",
    kind="unauthorised_disclosure",
)
INVALID_EXTENSION = row(
    "OD713",
    "invalid-extension",
    E,
    "延长无效，期限仍为 {due}：{why}",
    "the extension is void and the due date stays {due}: {why}",
    kind="invalid_extension",
)
BEYOND_CAP = row(
    "OD714",
    "extension-beyond-cap",
    E,
    "准予延长 {granted}，超过上限 {cap}，按上限计算",
    "{granted} were granted, the most is {cap}; the most counts",
    kind="exceeds_maximum",
)
NEED_MISSING = row(
    "OD715",
    "extension-step-missing",
    E,
    "延长期限未见“{need}”，期限仍为 {due}",
    "the extension lacks `{need}`; the due date stays {due}",
    kind="missing_step",
)
IN_STEP_MISSING = row(
    "OD716",
    "companion-act-missing",
    E,
    "应与“{act}”同步作出而未作出：{goals}",
    "owed in step with `{act}` and not done: {goals}",
    kind="missing_step",
)
PREMATURE = row(
    "OD717",
    "premature-expiry",
    E,
    "“{act}”记得过早：{why}",
    "`{act}` is recorded too early: {why}",
    kind="premature_closure",
)
FLOOR_BROKEN = row(
    "OD718",
    "period-cut-short",
    E,
    "“{act}”于 {actual} 作出，{deadline}要到 {due} 终了才届满",
    "`{act}` was done on {actual}, but {deadline} runs to the end of {due}",
    kind="premature_closure",
)
GROUND_MISSING = row(
    "OD719",
    "no-ground-cited",
    E,
    "“{act}”没有援引不予公开的理由",
    "`{act}` cites no exemption",
    kind="illegal_exemption",
)
GUARD_UNKNOWN = row(
    "OD751",
    "guard-not-known",
    W,
    "“{act}”的条件是否成立不明：{condition}",
    "whether the condition of `{act}` holds is not known: {condition}",
    ("补记：{facts}", "record {facts}"),
)
PERSON_UNKNOWN = row(
    "OD752",
    "person-not-known",
    W,
    "“{act}”与“{other}”是否同一人作出不明",
    "whether `{act}` and `{other}` were done by the same person is not known",
    ("在两个事件中补记 `actor`", "record `actor` at both events"),
)
STEP_UNKNOWN = row(
    "OD753",
    "presupposed-step-not-known",
    W,
    "“{act}”之前是否须作出“{other}”不明",
    "whether `{act}` needs `{other}` first is not known",
    ("补记：{facts}", "record {facts}"),
)
BARRED_UNKNOWN = row(
    "OD754",
    "exemption-not-known",
    W,
    "不予公开的理由“{name}”是否成立不明，不能判断“{act}”",
    "whether the exemption `{name}` stands is not known, so `{act}` cannot be judged",
    ("补记：{facts}", "record {facts}"),
)
DUTY_UNKNOWN = row(
    "OD755",
    "duty-not-known",
    W,
    "{deadline}已过，是否适用不明",
    "{deadline} has run out, and whether it is owed is not known",
    ("补记：{facts}", "record {facts}"),
)
DATE_PROVISIONAL = row(
    "OD756",
    "due-date-provisional",
    W,
    "{deadline}的届满日在已公布的放假安排之外，最早 {earliest}、最迟 {latest}，不能判断是否迟延",
    "the due date of {deadline} lies beyond the last holiday notice, between {earliest} and "
    "{latest}: late or not cannot be told",
)
HOUR_UNKNOWN = row(
    "OD757",
    "hour-not-known",
    W,
    "{deadline}按小时计算而起算时刻未记，不能判断是否迟延",
    "{deadline} runs by the hour and its first moment is not logged: late or not cannot be told",
    ("补记起算的时刻", "record the time of day at which it started"),
)
ROLE_UNKNOWN = row(
    "OD758",
    "role-not-known",
    W,
    "未记“{act}”由谁作出，应由{expected}作出",
    "who did `{act}` is not logged; it is for {expected}",
    ("补记 `role`", "record `role`"),
)
RECEIPT_UNKNOWN = row(
    "OD759",
    "receipt-not-known",
    W,
    "{deadline}取决于“{act}”的收到之日，该日未记，不能判断是否迟延",
    "{deadline} rests on the day on which `{act}` was received, which is not recorded: late or not "
    "cannot be told",
    ("补记：{facts}", "record {facts}"),
)
