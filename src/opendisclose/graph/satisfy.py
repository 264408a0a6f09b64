"""Conditions go in; facts that make each of them true or false as wished come out, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Test
from ..model.ruleset import Fact, Ruleset
from .values import operands_of

MOST_STEPS = 2_000  # of one search; beyond it nothing is said

# A part of a formula: ("atom", variable, values that satisfy it as bits), or all, any, not.
Formula: TypeAlias = tuple[Any, ...]
Masks: TypeAlias = tuple[int, ...]  # by variable: the values that are still possible, as bits
Wish: TypeAlias = tuple[Condition, bool]
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {"gt": gt, "ge": ge, "lt": lt, "le": le}
_OTHER = "\0other"  # a text that no condition names


class UndecidedError(Exception):
    """The search took too long to say whether such facts exist."""


@dataclass(frozen=True, slots=True)
class Variable:
    """What varies: a fact, whether a list has an item, or a condition on every key.

    `values` are those that can make a difference; of a fact kept by key, the sets of one or two.
    """

    fact: str
    item: str | None
    values: tuple[Any, ...]

    def full(self) -> int:
        return (1 << len(self.values)) - 1


@dataclass(slots=True)
class Space:
    """The variables of some conditions, and the conditions as formulas over them.

    A condition asked without a key is true if any key's value makes it so; `keyed` names the
    facts that may be kept by key, which two conditions can then ask for different values of.
    `every` is a variable of its own, equal for equal conditions; with `one_key` there is one key
    at most, and it is the condition that it holds.
    """

    ruleset: Ruleset
    variables: list[Variable] = field(default_factory=list)
    _numbers: dict[tuple[str, str | None], int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        ruleset: Ruleset,
        conditions: Iterable[Condition],
        *,
        keyed: Collection[str] = (),
        one_key: bool = False,
    ) -> Space:
        """The space that tells apart what `conditions` tell apart."""
        space = cls(ruleset)
        asked: dict[tuple[str, str | None], list[Any]] = {}
        for condition in conditions:
            _collect(ruleset, condition, asked, one_key)
        for key, operands in asked.items():
            values = _values(ruleset, key, operands)
            if key[0] in keyed and len(values) > 1:
                values = (*((one,) for one in values), *combinations(values, 2))
                values = tuple(frozenset(one) for one in values)
            space._numbers[key] = len(space.variables)
            space.variables.append(Variable(*key, values))
        return space

    def masks(self, known: Mapping[str, Any] = {}) -> Masks:
        """Every value possible, except that facts in `known` hold theirs."""
        return tuple(
            self._held(one, known[one.fact]) if one.fact in known else one.full()
            for one in self.variables
        )

    def among(self, allowed: Mapping[str, Collection[Any]]) -> Masks:
        """Every value possible, except that a fact in `allowed` has one of those."""
        return tuple(
            _bits(one.values, allowed[one.fact].__contains__)
            if one.fact in allowed and one.item is None
            else one.full()
            for one in self.variables
        )

    def _held(self, variable: Variable, value: Any) -> int:
        if variable.item is not None:
            return 1 << int(variable.item in (value or ()))
        found = _bits(variable.values, lambda one: one == value and type(one) is type(value))
        # A value that no condition names is as good as any other that satisfies the same ones.
        return found or _bits(variable.values, lambda one: one == _near(variable.values, value))

    def formula(self, condition: Condition, *, one_key: bool = False) -> Formula:
        if isinstance(condition, AllOf):
            return ("all", tuple(self.formula(one, one_key=one_key) for one in condition.all))
        if isinstance(condition, AnyOf):
            return ("any", tuple(self.formula(one, one_key=one_key) for one in condition.any))
        if isinstance(condition, Every):
            if not one_key:
                return ("atom", self._numbers[(repr(condition), None)], 2)
            inner = self.formula(condition.every, one_key=True)
            number = self._numbers.get((condition.of or "", None))
            if number is None:
                return inner
            one = _bits(self.variables[number].values, lambda value: value == 1)
            return ("all", (inner, ("atom", number, one)))
        if isinstance(condition, Facts):
            parts = [self._atom(fact, test) for fact, test in condition.root.items()]
            return ("all", tuple(parts)) if len(parts) != 1 else parts[0]
        return ("not", self.formula(condition.not_, one_key=one_key))

    def _atom(self, name: str, test: Any) -> Formula:
        operator, operand = test.operator() if isinstance(test, Test) else ("eq", test)
        if operator == "has":
            return ("atom", self._numbers[(name, str(operand))], 2)
        number = self._numbers[(name, None)]
        fact = self.ruleset.facts.get(name)

        def holds(value: Any) -> bool:
            if isinstance(value, frozenset):
                return any(compare(fact, operator, operand, one) for one in value)
            return compare(fact, operator, operand, value)

        return ("atom", number, _bits(self.variables[number].values, holds))

    def facts(self, masks: Masks, known: Mapping[str, Any] = {}) -> dict[str, Any]:
        """Values that `masks` leaves, of every fact that it narrows; those in `known` if it may."""
        found: dict[str, Any] = {}
        for variable, mask in zip(self.variables, masks, strict=True):
            if mask == variable.full() or variable.fact not in self.ruleset.facts:
                continue
            if variable.item is not None:
                items = found.setdefault(variable.fact, [])
                if mask == 2:
                    items.append(variable.item)
                continue
            possible = [one for n, one in enumerate(variable.values) if mask >> n & 1]
            if variable.fact in known and known[variable.fact] in possible:
                continue
            found[variable.fact] = possible[0]
        return found


def solved(formula: Formula, masks: Masks) -> Masks | None:
    """Values that make a formula true, as narrowed masks; None if no values do.

    Raises:
        UndecidedError: it took too long.
    """
    left = [MOST_STEPS]

    def search(masks: Masks) -> Masks | None:
        left[0] -= 1
        if left[0] < 0:
            raise UndecidedError
        truth, atom = look(formula, masks)
        if truth is not None:
            return masks if truth else None
        assert atom is not None  # what is not known hangs on an atom
        _, number, accepted = atom
        for part in (masks[number] & accepted, masks[number] & ~accepted):
            found = search((*masks[:number], part, *masks[number + 1 :]))
            if found is not None:
                return found
        return None

    return search(masks) if all(masks) else None


def look(formula: Formula, masks: Masks) -> tuple[bool | None, Formula | None]:
    """Whether a formula is true, false or open under `masks`, and the first atom that is open."""
    kind = formula[0]
    if kind == "atom":
        possible = masks[formula[1]]
        met = possible & formula[2]
        if met == possible:
            return True, None
        return (None, formula) if met else (False, None)
    if kind == "not":
        truth, atom = look(formula[1], masks)
        return (None if truth is None else not truth), atom
    decides = kind == "any"  # one true part decides `any`, one false part decides `all`
    open_atom: Formula | None = None
    for part in formula[1]:
        truth, atom = look(part, masks)
        if truth is decides:
            return decides, None
        open_atom = open_atom or atom
    return (None, open_atom) if open_atom else (not decides, None)


def facts_for(
    ruleset: Ruleset,
    wishes: Iterable[Wish],
    *,
    known: Mapping[str, Any] = {},
    allowed: Mapping[str, Collection[Any]] = {},
    keyed: Collection[str] = (),
    one_key: bool = False,
) -> dict[str, Any] | None:
    """Facts that make every condition as wished, those that matter; None if there are none.

    Facts in `known` keep their values, facts in `allowed` have one of theirs.

    Raises:
        UndecidedError: it took too long to say.
    """
    listed = list(wishes)
    space = Space.of(ruleset, (one for one, _ in listed), keyed=keyed, one_key=one_key)
    formula: Formula = (
        "all",
        tuple(
            space.formula(one, one_key=one_key)
            if truth
            else ("not", space.formula(one, one_key=one_key))
            for one, truth in listed
        ),
    )
    masks = space.among(allowed) if allowed else space.masks(known)
    found = solved(formula, masks)
    return None if found is None else space.facts(found, known)


def compare(fact: Fact | None, operator: str, operand: Any, value: Any) -> bool:
    """Whether one value satisfies a comparison; an enum's value also as what it counts as."""
    if operator in _ORDER:
        return _ORDER[operator](value, operand)
    wanted = operand if isinstance(operand, tuple) else (operand,)
    means = _means(fact, value)
    return any(one in means for one in wanted) != (operator == "ne")


def _means(fact: Fact | None, value: Any) -> tuple[Any, ...]:
    """A value and everything it counts as (视为)."""
    found = [value]
    while fact is not None and fact.type == "enum" and value in fact.values:
        value = fact.values[value].counts_as
        if value is None or value in found:
            break
        found.append(value)
    return tuple(found)


def _collect(
    ruleset: Ruleset,
    condition: Condition,
    asked: dict[tuple[str, str | None], list[Any]],
    one_key: bool,
) -> None:
    """The variables of a condition, each with the values that it is compared with."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            _collect(ruleset, part, asked, one_key)
    elif isinstance(condition, Every):
        if not one_key:
            asked.setdefault((repr(condition), None), [])
            return
        _collect(ruleset, condition.every, asked, one_key)
        if condition.of in ruleset.facts and ruleset.facts[condition.of].type == "integer":
            asked.setdefault((condition.of, None), []).append(1)
    elif isinstance(condition, Facts):
        for name, test in condition.root.items():
            if isinstance(test, Test) and test.has is not None:
                asked.setdefault((name, str(test.has)), [])
            else:
                asked.setdefault((name, None), []).extend(operands_of(test))
    else:
        _collect(ruleset, condition.not_, asked, one_key)


def _values(ruleset: Ruleset, key: tuple[str, str | None], operands: list[Any]) -> tuple[Any, ...]:
    name, item = key
    fact = ruleset.facts.get(name)
    if item is not None or (fact is None and name != "event_day"):
        return (False, True)
    if fact is None or fact.type == "date":
        days = {one for one in operands if isinstance(one, date)}
        return tuple(sorted({day + timedelta(days=n) for day in days for n in (-1, 0, 1)}))
    if fact.type == "boolean":
        return (False, True)
    if fact.type == "enum":
        return tuple(fact.values)
    if fact.type == "integer":
        return tuple(sorted({number + n for number in operands for n in (-1, 0, 1)}))
    roles = tuple(ruleset.roles) if fact.type == "role" else ()
    return tuple(dict.fromkeys((*(str(one) for one in operands), *roles, _OTHER)))


def _near(values: tuple[Any, ...], value: Any) -> Any:
    """The listed value that stands for one that is not listed."""
    if _OTHER in values:
        return _OTHER
    same = [one for one in values if type(one) is type(value)]
    if not same or isinstance(value, (bool, str)):
        return None
    return min(same) if value < min(same) else max(one for one in same if one <= value)


def _bits(values: tuple[Any, ...], holds: Callable[[Any], bool]) -> int:
    return sum(1 << n for n, one in enumerate(values) if holds(one))
