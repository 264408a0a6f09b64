"""Any Arrow table or data frame goes in; a table with columns of our kinds comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# The columns of a log; every other column is a fact, or is told as unused.
CASE, ACT, ROLE, AT, ACTOR, KEY, RECEIVED, CITES = (
    "case",
    "act",
    "role",
    "at",
    "actor",
    "key",
    "received",
    "cites",
)
NEEDED = (CASE, ACT, AT)
OURS = (CASE, ACT, ROLE, AT, ACTOR, KEY, RECEIVED, CITES)
# What an event is called, and of which event its row is the receipt; unless facts are called so.
ID, OF = "id", "of"
# What is said of a case as a whole may stand in any of its rows. A marked row is no event.
OF_CASE = "case:"
PERIOD, STARTS_IN, MARKED = f"{OF_CASE}period", f"{OF_CASE}starts_in", f"{OF_CASE}row"
# The case stays what it is: its name is only given back.
_WORDS = (ACT, ROLE, ACTOR, KEY, PERIOD)


def as_table(data: Any) -> pa.Table:
    """What was given as an Arrow table, one chunk a column, words as dictionaries.

    Raises:
        TypeError: it is nothing that `arrow_of` takes.
    """
    data = arrow_of(data)
    columns = {name: _column(name, data.column(name)) for name in data.column_names}
    return pa.table(columns)


def arrow_of(data: Any) -> pa.Table:
    """An Arrow table of the same columns.

    Takes an Arrow table or record batch, a mapping of columns, or whatever exports itself as Arrow
    (a pandas or polars frame).

    Raises:
        TypeError: it is none of these.
    """
    if isinstance(data, pa.RecordBatch):
        data = pa.Table.from_batches([data])
    elif isinstance(data, Mapping):
        data = pa.table(dict(data))
    elif not isinstance(data, pa.Table):
        if not hasattr(data, "__arrow_c_stream__"):
            raise TypeError(f"a log is an Arrow table or a data frame, not {type(data).__name__}")
        data = pa.table(data)
    return data


def _column(name: str, column: pa.ChunkedArray) -> pa.Array:
    """One column in one piece, of a kind that is read further on."""
    one = column.combine_chunks()
    if isinstance(one, pa.ChunkedArray):  # without any chunk
        one = pa.array([], one.type) if one.num_chunks == 0 else one.chunk(0)
    if isinstance(one, pa.ExtensionArray):
        one = one.storage
    if pa.types.is_null(one.type):  # nothing stands anywhere in it
        one = one.cast(pa.string())
    kind = one.type
    if name in _WORDS or pa.types.is_dictionary(kind) or _is_text(kind):
        kept = _as_it_stands(one, in_order=name == CASE)
        if kept is None and name == CASE and _is_text(kind):
            kept = _run_by_run(one.cast(pa.string()))
        return _words(one, as_words=name in _WORDS) if kept is None else kept
    if pa.types.is_timestamp(kind) and kind.unit != "us":
        return one.cast(pa.timestamp("us", kind.tz), safe=False)
    if pa.types.is_date64(kind):
        return one.cast(pa.date32())
    if pa.types.is_floating(kind):
        return _whole(one)
    return one


def as_words(one: pa.Array) -> pa.Array:
    """A column of names, be they numbers, as a dictionary."""
    return _words(one, as_words=True)


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _words(one: pa.Array, *, as_words: bool) -> pa.Array:
    """A column of names as a dictionary without the same word twice; numbers become text."""
    if pa.types.is_dictionary(one.type):
        if not as_words and not _is_text(one.type.value_type):
            return _column("", pa.chunked_array([one.cast(one.type.value_type)]))
        one = one.cast(pa.string())
    elif as_words and not _is_text(one.type):
        one = one.cast(pa.string())
    return one.cast(pa.string()).dictionary_encode()


def _as_it_stands(one: pa.Array, *, in_order: bool) -> pa.Array | None:
    """A dictionary of words that need not be made anew, as no word stands in it twice; else None.

    With `in_order` its words are those of the rows, in the order in which they first appear.
    """
    if not pa.types.is_dictionary(one.type) or not _is_text(one.type.value_type):
        return None
    words, places = one.dictionary, one.indices
    if in_order:
        if places.null_count or not len(places):
            return None
        number = np.asarray(places).astype(np.int64)
        highest = np.maximum.accumulate(number)
        first, last = int(number[0]), int(highest[-1])
        if int(number.min()) < first or (highest[1:] > highest[:-1] + 1).any():
            return None
        words = words.slice(first, last - first + 1)
        places = pa.array(number - first, pa.int32())
    if words.null_count or not _each_once(words):
        return None
    return pa.DictionaryArray.from_arrays(places.cast(pa.int32()), words.cast(pa.string()))


def _run_by_run(one: pa.Array) -> pa.Array | None:
    """Words as a dictionary, looked up once where one follows itself; None where few do."""
    if one.null_count or not len(one):
        return None
    other = pc.not_equal(one.slice(1), one.slice(0, len(one) - 1))
    begins = np.concatenate([[0], np.flatnonzero(np.asarray(other)) + 1])
    if 2 * len(begins) > len(one):
        return None
    words = one.take(pa.array(begins)).dictionary_encode()
    number = np.repeat(np.asarray(words.indices), np.diff(np.append(begins, len(one))))
    return pa.DictionaryArray.from_arrays(pa.array(number, pa.int32()), words.dictionary)


def _each_once(words: pa.Array) -> bool:
    """Whether no word stands there twice; of words that rise it is seen at once."""
    rise = pc.all(pc.less(words.slice(0, max(len(words) - 1, 0)), words.slice(1))).as_py()
    return bool(rise is not False or pc.count_distinct(words).as_py() == len(words))


def _whole(one: pa.Array) -> pa.Array:
    """Numbers with gaps come as floats from data frames: whole ones are whole numbers again."""
    filled = pc.if_else(pc.is_nan(one), pa.scalar(None, one.type), one)
    try:
        return filled.cast(pa.int64())
    except pa.ArrowInvalid:
        return filled
