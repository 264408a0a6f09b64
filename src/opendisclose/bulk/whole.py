"""The rows of a log go in; what they say of each case as a whole comes out.

That is what a case file says beside its events: facts, the period of a recurring duty, and the
states that the log begins in. It may stand in any row of the case; the first one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..diagnostics.wording import shown
from ..graph.compiled import Compiled
from ..replay.kernel.layout import NONE
from .arrays import Flags, Numbers
from .facts import Coded, code_column
from .table import OF_CASE, PERIOD, STARTS_IN

_BETWEEN = "\x1f"  # the names of several states, which have no such character


class Said(NamedTuple):
    """One column: by case the row that counts (NONE if none), by row what stands there as codes."""

    row: Numbers
    coded: Coded
    differs: Numbers  # the rows that say something else than the one that counts
    instead: Numbers  # the ones that count, for each of these

    def by_case(self) -> Coded:
        """The same by case."""
        there = self.row >= 0
        place = np.maximum(self.row, 0)
        if not len(self.coded.code):  # a table without rows
            return Coded(np.zeros(len(place), np.int64), there, there)
        return Coded(self.coded.code[place], there, self.coded.wrong[place] & there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What the rows say of their cases.

    Attributes:
        columns: what each such column says, in the order of the table.
        facts: the number of each fact, with the codes of its column by case.
        period: by case the number of its period among `periods`, NONE if none is named.
        starts_in: by case the marking it starts in; 0 where none is named.
        impossible: by case, no such marking can be reached.
        wrong: by case, something of all this cannot be read, or two rows contradict each other.
    """

    columns: dict[str, Said]
    facts: tuple[tuple[int, Coded], ...]
    period: Numbers
    periods: tuple[str, ...]
    starts_in: Numbers
    impossible: Flags
    wrong: Flags


def is_of_case(compiled: Compiled, name: str) -> bool:
    """Whether a column of this name says something of cases as a whole."""
    return name in (PERIOD, STARTS_IN) or _fact(compiled, name) >= 0


def read_whole(compiled: Compiled, table: pa.Table, case: Numbers, cases: int) -> Whole:
    """What a table that `as_table` has made says of its cases, `case` by row and `cases` in all."""
    found: dict[str, Said] = {}
    facts: list[tuple[int, Coded]] = []
    none = np.full(cases, NONE, np.int64)
    period, periods, starts_in = none, (), np.zeros(cases, np.int64)
    impossible, wrong = np.zeros(cases, bool), np.zeros(cases, bool)
    for name in table.column_names:
        if not is_of_case(compiled, name):
            continue
        column = _one(table.column(name))
        if name == PERIOD:
            found[name] = said = _said(_words(column), case, cases)
            period = np.where(said.row >= 0, said.by_case().code, NONE)
            periods = tuple(column.dictionary.to_pylist())
        elif name == STARTS_IN:
            found[name] = said = _said(_markings(column, compiled), case, cases)
            marking, there, impossible = said.by_case()
            starts_in = np.where(there & ~impossible, marking, 0)
        else:
            number = _fact(compiled, name)
            found[name] = said = _said(code_column(column, compiled.codes[number]), case, cases)
            facts.append((number, said.by_case()))
        wrong |= said.by_case().wrong
        wrong[case[said.differs]] = True
    return Whole(
        columns=found,
        facts=tuple(facts),
        period=period,
        periods=periods,
        starts_in=starts_in,
        impossible=impossible,
        wrong=wrong,
    )


def contradictions(whole: Whole, table: pa.Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows that say something else of their case than the one that counts, and what."""
    for name, said in whole.columns.items():
        for row, first in zip(said.differs.tolist(), said.instead.tolist(), strict=True):
            column = table.column(name)
            yield (
                row,
                {
                    "what": name.removeprefix(OF_CASE),
                    "found": _shown(column[row]),
                    "first": _shown(column[first]),
                },
            )


def _shown(cell: pa.Scalar) -> str:
    value = cell.as_py()
    if isinstance(value, bool):
        return str(value).lower()
    return shown(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def listed(
    recorded: Iterable[tuple[int, Numbers, Numbers]], count: int
) -> tuple[Numbers, Numbers, Numbers]:
    """What is recorded of facts, place by place: where each begins; the facts; their values.

    Of each fact come the places where it is recorded, and what is. At one place the facts keep
    their order.
    """
    every = list(recorded)
    counts = np.zeros(count + 1, np.int64)
    for _, places, _ in every:
        counts[places + 1] += 1
    begins = np.cumsum(counts)
    facts = np.empty(begins[-1], np.int64)
    values = np.empty(begins[-1], np.int64)
    next_ = begins[:-1].copy()
    for fact, places, coded in every:
        facts[next_[places]] = fact
        values[next_[places]] = coded
        next_[places] += 1
    return begins, facts, values


def _fact(compiled: Compiled, name: str) -> int:
    return compiled.facts.get(name[len(OF_CASE) :]) if name.startswith(OF_CASE) else NONE


def _said(coded: Coded, case: Numbers, cases: int) -> Said:
    rows = np.flatnonzero(coded.recorded)
    row = np.full(cases, NONE, np.int64)
    row[case[rows[::-1]]] = rows[::-1]  # of several the first one stays
    first = row[case[rows]]
    other = (coded.code[rows] != coded.code[first]) | (coded.wrong[rows] != coded.wrong[first])
    return Said(row, coded, rows[other], first[other])


def _words(column: pa.Array) -> Coded:
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    there = np.asarray(column.is_valid())
    return Coded(place, there, np.zeros(len(place), bool))


def _markings(column: pa.Array, compiled: Compiled) -> Coded:
    """The number of the marking that each cell names, one state or a list of them."""
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), _BETWEEN).dictionary_encode()
    elif not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    named = [states_of(one) for one in column.dictionary.to_pylist()]
    found = [compiled.net.numbers.get(frozenset(one), 0) for one in named] or [0]
    there = np.asarray(column.is_valid())
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    there &= np.array([len(one) > 0 for one in named] or [False], bool)[place]
    number = np.array(found, np.int64)[place]
    return Coded(number, there, there & (number == 0))


def states_of(cell: Any) -> tuple[str, ...]:
    """The states that a cell names."""
    listed_ = cell.split(_BETWEEN) if isinstance(cell, str) else cell or ()
    return tuple(one for one in listed_ if one)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)
