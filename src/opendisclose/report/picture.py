"""A due date goes in; a picture of its months as lines of text comes out."""

from __future__ import annotations

from collections.abc import Sequence

from ..deadline.due import DueDate
from ..deadline.grid import Month, Square, months
from .layout import View, pad
from .periods import MONTHS

_WIDE = 8  # columns of one day
_DAYS = (tuple("一二三四五六日"), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
# The sign behind the day of the month, by what the day is; and what the sign means.
SIGNS: dict[str, tuple[str, str, str]] = {
    "trigger": (">", "起算日", "trigger day"),
    "counted": (":", "计入，其后为第几日", "counted, then its number"),
    "worked": ("+", "调休上班的周末，计入", "weekend day that is worked, counted"),
    "runs": (".", "期间之内", "the period runs"),
    "excluded": ("~", "扣除", "taken out"),
    "off": ("x", "平日休息，不计入", "weekday off, not counted"),
    "rest": ("-", "周末，不计入", "weekend, not counted"),
    "due": ("=", "末日", "last day"),
    "unsure": ("?", "安排尚未公布", "not official yet"),
}


def kind_of(square: Square, first: bool) -> str:
    """What a day is to the count; empty for one outside it. `first` is True once it has begun."""
    if square.due:
        return "due"
    if square.trigger and square.number is None:
        return "trigger"
    if square.excluded:
        return "excluded"
    if square.number is not None:
        return "worked" if square.day.kind in ("make_up", "own_worked") else "counted"
    if square.runs:
        return "runs"
    if not first or square.day.working:
        return ""
    return "rest" if square.day.weekend else "off"


def month_title(month: Month, view: View) -> str:
    return view.say(f"{month.year}年{month.month}月", f"{MONTHS[month.month - 1]} {month.year}")


def weekdays(view: View) -> Sequence[str]:
    """The heads of the seven columns, Monday first."""
    return _DAYS[0] if view.zh else _DAYS[1]


def kinds(due: DueDate) -> list[tuple[Month, list[list[tuple[Square, str] | None]]]]:
    """Each month with its days and what each is to the count."""
    found = []
    begun = ended = False
    for month in months(due):
        weeks: list[list[tuple[Square, str] | None]] = []
        for week in month.weeks:
            row: list[tuple[Square, str] | None] = []
            for square in week:
                if square is None:
                    row.append(None)
                    continue
                begun = begun or square.trigger
                row.append((square, kind_of(square, begun) if not ended else ""))
                ended = ended or square.due
            weeks.append(row)
        found.append((month, weeks))
    return found


def picture(due: DueDate, view: View) -> list[str]:
    """The months from the trigger day through the due date, and what the signs mean."""
    lines: list[str] = []
    used: dict[str, None] = {}
    for month, weeks in kinds(due):
        lines += (
            ["", f"  {view.paint('strong', month_title(month, view))}"]
            if lines
            else [f"  {view.paint('strong', month_title(month, view))}"]
        )
        lines.append("  " + "".join(pad(one, _WIDE) for one in weekdays(view)).rstrip())
        for week in weeks:
            cells = []
            for one in week:
                text = _text(*one) if one is not None else ""
                if one is not None:
                    used.update(dict.fromkeys(_signs(*one)))
                cells.append(pad(text, _WIDE))
            lines.append(("  " + "".join(cells)).rstrip())
    legend = [f"{SIGNS[one][0]} {view.say(*SIGNS[one][1:])}" for one in SIGNS if one in used]
    if legend:
        lines += ["", "  " + view.paint("dim", view.say("；", "; ").join(legend))]
    return lines


def _signs(square: Square, kind: str) -> list[str]:
    unsure = kind and square.day.status != "official" and square.day.kind != "weekend"
    return [one for one in (kind, "unsure" if unsure else "") if one]


def _text(square: Square, kind: str) -> str:
    signs = "".join(SIGNS[one][0] for one in _signs(square, kind)[:1])
    number = "" if square.number is None or kind in ("", "trigger") else str(square.number)
    tail = "?" if "unsure" in _signs(square, kind) else ""
    return f"{square.day.date.day:>2}{signs}{number}{tail}"
