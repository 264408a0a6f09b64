"""The kernel's records go in; findings in two languages come out, one fault one finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..calendars.calendar import Calendar
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from . import told_acts, told_clocks
from .kernel import layout as k
from .machine import Record, Run
from .teller import Teller

_Told = Callable[[Teller, Record], "Finding | None"]
_TOLD: dict[int, _Told] = {
    k.R_JUMP: told_acts.jump,
    k.R_IMPOSSIBLE: told_acts.impossible,
    k.R_GUARD: told_acts.guard,
    k.R_ROLE: told_acts.role,
    k.R_PERSON: told_acts.person,
    k.R_CONTENT: told_acts.content,
    k.R_BEFORE: told_acts.before,
    k.R_CITED: told_acts.cited,
    k.R_NO_CITE: told_acts.no_cite,
    k.R_LATE: told_clocks.late,
    k.R_OVERDUE: told_clocks.overdue,
    k.R_COMPANION: told_clocks.companion,
    k.R_FLOOR: told_clocks.floor,
    k.R_VOID: told_clocks.void,
    k.R_CAP: told_clocks.cap,
    k.R_NEED: told_clocks.need,
    k.R_PREMATURE: told_clocks.premature,
    k.R_ENDED: told_clocks.ended,
    k.R_ASSUMED_CONTENT: told_acts.assumed_content,
    k.R_ASSUMED_RECEIPT: told_clocks.assumed_receipt,
    k.R_BAD_DATE: told_acts.bad_date,
    k.R_OUTSIDE: told_clocks.outside,
}
# Records of which nothing is told here: they are shown as clocks, or asked for.
_SILENT = frozenset({k.R_CLOCK, k.R_UNDECIDED, k.R_FIRED, k.R_REPLY})
# Records of which at most a note is told. A case without any other is compliant as it stands.
HARMLESS = frozenset(
    {
        k.R_CLOCK,
        k.R_FIRED,
        k.R_ENDED,
        k.R_ASSUMED_CONTENT,
        k.R_ASSUMED_RECEIPT,
        k.R_TAKEN,
        k.R_REPLY,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the records say, apart from clocks: faults, what is not known, notes."""

    findings: tuple[Finding, ...]
    missing: tuple[Finding, ...]
    notes: tuple[Finding, ...]


_NOTHING = Judged(findings=(), missing=(), notes=())


@dataclass(slots=True)
class _Found:
    """Findings with the place each is sorted by: the event, then the order of the records."""

    items: list[tuple[int, int, Finding]] = field(default_factory=list)

    def add(self, event: int, finding: Finding) -> None:
        self.items.append((event if event >= 0 else 1 << 30, len(self.items), finding))

    def sorted(self) -> tuple[Finding, ...]:
        return tuple(one for _, _, one in sorted(self.items, key=lambda item: item[:2]))


def told_alone(teller: Teller, record: Record) -> Finding | None:
    """What one record says that is not folded with others into a finding of its act."""
    told = _TOLD.get(record.kind)
    return told(teller, record) if told is not None else None


def judged(compiled: Compiled, calendar: Calendar, run: Run) -> Judged:
    """Everything the records of one run say about acts, in the order of the events."""
    if all(one.kind in _SILENT for one in run.records):
        return _NOTHING
    teller = Teller(compiled, calendar, run)
    found = _Found()
    for record in run.records:
        if not teller.folded(record):
            told = told_alone(teller, record)
            if told is not None:
                found.add(record.event, told)
    for event, finding in teller.disclosures():
        found.add(event, finding)
    every = found.sorted()
    return Judged(
        findings=tuple(one for one in every if one.severity is Severity.ERROR),
        missing=tuple(one for one in every if one.severity is Severity.WARNING),
        notes=tuple(one for one in every if one.severity is Severity.NOTE),
    )
