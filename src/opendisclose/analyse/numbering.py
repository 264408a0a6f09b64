"""The index of clauses in, what is wrong with its numbering out: gaps, repeats, disorder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from .clause_ids import ClauseId, Part, chinese, clause_id
from .given import AnalyseInput

_OTHER = Words(zh="另一条", en="the other one")
_BEFORE = Words(zh="之前的一条", en="the one before it")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One number of one level, with the first id of the index that has it."""

    part: Part
    clause: ClauseId
    level: int

    def name(self) -> str:
        return self.clause.above(self.level + 1)


def numbering(given: AnalyseInput) -> tuple[Finding, ...]:
    """Gaps, repeats and disorder, each level of each document by itself.

    款, 项 and 目 are counted within what holds them; a level begins with 1. What lies between
    two numbers is missing even where its own paragraphs would be listed elsewhere.
    """
    ids = [one for one in map(clause_id, given.ruleset.clauses) if one.parts]
    groups: dict[tuple[str, str], list[_Seen]] = {}
    found: list[Finding] = []
    for one in ids:
        for level, part in enumerate(one.parts):
            group = groups.setdefault((_holder(one, level), part.unit), [])
            seen = next((old for old in group if old.part.place() == part.place()), None)
            if seen is None:
                group.append(_Seen(part=part, clause=one, level=level))
            elif seen.part.written != part.written:
                found.append(_repeated(one, level, seen))
    found += _disorder(ids)
    # Where clauses are known to be missing from the index, a gap says nothing of the document.
    for group in groups.values() if given.ruleset.clauses_complete else ():
        found += _gaps(sorted(group, key=lambda one: one.part.place()))
    return tuple(found)


def _holder(clause: ClauseId, level: int) -> str:
    """What a level is counted within, however its numbers are written."""
    parts = (f"{one.unit}{one.number}.{one.later}" for one in clause.parts[:level])
    return "/".join((clause.document, *parts))


def _gaps(group: list[_Seen]) -> Iterator[Finding]:
    last, before = 0, None
    for one in group:
        if one.part.number > last + 1:
            values = {
                "clause": one.name(),
                "missing": _missing(one, last + 1, one.part.number - 1),
            }
            related = () if before is None else (_related(before.clause, _BEFORE),)
            yield _at(codes.NUMBERING_GAP, values, one.clause, related)
        last, before = one.part.number, one


def _missing(after: _Seen, first: int, last: int) -> Words:
    """The numbers from `first` through `last` in the spelling of the one after them."""
    start = _named(after, first)
    if first == last:
        return Words(zh=start, en=start)
    end = _named(after, last)
    return Words(zh=f"{start}至{end}", en=f"{start} to {end}")


def _named(after: _Seen, number: int) -> str:
    part = after.part
    if part.unit == "ring":
        text = chr(0x2460 + number - 1)
    elif any(one.isdecimal() for one in part.written):
        text = part.written.replace(str(part.number), str(number))
    else:
        own = part.written.partition("之")[0]
        text = own.replace(chinese(part.number), chinese(number))
    return after.clause.above(after.level) + text


def _repeated(clause: ClauseId, level: int, seen: _Seen) -> Finding:
    values = {"clause": clause.above(level + 1), "other": seen.name()}
    related = (_related(seen.clause, _OTHER),)
    return _at(codes.NUMBERING_REPEATED, values, clause, related)


def _disorder(ids: list[ClauseId]) -> Iterator[Finding]:
    """An id that stands after one that comes after it; documents may come in any order."""
    last: dict[str, ClauseId] = {}
    for one in ids:
        highest = last.setdefault(one.document, one)
        if _before(one, highest):
            values = {"clause": one.id, "other": highest.id}
            yield _at(codes.CLAUSE_OUT_OF_ORDER, values, one, (_related(highest, _OTHER),))
        else:
            last[one.document] = one


def _before(one: ClauseId, other: ClauseId) -> bool:
    """Whether the numbers say that `one` comes before `other`."""
    for mine, theirs in zip(one.parts, other.parts, strict=False):
        if mine.unit != theirs.unit:
            return False  # a paragraph and an item of one article: their numbers do not compare
        if mine.place() != theirs.place():
            return mine.place() < theirs.place()
    return len(one.parts) < len(other.parts)


def _related(clause: ClauseId, message: Words) -> Related:
    return Related(route=("clauses", clause.id), message=message, key=True, clauses=(clause.id,))


def _at(
    code: codes.Code, values: Mapping[str, object], clause: ClauseId, related: tuple[Related, ...]
) -> Finding:
    return make(
        code,
        values,
        clauses=(clause.id,),
        route=("clauses", clause.id),
        at_key=True,
        related=related,
    )
