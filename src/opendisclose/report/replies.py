"""Replies and the annual statistics go in; their words and rows for every report come out."""

from __future__ import annotations

from typing import Any

from ..bulk.annual import AnnualTable
from ..model.annual import CELLS, FAMILIES, REMEDIES, REPLY_TYPES
from ..model.ruleset import Ruleset
from ..replay.replies import ReplyAhead, ReplyGiven
from . import names
from .dates import day
from .findings_json import both
from .layout import View, table

_YEARS = 8  # columns of a text


def cell_title(cell: str, view: View) -> str:
    """A cell of the annual statistics with its family: `（三）不予公开 1 属于国家秘密`."""
    one = CELLS[cell]
    # The form says in brackets how to count, which is no part of a name.
    family = FAMILIES[one.family].of(view.lang).split("（区")[0].split(" (where")[0]
    colon = view.say("：", ": ")
    return family if one.number == 0 else f"{family}{colon}{one.number} {one.title.of(view.lang)}"


# --- one case ------------------------------------------------------------------------------------


def reply_lines(found: tuple[ReplyGiven, ...], ruleset: Ruleset, view: View) -> list[str]:
    """Each reply of a case: when, what it is recorded as, what would have to be known."""
    lines: list[str] = []
    for one in found:
        clauses = view.bracket(view.listed(one.clauses))
        unread = "" if one.verified else view.bracket(view.say("未与来源核对", "not verified"))
        title = view.paint("strong", one.title.of(view.lang))
        lines.append(f"  {day(one.on, view)}  {title}{clauses}{unread}")
        lines += table(_recorded(one, view), view, indent="    ")
        if one.asks:
            shown = view.listed(names.fact(ruleset, fact, view) for fact in one.asks)
            lines.append(view.say(f"    须先查明：{shown}", f"    only if known: {shown}"))
        for reading in one.readings:
            said = reading.of(view.lang)
            lines.append(view.paint("dim", view.say(f"    理解：{said}", f"    reading: {said}")))
    return lines


def _recorded(one: ReplyGiven, view: View) -> list[tuple[str, str]]:
    none = view.say("没有确定", "not determined")
    cell = cell_title(one.statistics, view) if one.statistics else none
    remedy = REMEDIES[one.remedy].title.of(view.lang) if one.remedy else none
    return [
        (view.say("答复类型", "reply type"), REPLY_TYPES[one.reply_type].title.of(view.lang)),
        (view.say("统计", "statistics"), cell),
        (view.say("救济", "remedy"), remedy),
    ]


def ahead_line(one: ReplyAhead, view: View) -> str:
    """What an act would be recorded as; of many cells only that the exemption decides."""
    remedies = view.say("，或", ", or ").join(
        REMEDIES[word].title.of(view.lang) for word in one.remedies
    )
    cells = view.say(" 或 ", " or ").join(cell_title(cell, view) for cell in one.statistics)
    none = view.say("没有确定", "not determined")
    return view.say(
        f"      记作：{cells or none}；{remedies or none}",
        f"      recorded as: {cells or none}; {remedies or none}",
    )


def reply_data(one: ReplyGiven) -> dict[str, Any]:
    """One reply as JSON."""
    return {
        "event": one.event,
        "on": one.on.isoformat(),
        "act": one.act,
        "outcome": one.outcome,
        "title": both(one.title),
        "reply_type": word_data(one.reply_type),
        "statistics": cell_data(one.statistics),
        "remedy": remedy_data(one.remedy),
        "open": list(one.open),
        "asks": list(one.asks),
        "clauses": list(one.clauses),
        "readings": [both(reading) for reading in one.readings],
        "verified": one.verified,
    }


def ahead_data(one: ReplyAhead | None) -> dict[str, Any] | None:
    """What an act would be recorded as, as JSON."""
    if one is None:
        return None
    return {
        "outcome": one.outcome,
        "title": both(one.title),
        "reply_type": word_data(one.reply_type),
        "statistics": [cell_data(cell) for cell in one.statistics],
        "remedies": [remedy_data(word) for word in one.remedies],
    }


def word_data(name: str) -> dict[str, Any]:
    """A reply type with its title and its source."""
    word = REPLY_TYPES[name]
    return {"id": name, "title": both(word.title), "source": word.source}


def cell_data(name: str | None) -> dict[str, Any] | None:
    """A cell of the annual statistics with its family."""
    if name is None:
        return None
    one = CELLS[name]
    family = {"id": one.family, "title": both(FAMILIES[one.family])}
    title = both(one.title)
    return {"id": name, "title": title, "family": family, "row": one.number, "source": one.source}


def remedy_data(name: str | None) -> dict[str, Any] | None:
    """A class of remedy with its title and its source."""
    if name is None:
        return None
    return {"id": name, "title": both(REMEDIES[name].title), "source": REMEDIES[name].source}


# --- the annual statistics -----------------------------------------------------------------------


def annual_heads(tables: tuple[AnnualTable, ...], view: View) -> list[str]:
    """The first row: the years."""
    return [view.say("项目", "row"), *(str(one.year) for one in tables)]


def annual_rows(tables: tuple[AnnualTable, ...], view: View) -> list[list[str]]:
    """The rows of the form, a column for each year."""

    def row(zh: str, en: str, numbers: list[int]) -> list[str]:
        return [view.say(zh, en), *(str(one) for one in numbers)]

    rows = [
        row("一、本年新收申请", "1 new in the year", [one.new for one in tables]),
        row("二、上年结转申请", "2 carried over into it", [one.carried_in for one in tables]),
        row("三、本年度办理结果", "3 results in the year", []) + [""] * len(tables),
    ]
    for family, title in FAMILIES.items():
        cells = [(name, one) for name, one in CELLS.items() if one.family == family]
        rows.append(row(f"  {title.zh}", f"  {title.en}", [one.of(family) for one in tables]))
        for name, cell in cells if len(cells) > 1 else ():
            zh, en = f"    {cell.number} {cell.title.zh}", f"    {cell.number} {cell.title.en}"
            rows.append(row(zh, en, [one.cells[name] for one in tables]))
    if any(one.undetermined for one in tables):
        numbers = [one.undetermined for one in tables]
        rows.append(row("  没有确定哪一行", "  row not determined", numbers))
    if any(one.without_reply for one in tables):
        numbers = [one.without_reply for one in tables]
        rows.append(row("  办结而没有答复", "  ended without a reply", numbers))
    rows.append(row("  （七）总计", "  (7) total", [one.total for one in tables]))
    carried = [one.carried_out for one in tables]
    rows.append(row("四、结转下年度继续办理", "4 carried over into the next year", carried))
    return rows


def annual_text(tables: tuple[AnnualTable, ...], view: View) -> list[list[str]]:
    """The last years, for a terminal."""
    shown = tables[-_YEARS:]
    return [annual_heads(shown, view), *annual_rows(shown, view)] if shown else []


def annual_data(tables: tuple[AnnualTable, ...]) -> list[dict[str, Any]]:
    """Every year as JSON, its 21 cells in the order of the form."""
    return [
        {
            "year": one.year,
            "new": one.new,
            "carried_in": one.carried_in,
            "families": [
                {"id": name, "title": both(title), "cases": one.of(name)}
                for name, title in FAMILIES.items()
            ],
            "cells": [
                {**(cell_data(name) or {}), "cases": number} for name, number in one.cells.items()
            ],
            "undetermined": one.undetermined,
            "without_reply": one.without_reply,
            "total": one.total,
            "carried_out": one.carried_out,
        }
        for one in tables
    ]
