"""A ruleset goes in; which day is the day of receipt by which channel comes out, text and data."""

from __future__ import annotations

from typing import Any

from ..model.base import Text
from ..model.procedure import Procedure
from ..model.receipt import Receipt
from ..model.ruleset import Ruleset
from .findings_json import both
from .layout import Cell, View, table, titled


def receipt_lines(ruleset: Ruleset, view: View) -> list[str]:
    """Each receipt, then by channel the day that counts, and the one by another reading."""
    lines: list[str] = []
    for name, one in ruleset.receipts.items():
        head = titled(one.title(name).of(view.lang), one.clause, view)
        lines.append(f"  {view.paint('dim', name)}  {head}")
        rows = [
            (
                Cell(_channel(ruleset, one, channel).of(view.lang), "strong"),
                titled(_days(ruleset, way.at, way.or_at, view), way.clause, view),
            )
            for channel, way in one.days.items()
        ]
        lines += table(rows, view, indent="    ")
    return lines


def receipts_data(ruleset: Ruleset) -> list[dict[str, Any]]:
    """The same as data."""
    return [
        {
            "id": name,
            "title": both(one.title(name)),
            "channel": one.channel,
            "days": [
                {
                    "channel": channel,
                    "title": both(_channel(ruleset, one, channel)),
                    "at": way.at,
                    "or_at": way.or_at,
                    "clauses": list(way.clause),
                }
                for channel, way in one.days.items()
            ],
            "clauses": list(one.clause),
        }
        for name, one in ruleset.receipts.items()
    ]


def _channel(ruleset: Ruleset, receipt: Receipt, channel: str) -> Text:
    fact = ruleset.facts[receipt.channel]
    known = fact.values.get(channel)
    return known.title(channel) if known is not None else Text(zh=channel, en=channel)


def _days(ruleset: Ruleset, at: str, or_at: str | None, view: View) -> str:
    day = date_title(ruleset, at).of(view.lang)
    if or_at is None:
        return day
    other = date_title(ruleset, or_at).of(view.lang)
    return f"{day}{view.bracket(view.say(f'另一种理解：{other}', f'by another reading: {other}'))}"


def date_title(ruleset: Ruleset, name: str) -> Text:
    """A date fact, or the act whose day it is, by its title."""
    fact = ruleset.facts.get(name)
    if fact is not None:
        return fact.title(name)
    found = (_act(one, name) for one in ruleset.procedures.values())
    return next((one for one in found if one is not None), Text(zh=name, en=name))


def _act(procedure: Procedure, name: str) -> Text | None:
    for one, transition in procedure.transitions.items():
        if name in (one, transition.act):
            return transition.title(one)
    return None
