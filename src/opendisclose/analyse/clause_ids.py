"""The id of a clause in, its numbers out: 第八条第一款第（二）项 is 条 8, 款 1, 项 2."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CHINESE = "零〇一二两三四五六七八九十百千"
_DIGITS = {one: value for value, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000}
_RINGS = {chr(0x2460 + number): number + 1 for number in range(20)}  # ① to ⑳
_N = rf"[{_CHINESE}]+|\d+"
_PART = re.compile(
    rf"第(?:（(?P<item>{_N})）|(?P<number>{_N}))(?P<unit>部分|[编章节条款项目])(?:之(?P<later>{_N}))?"
    rf"|[（(](?P<bracket>{_N})[）)]"
    rf"|(?P<ring>[{''.join(_RINGS)}])"
    rf"|(?P<chinese>[{_CHINESE}]+)、?"
    r"|(?P<arabic>\d+)[、.．]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One level of an id: what it counts, and its number; `later` is that of 第八条之一."""

    unit: str  # 条, 款, 项, 目 …; in an outline without them what the number looks like
    number: int
    later: int = 0
    written: str

    def place(self) -> tuple[int, int]:
        return self.number, self.later


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseId:
    """An id taken apart; `parts` is empty if it has no number (前言, 附件)."""

    id: str
    document: str  # before the `/`; empty where there is one document
    parts: tuple[Part, ...]

    def above(self, length: int) -> str:
        """The id of what holds it: its document and the first `length` parts."""
        written = "".join(one.written for one in self.parts[:length])
        return f"{self.document}/{written}" if self.document else written


def clause_id(written: str) -> ClauseId:
    """An id taken apart; what is not wholly understood has no parts."""
    document, slash, rest = written.rpartition("/")
    parts: list[Part] = []
    at = 0
    while at < len(rest):
        found = _PART.match(rest, at)
        if found is None:
            parts = []
            break
        parts.append(_part(found))
        at = found.end()
    return ClauseId(id=written, document=document if slash else "", parts=tuple(parts))


def every_level(ids: Iterable[str]) -> frozenset[str]:
    """The ids and all that they lie in: 第八条第一款 says that there is a 第八条."""
    split = [clause_id(one) for one in ids]
    above = {one.above(length) for one in split for length in range(1, len(one.parts))}
    return frozenset((*(one.id for one in split), *above))


def number_of(text: str) -> int:
    """A number in Chinese or Arabic numerals: 二十一 is 21, 一百零三 is 103."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for one in text:
        if one in _TIMES:
            total += (digit or 1) * _TIMES[one]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[one]
    return total + digit


def chinese(number: int) -> str:
    """A number below 1000 in Chinese numerals, as articles are counted: 10 is 十, 110 一百一十."""
    numerals = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{numerals[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else numerals[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (numerals[ones] if ones or not number else "")


def _part(found: re.Match[str]) -> Part:
    groups = found.groupdict()
    unit = groups["unit"] or next(
        name for name in ("bracket", "ring", "chinese", "arabic") if groups[name]
    )
    if groups["ring"]:
        number = _RINGS[groups["ring"]]
    else:
        names = ("item", "number", "bracket", "chinese", "arabic")
        number = number_of(next(groups[name] for name in names if groups[name]))
    later = number_of(groups["later"]) if groups["later"] else 0
    return Part(unit=unit, number=number, later=later, written=found[0])
