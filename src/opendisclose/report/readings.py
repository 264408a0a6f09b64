"""A ruleset goes in; its readings, the defects of its document and what nobody checked come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from ..model.base import Text
from ..model.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How something that the document leaves open is read: where, the reading, its articles."""

    where: str  # keys of the file with dots: procedures.on_request.deadlines.reply.starts
    text: Text
    clauses: tuple[str, ...]


def readings(ruleset: Ruleset) -> tuple[Reading, ...]:
    """Every `reading:` in the order of the language; an item without a clause has its holder's."""
    return tuple(_in(ruleset, (), ()))


def defects(ruleset: Ruleset) -> tuple[Reading, ...]:
    """Every `defect:` of a clause, in the order of the document."""
    return tuple(
        Reading(where=f"clauses.{name}", text=one.defect, clauses=(name,))
        for name, one in ruleset.clauses.items()
        if one.defect is not None
    )


def unverified(ruleset: Ruleset) -> tuple[str, ...]:
    """Where `verified: false` stands, as keys of the file with dots, in the order of the file."""
    return tuple(_unverified(ruleset, ()))


def _unverified(value: object, route: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, BaseModel):
        if getattr(value, "verified", True) is False:
            yield ".".join(route)
        for name, field in type(value).model_fields.items():
            yield from _unverified(getattr(value, name), (*route, field.alias or name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _unverified(one, (*route, str(key)))
    elif isinstance(value, tuple):
        for one in value:
            yield from _unverified(one, route)


def _in(value: object, route: tuple[str, ...], clauses: tuple[str, ...]) -> Iterator[Reading]:
    if isinstance(value, BaseModel):
        own = getattr(value, "clause", ()) or clauses
        text = getattr(value, "reading", None)
        if isinstance(text, Text):
            yield Reading(where=".".join(route), text=text, clauses=own)
        for name, field in type(value).model_fields.items():
            if name != "reading":
                key = field.alias or name
                yield from _in(getattr(value, name), (*route, key), own)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _in(one, (*route, str(key)), clauses)
    elif isinstance(value, tuple):
        for one in value:
            yield from _in(one, route, clauses)
