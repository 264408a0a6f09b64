"""A column of names goes in; a number for each row comes out, made once for each name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ..replay.kernel.layout import NONE
from .arrays import Flags, Numbers


class Words(NamedTuple):
    """By row: the number of the name, NONE where there is none; and where nothing stands."""

    number: Numbers
    missing: Flags


def numbered(column: pa.Array | None, count: int, number_of: Callable[[str], int]) -> Words:
    """Each name's number; without a column nothing stands anywhere."""
    if column is None:
        return Words(np.full(count, NONE, np.int64), np.ones(count, bool))
    numbers = [number_of(one) for one in column.dictionary.to_pylist()] or [NONE]
    of = np.array(numbers, np.int64)
    if not column.null_count:
        return Words(of[np.asarray(column.indices)], np.zeros(count, bool))
    missing = np.asarray(column.is_null())
    place = np.asarray(column.indices.fill_null(0))
    return Words(np.where(missing, NONE, of[place]), missing)


def told_apart(column: pa.Array | None, count: int) -> Numbers:
    """A number for each different name; NONE for none and for an empty one."""
    if column is None:
        return np.full(count, NONE, np.int64)
    empty = {place for place, one in enumerate(column.dictionary.to_pylist()) if one == ""}
    number = np.asarray(column.indices.fill_null(NONE)).astype(np.int64)
    for one in empty:
        number[number == one] = NONE
    return number


def cited(
    column: pa.Array | None, count: int, number_of: Callable[[str], int]
) -> tuple[Numbers, Numbers]:
    """The names cited in each row, each once: how many, and their numbers one after another."""
    if column is None:
        return np.zeros(count, np.int64), np.zeros(0, np.int64)
    if not pa.types.is_nested(column.type):
        one = numbered(column, count, number_of)
        return (~one.missing).astype(np.int64), one.number[~one.missing]
    items = column.flatten().cast(pa.string()).dictionary_encode()
    lengths = np.asarray(pa.compute.list_value_length(column).fill_null(0)).astype(np.int64)
    row = np.repeat(np.arange(count), lengths)
    name = np.asarray(items.indices.fill_null(NONE)).astype(np.int64)
    row, name = row[name >= 0], name[name >= 0]
    # The same name twice in a row counts once, where it stands first.
    words = max(len(items.dictionary), 1)
    _, first = np.unique(row * words + name, return_index=True)
    first.sort()
    numbers = np.array([number_of(one) for one in items.dictionary.to_pylist()] or [NONE], np.int64)
    return np.bincount(row[first], minlength=count).astype(np.int64), numbers[name[first]]
