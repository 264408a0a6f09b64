"""Conditions into small programs over integers, run by the kernel in three-valued logic."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not, Test
from .values import BOOLEAN, DATE, ENUM, EVENT_DAY, LIST, TEXT, FactCodes

# One instruction is four integers: operation, fact (or count), operand, unused.
WIDTH = 4
(
    IN_MASK,  # the fact's code is one of the bits of the operand
    BIT,  # the fact is a list that has the operand's bit
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE,
    HAS,  # present and not empty
    NOT,
    AND,  # of as many results as the second integer says
    OR,
    EVERY,  # a program (its number) holds for every key
) = range(1, 14)
_COMPARE = {"eq": EQ, "ne": NE, "gt": GT, "ge": GE, "lt": LT, "le": LE}


class Programs:
    """Collects the programs of one procedure; a program is known by its number."""

    def __init__(self, facts: dict[str, int], codes: tuple[FactCodes, ...]) -> None:
        self._facts = facts
        self._codes = codes
        self._seen: dict[tuple[int, ...], int] = {}
        self.code: list[int] = []
        self.begins: list[int] = [0]  # program p is code[begins[p] * WIDTH : begins[p + 1] * WIDTH]
        self.depth = 4  # the deepest stack any program needs

    def add(self, condition: Condition | None) -> int:
        """The number of the program for `condition`; -1 for no condition, which is always true."""
        if condition is None:
            return -1
        return self._keep(self._emit(condition))

    def add_has(self, fact: str) -> int:
        """The number of the program that asks whether a fact is present and not empty."""
        return self._keep([HAS, self._facts[fact], 0, 0])

    def _keep(self, code: list[int]) -> int:
        key = tuple(code)
        if key not in self._seen:
            self._seen[key] = len(self.begins) - 1
            self.code += code
            self.begins.append(len(self.code) // WIDTH)
            # Programs call one another only through `every`, so this is never too little.
            self.depth += len(code) // WIDTH + 1
        return self._seen[key]

    def _emit(self, condition: Condition) -> list[int]:
        if isinstance(condition, Not):
            return [*self._emit(condition.not_), NOT, 0, 0, 0]
        if isinstance(condition, Every):
            of = self._facts[condition.of] if condition.of else -1
            return [EVERY, self._keep(self._emit(condition.every)), of, 0]
        if isinstance(condition, AllOf):
            return self._join(AND, [self._emit(part) for part in condition.all])
        if isinstance(condition, AnyOf):
            return self._join(OR, [self._emit(part) for part in condition.any])
        assert isinstance(condition, Facts)
        return self._join(AND, [self._atom(fact, test) for fact, test in condition.root.items()])

    @staticmethod
    def _join(operation: int, parts: list[list[int]]) -> list[int]:
        if len(parts) == 1:
            return parts[0]
        return [*(one for part in parts for one in part), operation, len(parts), 0, 0]

    def _atom(self, name: str, test: Any) -> list[int]:
        operator, operand = test.operator() if isinstance(test, Test) else ("eq", test)
        if name == "event_day":
            return [_COMPARE[operator], EVENT_DAY, _day(operand), 0]
        fact = self._facts[name]
        codes = self._codes[fact]
        if codes.type == LIST:
            wanted = operand if operator == "in" else (operand,)
            parts = [[BIT, fact, codes.values[str(one)], 0] for one in wanted]
            return self._join(OR, parts)
        if operator in ("eq", "in", "ne") and codes.type in (BOOLEAN, ENUM, TEXT):
            wanted = operand if operator == "in" else (operand,)
            accepted = self._accepted(codes, {_operand(codes, one) for one in wanted})
            if operator == "ne":  # not the negation: asked without a key, any other value will do
                every = 2 if codes.type == BOOLEAN else len(codes.values) + 1
                accepted = set(range(every)) - accepted
            return self._one_of(fact, accepted)
        if operator == "in":
            parts = [[EQ, fact, _operand(codes, one), 0] for one in operand]
            return self._join(OR, parts)
        return [_COMPARE[operator], fact, _operand(codes, operand), 0]

    def _accepted(self, codes: FactCodes, wanted: set[int]) -> set[int]:
        """The codes that satisfy one of the `wanted` ones; of an enum also what counts as it."""
        if codes.type != ENUM:
            return wanted
        listed = enumerate(codes.values.ids)
        return wanted | {n for n, value in listed if self._counted(codes, value) & wanted}

    def _one_of(self, fact: int, accepted: set[int]) -> list[int]:
        if max(accepted, default=0) < 62:
            return [IN_MASK, fact, sum(1 << one for one in sorted(accepted)), 0]
        return self._join(OR, [[EQ, fact, one, 0] for one in sorted(accepted)])

    @staticmethod
    def _counted(codes: FactCodes, value: str) -> set[int]:
        """Every value that `value` counts as, through chains of `counts_as`."""
        found: set[int] = set()
        at: str | None = codes.fact.values[value].counts_as
        while at is not None and codes.values[at] not in found:
            found.add(codes.values[at])
            at = codes.fact.values[at].counts_as
        return found


def _operand(codes: FactCodes, value: Any) -> int:
    if codes.type == DATE:
        return _day(value)
    if codes.type == TEXT:
        return codes.values[str(value)]
    return codes.code(value)


def _day(value: Any) -> int:
    return (value if isinstance(value, date) else date.fromisoformat(str(value))).toordinal()
