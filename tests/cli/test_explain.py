"""`explain` prints the page of a code, by its id or its name, from a checkout and from a wheel."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from opendisclose.cli.exit_codes import Exit
from opendisclose.diagnostics.codes import BY_ID, CODES, LATE, UNKNOWN_KEY, Code
from opendisclose.load import pages

from .conftest import Ran


def sections(root: Path, code: Code) -> str:
    page = root / "docs" / "reference" / "codes" / f"{code.id}-{code.name}.md"
    text = page.read_text(encoding="utf-8")
    return text[text.index("## ") :]


def test_the_sentence_stands_above_the_sections_of_the_page(
    od: Callable[..., Ran], root: Path
) -> None:
    ran = od("explain", "OD701")
    assert (ran.code, ran.err) == (Exit.CLEAN, "")
    head = f"error OD701 [late] {LATE.en}\n  = kind: late\n\n"
    assert ran.out == head + sections(root, LATE)


def test_the_sentence_and_its_help_are_in_the_language_asked_for(od: Callable[..., Ran]) -> None:
    lines = od("explain", "OD103", "--lang", "zh").out.splitlines()
    assert lines[0] == f"错误 OD103 [unknown-key] {UNKNOWN_KEY.zh}"
    assert lines[1] == f"  = 建议：{UNKNOWN_KEY.help_zh}"
    assert od("explain", "OD701", "--lang", "zh").out.splitlines()[1] == "  = 类别：迟延"


@pytest.mark.parametrize("word", ["OD701", "od701", "late", "Late"])
def test_a_code_is_known_by_its_id_and_by_its_name(od: Callable[..., Ran], word: str) -> None:
    assert od("explain", word) == od("explain", "OD701")


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_every_code_is_explained(od: Callable[..., Ran], root: Path, code: Code) -> None:
    ran = od("explain", code.id)
    assert ran.code == Exit.CLEAN
    assert ran.out.endswith(sections(root, code))


def test_json_has_the_row_and_the_page(od: Callable[..., Ran]) -> None:
    data = json.loads(od("explain", "OD103", "--format", "json").out)
    assert data.pop("page").startswith("# OD103 unknown-key\n")
    assert data == {
        "version": 1,
        "code": "OD103",
        "name": "unknown-key",
        "severity": "error",
        "kind": None,
        "message": {"zh": UNKNOWN_KEY.zh, "en": UNKNOWN_KEY.en},
        "help": {"zh": UNKNOWN_KEY.help_zh, "en": UNKNOWN_KEY.help_en},
    }
    assert json.loads(od("explain", "OD701", "--format", "json").out)["help"] is None


@pytest.mark.parametrize(
    ("word", "meant"), [("OD701x", "OD701"), ("overdu", "overdue"), ("OD999", None), ("", None)]
)
def test_an_unknown_code_is_misuse_and_the_nearest_is_named(
    od: Callable[..., Ran], word: str, meant: str | None
) -> None:
    ran = od("explain", word)
    assert (ran.code, ran.out) == (Exit.MISUSE, "")
    assert ran.err.startswith(f"opendisclose: there is no code `{word}`; ")
    assert ran.err.endswith(f"the codes run from {CODES[0].id} to {CODES[-1].id}\n")
    if meant is not None:
        assert f"did you mean `{meant}`?" in ran.err
    assert f"没有编号或名称为 `{word}` 的代码" in od("explain", word, "--lang", "zh").err


def test_the_pages_in_the_package_come_before_those_of_a_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path
) -> None:
    inside, checkout = tmp_path / "pages", root / "docs" / "reference" / "codes"
    monkeypatch.setattr(pages, "_FOLDERS", (inside, checkout))
    pages._folder.cache_clear()
    assert pages.page_of(LATE).startswith("# OD701 late")
    inside.mkdir()
    (inside / "OD701-late.md").write_text("of the wheel", encoding="utf-8")
    pages._folder.cache_clear()
    assert pages.page_of(LATE) == "of the wheel"
    with pytest.raises(FileNotFoundError):
        pages.page_of(BY_ID["OD702"])
    monkeypatch.undo()
    pages._folder.cache_clear()
