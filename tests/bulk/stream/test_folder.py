"""An audit that is interrupted leaves nothing by halves and is gone on with, or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

import opendisclose as od
from opendisclose.api.streams import audit_stream
from opendisclose.bulk.stream import folder as folders
from opendisclose.bulk.stream import run
from opendisclose.bulk.stream.run import Progress
from opendisclose.bulk.summary import AuditSummary
from opendisclose.diagnostics.errors import (
    MappingError,
    MissingColumnError,
    OtherAuditError,
    SourceError,
)

RULES = od.load("shihezi")
STAGES = ("reading", "sorting", "judging")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Thirty rows of ten cases, which do not stand together."""
    acts = ["apply", "forward", "disclose"]
    lines = [f"c{n % 10},{acts[n // 10]},2025-09-{n + 1:02d},部" for n in range(30)]
    path = tmp_path / "log.csv"
    path.write_text("\n".join(["case,act,at,unit", *lines]), encoding="utf-8")
    return path


def streamed(log: Path, out: Path, rows: int = 4, **given: Any) -> AuditSummary:
    return audit_stream(RULES, log, out, procedure="on_request", rows=rows, **given)


def files(out: Path) -> dict[str, bytes]:
    return {one.relative_to(out).as_posix(): one.read_bytes() for one in out.rglob("*.*")}


def stopping(after: int) -> Callable[[Progress], None]:
    told = []

    def progress(one: Progress) -> None:
        told.append(one)
        if len(told) > after:
            raise KeyboardInterrupt

    return progress


def test_what_is_interrupted_anywhere_is_gone_on_with(log: Path, tmp_path: Path) -> None:
    whole = streamed(log, tmp_path / "whole", 10)
    expected = files(tmp_path / "whole")
    for after in range(0, 100, 3):
        out = tmp_path / f"out{after}"
        try:
            streamed(log, out, 10, progress=stopping(after))
        except KeyboardInterrupt:
            told = json.loads((out / "audit.json").read_text("utf-8"))
            assert told["complete"] is False
            assert not list(out.rglob("*.part"))
            assert streamed(log, out, 10) == whole
            assert files(out) == expected
        else:
            break
    assert after > 10  # each stage, and each part


def test_what_was_judged_is_not_judged_again(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    judged = run.judged_part

    def counted(*given: Any, **named: Any) -> Any:
        seen.append(1)
        return judged(*given, **named)

    monkeypatch.setattr(run, "judged_part", counted)
    out = tmp_path / "out"

    def after_three(one: Progress) -> None:
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        streamed(log, out, progress=after_three)
    told: list[Progress] = []
    summary = streamed(log, out, progress=told.append)
    assert len(seen) == len(list((out / "cases").iterdir())) == 8
    assert {one.stage for one in told} == {"judging"}
    assert (told[0].done > 0, told[-1].done, told[-1].total) == (True, 30, 30)
    assert streamed(log, out, progress=told.append) == summary
    assert len(seen) == 8


def test_the_writing_of_a_table_that_is_interrupted_leaves_nothing(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pa.parquet.write_table
    calls: list[Path] = []

    def half(table: pa.Table, path: Path) -> None:
        calls.append(path)
        real(table, path)
        if len(calls) == 5:
            path.write_bytes(b"half")
            raise KeyboardInterrupt

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(folders.pa.parquet, "write_table", half)
        with pytest.raises(KeyboardInterrupt):
            streamed(log, out)
    for one in out.rglob("*.parquet"):
        pa.parquet.read_table(one)
    left = out / "cases" / ".part-00001.parquet.1.part"
    left.write_bytes(b"killed")
    summary = streamed(log, out)
    assert summary == streamed(log, tmp_path / "whole")
    assert files(out) == files(tmp_path / "whole")


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"as_of": "2026-01-01"}, "as_of"),
        ({"clocks": False}, "clocks"),
        ({"rows": 5}, "part"),
        ({"procedure": "proactive"}, "procedure"),
        ({"ruleset": "cn-ogi-2019"}, "ruleset"),
    ],
)
def test_other_arguments_are_refused(
    log: Path, tmp_path: Path, change: dict[str, Any], differs: str
) -> None:
    out = tmp_path / "out"
    streamed(log, out)
    before = files(out)
    given: dict[str, Any] = {"ruleset": RULES, "procedure": "on_request", "rows": 4, **change}
    if differs == "procedure":
        given["procedure"] = next(one for one in RULES.ruleset.procedures if one != "on_request")
    with pytest.raises(OtherAuditError) as told:
        audit_stream(given.pop("ruleset"), log, out, **given)
    assert differs in told.value.differing
    assert str(out) in told.value.zh
    assert files(out) == before


def test_another_log_ruleset_or_calendar_is_refused(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    copy = tmp_path / "ruleset.yaml"
    source = Path(__file__).resolve().parents[3] / "rulesets" / "shihezi" / "ruleset.yaml"
    text = source.read_text("utf-8")
    copy.write_text(text, encoding="utf-8")
    given: dict[str, Any] = {"procedure": "on_request"}
    audit_stream(str(copy), log, out, **given)
    copy.write_text(f"# only a comment\n{text}", encoding="utf-8")
    audit_stream(str(copy), log, out, **given)
    copy.write_text(text.replace("working_days: 15", "working_days: 14", 1), encoding="utf-8")
    with pytest.raises(OtherAuditError, match="content"):
        audit_stream(str(copy), log, out, **given)
    copy.write_text(text, encoding="utf-8")
    log.write_text(log.read_text("utf-8") + "\nc1,apply,2025-10-01,部", encoding="utf-8")
    with pytest.raises(OtherAuditError, match=r"not the same: log\)"):
        audit_stream(str(copy), log, out, **given)
    assert audit_stream(str(copy), log, out, resume=False, **given).rows == 31


def test_a_log_that_changes_meanwhile_is_told(log: Path, tmp_path: Path) -> None:
    def change(one: Progress) -> None:
        if one.stage == "judging" and one.done == one.total:
            log.write_text("case,act,at\nA,apply,2025-09-01\n", encoding="utf-8")

    with pytest.raises(SourceError, match="has changed while"):
        streamed(log, tmp_path / "out", progress=change)
    assert json.loads((tmp_path / "out" / "audit.json").read_text())["complete"] is False


def test_beginning_anew_removes_only_what_an_audit_has_written(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    streamed(log, out)
    (out / "notes.txt").write_text("mine")
    (out / "cases" / "part-99999.parquet").write_bytes(b"old")
    streamed(log, out, resume=False)
    assert (out / "notes.txt").read_text() == "mine"
    assert not (out / "cases" / "part-99999.parquet").exists()


def test_a_folder_with_other_files_is_left_alone(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(SourceError, match="other files"):
        streamed(log, out)
    with pytest.raises(SourceError, match="other files"):
        streamed(log, out, resume=False)
    assert [one.name for one in out.iterdir()] == ["thesis.docx"]
    (out / "thesis.docx").unlink()
    (out / "audit.json").write_text("{}")
    with pytest.raises(SourceError, match="not what an audit writes"):
        streamed(log, out)
    with pytest.raises(SourceError, match="File exists"):
        streamed(log, log)


def test_two_at_a_time_do_not_disturb_each_other(log: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    out = tmp_path / "out"
    found: list[str] = []

    def second(one: Progress) -> None:
        if one.stage == "judging" and not found:
            with pytest.raises(SourceError, match="another audit is filling it") as told:
                streamed(log, out)
            found.append(told.value.reason)

    assert streamed(log, out, progress=second).cases == 10
    assert found


def test_it_can_be_gone_on_with_from_another_folder(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        streamed(Path("log.csv"), Path("out"), progress=stopping(12))
    monkeypatch.chdir(tmp_path.parent)
    here = Path(tmp_path.name)
    summary = streamed(here / "log.csv", here / "out")
    assert summary.source == str(here / "log.csv")
    assert summary.cases == 10


def test_what_is_wrong_with_a_log_is_told_as_in_memory(log: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        streamed(tmp_path / "none.csv", tmp_path / "o1")
    with pytest.raises(SourceError, match="a log ends in one of"):
        streamed(Path(__file__), tmp_path / "o2")
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(SourceError, match="no parquet file"):
        streamed(bad, tmp_path / "o3")
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\xff\xff\xff")
    with pytest.raises(SourceError, match="no text in UTF-8"):
        streamed(bad, tmp_path / "o4")
    log.write_text("案号,act\n1,apply\n", encoding="utf-8")
    with pytest.raises(MissingColumnError, match="`case`, `at`"):
        streamed(log, tmp_path / "o5")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("opendisclose_mapping: 1\ncolumns: {case: 编号}\n", encoding="utf-8")
    with pytest.raises(MappingError, match="OD132"):
        streamed(log, tmp_path / "o6", mapping=mapping)
    with pytest.raises(ValueError, match="at least 1"):
        audit_stream(RULES, log, tmp_path / "o7", procedure="on_request", rows=0)


def test_a_log_without_rows(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case,act,at\n", encoding="utf-8")
    summary = streamed(log, tmp_path / "out")
    assert (summary.cases, summary.rows, summary.quality) == (0, 0, ())
    assert pa.parquet.read_table(tmp_path / "out" / "cases").num_rows == 0
