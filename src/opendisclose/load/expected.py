"""One error of pydantic in, what the language expects there out, in both languages.

The table is keyed by pydantic's error types; its sentences never reach a user, and a type that is
not in the table gets a general wording.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..diagnostics.finding import Words
from ..diagnostics.wording import named

_MAPPING = Words(zh="一组键和值", en="a mapping of keys to values")
_LIST = Words(zh="列表", en="a list")
TEXT = Words(zh="文字", en="text")
_DATE = Words(zh="形如 2026-09-18 的日期", en="a date such as 2026-09-18")
_OTHER = Words(zh="另一种值", en="another kind of value")

# A scalar expected; where a mapping or list stands and has faults of its own, those say more.
SCALAR_TYPES: Mapping[str, Words] = {
    "bool_type": Words(zh=" true/false", en="`true`/`false`"),
    "int_type": Words(zh="整数", en="a whole number"),
    "date_type": _DATE,
    "datetime_type": _DATE,
    "string_type": TEXT,
}
_COLLECTION_TYPES: Mapping[str, Words] = {
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
}
_MODELS: Mapping[str, Words] = {
    "Text": Words(zh="两种语言的文字 {zh: …, en: …}", en="a text {zh: …, en: …}"),
    "Duration": Words(zh="时长，如 {working_days: 15}", en="a duration such as {working_days: 15}"),
    "Period": Words(zh="期间，如 {working_days: 15}", en="a period such as {working_days: 15}"),
    "Entry": Words(
        zh="名称，或 {has: …}、{is: …}、{act: …}", en="a name, or {has: …}, {is: …} or {act: …}"
    ),
    "Moment": Words(zh="行为，或 {act: …, at: …}", en="an act, or {act: …, at: …}"),
    "Test": Words(zh="比较，如 {in: [a, b]}", en="a comparison such as {in: [a, b]}"),
    "Ignore": Words(
        zh="忽略 {code: …, reason: {zh: …, en: …}}",
        en="an entry {code: …, reason: {zh: …, en: …}}",
    ),
    "Event": Words(zh="事件 {act: …, at: …}", en="an event {act: …, at: …}"),
}
_PATTERNS: Mapping[str, Words] = {
    r"^[a-z][a-z0-9_]*$": Words(
        zh="以小写英文字母开头，由 a-z、0-9 和 _ 组成的英文编号",
        en="an English id of a-z, 0-9 and _ that begins with a letter",
    ),
    r"^[a-z0-9][a-z0-9-]*$": Words(
        zh="由 a-z、0-9 和 - 组成的英文编号", en="an English id of a-z, 0-9 and -"
    ),
    r"^[A-Z]{2}$": Words(zh="两个大写字母的国别代码，如 CN", en="a country code such as CN"),
}
_LITERAL = re.compile(r"'([^']*)'|(-?[0-9]+)")


def expected(kind: str, context: Mapping[str, Any]) -> Words:
    """What should have stood there, for an error of type `kind` with its context."""
    if kind in SCALAR_TYPES:
        return SCALAR_TYPES[kind]
    if kind == "literal_error":
        return _one_of(literals(context))
    if kind in _COLLECTION_TYPES:
        return _MODELS.get(str(context.get("class_name")), _COLLECTION_TYPES[kind])
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), _OTHER)
    if kind in ("greater_than_equal", "less_than_equal"):
        return _bound(context)
    return _OTHER


def literals(context: Mapping[str, Any]) -> tuple[str, ...]:
    """The choices of a `literal_error`."""
    found = _LITERAL.findall(str(context.get("expected", "")))
    # Sorted: their order depends on which module was imported first.
    return tuple(sorted(text or number for text, number in found))


def _one_of(choices: tuple[str, ...]) -> Words:
    names = named(choices)
    if len(choices) == 1:
        return names
    return Words(zh=f"其中之一：{names.zh}", en=f"one of {names.en}")


def _bound(context: Mapping[str, Any]) -> Words:
    if "ge" in context:
        return Words(
            zh=f"不小于 {context['ge']} 的整数", en=f"a whole number from {context['ge']} up"
        )
    return Words(zh=f"不大于 {context['le']} 的整数", en=f"a whole number up to {context['le']}")
