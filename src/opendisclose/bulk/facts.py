"""A column of what events record and how the fact is coded go in; its codes come out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..graph.values import BOOLEAN, DATE, DURATION, INTEGER, LIST, FactCodes, WrongValueError
from ..model.periods import UNITS
from .arrays import Flags, Numbers

_EPOCH_DAY = 719_163
_MOST = 1 << 60  # of a whole number, as `FactCodes.code` has it
_LONGEST = 100_000  # of a duration, likewise
UNTIL = "until"  # beside the units of a length: the date that it ends on, as text


class Coded(NamedTuple):
    """By row: the code; whether something is recorded; whether the fact cannot hold it."""

    code: Numbers
    recorded: Flags
    wrong: Flags


def code_column(column: pa.Array, codes: FactCodes) -> Coded:
    """Each value as `codes.code` gives it; the kinds that are numbers already at once."""
    kind = column.type
    recorded = ~np.asarray(column.is_null())
    if pa.types.is_boolean(kind) and codes.type == BOOLEAN:
        return _coded(np.asarray(column.cast(pa.int64()).fill_null(0)), recorded)
    if pa.types.is_integer(kind) and codes.type == INTEGER:
        if pa.types.is_uint64(kind):
            column = pc.if_else(pc.greater(column, _MOST), pa.scalar(_MOST, kind), column)
        number = np.asarray(column.cast(pa.int64()).fill_null(0))
        return Coded(number, recorded, recorded & ((number >= _MOST) | (number <= -_MOST)))
    if pa.types.is_date32(kind) and codes.type == DATE:
        day = np.asarray(column.cast(pa.int32()).fill_null(0)).astype(np.int64) + _EPOCH_DAY
        return _coded(day, recorded)
    if _is_list(kind) and codes.type == LIST:
        return _list(column, codes, recorded)
    if pa.types.is_struct(kind) and codes.type == DURATION:
        return _durations(column, codes, recorded)
    if pa.types.is_nested(kind):
        return Coded(np.zeros(len(column), np.int64), recorded, recorded)
    return _one_by_one(column, codes, recorded)


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _coded(number: Any, recorded: Flags) -> Coded:
    return Coded(np.asarray(number, np.int64), recorded, np.zeros(len(recorded), bool))


def _one_by_one(column: pa.Array, codes: FactCodes, recorded: Flags) -> Coded:
    """Each different value once, by the code that a single case is read with."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    number, wrong = _codes_of(column.dictionary.to_pylist(), codes)
    return Coded(number[place], recorded, wrong[place] & recorded)


def _codes_of(values: list[Any], codes: FactCodes) -> tuple[Numbers, Flags]:
    number = np.zeros(max(len(values), 1), np.int64)
    wrong = np.zeros(max(len(values), 1), bool)
    for place, value in enumerate(values):
        try:
            number[place] = codes.code(value)
        except WrongValueError:
            wrong[place] = True
    return number, wrong


def _list(column: pa.Array, codes: FactCodes, recorded: Flags) -> Coded:
    """Lists of names: each different name once, then its bits joined by row."""
    items = column.flatten()
    if not pa.types.is_dictionary(items.type):
        items = items.dictionary_encode()
    absent = np.asarray(items.is_null())
    place = np.asarray(items.indices.fill_null(0)).astype(np.int64)
    listed = [[one] for one in items.dictionary.to_pylist()]
    number, wrong = _codes_of(listed, codes)
    lengths = np.asarray(pc.list_value_length(column).fill_null(0)).astype(np.int64)
    row = np.repeat(np.arange(len(column)), lengths)
    bits = np.zeros(len(column), np.int64)
    np.bitwise_or.at(bits, row, np.where(absent, 0, number[place]))
    bad = np.zeros(len(column), bool)
    np.logical_or.at(bad, row, absent | wrong[place])
    return Coded(bits, recorded, bad & recorded)


def _durations(column: pa.Array, codes: FactCodes, recorded: Flags) -> Coded:
    """`{working_days: 15}` as a structure with a field for each unit, one of them filled."""
    number = np.zeros(len(column), np.int64)
    filled = np.zeros(len(column), np.int64)
    wrong = np.zeros(len(column), bool)
    for field in column.type:
        values = column.field(field.name)
        there = ~np.asarray(values.is_null()) & recorded
        filled += there
        if field.name in UNITS and pa.types.is_integer(field.type):
            size = np.asarray(values.cast(pa.int64()).fill_null(0))
            wrong |= there & ((size <= 0) | (size >= _LONGEST))
            code = size << 3 | (UNITS.index(field.name) + 1)
            number = np.where(there & ~wrong, code, number)
        elif field.name == UNTIL and pa.types.is_string(field.type):
            dates = _one_by_one(values, codes, there)
            number = np.where(there, dates.code, number)
            wrong |= dates.wrong
        else:
            wrong |= there
    return Coded(number, recorded, recorded & (wrong | (filled != 1)))
