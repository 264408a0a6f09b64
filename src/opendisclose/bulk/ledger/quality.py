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
from ...diagnostics.wording import shown
from ...graph.compiled import Compiled
from ..arrays import Flags, Numbers
from ..table import ACT, ACTOR, AT, CASE, KEY, NEEDED, ROLE, as_table
from ..times import read_times
from ..whole import Whole, contradictions, read_whole
from .doubts import MOST, NAMED, Doubt, Doubts, doubt, opening_acts
from .ledger import Ledger
from .notes import rows_shown

_NEVER = np.iinfo(np.int64).max
_SAME = (CASE, ACT, AT, ROLE, ACTOR, KEY)
_OFFSET = r"(?:Z|[-+]\d\d:\d\d)$"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quality:
    """What is known of a log without judging it.

    Attributes:
        begun: by case, as they first appear, the day on which it was opened, else that of its
            first event; OUTSIDE if none is known.
        first: by case, the first row of the file that it stands in.
        units: by case, the unit it is counted under; None without such a column.
        doubts: duplicates, cases without opening, times before it, mixed zones.
    """

    begun: Numbers
    first: Numbers
    units: pa.Array | None
    doubts: Doubts


def quality_of(ledger: Ledger, compiled: Compiled, days: Days) -> Quality:
    """The quality of a log; nothing is known of one that lacks a column."""
    if any(name not in ledger.table.column_names for name in NEEDED):
        nothing = np.zeros(0, np.int64)
        return Quality(begun=nothing, first=nothing, units=None, doubts=Doubts())
    table = as_table(ledger.table)
    case, names = _numbered(table, CASE)
    times = read_times(_column(table, AT), days)
    opening = opening_acts(compiled)
    opens = _opens(_column(table, ACT), compiled, set(opening))
    first = _first(case, times.day, len(names), times.day != OUTSIDE)
    opened = _first(case, times.day, len(names), opens & (times.day != OUTSIDE))
    begun = np.where(opened != _NEVER, opened, np.where(first != _NEVER, first, OUTSIDE))
    stands = _first(case, ledger.rows, len(names), np.ones(len(case), bool))
    doubts = Doubts(
        **_zones(ledger, table),
        duplicates=tuple(_duplicates(ledger, table, case, names)),
        **(_unopened(ledger, case, names, opens, stands) if opening else {}),
        early=tuple(_early(ledger, case, names, times.day, opened)) if opening else (),
        contradictory=tuple(_contradictory(ledger, read_whole(compiled, table, case, len(names)))),
    )
    units = _units(ledger, case, len(names))
    return Quality(begun=begun, first=stands, units=units, doubts=doubts)


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


def _units(ledger: Ledger, case: Numbers, count: int) -> pa.Array | None:
    """By case the first unit that any of its rows has."""
    if ledger.units is None:
        return None
    there = np.flatnonzero(np.asarray(ledger.units.is_valid()))[::-1]
    row = np.full(count, -1, np.int64)
    row[case[there]] = there  # of several the one set last, which is the first, stays
    return ledger.units.take(pa.array(row, mask=row < 0))


def _zones(ledger: Ledger, table: pa.Table) -> dict[str, Any]:
    column = _column(table, AT)
    if not pa.types.is_dictionary(column.type) or not len(column.dictionary):
        return {}
    offset = np.asarray(pc.match_substring_regex(column.dictionary, _OFFSET).fill_null(False))
    clock = np.asarray(pc.match_substring(column.dictionary, ":").fill_null(False))
    there = np.asarray(column.is_valid())
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    without = np.flatnonzero(there & clock[place] & ~offset[place])
    return {
        "zoned": int((there & offset[place]).sum()),
        "unzoned": len(without),
        "unzoned_row": int(ledger.rows[without[0]]) if len(without) else 0,
    }


def _duplicates(
    ledger: Ledger, table: pa.Table, case: Numbers, names: list[Any]
) -> Iterator[Doubt]:
    """Rows that say the same of the same case."""
    keys = [name for name in _SAME if name in table.column_names]
    plain = pa.table({name: _flat(_column(table, name)) for name in keys})
    plain = plain.append_column("n", pa.array(np.arange(table.num_rows)))
    grouped = plain.group_by(keys, use_threads=False).aggregate([("n", "count"), ("n", "list")])
    groups = grouped.filter(pc.greater(grouped.column("n_count"), 1)).column("n_list").to_pylist()
    for rows in sorted(groups)[:MOST]:
        there = ledger.rows[np.array(rows)]
        values = {"rows": rows_shown(there), "case": shown(str(names[case[rows[0]]]))}
        yield doubt(codes.DUPLICATE_ROW, values, first=int(there[0]), row=int(there[-1]))


def _flat(column: pa.Array) -> pa.Array:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def _first(case: Numbers, day: Numbers, count: int, where: Flags) -> Numbers:
    """By case the earliest day of some of its rows."""
    found = np.full(count, _NEVER, np.int64)
    np.minimum.at(found, case[where], day[where])
    return found


def _unopened(
    ledger: Ledger, case: Numbers, names: list[Any], opens: Flags, stands: Numbers
) -> dict[str, Any]:
    """The cases that nothing opens."""
    opened = np.zeros(len(names), bool)
    opened[case[opens]] = True
    missing = [one for one in np.flatnonzero(~opened).tolist() if names[one] is not None]
    rows = np.flatnonzero(~opened[case])
    return {
        "unopened": len(missing),
        "unopened_row": int(ledger.rows[rows[0]]) if len(rows) else 0,
        "unopened_cases": tuple((int(stands[one]), str(names[one])) for one in missing[:NAMED]),
    }


def _early(
    ledger: Ledger, case: Numbers, names: list[Any], day: Numbers, opened: Numbers
) -> Iterator[Doubt]:
    """The rows dated before what opens their case."""
    begun = opened[case]
    early = np.flatnonzero((day != OUTSIDE) & (day < begun) & (begun != _NEVER))
    for row in early[:MOST].tolist():
        place = int(ledger.rows[row])
        values = {
            "row": place,
            "case": shown(str(names[case[row]])),
            "day": date.fromordinal(int(day[row])).isoformat(),
            "opened": date.fromordinal(int(begun[row])).isoformat(),
        }
        yield doubt(codes.BEFORE_OPENING, values, first=place, row=place)


def _contradictory(ledger: Ledger, whole: Whole) -> Iterator[Doubt]:
    """The rows that say something else of their case than the row before."""
    for row, values in sorted(contradictions(whole, ledger.table))[:MOST]:
        place = int(ledger.rows[row])
        yield doubt(codes.CONTRADICTORY_ROWS, values, first=place, row=place)


def _opens(column: pa.Array, compiled: Compiled, opening: set[int]) -> Flags:
    words = column.dictionary.to_pylist()
    of_word = np.array([compiled.acts.get(one) in opening for one in words] or [False], bool)
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    found: Flags = of_word[place] & np.asarray(column.is_valid())
    return found
