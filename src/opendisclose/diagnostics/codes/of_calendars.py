"""Rows of the table of findings: a calendar file (OD15x)."""

from __future__ import annotations

from .row import E, W, row

DAY_BOTH_WAYS = row(
    "OD151",
    "day-rested-and-worked",
    E,
    "{day} 既写为休息日，又写为工作日",
    "{day} is given as a rest day and as a working day",
    ("只保留通知中的一种", "keep the one that the notice says"),
)
NOTICES_CONFLICT = row(
    "OD152",
    "notices-conflict",
    E,
    "{day}：同日发布的两个通知（{first} 与 {second}）规定相反",
    "{day}: two notices of the same day ({first} and {second}) say opposite things",
    (
        "写明后发布的一个的 `issued`，或者删去其一",
        "give the later one its own `issued`, or remove one of them",
    ),
)
EMPTY_NOTICE = row(
    "OD153",
    "notice-without-days",
    E,
    "{year} 年的通知没有写出任何日子：尚未公布的年份不是已安排的年份",
    "the notice of {year} names no day: a year that is not noticed yet is not an arranged one",
    ("通知公布后再加入", "add it when the notice is out"),
)
DAY_OF_ANOTHER_YEAR = row(
    "OD154",
    "day-of-another-year",
    W,
    "{day} 不在通知所安排的 {year} 年及其前后数日之内",
    "{day} lies neither in {year}, which the notice arranges, nor in the days around it",
    ("核对年份", "check the year"),
)
WORKED_ANYWAY = row(
    "OD155",
    "weekday-listed-as-worked",
    W,
    "{day}（{weekday}）本来就是工作日，写为上班日不起作用",
    "{day} ({weekday}) is a working day anyway; listing it as worked changes nothing",
    ("核对日期", "check the date"),
)
OLDER_NOTICE = row(
    "OD156",
    "older-notice",
    W,
    "{year} 年已有较新的通知（{known}），本通知未采用",
    "{year} has a newer notice ({known}); this one is not used",
    (
        "若为修改通知，写 `amends`，并核对 `issued`",
        "if it changes that notice say so with `amends`, and check `issued`",
    ),
)
STATUTORY_DAY_WORKED = row(
    "OD157",
    "statutory-holiday-missing",
    W,
    "{year} 年的通知没有安排法定节假日 {day}（{name}）",
    "the notice of {year} leaves out the statutory holiday {day} ({name})",
    ("补全休息日", "complete the rest days"),
)
STRETCH_BACKWARDS = row(
    "OD158",
    "stretch-backwards",
    E,
    "休止日 {last} 早于起始日 {first}",
    "the stretch ends on {last}, before it begins on {first}",
)
