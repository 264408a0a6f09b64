"""A ledger may say things of cases as wholes, and hold merged cells: both are read and told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import opendisclose as od
from opendisclose.api.ledgers import audit_file, read_ledger
from opendisclose.bulk.ledger.audited import LedgerAudit
from opendisclose.bulk.ledger.cells import period_text
from opendisclose.bulk.ledger.merged import Merged, fill

RULES = od.load("shihezi")
YEARLY = next(
    (name, procedure)
    for name in od.shipped_ids()
    for procedure, one in od.load(name).ruleset.procedures.items()
    if one.every == "year" and any(len(t.by) for t in one.transitions.values())
)


def audited(
    folder: Path, ledger: str, mapping: str, ruleset: Any = RULES, **options: Any
) -> LedgerAudit:
    log, file = folder / "log.csv", folder / "mapping.yaml"
    log.write_text(ledger, encoding="utf-8")
    file.write_text(f"opendisclose_mapping: 1\n{mapping}", encoding="utf-8")
    return audit_file(ruleset, log, mapping=file, **options)


WIDE = """\
procedure: on_request
columns: {case: 编号}
case_facts: {subject: 内容}
events:
  - {act: apply, at: 申请日期, role: applicant}
  - {act: disclose, at: 答复日期, role: principal_office}
values: {subject: {个人隐私: privacy}}
"""


class TestOneRowACase:
    def test_a_fact_of_the_case_is_no_fact_of_its_first_event(self, tmp_path: Path) -> None:
        found = audited(
            tmp_path, "编号,申请日期,答复日期,内容\n1,2025-09-01,2025-09-08,个人隐私\n", WIDE
        )
        assert found.ledger.table.column_names.count("subject") == 0
        assert found.ledger.table.column("case:subject").to_pylist() == [["privacy"]] * 2
        case = {
            "procedure": "on_request",
            "facts": {"subject": ["privacy"]},
            "events": [
                {"act": "apply", "at": date(2025, 9, 1), "role": "applicant"},
                {"act": "disclose", "at": date(2025, 9, 8), "role": "principal_office"},
            ],
        }
        expected = [one.code.id for one in RULES.check(case).findings]
        assert found.findings.column("code").to_pylist() == expected != []

    def test_a_row_without_any_event_is_a_case(self, tmp_path: Path) -> None:
        """No row is left out: what was never done is what an audit is for."""
        ledger = "编号,申请日期,答复日期,内容\n1,,,\n2,2025-09-01,2025-09-08,\n,,,\n"
        found = audited(tmp_path, ledger, WIDE)
        assert found.audit.cases.column("case").to_pylist() == ["1", "2"]
        assert found.audit.cases.column("events").to_pylist() == [0, 2]
        assert (found.summary.cases, found.summary.events) == (2, 2)
        (told,) = [one for one in found.findings.to_pylist() if one["case"] == "1"]
        assert (told["code"], told["row"]) == ("OD608", None)

    def test_a_duty_that_nobody_met_is_overdue(self, tmp_path: Path) -> None:
        name, procedure = YEARLY
        act, one = next(iter(od.load(name).ruleset.procedures[procedure].transitions.items()))
        mapping = (
            f"procedure: {procedure}\ncolumns: {{case: 年度, period: 年度}}\n"
            f"events: [{{act: {act}, at: 公布日期, role: {one.by[0]}}}]\n"
        )
        ledger = "年度,公布日期\n2023年,2023-10-09\n2024年度,\n"
        found = audited(tmp_path, ledger, mapping, name, as_of="2026-06-30")
        assert found.ledger.table.column("case:period").to_pylist() == ["2023", "2024"]
        assert ("OD958", 2, 1) in [
            (one.code.id, one.span.line, one.span.column)
            for one in found.summary.quality
            if one.span is not None
        ]
        case = {"procedure": procedure, "period": "2024", "events": []}
        expected = [one.code.id for one in od.load(name).check(case, as_of="2026-06-30").findings]
        found_ = [one["code"] for one in found.findings.to_pylist() if one["case"] == "2024年度"]
        assert found_ == expected != []


class TestOneRowAnEvent:
    LEDGER = (
        "号,环节,谁,日期,编号,送达,状态,本人\n"
        "A,apply,applicant,2025-09-01,,,,\n"
        "A,consult,校办,2025-09-03,函7,,,\n"
        "A,,,2025-09-15,,函7,,\n"
        "A,disclose,校办,2025-09-22,,,,是\n"
        "A,disclose,校办,2025-09-23,,,,否\n"
    )
    MAPPING = (
        "procedure: on_request\n"
        "columns: {case: 号, act: 环节, role: 谁, at: 日期, id: 编号, of: 送达, starts_in: 状态}\n"
        "case_facts: {own_information: 本人}\n"
    )

    def test_a_row_may_be_a_receipt(self, tmp_path: Path) -> None:
        found = audited(tmp_path, self.LEDGER, self.MAPPING)
        assert found.audit.cases.column("events").to_pylist() == [4]
        triggers = {one["clock"]: one["trigger"] for one in found.audit.clocks.to_pylist()}
        assert triggers["on_request.opinion"] == date(2025, 9, 15)

    def test_rows_that_contradict_each_other_are_told_once(self, tmp_path: Path) -> None:
        """Among what is doubtful of the ledger, not among the articles that were broken."""
        found = audited(tmp_path, self.LEDGER, self.MAPPING)
        told = [one for one in found.summary.quality if one.code.id == "OD960"]
        assert [one.span.line for one in told if one.span is not None] == [6]
        assert [one["row"] for one in found.findings.to_pylist() if one["code"] == "OD960"] == [6]
        assert "OD960" not in [one.code for one in found.summary.breaches]

    def test_states_may_have_their_titles(self, tmp_path: Path) -> None:
        state, shown = next(iter(RULES.ruleset.procedures["on_request"].states.items()))
        ledger = self.LEDGER.replace("2025-09-01,,,,", f"2025-09-01,,,{shown.zh},")
        log, file = tmp_path / "log.csv", tmp_path / "mapping.yaml"
        log.write_text(ledger, encoding="utf-8")
        file.write_text(f"opendisclose_mapping: 1\n{self.MAPPING}", encoding="utf-8")
        table = read_ledger(RULES, log, mapping=file).table
        assert table.column("case:starts_in").to_pylist()[0] == [state]

    def test_columns_may_have_our_names_as_in_xes(self, tmp_path: Path) -> None:
        log = tmp_path / "log.csv"
        log.write_text(
            "case,act,at,case:own_information,case:period\nA,apply,2025-09-01,是,2025\n",
            encoding="utf-8",
        )
        ledger = read_ledger(RULES, log, procedure="on_request")
        assert ledger.table.column("case:own_information").to_pylist() == [True]
        assert [one.code.id for one in ledger.findings] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025", "2025"),
        ("2025年", "2025"),
        ("２０２５年度", "2025"),
        ("2025Q3", "2025Q3"),
        ("2025年第三季度", "2025Q3"),
        ("2025年4季度", "2025Q4"),
        ("2025-Q1", "2025Q1"),
        ("2025-09", "2025-09"),
        ("2025年9月", "2025-09"),
        ("2025年12月份", "2025-12"),
        ("2025/1", "2025-01"),
        ("20259", None),
        ("2025-13", None),
        ("2025第五季度", None),
        ("去年", None),
    ],
)
def test_periods_may_be_written_in_many_ways(written: str, read: str | None) -> None:
    assert period_text(written) == read


class TestMerged:
    def book(self, folder: Path) -> Path:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        sheet = book.active
        rows = [
            ["台账", None, None, None, None],
            ["case", "act", "role", "at", "unit"],
            ["A", "apply", "applicant", "2025-09-01", "教务处"],
            [None, "disclose", "校办", "2025-09-08", None],
            [None, None, None, None, None],
            ["B", "apply", "applicant", "2025-09-02", None],
            [None, "disclose", "校办", None, '<mergeCell ref="C3:C4"/>'],
        ]
        for row in rows:
            sheet.append(row)
        for one in ("A1:E1", "A3:A5", "E3:E6", "A6:A7", "D6:D7", "B3:C3"):
            sheet.merge_cells(one)
        path = folder / "log.xlsx"
        book.save(path)
        return path

    def test_what_stands_in_one_holds_for_its_rows(self, tmp_path: Path) -> None:
        ledger = read_ledger(RULES, self.book(tmp_path), procedure="on_request")
        assert ledger.table.column("case").to_pylist() == ["A", "A", "B", "B"]
        assert ledger.table.column("at").to_pylist() == [
            "2025-09-01",
            "2025-09-08",
            "2025-09-02",
            "2025-09-02",
        ]
        assert ledger.rows.tolist() == [3, 4, 6, 7]

    def test_each_column_is_told_with_row_and_column(self, tmp_path: Path) -> None:
        ledger = read_ledger(RULES, self.book(tmp_path), procedure="on_request")
        told = [one for one in ledger.findings if one.code.id == "OD961"]
        places = [(one.span.line, one.span.column) for one in told if one.span is not None]
        assert places == [(3, 1), (6, 4), (3, 5)]
        assert "merged cells (2, such as `A` in rows 3, 4, 5)" in told[0].message.en

    def test_above_the_header_and_without_a_value_nothing_is_filled(self) -> None:
        cells: list[list[Any]] = [["x", None], [None, "case"], [None, "A"], [None, None], ["y"]]
        merged = [Merged(1, 3, 1), Merged(3, 5, 2), Merged(3, 4, 1), Merged(9, 12, 1)]
        assert fill(cells, merged, 2) == [Merged(3, 5, 2)]
        assert cells == [["x", None], [None, "case"], [None, "A"], [None, None], ["y", "A"]]
