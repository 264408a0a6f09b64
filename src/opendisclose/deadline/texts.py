"""A step goes in; one sentence about it, in Chinese or in English, comes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from opendisclose.deadline import count
from opendisclose.deadline.steps import Step

Lang = Literal["zh", "en"]

# What is in braces is filled from the step; an optional part brings its own punctuation.
TEXTS: Mapping[str, tuple[str, str]] = {
    "trigger": (
        "起算：{first}{name}，当日不计入",
        "trigger day: {first}{name}, not counted itself",
    ),
    "trigger included": (
        "起算：{first}{name}，当日计入",
        "trigger day: {first}{name}, counted itself",
    ),
    "trigger hours": ("起算：{moment}{name}", "running from {moment}{name}"),
    "trigger date": ("事由：{first}{name}", "occasion: {first}{name}"),
    "first_day": ("第一日：{first}", "day 1: {first}"),
    "excluded": ("{span}不计入：扣除{number}", "{span} excluded: {number} taken out"),
    "ignored": (
        "{span}不扣除：期限届满后才开始",
        "{span} not excluded: it began after the due date",
    ),
    "skipped": (
        "{span}休息{name}：{number}不计入{notice}",
        "{span} off{name}: {number} not counted{notice}",
    ),
    "worked": ("{first}上班{name}，计入{notice}", "{first} worked{name}, counted{notice}"),
    "extension": ("延长{number}", "extended by {number}"),
    "extension from": (
        "延长{number}：{first}延至{last}",
        "extended by {number}: from {first} to {last}",
    ),
    "rolled": (
        "{first}为休息日{name}，顺延至{last}{notice}",
        "{first} is a rest day{name}, moved to {last}{notice}",
    ),
    "due": ("截止：{first}24时", "due: by the end of {first}"),
    "due hours": ("截止：{moment}", "due: {moment}"),
    "safe_day": (
        "{last}为休息日，日期不顺延；此前最后一个工作日为{first}",
        "{last} is a rest day, the date does not move; the last working day before is {first}",
    ),
    "safe_day provisional": (
        "日期不顺延；{limit}后的安排尚未确定，此前最后一个工作日暂定为{first}",
        "the date does not move; days after {limit} are not official, the last working day until"
        " then is provisionally {first}",
    ),
    "paused": (
        "扣除期间尚未结束，期限中止；最早截止{first}",
        "an excluded span is open, the clock is paused; due on {first} at the earliest",
    ),
    "provisional": (
        "暂定：节假日安排仅确定至{limit}；最早{first}，最晚{last}",
        "provisional: days after {limit} are not official; {first} at the earliest,"
        " {last} at the latest",
    ),
    "provisional hours": (
        "暂定：起算时刻未记录，届满时刻在{first}至{last}之间",
        "provisional: no time of day is recorded; it ends between {first} and the end of {last}",
    ),
    "open_start": (
        "暂定：起算之日未记，上述起算日是最早的一日；最早{first}截止",
        "provisional: the day it starts on is not recorded, the one above is the earliest; due on"
        " {first} at the earliest",
    ),
    "reading": ("理解：{name}", "reading: {name}"),
}
UNITS: Mapping[int, tuple[str, str]] = {
    0: ("个平日", "weekday"),
    count.WORKING_DAYS: ("个工作日", "working day"),
    count.DAYS: ("日", "day"),
    count.MONTHS: ("个月", "month"),
    count.HOURS: ("小时", "hour"),
}
_WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def render(step: Step, lang: Lang) -> str:
    """The sentence of a step, without a full stop, ending with its clauses in brackets."""
    fields = {
        "first": _day(step.first, lang),
        "last": _day(step.last, lang),
        "limit": _day(step.limit, lang),
        "span": _span(step, lang),
        "moment": f"{step.moment:%Y-%m-%d %H:%M}" if step.moment else "",
        "number": _number(step, lang),
        "name": _name(step, lang),
        "notice": _notice(step, lang),
    }
    text = TEXTS[_key(step)][lang == "en"].format(**fields)
    if not step.clause:
        return text
    return (
        f"{text}（{'、'.join(step.clause)}）"
        if lang == "zh"
        else (f"{text} ({', '.join(step.clause)})")
    )


def _key(step: Step) -> str:
    if step.kind == "trigger":
        if step.unit == count.HOURS and step.moment:
            return "trigger hours"
        if step.unit not in (count.WORKING_DAYS, count.DAYS, count.MONTHS):
            return "trigger date"
        return "trigger included" if step.included else "trigger"
    if step.kind == "due" and step.moment:
        return "due hours"
    if step.kind == "extension" and step.first:
        return "extension from"
    if step.kind == "safe_day" and step.limit:
        return "safe_day provisional"
    if step.kind == "provisional" and step.limit is None:
        return "provisional hours"
    return step.kind


def _day(day: date | None, lang: Lang) -> str:
    if day is None:
        return ""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[0][day.weekday()]}）"
    return f"{_WEEKDAYS[1][day.weekday()]} {day.isoformat()}"


def _span(step: Step, lang: Lang) -> str:
    first, last = _day(step.first, lang), _day(step.last, lang)
    if first == last:
        return first
    return f"{first}至{last}" if lang == "zh" else f"{first} to {last}"


def _number(step: Step, lang: Lang) -> str:
    if step.number is None or step.unit not in UNITS:
        return ""
    zh, en = UNITS[step.unit]
    if lang == "zh":
        return f"{step.number}{zh}"
    return f"{step.number} {en}" if step.number == 1 else f"{step.number} {en}s"


def _name(step: Step, lang: Lang) -> str:
    names = [pair[lang == "en"] for pair in step.names]
    if step.kind == "reading" or not names:
        return "".join(names)
    return f"（{'、'.join(names)}）" if lang == "zh" else f" ({', '.join(names)})"


def _notice(step: Step, lang: Lang) -> str:
    notices = step.notices
    if not notices:
        return ""
    if lang == "zh":
        return "，依据" + "、".join(f"《{notice.zh}》" for notice in notices)
    return ", by " + "; ".join(notice.en for notice in notices)
