"""What the parts of an audited ledger add go in; the summary for people comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from ..diagnostics.finding import Finding, Words
from ..graph.compiled import Compiled
from .annual import added_replies
from .ledger import doubts, notes
from .summary import LATE_STEPS, AuditSummary, Breach, Refused, Tally
from .sums import WORST, Sums

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that was audited: its name, its rows, those that are in no case, what it told."""

    name: str
    rows: int
    unread: int
    first: tuple[Finding, ...] = ()  # what reading the file has told
    last: tuple[Finding, ...] = ()  # which of its columns are not used


def joined(one: Sums, other: Sums, most: int | None = None) -> Sums:
    """Two parts as one; of open clocks, refused cases and notes at most so many stay listed."""
    open_clocks = sorted((*one.open_clocks, *other.open_clocks), key=_due)
    refused = sorted((*one.refused, *other.refused), key=_of_case)
    noted = notes.joined((*one.notes, *other.notes))
    worst = sorted((*one.worst, *other.worst), key=lambda each: (-each[1].working_days, each[0]))
    return Sums(
        ruleset=one.ruleset or other.ruleset,
        edition=one.edition or other.edition,
        events=one.events + other.events,
        later=one.later + other.later,
        cases=one.cases + other.cases,
        verdicts=_added(one.verdicts, other.verdicts),
        breaches=_breaches(one.breaches, other.breaches),
        units=_tallies(one.units, other.units),
        months=_tallies(one.months, other.months),
        late=_added(one.late, other.late),
        worst=tuple(worst[:WORST]),
        open_cases=one.open_cases + other.open_cases,
        open_clocks=tuple(open_clocks[:most]),
        unlisted_open=one.unlisted_open + other.unlisted_open + _beyond(open_clocks, most),
        refused=tuple(refused[:most]),
        unlisted_refused=one.unlisted_refused + other.unlisted_refused + _beyond(refused, most),
        notes=noted[:most],
        unlisted_notes=one.unlisted_notes + other.unlisted_notes + _beyond(noted, most),
        doubts=doubts.joined(one.doubts, other.doubts),
        replies=added_replies(one.replies, other.replies),
    )


def summary_of(
    sums: Sums, source: Source, compiled: Compiled, as_of: date | datetime | None
) -> AuditSummary:
    """The summary of a whole ledger."""
    days = sums.late
    quality = (
        *source.first,
        *(one.finding(source.name) for one in sums.notes),
        *source.last,
        *doubts.findings_of(sums.doubts, source.name, compiled),
    )
    return AuditSummary(
        source=source.name,
        ruleset=sums.ruleset or compiled.ruleset.id,
        edition=sums.edition or compiled.ruleset.edition,
        title=Words(zh=compiled.ruleset.title.zh, en=compiled.ruleset.title.en),
        procedure=compiled.id,
        as_of=as_of.isoformat() if as_of is not None else None,
        rows=source.rows,
        unread=source.unread,
        events=sums.events,
        later=sums.later,
        cases=sums.cases,
        verdicts=tuple(sums.verdicts.items()),
        breaches=tuple(sorted(sums.breaches, key=_rank)),
        units=sums.units,
        months=sums.months,
        lateness=tuple(
            sum(days[one] for one in days if low <= one and (high is None or one <= high))
            for low, high in LATE_STEPS
        ),
        median_late=_median(days),
        most_late=max(days, default=None),
        worst=tuple(one for _, one in sums.worst),
        open_cases=sums.open_cases,
        open_clocks=tuple(one for _, one in sorted(sums.open_clocks, key=_due)),
        unlisted_open=sums.unlisted_open,
        refused=tuple(one for _, one in sums.refused),
        unlisted_refused=sums.unlisted_refused,
        quality=quality,
        unlisted_quality=sums.unlisted_notes,
        replies=sums.replies,
    )


def _due(one: tuple[int, Any]) -> tuple[bool, date, int]:
    """The earliest first, then as the cases stand; what has no date last."""
    due = one[1].due
    return due is None, due or date.max, one[0]


def _of_case(one: tuple[int, Refused]) -> tuple[bool, int]:
    """As the cases stand; the rows that are of no case are the last."""
    return not one[1].case, one[0]


def _rank(one: Breach) -> tuple[int, int, str, str, str]:
    """Most cases first."""
    return -one.cases, -one.findings, one.code, one.clause, one.kind


def _beyond(listed: Iterable[Item], most: int | None) -> int:
    return 0 if most is None else max(0, sum(1 for _ in listed) - most)


def _added(one: Mapping[Any, int], other: Mapping[Any, int]) -> dict[Any, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))


def _tallies(one: tuple[Tally, ...], other: tuple[Tally, ...]) -> tuple[Tally, ...]:
    found: dict[str, Tally] = {}
    for each in (*one, *other):
        had = found.get(each.name)
        found[each.name] = (
            each
            if had is None
            else Tally(
                name=each.name,
                cases=had.cases + each.cases,
                violations=had.violations + each.violations,
                late=had.late + each.late,
            )
        )
    return tuple(found[name] for name in sorted(found))


def _breaches(one: tuple[Breach, ...], other: tuple[Breach, ...]) -> tuple[Breach, ...]:
    found: dict[tuple[str, ...], Breach] = {}
    for each in (*one, *other):
        key = (each.clause, each.code, each.kind)
        had = found.get(key)
        found[key] = (
            each
            if had is None
            else replace(had, cases=had.cases + each.cases, findings=had.findings + each.findings)
        )
    return tuple(found.values())


def _median(days: Mapping[int, int]) -> int | None:
    """The middle of the days late, rounded down where it lies between two."""
    count = sum(days.values())
    if not count:
        return None
    at = sorted(days)
    ends = [sum(days[one] for one in at[: place + 1]) for place in range(len(at))]

    def of(number: int) -> int:
        return next(day for day, end in zip(at, ends, strict=True) if number < end)

    return (of((count - 1) // 2) + of(count // 2)) // 2
