"""A ledger and a procedure go in; it is judged, and its tables and its summary come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from ...calendars.calendar import Calendar
from ..audit import Audit, AuditSession
from ..summary import AuditSummary
from ..summing import Source, summary_of
from ..sums import sums_of
from .ledger import Ledger
from .quality import quality_of

PAYS = 20_000  # events; with fewer, compiling the kernel takes longer than it saves
_OF_A_CLOCK = ("clock", "key", "status", "due", "met_on")
_CLOCK = pa.struct(
    [
        ("clock", pa.string()),
        ("key", pa.string()),
        ("status", pa.string()),
        ("due", pa.date32()),
        ("met_on", pa.date32()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LedgerAudit:
    """A ledger judged.

    Attributes:
        audit: the tables as `od.audit` gives them; their rows are counted in the log.
        summary: what they come to.
        ledger: the log that was made of the file.
    """

    audit: Audit
    summary: AuditSummary
    ledger: Ledger = field(repr=False)

    @property
    def findings(self) -> pa.Table:
        """`Audit.findings`, but `row` is the row of the file, from 1, as a spreadsheet counts."""
        table = self.audit.findings
        rows = table.column("row").to_pylist()
        found = [None if one is None else int(self.ledger.rows[one]) for one in rows]
        place = table.column_names.index("row")
        return table.set_column(place, "row", pa.array(found, pa.int64()))

    @property
    def cases(self) -> pa.Table:
        """`Audit.cases` with a list of each case's clocks: status, due date, day of meeting."""
        told: dict[Any, list[dict[str, Any]]] = {}
        for one in self.audit.clocks.to_pylist():
            told.setdefault(one["case"], []).append({name: one[name] for name in _OF_A_CLOCK})
        names = self.audit.cases.column("case").to_pylist()
        clocks = pa.array([told.get(name, []) for name in names], pa.list_(_CLOCK))
        return self.audit.cases.append_column("clocks", clocks)


def audit_ledger(
    ledger: Ledger, session: AuditSession, calendar: Calendar, as_of: date | datetime | None
) -> LedgerAudit:
    """Judge every case of a ledger; `as_of` is that of the session.

    Raises:
        MissingColumnError: a column is not there without which nothing can be judged.
    """
    few = ledger.table.num_rows < PAYS
    audit = session.judge(ledger.table, engine="plain" if few else None)
    quality = quality_of(ledger, session.compiled, calendar.days)
    source = Source(
        name=ledger.source,
        rows=ledger.file_rows,
        unread=ledger.unread,
        first=ledger.told,
        last=ledger.unused,
    )
    sums = sums_of(audit, ledger, quality, session.compiled)
    summary = summary_of(sums, source, session.compiled, as_of)
    return LedgerAudit(audit=audit, summary=summary, ledger=ledger)
