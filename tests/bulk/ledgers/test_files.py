"""The same small log in every format comes to the same; what is wrong with a file is told."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("openpyxl")

import openpyxl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet

import opendisclose as od
from opendisclose.api.ledgers import audit_file
from opendisclose.bulk.ledger.audited import LedgerAudit
from opendisclose.bulk.ledger.files import read_file
from opendisclose.diagnostics.errors import SourceError

RULES = od.load("shihezi")
HEADS = ("case", "act", "role", "at", "form", "name", "description", "form_wanted", "purpose")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("A", "申请", "申请人", "2025-09-01", "书面", True, True, True, True),
    ("A", "disclose", "校办", "2025-10-20", *[None] * 5),
    ("B", "申请", "申请人", "2025-09-03", "书面", True, True, True, True),
    ("B", "disclose", "校办", "2025-09-10", *[None] * 5),
)


def audited(path: Path) -> LedgerAudit:
    return audit_file(RULES, path, procedure="on_request")


def as_csv(path: Path, coding: str = "utf-8", separator: str = ",") -> None:
    words = {True: "是", None: ""}
    lines = [HEADS, *ROWS]
    text = "\n".join(separator.join(str(words.get(one, one)) for one in row) for row in lines)
    path.write_bytes(text.encode(coding))


def as_table() -> pa.Table:
    return pa.table({name: [row[n] for row in ROWS] for n, name in enumerate(HEADS)})


def as_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["石河子大学依申请公开台账"])
    sheet.append([])
    sheet.append(list(HEADS))
    for row in ROWS:
        day = datetime.fromisoformat(row[3])
        sheet.append([*row[:3], day, *row[4:]])
    book.save(path)


def as_xes(path: Path) -> None:
    names = {"act": "concept:name", "role": "org:role", "at": "time:timestamp"}
    traces = []
    for case in ("A", "B"):
        events = []
        for row in (one for one in ROWS if one[0] == case):
            told = [("string", names[n], v) for n, v in zip(HEADS, row, strict=True) if n in names]
            told += [
                ("boolean" if v is True else "string", n, "true" if v is True else v)
                for n, v in list(zip(HEADS, row, strict=True))[4:]
                if v is not None
            ]
            inner = "".join(f'<{kind} key="{key}" value="{v}"/>' for kind, key, v in told)
            events.append(f"<event>{inner}</event>")
        name = f'<string key="concept:name" value="{case}"/>'
        traces.append(f"<trace>{name}{''.join(events)}</trace>")
    head = '<?xml version="1.0" encoding="UTF-8"?><log xmlns="http://www.xes-standard.org/">'
    text = f"{head}{''.join(traces)}</log>".encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


def as_jsonl(path: Path) -> None:
    rows = [dict(zip(HEADS, row, strict=True)) for row in ROWS]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")


FORMATS: dict[str, Callable[[Path], object]] = {
    "log.csv": as_csv,
    "bom.csv": lambda path: as_csv(path, "utf-8-sig"),
    "gb18030.csv": lambda path: as_csv(path, "gb18030"),
    "utf16.csv": lambda path: as_csv(path, "utf-16"),
    "log.tsv": lambda path: as_csv(path, separator="\t"),
    "log.parquet": lambda path: pa.parquet.write_table(as_table(), path),
    "log.arrow": lambda path: pa.feather.write_feather(as_table(), path, compression="zstd"),
    "log.jsonl": as_jsonl,
    "log.xlsx": as_xlsx,
    "log.xes": as_xes,
    "log.xes.gz": as_xes,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_comes_to_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    FORMATS[name](path)
    found = audited(path)
    assert found.audit.counts == {"compliant": 1, "violation": 1}
    (late,) = found.findings.to_pylist()
    assert (late["case"], late["code"], late["due"]) == ("A", "OD701", date(2025, 9, 22))
    assert late["working_days_late"] == 16
    first = {"log.xlsx": 4, "log.csv": 2}.get(name)
    if first is not None:
        assert late["row"] == first + 1
    assert found.summary.cases == found.summary.judged == 2


def test_a_row_with_too_many_cells_is_told_and_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    as_csv(path)
    path.write_text(path.read_text("utf-8") + "\nC,申请,申请人,2025-09-05,书面,是,是,是,是,多\n")
    found = audited(path)
    assert [one.code.id for one in found.summary.quality] == ["OD951"]
    assert found.summary.cases == 3


def test_a_cell_may_hold_a_line_break_and_rows_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        'case,act,at,备注\nA,apply,2025-09-01,"一\n二"\n\nA,答复了,2025-09-02,x\n', encoding="utf-8"
    )
    sheet = read_file(path)
    assert sheet.rows.tolist() == [2, 5]
    assert sheet.table.column("备注").to_pylist() == ["一\n二", "x"]


def test_a_line_that_is_no_json_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    as_jsonl(path)
    path.write_text(path.read_text("utf-8") + "{broken\n", encoding="utf-8")
    summary = audited(path).summary
    assert (summary.rows, summary.unread, summary.cases) == (5, 1, 2)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("log.xes", '<!DOCTYPE log [<!ENTITY a "b">]><log>&a;</log>', "document type"),
        ("log.xes", "<log><trace></log>", "no XES"),
        ("log.xes", "<html/>", "no `log`"),
        ("log.xes.gz", "no gzip", "no XES"),
        ("log.xlsx", "no zip", "no spreadsheet"),
        ("log.parquet", "no parquet", "no parquet file"),
        ("log.csv", "", "no header"),
        ("log.doc", "", "a log ends in"),
    ],
)
def test_what_is_no_log_is_told_in_one_sentence(
    name: str, content: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_file(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_file(tmp_path / "log.csv")
    with pytest.raises(SourceError, match="directory"):
        read_file(tmp_path)


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    as_xlsx(path)
    with pytest.raises(SourceError, match="no sheet `二`; it has: Sheet"):
        read_file(path, sheet="二")


def test_a_list_in_xes_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    path.write_text(
        '<log><global scope="event"><string key="concept:name" value="?"/></global>'
        '<trace><event><list key="cites"><values><string key="a" value="privacy"/>'
        '<string key="a" value="safety"/></values></list><int key="parties" value="3"/>'
        '<float key="x" value="1.5"/><date key="time:timestamp" value="2025-09-01T10:00+08:00"/>'
        '<string key="concept:name" value="refuse"/></event>'
        '<string key="concept:name" value="A"/></trace></log>',
        encoding="utf-8",
    )
    assert read_file(path).table.to_pylist() == [
        {
            "case:concept:name": "A",
            "cites": ["privacy", "safety"],
            "parties": 3,
            "x": 1.5,
            "time:timestamp": "2025-09-01T10:00+08:00",
            "concept:name": "refuse",
        }
    ]
