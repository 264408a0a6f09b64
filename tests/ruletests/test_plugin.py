"""`pytest --opendisclose`: one item for each rule test, and no cost without the option."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from .conftest import BUREAU

pytest_plugins = ["pytester"]
NAME = "opendisclose.pytest_plugin"
INSTALLED = any(one.value == NAME for one in entry_points(group="pytest11"))
FAILING = str(BUREAU.parent / "failing.yaml")


@pytest.fixture
def ran(pytester: pytest.Pytester) -> object:
    """Runs pytest in a process of its own, with the plug-in whether or not it is installed."""
    words = () if INSTALLED else ("-p", NAME)

    def run(*more: str) -> pytest.RunResult:
        return pytester.runpytest_subprocess(*words, *more)

    return run


def test_it_collects_an_item_for_each_rule_test(ran: object) -> None:
    found = ran("--opendisclose", str(BUREAU), "--collect-only", "-q")
    found.stdout.fnmatch_lines(["*request.yaml::everything_in_order", "*5 tests collected*"])
    assert found.ret == 0


def test_it_runs_them_beside_others(ran: object, pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_one(): pass")
    ran("--opendisclose", str(BUREAU)).assert_outcomes(passed=6)


def test_a_failure_shows_the_differences_and_not_a_traceback(ran: object) -> None:
    found = ran("--opendisclose", FAILING)
    found.assert_outcomes(passed=1, failed=2)
    found.stdout.fnmatch_lines(
        ["*expected*found*", "*due.reply:27*2026-03-24*2026-03-23*", "*OD601*`aply`*"]
    )
    found.stdout.no_fnmatch_line("*Traceback*")
    found.stdout.no_fnmatch_line("*NotAsExpectedError*(*")


def test_items_are_chosen_as_others_are(ran: object) -> None:
    ran("--opendisclose", str(BUREAU), "-k", "privacy").assert_outcomes(passed=1, deselected=4)


def test_what_is_not_there_is_a_wrong_call(ran: object) -> None:
    found = ran("--opendisclose", "nowhere")
    assert found.ret == pytest.ExitCode.USAGE_ERROR
    found.stderr.fnmatch_lines(["*nowhere: there is no such file*"])


def test_a_file_that_cannot_be_read_is_an_item_that_fails(
    ran: object, pytester: pytest.Pytester
) -> None:
    pytester.makefile(
        ".yaml", one=f"opendisclose_test: 1\ntest: []\nruleset: {BUREAU}/ruleset.yaml\n"
    )
    found = ran("--opendisclose", "one.yaml")
    found.assert_outcomes(failed=1)
    found.stdout.fnmatch_lines(["*OD103*`test`*"])


def test_a_ruleset_that_cannot_be_used_fails_each_of_its_tests(
    ran: object, pytester: pytest.Pytester
) -> None:
    rules = (BUREAU / "ruleset.yaml").read_text(encoding="utf-8")
    tests = (BUREAU / "tests" / "information.yaml").read_text(encoding="utf-8")
    (pytester.path / "tests").mkdir()
    (pytester.path / "ruleset.yaml").write_text(
        rules.replace("by: office", "by: ofice", 1), "utf-8"
    )
    (pytester.path / "tests" / "one.yaml").write_text(
        tests.replace("ruleset: bureau\n", ""), "utf-8"
    )
    found = ran("--opendisclose", ".")
    found.assert_outcomes(failed=2)
    found.stdout.fnmatch_lines(["*OD201*`ofice`*"])


def test_without_the_option_it_imports_nothing_but_pytest() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); "
        f"import {NAME}; "
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith('opendisclose')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
