"""Rows of the table of findings: what is to be known under any verdict (OD8xx)."""

from __future__ import annotations

from .row import N, row

CONTENT_ASSUMED = row(
    "OD801",
    "content-assumed",
    N,
    "“{act}”的“{entry}”未记，推定齐备",
    "{entry} of `{act}` is not logged and assumed to be there",
)
RECEIPT_ASSUMED = row(
    "OD802",
    "receipt-assumed",
    N,
    "“{act}”何日收到未记，推定当日收到",
    "when what `{act}` sent was received is not logged; the same day is assumed",
)
RAN_OUT = row(
    "OD803",
    "period-ran-out",
    N,
    "{deadline}于 {due} 届满：{consequence}",
    "{deadline} ran out on {due}: {consequence}",
)
NO_GROUND_GIVEN = row(
    "OD804",
    "no-exemption-cited",
    N,
    "“{act}”没有援引不予公开的理由",
    "`{act}` cites no exemption",
)
DRAFT = row(
    "OD805",
    "draft-judged",
    N,
    "规则为讨论稿，按生效判断",
    "the ruleset is a draft and judged as if in force",
)
COMMENCEMENT_UNKNOWN = row(
    "OD806",
    "commencement-unknown",
    N,
    "规则自何日施行不明，按已施行判断",
    "when the ruleset came into force is not known; it is judged as in force",
)
READING_USED = row(
    "OD807",
    "reading-used",
    N,
    "{deadline}依此理解计算：{reading}",
    "{deadline} rests on a reading: {reading}",
)
NOT_IN_FORCE = row(
    "OD808",
    "not-in-force",
    N,
    "规则自 {since} 起施行，案件始于 {begun}，不予判断",
    "the ruleset is in force from {since}; the case began on {begun} and is not judged",
)
AFTER_AS_OF = row(
    "OD809",
    "event-not-judged",
    N,
    "{count}晚于判断时点，未予判断",
    "not judged, being later than the as-of instant: {count}",
)
NO_LONGER = row(
    "OD810",
    "no-longer-in-force",
    N,
    "规则施行至 {until}，案件始于 {begun}，不予判断",
    "the ruleset was in force until {until}; the case began on {begun} and is not judged",
)
PERIOD_ASSUMED = row(
    "OD811",
    "period-assumed",
    N,
    "未写明期间，按首个事件所在的 {period} 判断",
    "the period is not given; that of the first event, {period}, is assumed",
)
BEFORE_LAST_WEEK = row(
    "OD812",
    "before-last-working-week",
    N,
    "{deadline}于 {actual} 完成，早于自 {first} 起的最后一个工作周",
    "{deadline} was met on {actual}, before the last working week, which begins on {first}",
)
RECEIPT_READINGS_PART = row(
    "OD813",
    "receipt-readings-part",
    N,
    "“{act}”（{channel}）以 {day}（{date}）为收到之日；按另一种理解为 {other_day}（{other}）",
    "`{act}` ({channel}) counts as received on {day} ({date}); by the other reading it was on "
    "{other_day} ({other})",
)
RECEIPT_NOT_RECORDED = row(
    "OD814",
    "receipt-not-recorded",
    N,
    "“{act}”何日收到未记，至早为 {day}，期限自该日起计算的只是最早的日期",
    "the day on which `{act}` was received is not recorded; it is {day} at the earliest, and dates "
    "counted from it are the earliest there can be",
    ("补记：{facts}", "record {facts}"),
)
