"""A file of text longer than memory goes in; it is written as columns, read row by row once.

The rows are those that `ledger.text` reads of a file in memory, with the same findings.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from ...diagnostics.errors import SourceError
from ...diagnostics.finding import Finding
from ..ledger.sheet import Sheet, column_of, numbered_rows, written
from ..ledger.text import (
    CODINGS,
    NO_TEXT,
    START,
    Head,
    coded,
    fast_options,
    head_of,
    marked_as,
    objects,
    rows_below,
    sheet_of,
    without_empty,
)

_BLOCK = 1 << 22  # bytes
_ROWS = 20_000  # that become Python objects at once
Read = Callable[[int], None]
Item = TypeVar("Item")


class Text(NamedTuple):
    """How a text is stored, and whether a quotation mark stands in it."""

    coding: str
    quoted: bool


def text_of(path: Path, name: str, read: Read) -> Text:
    """What can only be known of a text when all of it was read; `read` is told the bytes.

    Raises:
        SourceError: it is none.
    """
    with path.open("rb") as file:
        mark = marked_as(file.read(4))
    for coding in CODINGS if mark is None else (mark,):
        decoder = codecs.getincrementaldecoder(coding)()
        quoted = False
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    quoted |= '"' in decoder.decode(block)
                    read(file.tell())
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return Text(coding, quoted)
    raise SourceError(name, NO_TEXT)


def csv_parts(
    path: Path, name: str, known: frozenset[str], header: int | None, read: Read
) -> Iterator[Sheet]:
    """Separated values in sheets of some rows; the first tells what there is to tell of the file.

    Raises:
        SourceError: it is no text, has no header, or a cell is too long.
        RaggedError: a row has more or fewer cells; `ragged_parts` reads such a file.
    """
    text = text_of(path, name, read)
    head = _head(path, name, text, known, header)
    if text.quoted:  # a cell may hold a line break: lines are then no rows
        raise RaggedError(head, text)
    yield _empty(name, head, head.last, (*coded(name, text.coding), *head.findings))
    line = head.last + 1
    try:
        with _utf8(path, text.coding) as file:
            for batch in pacsv.open_csv(file, **fast_options(head, block_size=_BLOCK)):
                rows = numbered_rows(batch.num_rows, line)
                table = pa.Table.from_batches([batch])
                line += batch.num_rows
                yield without_empty(Sheet(source=name, table=table, rows=rows, header=head.last))
    except pa.ArrowInvalid as error:
        raise RaggedError(head, text) from error


class RaggedError(Exception):
    """A file of separated values that has to be read row by row."""

    def __init__(self, head: Head, text: Text) -> None:
        super().__init__("its rows are not alike")
        self.head = head
        self.text = text


def ragged_parts(path: Path, name: str, ragged: RaggedError, read: Read) -> Iterator[Sheet]:
    """The same for a file with cells that hold line breaks, or rows that are too long or short."""
    head, coding = ragged.head, ragged.text.coding
    yield _empty(name, head, head.first, (*coded(name, coding), *head.findings))
    with path.open(encoding=coding, newline="") as lines:
        for rows in _groups(rows_below(_counted(lines, read), name, head)):
            told = tuple(one.finding for one in rows if one.finding is not None)
            sheet = sheet_of(rows, name, head)
            yield Sheet(
                source=name, table=sheet.table, rows=sheet.rows, header=head.first, findings=told
            )


def jsonl_parts(path: Path, name: str, read: Read) -> Iterator[Sheet]:
    """JSON lines in sheets of some rows, all of the same columns.

    A column has one kind in all of the file, so all of it is read once for that alone.

    Raises:
        SourceError: it is no text.
    """
    text = text_of(path, name, read)
    kinds: dict[str, pa.DataType | None] = {}
    for group in _groups(_objects(path, name, text, read)):
        found = [one for _, one in group if not isinstance(one, Finding)]
        for key in dict.fromkeys(key for one in found for key in one):
            kinds[key] = _either(kinds.get(key), _kind([one.get(key) for one in found]))
    yield _json_sheet(name, [], kinds, tuple(coded(name, text.coding)))
    for group in _groups(_objects(path, name, text, read)):
        yield _json_sheet(name, group, kinds, ())


def _json_sheet(
    name: str,
    group: list[tuple[int, dict[str, Any] | Finding]],
    kinds: dict[str, pa.DataType | None],
    told: tuple[Finding, ...],
) -> Sheet:
    broken = tuple(one for _, one in group if isinstance(one, Finding))
    found = [(number, one) for number, one in group if not isinstance(one, Finding)]
    columns = {
        key: _column([one.get(key) for _, one in found], kind or pa.string())
        for key, kind in kinds.items()
    }
    return Sheet(
        source=name,
        table=pa.table(columns),
        rows=np.array([number for number, _ in found], np.int64),
        unread=len(broken),
        findings=(*told, *broken),
    )


def _kind(values: list[Any]) -> pa.DataType | None:
    """The kind of a column that holds these; None if nothing stands in it."""
    return column_of(values).type if any(one is not None for one in values) else None


def _either(one: pa.DataType | None, other: pa.DataType | None) -> pa.DataType | None:
    """The kind of a column with values of both; text if they have none in common."""
    if one is None or other is None or one == other:
        return one or other
    schemas = [pa.schema([("", kind)]) for kind in (one, other)]
    try:
        return pa.unify_schemas(schemas, promote_options="permissive").field(0).type
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.string()


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array([None if one is None else written(one) for one in values], kind)
    if pa.types.is_floating(kind):
        return pa.array([None if one is None else float(one) for one in values], kind)
    return pa.array(values, kind)


def _objects(
    path: Path, name: str, text: Text, read: Read
) -> Iterator[tuple[int, dict[str, Any] | Finding]]:
    with path.open(encoding=text.coding, newline="\n") as lines:
        yield from objects(_counted(lines, read), name)


def _head(path: Path, name: str, text: Text, known: frozenset[str], header: int | None) -> Head:
    with path.open("rb") as file:
        start = file.read(START).decode(text.coding, "ignore")
    return head_of(start, name, known, header)


def _empty(name: str, head: Head, line: int, told: tuple[Finding, ...]) -> Sheet:
    table = pa.table({one: pa.array([], pa.string()) for one in head.names})
    return Sheet(source=name, table=table, rows=np.zeros(0, np.int64), header=line, findings=told)


def _utf8(path: Path, coding: str) -> pa.NativeFile:
    """The bytes of a text as Arrow reads them."""
    file = pa.OSFile(str(path))
    if coding in ("utf-8", "utf-8-sig"):
        return file
    return pa.transcoding_input_stream(file, coding, "utf-8")


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    every = iter(items)
    while group := list(islice(every, _ROWS)):
        yield group


def _counted(lines: Any, read: Read) -> Iterator[str]:
    """The lines; now and then `read` is told how far they have come."""
    for number, line in enumerate(lines):
        if number % _ROWS == 0:
            read(lines.buffer.tell())
        yield line
