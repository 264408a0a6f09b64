"""What the commands take: rulesets by id and by path, languages, terminals, starting up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import opendisclose
from opendisclose import __version__
from opendisclose.cli import output
from opendisclose.cli.exit_codes import Exit

from .conftest import Ran

CASE = "examples/shihezi-late-reply.yaml"
HEAVY = ("pydantic", "holidays", "networkx", "jinja2", "yaml", "numpy", "rich")


def test_the_folder_load_does_not_hide_the_function_load() -> None:
    assert opendisclose.load("shihezi").id == opendisclose.load("shihezi").id == "shihezi"


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["--version"], []])
def test_help_pays_for_no_heavy_import(words: list[str], root: Path) -> None:
    # Typer itself reads the words of a command with pydantic, where it is installed.
    allowed = ["pydantic"] if words[:1] == ["check"] else []
    code = (
        "import sys\nfrom opendisclose.cli.main import run\n"
        f"run({words!r})\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.stderr.splitlines()[-1] in ("[]", str(allowed))
    assert "opendisclose" in ran.stdout + ran.stderr


def test_python_m_runs_the_same_command_line(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "opendisclose", "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={"PYTHONPATH": str(root / "src")},
    )
    assert (ran.returncode, ran.stdout) == (0, f"opendisclose {__version__}\n")


def test_a_ruleset_named_by_a_path_is_sought_from_the_folder_of_the_case(
    od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.chdir(root / "docs")
    case = "../tests/report/office-draft.yaml"
    found = od("check", case, "--format", "json")
    data = json.loads(found.out)
    assert (found.code, data["ruleset"], data["case"]) == (Exit.FINDINGS, "office", case)
    assert "another-ruleset" not in found.out


def test_a_ruleset_given_is_sought_from_here_and_told_if_the_case_names_another(
    od: Callable[..., Ran],
) -> None:
    found = json.loads(od("check", CASE, "--ruleset", "shihezi", "--format", "json").out)
    assert found["ruleset"] == "shihezi"
    ran = od("check", "examples/broken-case.yaml", "--ruleset", "rulesets/shihezi/ruleset.yaml")
    assert "OD610" not in ran.out


def test_a_case_that_names_no_ruleset_needs_one(od: Callable[..., Ran], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("procedure: on_request\nevents: []\n", encoding="utf-8")
    assert od("check", str(case)).code == Exit.MISUSE
    assert od("check", str(case), "--ruleset", "shihezi").code == Exit.NOTHING


def test_several_cases_come_in_a_list_and_one_by_itself(od: Callable[..., Ran]) -> None:
    one = json.loads(od("check", CASE, "--format", "json").out)
    two = json.loads(od("check", CASE, CASE, "--format", "json").out)
    assert list(two) == ["version", "cases"]
    assert [{"version": 1, **each} for each in two["cases"]] == [one, one]
    assert list(one) == [
        "version",
        "case",
        "verdict",
        "as_of",
        "ruleset",
        "edition",
        "procedure",
        "findings",
        "missing",
        "clocks",
        "states",
        "complete",
        "notes",
        "fired",
        "outcomes",
    ]


def test_the_language_is_the_option_then_the_environment(
    od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert od("check", CASE).out.startswith("VIOLATION 违规")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert od("check", CASE).out.startswith("违规 VIOLATION")
    assert od("check", CASE, "--lang", "en").out.startswith("VIOLATION 违规")
    assert od("check", "nowhere").err.startswith("opendisclose: nowhere：没有这个文件")
    assert od("check", "nowhere", "--lang=en").err.startswith("opendisclose: nowhere: there is")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert od("check", CASE).out.startswith("VIOLATION 违规")


def test_a_terminal_with_colours_gets_them_and_a_file_does_not(
    od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = od("check", CASE).out
    assert "\x1b" not in plain
    monkeypatch.setattr(output, "_has_colour", lambda: True)
    painted = od("check", CASE).out
    assert painted.startswith("\x1b[1;31mVIOLATION 违规\x1b[0m")
    for code in ("0", "1", "2", "1;31", "31", "32", "33", "34", "1;34"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == plain


def test_the_bytes_are_utf8_whatever_the_locale(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "opendisclose", "show", "tests/report/office.yaml", "--lang", "zh"],
        capture_output=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "ascii"},
    )
    golden = root / "tests" / "golden" / "show-office.zh.txt"
    assert ran.stdout == golden.read_bytes()


def test_a_reader_that_goes_away_is_no_fault(root: Path) -> None:
    command = (
        f"{sys.executable} -m opendisclose show tests/report/office.yaml | head -1; "
        "echo ${PIPESTATUS[0]}"
    )
    ran = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin"},
    )
    assert ran.stdout.splitlines() == ["Disclosure rule of an office", "0"]
    assert ran.stderr == ""
