"""Every kind of finding there is, in one table: permanent code, name, severity, kind, sentences.

The table is long because it is one: every sentence a user can be told stands in one place.
OD1xx a file that cannot be read as meant, OD2xx a ruleset that contradicts itself, OD3xx its
flow, OD6xx a case file, OD7xx a case judged. A code is never reused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding weighs; in a case only errors make a violation."""

    ERROR = "error"  # a ruleset cannot be trusted to decide; a case broke its rule
    WARNING = "warning"  # usable, but probably not as its author meant
    NOTE = "note"  # to be known under any verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One row of the table; `zh` and `en` are templates filled by `finding.make`."""

    id: str
    name: str  # names the fault; also the name of its page in docs/reference/codes/
    severity: Severity
    zh: str
    en: str
    help_zh: str = ""
    help_en: str = ""
    kind: str | None = None  # the kind of a judged case, where it is always the same


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _row(
    code: str,
    name: str,
    severity: Severity,
    zh: str,
    en: str,
    help: tuple[str, str] = ("", ""),  # noqa: A002 - reads as the column of a table
    kind: str | None = None,
) -> Code:
    return Code(
        id=code,
        name=name,
        severity=severity,
        zh=zh,
        en=en,
        help_zh=help[0],
        help_en=help[1],
        kind=kind,
    )


# --- OD1xx: the file -------------------------------------------------------------------------
YAML_SYNTAX = _row(
    "OD101", "yaml-syntax", _E, "此处不合语法：{what}", "the file cannot be read here: {what}"
)
DUPLICATE_KEY = _row(
    "OD102",
    "duplicate-key",
    _E,
    "键 `{key}` 在同一处写了两次",
    "key `{key}` is given twice in the same place",
    ("保留一处", "keep one of the two"),
)
UNKNOWN_KEY = _row(
    "OD103",
    "unknown-key",
    _E,
    "此处没有键 `{key}`",
    "there is no key `{key}` here",
    ("此处可用的键：{known}", "keys known here: {known}"),
)
MISSING_KEY = _row("OD104", "missing-key", _E, "缺少键 `{key}`", "key `{key}` is missing")
WRONG_VALUE = _row(
    "OD105",
    "wrong-value",
    _E,
    "`{key}` 的值应为{expected}，实为 `{found}`",
    "`{key}` must be {expected}, got `{found}`",
)
AMBIGUOUS_SCALAR = _row(
    "OD106",
    "ambiguous-scalar",
    _E,
    "`{found}` 在 YAML 中有两种读法",
    "`{found}` can be read in two ways in YAML",
    ("{advice}", "{advice}"),
)
ALIAS_OR_MERGE = _row(
    "OD107",
    "alias-or-merge",
    _E,
    "规则文件中不可使用 YAML 的锚点、别名或合并（`{found}`）",
    "anchors, aliases and merge keys are not part of the language (`{found}`)",
    ("把内容写在使用它的地方", "write the content where it is used"),
)
NOT_A_MAPPING = _row(
    "OD108",
    "not-a-mapping",
    _E,
    "文件应为一组键和值，实为{found}",
    "the file must be a mapping of keys to values, got {found}",
)
UNREADABLE_TEXT = _row(
    "OD109",
    "unreadable-text",
    _E,
    "文件不是 UTF-8 文本：{what}",
    "the file is not UTF-8 text: {what}",
    ("以 UTF-8 另存", "save it as UTF-8"),
)
TOO_LARGE = _row(
    "OD110",
    "too-large",
    _E,
    "文件过大或嵌套过深：{what}",
    "the file is too large or nested too deeply: {what}",
)
CHOICE_MISSING = _row(
    "OD111",
    "choice-missing",
    _E,
    "`{where}` 须恰好写明其中一项：{choices}",
    "`{where}` must state exactly one of: {choices}",
)

KEY_NOT_TEXT = _row(
    "OD112",
    "key-not-text",
    _E,
    "键应为一个词，不可为空，也不可是列表或另一组键值",
    "a key must be one word, not nothing, a list or another mapping",
    ("以 `{{` 开头的值须加引号", "a value that begins with `{{` needs quotes"),
)
WRONG_ID = _row(
    "OD113",
    "wrong-id",
    _E,
    "`{name}` 不能用作此处的编号：应为{expected}",
    "`{name}` cannot be an id here: it must be {expected}",
)

# --- OD2xx: a ruleset that contradicts itself ---------------------------------------------------
DANGLING_REFERENCE = _row(
    "OD201",
    "dangling-reference",
    _E,
    "没有名为 `{name}` 的{what}",
    "there is no {what} `{name}`",
    ("已有：{known}", "known: {known}"),
)
DANGLING_CLAUSE = _row(
    "OD202",
    "dangling-clause",
    _E,
    "`clauses` 中没有 `{name}`",
    "`clauses` has no `{name}`",
    ("在 `clauses` 中写明该条，或改正条号", "add it to `clauses`, or correct its number"),
)
LAW_NOT_INSTALLED = _row(
    "OD203",
    "law-not-installed",
    _N,
    "未安装规则 `{name}`，与它的关系未核对",
    "ruleset `{name}` is not installed; what points to it is not checked",
)
WRONG_FACT_VALUE = _row(
    "OD204",
    "wrong-fact-value",
    _E,
    "事实 `{fact}` 不会取值 `{value}`",
    "fact `{fact}` never has the value `{value}`",
    ("可取：{known}", "it has: {known}"),
)
SHAPE_OF_TRANSITION = _row(
    "OD205",
    "shape-of-transition",
    _E,
    "变迁 `{transition}` 应只写 `to`（立案）、`from` 与 `to`（移动）或 `in`（不移动）",
    "transition `{transition}` must have `to` alone (opens), `from` and `to` (moves) or `in` "
    "(moves nothing)",
)
NO_OPENING = _row(
    "OD206",
    "no-opening",
    _E,
    "程序 `{procedure}` 没有立案的变迁",
    "procedure `{procedure}` has no transition that opens a case",
    ("写一个只有 `to` 的变迁", "add a transition that has `to` alone"),
)
GOAL_OF_DEADLINE = _row(
    "OD207",
    "goal-of-deadline",
    _E,
    "期限 `{deadline}` 须有 `met_by` 或 `limits` 之一",
    "deadline `{deadline}` must have `met_by` or `limits`, and not both",
)
PERIOD_OF_DEADLINE = _row(
    "OD208",
    "period-of-deadline",
    _E,
    "期限 `{deadline}` 须有 `within` 或（与 `limits` 一起的）`at_least` 之一",
    "deadline `{deadline}` must have `within`, or `at_least` together with `limits`",
)

WRONG_FACT_TYPE = _row(
    "OD209",
    "wrong-fact-type",
    _E,
    "`{where}` 要求{expected}，而事实 `{fact}` 的类型是 {found}",
    "`{where}` needs {expected}, but fact `{fact}` is of type {found}",
)
EMPTY_LIST = _row(
    "OD210",
    "empty-list",
    _E,
    "`{where}` 至少要写一项",
    "`{where}` must name at least one thing",
)
PERIOD_WITHOUT_EVERY = _row(
    "OD211",
    "period-without-every",
    _E,
    "期限 `{deadline}` 依周期计算，而程序 `{procedure}` 没有写 `every`",
    "deadline `{deadline}` counts from a period, but procedure `{procedure}` has no `every`",
    ("写明 `every: year`、`quarter` 或 `month`", "add `every: year`, `quarter` or `month`"),
)

# --- OD3xx: the flow -----------------------------------------------------------------------------
NOT_ONE_SAFE = _row(
    "OD301",
    "state-active-twice",
    _E,
    "在程序 `{procedure}` 中，状态 `{state}` 可能同时生效两次（经 `{transition}`）",
    "in procedure `{procedure}` state `{state}` can be active twice (by `{transition}`)",
    (
        "让各分支止于不同的状态，再以 `from: {{all: [...]}}` 汇合",
        "let the branches end in states of their own and join them with `from: {{all: [...]}}`",
    ),
)
TOO_MANY_MARKINGS = _row(
    "OD302",
    "too-many-markings",
    _E,
    "程序 `{procedure}` 的状态组合超过 {limit} 种",
    "procedure `{procedure}` has more than {limit} combinations of active states",
    (
        "减少并行的分支；逐个单位办理的行为写 `per`",
        "let fewer branches run side by side; write `per` for an act done with each unit",
    ),
)
VARIANTS_OVERLAP = _row(
    "OD303",
    "variants-overlap",
    _E,
    "`{first}` 与 `{second}` 是同一行为的两种情形，可同时成立而条件不能区分",
    "`{first}` and `{second}` are variants of one act that can be enabled together and are not "
    "told apart by their guards",
    ("以 `when` 区分两种情形", "tell them apart with `when`"),
)

# --- OD6xx: a case file --------------------------------------------------------------------------
UNKNOWN_IN_CASE = _row(
    "OD601",
    "unknown-name-in-case",
    _E,
    "规则中没有名为 `{name}` 的{what}",
    "the ruleset has no {what} `{name}`",
    ("已有：{known}", "known: {known}"),
)
UNREADABLE_TIME = _row(
    "OD602",
    "unreadable-time",
    _E,
    "`{found}` 不是时间",
    "`{found}` is not a time",
    (
        "写作 2026-09-18 或 2026-09-18T09:30（可带 +08:00）",
        "write 2026-09-18 or 2026-09-18T09:30 (with +08:00 if need be)",
    ),
)
CONTRADICTORY_TIME = _row(
    "OD603",
    "contradictory-time",
    _E,
    "{what}（{found}）与该事件的时间（{event_time}）矛盾",
    "{what} ({found}) contradicts the event's own time ({event_time})",
    ("以事件自身的时间计算", "the event's own time counts"),
)
UNKNOWN_ROLE = _row(
    "OD604",
    "unknown-role",
    _W,
    "规则中没有角色 `{name}`，按 `other` 判断",
    "the ruleset has no role `{name}`; judged as `other`",
    ("已有：{known}", "known: {known}"),
)
WRONG_DATA = _row(
    "OD605",
    "wrong-data",
    _E,
    "事实 `{fact}` 不能记为 `{value}`",
    "fact `{fact}` cannot be recorded as `{value}`",
    ("应为：{expected}", "it takes {expected}"),
)
OUTSIDE_CALENDAR = _row(
    "OD606",
    "outside-calendar",
    _E,
    "{found} 在日历之外（已知 {first} 至 {last}）",
    "{found} lies outside the calendar, which knows {first} to {last}",
)
DUPLICATE_EVENT = _row(
    "OD607",
    "duplicate-event-id",
    _E,
    "事件编号 `{event}` 用了两次",
    "event id `{event}` is used twice",
)
NO_EVENTS = _row(
    "OD608",
    "nothing-to-judge",
    _E,
    "案件没有可判断的事件",
    "the case has no event that can be judged",
)
IMPOSSIBLE_START = _row(
    "OD609",
    "impossible-starting-states",
    _E,
    "状态 {states} 不会在此程序中同时生效",
    "states {states} are never active together in this procedure",
)
OTHER_RULESET = _row(
    "OD610",
    "another-ruleset",
    _E,
    "案件写的是规则 `{found}`，现用的是 `{expected}`",
    "the case names ruleset `{found}`, but is judged by `{expected}`",
)

UNREADABLE_PERIOD = _row(
    "OD611",
    "unreadable-period",
    _E,
    "“{found}”不是一个期间",
    "`{found}` is no period",
    ("此程序的期间写作 {example}", "a period of this procedure is written {example}"),
)
PERIOD_MISSING = _row(
    "OD612",
    "period-missing",
    _E,
    "没有事件，也没有写明是哪一期间的义务",
    "there is no event, and the period in which the duty is owed is not given",
    ("写明 `period`，如 {example}", "give `period`, such as {example}"),
)

OTHER_CONTENT = _row(
    "OD613",
    "saved-under-other-content",
    _E,
    "案件按规则 `{found}` 保存，现用的是 `{expected}`",
    "the case was saved under ruleset `{found}`, but is judged by `{expected}`",
    (
        "按保存时的规则判断；有意改用另一份的，删去 `saved`",
        "judge it by the ruleset it was saved under; to use the other on purpose, take out `saved`",
    ),
)
OTHER_EDITION = _row(
    "OD614",
    "another-edition",
    _E,
    "案件写的是版本 `{found}`，现用的是版本 `{expected}`",
    "the case names edition `{found}`, but is judged by edition `{expected}`",
    ("用该版本的规则判断，或改正 `edition`", "judge it by that edition, or correct `edition`"),
)

# --- OD7xx: a case judged ------------------------------------------------------------------------
LATE = _row(
    "OD701",
    "late",
    _E,
    "“{act}”于 {actual} 作出，{deadline}已于 {due} 届满，迟延 {working_days}",
    "`{act}` was done on {actual}; {deadline} was due on {due}: {working_days} late",
    kind="late",
)
OVERDUE = _row(
    "OD702",
    "overdue",
    _E,
    "{deadline}已于 {due} 届满而未完成，至 {as_of} 迟延 {working_days}",
    "{deadline} ran out on {due} and is not done; on {as_of} it is {working_days} late",
    ("由{owed_by}作出：{goals}", "now due from {owed_by}: {goals}"),
    kind="late",
)
NOT_ENABLED = _row(
    "OD703",
    "step-skipped",
    _E,
    "作出“{act}”前缺少：{skipped}",
    "`{act}` was done without: {skipped}",
    kind="missing_step",
)
OUT_OF_ORDER = _row(
    "OD704",
    "out-of-order",
    _E,
    "作出“{act}”时，应在其前的尚未作出：{skipped}",
    "`{act}` was done before what must come first: {skipped}",
    kind="wrong_order",
)
NOT_POSSIBLE = _row(
    "OD705",
    "not-possible-here",
    _E,
    "在“{state}”状态不能作出“{act}”",
    "`{act}` is not possible in state {state}",
    kind="wrong_order",
)
GUARD_FALSE = _row(
    "OD706",
    "guard-not-met",
    _E,
    "“{act}”的条件不成立：{condition}",
    "the condition of `{act}` does not hold: {condition}",
    kind="guard_not_met",
)
WRONG_ROLE = _row(
    "OD707",
    "wrong-role",
    _E,
    "“{act}”应由{expected}作出，实由{found}作出",
    "`{act}` is for {expected}, but was done by {found}",
    kind="wrong_role",
)
WRONG_PERSON = _row(
    "OD708",
    "wrong-person",
    _E,
    "“{act}”{relation}“{other}”的作出者，实由“{found}”作出",
    "`{act}` must be done by {relation} who did `{other}`, but was done by {found}",
    kind="wrong_role",
)
CONTENT_MISSING = _row(
    "OD709",
    "required-content-missing",
    _E,
    "“{act}”缺少：{entry}",
    "`{act}` lacks: {entry}",
)
STEP_MISSING = _row(
    "OD710",
    "presupposed-step-missing",
    _E,
    "作出“{act}”前未作出：{other}",
    "`{act}` was done without `{other}` before it",
    kind="missing_step",
)
ILLEGAL_EXEMPTION = _row(
    "OD711",
    "illegal-exemption",
    _E,
    "“{act}”援引的理由“{name}”不成立：{why}",
    "`{act}` cites `{name}`, which is no ground here: {why}",
    kind="illegal_exemption",
)
UNAUTHORISED = _row(
    "OD712",
    "unauthorised-disclosure",
    _E,
    "“{act}”公开了不得公开的信息：{why}",
    "`{act}` disclosed what may not be disclosed: {why}",
    kind="unauthorised_disclosure",
)
INVALID_EXTENSION = _row(
    "OD713",
    "invalid-extension",
    _E,
    "延长无效，期限仍为 {due}：{why}",
    "the extension is void and the due date stays {due}: {why}",
    kind="invalid_extension",
)
BEYOND_CAP = _row(
    "OD714",
    "extension-beyond-cap",
    _E,
    "准予延长 {granted}，超过上限 {cap}，按上限计算",
    "{granted} were granted, the most is {cap}; the most counts",
    kind="exceeds_maximum",
)
NEED_MISSING = _row(
    "OD715",
    "extension-step-missing",
    _E,
    "延长期限未见“{need}”，期限仍为 {due}",
    "the extension lacks `{need}`; the due date stays {due}",
    kind="missing_step",
)
IN_STEP_MISSING = _row(
    "OD716",
    "companion-act-missing",
    _E,
    "应与“{act}”同步作出而未作出：{goals}",
    "owed in step with `{act}` and not done: {goals}",
    kind="missing_step",
)
PREMATURE = _row(
    "OD717",
    "premature-expiry",
    _E,
    "“{act}”记得过早：{why}",
    "`{act}` is recorded too early: {why}",
    kind="premature_closure",
)
FLOOR_BROKEN = _row(
    "OD718",
    "period-cut-short",
    _E,
    "“{act}”于 {actual} 作出，{deadline}要到 {due} 终了才届满",
    "`{act}` was done on {actual}, but {deadline} runs to the end of {due}",
    kind="premature_closure",
)
GROUND_MISSING = _row(
    "OD719",
    "no-ground-cited",
    _E,
    "“{act}”没有援引不予公开的理由",
    "`{act}` cites no exemption",
    kind="illegal_exemption",
)

# --- OD75x: what decides and is not known ------------------------------------------------------
GUARD_UNKNOWN = _row(
    "OD751",
    "guard-not-known",
    _W,
    "“{act}”的条件是否成立不明：{condition}",
    "whether the condition of `{act}` holds is not known: {condition}",
    ("补记：{facts}", "record {facts}"),
)
PERSON_UNKNOWN = _row(
    "OD752",
    "person-not-known",
    _W,
    "“{act}”与“{other}”是否同一人作出不明",
    "whether `{act}` and `{other}` were done by the same person is not known",
    ("在两个事件中补记 `actor`", "record `actor` at both events"),
)
STEP_UNKNOWN = _row(
    "OD753",
    "presupposed-step-not-known",
    _W,
    "“{act}”之前是否须作出“{other}”不明",
    "whether `{act}` needs `{other}` first is not known",
    ("补记：{facts}", "record {facts}"),
)
BARRED_UNKNOWN = _row(
    "OD754",
    "exemption-not-known",
    _W,
    "不予公开的理由“{name}”是否成立不明，不能判断“{act}”",
    "whether the exemption `{name}` stands is not known, so `{act}` cannot be judged",
    ("补记：{facts}", "record {facts}"),
)
DUTY_UNKNOWN = _row(
    "OD755",
    "duty-not-known",
    _W,
    "{deadline}已过，是否适用不明",
    "{deadline} has run out, and whether it is owed is not known",
    ("补记：{facts}", "record {facts}"),
)
DATE_PROVISIONAL = _row(
    "OD756",
    "due-date-provisional",
    _W,
    "{deadline}的届满日在已公布的放假安排之外，最早 {earliest}、最迟 {latest}，不能判断是否迟延",
    "the due date of {deadline} lies beyond the last holiday notice, between {earliest} and "
    "{latest}: late or not cannot be told",
)
HOUR_UNKNOWN = _row(
    "OD757",
    "hour-not-known",
    _W,
    "{deadline}按小时计算而起算时刻未记，不能判断是否迟延",
    "{deadline} runs by the hour and its first moment is not logged: late or not cannot be told",
    ("补记起算的时刻", "record the time of day at which it started"),
)
ROLE_UNKNOWN = _row(
    "OD758",
    "role-not-known",
    _W,
    "未记“{act}”由谁作出，应由{expected}作出",
    "who did `{act}` is not logged; it is for {expected}",
    ("补记 `role`", "record `role`"),
)

# --- OD8xx: notes, under any verdict -----------------------------------------------------------
CONTENT_ASSUMED = _row(
    "OD801",
    "content-assumed",
    _N,
    "“{act}”的“{entry}”未记，推定齐备",
    "{entry} of `{act}` is not logged and assumed to be there",
)
RECEIPT_ASSUMED = _row(
    "OD802",
    "receipt-assumed",
    _N,
    "“{act}”何日收到未记，推定当日收到",
    "when what `{act}` sent was received is not logged; the same day is assumed",
)
RAN_OUT = _row(
    "OD803",
    "period-ran-out",
    _N,
    "{deadline}于 {due} 届满：{consequence}",
    "{deadline} ran out on {due}: {consequence}",
)
NO_GROUND_GIVEN = _row(
    "OD804",
    "no-exemption-cited",
    _N,
    "“{act}”没有援引不予公开的理由",
    "`{act}` cites no exemption",
)
DRAFT = _row(
    "OD805",
    "draft-judged",
    _N,
    "规则为讨论稿，按生效判断",
    "the ruleset is a draft and judged as if in force",
)
COMMENCEMENT_UNKNOWN = _row(
    "OD806",
    "commencement-unknown",
    _N,
    "规则自何日施行不明，按已施行判断",
    "when the ruleset came into force is not known; it is judged as in force",
)
READING_USED = _row(
    "OD807",
    "reading-used",
    _N,
    "{deadline}依此理解计算：{reading}",
    "{deadline} rests on a reading: {reading}",
)
NOT_IN_FORCE = _row(
    "OD808",
    "not-in-force",
    _N,
    "规则自 {since} 起施行，案件始于 {begun}，不予判断",
    "the ruleset is in force from {since}; the case began on {begun} and is not judged",
)
AFTER_AS_OF = _row(
    "OD809",
    "event-not-judged",
    _N,
    "{count}晚于判断时点，未予判断",
    "not judged, being later than the as-of instant: {count}",
)
NO_LONGER = _row(
    "OD810",
    "no-longer-in-force",
    _N,
    "规则施行至 {until}，案件始于 {begun}，不予判断",
    "the ruleset was in force until {until}; the case began on {begun} and is not judged",
)
PERIOD_ASSUMED = _row(
    "OD811",
    "period-assumed",
    _N,
    "未写明期间，按首个事件所在的 {period} 判断",
    "the period is not given; that of the first event, {period}, is assumed",
)
BEFORE_LAST_WEEK = _row(
    "OD812",
    "before-last-working-week",
    _N,
    "{deadline}于 {actual} 完成，早于自 {first} 起的最后一个工作周",
    "{deadline} was met on {actual}, before the last working week, which begins on {first}",
)

CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if type(value) is Code)
BY_ID = {code.id: code for code in CODES}
