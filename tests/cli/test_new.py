"""`new`: what it writes validates and passes its own tests, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from opendisclose import load
from opendisclose.cli.main import run
from opendisclose.cli.new import _MOST_DAYS

from .conftest import Ran

ASKED = ("--title-zh", "某校: “公开”办法", "--title-en", "A {school's} $5 measures", "--days", "15")


def made(od: Callable[..., Ran], folder: Path, *words: str) -> Ran:
    offices = ("--office-zh", "校办", "--office-en", "Principal's Office")
    return od("new", "my-school", *ASKED, *offices, "--into", str(folder), *words)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_validates_and_its_tests_pass(lang: str, od: Callable[..., Ran], tmp_path: Path) -> None:
    assert made(od, tmp_path, "--lang", lang).code == 0
    folder = tmp_path / "my-school"
    files = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    assert files == ["README.md", "ruleset.yaml", "tests/on_request.yaml"]
    assert od("validate", str(folder / "ruleset.yaml"), "--fail-on", "note").code == 0
    tested = load(folder / "ruleset.yaml").test()
    assert (len(tested.tests), tested.passed) == (2, True)


@pytest.mark.parametrize("days", [1, 20, _MOST_DAYS])
def test_its_tests_pass_for_any_length(days: int, od: Callable[..., Ran], tmp_path: Path) -> None:
    assert made(od, tmp_path, "--days", str(days)).code == 0
    rules = load(tmp_path / "my-school" / "ruleset.yaml")
    assert rules.test().passed
    assert rules.ruleset.procedures["on_request"].deadlines["reply"].within is not None


def test_titles_stay_as_they_were_given(od: Callable[..., Ran], tmp_path: Path) -> None:
    made(od, tmp_path)
    raw = yaml.safe_load((tmp_path / "my-school" / "ruleset.yaml").read_text(encoding="utf-8"))
    assert raw["title"] == {"zh": ASKED[1], "en": ASKED[3]}
    page = (tmp_path / "my-school" / "README.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {ASKED[1]} · {ASKED[3]}\n")
    assert "$" not in page.replace("$5", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_comments_are_in_the_language_asked_for(
    lang: str, od: Callable[..., Ran], tmp_path: Path
) -> None:
    made(od, tmp_path, "--lang", lang)
    text = (tmp_path / "my-school" / "ruleset.yaml").read_text(encoding="utf-8")
    comments = [one for one in text.splitlines() if one.startswith("# ")]
    assert comments
    assert all(one.isascii() == (lang == "en") for one in comments)


def test_a_folder_that_is_there_is_left_as_it_is(od: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "my-school").mkdir()
    ran = made(od, tmp_path)
    assert (ran.code, list((tmp_path / "my-school").iterdir())) == (2, [])
    assert "is there already" in ran.err


@pytest.mark.parametrize("name", ["My-School", "9school", "my_school", "school-", "../school"])
def test_an_id_is_an_id(name: str, od: Callable[..., Ran], tmp_path: Path) -> None:
    offices = ("--office-zh", "校办", "--office-en", "office")
    ran = od("new", name, *ASKED, *offices, "--into", str(tmp_path))
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])


def test_what_is_not_given_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("某校办法\nMeasures of a school\n\n\n7\n"))
    assert run(["new", "asked", "--into", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "规则的中文名称 Title in Chinese" in out
    rules = load(tmp_path / "asked" / "ruleset.yaml")
    assert rules.ruleset.title.en == "Measures of a school"
    assert rules.ruleset.roles["office"].zh == "办公室"
    assert rules.test().passed
