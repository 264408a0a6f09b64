"""The page on the command line: its tables are those of the commands, its examples run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from opendisclose.cli.exit_codes import MEANINGS
from opendisclose.cli.main import application

from .conftest import Ran

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
TEXT = PAGE.read_text(encoding="utf-8")
GROUP: Any = typer.main.get_command(application())
# By their words: `calendar show` is a command of a group.
COMMANDS: dict[str, Any] = {
    " ".join(words): one
    for name, command in GROUP.commands.items()
    for words, one in (
        [((name, below), one) for below, one in command.commands.items()]
        if hasattr(command, "commands")
        else [((name,), command)]
    )
}


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found is not None, title
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    return [row for row in cells if row[0] not in ("code", "command", "argument or option")]


def test_every_command_has_its_section_and_no_other() -> None:
    assert re.findall(r"^## `opendisclose ([\w ]+)`", TEXT, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_a_command_has_its_arguments_and_options(name: str) -> None:
    expected = []
    for one in COMMANDS[name].params:
        given = one.opts[0]
        metavar = (one.metavar or "").strip("[]")
        expected.append(given if given.startswith("--") else metavar)
    told = [row[0].strip("`") for row in rows(section(f"`opendisclose {name}`"))]
    assert sorted(told) == sorted(one for one in expected if one != "--help")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_formats_told_are_those_there_are(name: str, od: Callable[..., Ran]) -> None:
    for row in rows(section(f"`opendisclose {name}`")):
        if row[0] == "`--format`":
            shown = re.search(r"--format <([^>]+)>", od(*name.split(), "--help").out)
            assert shown is not None
            told = re.findall(r"`([a-z]+)`", row[1])
            assert told == re.sub(r"\s", "", shown[1]).split("|")


def test_the_exit_codes_are_those_of_the_table() -> None:
    assert rows(section("Exit codes")) == [[str(int(code)), MEANINGS[code]] for code in MEANINGS]


@pytest.mark.parametrize("words", re.findall(r"^\$ opendisclose (.*)$", TEXT, re.MULTILINE))
def test_the_examples_run(words: str, od: Callable[..., Ran]) -> None:
    ran = od(*shlex.split(words))
    assert ran.code in (0, 1)
    assert ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("validate examples/broken-ruleset.yaml", "validate"),
        ("check examples/shihezi-late-reply.yaml", "check"),
        ("next examples/shihezi-open-request.yaml", "next"),
        ("due shihezi on_request.reply --start 2026-09-18", "due"),
        ("due shihezi on_request --worst-case --start 2026-09-18", "due --worst-case"),
        ("classify shihezi", "classify"),
        ("show shihezi", "show"),
        ("test tests/ruletests/bureau", "test"),
        ("explain OD701", "explain"),
    ],
)
def test_the_keys_told_are_those_printed(words: str, name: str, od: Callable[..., Ran]) -> None:
    (row,) = [row for row in rows(section("JSON")) if row[0] == f"`{name}`"]
    keys = re.sub(r"\(.*?\)", "", row[1]).partition(";")[0]  # brackets explain a key
    data = json.loads(od(*words.split(), "--format", "json").out)
    assert ["version", *re.findall(r"`(\w+)`", keys)] == list(data)
