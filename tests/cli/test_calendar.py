"""`opendisclose calendar`: years shown, files checked and added."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from opendisclose.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "codes" / "OD155-weekday-listed-as-worked" / "good.yaml"
BAD = ROOT / "tests" / "codes" / "OD151-day-rested-and-worked" / "bad.yaml"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_year_as_text(
    golden: Callable[[str, str], None], capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    assert run(["calendar", "show", "2020", "--known-on", "2020-01-20", "--lang", lang]) == 0
    golden(f"calendar/2020-{lang}.txt", capsys.readouterr().out)


def test_a_year_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calendar", "show", "2026", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    (year,) = data["years"]
    assert (year["status"], year["working_days"]) == ("official", 248)
    worked = [one["date"] for one in year["days"] if one["working"]]
    assert worked == [
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ]


def test_a_file_is_added_once_it_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["calendar", "add", str(BAD), "--to", str(tmp_path)]) == 1
    assert list(tmp_path.iterdir()) == []
    assert run(["calendar", "add", str(GOOD), "--to", str(tmp_path)]) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["good.json"]
    capsys.readouterr()
    words = ["due", "shihezi", "on_request.reply", "--start", "2027-01-20"]
    assert run([*words, "--calendars", str(tmp_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "official"


def test_a_folder_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.yaml").write_bytes(BAD.read_bytes())
    words = ["due", "shihezi", "on_request.reply", "--start", "2027-01-20"]
    assert run([*words, "--calendars", str(tmp_path)]) == 1
    assert "OD151" in capsys.readouterr().err
    assert run([*words, "--calendars", str(tmp_path / "none")]) == 2
    assert run(["calendar", "add", str(GOOD), "--to", str(tmp_path / "none")]) == 2


def test_a_year_outside_and_a_time_for_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calendar", "show", "1999"]) == 2
    assert run(["calendar", "show", "2026", "--known-on", "2026-01-01T09:00"]) == 2
    assert "2007" in capsys.readouterr().err


def test_a_provisional_date_is_refused_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["due", "shihezi", "on_request.reply", "--start"]
    assert run([*words, "2027-01-20"]) == 0
    assert run([*words, "2027-01-20", "--strict"]) == 1
    assert run([*words, "2026-01-20", "--strict"]) == 0
    assert "provisional" in capsys.readouterr().out
