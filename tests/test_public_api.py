"""The public surface is a list: the package, its page and what can be imported agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import opendisclose

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "api.md"
NAMES = opendisclose.__all__
HEAVY = ("holidays", "networkx", "numba", "numpy", "pyarrow", "pydantic", "rich", "typer", "yaml")


def members(section: str) -> list[str]:
    """The members named in the table under a heading of the page."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^### `{section}`\n(.*?)(?=^##|\Z)", page, re.DOTALL | re.MULTILINE)
    assert found is not None, section
    rows = re.findall(r"^\| (`.+?`) \|", found[1], re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`(\w+)", row)]


def test_the_page_has_every_name_and_no_other() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### `(\w+)", page, re.MULTILINE)) == sorted(NAMES)


def test_it_is_about_twenty_names_each_once() -> None:
    assert 15 <= len(NAMES) <= 30
    assert len(set(NAMES)) == len(NAMES)


def test_dir_tells_them() -> None:
    assert set(dir(opendisclose)) == {*NAMES, "__version__"}


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_imported_and_says_what_it_is(name: str) -> None:
    one = getattr(opendisclose, name)
    assert one.__name__ == name
    assert one.__doc__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        opendisclose.frobnicate  # noqa: B018 - looking it up is the test


@pytest.mark.parametrize("module", ["opendisclose.load.case", "opendisclose.replay.next"])
def test_a_folder_does_not_hide_a_name(module: str) -> None:
    code = f"import opendisclose, {module}; assert callable(opendisclose.load), opendisclose.load"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_it_imports_nothing_heavy() -> None:
    code = f"import sys, opendisclose; print([m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["Audit", "Rules", "Verdict", "ClockView"])
def test_the_members_told_are_there(name: str) -> None:
    one = getattr(opendisclose, name)
    told = members(name)
    assert told
    known = {*vars(one), *getattr(one, "__dataclass_fields__", {})}
    assert set(told) <= known


@pytest.mark.parametrize("name", ["Audit", "Verdict", "ClockView"])
def test_every_field_of_a_result_is_told(name: str) -> None:
    fields = set(getattr(opendisclose, name).__dataclass_fields__)
    assert fields - set(members(name)) <= {"derivation", "rest"}  # shown as other members
