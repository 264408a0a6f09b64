"""A table and a compiled procedure go in; what each row says comes out, in numbers.

Nothing here walks over rows: a word becomes a number once for each different word, times and facts
a column at once. What cannot be read is marked at its row; no row is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from ..calendars.days import Days
from ..deadline.count import OUTSIDE
from ..diagnostics.errors import MissingColumnError
from ..graph.compiled import Compiled
from ..model.ruleset import OTHER
from .arrays import Flags, Numbers
from .facts import Coded, code_column
from .receipt_rows import Called
from .receipts import Receipts, read_receipts
from .table import (
    ACT,
    ACTOR,
    AT,
    CASE,
    CITES,
    ID,
    KEY,
    MARKED,
    NEEDED,
    OF,
    OURS,
    RECEIVED,
    ROLE,
    as_words,
)
from .times import Times, read_times
from .whole import Whole, is_of_case, read_whole
from .words import cited, numbered, told_apart

_LONGER_THAN_A_DAY = 2 * 86_400_000_000  # microseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What every row of a table says.

    Attributes:
        case: the number of its case; cases are numbered as they first appear.
        names: the name of each case.
        act, role, actor, key: NONE where none is logged, or for an act that the rule has not.
        facts: each fact with what the rows record of it, in the order of the columns.
        cites_count, cites: how many exemptions a row cites, and all of them one after another.
        whole: what the rows say of their cases as wholes.
        called: what the events are called.
        marked: the row is no event, it only says something of its case.
        flagged: something of the row could not be read, though its case is judged.
        missing, unreadable: by column, the rows for which its case cannot be judged.
        unused: the columns that are neither ours nor a fact.
    """

    case: Numbers
    names: pa.Array
    act: Numbers
    role: Numbers
    actor: Numbers
    key: Numbers
    times: Times
    received: Receipts
    facts: tuple[tuple[int, Coded], ...]
    cites_count: Numbers
    cites: Numbers
    whole: Whole
    called: Called
    marked: Flags
    flagged: Flags
    missing: dict[str, Flags]
    unreadable: dict[str, Flags]
    unused: tuple[str, ...]


def read_rows(compiled: Compiled, days: Days, table: pa.Table) -> Rows:
    """Every row of a table that `as_table` has made.

    Raises:
        MissingColumnError: a column is not there without which nothing can be judged.
    """
    absent = tuple(name for name in NEEDED if name not in table.column_names)
    if absent:
        raise MissingColumnError(absent, tuple(table.column_names))
    count = table.num_rows
    case, names = _cases(_column(table, CASE))
    act = numbered(_column(table, ACT), count, compiled.acts.get)
    role, role_unknown = _roles(_column(table, ROLE), count, compiled)
    times = read_times(_column(table, AT), days)
    _settle(times, case, days)
    received = read_receipts(_column(table, RECEIVED), count, times, days)
    facts, unused = _facts(table, compiled)
    cites_count, cites = cited(_column(table, CITES), count, compiled.exemptions.get)
    wrong = [coded.wrong for _, coded in facts]
    marked = _marked(_column(table, MARKED), count)
    called = Called(_name(table, compiled, ID), _name(table, compiled, OF), count)
    unknown_act = (act.number < 0) & ~act.missing
    outside = (times.day == OUTSIDE) & ~marked
    return Rows(
        case=case,
        names=names,
        act=act.number,
        role=role,
        actor=told_apart(_column(table, ACTOR), count),
        key=told_apart(_column(table, KEY), count),
        times=times,
        received=received,
        facts=facts,
        cites_count=cites_count,
        cites=cites,
        whole=read_whole(compiled, table, case, len(names)),
        called=called,
        marked=marked,
        flagged=np.logical_or.reduce([unknown_act, role_unknown, outside, received.wrong, *wrong]),
        missing={
            CASE: np.asarray(_column(table, CASE).is_null()),
            ACT: act.missing & ~marked & ~called.receipt,
            AT: times.missing & ~marked,
        },
        unreadable={AT: times.unreadable, RECEIVED: received.unreadable},
        unused=unused,
    )


def is_read(compiled: Compiled, name: str) -> bool:
    """Whether a column of this name says anything under the rule."""
    ours = name in (*OURS, ID, OF, MARKED)
    return ours or is_of_case(compiled, name) or is_fact(compiled, name)


def is_fact(compiled: Compiled, name: str) -> bool:
    """Whether a column of this name is what events record of a fact."""
    return name not in OURS and compiled.facts.get(name) >= 0


def _name(table: pa.Table, compiled: Compiled, name: str) -> pa.Array | None:
    """A column of names, unless a fact of the rule is called like it."""
    column = None if compiled.facts.get(name) >= 0 else _column(table, name)
    return None if column is None else as_words(column)


def _marked(column: pa.Array | None, count: int) -> Flags:
    """The rows that are no event; a log as somebody keeps it has none."""
    if column is None:
        return np.zeros(count, bool)
    return np.asarray(column.fill_null(False))


def _column(table: pa.Table, name: str) -> Any:
    if name not in table.column_names:
        return None
    column = table.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _cases(column: pa.Array) -> tuple[Numbers, pa.Array]:
    """The number of each row's case; rows without one are of a case without a name."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    names = column.dictionary
    nameless = len(names)
    number = np.asarray(column.indices.fill_null(nameless)).astype(np.int64)
    if column.null_count:
        names = pa.concat_arrays([names, pa.nulls(1, names.type)])
    return number, names


def _roles(column: pa.Array | None, count: int, compiled: Compiled) -> tuple[Numbers, Flags]:
    """A role that the ruleset has not is none of its roles, and told."""
    found = numbered(column, count, compiled.roles.get)
    unknown = (found.number < 0) & ~found.missing
    if not unknown.any():
        return found.number, unknown
    return np.where(unknown, compiled.roles[OTHER], found.number), unknown


def _settle(times: Times, case: Numbers, days: Days) -> None:
    """A day without a time stands at the latest instant logged before it on that day (meaning 1).

    In place. The latest so far is a running maximum over the rows of one case and day.
    """
    if not times.vague.any():
        return
    there = np.flatnonzero(times.day != OUTSIDE)
    order = there[np.lexsort((there, times.day[there], case[there]))]
    day, of = times.day[order], case[order]
    first = np.ones(len(order), bool)
    first[1:] = (day[1:] != day[:-1]) | (of[1:] != of[:-1])
    group = np.cumsum(first)
    midnight = np.asarray(days.midnight, np.int64)[day - days.first]
    within = np.where(times.vague[order], 0, times.at[order] - midnight)
    # Groups are set apart by more than any time of day, so that no maximum reaches into the next.
    latest = np.maximum.accumulate(within + group * _LONGER_THAN_A_DAY)
    times.at[order] = np.where(
        times.vague[order], midnight + latest - group * _LONGER_THAN_A_DAY, times.at[order]
    )


def _facts(
    table: pa.Table, compiled: Compiled
) -> tuple[tuple[tuple[int, Coded], ...], tuple[str, ...]]:
    """Every column that is a fact, coded; and the names of those that are nothing."""
    found: list[tuple[int, Coded]] = []
    unused: list[str] = []
    for name in table.column_names:
        if is_fact(compiled, name):
            number = compiled.facts[name]
            found.append((number, code_column(_column(table, name), compiled.codes[number])))
        elif not is_read(compiled, name):
            unused.append(name)
    return tuple(found), tuple(unused)
