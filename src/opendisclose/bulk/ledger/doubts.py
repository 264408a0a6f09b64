"""What is doubtful about the rows of a log, or of its parts, goes in; findings come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...diagnostics import codes
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.wording import MOST as _NAMED
from ...diagnostics.wording import named
from ...graph.compiled import Compiled
from ..table import AT
from .sheet import span

MOST = 100  # findings of one code: who has more has them from one cause
NAMED = _NAMED  # cases that a finding shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One finding about a row or several rows of one case; `first` and `row` are of the file."""

    code: str
    first: int
    row: int
    column: int = 1
    values: tuple[tuple[str, Words], ...]

    def finding(self, source: str) -> Finding:
        """The finding about the file of that name."""
        place = span(source, self.row, self.column)
        return make(codes.BY_ID[self.code], dict(self.values), span=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What is doubtful about a log or a part of it; only plain values.

    Attributes:
        zoned, unzoned: how many times have an offset, and how many have a clock and none.
        unzoned_row: the first row of the latter.
        duplicates, early, contradictory: one finding each, in the order of the rows, the first of
            them only.
        unopened: how many named cases nothing opens; `unopened_row` is the first row of any case
            that nothing opens (0 without any), `unopened_cases` the first row and the name of
            those that a finding shows.
    """

    zoned: int = 0
    unzoned: int = 0
    unzoned_row: int = 0
    duplicates: tuple[Doubt, ...] = ()
    unopened: int = 0
    unopened_row: int = 0
    unopened_cases: tuple[tuple[int, str], ...] = ()
    early: tuple[Doubt, ...] = ()
    contradictory: tuple[Doubt, ...] = ()


def doubt(code: codes.Code, values: Mapping[str, Any], *, first: int, row: int) -> Doubt:
    """A doubt; `values` as for a finding."""
    return Doubt(code=code.id, first=first, row=row, values=make(code, values).values)


def joined(one: Doubts, other: Doubts) -> Doubts:
    """The doubts about two parts of a log that have no case in common as those about both."""
    return Doubts(
        zoned=one.zoned + other.zoned,
        unzoned=one.unzoned + other.unzoned,
        unzoned_row=_earlier(one.unzoned_row, other.unzoned_row),
        duplicates=_first((*one.duplicates, *other.duplicates)),
        unopened=one.unopened + other.unopened,
        unopened_row=_earlier(one.unopened_row, other.unopened_row),
        unopened_cases=tuple(sorted((*one.unopened_cases, *other.unopened_cases))[:NAMED]),
        early=_first((*one.early, *other.early)),
        contradictory=_first((*one.contradictory, *other.contradictory)),
    )


def _earlier(one: int, other: int) -> int:
    """The smaller row; 0 is none."""
    return min(one, other) if one and other else one or other


def _first(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted(doubts, key=lambda one: one.first)[:MOST])


def findings_of(doubts: Doubts, source: str, compiled: Compiled) -> Iterator[Finding]:
    """What is told of them, about the file of that name."""
    if doubts.zoned and doubts.unzoned:
        values = {
            "column": AT,
            "with_": doubts.zoned,
            "without": doubts.unzoned,
            "zone": compiled.ruleset.timezone,
        }
        yield make(codes.MIXED_ZONES, values, span=span(source, doubts.unzoned_row))
    for one in doubts.duplicates:
        yield one.finding(source)
    if doubts.unopened:
        cases = [name for _, name in doubts.unopened_cases]
        values = {
            "count": doubts.unopened,
            "acts": named(compiled.acts.ids[one] for one in opening_acts(compiled)),
            "cases": named(cases, doubts.unopened),
        }
        yield make(codes.CASE_WITHOUT_OPENING, values, span=span(source, doubts.unopened_row))
    for one in (*doubts.early, *doubts.contradictory):
        yield one.finding(source)


def opening_acts(compiled: Compiled) -> tuple[int, ...]:
    """The acts that open the procedure; a recurring duty has none."""
    found = [
        compiled.acts[transition.act or name]
        for name, transition in compiled.procedure.transitions.items()
        if transition.from_ is None and transition.in_ is None
    ]
    return tuple(dict.fromkeys(found))
