"""A log goes in; what is doubtful about its rows comes out, before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...calendars.days import Days
from ...deadline.count import OUTSIDE
from ...diagnostics import codes
from ...diagnostics.finding import Finding, make
from ...diagnostics.wording import named, shown
from ...graph.compiled import Compiled
from ..arrays import Flags, Numbers
from ..table import ACT, ACTOR, AT, CASE, KEY, NEEDED, ROLE, as_table
from ..times import read_times
from .ledger import Ledger
from .sheet import span
from .words import rows_shown

_MOST = 100  # findings of one code: who has more has them from one cause
_NEVER = np.iinfo(np.int64).max
_SAME = (CASE, ACT, AT, ROLE, ACTOR, KEY)
_OFFSET = r"(?:Z|[-+]\d\d:\d\d)$"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quality:
    """What is known of a log without judging it.

    Attributes:
        begun: by case, as they first appear, the day on which it was opened, else that of its
            first event; OUTSIDE if none is known.
        units: by case, the unit it is counted under; None without such a column.
        findings: duplicates, cases without opening, times before it, mixed zones.
    """

    begun: Numbers
    units: tuple[str | None, ...] | None
    findings: tuple[Finding, ...]


def quality_of(ledger: Ledger, compiled: Compiled, days: Days) -> Quality:
    """The quality of a log; nothing is known of one that lacks a column."""
    if any(name not in ledger.table.column_names for name in NEEDED):
        return Quality(begun=np.zeros(0, np.int64), units=None, findings=())
    table = as_table(ledger.table)
    case, names = _numbered(table, CASE)
    times = read_times(_column(table, AT), days)
    opening = _opening(compiled)
    opens = _opens(_column(table, ACT), compiled, set(opening))
    first = _first(case, times.day, len(names), times.day != OUTSIDE)
    opened = _first(case, times.day, len(names), opens & (times.day != OUTSIDE))
    begun = np.where(opened != _NEVER, opened, np.where(first != _NEVER, first, OUTSIDE))
    findings = [
        *_zones(ledger, table, compiled),
        *_duplicates(ledger, table, case, names),
    ]
    if opening:
        acts = [compiled.acts.ids[one] for one in opening]
        findings += _unopened(ledger, acts, case, names, opens)
        findings += _early(ledger, case, names, times.day, opened)
    return Quality(begun=begun, units=_units(ledger, case, len(names)), findings=tuple(findings))


def _column(table: pa.Table, name: str) -> pa.Array:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _numbered(table: pa.Table, name: str) -> tuple[Numbers, list[Any]]:
    """By row the number of its case, in the order of `Audit.cases`; and the names."""
    column = _column(table, name)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    names = column.dictionary.to_pylist()
    number = np.asarray(column.indices.fill_null(len(names))).astype(np.int64)
    return number, [*names, None] if column.null_count else names


def _units(ledger: Ledger, case: Numbers, count: int) -> tuple[str | None, ...] | None:
    if ledger.units is None:
        return None
    found: list[str | None] = [None] * count
    for number, unit in zip(case.tolist(), ledger.units.to_pylist(), strict=True):
        if found[number] is None:
            found[number] = unit
    return tuple(found)


def _zones(ledger: Ledger, table: pa.Table, compiled: Compiled) -> Iterator[Finding]:
    column = _column(table, AT)
    if not pa.types.is_dictionary(column.type) or not len(column):
        return
    offset = np.asarray(pc.match_substring_regex(column.dictionary, _OFFSET).fill_null(False))
    clock = np.asarray(pc.match_substring(column.dictionary, ":").fill_null(False))
    there = np.asarray(column.is_valid())
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    with_ = there & offset[place]
    without = there & clock[place] & ~offset[place]
    if with_.any() and without.any():
        row = int(ledger.rows[np.flatnonzero(without)[0]])
        values = {
            "column": AT,
            "with_": int(with_.sum()),
            "without": int(without.sum()),
            "zone": compiled.ruleset.timezone,
        }
        yield make(codes.MIXED_ZONES, values, span=span(ledger.source, row))


def _duplicates(
    ledger: Ledger, table: pa.Table, case: Numbers, names: list[Any]
) -> Iterator[Finding]:
    """Rows that say the same of the same case."""
    keys = [name for name in _SAME if name in table.column_names]
    plain = pa.table({name: _flat(_column(table, name)) for name in keys})
    plain = plain.append_column("n", pa.array(np.arange(table.num_rows)))
    grouped = plain.group_by(keys, use_threads=False).aggregate([("n", "count"), ("n", "list")])
    groups = grouped.filter(pc.greater(grouped.column("n_count"), 1)).column("n_list").to_pylist()
    for rows in sorted(groups)[:_MOST]:
        there = ledger.rows[np.array(rows)]
        values = {"rows": rows_shown(there), "case": shown(str(names[case[rows[0]]]))}
        yield make(codes.DUPLICATE_ROW, values, span=span(ledger.source, int(there[-1])))


def _flat(column: pa.Array) -> pa.Array:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def _opening(compiled: Compiled) -> list[int]:
    """The acts that open the procedure; a recurring duty has none."""
    found = [
        compiled.acts[transition.act or name]
        for name, transition in compiled.procedure.transitions.items()
        if transition.from_ is None and transition.in_ is None
    ]
    return list(dict.fromkeys(found))


def _first(case: Numbers, day: Numbers, count: int, where: Flags) -> Numbers:
    """By case the earliest day of some of its rows."""
    found = np.full(count, _NEVER, np.int64)
    np.minimum.at(found, case[where], day[where])
    return found


def _unopened(
    ledger: Ledger, acts: list[str], case: Numbers, names: list[Any], opens: Flags
) -> Iterator[Finding]:
    """The cases that nothing opens."""
    opened = np.zeros(len(names), bool)
    opened[case[opens]] = True
    missing = [names[one] for one in np.flatnonzero(~opened).tolist() if names[one] is not None]
    if missing:
        first = int(ledger.rows[np.flatnonzero(~opened[case])[0]])
        values = {"count": len(missing), "acts": named(acts), "cases": named(map(str, missing))}
        yield make(codes.CASE_WITHOUT_OPENING, values, span=span(ledger.source, first))


def _early(
    ledger: Ledger, case: Numbers, names: list[Any], day: Numbers, opened: Numbers
) -> Iterator[Finding]:
    """The rows dated before what opens their case."""
    begun = opened[case]
    early = np.flatnonzero((day != OUTSIDE) & (day < begun) & (begun != _NEVER))
    for row in early[:_MOST].tolist():
        place = int(ledger.rows[row])
        values = {
            "row": place,
            "case": shown(str(names[case[row]])),
            "day": date.fromordinal(int(day[row])).isoformat(),
            "opened": date.fromordinal(int(begun[row])).isoformat(),
        }
        yield make(codes.BEFORE_OPENING, values, span=span(ledger.source, place))


def _opens(column: pa.Array, compiled: Compiled, opening: set[int]) -> Flags:
    words = column.dictionary.to_pylist()
    of_word = np.array([compiled.acts.get(one) in opening for one in words] or [False], bool)
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    found: Flags = of_word[place] & np.asarray(column.is_valid())
    return found
