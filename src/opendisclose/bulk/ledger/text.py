"""A file of separated values or of JSON lines goes in; its table comes out."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from ...diagnostics import codes
from ...diagnostics.errors import SourceError
from ...diagnostics.finding import Finding, Words, make
from .header import LOOKED_AT, above, header_row
from .sheet import Sheet, column_of, numbered_rows, span, unique_names

START = 1 << 16  # bytes that the coding, the separator and the header are looked for in
_SEPARATORS = ",\t;|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CODINGS = ("utf-8", "gb18030")  # of a file without a mark, the first that it can be
NO_TEXT = "it is no text in UTF-8, UTF-16 or GB18030"
_SMALL = 1 << 24  # bytes that are not worth a thread
_CELL = 1 << 20  # characters that a cell may have


class Head(NamedTuple):
    """What the start of a file of separated values tells: `first` and `last` are the lines of its
    header, `rows` how many rows stand above it; `findings` what is to be told of them."""

    separator: str
    names: tuple[str, ...]
    rows: int
    first: int
    last: int
    findings: tuple[Finding, ...]


class Row(NamedTuple):
    """One row: the line on which it begins, its cells; what there is to tell of it."""

    line: int
    cells: list[str | None]
    finding: Finding | None


def read_csv(path: Path, name: str, known: frozenset[str], header: int | None) -> Sheet:
    """Separated values in UTF-8, UTF-16 or GB18030; every cell is text.

    Raises:
        SourceError: it is no text in any of these.
    """
    content = path.read_bytes()
    coding = coding_of(content, name)
    head = head_of(content[:START].decode(coding, "ignore"), name, known, header)
    sheet = _fast(content, name, coding, head)
    if sheet is None:
        sheet = _slow(content.decode(coding), name, head)
    return _with(sheet, [*coded(name, coding), *head.findings])


def head_of(start: str, name: str, known: frozenset[str], header: int | None) -> Head:
    """The header in the start of a text.

    Raises:
        SourceError: there is none.
    """
    separator = _separator(start)
    listed = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
    lines, ends = [], []
    for row in listed:
        lines.append(row)
        ends.append(listed.line_num)
        if len(lines) > LOOKED_AT:
            break
    at = header_row(lines, known) if header is None else _row_ending(ends, header)
    if not lines or at >= len(lines):
        raise SourceError(name, "it has no header")
    told = (above(name, ends[at], lines[0]),) if header is None and at else ()
    first = ends[at - 1] + 1 if at else 1
    return Head(separator, unique_names(lines[at]), at, first, ends[at], told)


def _fast(content: bytes, name: str, coding: str, head: Head) -> Sheet | None:
    """All at once; None where a row has more or fewer cells, or a cell holds a line break."""
    if coding != "utf-8" and coding != "utf-8-sig":
        content = content.decode(coding).encode("utf-8")
    body = content.removeprefix(codecs.BOM_UTF8)
    if b'"' in body:  # a cell may hold a line break: lines are then no rows
        return None
    try:
        table = pacsv.read_csv(
            pa.BufferReader(body), **fast_options(head, use_threads=len(body) > _SMALL)
        )
    except pa.ArrowInvalid:
        return None
    rows = numbered_rows(table.num_rows, head.last + 1)
    return without_empty(Sheet(source=name, table=table, rows=rows, header=head.last))


def fast_options(head: Head, **read: Any) -> dict[str, Any]:
    """What Arrow has to know to read what stands below a header, all of it as text."""
    names = list(head.names)
    return {
        "read_options": pacsv.ReadOptions(skip_rows=head.last, column_names=names, **read),
        "parse_options": pacsv.ParseOptions(delimiter=head.separator, ignore_empty_lines=False),
        "convert_options": pacsv.ConvertOptions(
            column_types={one: pa.string() for one in names},
            strings_can_be_null=True,
            null_values=[""],
        ),
    }


def _slow(text: str, name: str, head: Head) -> Sheet:
    """Row by row: a short row is filled up, one that is too long is told; none is left out."""
    rows = list(rows_below(io.StringIO(text, newline=""), name, head))
    sheet = sheet_of(rows, name, head)
    return _with(sheet, [one.finding for one in rows if one.finding is not None])


def rows_below(lines: Iterable[str], name: str, head: Head) -> Iterator[Row]:
    """The rows below the header of a text.

    Raises:
        SourceError: a cell is too long for a cell.
    """
    csv.field_size_limit(_CELL)
    reader = csv.reader(lines, delimiter=head.separator)
    width, line = len(head.names), 1
    try:
        for number, row in enumerate(reader):
            if number > head.rows:
                filled = row[:width] + [""] * (width - len(row))
                cells = [one if one.strip() else None for one in filled]
                yield Row(line, cells, _too_long(name, line, row, width))
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(name, f"line {line}: {error}") from error


def _too_long(name: str, line: int, row: list[str], width: int) -> Finding | None:
    if not any(one.strip() for one in row[width:]):
        return None
    what = Words(
        zh=f"有 {len(row)} 格，表头只有 {width} 列，多出的未读",
        en=f"it has {len(row)} cells and the header {width}; the rest is not read",
    )
    values = {"row": line, "what": what}
    return make(codes.ROW_NOT_READ, values, span=span(name, line, width + 1))


def sheet_of(rows: list[Row], name: str, head: Head) -> Sheet:
    """Some rows as a table."""
    columns = list(zip(*(one.cells for one in rows), strict=True)) or [()] * len(head.names)
    table = pa.table(
        {one: pa.array(cells, pa.string()) for one, cells in zip(head.names, columns, strict=True)}
    )
    lines = np.array([one.line for one in rows], np.int64)
    return without_empty(Sheet(source=name, table=table, rows=lines, header=head.first))


def read_jsonl(path: Path, name: str) -> Sheet:
    """One JSON object a line, its keys the columns; a line that is none is told.

    Raises:
        SourceError: it is no text.
    """
    content = path.read_bytes()
    coding = coding_of(content, name)
    lines = list(objects(content.decode(coding).split("\n"), name))
    broken = [one for _, one in lines if isinstance(one, Finding)]
    found = [(number, one) for number, one in lines if not isinstance(one, Finding)]
    names = dict.fromkeys(key for _, one in found for key in one)
    table = pa.table({key: column_of([one.get(key) for _, one in found]) for key in names})
    return Sheet(
        source=name,
        table=table,
        rows=np.array([number for number, _ in found], np.int64),
        unread=len(broken),
        findings=(*coded(name, coding), *broken),
    )


def objects(lines: Iterable[str], name: str) -> Iterator[tuple[int, dict[str, Any] | Finding]]:
    """Each line that holds something with its number: its object, or that it is none.

    An empty text is as good as nothing.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            yield number, {key: None if one == "" else one for key, one in record.items()}
        else:
            what = Words(zh="不是一个 JSON 对象", en="it is no JSON object")
            values = {"row": number, "what": what}
            yield number, make(codes.ROW_NOT_READ, values, span=span(name, number))


def coding_of(content: bytes, name: str) -> str:
    """How the text is stored: by its mark, else UTF-8 if it can be, else GB18030.

    Raises:
        SourceError: it is none of these.
    """
    marked = marked_as(content)
    for coding in CODINGS if marked is None else (marked,):
        try:
            content.decode(coding)
        except UnicodeDecodeError:
            continue
        return coding
    raise SourceError(name, NO_TEXT)


def marked_as(content: bytes) -> str | None:
    """The coding that the mark at the start of a file names."""
    return next((coding for mark, coding in _MARKS if content.startswith(mark)), None)


def coded(name: str, coding: str) -> list[Finding]:
    if coding.startswith("utf-8"):
        return []
    what = Words(zh="文件编码", en="the coding of the file")
    after = "GB18030" if coding == "gb18030" else "UTF-16"
    values = {"what": what, "count": 1, "row": 1, "before": name, "after": after}
    return [make(codes.READ_AS, values, span=span(name, 1))]


def _separator(start: str) -> str:
    """The separator that most lines have most of."""
    lines = start.splitlines()[:LOOKED_AT]
    return max(_SEPARATORS, key=lambda one: sum(line.count(one) for line in lines))


def _row_ending(ends: list[int], line: int) -> int:
    return next((place for place, end in enumerate(ends) if end >= line), len(ends))


def without_empty(sheet: Sheet) -> Sheet:
    """Without the rows in which nothing stands at all."""
    filled = np.zeros(sheet.table.num_rows, bool)
    for column in sheet.table.columns:
        filled |= np.asarray(column.is_valid())
    if filled.all():
        return sheet
    return Sheet(
        source=sheet.source,
        table=sheet.table.filter(pa.array(filled)),
        rows=sheet.rows[filled],
        header=sheet.header,
        findings=sheet.findings,
    )


def _with(sheet: Sheet, findings: list[Finding]) -> Sheet:
    return Sheet(
        source=sheet.source,
        table=sheet.table,
        rows=sheet.rows,
        header=sheet.header,
        unread=sheet.unread,
        findings=(*findings, *sheet.findings),
    )
