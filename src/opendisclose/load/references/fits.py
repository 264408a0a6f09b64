"""A fact and a value in, what the fact takes instead out, or nothing if the value fits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ...diagnostics.finding import Words
from ...diagnostics.places import Route
from ...diagnostics.wording import named
from ...model.periods import UNITS
from ...model.ruleset import Fact
from .names import Names

_PLAIN: Mapping[str, Words] = {
    "boolean": Words(zh=" true、false", en="`true`, `false`"),
    "integer": Words(zh="整数", en="whole numbers"),
    "date": Words(zh="形如 2026-09-18 的日期", en="dates such as 2026-09-18"),
    "duration": Words(zh="时长，如 {working_days: 15}", en="durations such as {working_days: 15}"),
    "text": Words(zh="文字", en="text"),
}


def takes(fact: Fact, names: Names) -> Words:
    """The values that a fact takes, in words."""
    if fact.type in ("enum", "list"):
        return named(fact.values)
    if fact.type == "role":
        return named(names.actors())
    return _PLAIN[fact.type]


def fits_one(fact: Fact, value: Any, names: Names) -> bool:
    """Whether `value` is one that the fact takes; of a list fact, one that its list can hold."""
    if fact.type == "boolean":
        return isinstance(value, bool)
    if fact.type == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if fact.type == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if fact.type == "duration":
        return is_duration(value)
    if not isinstance(value, str):
        return False
    if fact.type in ("enum", "list"):
        # A list fact without values is open: it holds whatever the case names.
        return value in fact.values or (fact.type == "list" and not fact.values)
    return fact.type == "text" or value in names.actors()


def misfits(fact: Fact, value: Any, names: Names) -> tuple[tuple[Route, Any], ...]:
    """What of `value`, recorded as the value of `fact`, does not fit, and where in it."""
    if fact.type == "list" and isinstance(value, (list, tuple)):
        return tuple(
            ((index,), one) for index, one in enumerate(value) if not fits_one(fact, one, names)
        )
    return () if fits_one(fact, value, names) else (((), value),)


def is_duration(value: Any) -> bool:
    """Whether `value` is one unit with a number from 1 up."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    unit, number = next(iter(value.items()))
    return (
        unit in UNITS and isinstance(number, int) and not isinstance(number, bool) and number >= 1
    )
