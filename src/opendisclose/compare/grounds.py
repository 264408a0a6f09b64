"""A condition goes in; the facts it names, and the grounds of which each is enough, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from ..diagnostics.finding import Words
from ..diagnostics.wording import written
from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not, Test
from ..model.ruleset import Ruleset

_MOST = 64  # grounds of one condition; beyond that it is taken as one

# The first row a word of which stands in the title of a fact or value names the ground.
GROUNDS: tuple[tuple[str, tuple[str, ...], Words], ...] = (
    ("public_interest", ("公共利益",), Words(zh="公共利益", en="the public interest")),
    ("consent", ("同意",), Words(zh="权利人同意", en="consent")),
    ("harmless", ("不损害", "无损害"), Words(zh="不造成损害", en="no harm is done")),
    (
        "law",
        ("法律", "法规", "规章", "另有规定"),
        Words(zh="另有法律规定", en="another law says so"),
    ),
    ("declassified", ("解密", "降密"), Words(zh="已解密", en="declassified")),
)
_WRITTEN = ("书面",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing that is enough to lift an exemption."""

    kind: str  # a row of GROUNDS, or the facts themselves
    words: Words
    written: bool  # it has to be in writing


def names_of(condition: Condition | None) -> frozenset[str]:
    """The comparisons in a condition, as `fact=value` (`fact!=value` where it is denied)."""
    return frozenset(atom for part in alternatives_of(condition, True) for atom in part)


def parted(atom: str) -> tuple[str, str]:
    """The fact of a comparison, and its value."""
    name, _, value = atom.replace("!=", "=").partition("=")
    return name.split(" ")[0], value


def grounds_of(ruleset: Ruleset, condition: Condition | None) -> tuple[Ground, ...]:
    """Each ground of which one is enough, every kind once; one not in writing prevails."""
    found: dict[str, Ground] = {}
    for part in alternatives_of(condition, True) if condition is not None else ():
        ground = _ground(ruleset, part)
        known = found.get(ground.kind)
        if known is None or known.written:
            found[ground.kind] = ground
    return tuple(found.values())


def _ground(ruleset: Ruleset, atoms: frozenset[str]) -> Ground:
    titles = [title for atom in sorted(atoms) for title in _titles(ruleset, atom)]
    in_writing = any(word in title for title in titles for word in _WRITTEN)
    for kind, marks, words in GROUNDS:
        if any(mark in title for title in titles for mark in marks):
            return Ground(kind=kind, words=words, written=in_writing)
    shown = "、".join(sorted(atoms))
    words = Words(zh=titles[0] if titles else shown, en=shown)
    return Ground(kind=shown, words=words, written=in_writing)


def _titles(ruleset: Ruleset, atom: str) -> Iterator[str]:
    """The Chinese titles of the fact of a comparison and of its value."""
    name, value = parted(atom)
    fact = ruleset.facts.get(name)
    if fact is None:
        return
    if value in fact.values:
        yield fact.values[value].zh or value
    yield fact.zh or name


def alternatives_of(
    condition: Condition | None,
    positive: bool = True,
) -> tuple[frozenset[str], ...]:
    """The condition as alternatives, each a set of comparisons that have to hold together."""
    if condition is None:
        return (frozenset(),)
    if isinstance(condition, Not):
        return alternatives_of(condition.not_, not positive)
    if isinstance(condition, Every):
        return alternatives_of(condition.every, positive)
    if isinstance(condition, AnyOf):
        parts = [alternatives_of(one, positive) for one in condition.any]
        return _either(parts) if positive else _together(parts)
    if isinstance(condition, AllOf):
        parts = [alternatives_of(one, positive) for one in condition.all]
        return _together(parts) if positive else _either(parts)
    parts = [tuple(frozenset({atom}) for atom in one) for one in _atoms(condition, positive)]
    return _together(parts) if positive else _either(parts)


def _atoms(facts: Facts, positive: bool) -> Iterator[tuple[str, ...]]:
    """For each fact its alternatives."""
    for name, value in facts.root.items():
        sign = "=" if positive else "!="
        if not isinstance(value, Test):
            yield (f"{name}{sign}{written(value)}",)
            continue
        operator, operand = value.operator()
        if operator in ("in", "has", "eq"):
            values = operand if isinstance(operand, tuple) else (operand,)
            yield tuple(f"{name}{sign}{written(one)}" for one in values)
        else:
            yield (f"{name}{'' if positive else ' not'} {operator} {written(operand)}",)


def _either(parts: Iterable[tuple[frozenset[str], ...]]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))


def _together(parts: list[tuple[frozenset[str], ...]]) -> tuple[frozenset[str], ...]:
    number = 1
    for part in parts:
        number *= len(part)
    if number > _MOST:
        return (frozenset(atom for part in parts for one in part for atom in one),)
    return tuple(dict.fromkeys(frozenset().union(*one) for one in product(*parts)))
