"""The conditions of two acts go in; which of them lets the act be done in more cases comes out.

A condition is taken as alternatives, each a set of comparisons that hold together. Comparisons of
two rulesets are one where they speak of one fact: one of that name, else one with a like title.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from ..diagnostics.finding import Words
from ..model.conditions import Condition
from ..model.ruleset import Fact, Ruleset
from .alike import alike, overlap
from .grounds import alternatives_of, parted

Alternatives = tuple[frozenset[str], ...]
_ONE_FACT = 0.6  # of the pairs of characters of the shorter title that the other has
_AT_ALL = 0.3  # of the pairs of characters of both
_OPPOSITE = {"true": "false", "false": "true"}


class Stands(Enum):
    """How the cases of one condition stand to those of another."""

    SAME = "same"
    FEWER = "fewer"  # the local one asks for more
    MORE = "more"  # the local one asks for less
    OTHER = "other"  # neither


def cases_of(conditions: Iterable[Condition | None]) -> Alternatives:
    """The alternatives of several conditions of which one is enough; no condition is always."""
    every = [part for one in conditions for part in alternatives_of(one)]
    plain = [frozenset(_plain(atom) for atom in part if _kept(atom)) for part in every]
    return tuple(dict.fromkeys(part for part in plain if not any(one < part for one in plain)))


def _kept(atom: str) -> bool:
    """A date is when a rule applies, and not what it asks for."""
    return parted(atom)[0] != "event_day"


def _plain(atom: str) -> str:
    """`x!=true` as `x=false`."""
    name, mark, value = atom.partition("!=")
    return f"{name}={_OPPOSITE[value]}" if mark and value in _OPPOSITE else atom


def translated(parts: Iterable[frozenset[str]], local: Ruleset, law: Ruleset) -> Alternatives:
    """Alternatives of the local ruleset in the names of the law, as far as the law knows them."""
    return tuple(frozenset(in_law(atom, local, law) for atom in part) for part in parts)


def in_law(atom: str, local: Ruleset, law: Ruleset) -> str:
    """A local comparison in the names of the law; as it is where the law has none."""
    name, value = parted(atom)
    fact = local.facts.get(name)
    other = fact_in(law, name, fact) if fact is not None else None
    if fact is None or other is None:
        return atom
    theirs = law.facts[other]
    meant = _value_in(fact, theirs, value)
    return other + atom[len(name) :].replace(value, meant) if value else other


def fact_in(law: Ruleset, name: str, fact: Fact) -> str | None:
    """The fact of the law that is the same thing: of the same name, else with the likest title."""
    known = law.facts.get(name)
    if known is not None and known.type == fact.type:
        return name
    title = fact.zh or name
    scored = [
        (alike(title, one.zh or other), overlap(title, one.zh or other), other)
        for other, one in law.facts.items()
        if one.type == fact.type
    ]
    score, both, found = max(scored, key=lambda one: one[:2], default=(0.0, 0.0, None))
    return found if score >= _ONE_FACT and both >= _AT_ALL else None


def _value_in(fact: Fact, law: Fact, value: str) -> str:
    own = fact.values.get(value)
    if own is None or value in law.values:
        return value
    scored = [(alike(own.zh or value, one.zh or name), name) for name, one in law.values.items()]
    score, found = max(scored, key=lambda one: one[0], default=(0.0, value))
    return found if score >= _ONE_FACT else value


def order(local: Alternatives, law: Alternatives) -> Stands:
    """How the local cases stand to the law's."""
    wider = all(any(one <= other for one in local) for other in law)
    narrower = all(any(other <= one for other in law) for one in local)
    if wider and narrower:
        return Stands.SAME
    if wider:
        return Stands.MORE
    return Stands.FEWER if narrower else Stands.OTHER


def difference(parts: Alternatives, others: Alternatives) -> frozenset[str]:
    """What one side asks for and the other does not, of the nearest alternatives."""
    gone = frozenset(atom for one in others for atom in one)
    return frozenset(atom for one in parts for atom in one) - gone


def said(atoms: Iterable[str], ruleset: Ruleset) -> Words:
    """Comparisons by the titles of their facts and values."""
    zh, en = [], []
    for atom in sorted(atoms):
        name, value = parted(atom)
        fact = ruleset.facts.get(name)
        title = (fact.values.get(value) if fact is not None else None) or fact
        denied = "!=" in atom or value == "false"
        zh.append(f"{'非：' if denied else ''}{(title and title.zh) or atom}")
        en.append(f"{'not: ' if denied else ''}{(title and title.en) or atom}")
    return Words(zh="、".join(zh), en=", ".join(en))
