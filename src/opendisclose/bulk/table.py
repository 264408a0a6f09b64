"""Any Arrow table or data frame goes in; a table with columns of our kinds comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
_WORDS = (ACT, ROLE, ACTOR, KEY)  # the case stays what it is: its name is only given back


def as_table(data: Any) -> pa.Table:
    """What was given as an Arrow table, one chunk a column, words as dictionaries.

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
    columns = {name: _column(name, data.column(name)) for name in data.column_names}
    return pa.table(columns)


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
        return _words(one, as_words=name in _WORDS)
    if pa.types.is_timestamp(kind) and kind.unit != "us":
        return one.cast(pa.timestamp("us", kind.tz), safe=False)
    if pa.types.is_date64(kind):
        return one.cast(pa.date32())
    if pa.types.is_floating(kind):
        return _whole(one)
    return one


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


def _whole(one: pa.Array) -> pa.Array:
    """Numbers with gaps come as floats from data frames: whole ones are whole numbers again."""
    filled = pc.if_else(pc.is_nan(one), pa.scalar(None, one.type), one)
    try:
        return filled.cast(pa.int64())
    except pa.ArrowInvalid:
        return filled
