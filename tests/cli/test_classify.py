"""`classify` on the command line: values read strictly, files of facts, findings placed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opendisclose.cli.exit_codes import Exit

from .conftest import Ran

RULES = ("classify", "tests/classify/information.yaml")
HARMLESS = ("harm=false", "pages=3")


def answer(od: Callable[..., Ran], *words: str) -> Any:
    ran = od(*RULES, *words, "--format", "json")
    return {**json.loads(ran.out), "exit": ran.code}


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("subject=secret", "on=2026-05-06"), "unread"),
        (("subject=secret",), "withheld"),
        (("subject=privacy,secret", *HARMLESS), "withheld"),
        (("subject=privacy, secret", *HARMLESS), "withheld"),
        (("subject=", "importance=important", *HARMLESS), "attribute"),
        (("内容=secret",), "withheld"),
        (("made_on=2026-05-06", "period=15wd", "importance=important", *HARMLESS), "attribute"),
        (("period=2026-05-06", "importance=important", *HARMLESS), "attribute"),
        ((), "not_known"),
        (("importance=important",), "not_known"),
        (("subject=secret", "--on", "2025-01-01"), "not_applicable"),
    ],
)
def test_values_are_read_by_the_type_of_their_fact(
    words: tuple[str, ...], outcome: str, od: Callable[..., Ran]
) -> None:
    found = answer(od, *words)
    assert found["outcome"] == outcome
    assert found["exit"] == (Exit.FINDINGS if outcome == "unread" else Exit.CLEAN)


@pytest.mark.parametrize(
    ("word", "code", "told"),
    [
        ("harm=yes", "OD106", "write true"),
        ("harm=True", "OD106", "write true"),
        ("pages=010", "OD106", "write 10"),
        ("made_on=2026-02-30", "OD105", "write"),
        ("harm=perhaps", "OD605", "true or false"),
        ("pages=many", "OD605", "a whole number"),
        ("period=15", "OD605", "a length"),
        ("consent=writen", "OD605", "did you mean `written`?"),
        ("subject=secret,privcy", "OD605", "did you mean `privacy`?"),
        ("hram=true", "OD601", "did you mean `harm`?"),
    ],
)
def test_a_wrong_value_is_a_finding_with_help(
    word: str, code: str, told: str, od: Callable[..., Ran]
) -> None:
    found = answer(od, word)
    assert (found["outcome"], found["exit"]) == ("unread", Exit.FINDINGS)
    (finding,) = found["findings"]
    assert finding["code"] == code
    assert told in finding["help"]["en"]


def test_a_fact_given_twice_is_a_finding(od: Callable[..., Ran]) -> None:
    found = answer(od, "harm=true", "harm=false")
    assert [one["code"] for one in found["findings"]] == ["OD102"]


@pytest.mark.parametrize("word", ["harm", "=true", " =true"])
def test_what_is_no_fact_is_misuse(word: str, od: Callable[..., Ran]) -> None:
    ran = od(*RULES, word)
    assert (ran.code, ran.out) == (Exit.MISUSE, "")
    assert "FACT=VALUE" in ran.err


def test_a_file_of_facts_and_the_command_line_before_it(
    od: Callable[..., Ran], tmp_path: Path
) -> None:
    for name, text in (
        ("facts.yaml", "subject: [privacy]\nharm: false\npages: 3\n"),
        ("facts.json", '{"subject": ["privacy"], "harm": false, "pages": 3}'),
    ):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert answer(od, "--facts", str(file))["outcome"] == "withheld"
        words = ("--facts", str(file), "subject=", "importance=important")
        assert answer(od, *words)["outcome"] == "attribute"


def test_findings_of_a_file_have_their_place(od: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("hram: true\npages: many\nconsent: yes\nsubject: [[secret]]\n")
    found = answer(od, "--facts", str(file), "importance=importent")
    assert [(one["code"], one["line"], one["column"]) for one in found["findings"]] == [
        ("OD106", 3, 10),
        ("OD105", 4, 10),
        ("OD601", 1, 1),
        ("OD605", 2, 8),
        ("OD605", None, None),
    ]


def test_a_file_that_is_no_mapping_is_a_finding(od: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("- harm\n")
    found = answer(od, "--facts", str(file))
    assert [one["code"] for one in found["findings"]] == ["OD108"]
    assert od(*RULES, "--facts", str(tmp_path / "nowhere.yaml")).code == Exit.MISUSE


def test_the_day_is_one(od: Callable[..., Ran]) -> None:
    assert answer(od, "--on", "2029-05-06T10:00")["on"] == "2029-05-06"
    assert od(*RULES, "--on", "tomorrow").code == Exit.MISUSE
