"""A condition in, a finding for each fact, value or operator in it that cannot be out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ...diagnostics.codes import WRONG_FACT_TYPE, WRONG_FACT_VALUE
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import did_you_mean, written
from ...model.conditions import OPERATORS, AllOf, AnyOf, Condition, Every, Facts, Not, Test
from ...model.ruleset import Fact
from .fits import fits_one, takes
from .names import EVENT_DAY, FACT, Names, dangling, exactly_one, not_empty, unless_known

# The types of fact that each operator can compare.
_COMPARABLE: Mapping[str, tuple[str, ...]] = {
    "has": ("list",),
    "in": ("boolean", "integer", "enum", "date", "role", "text"),
    "eq": ("boolean", "integer", "enum", "date", "role", "text"),
    "ne": ("boolean", "integer", "enum", "date", "role", "text"),
    "gt": ("integer", "date"),
    "ge": ("integer", "date"),
    "lt": ("integer", "date"),
    "le": ("integer", "date"),
}
_DAY = Fact(type="date")


def check_condition(
    condition: Condition | None, route: Route, names: Names, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    """The findings of a condition that stands at `route`."""
    if isinstance(condition, (AllOf, AnyOf)):
        word = "all" if isinstance(condition, AllOf) else "any"
        parts = condition.all if isinstance(condition, AllOf) else condition.any
        yield from not_empty(parts, (*route, word))
        for index, part in enumerate(parts):
            yield from check_condition(part, (*route, word, index), names, facts)
    elif isinstance(condition, Not):
        yield from check_condition(condition.not_, (*route, "not"), names, facts)
    elif isinstance(condition, Every):
        yield from check_condition(condition.every, (*route, "every"), names, facts)
        yield from unless_known(FACT, condition.of, names.facts, (*route, "of"))
        yield from needs_type(condition.of, ("integer", "list"), (*route, "of"), facts)
    elif isinstance(condition, Facts):
        yield from _check_facts(condition, route, names, facts)


def needs_type(
    name: str | None, types: tuple[str, ...], route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    """A finding if the fact called `name`, which `route` names, is of none of `types`."""
    fact = facts.get(name) if name is not None else None
    if fact is not None and name is not None and fact.type not in types:
        where = next(str(step) for step in reversed(route) if isinstance(step, str))
        yield _wrong_type(where, name, fact, types, route)


def _check_facts(
    condition: Facts, route: Route, names: Names, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    known = (*names.facts, EVENT_DAY)
    for name, test in condition.root.items():
        here = (*route, name)
        fact = _DAY if name == EVENT_DAY else facts.get(name)
        if name not in known:
            yield dangling(FACT, name, known, here, at_key=True)
        elif isinstance(test, Test):
            given = exactly_one(test.given(), OPERATORS, here)
            yield from given
            if not given and fact is not None:
                yield from _check_test(name, fact, test, here, names)
        elif fact is not None:
            yield from _check_operand(name, fact, "eq", test, here, names)


def _check_test(name: str, fact: Fact, test: Test, route: Route, names: Names) -> Iterator[Finding]:
    operator, operand = test.operator()
    here = (*route, operator)
    if operator != "in":
        yield from _check_operand(name, fact, operator, operand, here, names)
        return
    yield from not_empty(operand, here)
    for index, one in enumerate(operand):
        yield from _check_operand(name, fact, operator, one, (*here, index), names)


def _check_operand(
    name: str, fact: Fact, operator: str, operand: Any, route: Route, names: Names
) -> Iterator[Finding]:
    if fact.type not in _COMPARABLE[operator]:
        yield _wrong_type(operator, name, fact, _COMPARABLE[operator], route)
    elif not fits_one(fact, operand, names):
        yield wrong_value(name, fact, operand, route, names)


def wrong_value(name: str, fact: Fact, value: Any, route: Route, names: Names) -> Finding:
    """The finding that `value` is none of those that `fact` takes."""
    known = takes(fact, names)
    rest = Words(zh=f"可取：{known.zh}", en=f"it has: {known.en}")
    if fact.type == "date" and isinstance(value, str) and _is_day(value):
        rest = Words(zh=f"写作 {value}，不加引号", en=f"write {value} without quotes")
    return make(
        WRONG_FACT_VALUE,
        {"fact": name, "value": written(value), "known": known},
        help=did_you_mean(written(value), tuple(fact.values), rest),
        route=route,
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong_type(where: str, name: str, fact: Fact, types: tuple[str, ...], route: Route) -> Finding:
    expected = Words(
        zh=f"类型为 {'、'.join(types)} 的事实", en=f"a fact of type {' or '.join(types)}"
    )
    values: dict[str, object] = {
        "where": where,
        "expected": expected,
        "fact": name,
        "found": fact.type,
    }
    return make(WRONG_FACT_TYPE, values, route=route)
