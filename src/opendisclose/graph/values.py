"""What is known about a case as integers: a code a value, one for *unrecorded*, one for *empty*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not, Test
from ..model.periods import UNITS, Duration
from ..model.ruleset import Fact, Ruleset
from .names import Names, words_of

UNSET = -(1 << 62)  # nothing is recorded
EMPTY = UNSET + 1  # recorded, and empty: false where content is required, not known in a guard

BOOLEAN, INTEGER, ENUM, LIST, DATE, DURATION, TEXT = range(7)
TYPES = {
    "boolean": BOOLEAN,
    "integer": INTEGER,
    "enum": ENUM,
    "list": LIST,
    "date": DATE,
    "duration": DURATION,
    "role": TEXT,
    "text": TEXT,
}
_MOST_IN_A_LIST = 61  # a list is a set of bits in one 64-bit integer
EVENT_DAY = -1  # stands where a fact's number would stand


class WrongValueError(ValueError):
    """A value that a fact cannot hold; `expected` says what it takes, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class FactCodes:
    """How one fact's values are coded."""

    name: str
    fact: Fact
    type: int
    values: Names = field(repr=False)

    def code(self, value: Any) -> int:
        """The integer of a recorded value.

        Raises:
            WrongValueError: the fact cannot hold it.
        """
        if value is None or value in ("", [], ()):
            # A list recorded without items has none; one recorded as nothing is not known.
            return 0 if self.type == LIST and value in ([], ()) else EMPTY
        return _CODERS[self.type](self, value)

    def default(self) -> int:
        """The code of the fact's default; UNSET where it has none (a list may default to `[]`)."""
        return UNSET if self.fact.default is None else self.code(self.fact.default)

    def text(self, code: int) -> str:
        """The value behind a code, as an author would write it."""
        if code in (UNSET, EMPTY):
            return ""
        if self.type == BOOLEAN:
            return "true" if code else "false"
        if self.type == DATE:
            return date.fromordinal(code).isoformat()
        if self.type == DURATION:
            return f"{code >> 3} {UNITS[(code & 7) - 1]}"
        if self.type == ENUM or (self.type == TEXT and code < len(self.values)):
            return self.values.ids[code]
        if self.type == LIST:
            return ", ".join(one for bit, one in enumerate(self.values.ids) if code >> bit & 1)
        return str(code)


def duration_code(duration: Duration) -> int:
    """A length of time as one integer: the number, and in the last three bits its unit (1-4)."""
    unit, number = duration.unit()
    return number << 3 | (UNITS.index(unit) + 1)


def _boolean(_: FactCodes, value: Any) -> int:
    if isinstance(value, bool):
        return int(value)
    raise WrongValueError("true 或 false", "true or false")


def _integer(_: FactCodes, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 60:
        return value
    raise WrongValueError("整数", "a whole number")


def _enum(codes: FactCodes, value: Any) -> int:
    number = codes.values.get(value) if isinstance(value, str) else -1
    if number < 0:
        known = ", ".join(codes.values.ids)
        raise WrongValueError(f"其中之一：{known}", f"one of: {known}")
    return number


def _list(codes: FactCodes, value: Any) -> int:
    items = value if isinstance(value, (list, tuple)) else [value]
    bits = 0
    for item in items:
        number = codes.values.get(item) if isinstance(item, str) else -1
        if number < 0:
            known = ", ".join(codes.values.ids)
            raise WrongValueError(f"若干项，取自：{known}", f"a list of: {known}")
        bits |= 1 << number
    return bits


def _date(_: FactCodes, value: Any) -> int:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value).toordinal()
        except ValueError:
            pass  # told below, in the user's terms
    raise WrongValueError("日期，如 2026-09-18", "a date such as 2026-09-18")


def _duration(codes: FactCodes, value: Any) -> int:
    if isinstance(value, dict) and len(value) == 1:
        unit, number = next(iter(value.items()))
        whole = isinstance(number, int) and not isinstance(number, bool)
        if unit in UNITS and whole and 0 < number < 100_000:
            return int(number) << 3 | (UNITS.index(unit) + 1)
    if isinstance(value, (date, str)):
        try:
            return _date(codes, value) << 3  # a period may also be set as the date it ends on
        except WrongValueError:
            pass  # told below, with what else it takes
    raise WrongValueError(
        "时长，如 {working_days: 15}，或届满日期",
        "a length such as {working_days: 15}, or the date it ends on",
    )


def _text(codes: FactCodes, value: Any) -> int:
    if isinstance(value, (str, bool, int, date)):
        if value is False:
            return EMPTY
        number = codes.values.get(str(value))
        return number if number >= 0 else len(codes.values)
    raise WrongValueError("文字", "text")


_CODERS = {
    BOOLEAN: _boolean,
    INTEGER: _integer,
    ENUM: _enum,
    LIST: _list,
    DATE: _date,
    DURATION: _duration,
    TEXT: _text,
}


def fact_codes(ruleset: Ruleset) -> tuple[FactCodes, ...]:
    """How every fact of the ruleset is coded, in file order."""
    mentioned = _mentioned(ruleset)
    return tuple(_codes_of(name, fact, mentioned) for name, fact in ruleset.facts.items())


def _codes_of(name: str, fact: Fact, mentioned: Mapping[str, set[str]]) -> FactCodes:
    listed = list(fact.values)
    if fact.type in ("text", "role", "list"):
        listed += sorted(mentioned.get(name, set()) - set(listed))
    if fact.type == "list" and len(listed) > _MOST_IN_A_LIST:
        raise WrongValueError(f"至多 {_MOST_IN_A_LIST} 项", f"at most {_MOST_IN_A_LIST} values")
    also = {one: words_of(value, value.also) for one, value in fact.values.items()}
    return FactCodes(name, fact, TYPES[fact.type], Names.of(listed, also))


def _mentioned(ruleset: Ruleset) -> dict[str, set[str]]:
    """The texts that conditions compare each fact with."""
    found: dict[str, set[str]] = {}
    for condition in conditions_of(ruleset):
        for fact, test in atoms(condition):
            operands = operands_of(test)
            found.setdefault(fact, set()).update(str(one) for one in operands)
    return found


def operands_of(test: Any) -> tuple[Any, ...]:
    """The values that one comparison compares with."""
    if isinstance(test, Test):
        _, operand = test.operator()
        return operand if isinstance(operand, tuple) else (operand,)
    return (test,)


def atoms(condition: Condition) -> Iterator[tuple[str, Any]]:
    """Every comparison in a condition: the fact and its test, in the order written."""
    if isinstance(condition, Facts):
        yield from condition.root.items()
    elif isinstance(condition, AllOf):
        for part in condition.all:
            yield from atoms(part)
    elif isinstance(condition, AnyOf):
        for part in condition.any:
            yield from atoms(part)
    elif isinstance(condition, Not):
        yield from atoms(condition.not_)
    elif isinstance(condition, Every):
        yield from atoms(condition.every)


def conditions_of(ruleset: Ruleset) -> Iterator[Condition]:
    """Every condition of the ruleset, in file order."""
    for attribute in ruleset.attributes.values():
        if attribute.when is not None:
            yield attribute.when
    for exemption in ruleset.exemptions.values():
        yield exemption.when
        if exemption.lifted_when is not None:
            yield exemption.lifted_when
    for outcome in ruleset.outcomes.values():
        yield from (row.when for row in outcome.rows() if row.when is not None)
    for procedure in ruleset.procedures.values():
        for transition in procedure.transitions.values():
            entries = (*transition.requires, *transition.presupposes)
            parts = [transition.when, *(e.is_ for e in entries), *(e.when for e in entries)]
            yield from (part for part in parts if part is not None)
        for deadline in procedure.deadlines.values():
            if deadline.when is not None:
                yield deadline.when
