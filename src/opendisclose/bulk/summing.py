"""An audit and the ledger behind it go in; the summary for people comes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..deadline.count import OUTSIDE
from ..diagnostics.finding import Words
from ..graph.compiled import Compiled
from .audit import REFUSED, Audit
from .ledger.ledger import Ledger
from .ledger.quality import Quality
from .summary import (
    LATE_STEPS,
    AuditSummary,
    Breach,
    LateCase,
    OpenClock,
    Refused,
    Tally,
)

_WORST = 20
_OPEN = ("overdue", "due_soon", "running", "paused", "conditional", "unset")
_NO_UNIT = ""


def summary_of(
    audit: Audit,
    ledger: Ledger,
    quality: Quality,
    compiled: Compiled,
    as_of: date | datetime | None,
) -> AuditSummary:
    """Everything counted from the tables of the audit; nothing is judged here."""
    units = _by_case(audit, quality)
    late = audit.findings.filter(pc.is_valid(audit.findings.column("working_days_late")))
    days = late.column("working_days_late").to_pylist()
    open_clocks, open_cases = _open(audit, compiled, units)
    return AuditSummary(
        source=ledger.source,
        ruleset=audit.ruleset,
        edition=audit.edition,
        title=_words(compiled.ruleset.title),
        procedure=audit.procedure,
        as_of=as_of.isoformat() if as_of is not None else None,
        rows=ledger.file_rows,
        unread=ledger.unread,
        events=audit.rows,
        later=int(pc.sum(audit.cases.column("later")).as_py() or 0),
        cases=audit.cases.num_rows,
        verdicts=tuple(audit.counts.items()),
        breaches=_breaches(audit),
        units=_tallies(audit, late, quality.units) if quality.units is not None else (),
        months=_tallies(audit, late, _months(quality)),
        lateness=tuple(
            sum(low <= one and (high is None or one <= high) for one in days)
            for low, high in LATE_STEPS
        ),
        median_late=int(np.median(days)) if days else None,
        most_late=max(days, default=None),
        worst=_worst(late, ledger, units),
        open_cases=open_cases,
        open_clocks=open_clocks,
        refused=_refused(audit, ledger),
        quality=(*ledger.findings, *quality.findings),
    )


def _words(text: Any) -> Words:
    return Words(zh=text.zh, en=text.en)


def _name(case: Any) -> str:
    return "" if case is None else str(case)


def _by_case(audit: Audit, quality: Quality) -> dict[str, str]:
    if quality.units is None:
        return {}
    names = audit.cases.column("case").to_pylist()
    return {_name(case): unit or _NO_UNIT for case, unit in zip(names, quality.units, strict=True)}


def _months(quality: Quality) -> tuple[str | None, ...]:
    """By case, the month in which it began."""
    return tuple(
        None if day == OUTSIDE else date.fromordinal(day).strftime("%Y-%m")
        for day in quality.begun.tolist()
    )


def _tallies(audit: Audit, late: pa.Table, names: Iterable[str | None]) -> tuple[Tally, ...]:
    were_late = set(late.column("case").to_pylist())
    found: dict[str, list[int]] = {}
    cases = audit.cases.column("case").to_pylist()
    verdicts = audit.cases.column("verdict").to_pylist()
    for case, verdict, name in zip(cases, verdicts, names, strict=True):
        row = found.setdefault(name or "", [0, 0, 0])
        row[0] += 1
        row[1] += verdict == "violation"
        row[2] += case in were_late
    return tuple(
        Tally(name=name, cases=row[0], violations=row[1], late=row[2])
        for name, row in sorted(found.items())
    )


def _breaches(audit: Audit) -> tuple[Breach, ...]:
    """The findings of judged cases by clause and code, most cases first."""
    refused = set(_refused_names(audit))
    found: dict[tuple[str, str, str, str], list[Any]] = {}
    columns = ("case", "clause", "code", "name", "kind")
    for case, *key in zip(
        *(audit.findings.column(one).to_pylist() for one in columns), strict=True
    ):
        if case not in refused:
            clause, code, name, kind = (one or "" for one in key)
            found.setdefault((clause, code, name, kind), []).append(case)
    listed = [
        Breach(
            clause=clause,
            code=code,
            code_name=name,
            kind=kind,
            cases=len(set(cases)),
            findings=len(cases),
        )
        for (clause, code, name, kind), cases in found.items()
    ]
    return tuple(sorted(listed, key=lambda one: (-one.cases, -one.findings, one.code, one.clause)))


def _worst(late: pa.Table, ledger: Ledger, units: dict[str, str]) -> tuple[LateCase, ...]:
    order = pc.sort_indices(late, sort_keys=[("working_days_late", "descending")])
    return tuple(
        LateCase(
            case=_name(one["case"]),
            unit=units.get(_name(one["case"]), ""),
            row=_row(ledger, one["row"]),
            clause=one["clause"] or "",
            due=one["due"],
            actual=one["actual"],
            working_days=one["working_days_late"],
            message=Words(zh=one["zh"], en=one["en"]),
        )
        for one in late.take(order[:_WORST]).to_pylist()
    )


def _row(ledger: Ledger, row: int | None) -> int | None:
    """The row of the file behind a row of the log."""
    return None if row is None else int(ledger.rows[row])


def _refused_names(audit: Audit) -> list[Any]:
    where = pc.equal(audit.cases.column("verdict"), REFUSED)
    found: list[Any] = audit.cases.filter(where).column("case").to_pylist()
    return found


def _refused(audit: Audit, ledger: Ledger) -> tuple[Refused, ...]:
    names = set(_refused_names(audit))
    first: dict[Any, Refused] = {}
    for one in audit.findings.to_pylist() if names else ():
        if one["case"] in names and one["case"] not in first:
            first[one["case"]] = Refused(
                case=_name(one["case"]),
                row=_row(ledger, one["row"]),
                code=one["code"],
                reason=Words(zh=one["zh"], en=one["en"]),
            )
    return tuple(first.values())


def _open(
    audit: Audit, compiled: Compiled, units: dict[str, str]
) -> tuple[tuple[OpenClock, ...], int]:
    """What is due in cases that are not complete, the earliest first, and how many there are."""
    cases = audit.cases
    judged = ~np.isin(
        np.array(cases.column("verdict").to_pylist(), object), [REFUSED, "not_applicable"]
    )
    going = judged & ~np.array(cases.column("complete").to_pylist(), bool)
    names = set(cases.filter(pa.array(going)).column("case").to_pylist())
    where = pc.is_in(audit.clocks.column("status").cast(pa.string()), pa.array(_OPEN))
    found = []
    for one in audit.clocks.filter(where).to_pylist():
        if one["case"] not in names:
            continue
        short = one["clock"].partition(".")[2]
        found.append(
            OpenClock(
                case=_name(one["case"]),
                unit=units.get(_name(one["case"]), ""),
                clock=one["clock"],
                title=_words(compiled.procedure.deadlines[short].title(short)),
                key=one["key"] or "",
                status=one["status"],
                due=one["due"],
            )
        )
    found.sort(key=lambda one: (one.due is None, one.due or date.max))
    return tuple(found), len(names)
