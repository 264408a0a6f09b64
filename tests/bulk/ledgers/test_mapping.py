"""A ledger with one row a case, read by its mapping; what is lacking in it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa

import opendisclose as od
from opendisclose.api.ledgers import audit_file, read_ledger, suggest_mapping
from opendisclose.diagnostics.errors import MappingError, MissingColumnError, UnknownNameError
from opendisclose.load.mapping import load_mapping

RULES = od.load("shihezi")
EXAMPLES = Path(__file__).parents[3] / "examples"
MAPPING = """\
opendisclose_mapping: 1
procedure: on_request
columns: {case: 编号, unit: 单位}
facts: {subject: 涉及}
events:
  - act: apply
    at: 申请日期
    role: applicant
    facts: {form: 形式}
    constants: {name: true, description: true, form_wanted: true, purpose: true}
  - {act_from: 结果, at: 答复日期, role: principal_office, cites: 依据, facts: {reasons: 理由}}
acts: {给了: disclose, 没给: refuse}
values: {form: {网上: written}, cites: {隐私: privacy}}
unused: [备注]
"""
LEDGER = """\
编号,单位,申请日期,形式,涉及,答复日期,结果,依据,理由,备注
1,教务处,2025-09-01,书面,,2025-09-10,给了,,,
2,教务处,2025年9月1日,网上,个人隐私,2025-10-20,没给,隐私,是,
3,人事处,2025/9/2,书面,,,,,,催办
4,人事处,2025-09-02,书面,,,给了,,,
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    log, mapping = tmp_path / "log.csv", tmp_path / "mapping.yaml"
    log.write_text(LEDGER, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    return log, mapping


def test_date_columns_become_events(files: tuple[Path, Path]) -> None:
    ledger = read_ledger(RULES, files[0], mapping=files[1])
    acts = list(
        zip(*(ledger.table.column(n).to_pylist() for n in ("case", "act", "at")), strict=True)
    )
    assert acts == [
        ("1", "apply", "2025-09-01"),
        ("1", "disclose", "2025-09-10"),
        ("2", "apply", "2025-09-01"),
        ("2", "refuse", "2025-10-20"),
        ("3", "apply", "2025-09-02"),
        ("4", "apply", "2025-09-02"),
        ("4", "disclose", None),
    ]
    assert ledger.rows.tolist() == [2, 2, 3, 3, 4, 5, 5]
    subject = ledger.table.column("subject").to_pylist()
    assert subject == [None, None, ["个人隐私"], None, None, None, None]
    assert ledger.table.column("cites").to_pylist()[3] == ["privacy"]
    assert ledger.table.column("form").to_pylist()[2] == "written"


def test_the_summary_counts_every_case_once(files: tuple[Path, Path]) -> None:
    summary = audit_file(RULES, files[0], mapping=files[1], as_of=date(2025, 12, 31)).summary
    assert summary.verdicts == (("compliant", 1), ("refused", 1), ("violation", 2))
    assert [(one.name, one.cases, one.violations) for one in summary.units] == [
        ("人事处", 2, 1),
        ("教务处", 2, 1),
    ]
    assert [(one.name, one.cases, one.late) for one in summary.months] == [("2025-09", 4, 2)]
    assert [(one.case, one.row, one.code) for one in summary.refused] == [("4", 5, "OD104")]
    assert [(one.case, one.status) for one in summary.open_clocks] == [("3", "overdue")]
    assert summary.worst[0].case == "3"
    assert summary.worst[0].working_days == summary.most_late
    assert sum(summary.lateness) == 2


def test_without_a_date_of_judging_an_open_case_is_not_late(files: tuple[Path, Path]) -> None:
    summary = audit_file(RULES, files[0], mapping=files[1]).summary
    assert [(one.case, one.status) for one in summary.open_clocks] == [("3", "running")]


def test_a_column_that_is_not_there_is_told_at_its_place(files: tuple[Path, Path]) -> None:
    files[0].write_text(LEDGER.replace("答复日期", "回复日期"), encoding="utf-8")
    with pytest.raises(MappingError) as told:
        audit_file(RULES, files[0], mapping=files[1])
    (finding,) = told.value.findings
    assert finding.code.id == "OD132"
    assert finding.span is not None
    assert finding.span.line == 11


def test_an_event_is_of_one_act(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "opendisclose_mapping: 1\nevents: [{at: a}, {at: b, act: apply, act_from: c}]\n"
    )
    assert [one.code.id for one in load_mapping(path).findings] == ["OD111", "OD111"]


def test_names_are_looked_up_in_the_ruleset(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "opendisclose_mapping: 1\nprocedure: on_request\nrole: nobody\nfacts: {colour: 颜色}\n"
        "roles: {谁: someone}\nevents: [{act: publish, at: 日期, constants: {size: 1}}]\n"
    )
    told = load_mapping(path, RULES.ruleset).findings
    assert [one.code.id for one in told] == ["OD131"] * 5


def test_without_mapping_and_columns_nothing_can_be_judged(files: tuple[Path, Path]) -> None:
    with pytest.raises(MissingColumnError, match="no column `case`"):
        audit_file(RULES, files[0], procedure="on_request")
    with pytest.raises(UnknownNameError):
        audit_file(RULES, files[0])


def test_a_suggestion_is_a_mapping_that_reads_the_log(files: tuple[Path, Path]) -> None:
    text = suggest_mapping(RULES, files[0], procedure="on_request")
    assert "review" in text
    files[1].write_text(text, encoding="utf-8")
    assert load_mapping(files[1], RULES.ruleset).findings == ()
    ledger = read_ledger(RULES, files[0], mapping=files[1])
    assert pa.compute.count_distinct(ledger.table.column("case")).as_py() == 4


def test_a_suggestion_for_events_finds_acts_by_their_words(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("申请编号,环节,经办,时间\n1,申请,申请人,2025-09-01\n1,公开啦,校办,2025-09-02\n")
    text = suggest_mapping(RULES, path, procedure="on_request")
    assert 'case: "申请编号"' in text
    assert 'act: "环节"' in text
    assert 'role: "经办"' in text
    assert '"公开啦": disclose' in text


def test_a_constant_stands_where_the_log_records_nothing(tmp_path: Path) -> None:
    log, mapping = tmp_path / "log.csv", tmp_path / "mapping.yaml"
    log.write_text(
        "case,act,at,form,subject\n1,apply,2025-09-01,口头,\n2,apply,2025-09-01,,个人隐私\n"
    )
    mapping.write_text(
        "opendisclose_mapping: 1\nprocedure: on_request\nrole: applicant\n"
        "constants: {form: written, subject: [safety], name: true}\n"
    )
    table = read_ledger(RULES, log, mapping=mapping).table
    assert table.column("form").to_pylist() == ["口头", "written"]
    assert table.column("subject").to_pylist() == [["safety"], ["个人隐私"]]
    assert table.column("name").to_pylist() == [True, True]
    assert table.column("role").to_pylist() == ["applicant", "applicant"]


def test_the_example_is_judged_as_its_cases_one_by_one() -> None:
    log, mapping = EXAMPLES / "ledger-2025.csv", EXAMPLES / "ledger-2025.mapping.yaml"
    found = audit_file(RULES, log, mapping=mapping, as_of="2025-12-31")
    refused = {one.case for one in found.summary.refused}
    events: dict[str, list[dict[str, Any]]] = {}
    for row in found.ledger.table.to_pylist():
        there = {name: value for name, value in row.items() if value is not None}
        event = {name: there.pop(name) for name in ("act", "at", "role", "cites") if name in there}
        events.setdefault(there.pop("case"), []).append({**event, "data": there})
    told: dict[str, list[str]] = {name: [] for name in events}
    for one in found.findings.to_pylist():
        told[one["case"]].append(one["code"])
    words = dict(
        zip(*(found.cases.column(name).to_pylist() for name in ("case", "verdict")), strict=True)
    )
    assert len(events) == 40
    for name in events.keys() - refused:
        case = {"procedure": "on_request", "events": events[name]}
        verdict = RULES.check(case, as_of="2025-12-31")
        assert verdict.word.value == words[name]
        assert [one.code.id for one in verdict.findings] == told[name]
