"""Rows of the table of findings: a case file (OD6xx)."""

from __future__ import annotations

from .row import E, W, row

UNKNOWN_IN_CASE = row(
    "OD601",
    "unknown-name-in-case",
    E,
    "规则中没有名为 `{name}` 的{what}",
    "the ruleset has no {what} `{name}`",
    ("已有：{known}", "known: {known}"),
)
UNREADABLE_TIME = row(
    "OD602",
    "unreadable-time",
    E,
    "`{found}` 不是时间",
    "`{found}` is not a time",
    (
        "写作 2026-09-18 或 2026-09-18T09:30（可带 +08:00）",
        "write 2026-09-18 or 2026-09-18T09:30 (with +08:00 if need be)",
    ),
)
CONTRADICTORY_TIME = row(
    "OD603",
    "contradictory-time",
    E,
    "{what}（{found}）与该事件的时间（{event_time}）矛盾",
    "{what} ({found}) contradicts the event's own time ({event_time})",
    ("以事件自身的时间计算", "the event's own time counts"),
)
UNKNOWN_ROLE = row(
    "OD604",
    "unknown-role",
    W,
    "规则中没有角色 `{name}`，按 `other` 判断",
    "the ruleset has no role `{name}`; judged as `other`",
    ("已有：{known}", "known: {known}"),
)
WRONG_DATA = row(
    "OD605",
    "wrong-data",
    E,
    "事实 `{fact}` 不能记为 `{value}`",
    "fact `{fact}` cannot be recorded as `{value}`",
    ("应为：{expected}", "it takes {expected}"),
)
OUTSIDE_CALENDAR = row(
    "OD606",
    "outside-calendar",
    E,
    "{found} 在日历之外（已知 {first} 至 {last}）",
    "{found} lies outside the calendar, which knows {first} to {last}",
)
DUPLICATE_EVENT = row(
    "OD607",
    "duplicate-event-id",
    E,
    "事件编号 `{event}` 用了两次",
    "event id `{event}` is used twice",
)
NO_EVENTS = row(
    "OD608",
    "nothing-to-judge",
    E,
    "案件没有可判断的事件",
    "the case has no event that can be judged",
)
IMPOSSIBLE_START = row(
    "OD609",
    "impossible-starting-states",
    E,
    "状态 {states} 不会在此程序中同时生效",
    "states {states} are never active together in this procedure",
)
OTHER_RULESET = row(
    "OD610",
    "another-ruleset",
    E,
    "案件写的是规则 `{found}`，现用的是 `{expected}`",
    "the case names ruleset `{found}`, but is judged by `{expected}`",
)
UNREADABLE_PERIOD = row(
    "OD611",
    "unreadable-period",
    E,
    "“{found}”不是一个期间",
    "`{found}` is no period",
    ("此程序的期间写作 {example}", "a period of this procedure is written {example}"),
)
PERIOD_MISSING = row(
    "OD612",
    "period-missing",
    E,
    "没有事件，也没有写明是哪一期间的义务",
    "there is no event, and the period in which the duty is owed is not given",
    ("写明 `period`，如 {example}", "give `period`, such as {example}"),
)
OTHER_CONTENT = row(
    "OD613",
    "saved-under-other-content",
    E,
    "案件按规则 `{found}` 保存，现用的是 `{expected}`",
    "the case was saved under ruleset `{found}`, but is judged by `{expected}`",
    (
        "按保存时的规则判断；有意改用另一份的，删去 `saved`",
        "judge it by the ruleset it was saved under; to use the other on purpose, take out `saved`",
    ),
)
OTHER_EDITION = row(
    "OD614",
    "another-edition",
    E,
    "案件写的是版本 `{found}`，现用的是版本 `{expected}`",
    "the case names edition `{found}`, but is judged by edition `{expected}`",
    ("用该版本的规则判断，或改正 `edition`", "judge it by that edition, or correct `edition`"),
)
