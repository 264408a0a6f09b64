"""A seed goes in; a random procedure, sound or not, comes out, and what a plain search says of it.

The search is written from the three shapes of transition and the sentence on completeness alone:
a case is the set of its active states, complete when exactly one final state and nothing else is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

Raw = dict[str, Any]
Active = frozenset[str]

HEADER: Raw = {
    "opendisclose": 1,
    "id": "random",
    "edition": "1",
    "status": "in_force",
    "in_force": {"from": "unknown"},
    "title": {"zh": "规则", "en": "rule"},
    "timezone": "Asia/Shanghai",
    "calendar": {"country": "CN"},
    "counting": {
        "trigger_day": "excluded",
        "ends_on_rest_day": "next_working_day",
        "excluded_span": "after_first_through_last",
        "basis": "B",
    },
    "roles": {"office": {}, "citizen": {"external": True}},
}


def ruleset(seed: int) -> Raw:
    """A ruleset of one procedure `p`: every other net is grown from its opening, half-way sound."""
    draw = random.Random(seed)
    names = [f"s{n}" for n in range(draw.randint(2, 7))]
    finals = set(draw.sample(names, draw.choice((1, 1, 1, 2, 0)))) if seed % 2 else {names[-1]}
    states: Raw = {name: {"final": True} if name in finals else {} for name in names}
    drawn = _Drawn(draw, names, [one for one in names if one not in finals] or names)
    transitions = drawn.grown() if seed % 2 == 0 else drawn.anyhow()
    procedure = {"title": {"zh": "程序", "en": "procedure"}, "states": states}
    return {**HEADER, "procedures": {"p": {**procedure, "transitions": transitions}}}


@dataclass
class _Drawn:
    draw: random.Random
    names: list[str]
    open_ones: list[str]

    def grown(self) -> Raw:
        """From state to state; some steps are a fork with its join, some join or loop wrongly."""
        draw, left, here = self.draw, self.names[1:], self.names[0]
        found: list[Raw] = [{"to": here, "by": "citizen"}]
        while left:
            if len(left) > 3 and draw.random() < 0.5:
                one, other, there, *left = left
                found.append({"from": here, "to": {"all": [one, other]}, "by": "office"})
                joined = {draw.choice(("all", "all", "any")): [one, other]}
                found.append({"from": joined, "to": there, "by": "office"})
                here = there
            else:
                there, *left = left
                found.append({"from": here, "to": there, "by": "office"})
                here = there
        if draw.random() < 0.5:
            found.append(self._any())
        return {f"t{number}": one for number, one in enumerate(found)}

    def anyhow(self) -> Raw:
        found: list[Raw] = [{"to": self.draw.choice(self.names), "by": "citizen"}]
        found += [self._any() for _ in range(1, self.draw.randint(3, 10))]
        return {f"t{number}": one for number, one in enumerate(found)}

    def _any(self) -> Raw:
        draw = self.draw
        kind = draw.random()
        if kind < 0.1:
            count = min(len(self.names), draw.randint(1, 2))
            return {"in": draw.sample(self.names, count), "by": "office"}
        sources = self.open_ones if draw.random() < 0.95 else self.names
        to: Any = draw.choice(self.names)
        if draw.random() < 0.25:
            to = {"all": draw.sample(self.names, 2)}
        if kind < 0.15:
            return {"to": to, "by": "office"}
        source: Any = draw.choice(sources)
        if draw.random() < 0.3 and len(sources) > 1:
            source = {draw.choice(("all", "all", "any")): draw.sample(sources, 2)}
        return {"from": source, "to": to, "by": "office"}


@dataclass
class Searched:
    """What the plain search finds out about a net."""

    safe: bool = True
    seen: set[Active] = field(default_factory=set)
    fired: set[str] = field(default_factory=set)
    after: dict[Active, set[Active]] = field(default_factory=dict)


def search(procedure: Raw) -> Searched:
    """Every set of active states that a case can have, by trying everything everywhere."""
    found = Searched(seen={frozenset()})
    waiting: list[Active] = [frozenset()]
    while waiting:
        active = waiting.pop()
        found.after[active] = set()
        for name, one in procedure["transitions"].items():
            if "to" not in one:
                if active & set(one["in"]):
                    found.fired.add(name)
                continue
            for taken in _ways(one):
                fits = taken <= active if taken else not active
                if not fits:
                    continue
                found.fired.add(name)
                given, rest = _named(one["to"]), active - taken
                if given & rest:
                    found.safe = False
                    return found
                found.after[active].add(rest | given)
                if rest | given not in found.seen:
                    found.seen.add(rest | given)
                    waiting.append(rest | given)
    return found


def _named(states: Any) -> Active:
    return frozenset(states["all"]) if isinstance(states, dict) else frozenset([states])


def _ways(one: Raw) -> list[Active]:
    """The sets of states that a transition can take; the empty one opens a case."""
    source = one.get("from")
    if source is None:
        return [frozenset()]
    if isinstance(source, dict) and "any" in source:
        return [frozenset([state]) for state in source["any"]]
    return [_named(source)]


def unfinishable(found: Searched, finals: set[str]) -> set[Active]:
    """The sets of active states from which no case is ever complete."""
    good = {one for one in found.seen if len(one) == 1 and one <= finals}
    while True:
        more = {one for one in found.seen if found.after[one] & good} - good
        if not more:
            return found.seen - good - {frozenset()}
        good |= more
