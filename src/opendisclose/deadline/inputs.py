"""Everything that one due date is counted from: the same inputs always give the same date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from opendisclose.calendars import Calendar

Names: TypeAlias = tuple[str, str]  # Chinese and English


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStart:
    """A day on which the period is also held to start, and in which words.

    `reading` is True where it is another reading of the rule, not simply a mistake. `spans` are
    those that count from there, None for the same ones.
    """

    day: date
    names: Names
    reading: bool = False
    spans: tuple[tuple[date, date | None], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The arguments of `explain`, which says what each of them means.

    `span_from_first` is True where the spans take out the day they open, too. `basis` is the law
    that the conventions of counting rest on. `other_starts` change nothing; what they would give is
    told beside the date. With `open_start` the trigger day is only known not to be earlier.
    """

    calendar: Calendar = field(repr=False)
    kind: int
    n: int | date | None
    trigger: date
    trigger_moment: datetime | None = None
    spans: tuple[tuple[date, date | None], ...] = ()
    extension: tuple[int, int] | None = None
    roll: bool = True
    include_trigger: bool = False
    clause: tuple[str, ...] = ()
    span_clauses: tuple[tuple[str, ...], ...] = ()
    extension_clause: tuple[str, ...] = ()
    readings: tuple[Names, ...] = ()
    trigger_name: Names | None = None
    as_of: date | None = None
    span_from_first: bool = False
    basis: str = ""
    other_starts: tuple[OtherStart, ...] = ()
    open_start: bool = False
