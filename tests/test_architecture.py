"""The import map of docs/explanation/architecture.md, executed over the source."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "opendisclose"
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
KERNEL_PAGE = ROOT / "docs" / "explanation" / "kernel.md"
FILES = sorted(SOURCE.rglob("*.py"))

_TO_DEADLINE = {"diagnostics", "model", "graph", "calendars"}
_TO_REPLAY = _TO_DEADLINE | {"deadline"}
# What each folder may import of the others. A folder that is not named here fails.
MAY_IMPORT: dict[str, set[str]] = {
    "diagnostics": set(),
    "model": {"diagnostics"},
    "load": {"diagnostics", "model"},
    "calendars": {"diagnostics", "model"},
    "graph": {"diagnostics", "model"},
    "analyse": {"diagnostics", "model", "graph", "deadline"},
    "compare": _TO_DEADLINE | {"deadline", "analyse"},
    "deadline": _TO_DEADLINE,
    "replay": _TO_REPLAY,
    "bulk": _TO_REPLAY | {"replay"},
    "ruletests": _TO_REPLAY | {"replay"},
    "report": _TO_REPLAY | {"replay", "ruletests", "compare", "bulk"},
}
EDGES = {
    "api",
    "cli",
    "pytest_plugin",
    "spark",
    "__init__",
    "__main__",
}  # they compose: everything is theirs

# The kernel is compiled as well: of the package it sees tables of integers and nothing else.
KERNEL = SOURCE / "replay" / "kernel"
KERNEL_SEES = {
    "calendars.days",
    "deadline.count",
    "graph.programs",
    "graph.tables",
    "graph.values",
    "replay.kernel",
}
# One folder each that may import what stands outside the standard library.
ONLY_IN = {
    "yaml": {"load"},
    "holidays": {"calendars"},
    "jinja2": {"report"},
    "networkx": {"graph", "api"},
    "pydantic": {"model", "load", "report"},
    "llvmlite": {"bulk"},
    "numba": {"bulk"},
    "numpy": {"bulk"},
    "openpyxl": {"bulk"},
    "pyarrow": {"bulk"},
    "pyspark": {"spark"},
    "pytest": {"pytest_plugin"},
    "rich": {"cli"},
    "typer": {"cli"},
}
NETWORK = {"asyncio", "ftplib", "http", "smtplib", "socket", "ssl", "subprocess", "urllib.request"}
OPENS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns"}
MAY_OPEN = {"load", "bulk"}

LONGEST_FUNCTION = 70
LONGEST_MODULE = 400
# Longer than that, each with its reason.
LONG_MODULES = {}


def name_of(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def area_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=name_of(file))


def imported(file: Path, tree: ast.Module) -> Iterator[str]:
    """Every name that a module imports, in full, relative ones from the package's root."""
    package = ("opendisclose", *file.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = (*base, *(node.module or "").split("."))
            yield from (".".join(part for part in (*stem, one.name) if part) for one in node.names)


def areas_imported(file: Path, tree: ast.Module) -> set[str]:
    """The folders of the package that a module imports from."""
    names = [one.split(".") for one in imported(file, tree)]
    return {parts[1] for parts in names if parts[0] == "opendisclose" and len(parts) > 1}


def misplaced(file: Path, tree: ast.Module) -> set[str]:
    """The folders that a module imports from and may not."""
    area = area_of(file)
    if area in EDGES:
        return set()
    assert area in MAY_IMPORT, f"{area}/ is not on the map: add it, with what it may import"
    return areas_imported(file, tree) - {area} - MAY_IMPORT[area]


def forbidden(file: Path, tree: ast.Module) -> set[str]:
    """What a module below `api` calls and may not: printing, clocks, files, the network."""
    area = area_of(file)
    if area in EDGES:
        return set()
    found = {one for one in imported(file, tree) if one in NETWORK or one.split(".")[0] in NETWORK}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in ("print", "input", "breakpoint"):
            found.add(called.id)
        if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
            found.add(called.attr)
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in OPENS and area not in MAY_OPEN:
            found.add(name)
    return found


@pytest.mark.parametrize("file", FILES, ids=name_of)
class TestModule:
    def test_its_imports_follow_the_map(self, file: Path) -> None:
        assert misplaced(file, tree_of(file)) == set()

    def test_each_package_has_one_user(self, file: Path) -> None:
        area = area_of(file)
        for one in imported(file, tree_of(file)):
            package = one.split(".")[0]
            known = package in sys.stdlib_module_names or package == "opendisclose"
            assert known or package in ONLY_IN, f"{package} is not on the map"
            assert area in ONLY_IN.get(package, {area}), f"{package} belongs to {ONLY_IN[package]}"

    def test_it_prints_nothing_and_reads_no_clock_or_file(self, file: Path) -> None:
        assert forbidden(file, tree_of(file)) == set()

    def test_it_opens_with_a_sentence(self, file: Path) -> None:
        words = ast.get_docstring(tree_of(file)) or ""
        assert re.search(r"[.:]$", words.split("\n\n")[0]), "a module opens with one sentence"

    def test_it_is_short(self, file: Path) -> None:
        lines = len(file.read_text(encoding="utf-8").splitlines())
        allowed = name_of(file) in LONG_MODULES
        assert allowed or lines <= LONGEST_MODULE, f"{lines} lines: split it, or give the reason"

    def test_its_functions_are_short(self, file: Path) -> None:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                assert lines < LONGEST_FUNCTION, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("file", sorted(KERNEL.glob("*.py")), ids=name_of)
def test_the_kernel_sees_integers_only(file: Path) -> None:
    for one in imported(file, tree_of(file)):
        if one.startswith("opendisclose."):
            inner = one.removeprefix("opendisclose.")
            assert any(inner.startswith(f"{seen}.") for seen in KERNEL_SEES), one


def test_the_page_on_the_kernel_has_its_modules() -> None:
    page = KERNEL_PAGE.read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+\.py)` \|", page, re.MULTILINE)
    assert sorted(told) == sorted(one.name for one in KERNEL.glob("[a-z]*.py"))


class TestMap:
    def test_it_has_every_folder_and_no_other(self) -> None:
        folders = {one.parent.name for one in SOURCE.glob("*/__init__.py")}
        modules = {one.stem for one in SOURCE.glob("*.py")}
        assert folders | modules == set(MAY_IMPORT) | EDGES

    def test_it_has_no_cycle(self) -> None:
        done: set[str] = set()
        while len(done) < len(MAY_IMPORT):
            ready = {one for one, needs in MAY_IMPORT.items() if needs <= done} - done
            assert ready, f"a cycle among {sorted(set(MAY_IMPORT) - done)}"
            done |= ready

    def test_every_reason_for_length_is_needed(self) -> None:
        for name in LONG_MODULES:
            assert len((SOURCE / name).read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE

    def test_the_page_shows_it(self) -> None:
        rows = re.findall(r"^\| `(\w+)/` \| .+ \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
        shown = {name: set(re.findall(r"`(\w+)`", imports)) for name, imports in rows}
        assert {one: needs for one, needs in shown.items() if one not in EDGES} == MAY_IMPORT

    def test_the_page_names_the_one_user_of_each_package(self) -> None:
        rows = re.findall(r"^\| ([a-z0-9]+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
        shown = {name: set(re.findall(r"`(\w+)", users)) for name, users in rows if "`" in users}
        assert shown == ONLY_IN


@pytest.mark.parametrize(
    ("name", "line", "found"),
    [
        ("deadline/new.py", "from ..load.ruleset import load_ruleset", {"load"}),
        ("graph/new.py", "import opendisclose.cli.main", {"cli"}),
        ("report/new.py", "from opendisclose.load import ruleset", {"load"}),
        ("replay/kernel/new.py", "from ...report import paint", {"report"}),
        ("calendars/new.py", "from .. import graph", {"graph"}),
    ],
)
def test_the_test_finds_what_it_looks_for(name: str, line: str, found: set[str]) -> None:
    assert misplaced(SOURCE / name, ast.parse(line)) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("print(1)", {"print"}),
        ("import datetime as d; d.datetime.now()", {"now"}),
        ("from pathlib import Path; Path('x').read_text()", {"read_text"}),
        ("open('x')", {"open"}),
        ("import urllib.request", {"urllib.request"}),
        ("from urllib.parse import quote", set()),
    ],
)
def test_the_test_finds_what_is_forbidden(line: str, found: set[str]) -> None:
    assert forbidden(SOURCE / "graph" / "new.py", ast.parse(line)) == found


def test_a_new_folder_is_refused() -> None:
    with pytest.raises(AssertionError, match="misc/ is not on the map"):
        misplaced(SOURCE / "misc" / "new.py", ast.parse(""))
