"""What is doubtful about a log is told with its row and column, and nothing of it is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

import opendisclose as od
from opendisclose.api import ledgers
from opendisclose.api.ledgers import audit_file
from opendisclose.bulk.ledger import write
from opendisclose.diagnostics.errors import MissingExtraError
from opendisclose.diagnostics.finding import Finding

RULES = od.load("shihezi")
HEAD = "case,act,role,at,form\n"


def told(tmp_path: Path, rows: str) -> tuple[Finding, ...]:
    log = tmp_path / "log.csv"
    log.write_text(HEAD + rows, encoding="utf-8")
    return audit_file(RULES, log, procedure="on_request").summary.quality


def places(found: tuple[Finding, ...]) -> list[tuple[str, int, int]]:
    return [(one.code.id, one.span.line, one.span.column) for one in found if one.span is not None]


def test_a_clean_log_has_nothing_to_tell(tmp_path: Path) -> None:
    assert told(tmp_path, "A,apply,applicant,2025-09-01,书面\nA,disclose,校办,2025-09-02,\n") == ()


def test_an_unknown_word_is_told_once_for_all_its_rows(tmp_path: Path) -> None:
    rows = "".join(f"{n},apply,路人,2025-09-01,书面\n" for n in range(9))
    (found,) = told(tmp_path, rows)
    assert places((found,)) == [("OD952", 2, 3)]
    assert "rows 2, 3, 4, 5, 6 …; 9 in all" in found.message.en


def test_empty_and_unreadable_cells_refuse_the_case_and_keep_the_count(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        f"{HEAD}A,apply,applicant,,书面\nB,,applicant,2025-09-01,\n,apply,applicant,2025-09-01,\n"
        "C,apply,applicant,32/13/2025,\nD,apply,applicant,2025-09-01,书面\n",
        encoding="utf-8",
    )
    summary = audit_file(RULES, log, procedure="on_request").summary
    assert [(one.case, one.row, one.code) for one in summary.refused] == [
        ("A", 2, "OD104"),
        ("B", 3, "OD104"),
        ("C", 5, "OD602"),
        ("", 4, "OD104"),
    ]
    assert (summary.cases, summary.judged, summary.of("refused")) == (5, 1, 4)


def test_rows_before_the_opening_and_cases_without_one(tmp_path: Path) -> None:
    rows = "A,apply,applicant,2025-09-02,书面\nA,forward,校办,2024-09-03,\n"
    rows += "B,forward,校办,2025-09-03,\n"
    assert places(told(tmp_path, rows)) == [("OD953", 4, 1), ("OD955", 3, 1)]


def test_the_month_is_that_of_the_opening(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        f"{HEAD}A,apply,applicant,2025-09-02,书面\nA,forward,校办,2024-09-03,\n", encoding="utf-8"
    )
    summary = audit_file(RULES, log, procedure="on_request").summary
    assert [one.name for one in summary.months] == ["2025-09"]


@pytest.mark.parametrize("package", ["numpy", "pyarrow"])
def test_without_the_extra_one_line_says_what_to_install(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "find_spec", lambda name: None if name == package else object())
    with pytest.raises(MissingExtraError, match=rf"`{package}` is missing; pip install .*bulk"):
        audit_file(RULES, tmp_path / "log.csv", procedure="on_request")


def test_a_spreadsheet_without_the_extra_is_told_before_the_judging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"`openpyxl` is missing; pip install .*office"):
        ledgers.check_outputs(None, tmp_path / "cases.xlsx")
