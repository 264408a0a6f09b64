"""`check` takes a file with one case a line, and tells each by its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from opendisclose.cli.exit_codes import Exit
from tests.load.test_json_lines import FIRST, GOOD, NO_JSON, SECOND, written

from .conftest import Ran


def test_check_judges_every_line(od: Callable[..., Ran], tmp_path: Path) -> None:
    file = written(tmp_path, FIRST, NO_JSON, GOOD % "2026-09-21")
    ran = od("check", str(file), "--as-of", "2026-09-22", "--format", "json")
    data = json.loads(ran.out)
    assert [one["case"] for one in data["cases"]] == [f"{file}:{line}" for line in (1, 2, 3)]
    assert [one["verdict"] for one in data["cases"]] == ["compliant", None, "compliant"]
    assert data["cases"][1]["findings"][0]["line"] == 2
    assert ran.code == Exit.FINDINGS


def test_a_line_about_no_procedure_of_the_rule_hides_no_other(
    od: Callable[..., Ran],
    tmp_path: Path,
) -> None:
    file = written(tmp_path, FIRST.replace("on_request", "nothing"), SECOND)
    ran = od("check", str(file), "--format", "json")
    assert ran.code == Exit.MISUSE
    assert "nothing" in ran.err
    assert json.loads(ran.out)["verdict"] == "compliant"


def test_no_line_is_nothing_to_check(od: Callable[..., Ran], tmp_path: Path) -> None:
    file = written(tmp_path)
    ran = od("check", str(file))
    assert (ran.code, ran.out) == (Exit.NOTHING, "")
    assert ran.err.startswith(f"opendisclose: {file}: nothing to check")
