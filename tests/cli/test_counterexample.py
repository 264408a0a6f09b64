"""`validate --counterexample DIR`: a case file for each run, which `check` accepts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from opendisclose.cli.exit_codes import Exit

from .conftest import Ran

SAMPLES = Path(__file__).parents[1] / "codes"
SHOWN = ("OD307-dead-end", "OD308-endless-cycle", "OD309-improper-completion", "OD334-decision-gap")


@pytest.mark.parametrize("name", SHOWN)
def test_the_command_writes_cases_that_check_accepts(
    name: str, od: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = od("validate", str(SAMPLES / name / "bad.yaml"), "--counterexample", str(tmp_path))
    assert ran.err == ""
    written = sorted(tmp_path.iterdir())
    assert written
    for file in written:
        checked = od("check", str(file))
        assert (checked.code, checked.err) == (Exit.CLEAN, "")


def test_a_folder_that_cannot_be_made_is_a_misuse(od: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    sample = str(SAMPLES / SHOWN[0] / "bad.yaml")
    ran = od("validate", sample, "--counterexample", str(tmp_path / "file" / "folder"))
    assert ran.code == Exit.MISUSE
    assert "--counterexample" in ran.err


def test_a_run_stands_in_the_json_of_its_finding(od: Callable[..., Ran]) -> None:
    sample = str(SAMPLES / "OD307-dead-end" / "bad.yaml")
    (finding,) = json.loads(od("validate", sample, "--format", "json").out)["findings"]
    run = finding["run"]
    assert list(run) == ["procedure", "period", "facts", "events", "states"]
    assert [one["act"] for one in run["events"]] == ["apply", "ask"]
    assert run["states"] == ["awaiting"]
