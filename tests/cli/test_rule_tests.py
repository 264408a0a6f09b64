"""`test` runs rule tests: what words mean, and the exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from opendisclose.cli.exit_codes import Exit
from opendisclose.load.ruletest_files import files_of
from opendisclose.load.shipped import shipped_ids

from ..conftest import ROOT
from .conftest import Ran

BUREAU = "tests/ruletests/bureau"
FAILING = "tests/ruletests/failing.yaml"


@pytest.mark.parametrize(
    ("words", "code", "tests"),
    [
        ((BUREAU,), Exit.CLEAN, 5),
        ((f"{BUREAU}/tests",), Exit.CLEAN, 5),
        ((f"{BUREAU}/tests/information.yaml",), Exit.CLEAN, 2),
        (("tests/ruletests",), Exit.CLEAN, 5),  # a folder with folders of rulesets
        ((BUREAU, f"{BUREAU}/tests/information.yaml"), Exit.CLEAN, 5),  # each file once
        ((FAILING,), Exit.FINDINGS, 3),
        ((BUREAU, FAILING), Exit.FINDINGS, 8),
        ((BUREAU, "--fail-under", "90"), Exit.CLEAN, 5),
        ((BUREAU, "--fail-under", "96"), Exit.FINDINGS, 5),
    ],
)
def test_what_the_words_mean(
    words: tuple[str, ...], code: Exit, tests: int, od: Callable[..., Ran]
) -> None:
    ran = od("test", *words, "--format", "json")
    assert ran.code == code
    found = json.loads(ran.out)
    assert sum(len(one["tests"]) for one in found["rulesets"]) == tests
    assert found["passed"] == (code == Exit.CLEAN)


def test_the_id_of_a_shipped_ruleset(od: Callable[..., Ran]) -> None:
    ran = od("test", "kuancheng", "--format", "json")
    files = {one["file"] for one in json.loads(ran.out)["rulesets"][0]["tests"]}
    assert files == {one.name for one in files_of("kuancheng")}
    assert all(one.startswith("rulesets/kuancheng/tests/") for one in files)


@pytest.mark.parametrize("word", ["nowhere", "nowhere.yaml", "nowhere/tests"])
def test_what_is_not_there_is_misuse(word: str, od: Callable[..., Ran]) -> None:
    ran = od("test", word)
    assert (ran.code, ran.out) == (Exit.MISUSE, "")
    assert word in ran.err


def test_a_share_that_is_none_is_misuse(od: Callable[..., Ran]) -> None:
    assert od("test", BUREAU, "--fail-under", "120").code == Exit.MISUSE
    assert od("test", BUREAU, "--fail-under", "all").code == Exit.MISUSE


def test_nothing_to_run(tmp_path: Path, od: Callable[..., Ran]) -> None:
    (tmp_path / "tests").mkdir()
    for lang, said in (("en", "nothing to run"), ("zh", "没有可运行")):
        ran = od("test", str(tmp_path), "--lang", lang)
        assert (ran.code, ran.out) == (Exit.NOTHING, "")
        assert said in ran.err


def test_tests_that_belong_to_no_ruleset_are_misuse(tmp_path: Path, od: Callable[..., Ran]) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("opendisclose_test: 1\ntests: {}\n", encoding="utf-8")
    ran = od("test", str(file))
    assert ran.code == Exit.MISUSE
    assert "names no ruleset" in ran.err
    assert "没有写明" in od("test", str(file), "--lang", "zh").err


def test_without_a_word_the_rulesets_of_the_working_directory(
    tmp_path: Path, od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / BUREAU, tmp_path / "rulesets" / "bureau")
    monkeypatch.chdir(tmp_path)
    ran = od("test", "--format", "json")
    assert ran.code == Exit.CLEAN
    (found,) = json.loads(ran.out)["rulesets"]
    assert found["ruleset"] == "bureau"
    assert found["tests"][0]["file"].startswith("rulesets/bureau/tests/")


def test_without_a_word_or_such_a_folder_every_shipped_one(
    tmp_path: Path, od: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(od("test", "--format", "json").out)["rulesets"]
    assert [one["ruleset"] for one in found] == [one for one in shipped_ids() if files_of(one)]


def test_a_path_in_the_file_begins_at_its_folder(tmp_path: Path, od: Callable[..., Ran]) -> None:
    shutil.copytree(ROOT / BUREAU, tmp_path / "bureau")
    shutil.copy(ROOT / FAILING, tmp_path / "failing.yaml")
    assert od("test", str(tmp_path / "failing.yaml")).code == Exit.FINDINGS
