"""The facts of random rulesets, and random conditions, tests and values over them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis.strategies import DrawFn

from tests.strategies import numbers, pick

Raw = dict[str, Any]
ROLES: Raw = {"office": {}, "section": {}, "citizen": {"external": True}}
CELLS = ("disclosed", "in_part", "process", "other")
REMEDIES = ("review_first", "court")
FACTS: Raw = {
    "bare": {"type": "boolean"},
    "sure": {"type": "boolean", "default": True, "clause": "F1"},
    "less": {"type": "boolean", "default": False, "aspect": "act"},
    "pages": {"type": "integer"},
    "parties": {"type": "integer", "default": 2, "clause": "F2", "aspect": "ground"},
    "kind": {
        "type": "enum",
        "aspect": "form",
        "clause": "F3",
        "values": {
            "low": {},
            "high": {},
            "doubt": {"counts_as": "high", "clause": "V1"},
            "rumour": {"counts_as": "doubt", "clause": "V2"},
        },
    },
    "way": {
        "type": "enum",
        "aspect": "channel",
        "default": "post",
        "values": {"post": {}, "hand": {"counts_as": "post", "clause": "V3"}, "web": {}},
    },
    "tags": {"type": "list", "values": ["x", "w", "z"]},
    "names": {"type": "list", "values": ["x", "w"], "default": []},
    "posted": {"type": "date"},
    "told": {"type": "date"},
    "long": {"type": "duration"},
    "given": {"type": "duration"},
    "who": {"type": "role"},
    "text": {"type": "text", "default": ""},
}
DATES, DURATIONS = ("posted", "told"), ("long", "given")
TURNS = (date(2020, 1, 31), date(2022, 5, 1), date(2024, 2, 29), date(2025, 10, 8))


class Conditions:
    """Draws what speaks of the facts of one ruleset."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.facts: list[str] = []

    # --- drawing -------------------------------------------------------------------------------

    def _one(self, choices: Any) -> Any:
        return pick(self.draw, list(choices))

    def _number(self, least: int, most: int) -> int:
        return int(self.draw(numbers(least, most)))

    def _once_in(self, n: int) -> bool:
        """True once in n; shrinks to false."""
        return self._number(1, n) == n

    def _some(self, choices: Any, most: int = 2) -> list[Any]:
        listed = list(choices)
        more = sum(self._once_in(3) for _ in range(most - 1))
        return list(dict.fromkeys(self._one(listed) for _ in range(1 + more)))

    def _condition(self, depth: int = 2) -> Raw:
        kind = self._one(("fact",) * 5 + ("not", "all", "any", "every")) if depth else "fact"
        if kind == "not":
            return {"not": self._condition(depth - 1)}
        if kind in ("all", "any"):
            return {kind: [self._condition(depth - 1), self._condition(depth - 1)]}
        if kind == "every":
            of = self._one((None, "parties", "names"))
            return {"every": self._condition(0), **({"of": of} if of else {})}
        if self._once_in(8):
            word = self._one(("gt", "ge", "lt", "le", "eq"))
            return {"event_day": {word: self._one(TURNS)}}
        name = self._one(self.facts)
        test = self._test(name)
        return {name: test} if test is not None else {"sure": True}

    def _test(self, name: str) -> Any:
        fact = FACTS[name]
        kind = fact["type"]
        if kind == "boolean":
            return self._one((True, False))
        if kind == "integer":
            word = self._one(("gt", "ge", "lt", "le", "eq", "ne"))
            return {word: self._one((0, 3, 30))}
        if kind == "enum":
            one, other = self._one(fact["values"]), self._one(fact["values"])
            return self._one((one, {"in": [one, other]}, {"ne": one}))
        if kind == "list":
            return {"has": self._one(fact["values"])}
        if kind == "date":
            return {self._one(("gt", "ge", "lt", "le", "eq", "ne")): self._one(TURNS)}
        if kind == "role":
            return self._one(ROLES)
        return "some text" if kind == "text" else None

    def _apart(self) -> tuple[Raw, Raw]:
        kind = self._one(("bare", "not", "kind", "pages", "event_day", "tags"))
        if kind == "bare":
            return {"bare": True}, {"bare": False}
        if kind == "kind":
            return {"kind": "high"}, {"kind": {"ne": "high"}}
        if kind == "pages":
            return {"pages": {"gt": 3}}, {"pages": {"le": 3}}
        if kind == "event_day":
            day = self._one(TURNS)
            return {"event_day": {"lt": day}}, {"event_day": {"ge": day}}
        condition = {"tags": {"has": "x"}} if kind == "tags" else self._condition(1)
        return condition, {"not": condition}

    def _settled(self) -> tuple[str, Any]:
        name = self._one(self.facts)
        fact = FACTS[name]
        values: Raw = {
            "boolean": (True, False),
            "integer": (0, 3, 31),
            "enum": tuple(fact.get("values", ())),
            "list": (["x"], ["x", "w"]),
            "date": TURNS,
            "duration": ({"working_days": 3}, {"hours": 30}, {"days": 4}),
            "role": tuple(ROLES),
            "text": ("some text",),
        }
        return name, self._one(values[fact["type"]])

    def _outcome(self, exemptions: Raw) -> Raw:
        """What a reply is recorded as; rows often rest on what is cited, or on facts."""
        cells = [{"cell": one, **self._row(exemptions)} for one in self._some(CELLS, 3)]
        remedies = [{"remedy": one, **self._row(exemptions)} for one in self._some(REMEDIES, 2)]
        bare = {"reply_type": "other", "statistics": cells, "remedy": remedies}
        return bare if self._once_in(3) else {**bare, "remedy": "court"}

    def _row(self, exemptions: Raw) -> Raw:
        row: Raw = {}
        if exemptions and self._once_in(2):
            row["cites"] = self._some(exemptions, 2)
        if self._once_in(2):
            row["when"] = self._condition(1)
        return row
