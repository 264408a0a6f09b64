"""One scalar as written in, its strict value out, or the advice for one that can be misread.

YAML 1.1 turns `no` into false, `010` into 8, `12:30` into 750 and `2024-01-01` into a date while
`2024-1-1` stays text. Here there is one spelling for each kind of value; the traps are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ..diagnostics.finding import Words
from .tree import ScalarNode

Value: TypeAlias = bool | int | date | str | None

DIGITS = 18  # of the longest integer: what fits into 64 bits whatever its digits are
_TRUTH = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false"})
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_LOOSE_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
# What YAML 1.1 or 1.2 reads as an integer and we do not: signs, octal, hex, binary, underscores.
_OTHER_INTEGER = re.compile(r"[-+]?(?:0b[01_]+|0o?[0-9_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)\Z")
_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A scalar that has no strict reading; `expected` is None where it has two readings."""

    advice: Words
    expected: Words | None = None


def read(node: ScalarNode) -> Value | Trap:
    """The value of a scalar: only `true` and `false` are booleans, quoted is always text."""
    text = node.text
    if not node.plain:
        return text
    first = text[:1]
    if first.isascii() and (first.isdigit() or first in ("+", "-")):
        return _number(text)
    if text == "true":
        return True
    if text == "false":
        return False
    if text in ("", "null", "~"):
        return None
    if text.lower() in _TRUTH:
        return Trap(advice=_truth_advice(text))
    if text in ("Null", "NULL"):
        return Trap(
            advice=Words(
                zh=f"文字写作 '{text}'；没有内容写作 null",
                en=f"write '{text}' for the text, null for nothing",
            )
        )
    return text


def key_trap(node: ScalarNode) -> Words | None:
    """Advice for a key that YAML 1.1 reads as a truth value or as nothing."""
    if node.plain and (node.text.lower() in _TRUTH or node.text.lower() in ("null", "~")):
        return Words(
            zh=f"换一个词；确是名称时写作 '{node.text}'",
            en=f"use another word, or write '{node.text}' if it is a name",
        )
    return None


def _truth_advice(text: str) -> Words:
    meant = "true" if text.lower() in ("y", "yes", "on", "true") else "false"
    return Words(
        zh=f"是非写作 {meant}；文字写作 '{text}'",
        en=f"write {meant} for the truth value, '{text}' for the text",
    )


def _number(text: str) -> Value | Trap:
    if _INTEGER.match(text) and text != "-0":
        if len(text.lstrip("-")) <= DIGITS:
            return int(text)
        most = Words(
            zh=f"不超过 {DIGITS} 位的整数", en=f"a whole number of at most {DIGITS} digits"
        )
        return Trap(advice=_text_advice(text), expected=most)
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            day = Words(zh="日历上有的日期", en="a day of the calendar")
            return Trap(advice=_text_advice(text), expected=day)
    return _trap(text) or text


def _trap(text: str) -> Trap | None:
    loose = _LOOSE_DATE.match(text)
    if loose:
        year, month, day = loose.groups()
        strict = f"{year}-{int(month):02d}-{int(day):02d}"
        return Trap(advice=Words(zh=f"日期写作 {strict}", en=f"write the date as {strict}"))
    if _OTHER_INTEGER.match(text):
        digits = text.lstrip("+-").replace("_", "")
        if digits.isdigit():
            number = (digits.lstrip("0") or "0")[:DIGITS]
            number = f"-{number}" if text.startswith("-") and number != "0" else number
            return Trap(
                advice=Words(
                    zh=f"数字写作 {number}；文字写作 '{text}'",
                    en=f"write {number} for the number, '{text}' for the text",
                )
            )
        return Trap(
            advice=Words(
                zh=f"数字用十进制书写；文字写作 '{text}'",
                en=f"write the number in decimal digits, or '{text}' for the text",
            )
        )
    return Trap(advice=_text_advice(text)) if _BASE_60.match(text) else None


def _text_advice(text: str) -> Words:
    return Words(zh=f"文字写作 '{text}'", en=f"write '{text}' for the text")
