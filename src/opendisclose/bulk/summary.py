"""What an audit of a ledger comes to, as plain values: by clause, unit and month, worst, open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..diagnostics.finding import Finding, Words
from .annual import AnnualTable, ReplyCount, annual_tables

LATE_STEPS = ((0, 0), (1, 1), (2, 5), (6, 10), (11, 20), (21, None))  # working days late, from-to


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many cases are counted under a name, how many of them broke the rule, or were late."""

    name: str
    cases: int
    violations: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One kind of finding under one clause: in how many cases, how often."""

    clause: str
    code: str
    code_name: str
    kind: str
    cases: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """One clock that was met late or is overdue."""

    case: str
    unit: str
    row: int | None
    clause: str
    due: date
    actual: date
    working_days: int
    message: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClock:
    """What is due in a case that is not complete."""

    case: str
    unit: str
    clock: str
    title: Words
    key: str
    status: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A case that could not be judged, with the first reason."""

    case: str
    row: int | None
    code: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSummary:
    """A ledger judged, for people.

    `cases` are those in the ledger: the judged, those that the rule does not apply to and the
    refused add up to it. `lateness` counts the late clocks by `LATE_STEPS`. `quality` are the
    findings about the ledger itself, `unread` rows of it that are in no case. `open_clocks`,
    `refused` and `quality` list everything of a ledger in memory; of a longer one that is
    streamed the first of each, and the three `unlisted` say how many are not listed.
    """

    source: str
    ruleset: str
    edition: str
    title: Words
    procedure: str
    as_of: str | None
    rows: int
    unread: int
    events: int
    later: int
    cases: int
    verdicts: tuple[tuple[str, int], ...]
    breaches: tuple[Breach, ...]
    units: tuple[Tally, ...]
    months: tuple[Tally, ...]
    lateness: tuple[int, ...]
    median_late: int | None
    most_late: int | None
    worst: tuple[LateCase, ...] = field(repr=False)
    open_cases: int
    open_clocks: tuple[OpenClock, ...] = field(repr=False)
    refused: tuple[Refused, ...] = field(repr=False)
    quality: tuple[Finding, ...] = field(repr=False)
    replies: tuple[ReplyCount, ...] = ()
    unlisted_open: int = 0
    unlisted_refused: int = 0
    unlisted_quality: int = 0

    def of(self, word: str) -> int:
        """How many cases came to a verdict."""
        return dict(self.verdicts).get(word, 0)

    @property
    def judged(self) -> int:
        return self.cases - self.of("refused") - self.of("not_applicable")

    @property
    def annual(self) -> tuple[AnnualTable, ...]:
        """The annual statistics on requests, a table for each year; none without `outcomes`."""
        return annual_tables(self.replies, int(self.as_of[:4]) if self.as_of else None)
