"""What people write into cells: dates, truth, lengths; what is not certain is not guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import opendisclose as od
from opendisclose.bulk.ledger.cells import time_text, value_of
from opendisclose.bulk.ledger.header import header_row
from opendisclose.bulk.ledger.sheet import EXCEL_EPOCH, unique_names
from opendisclose.graph.values import WrongValueError

COMPILED = od.load("shihezi").compiled("on_request")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2025-09-01", "2025-09-01"),
        ("2025-09-01T09:30+08:00", "2025-09-01T09:30+08:00"),
        ("2025/9/1", "2025-09-01"),
        ("2025.9.1", "2025-09-01"),
        ("2025年9月1日", "2025-09-01"),
        (" 2025 年 9 月 1 日 ", "2025-09-01"),
        ("２０２５－０９－０１", "2025-09-01"),
        ("2025年9月1日 下午3时05分", "2025-09-01T15:05:00"),
        ("2025/9/1 9:30", "2025-09-01T09:30:00"),
        ("20250901", "2025-09-01"),
        ("45901", "2025-09-01"),
        ("45901.5", "2025-09-01T12:00:00"),
        ("9/1/2025", None),
        ("01.09.25", None),
        ("2025-02-30", None),
        ("2025年13月1日", None),
        ("待定", None),
        ("123", None),
        ("20251301", None),
    ],
)
def test_a_date(text: str, meant: str | None) -> None:
    assert time_text(text, EXCEL_EPOCH) == meant


def test_a_date_in_a_way_that_the_mapping_names() -> None:
    assert time_text("01.09.2025", EXCEL_EPOCH, ("%d.%m.%Y",)) == "2025-09-01"


@pytest.mark.parametrize(
    ("fact", "cell", "meant"),
    [
        ("name", "是", True),
        ("name", "√", True),
        ("name", "无", False),
        ("name", 1, True),
        ("form", "书面", "书面"),
        ("parties", "３", 3),
        ("subject", "个人隐私、商业秘密", ["个人隐私", "商业秘密"]),
        ("extension_granted", "15个工作日", {"working_days": 15}),
        ("extension_granted", "2个月", {"months": 2}),
        ("extension_granted", "2025年9月1日", "2025-09-01"),
    ],
)
def test_a_value(fact: str, cell: Any, meant: Any) -> None:
    codes = COMPILED.codes[COMPILED.facts[fact]]
    assert value_of(cell, codes, EXCEL_EPOCH) == meant


@pytest.mark.parametrize(
    ("fact", "cell"),
    [("name", "大概"), ("form", "飞鸽"), ("parties", "三"), ("extension_granted", "很久")],
)
def test_what_a_fact_cannot_hold_is_refused(fact: str, cell: str) -> None:
    with pytest.raises(WrongValueError):
        value_of(cell, COMPILED.codes[COMPILED.facts[fact]], EXCEL_EPOCH)


def test_the_header_is_the_row_with_known_names_else_the_first_full_one() -> None:
    rows = [["台账", None, None], [None, None, None], ["编号", "环节", "时间"], ["1", "a", "2025"]]
    assert header_row(rows, frozenset({"时间"})) == 2
    assert header_row(rows, frozenset()) == 2
    assert header_row([], frozenset()) == 0


def test_every_column_has_a_name_of_its_own() -> None:
    assert unique_names(["日 期", "日 期", None, " x\ny "]) == ("日 期", "日 期 (2)", "(3)", "x y")


def test_serial_numbers_begin_on_the_day_that_spreadsheets_count_from() -> None:
    assert date(1899, 12, 30) == EXCEL_EPOCH
