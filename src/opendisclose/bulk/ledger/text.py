"""A file of separated values or of JSON lines goes in; its table comes out."""

from __future__ import annotations

import codecs
import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from ...diagnostics import codes
from ...diagnostics.errors import SourceError
from ...diagnostics.finding import Finding, Words, make
from .header import LOOKED_AT, above, header_row
from .sheet import Sheet, column_of, numbered_rows, span, unique_names

_START = 1 << 16  # bytes that the coding, the separator and the header are looked for in
_SEPARATORS = ",\t;|"
_CODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"))
_SMALL = 1 << 24  # bytes that are not worth a thread
_CELL = 1 << 20  # characters that a cell may have


def read_csv(path: Path, name: str, known: frozenset[str], header: int | None) -> Sheet:
    """Separated values in UTF-8, UTF-16 or GB18030; every cell is text.

    Raises:
        SourceError: it is no text in any of these.
    """
    content = path.read_bytes()
    coding = coding_of(content, name)
    findings = list(_coded(name, coding))
    start = content[:_START].decode(coding, "ignore")
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
    names = unique_names(lines[at])
    if header is None and at:
        findings.append(above(name, ends[at], lines[0]))
    sheet = _fast(content, name, coding, separator, names, ends[at])
    if sheet is None:
        sheet = _slow(content.decode(coding), name, separator, names, at)
    return _with(sheet, findings)


def _fast(
    content: bytes, name: str, coding: str, separator: str, names: tuple[str, ...], skipped: int
) -> Sheet | None:
    """All at once; None where a row has more or fewer cells, or a cell holds a line break."""
    if coding != "utf-8" and coding != "utf-8-sig":
        content = content.decode(coding).encode("utf-8")
    body = content.removeprefix(codecs.BOM_UTF8)
    if b'"' in body:  # a cell may hold a line break: lines are then no rows
        return None
    try:
        table = pacsv.read_csv(
            pa.BufferReader(body),
            read_options=pacsv.ReadOptions(
                skip_rows=skipped, column_names=list(names), use_threads=len(body) > _SMALL
            ),
            parse_options=pacsv.ParseOptions(delimiter=separator, ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types={one: pa.string() for one in names},
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid:
        return None
    rows = numbered_rows(table.num_rows, skipped + 1)
    return _without_empty(Sheet(source=name, table=table, rows=rows, header=skipped))


def _slow(text: str, name: str, separator: str, names: tuple[str, ...], header: int) -> Sheet:
    """Row by row: a short row is filled up, one that is too long is told; none is left out."""
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells: list[list[str | None]] = []
    rows: list[int] = []
    findings = []
    line = 1
    for number, row in enumerate(reader):
        if number > header:
            if any(one.strip() for one in row[len(names) :]):
                what = Words(
                    zh=f"有 {len(row)} 格，表头只有 {len(names)} 列，多出的未读",
                    en=f"it has {len(row)} cells and the header {len(names)}; the rest is not read",
                )
                place = span(name, line, len(names) + 1)
                findings.append(make(codes.ROW_NOT_READ, {"row": line, "what": what}, span=place))
            filled = row[: len(names)] + [""] * (len(names) - len(row))
            cells.append([one if one.strip() else None for one in filled])
            rows.append(line)
        else:
            head = line
        line = reader.line_num + 1
    columns = list(zip(*cells, strict=True)) if cells else [()] * len(names)
    table = pa.table(
        {one: pa.array(column, pa.string()) for one, column in zip(names, columns, strict=True)}
    )
    sheet = Sheet(source=name, table=table, rows=np.array(rows, np.int64), header=head)
    return _with(_without_empty(sheet), findings)


def read_jsonl(path: Path, name: str) -> Sheet:
    """One JSON object a line, its keys the columns; a line that is none is told.

    Raises:
        SourceError: it is no text.
    """
    content = path.read_bytes()
    coding = coding_of(content, name)
    records: list[dict[str, Any]] = []
    rows: list[int] = []
    findings = list(_coded(name, coding))
    unread = 0
    for number, line in enumerate(content.decode(coding).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            what = Words(zh="不是一个 JSON 对象", en="it is no JSON object")
            place = span(name, number)
            findings.append(make(codes.ROW_NOT_READ, {"row": number, "what": what}, span=place))
            unread += 1
            continue
        records.append(record)
        rows.append(number)
    names = dict.fromkeys(key for one in records for key in one)
    table = pa.table({key: column_of([_plain(one.get(key)) for one in records]) for key in names})
    return Sheet(
        source=name,
        table=table,
        rows=np.array(rows, np.int64),
        unread=unread,
        findings=tuple(findings),
    )


def _plain(value: Any) -> Any:
    return None if value == "" else value


def coding_of(content: bytes, name: str) -> str:
    """How the text is stored: by its mark, else UTF-8 if it can be, else GB18030.

    Raises:
        SourceError: it is none of these.
    """
    for mark, coding in (*_CODINGS, (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return coding
    for coding in ("utf-8", "gb18030"):
        try:
            content.decode(coding)
        except UnicodeDecodeError:
            continue
        return coding
    raise SourceError(name, "it is no text in UTF-8, UTF-16 or GB18030")


def _coded(name: str, coding: str) -> list[Finding]:
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


def _without_empty(sheet: Sheet) -> Sheet:
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
