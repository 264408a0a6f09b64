"""A condition goes in; facts that make it true or false, and values to try, come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.oracle.net import as_list

Raw = dict[str, Any]
DAY = "the day"  # a date fact holds the day of its event
_BOUNDS = {"gt": 1, "ge": 0, "lt": -1, "le": 0}


def wished(condition: Any, truth: bool, facts: Raw) -> Raw:
    """Values under which a condition is so; of `any` the first part holds."""
    found: Raw = {}
    for name, test in (condition or {}).items():
        if name in ("all", "any"):
            whole = (name == "all") == truth
            for part in test if whole else test[:1]:
                found |= wished(part, truth, facts)
        elif name == "not":
            found |= wished(test, not truth, facts)
        elif name == "every":
            found |= wished(test, truth, facts)
        elif name in facts:
            found |= _value(name, test, truth, facts[name])
    return found


def leaves(condition: Any, facts: Raw) -> Iterator[tuple[str, Any]]:
    """Each fact that a condition asks for, with each value that may decide it."""
    for name, test in (condition or {}).items():
        if name in ("all", "any"):
            for part in test:
                yield from leaves(part, facts)
        elif name in ("not", "every"):
            yield from leaves(test, facts)
        elif name in facts:
            yield from ((name, one) for one in _values(test, facts[name]))
        if name == "of" and test in facts:
            yield from ((test, one) for one in (0, 1, 2))


def present(fact: Raw) -> Any:
    """A value of a fact that is there."""
    values = list(fact.get("values") or ["x"])
    told: Raw = {
        "boolean": True,
        "integer": 1,
        "enum": values[0],
        "list": values[:1],
        "date": DAY,
        "duration": {"working_days": 10},
    }
    return told.get(fact["type"], "x")


def _value(name: str, test: Any, truth: bool, fact: Raw) -> Raw:
    values = _values(test, fact)
    wanted = [one for one in values if _holds(test, one) == truth]
    return {name: wanted[0]} if wanted else {}


def _values(test: Any, fact: Raw) -> list[Any]:
    kind = fact["type"]
    if kind == "boolean":
        return [True, False]
    if kind == "enum":
        return list(fact["values"])
    if kind == "list":
        return [[one] for one in fact.get("values") or ["x"]] + [[]]
    if kind == "integer":
        named = [n for one in _operands(test) for n in as_list(one) if isinstance(n, int)]
        return sorted({n + more for n in named for more in (-1, 0, 1)}) or [1]
    return [present(fact)]


def _operands(test: Any) -> list[Any]:
    return list(test.values()) if isinstance(test, dict) else [test]


def _holds(test: Any, value: Any) -> bool:
    """One comparison, as far as it takes to find a value; the twin says what it means."""
    if not isinstance(test, dict):
        return bool(value == test)
    for word, operand in test.items():
        if word == "in" and value not in operand:
            return False
        if word == "has" and operand not in as_list(value):
            return False
        if word in ("eq", "ne") and (value == operand) != (word == "eq"):
            return False
        if word in _BOUNDS and not _within(word, operand, value):
            return False
    return True


def _within(word: str, operand: Any, value: Any) -> bool:
    if not isinstance(value, int) or not isinstance(operand, int):
        return False
    told = {
        "gt": value > operand,
        "ge": value >= operand,
        "lt": value < operand,
        "le": value <= operand,
    }
    return told[word]
