"""Cases that deviate go in; those whose findings need no look at their events come out told.

What most records say follows from the record and the role of its event alone, so that one finding
serves for every record that is alike. It is told by the code that tells of single cases, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np

from ..calendars.calendar import Calendar
from ..deadline.count import HOURS
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.case import Case, Event
from ..model.conditions import Condition
from ..replay.findings import HARMLESS, told_alone
from ..replay.kernel import layout as k
from ..replay.kernel.layout import Columns, Scratch
from ..replay.log import Log
from ..replay.machine import Record, Run
from ..replay.teller import Teller
from ..replay.unknowns import unknown
from .arrays import Numbers
from .encode import Encoded
from .judge import Replayed

# Records of which everything that is told stands in them, or in the role of their event.
_ALONE = frozenset(
    {
        k.R_IMPOSSIBLE,
        k.R_GUARD,
        k.R_ROLE,
        k.R_CONTENT,
        k.R_BEFORE,
        k.R_NO_CITE,
        k.R_LATE,
        k.R_OVERDUE,
        k.R_COMPANION,
        k.R_FLOOR,
        k.R_VOID,
        k.R_CAP,
        k.R_NEED,
        k.R_PREMATURE,
        k.R_UNDECIDED,
    }
)
# Of these a disclosure has one finding together (meaning 13), which needs all of its records.
_FOLDED = frozenset({k.R_JUMP, k.R_IMPOSSIBLE, k.R_GUARD})
# What is not known of these is told with the days of receipt of the whole case.
_OF_OTHERS = frozenset({k.U_RECEIPT})
_NO_EVENT = k.NONE - 1  # in place of a role
_NEW, _LOOK = -2, -1  # not told yet; to be told with its case
_LAST = 1 << 62  # where findings stand that are at no event, after those of every event

_CASE = Case.model_construct(procedure="", events=(Event.model_construct(at=date.min),))

Row: TypeAlias = list[int]
# A kind with its event's role, the record less its event and key, and what a jump has skipped.
_Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Findings by the place they have among those that are told.

    Attributes:
        cases: the cases told here, whether or not anything but notes is told of them.
        case: by finding its case, in the order of the cases.
        event: by finding its event in the columns; NONE for none.
        key: by finding the key of the clock it is about; 0 for the key of its event.
        which: by finding which of `findings` it is, but for event and key.
        faulty: the cases with a fault; what is told of the others is not known.
    """

    cases: Numbers
    case: Numbers
    event: Numbers
    key: Numbers
    which: Numbers
    findings: tuple[Finding, ...]
    faulty: Numbers


def told_alike(
    compiled: Compiled,
    calendar: Calendar,
    encoded: Encoded,
    replayed: Replayed,
    numbers: Numbers,
) -> Alike:
    """Of these cases those that can be told so; `numbers` rise.

    Every one of them has records, but for those of which something could not be read: these are
    never told so.
    """
    asked = numbers[~encoded.flagged[numbers]]
    teller = _Teller(compiled, calendar)
    begins, ends = replayed.record_from[asked], replayed.record_end[asked]
    counts = ends - begins
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    records = replayed.records[np.repeat(begins, counts) + place]
    role = _roles(encoded, records)
    rows, roles, last = records.tolist(), role.tolist(), 0
    cases: list[int] = []
    found: list[tuple[int, int, int, int]] = []
    for number, count in zip(asked.tolist(), counts.tolist(), strict=True):
        own = teller.told(rows[last : last + count], roles[last : last + count])
        last += count
        if own is not None:
            cases.append(number)
            found += [(number, *one) for one in own]
    case, event, key, which = np.array(found, np.int64).reshape(-1, 4).T
    faults = np.array([one not in teller.missing for one in range(len(teller.findings))], bool)
    return Alike(
        cases=np.array(cases, np.int64),
        case=case,
        event=event,
        key=key,
        which=which,
        findings=tuple(teller.findings),
        faulty=np.unique(case[faults[which]]) if len(which) else case,
    )


def _roles(encoded: Encoded, records: Numbers) -> Numbers:
    """By record the role of its event; of no event, which is told otherwise, none that there is."""
    event = records[:, 1]
    every = np.asarray(encoded.columns.role)
    if not len(every):
        return np.full(len(event), _NO_EVENT, np.int64)
    return np.where(event >= 0, every[np.maximum(event, 0)], _NO_EVENT)


class _Teller:
    """Tells each different record once."""

    def __init__(self, compiled: Compiled, calendar: Calendar) -> None:
        self._compiled = compiled
        self._calendar = calendar
        self._hours = [one == HOURS for one in compiled.tables.d_kind]
        self._which: dict[_Key, int] = {}
        self._notes: set[int] = set()
        self._nowhere: set[int] = set()
        self.findings: list[Finding] = []
        self.missing: set[int] = set()  # which of them say what is not known

    def told(self, rows: list[Row], roles: list[int]) -> list[tuple[int, int, int]] | None:
        """Event, key and which finding, in the order in which a case tells them; None if it must
        be looked at.

        Faults come first, by their events; then what is not known, as it is recorded.
        """
        faults: list[tuple[int, int, int]] = []
        missing: list[tuple[int, int, int]] = []
        for row, role in zip(rows, roles, strict=True):
            kind = row[0]
            if kind in HARMLESS or kind == k.R_SKIPPED:
                continue
            key = self._key(row, role, rows)
            which = self._which.get(key, _NEW)
            if which == _NEW:
                which = self._which[key] = self._new(row, role, rows)
            if which == _LOOK:
                return None
            if kind == k.R_UNDECIDED:
                missing.append((row[1], row[4], which))
            elif which not in self._notes:
                faults.append((row[1], row[4], which))
        if len(faults) > 1:
            faults.sort(key=_place)  # what stands at no event comes last
        found = faults + missing
        return [self._at_none(one) for one in found] if self._nowhere else found

    def _at_none(self, one: tuple[int, int, int]) -> tuple[int, int, int]:
        """What is told at no event, whatever its record says: a step that is missing."""
        return (k.NONE, *one[1:]) if one[2] in self._nowhere else one

    def _key(self, row: Row, role: int, rows: list[Row]) -> _Key:
        kind, _, transition, clock, _, a, b, c, d, e = row
        if kind in (k.R_LATE, k.R_OVERDUE) and not self._hours[clock]:
            return (kind, role, transition, clock, a, b)  # instants are shown of hours alone
        if kind == k.R_BEFORE:
            return (kind, role, transition, clock, a, b == k.NONE)
        if kind == k.R_JUMP:
            return (kind, role, transition, *_skipped(row, rows))
        if kind == k.R_UNDECIDED and a == k.U_PERSON:
            return (kind, role, transition, clock, a, c, d, e)  # b is the other event
        return (kind, role, transition, clock, a, b, c, d, e)

    def _new(self, row: Row, role: int, rows: list[Row]) -> int:
        """A record told as the only one of a case with one event; `_LOOK` if that is not all."""
        if not self._is_alone(row):
            return _LOOK
        alone = [row] if row[0] != k.R_JUMP else [row, *_with(row, rows)]
        records = tuple(
            Record._make((one[0], min(one[1], 0), one[2], one[3], min(one[4], 0), *one[5:]))
            for one in alone
        )
        teller = Teller(self._compiled, self._calendar, _run(role, records))
        if row[0] == k.R_UNDECIDED:
            finding: Finding | None = unknown(teller, records[0])
            self.missing.add(len(self.findings))
        else:
            finding = told_alone(teller, records[0])
        if finding is None or (row[0] != k.R_UNDECIDED and not _is_of_handling(finding)):
            return _LOOK
        which = len(self.findings)
        self.findings.append(finding)
        if finding.severity is Severity.NOTE:
            self._notes.add(which)
        if finding.event_index is None and records[0].event >= 0:
            self._nowhere.add(which)
        return which

    def _is_alone(self, row: Row) -> bool:
        compiled, kind, transition = self._compiled, row[0], row[2]
        if kind != k.R_JUMP and kind not in _ALONE:
            return False
        if kind in _FOLDED and compiled.tables.t_discloses[transition] == 1:
            return False
        if kind == k.R_UNDECIDED:
            return row[3] < 0 or row[5] not in _OF_OTHERS
        if kind == k.R_GUARD:
            return not self._counts(compiled.transition(transition).when)
        if kind == k.R_CONTENT:
            return not self._counts(compiled.requirements[row[5]].is_)
        return True

    def _counts(self, condition: Condition | None) -> bool:
        """Whether a value may count as another (`counts_as`): then what is recorded is told."""
        facts = self._compiled.ruleset.facts
        return condition is not None and any(
            value.counts_as is not None
            for name, _ in atoms(condition)
            if name in facts
            for value in facts[name].values.values()
        )


def _is_of_handling(finding: Finding) -> bool:
    """A fault of the handling or a note: one of the file would stand before those, not among."""
    if finding.severity is Severity.ERROR:
        return finding.kind is not None
    return finding.severity is Severity.NOTE


def _place(one: tuple[int, int, int]) -> int:
    return one[0] if one[0] >= 0 else _LAST


def _with(jump: Row, rows: list[Row]) -> Iterator[Row]:
    """What a jump has skipped."""
    for one in rows:
        if one[0] == k.R_SKIPPED and one[1] == jump[1] and one[6] == jump[6]:
            yield one


def _skipped(jump: Row, rows: list[Row]) -> Iterator[tuple[int, bool]]:
    """Which transitions a jump has skipped, and whether each came later."""
    return ((one[2], one[5] >= 0) for one in _with(jump, rows))


def _run(role: int, records: tuple[Record, ...]) -> Run:
    """A run of one event with nothing but its role, and these records."""
    columns = object.__new__(Columns)
    columns.role = [role]
    log = Log(_CASE, columns, [(0, 0, 0, 0)], ("",), (), 0, 0, None, {})
    return Run(log, records, 0, 0, object.__new__(Scratch))
