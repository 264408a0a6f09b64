"""A sheet, a compiled procedure and a mapping go in; a log with our columns comes out, with notes.

Each row of the log keeps the row of the file that it comes from. No row is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from ...diagnostics import codes
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import NO_PLACES, Places
from ...diagnostics.wording import named
from ...graph.compiled import Compiled
from ...model.mapping import EventOfRow, Mapping
from ..arrays import Numbers
from ..table import (
    ACT,
    ACTOR,
    AT,
    CASE,
    CITES,
    KEY,
    MARKED,
    OF_CASE,
    PERIOD,
    RECEIVED,
    ROLE,
    STARTS_IN,
)
from .notes import Note
from .recognised import UNIT, case_facts, columns_named, facts, ours
from .sheet import Sheet
from .words import Reader

_ACTS = Words(zh="行为", en="act")
_ROLES = Words(zh="主体", en="role")
_NOTHING = Mapping(opendisclose_mapping=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ledger:
    """A log as `AuditSession.feed` takes it.

    Attributes:
        source: the file.
        table: a row for each event, with our columns and one for each fact.
        rows: by row of the table, the row of the file.
        units: by row of the table, the unit that it is counted under; None without such a column.
        file_rows: how many rows the file has below its header.
        unread: how many of them could not be read at all.
        told: what the file as a whole has told; unused: which of its columns are not used.
        notes: what reading the cells has told; of parts of a file they can be joined.
        used: the columns of the file that anything was read from.
        wrong: columns that the mapping names and the file has not; the table is then empty.
    """

    source: str
    table: pa.Table
    rows: Numbers
    units: pa.Array | None
    file_rows: int
    unread: int
    told: tuple[Finding, ...]
    notes: tuple[Note, ...] = ()
    unused: tuple[Finding, ...] = ()
    used: frozenset[str] = frozenset()
    wrong: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading it has told."""
        return (*self.told, *(one.finding(self.source) for one in self.notes), *self.unused)


def ledger_of(
    sheet: Sheet, compiled: Compiled, mapping: Mapping | None = None, places: Places = NO_PLACES
) -> Ledger:
    """The log in a sheet; `places` are those of the mapping's file."""
    wrong = _lacking(sheet, mapping, places) if mapping is not None else ()
    if wrong:
        empty = _made(sheet, pa.table({}), np.zeros(0, np.int64), None)
        return replace(empty, wrong=wrong)
    names = tuple(sheet.table.column_names)
    given = mapping or _NOTHING
    reader = Reader(sheet, given.dates)
    builder = _Builder(reader, compiled, given, ours(names, mapping))
    columns, place = builder.wide() if given.events else builder.long()
    unused = _unused(sheet, frozenset(builder.used), frozenset(given.unused))
    units = columns.pop(UNIT, None)
    made = _made(sheet, pa.table(columns), place, units)
    return replace(
        made, notes=tuple(reader.notes), unused=tuple(unused), used=frozenset(builder.used)
    )


def _made(
    sheet: Sheet,
    table: pa.Table,
    place: Numbers,
    units: pa.Array | None,
) -> Ledger:
    return Ledger(
        source=sheet.source,
        table=table,
        rows=sheet.rows[place],
        units=units,
        file_rows=sheet.table.num_rows + sheet.unread,
        unread=sheet.unread,
        told=sheet.findings,
    )


def _lacking(sheet: Sheet, mapping: Mapping, places: Places) -> tuple[Finding, ...]:
    """The columns that a mapping names and the sheet has not."""
    have = sheet.table.column_names
    return tuple(
        make(codes.COLUMN_NOT_IN_LOG, {"column": name, "found": named(have)}, route=route).placed(
            places
        )
        for name, route in columns_named(mapping).items()
        if name not in have
    )


def _unused(sheet: Sheet, used: frozenset[str], known: frozenset[str]) -> list[Finding]:
    why = Words(
        zh="既不是本工具的列，也不是规则的事实", en="it is none of ours and no fact of the rule"
    )
    return [
        make(codes.COLUMN_NOT_USED, {"column": one, "why": why}, span=sheet.column_place(one))
        for one in sheet.table.column_names
        if one not in used | known
    ]


class _Builder:
    """Puts the columns of a log together."""

    def __init__(
        self, reader: Reader, compiled: Compiled, mapping: Mapping, columns: dict[str, str]
    ) -> None:
        self.used = set(columns.values())
        self._reader = reader
        self._compiled = compiled
        self._mapping = mapping
        self._columns = columns
        self._count = reader.sheet.table.num_rows
        self._states = {
            word: name
            for name, state in compiled.procedure.states.items()
            for word in (state.zh, state.en)
            if word
        }

    def long(self) -> tuple[dict[str, pa.Array], Numbers]:
        """A row is an event."""
        found = {name: self._ours(name, column) for name, column in self._columns.items()}
        if self._mapping.role is not None:
            given = found.get(ROLE, pa.nulls(self._count, pa.string()))
            found[ROLE] = given.fill_null(self._mapping.role)
        found.update(self._given())
        found.update(self._facts(self._free_facts()))
        self._fill(found, self._mapping.constants, self._count)
        return found, np.arange(self._count)

    def wide(self) -> tuple[dict[str, pa.Array], Numbers]:
        """A row is a case, its date columns are events."""
        parts, places, orders = [], [], []
        for order, event in enumerate(self._mapping.events):
            columns, there = self._event(event)
            place = np.flatnonzero(there)
            parts.append(pa.table(columns).take(pa.array(place)))
            places.append(place)
            orders.append(np.full(len(place), order))
        table = pa.concat_tables(parts, promote_options="default")
        place, by_order = np.concatenate(places), np.concatenate(orders)
        sorted_ = np.lexsort((by_order, place))
        table, place = table.take(pa.array(sorted_)), place[sorted_]
        found = {name: _one(table.column(name)) for name in table.column_names}
        # What a row says of its case as a whole stands at the first event of the row.
        first = np.ones(len(place), bool)
        first[1:] = place[1:] != place[:-1]
        whole_rows = self._whole()
        for fact, column in self._facts(self._free_facts()).items():
            whole = column.take(pa.array(place, mask=~first))
            found[fact] = pa.compute.coalesce(found[fact], whole) if fact in found else whole
        for name, column in whole_rows.items():
            found[name] = column.take(pa.array(place))
        self._fill(found, self._mapping.constants, len(place))
        return self._with_silent(found, place, whole_rows)

    def _whole(self) -> dict[str, pa.Array]:
        """What each row says of its case as a whole, beside its events."""
        own = {
            name: self._ours(name, self._columns[name])
            for name in (CASE, UNIT, PERIOD, STARTS_IN)
            if name in self._columns
        }
        return {**own, **self._given()}

    def _with_silent(
        self, found: dict[str, pa.Array], place: Numbers, whole: dict[str, pa.Array]
    ) -> tuple[dict[str, pa.Array], Numbers]:
        """With the rows of cases in which nothing took place: they are cases too."""
        if CASE not in whole:
            return found, place
        silent = np.asarray(whole[CASE].is_valid())
        silent[place] = False
        if not silent.any():
            return found, place
        rows = np.flatnonzero(silent)
        told = {name: column.take(pa.array(rows)) for name, column in whole.items()}
        told[MARKED] = pa.array([True] * len(rows), pa.bool_())
        both = pa.concat_tables([pa.table(found), pa.table(told)], promote_options="default")
        places = np.concatenate([place, rows])
        order = np.argsort(places, kind="stable")
        both = both.take(pa.array(order))
        return {name: _one(both.column(name)) for name in both.column_names}, places[order]

    def _given(self) -> dict[str, pa.Array]:
        """The columns of facts that a case is given, for every row."""
        names = tuple(self._reader.sheet.table.column_names)
        listed = case_facts(names, self._compiled, self._mapping, frozenset(self.used))
        return {f"{OF_CASE}{fact}": column for fact, column in self._facts(listed).items()}

    def _event(self, event: EventOfRow) -> tuple[dict[str, pa.Array], Any]:
        """The columns of one event of every row, and the rows in which it took place."""
        count = self._count
        self.used |= set(columns_named(Mapping(opendisclose_mapping=1, events=(event,))))
        found = {AT: self._ours(AT, event.at)}
        there = np.asarray(found[AT].is_valid())
        if event.act_from is not None:
            found[ACT] = self._ours(ACT, event.act_from)
            there |= np.asarray(found[ACT].is_valid())
        else:
            found[ACT] = _filled(event.act, count)
        found[ROLE] = _filled(event.role or self._mapping.role, count)
        if event.role_from is not None:
            found[ROLE] = pa.compute.coalesce(self._ours(ROLE, event.role_from), found[ROLE])
        for name in (ACTOR, KEY, RECEIVED, CITES):
            if (column := getattr(event, name)) is not None:
                found[name] = self._ours(name, column)
        if RECEIVED in found:
            there |= np.asarray(found[RECEIVED].is_valid())
        found.update(self._facts(event.facts))
        self._fill(found, event.constants, count)
        return found, there

    def _ours(self, name: str, column: str) -> pa.Array:
        reader, compiled, mapping = self._reader, self._compiled, self._mapping
        if name in (AT, RECEIVED):
            return reader.times(column)
        if name == ACT:
            return reader.words(column, compiled.acts.get, mapping.acts, _ACTS, "acts")
        if name == ROLE:
            return reader.words(column, compiled.roles.get, mapping.roles, _ROLES, "roles")
        if name == CITES:
            return reader.lists(column, mapping.values.get(CITES, {}))
        if name == PERIOD:
            return reader.periods(column)
        if name == STARTS_IN:
            return reader.lists(column, self._states)
        return reader.texts(column)

    def _free_facts(self) -> dict[str, str]:
        names = tuple(self._reader.sheet.table.column_names)
        return facts(names, self._compiled, self._mapping, frozenset(self.used))

    def _facts(self, listed: dict[str, str]) -> dict[str, pa.Array]:
        self.used |= set(listed.values())
        return {
            fact: self._reader.fact(
                column,
                self._compiled.codes[self._compiled.facts.get(fact)],
                self._mapping.values.get(fact, {}),
            )
            for fact, column in listed.items()
        }

    def _fill(self, found: dict[str, pa.Array], constants: dict[str, Any], count: int) -> None:
        """What holds of every event alike stands wherever the log records nothing else."""
        for fact, value in constants.items():
            column = pa.array([value] * count)
            if fact not in found:
                found[fact] = column
            elif found[fact].type == column.type:
                found[fact] = pa.compute.coalesce(found[fact], column)
            else:  # lists and lengths are made by value
                cells = found[fact].to_pylist()
                filled = [value if one is None else one for one in cells]
                found[fact] = pa.array(filled, found[fact].type)


def _filled(value: str | None, count: int) -> pa.Array:
    if value is None:
        return pa.nulls(count, pa.string())
    return pa.repeat(pa.scalar(value, pa.string()), count)


def _one(column: pa.ChunkedArray) -> pa.Array:
    found = column.combine_chunks()
    if isinstance(found, pa.ChunkedArray):
        return found.chunk(0) if found.num_chunks else pa.array([], found.type)
    return found
