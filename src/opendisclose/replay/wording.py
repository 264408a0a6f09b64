"""Conditions, acts, roles and durations of a ruleset in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..diagnostics.finding import Words
from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.base import Text, Titled
from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not, Test
from ..model.periods import UNITS
from ..model.procedure import Entry
from ..model.ruleset import OTHER, Ruleset

_NO_ONE = Words(zh="任何人", en="anyone")
_OTHER = Words(zh="规则之外的人", en="someone with none of the roles")
_SIGNS = {"eq": "=", "ne": "≠", "gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
_UNIT_ZH = {"working_days": "个工作日", "days": "日", "months": "个月", "hours": "小时"}
_UNIT_EN = {"working_days": "working day", "days": "day", "months": "month", "hours": "hour"}
_TRUTH = {True: Words(zh="是", en="yes"), False: Words(zh="否", en="no")}


def words(text: Text) -> Words:
    """A model's text as a finding's words."""
    return Words(zh=text.zh, en=text.en)


def listed(parts: Iterable[Words], zh: str = "、", en: str = ", ") -> Words:
    """Several texts as one list."""
    every = tuple(parts)
    return Words(zh=zh.join(one.zh for one in every), en=en.join(one.en for one in every))


def one_of(parts: Iterable[Words]) -> Words:
    """Several texts of which one will do: `A、B或C`, `A, B or C`."""
    *others, last = parts
    if not others:
        return last
    most = listed(others)
    return Words(zh=f"{most.zh}或{last.zh}", en=f"{most.en} or {last.en}")


def title(of: Titled, name: str) -> Words:
    """The title in both languages; the id stands in for a missing one, as in `Titled.title`."""
    return Words(zh=of.zh or of.en or name, en=of.en or of.zh or name)


class Terms:
    """The words of one ruleset: its roles, its facts, and conditions over them."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset

    def role(self, name: str) -> Words:
        if name == OTHER:
            return _OTHER
        return title(self._ruleset.roles[name], name)

    def roles(self, names: Iterable[str]) -> Words:
        every = tuple(names)
        return listed(self.role(one) for one in every) if every else _NO_ONE

    def fact(self, name: str) -> Words:
        if name == "event_day":
            return Words(zh="行为之日", en="the day of the act")
        return title(self._ruleset.facts[name], name)

    def date(self, name: str) -> Words:
        """What `at:` names: a date fact, or one of `receipts`."""
        receipt = self._ruleset.receipts.get(name)
        return title(receipt, name) if receipt is not None else self.fact(name)

    def facts_in(self, condition: Condition | None) -> Words:
        """The facts a condition asks for, by id, once each."""
        names = dict.fromkeys(fact for fact, _ in atoms(condition)) if condition else {}
        return listed(Words(zh=f"`{name}`", en=f"`{name}`") for name in names)

    def condition(self, condition: Condition) -> Words:
        """A condition as a sentence part: facts by title, values by title."""
        if isinstance(condition, Facts):
            parts = [self._comparison(fact, test) for fact, test in condition.root.items()]
            return listed(parts, "，且", " and ")
        if isinstance(condition, AllOf):
            return listed((self._part(one) for one in condition.all), "，且", " and ")
        if isinstance(condition, AnyOf):
            return listed((self._part(one) for one in condition.any), "，或", " or ")
        if isinstance(condition, Not):
            inner = self.condition(condition.not_)
            return Words(zh=f"并非（{inner.zh}）", en=f"not ({inner.en})")
        assert isinstance(condition, Every)
        inner = self._part(condition.every)
        return Words(zh=f"各方均：{inner.zh}", en=f"for every one: {inner.en}")

    def _part(self, condition: Condition) -> Words:
        """A condition inside another: in brackets where it has parts of its own."""
        inner = self.condition(condition)
        joined = (
            (isinstance(condition, AllOf) and len(condition.all) > 1)
            or (isinstance(condition, AnyOf) and len(condition.any) > 1)
            or (isinstance(condition, Facts) and len(condition.root) > 1)
        )
        return Words(zh=f"（{inner.zh}）", en=f"({inner.en})") if joined else inner

    def _comparison(self, fact: str, test: Any) -> Words:
        operator, operand = test.operator() if isinstance(test, Test) else ("eq", test)
        name = self.fact(fact)
        if operator == "has":
            value = self.value(fact, operand)
            return Words(zh=f"{name.zh}包括{value.zh}", en=f"{name.en} includes {value.en}")
        if operator == "in":
            value = listed((self.value(fact, one) for one in operand), "或", " or ")
            return Words(zh=f"{name.zh}为{value.zh}", en=f"{name.en} is {value.en}")
        value = self.value(fact, operand)
        if operator == "eq" and operand is True:
            return name
        if operator == "eq" and operand is False:
            return Words(zh=f"“{name.zh}”为否", en=f"{name.en}: no")
        if operator == "eq":
            return Words(zh=f"{name.zh}为{value.zh}", en=f"{name.en}: {value.en}")
        sign = _SIGNS[operator]
        return Words(zh=f"{name.zh} {sign} {value.zh}", en=f"{name.en} {sign} {value.en}")

    def value(self, fact: str, value: Any) -> Words:
        """A value of a fact by its title."""
        if isinstance(value, bool):
            return _TRUTH[value]
        if isinstance(value, date):
            return Words(zh=value.isoformat(), en=value.isoformat())
        known = self._ruleset.facts[fact].values.get(str(value)) if fact != "event_day" else None
        return title(known, str(value)) if known else Words(zh=str(value), en=str(value))


class Wording(Terms):
    """The words of one compiled procedure, and of its ruleset."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__(compiled.ruleset)
        self._compiled = compiled

    def transition(self, number: int) -> Words:
        return title(self._compiled.transition(number), self._compiled.transitions.ids[number])

    def act(self, number: int) -> Words:
        """An act by the title of its first variant."""
        return self.transition(self._compiled.variants(number)[0])

    def act_named(self, name: str) -> Words:
        return self.act(self._compiled.acts[name])

    def deadline(self, number: int) -> Words:
        return title(self._compiled.deadline(number), self._compiled.deadlines.ids[number])

    def exemption(self, number: int) -> Words:
        return title(self._compiled.exemption(number), self._compiled.exemptions.ids[number])

    def states(self, names: Iterable[str]) -> Words:
        states = self._compiled.procedure.states
        every = [title(states[name], name) for name in names]
        return listed(every) if every else Words(zh="未立案", en="not opened")

    def entry(self, entry: Entry) -> Words:
        """One requirement or presupposition."""
        if entry.has is not None:
            return self.fact(entry.has)
        if entry.act is not None:
            return self.act_named(entry.act)
        return self.condition(entry.is_) if entry.is_ is not None else Words(zh="", en="")


def length(unit: int, number: int) -> Words:
    """A length of time; `unit` as the period kinds are numbered (1 working days ... 4 hours)."""
    name = UNITS[unit - 1]
    plural = "" if number == 1 else "s"
    return Words(zh=f"{number} {_UNIT_ZH[name]}", en=f"{number} {_UNIT_EN[name]}{plural}")
