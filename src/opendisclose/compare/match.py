"""The items of two rulesets go in; the pairs of counterparts, each with the reason, come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from ..diagnostics.finding import Words
from .alike import ALIKE, alike
from .features import WHOLE
from .kinds import Bar, Item, Need

# Every local track of a matter is under the law's one limit, and every post that settles a doubt.
_EVERY = WHOLE | {"publication settle the doubt", "publication publish"}

_PARTIES = ("第三方", "权利人")  # whose view, and not the office's own

BY_BASIS = Words(zh="`basis` 写明", en="named by `basis`")
BY_PART = Words(zh="程序中的作用相同", en="the same part in the procedure")
BY_NAME = Words(zh="作用和名称相同", en="the same part and name")
BY_TITLE = Words(zh="作用相同、标题相近", en="the same part, a like title")
BY_SUBJECT = Words(zh="针对同一类信息", en="about the same kind of information")
BY_ID = Words(zh="名称相同", en="the same name")
ALONE = Words(zh="没有对应项", en="without a counterpart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two items that are counterparts, and why."""

    local: Item
    law: Item
    how: Words


def pairs_of(
    local: Sequence[Item], law: Sequence[Item], local_id: str, law_id: str
) -> tuple[Pair, ...]:
    """Every pair, in the order of the law and then of the local rule.

    What a `basis` names comes first; the rest is paired by kind and part. Of several with one part
    those of one name belong together, then those with like titles; one alone has all for its own.
    """
    found = [Pair(local=one, law=other, how=BY_BASIS) for one, other in _named(local, law, law_id)]
    found += [
        Pair(local=other, law=one, how=BY_BASIS) for one, other in _named(law, local, local_id)
    ]
    taken = {id(one.local) for one in found}
    rest = [one for one in local if id(one) not in taken]
    for kind in dict.fromkeys(one.kind for one in law):
        left = [one for one in rest if one.kind == kind]
        right = [one for one in law if one.kind == kind]
        found += _bars(left, right) if kind == "exemption" else _parts(left, right)
    places = {id(one): number for number, one in enumerate((*law, *local))}
    return tuple(sorted(found, key=lambda one: (places[id(one.law)], places[id(one.local)])))


def _named(
    one: Sequence[Item], other: Sequence[Item], other_id: str
) -> Iterable[tuple[Item, Item]]:
    """Items with the counterpart that their own `basis` names."""
    known = {(item.kind, item.owner): item for item in reversed(other)}
    for item in one:
        ruleset, _, owner = (item.basis or "").partition("#")
        if ruleset != other_id:
            continue
        kinds = (item.kind,) if item.kind != "period" else ("period", "date")
        found = next((known[k, owner] for k in kinds if (k, owner) in known), None)
        if found is not None and _fits(item, found):
            yield item, found


def _fits(item: Item, other: Item) -> bool:
    """Whether two parts of a deadline are the same part; a deadline itself fits any."""
    return item.kind != "exclusion" or item.value == other.value


def _parts(left: list[Item], right: list[Item]) -> Iterable[Pair]:
    unkeyed = [[one for one in side if not one.key] for side in (left, right)]
    named = [
        Pair(local=one, law=other, how=BY_ID)
        for one, other in product(*unkeyed)
        if one.name == other.name
    ]
    yield from named
    for pair in _remaining(named, *unkeyed):
        if pair.local.matter == pair.law.matter:
            yield pair
    for key in dict.fromkeys(one.key for one in right if one.key):
        mine = [one for one in left if one.key == key]
        theirs = [one for one in right if one.key == key]
        if len(mine) == 1 == len(theirs):
            yield Pair(local=mine[0], law=theirs[0], how=BY_PART)
        elif mine:
            yield from _several(mine, theirs)


def _several(mine: list[Item], theirs: list[Item]) -> Iterable[Pair]:
    found = [
        Pair(local=one, law=other, how=BY_NAME)
        for one, other in product(mine, theirs)
        if one.name == other.name or (one.owner == other.owner and _unique(one, mine, theirs))
    ]
    found += _remaining(found, mine, theirs)
    yield from found
    # Beside a single one: what is like it too, and of periods everything that is left.
    if 1 not in (len(mine), len(theirs)):
        return
    scored = [
        (alike(one.title.zh, other.title.zh), one, other)
        for one, other in product(mine, theirs)
        if all(one is not pair.local or other is not pair.law for pair in found)
    ]
    best = max((score for score, _, _ in scored), default=0.0)
    first = not found
    for score, one, other in scored:
        more = score >= ALIKE and one.matter == "request"
        if more or one.key in _EVERY or (first and score == best):
            yield Pair(local=one, law=other, how=BY_PART if score < ALIKE else BY_TITLE)
            first = False


def _unique(one: Item, mine: list[Item], theirs: list[Item]) -> bool:
    return all(sum(x.owner == one.owner for x in side) == 1 for side in (mine, theirs))


def _free(side: list[Item], used: list[Item]) -> list[Item]:
    known = {id(one) for one in used}
    return [one for one in side if id(one) not in known]


def _remaining(found: list[Pair], mine: list[Item], theirs: list[Item]) -> list[Pair]:
    """The rest by their titles, the most alike first."""
    left = _free(mine, [one.local for one in found])
    right = _free(theirs, [one.law for one in found])
    scored = sorted(
        (
            (-alike(one.title.zh, other.title.zh), number, one, other)
            for number, (one, other) in enumerate(product(left, right))
        ),
        key=lambda row: row[:2],
    )
    chosen: list[Pair] = []
    for score, _, one, other in scored:
        if -score < ALIKE:
            break
        if all(one is not pair.local and other is not pair.law for pair in chosen):
            chosen.append(Pair(local=one, law=other, how=BY_TITLE))
    return chosen


def _bars(left: list[Item], right: list[Item]) -> Iterable[Pair]:
    """Exemptions: by name, else about the same value of the subject, else by title."""
    named = [
        Pair(local=one, law=other, how=BY_ID)
        for one, other in product(left, right)
        if one.owner == other.owner
    ]
    left = _free(left, [one.local for one in named])
    right = _free(right, [one.law for one in named])
    about = [
        Pair(local=one, law=other, how=BY_SUBJECT)
        for one, other in product(left, right)
        if _about(one) & _about(other)
    ]
    left = _free(left, [one.local for one in about])
    right = _free(right, [one.law for one in about])
    titled = _remaining([], left, right)
    return [*named, *about, *(one for one in titled if _one_ground(one))]


def _one_ground(pair: Pair) -> bool:
    """Whether two exemptions with like titles rest on what the same kind of person says."""
    local, law = pair.local.value, pair.law.value
    assert isinstance(local, Bar)
    assert isinstance(law, Bar)
    parties = [any(one in pair_.title.zh for one in _PARTIES) for pair_ in (pair.local, pair.law)]
    return parties[0] == parties[1] and local.decided == law.decided


def _about(item: Item) -> frozenset[str]:
    assert isinstance(item.value, Bar)
    return frozenset(one.partition("=")[2] for one in item.value.about)


def needs_paired(
    local: Sequence[Need], law: Sequence[Need]
) -> tuple[tuple[Need | None, Need | None], ...]:
    """What two acts require, side by side; those of one name first, then those with like titles."""
    free, found = list(law), list[tuple[Need | None, Need | None]]()
    rest = []
    for one in local:
        other = next((x for x in free if x.names == one.names), None) or next(
            (x for x in free if x.names & one.names), None
        )
        if other is None:
            rest.append(one)
            continue
        free.remove(other)
        found.append((one, other))
    scored = sorted(
        (
            (-alike_needs(one, other), number, one, other)
            for number, (one, other) in enumerate(product(rest, free))
        ),
        key=lambda row: row[:2],
    )
    for score, _, one, other in scored:
        if -score >= ALIKE and one in rest and other in free:
            rest.remove(one)
            free.remove(other)
            found.append((one, other))
    # One entry may name two things (姓名、联系方式) that the other rule asks for one by one.
    held = [(_holding(one, local), one) for one in free]
    holds = [(one, _holding(one, law)) for one in rest]
    return (*found, *holds, *held)


def _holding(need: Need, others: Sequence[Need]) -> Need | None:
    """What the other rule asks for in which the title of a need is a part."""
    return next((one for one in others if need.title.zh in one.title.zh), None)


def alike_needs(one: Need, other: Need) -> float:
    """How much two things that are required are one, by their titles and their other names."""
    if one.title.en.casefold() == other.title.en.casefold():
        return 1.0
    if one.aspect == other.aspect == "channel":
        return 1.0
    for need, names in ((one, other.also), (other, one.also)):
        if any(word in name for name in (need.title.zh, *need.also) for word in names):
            return 1.0
    return alike(one.title.zh, other.title.zh)


def has_like(need: Need, others: Iterable[Need]) -> bool:
    """Whether one of several needs is the same thing."""
    return any(
        about_purpose(need) == about_purpose(one)
        and (need.names & one.names or alike_needs(need, one) >= ALIKE)
        for one in others
    )


def about_purpose(need: Need) -> bool:
    """Whether it is to be said what the information is for: another thing than to have a need."""
    return any(mark in need.title.zh for mark in ("目的", "用途"))
