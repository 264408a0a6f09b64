"""A log streamed is judged as in memory: same tables, same summary, however it is cut."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import opendisclose as od
from opendisclose.api.ledgers import audit_file
from opendisclose.api.streams import audit_stream
from opendisclose.bulk import slices
from opendisclose.bulk.audit import Audit, AuditSession
from opendisclose.bulk.ledger.audited import LedgerAudit
from opendisclose.bulk.summary import AuditSummary
from opendisclose.calendars.calendar import calendar_for

from . import logs

RULES = od.load("shihezi")
MAPPING = "opendisclose_mapping: 1\ncolumns: {unit: 部门}\nunused: [备注]\n"
EXAMPLE = Path(__file__).resolve().parents[3] / "examples"
KEYS = ("cases", "findings", "clocks")


def some(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )


def written(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table that a streamed audit has written."""
    return {name: pa.parquet.read_table(folder / name).to_pylist() for name in KEYS}


def in_memory(found: LedgerAudit) -> dict[str, list[dict[str, Any]]]:
    clocks = found.audit.clocks.to_pylist()
    for one in clocks:
        one["met_row"] = None if one["met_row"] is None else int(found.ledger.rows[one["met_row"]])
    return {
        "cases": found.audit.cases.to_pylist(),
        "findings": found.findings.to_pylist(),
        "clocks": clocks,
    }


def agree(told: dict[str, list[dict[str, Any]]], expected: dict[str, list[dict[str, Any]]]) -> None:
    """The same rows, those of each case in the same order."""
    assert Counter(one["case"] for one in told["cases"]).most_common(1)[0][1] == 1
    for name in KEYS:
        by_case: list[dict[Any, list[Any]]] = [{}, {}]
        for found, rows in zip(by_case, (told[name], expected[name]), strict=True):
            for row in rows:
                found.setdefault(row["case"], []).append(row)
        assert by_case[0] == by_case[1], name


def compared(path: Path, size: int, **given_: Any) -> tuple[AuditSummary, LedgerAudit]:
    """Both ways, agreeing."""
    out = path.with_suffix(".out")
    expected = audit_file(RULES, path, **given_)
    summary = audit_stream(RULES, path, out, rows=size, **given_)
    agree(written(out), in_memory(expected))
    for name in AuditSummary.__slots__:
        assert getattr(summary, name) == getattr(expected.summary, name), name
    return summary, expected


@pytest.mark.parametrize("name", logs.FORMATS)
def test_whatever_the_rows_the_format_and_the_size_of_parts(name: str) -> None:
    @some(8)
    @given(logs.rows, st.integers(1, 30), st.booleans(), st.booleans())
    def said(rows: logs.Rows, size: int, together: bool, late: bool) -> None:
        if together:
            rows = sorted(rows, key=lambda one: (one["case"] or "").strip())
        with TemporaryDirectory() as folder:
            path, mapping = Path(folder, name), Path(folder, "mapping.yaml")
            mapping.write_text(MAPPING, encoding="utf-8")
            logs.FORMATS[name](logs.with_one_mark(rows), path)
            as_of = "2026-02-01" if late else None
            summary, _ = compared(path, size, procedure="on_request", mapping=mapping, as_of=as_of)
        assert summary.cases == summary.judged + summary.of("refused") + summary.of(
            "not_applicable"
        )

    said()


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_a_ledger_with_a_row_for_each_case(size: int, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes((EXAMPLE / "ledger-2025.csv").read_bytes())
    mapping = EXAMPLE / "ledger-2025.mapping.yaml"
    summary, expected = compared(path, size, mapping=mapping, as_of="2025-12-31")
    assert summary.cases == 40
    # Its cases stand together, so that they keep their order.
    assert written(path.with_suffix(".out")) == in_memory(expected)


def test_a_case_that_comes_up_again_is_judged_once(tmp_path: Path) -> None:
    """Far from each other, and with other spaces around its name."""
    acts = [("A", "apply"), *((f"x{n}", "apply") for n in range(30)), (" A", "disclose")]
    path = tmp_path / "log.csv"
    lines = [f"{case},{act},2025-09-0{1 if act == 'apply' else 2}" for case, act in acts]
    path.write_text("\n".join(["case,act,at", *lines]), encoding="utf-8")
    summary, _ = compared(path, 4, procedure="on_request")
    assert summary.cases == 31


def test_cases_equally_late_are_told_in_the_order_of_the_log(tmp_path: Path) -> None:
    """Whatever parts they are dealt out into."""
    path = tmp_path / "log.csv"
    lines = [f"c{n},{act},2025-{day}" for act, day in LATE for n in range(24)]
    path.write_text("\n".join(["case,act,at", *lines]), encoding="utf-8")
    summary, _ = compared(path, 5, procedure="on_request", as_of="2025-12-31")
    assert [one.case for one in summary.worst] == [f"c{n}" for n in range(20)]


def test_a_period_may_be_a_length_in_one_row_and_a_date_in_another(tmp_path: Path) -> None:
    """In a column with both neither is lost, wherever its parts are cut."""
    for size in (1, 2, 100):
        path = tmp_path / f"log{size}.csv"
        lines = [
            f"{case},{act},{at},{period}"
            for act, at, given_ in PERIODS
            for case, period in zip("abc", given_, strict=True)
        ]
        path.write_text("\n".join(["case,act,at,opinion_period", *lines]), encoding="utf-8")
        _, expected = compared(path, size, procedure="on_request")
        due = {
            one["case"]: one["due"]
            for one in expected.audit.clocks.to_pylist()
            if one["clock"] == "on_request.opinion"
        }
        assert due == {"a": date(2025, 9, 16), "b": date(2025, 9, 30), "c": None}


PERIODS = (
    ("apply", "2025-09-01", ("", "", "")),
    ("consult", "2025-09-02", ("10个工作日", "2025年9月30日", "")),
)
LATE = (("apply", "09-01"), ("disclose", "11-20"))


def test_a_spreadsheet_is_streamed_too(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["台账"],
        ["case", "act", "at"],
        *([f"c{n % 5}", "apply", 45901 + n] for n in range(20)),
    ):
        book.active.append(row)
    book.save(tmp_path / "log.xlsx")
    summary, _ = compared(tmp_path / "log.xlsx", 3, procedure="on_request")
    assert summary.cases == 5


def test_editions_of_one_rule(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    lines = [f"c{n % 13},apply,20{10 + n}-03-01" for n in range(16)]
    path.write_text("\n".join(["case,act,at", *lines]), encoding="utf-8")
    rules = od.load("cn-ogi")
    out = tmp_path / "out"
    expected = audit_file(rules, path, procedure="on_request")
    summary = audit_stream(rules, path, out, procedure="on_request", rows=5)
    assert summary == expected.summary
    assert (summary.ruleset, summary.edition) == ("cn-ogi", "2007, 2019")
    agree(written(out), in_memory(expected))
    assert {one["edition"] for one in written(out)["cases"]} == {"2007", "2019"}


@some(40)
@given(logs.rows, st.integers(1, 20), st.booleans(), st.booleans())
def test_a_table_in_memory_is_judged_in_stretches(
    rows: logs.Rows, size: int, together: bool, coded: bool
) -> None:
    """The order of the cases and every row number are those of the table judged at once."""
    if together:
        rows = sorted(rows, key=lambda one: (one["case"] or "").strip())
    table = logs.as_table(logs.with_one_mark(rows)).drop_columns(["部门", "备注"])
    if coded:
        table = table.set_column(0, "case", table.column("case").dictionary_encode())
    session = AuditSession(RULES.compiled("on_request"), calendar_for(), engine="plain")
    expected = session.judge(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices.slices, "__defaults__", (size,))
        found = session.judge(table)
    for name in KEYS:
        assert getattr(found, name).to_pylist() == getattr(expected, name).to_pylist()
    assert isinstance(found, Audit)
    assert (found.rows, found.unused) == (expected.rows, expected.unused)


def test_the_comparison_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("case,act,at\nA,apply,2025-09-01\nB,apply,2025-09-02\n", encoding="utf-8")
    expected = in_memory(audit_file(RULES, path, procedure="on_request"))
    other = {**expected, "cases": expected["cases"][:1]}
    with pytest.raises(AssertionError):
        agree(other, expected)
