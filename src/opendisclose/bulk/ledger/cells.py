"""One cell of a ledger goes in; the date, number, length or truth that a person meant comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from ...graph.values import BOOLEAN, DATE, DURATION, INTEGER, LIST, FactCodes
from ...model.times import time_of

_DAY = (
    r"(?P<year>(?:19|20|21)\d\d)\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*"
    r"(?P<day>\d{1,2})\s*日?"
)
_CLOCK = (
    r"(?:[T\s]*(?P<half>上午|下午|中午)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*"
    r"(?:(?P<minute>\d{1,2})\s*(?:[:分]\s*(?:(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?)?)?)?"
)
_WRITTEN = re.compile(_DAY + _CLOCK + r"\Z")
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)\Z")
_SERIAL = re.compile(r"\d{5}(\.\d+)?\Z")
_SERIALS = (20_000, 75_000)  # the days from 1954 to 2105
_SECONDS = 86_400
_QUARTERS = "1234一二三四"
_PERIOD = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)\s*(?:年度?)?\s*(?:"
    rf"[-/.]?[Qq]\s*(?P<short>[1-4])|第?\s*(?P<quarter>[{_QUARTERS}])\s*季度?"
    r"|[-/.]\s*(?P<month>0?[1-9]|1[0-2])|(?P<named>0?[1-9]|1[0-2])\s*月份?)?\Z"
)
_YES = frozenset(["true", "yes", "y", "1", "t", "是", "有", "对", "√", "✓", "✔", "☑"])
_NO = frozenset(["false", "no", "n", "0", "f", "否", "无", "没有", "×", "✗", "✘", "☐"])
_LENGTH = re.compile(
    r"(?P<number>[1-9]\d{0,4})\s*"
    r"(?P<unit>个?工作日|wd|working days?|天|日|days?|d|个?月|months?|m|小时|hours?|h)\Z"
)
_UNITS = {
    "working_days": ("个工作日", "工作日", "wd", "working day", "working days"),
    "days": ("天", "日", "day", "days", "d"),
    "months": ("个月", "月", "month", "months", "m"),
    "hours": ("小时", "hour", "hours", "h"),
}
BETWEEN = re.compile(r"\s*[、,，;；\n]\s*")


def plain(text: str) -> str:
    """Full-width digits and letters as usual ones, without spaces at the ends."""
    return unicodedata.normalize("NFKC", text).strip()


def time_text(text: str, epoch: date, formats: Iterable[str] = ()) -> str | None:
    """A date or date-time as a case file writes it; None if the text is none.

    After the `formats` of the mapping: `2026年9月1日`, `2026/9/1`, `2026.9.1`, `20260901`, each
    with a time of day if need be, full-width digits, and the serial number of a spreadsheet.
    """
    if time_of(text) is not None:
        return text
    told = plain(text)
    for one in formats:
        try:
            found = datetime.strptime(told, one)
        except ValueError:
            continue
        return _iso(found, "%H" in one or "%I" in one)
    if time_of(told) is not None:
        return told
    return _written(told) or _compact(told) or _serial(told, epoch)


def _written(text: str) -> str | None:
    found = _WRITTEN.match(text)
    if found is None:
        return None
    hour = int(found["hour"] or 0)
    if found["half"] == "下午" and hour < 12:
        hour += 12
    try:
        at = datetime(
            int(found["year"]),
            int(found["month"]),
            int(found["day"]),
            hour,
            int(found["minute"] or 0),
            int(found["second"] or 0),
        )
    except ValueError:
        return None
    return _iso(at, found["hour"] is not None)


def _compact(text: str) -> str | None:
    found = _COMPACT.match(text)
    if found is None:
        return None
    try:
        return date(*(int(one) for one in found.groups())).isoformat()
    except ValueError:
        return None


def _serial(text: str, epoch: date) -> str | None:
    if _SERIAL.match(text) is None or not _SERIALS[0] <= float(text) < _SERIALS[1]:
        return None
    seconds = round(float(text) * _SECONDS)
    at = datetime.combine(epoch, datetime.min.time()) + timedelta(seconds=seconds)
    return _iso(at, "." in text and seconds % _SECONDS != 0)


def _iso(at: datetime, with_clock: bool) -> str:
    return at.isoformat(timespec="seconds") if with_clock else at.date().isoformat()


def period_text(text: str) -> str | None:
    """A year, quarter or month as a case file writes it; None if the text is none.

    `2025年`, `2025年第三季度`, `2025年9月`, `2025/9`; `2025`, `2025Q3` and `2025-09` stay.
    """
    found = _PERIOD.match(plain(text))
    if found is None:
        return None
    if month := found["month"] or found["named"]:
        return f"{found['year']}-{int(month):02}"
    if found["quarter"]:
        return f"{found['year']}Q{_QUARTERS.index(found['quarter']) % 4 + 1}"
    return found["year"] + (f"Q{found['short']}" if found["short"] else "")


def value_of(cell: Any, codes: FactCodes, epoch: date, formats: Iterable[str] = ()) -> Any:
    """What a cell records of a fact.

    Raises:
        WrongValueError: the fact cannot hold it.
    """
    kind = codes.type
    if kind == BOOLEAN:
        value: Any = _truth(cell)
    elif kind == INTEGER:
        value = _number(cell)
    elif kind == DATE:
        value = _day(cell, epoch, formats)
    elif kind == DURATION:
        value = _length(cell, epoch, formats)
    elif kind == LIST and isinstance(cell, str):
        value = [one for one in BETWEEN.split(cell.strip()) if one]
    elif isinstance(cell, str):
        known = codes.values.get(cell) >= 0
        value = cell if known else plain(cell)
    else:
        value = str(cell)
    codes.code(value)
    return value


def _truth(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    word = plain(str(cell)).lower()
    return True if word in _YES else False if word in _NO else cell


def _number(cell: Any) -> Any:
    if isinstance(cell, str) and re.match(r"[+-]?\d{1,18}\Z", plain(cell)):
        return int(plain(cell))
    return cell


def _day(cell: Any, epoch: date, formats: Iterable[str]) -> Any:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    told = time_text(str(cell), epoch, formats)
    return date.fromisoformat(told[:10]) if told is not None else cell


def _length(cell: Any, epoch: date, formats: Iterable[str]) -> Any:
    """A length as `{working_days: 15}`, or the day on which it ends as text."""
    if isinstance(cell, dict):
        return cell
    found = _LENGTH.match(plain(str(cell)))
    if found is not None:
        unit = next(name for name, words in _UNITS.items() if found["unit"] in words)
        return {unit: int(found["number"])}
    day = _day(cell, epoch, formats)
    return day.isoformat() if isinstance(day, date) else day
