"""Two guards go in; whether some state of the facts makes both true comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import chain, combinations, product
from math import prod
from typing import Any

from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not, Test
from ..model.ruleset import Fact, Ruleset
from .values import atoms, operands_of

MOST_STATES = 20_000  # of the facts that two guards speak of; beyond it they count as told apart
_MOST_LISTED = 6


def can_both_hold(ruleset: Ruleset, first: Condition | None, second: Condition | None) -> bool:
    """Whether facts exist that make both guards true; a missing guard is always true.

    Facts are tried by the values that can make a difference: all of a boolean or an enum, one on
    either side of each number or date compared with, the subsets of the list values asked for.
    """
    guards = [one for one in (first, second) if one is not None]
    if not guards:
        return True
    tests: dict[str, list[Any]] = {}
    for fact, test in chain.from_iterable(atoms(one) for one in guards):
        tests.setdefault(fact, []).append(test)
    tried = {fact: list(_values(ruleset, fact, asked)) for fact, asked in tests.items()}
    if prod(len(one) for one in tried.values()) > MOST_STATES:
        return False
    return any(
        all(_true(ruleset, one, dict(zip(tried, state, strict=True))) for one in guards)
        for state in product(*tried.values())
    )


def _values(ruleset: Ruleset, name: str, tests: list[Any]) -> Iterable[Any]:
    operands = list(dict.fromkeys(chain.from_iterable(operands_of(test) for test in tests)))
    fact = ruleset.facts.get(name)
    if fact is None or fact.type == "date":  # the day of the act
        days = [one for one in operands if isinstance(one, date)]
        return sorted({day + timedelta(days=n) for day in days for n in (-1, 0, 1)})
    if fact.type == "boolean":
        return (False, True)
    if fact.type == "enum":
        return tuple(fact.values)
    if fact.type == "list":
        listed = [str(one) for one in operands][:_MOST_LISTED]
        sizes = range(len(listed) + 1)
        return chain.from_iterable(combinations(listed, size) for size in sizes)
    if fact.type == "integer":
        numbers = [one for one in operands if isinstance(one, int)]
        return sorted({number + n for number in numbers for n in (-1, 0, 1)})
    return (*(str(one) for one in operands), "")


def _true(ruleset: Ruleset, condition: Condition, state: Mapping[str, Any]) -> bool:
    if isinstance(condition, AllOf):
        return all(_true(ruleset, one, state) for one in condition.all)
    if isinstance(condition, AnyOf):
        return any(_true(ruleset, one, state) for one in condition.any)
    if isinstance(condition, Not):
        return not _true(ruleset, condition.not_, state)
    if isinstance(condition, Every):
        return _true(ruleset, condition.every, state)
    assert isinstance(condition, Facts)
    return all(
        _compare(ruleset.facts.get(name), test, state[name])
        for name, test in condition.root.items()
    )


def _compare(fact: Fact | None, test: Any, value: Any) -> bool:
    operator, operand = test.operator() if isinstance(test, Test) else ("eq", test)
    if operator == "has":
        return operand in value
    if operator in ("eq", "in", "ne"):
        wanted = operand if isinstance(operand, tuple) else (operand,)
        found = any(
            one in (value if isinstance(value, tuple) else _means(fact, value)) for one in wanted
        )
        return found != (operator == "ne")
    return bool(
        {"gt": value > operand, "ge": value >= operand, "lt": value < operand}.get(
            operator, value <= operand
        )
    )


def _means(fact: Fact | None, value: Any) -> set[Any]:
    """A value and everything it counts as (视为)."""
    found = {value}
    while fact is not None and value in fact.values:
        value = fact.values[value].counts_as
        if value is None or value in found:
            break
        found.add(value)
    return found
