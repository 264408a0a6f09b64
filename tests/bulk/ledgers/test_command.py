"""`opendisclose audit`: what it prints, writes and ends with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("openpyxl")

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from opendisclose.bulk.ledger import write
from opendisclose.bulk.ledger.write import write_table
from opendisclose.diagnostics.errors import SourceError

from ...cli.conftest import Ran, od

__all__ = ["od"]
GIVEN = (
    "audit",
    "shihezi",
    "examples/ledger-2025.csv",
    "--mapping",
    "examples/ledger-2025.mapping.yaml",
    "--as-of",
    "2025-12-31",
)
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_the_report_is_the_golden_one(
    od: Callable[..., Ran], golden: Callable[[str, str], None], format_: str, lang: str
) -> None:
    ran = od(*GIVEN, "--format", format_, "--lang", lang)
    assert (ran.code, ran.err) == (1, "")
    golden(str(GOLDEN / f"ledger-2025.{lang}.{format_}"), ran.out)


def test_cases_in_are_cases_judged_and_refused(od: Callable[..., Ran]) -> None:
    told = json.loads(od(*GIVEN, "--format", "json").out)
    cases = told["cases"]
    assert cases["all"] == cases["judged"] + cases["refused"] + cases["not_applicable"] == 40
    assert sum(told["verdicts"].values()) == 40
    assert sum(one["cases"] for one in told["by_unit"]) == 40
    assert sum(one["cases"] for one in told["by_month"]) == 40


def test_the_page_is_well_formed_and_fetches_nothing(od: Callable[..., Ran]) -> None:
    page = od(*GIVEN, "--format", "html", "--lang", "zh").out
    assert "<script" not in page
    assert "http" not in page
    for start in page.split("<svg")[1:]:
        plot = ElementTree.fromstring("<svg" + start.partition("</svg>")[0] + "</svg>")
        assert plot.findall("rect")


@pytest.mark.parametrize("ending", ["parquet", "csv", "xlsx", "arrow"])
def test_tables_are_written_in_every_format(
    od: Callable[..., Ran], tmp_path: Path, ending: str
) -> None:
    findings, cases = tmp_path / f"f.{ending}", tmp_path / f"c.{ending}"
    assert od(*GIVEN, "--findings", str(findings), "--cases", str(cases)).code == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == [cases.name, findings.name]
    if ending == "xlsx":
        rows = list(openpyxl.load_workbook(cases).active.iter_rows(values_only=True))
        assert len(rows) == 41
        assert rows[1][:2] == ("2025-001", "violation")
    elif ending == "parquet":
        table = pa.parquet.read_table(findings)
        (typo,) = [one for one in table.to_pylist() if one["code"] == "OD704"]
        assert (typo["case"], typo["row"]) == ("2025-024", 26)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(pa.table({"case": ["=1+1"]}), path)
    (cell,) = next(openpyxl.load_workbook(path).active.iter_rows(min_row=2))
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(table: pa.Table, path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setitem(write.WRITERS, ".csv", interrupted)
    old = tmp_path / "t.csv"
    old.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_table(pa.table({"a": [1]}), old)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("t.csv", "old")]


def test_an_ending_that_is_none_of_ours_is_told_before_the_judging(
    od: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = od(*GIVEN, "--cases", str(tmp_path / "cases.ods"))
    assert (ran.code, ran.out) == (2, "")
    assert "a table ends in one of" in ran.err
    with pytest.raises(SourceError, match="No such file"):
        write_table(pa.table({"a": [1]}), tmp_path / "none" / "t.csv")


def test_exit_codes(od: Callable[..., Ran], tmp_path: Path) -> None:
    empty = tmp_path / "log.csv"
    empty.write_text("case,act,at\n")
    assert od("audit", "shihezi", str(empty), "--procedure", "on_request").code == 3
    assert od(*GIVEN, "--fail-on", "never").code == 0
    assert od("audit", "shihezi", str(tmp_path / "none.csv"), "--procedure", "on_request").code == 2
    assert od("audit", "shihezi", str(empty)).code == 2
    assert od(*GIVEN, "--suggest-mapping").code == 2
    bad = tmp_path / "mapping.yaml"
    bad.write_text("opendisclose_mapping: 1\nrole: nobody\n")
    ran = od("audit", "shihezi", str(empty), "--mapping", str(bad))
    assert (ran.code, "OD131" in ran.err) == (1, True)
