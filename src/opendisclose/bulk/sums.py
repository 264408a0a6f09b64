"""An audit of a log or a part of it goes in; what the part adds to the summary comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..deadline.count import OUTSIDE
from ..diagnostics import codes
from ..diagnostics.finding import Words
from ..graph.compiled import Compiled
from .annual import ReplyCount
from .arrays import Flags, Numbers
from .audit import REFUSED, Audit
from .ledger.doubts import Doubts
from .ledger.ledger import Ledger
from .ledger.notes import Note
from .ledger.quality import Quality
from .replies import reply_counts
from .summary import Breach, LateCase, OpenClock, Refused, Tally

WORST = 20  # late cases that a summary lists
_OPEN = ("overdue", "due_soon", "running", "paused", "conditional", "unset")
_UNJUDGED = (REFUSED, "not_applicable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What a log or a part of it comes to; only plain values.

    Sums of parts that have no case in common can be joined. What is listed of single cases stands
    with the first row of its case, by which the parts are put in order; `unlisted` counts what
    is in no list because there is too much of it.

    Attributes:
        late: by working days late, how many clocks.
        notes, doubts: what reading the part has told, and what is doubtful about its rows.
    """

    ruleset: str = ""
    edition: str = ""
    events: int = 0
    later: int = 0
    cases: int = 0
    verdicts: dict[str, int]
    breaches: tuple[Breach, ...] = ()
    units: tuple[Tally, ...] = ()
    months: tuple[Tally, ...] = ()
    late: dict[int, int]
    worst: tuple[tuple[int, LateCase], ...] = ()
    open_cases: int = 0
    open_clocks: tuple[tuple[int, OpenClock], ...] = ()
    unlisted_open: int = 0
    refused: tuple[tuple[int, Refused], ...] = ()
    unlisted_refused: int = 0
    notes: tuple[Note, ...] = ()
    unlisted_notes: int = 0
    doubts: Doubts
    replies: tuple[ReplyCount, ...] = ()


def sums_of(audit: Audit, ledger: Ledger, quality: Quality, compiled: Compiled) -> Sums:
    """Everything counted from the tables of the audit; nothing is judged here."""
    part = _Part(audit, ledger, quality)
    late = audit.findings.filter(pc.is_valid(audit.findings.column("working_days_late")))
    days = late.column("working_days_late").to_pylist()
    were_late = np.zeros(len(part.first), bool)
    were_late[part.numbers(late)] = True
    broken = np.asarray(pc.equal(audit.cases.column("verdict"), "violation"))
    judged = ~np.asarray(pc.is_in(audit.cases.column("verdict"), pa.array(_UNJUDGED)))
    going = judged & ~np.asarray(audit.cases.column("complete"))
    units = quality.units
    asked = any(one >= 0 for one in compiled.tables.t_reply)
    return Sums(
        ruleset=audit.ruleset,
        edition=audit.edition,
        events=audit.rows,
        later=int(pc.sum(audit.cases.column("later")).as_py() or 0),
        cases=audit.cases.num_rows,
        verdicts=audit.counts,
        breaches=_breaches(part),
        units=() if units is None else _tallies(_by_name(units), broken, were_late),
        months=_tallies(_by_month(quality.begun), broken, were_late),
        late=dict(sorted(Counter(days).items())),
        worst=_worst(part, late),
        open_cases=int(going.sum()),
        open_clocks=_open(part, compiled, going),
        refused=_refused(part),
        notes=ledger.notes,
        doubts=quality.doubts,
        replies=reply_counts(audit.cases, quality.begun, judged) if asked else (),
    )


class _Part:
    """An audit and its ledger, with what is looked up in them by case."""

    def __init__(self, audit: Audit, ledger: Ledger, quality: Quality) -> None:
        self.audit = audit
        self.ledger = ledger
        self.names = audit.cases.column("case")
        self.first: Numbers = quality.first
        self._units = quality.units

    def numbers(self, table: pa.Table) -> Numbers:
        """By row of a table of findings or clocks, the number of its case."""
        place = pc.index_in(_plain(table.column("case")), value_set=_plain(self.names))
        found: Numbers = np.asarray(place).astype(np.int64)
        return found

    def unit(self, number: int) -> str:
        """The unit that a case is counted under, empty without any."""
        return "" if self._units is None else self._units[number].as_py() or ""

    def row(self, row: int | None) -> int | None:
        """The row of the file behind a row of the log."""
        return None if row is None else int(self.ledger.rows[row])

    def of(self, word: str) -> Flags:
        """By case, whether it came to this verdict."""
        found: Flags = np.asarray(pc.equal(self.audit.cases.column("verdict"), word))
        return found


def _plain(column: pa.ChunkedArray) -> pa.Array:
    one = column.combine_chunks()
    if isinstance(one, pa.ChunkedArray):
        one = one.chunk(0) if one.num_chunks else pa.array([], one.type)
    return one.cast(one.type.value_type) if pa.types.is_dictionary(one.type) else one


def _by_name(units: pa.Array) -> tuple[Numbers, list[str]]:
    coded = units.fill_null("").dictionary_encode()
    return np.asarray(coded.indices).astype(np.int64), coded.dictionary.to_pylist()


def _by_month(begun: Numbers) -> tuple[Numbers, list[str]]:
    """By case, the month in which it began; empty where that is not known."""
    days, place = np.unique(begun, return_inverse=True)
    names = [
        "" if one == OUTSIDE else date.fromordinal(one).strftime("%Y-%m") for one in days.tolist()
    ]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], np.int64)[place], list(numbers)


def _tallies(
    groups: tuple[Numbers, list[str]], broken: Flags, were_late: Flags
) -> tuple[Tally, ...]:
    group, names = groups
    counted = [
        np.bincount(group[where], minlength=len(names)).tolist()
        for where in (np.ones(len(group), bool), broken, were_late)
    ]
    return tuple(
        sorted(
            (
                Tally(name=name, cases=cases, violations=violations, late=late)
                for name, cases, violations, late in zip(names, *counted, strict=True)
            ),
            key=lambda one: one.name,
        )
    )


def _breaches(part: _Part) -> tuple[Breach, ...]:
    """The findings of judged cases by clause and code."""
    findings = part.audit.findings
    case = part.numbers(findings)
    # What the rows of a case contradict each other in is told of the ledger.
    doubted = np.asarray(pc.equal(findings.column("code"), codes.CONTRADICTORY_ROWS.id))
    told = ~part.of(REFUSED)[case] & ~doubted
    columns = [findings.column(name).to_pylist() for name in ("clause", "code", "name", "kind")]
    cases: dict[tuple[str, ...], set[int]] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for number, counted, *key in zip(case.tolist(), told.tolist(), *columns, strict=True):
        if counted:
            named = tuple([one or "" for one in key])
            cases.setdefault(named, set()).add(number)
            counts[named] += 1
    return tuple(
        Breach(
            clause=clause,
            code=code,
            code_name=name,
            kind=kind,
            cases=len(cases[clause, code, name, kind]),
            findings=findings_,
        )
        for (clause, code, name, kind), findings_ in counts.items()
    )


def _worst(part: _Part, late: pa.Table) -> tuple[tuple[int, LateCase], ...]:
    order = pc.sort_indices(late, sort_keys=[("working_days_late", "descending")])
    chosen = late.take(order[:WORST])
    return tuple(
        (
            int(part.first[number]),
            LateCase(
                case=_name(one["case"]),
                unit=part.unit(number),
                row=part.row(one["row"]),
                clause=one["clause"] or "",
                due=one["due"],
                actual=one["actual"],
                working_days=one["working_days_late"],
                message=Words(zh=one["zh"], en=one["en"]),
            ),
        )
        for number, one in _with_case(part, chosen)
    )


def _refused(part: _Part) -> tuple[tuple[int, Refused], ...]:
    """Every refused case with its first reason."""
    refused = part.of(REFUSED)
    if not refused.any():
        return ()
    findings = part.audit.findings
    first: dict[int, tuple[int, Refused]] = {}
    for number, one in _with_case(part, findings.filter(pa.array(refused[part.numbers(findings)]))):
        if number not in first:
            reason = Words(zh=one["zh"], en=one["en"])
            row = part.row(one["row"])
            told = Refused(case=_name(one["case"]), row=row, code=one["code"], reason=reason)
            first[number] = (int(part.first[number]), told)
    return tuple(first.values())


def _open(part: _Part, compiled: Compiled, going: Flags) -> tuple[tuple[int, OpenClock], ...]:
    """What is due in cases that are not complete."""
    clocks = part.audit.clocks
    where = np.asarray(pc.is_in(clocks.column("status").cast(pa.string()), pa.array(_OPEN)))
    where = where & going[part.numbers(clocks)]
    found = []
    for number, one in _with_case(part, clocks.filter(pa.array(where))):
        short = one["clock"].partition(".")[2]
        deadline = compiled.procedure.deadlines.get(short)  # an older edition may have others
        title = Words(zh=short, en=short) if deadline is None else deadline.title(short)
        clock = OpenClock(
            case=_name(one["case"]),
            unit=part.unit(number),
            clock=one["clock"],
            title=Words(zh=title.zh, en=title.en),
            key=one["key"] or "",
            status=one["status"],
            due=one["due"],
        )
        found.append((int(part.first[number]), clock))
    return tuple(found)


def _with_case(part: _Part, table: pa.Table) -> Iterable[tuple[int, Mapping[str, Any]]]:
    return zip(part.numbers(table).tolist(), table.to_pylist(), strict=True)


def _name(case: Any) -> str:
    return "" if case is None else str(case)
