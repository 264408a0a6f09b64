"""Two rulesets go in; what they say differently (not in which words) comes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..diagnostics.wording import written
from ..model.base import Model
from ..model.ruleset import Ruleset
from .against import Source
from .result import CaseChange, Change, Difference

# What only tells of an item and does not bind: another text is no other rule.
_TEXTS = frozenset(
    {"zh", "en", "also", "reading", "verified", "ignore", "title", "clause", "basis", "about"}
)
_HEAD = ("status", "in_force", "timezone", "calendar", "counting", "implements")


def difference_of(
    before: Source,
    after: Source,
    cases: tuple[CaseChange, ...] = (),
    unchanged: int = 0,
    unjudged: tuple[str, ...] = (),
) -> Difference:
    """Every role, fact, attribute, exemption, outcome, state, act and deadline that differs.

    Items of one name are the same; of one that changes each key that changes is a change.
    Titles, readings, clause numbers and other texts are no difference.
    """
    changes = tuple(_changes(before, after))
    return Difference(
        before=before.ruleset,
        after=after.ruleset,
        changes=changes,
        cases=cases,
        unchanged=unchanged,
        unjudged=unjudged,
    )


def _changes(before: Source, after: Source) -> Iterator[Change]:
    old, new = _parts(before.ruleset), _parts(after.ruleset)
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        if one is None or other is None:
            yield _whole(key, one, other, before, after)
        else:
            yield from _keys(key, one, other, before, after)


Parts = dict[tuple[str, Route], Any]


def _parts(ruleset: Ruleset) -> Parts:
    """Every item that can be added, removed or changed, by its kind and route."""
    found: Parts = {("head", (name,)): getattr(ruleset, name) for name in _HEAD}
    for kind in ("roles", "facts", "attributes", "exemptions", "outcomes"):
        found |= {(kind, (kind, name)): one for name, one in getattr(ruleset, kind).items()}
    for name, procedure in ruleset.procedures.items():
        route: Route = ("procedures", name)
        found["procedures", route] = {"every": procedure.every}
        for kind in ("states", "transitions", "deadlines"):
            found |= {
                (kind, (*route, kind, own)): one for own, one in getattr(procedure, kind).items()
            }
    return found


def _whole(key: tuple[str, Route], one: Any, other: Any, before: Source, after: Source) -> Change:
    kind, route = key
    there = before if other is None else after
    item = one if other is None else other
    clauses = tuple(getattr(item, "clause", ()))
    span = there.places.of(route, key=True)
    return Change(
        change="removed" if other is None else "added",
        kind=kind,
        name=_name(route),
        title=_title(item, route),
        before=None,
        after=None,
        before_clauses=clauses if other is None else (),
        after_clauses=clauses if one is None else (),
        before_span=span if other is None else None,
        after_span=span if one is None else None,
    )


def _keys(
    key: tuple[str, Route], one: Any, other: Any, before: Source, after: Source
) -> Iterator[Change]:
    """Each key of an item that says something else."""
    kind, route = key
    mine, theirs = _plain(one), _plain(other)
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        mine, theirs = {"": mine}, {"": theirs}
    for name in dict.fromkeys((*mine, *theirs)):
        left, right = mine.get(name), theirs.get(name)
        if left == right or _as_sets(left) == _as_sets(right):
            continue
        place: Route = (*route, name) if name else route
        yield Change(
            change="changed",
            kind=kind,
            name=f"{_name(route)}{f' {name}' if name else ''}",
            title=_title(other, route),
            before=_words(left),
            after=_words(right),
            before_clauses=tuple(getattr(one, "clause", ())),
            after_clauses=tuple(getattr(other, "clause", ())),
            before_span=before.places.of(place, key=True),
            after_span=after.places.of(place, key=True),
        )


def _as_sets(value: Any) -> Any:
    """Lists whose order means nothing (roles, acts, facts): the same in another order is equal."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return frozenset(value)
    return value


def _plain(value: Any) -> Any:
    """A model as data without the texts; what is not given is left out."""
    if isinstance(value, Model):
        every = value.model_dump(by_alias=True, exclude_none=True, mode="json")
        return _bare(every)
    return _bare(value) if isinstance(value, (dict, list, tuple)) else value


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: _bare(v) for k, v in value.items() if k not in _TEXTS and v is not None}
        return {k: v for k, v in kept.items() if v not in ((), [], {})}
    if isinstance(value, (list, tuple)):
        return [_bare(one) for one in value]
    return value


def _words(value: Any) -> Words | None:
    if value is None:
        return None
    text = written(value)
    return Words(zh=text, en=text)


def _name(route: Route) -> str:
    """`on_request.reply` of a deadline, `privacy` of an exemption."""
    if route[0] == "procedures":
        return ".".join(str(one) for one in (route[1], *route[3:]))
    return str(route[-1])


def _title(item: Any, route: Route) -> Words:
    name = str(route[-1])
    zh, en = getattr(item, "zh", None), getattr(item, "en", None)
    return Words(zh=zh or name, en=en or name)
