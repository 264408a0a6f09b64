"""A column of a ledger goes in; the same with our words, times and values comes out, and notes.

Each different cell is looked at once. What is read otherwise than it is written is told once a
column, what cannot be read once for each different word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from ...diagnostics import codes
from ...diagnostics.finding import Words
from ...diagnostics.wording import shown
from ...graph.values import BOOLEAN, DATE, DURATION, INTEGER, LIST, FactCodes, WrongValueError
from ...model.periods import UNITS
from ..arrays import Flags, Numbers
from ..facts import UNTIL
from .cells import BETWEEN, period_text, time_text, value_of
from .notes import Note, first_of, note
from .sheet import Sheet, written

_KINDS: Mapping[int, pa.DataType] = {
    BOOLEAN: pa.bool_(),
    INTEGER: pa.int64(),
    DATE: pa.date32(),
    LIST: pa.list_(pa.string()),
}
_LENGTH = pa.struct([*((unit, pa.int64()) for unit in UNITS), (UNTIL, pa.string())])


@dataclass(slots=True)
class Reader:
    """Reads columns of one sheet and keeps what there is to tell about them."""

    sheet: Sheet
    formats: tuple[str, ...] = ()
    notes: list[Note] = field(default_factory=list)
    _column: int = 0  # how many columns were read; notes stand in that order

    def times(self, name: str) -> pa.Array:
        """A column of times; what is none stays as it is, and its case is refused."""
        self._column += 1
        column = _flat(self.sheet.table, name)
        if pa.types.is_temporal(column.type):
            return column
        place, cells = _different(column)
        read = [self._time(one) for one in cells]
        changed = np.array([new != old for new, old in zip(read, cells, strict=True)], bool)
        self._read_as(name, place, changed, cells, read, _DATES)
        return _taken(pa.array(read, pa.string()), place)

    def _time(self, cell: Any) -> str:
        text = written(cell)
        return time_text(text, self.sheet.epoch, self.formats) or text

    def words(
        self,
        name: str,
        known: Callable[[str], int],
        vocabulary: Mapping[str, str],
        what: Words,
        section: str,
    ) -> pa.Array:
        """A column of names of the ruleset; a word that it has not stays, and is told."""
        self._column += 1
        place, cells = _different(_flat(self.sheet.table, name))
        read: list[str] = []
        for number, cell in enumerate(cells):
            text = written(cell).strip()
            word = vocabulary.get(text, text)
            if known(word) < 0:
                values = {"word": shown(text), "what": what, "section": section}
                self._tell(codes.UNKNOWN_WORD, name, written(cell), place == number, values)
            read.append(word)
        return _taken(pa.array(read, pa.string()), place)

    def texts(self, name: str) -> pa.Array:
        """A column of names that are only told apart."""
        column = _flat(self.sheet.table, name)
        if pa.types.is_string(column.type):
            return pa.compute.utf8_trim_whitespace(column)
        place, cells = _different(column)
        return _taken(pa.array([written(one).strip() for one in cells], pa.string()), place)

    def periods(self, name: str) -> pa.Array:
        """A column of years, quarters or months; what is none stays as it is."""
        self._column += 1
        place, cells = _different(_flat(self.sheet.table, name))
        before = [written(one) for one in cells]
        read = [period_text(one) or one.strip() for one in before]
        changed = np.array([new != old for new, old in zip(read, before, strict=True)], bool)
        self._read_as(name, place, changed, cells, read, _PERIODS)
        return _taken(pa.array(read, pa.string()), place)

    def lists(self, name: str, vocabulary: Mapping[str, str]) -> pa.Array:
        """A column of several names in a cell."""
        place, cells = _different(_flat(self.sheet.table, name))
        split = [one if isinstance(one, list) else BETWEEN.split(written(one)) for one in cells]
        names = [[vocabulary.get(one.strip(), one.strip()) for one in row if one] for row in split]
        return _taken(pa.array(names, pa.list_(pa.string())), place)

    def fact(self, name: str, coded: FactCodes, vocabulary: Mapping[str, Any]) -> pa.Array:
        """A column of what is recorded of a fact; what it cannot hold is told and left out."""
        self._column += 1
        column = _flat(self.sheet.table, name)
        place, cells = _different(column)
        read: list[Any] = []
        for number, raw in enumerate(cells):
            word = written(raw).strip() if not isinstance(raw, (dict, list)) else None
            cell = vocabulary.get(word, raw) if word is not None else raw
            try:
                read.append(value_of(cell, coded, self.sheet.epoch, self.formats))
            except WrongValueError as error:
                read.append(None)
                expected = Words(zh=error.zh, en=error.en)
                values = {"word": shown(str(cell)), "expected": expected}
                alike = written(raw) if word is not None else None
                self._tell(codes.CELL_NOT_UNDERSTOOD, name, alike, place == number, values)
        return _taken(_typed(read, coded), place)

    def _tell(
        self, code: codes.Code, name: str, word: str | None, where: Flags, values: dict[str, Any]
    ) -> None:
        rows = self.sheet.rows[where]
        self._note(
            code, name, {**values, "column": name}, word=word, rows=first_of(rows), count=len(rows)
        )

    def _read_as(
        self,
        name: str,
        place: Numbers,
        changed: Flags,
        cells: list[Any],
        read: list[str],
        what: Words,
    ) -> None:
        if not changed.any():
            return
        rows = np.flatnonzero((place >= 0) & changed[place])
        first = int(rows[0])
        values = {
            "what": Words(zh=f"“{name}”列{what.zh}", en=f"column `{name}`: {what.en}"),
            "row": int(self.sheet.rows[first]),
            "before": shown(written(cells[place[first]])),
            "after": read[place[first]],
        }
        self._note(
            codes.READ_AS,
            name,
            values,
            word="",
            rows=(int(self.sheet.rows[first]),),
            count=len(rows),
        )

    def _note(self, code: codes.Code, name: str, values: dict[str, Any], **told: Any) -> None:
        column = self.sheet.number_of(name)
        self.notes.append(note(code, values, order=self._column, column=column, **told))


_DATES = Words(zh="的日期写法", en="dates written in another way")
_PERIODS = Words(zh="的期间写法", en="periods written in another way")


def _typed(read: list[Any], coded: FactCodes) -> pa.Array:
    if coded.type == DURATION:
        return pa.array([{UNTIL: one} if isinstance(one, str) else one for one in read], _LENGTH)
    return pa.array(read, _KINDS.get(coded.type, pa.string()))


def _flat(table: pa.Table, name: str) -> pa.Array:
    """A column in one piece; an empty text is an empty cell."""
    column = table.column(name).combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        empty = pa.compute.equal(pa.compute.utf8_trim_whitespace(column), "")
        column = pa.compute.if_else(empty, pa.scalar(None, column.type), column)
    return column


def _different(column: pa.Array) -> tuple[Numbers, list[Any]]:
    """By row the place of its cell among the different ones, -1 for an empty one; and those."""
    if pa.types.is_nested(column.type):
        cells = column.to_pylist()
        there = np.array([one is not None for one in cells], bool)
        return np.where(there, np.arange(len(cells)), -1), cells
    coded = column.dictionary_encode()
    place = np.asarray(coded.indices.fill_null(-1)).astype(np.int64)
    return place, coded.dictionary.to_pylist()


def _taken(values: pa.Array, place: Numbers) -> pa.Array:
    if len(values) == 0:
        return pa.nulls(len(place), values.type)
    return values.take(pa.array(np.maximum(place, 0), mask=place < 0))
