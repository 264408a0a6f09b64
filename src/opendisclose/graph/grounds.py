"""A ruleset's exemptions and attributes go in; programs over facts alone come out."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not
from ..model.ruleset import Ruleset
from .names import Names, words_of
from .programs import Programs
from .tables import Ints, Tables
from .values import FactCodes, fact_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A condition, or a part of one, that can be asked by itself.

    Attributes:
        program: the number of its program in the tables.
        facts: what it compares itself; its parts have their own.
    """

    program: int
    condition: Condition
    facts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def leaves(self) -> tuple[Part, ...]:
        """The single comparisons in it, in the order written."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The tables of a ruleset without any procedure: its facts, exemptions and attributes.

    Attributes:
        bars: by exemption: what makes it stand.
        lifts: by exemption: what lifts it; None if nothing does.
        classes: the attributes that have a condition, in file order.
    """

    ruleset: Ruleset = field(repr=False)
    tables: Tables = field(repr=False)
    facts: Names = field(repr=False)
    codes: tuple[FactCodes, ...] = field(repr=False)
    exemptions: Names
    bars: tuple[Part, ...] = field(repr=False)
    lifts: tuple[Part | None, ...] = field(repr=False)
    classes: tuple[tuple[str, Part], ...] = field(repr=False)


def compile_grounds(ruleset: Ruleset) -> Grounds:
    """Compile what decides over information as such; references have been proved by the loader."""
    codes = fact_codes(ruleset)
    also = {name: words_of(fact, fact.also) for name, fact in ruleset.facts.items()}
    facts = Names.of(ruleset.facts, also)
    programs = Programs({one: n for n, one in enumerate(facts.ids)}, codes)
    listed = tuple(ruleset.exemptions.values())
    bars = tuple(_part(one.when, programs) for one in listed)
    lifts = tuple(
        _part(one.lifted_when, programs) if one.lifted_when is not None else None for one in listed
    )
    classes = tuple(
        (name, _part(one.when, programs))
        for name, one in ruleset.attributes.items()
        if one.when is not None
    )
    columns: dict[str, Ints] = {name: [] for name in Tables.__slots__} | {
        "size": [0, 0, 0, 0, len(facts), 0, 0, programs.depth, 0],
        "fact_default": [one.default() for one in codes],
        "fact_type": [one.type for one in codes],
        "program_from": programs.begins,
        "program": programs.code,
        "x_when": [one.program for one in bars],
        "x_lifted": [one.program if one is not None else -1 for one in lifts],
    }
    return Grounds(
        ruleset=ruleset,
        tables=Tables(**columns),
        facts=facts,
        codes=codes,
        exemptions=Names.of(ruleset.exemptions),
        bars=bars,
        lifts=lifts,
        classes=classes,
    )


def _part(condition: Condition, programs: Programs) -> Part:
    """A condition with everything in it that can be asked by itself."""
    facts: tuple[str, ...] = ()
    inner: tuple[Condition, ...] = ()
    if isinstance(condition, AllOf):
        inner = condition.all
    elif isinstance(condition, AnyOf):
        inner = condition.any
    elif isinstance(condition, Not):
        inner = (condition.not_,)
    elif isinstance(condition, Every):
        inner = (condition.every,)
        facts = (condition.of,) if condition.of is not None else ()
    elif isinstance(condition, Facts) and len(condition.root) > 1:
        inner = tuple(Facts({fact: test}) for fact, test in condition.root.items())
    elif isinstance(condition, Facts):
        facts = tuple(condition.root)
    return Part(
        program=programs.add(condition),
        condition=condition,
        facts=facts,
        parts=tuple(_part(one, programs) for one in inner),
    )
