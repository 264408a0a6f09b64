"""The documentation runs: every block is executed, every link leads somewhere, every page is found.

A page is read from top to bottom in a folder of its own, in which `examples` and `rulesets` lie.
A YAML block whose first line is a comment with a file name is written to that file. A shell block
is run as it is. In a console block what follows a `$ ` line is what has to be printed; a line `…`
stands for any number of lines, and a command without lines below it has only to run. Python blocks
of a page share their names; a `text` block right below one is what it prints.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
INDEX = DOCS / "index.md"
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    *sorted(DOCS.rglob("*.md")),
    *sorted((ROOT / "rulesets").rglob("*.md")),
    ROOT / "CHANGELOG.md",
]
RUN = ("sh", "bash", "console", "python", "yaml")
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# These install, or run these very tests; `test_project.py` sees that there are such targets.
SKIPPED = (
    "make demo",
    "make test",
    "python3 -m venv .venv",
    ".venv/bin/pip install --editable .",
    "export PATH=$PWD/.venv/bin:$PATH",
)
NEED_SPARK = ("audit-on-spark.md",)  # `make test-spark` carries it out
FOUND_SOMETHING = 1  # the exit code of `check` and `validate` where there are findings


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, its text, the line it starts on, what stands right below."""

    lang: str
    text: str
    line: int
    printed: str | None


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    found = list(FENCE.finditer(text))
    for one, below in zip_longest(found, found[1:]):
        adjacent = below is not None and text[one.end() : below.start()].strip() == ""
        printed = below[2] if below is not None and adjacent and below[1] == "text" else None
        line = text.count("\n", 0, one.start()) + 1
        yield Block(one[1].strip(), one[2], line, printed)


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *printed = part.rstrip("\n").split("\n")
        yield command, printed


def same(told: list[str], printed: list[str]) -> bool:
    """Whether the lines are those printed, where `…` stands for any number of lines."""
    lines = (
        r"(?:.*\n)*" if one.strip() == "…" else re.escape(one.rstrip()) + r"\n" for one in told
    )
    return re.fullmatch("".join(lines), "".join(f"{one.rstrip()}\n" for one in printed)) is not None


class Reader:
    """Carries out the blocks of one page."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "page"}
        programs = folder.parent / "bin"
        programs.mkdir()
        command = programs / "opendisclose"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m opendisclose "$@"\n')
        command.chmod(0o755)
        self.environment = {
            "HOME": str(folder.parent),
            "LC_ALL": "C.UTF-8",
            "PATH": os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath))),
            "PYTHONPATH": str(ROOT / "src"),
        }

    def carry_out(self, block: Block) -> None:
        if block.lang == "yaml":
            self.write(block)
        elif block.lang == "python":
            self.run_python(block)
        elif block.lang == "console":
            for command, told in commands(block.text):
                printed = self.run(command, block)
                assert not told or same(told, printed.splitlines()), (
                    f"{self.where(block)}: `{command}` prints\n{printed}"
                )
        elif block.lang in ("sh", "bash"):
            lines = [one.partition("  #")[0].strip() for one in block.text.splitlines()]
            if not set(lines) <= {*SKIPPED, ""}:
                self.run(block.text, block)

    def where(self, block: Block) -> str:
        return f"{name_of(self.page)}:{block.line}"

    def write(self, block: Block) -> None:
        named = re.match(r"# ([\w-]+\.yaml)\n", block.text)
        if named is not None:
            (self.folder / named[1]).write_text(block.text, encoding="utf-8")

    def run(self, command: str, block: Block) -> str:
        ran = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        said = ran.stdout + ran.stderr
        assert ran.returncode in (0, FOUND_SOMETHING), f"{self.where(block)}: {said}"
        assert "Traceback" not in said, f"{self.where(block)}: {said}"
        return ran.stdout

    def run_python(self, block: Block) -> None:
        # The lines before it make line numbers those of the page.
        source = "\n" * block.line + block.text
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(source, name_of(self.page), "exec"), self.names)
        if block.printed is not None:
            assert printed.getvalue() == block.printed, self.where(block)


def runs(page: Path) -> object:
    """The page, to be carried out where what it needs is there."""
    marks = [pytest.mark.spark, pytest.mark.filterwarnings("default")]  # PySpark warns of pandas
    return pytest.param(page, marks=marks if page.name in NEED_SPARK else [])


@pytest.mark.parametrize("page", [runs(one) for one in PAGES], ids=map(name_of, PAGES))
def test_every_block_runs(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    for name in ("examples", "rulesets"):
        (folder / name).symlink_to(ROOT / name)
    reader = Reader(page, folder)
    known = [one for one in blocks(page) if one.lang in RUN]
    for block in known:
        reader.carry_out(block)
    assert all(one.text.strip() for one in known)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_says_what_it_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        assert not block.lang or re.fullmatch(r"[a-z]+", block.lang), f"{page}:{block.line}"
    assert text.count("\n```") % 2 == 0, "a block is not closed"


def test_the_skipped_lines_are_all_used() -> None:
    text = "\n".join(one.read_text(encoding="utf-8") for one in PAGES)
    assert [one for one in SKIPPED if one not in text] == []


# --- links --------------------------------------------------------------------------------------


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    return re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", prose(page))


def anchors(page: Path) -> set[str]:
    """The names that headings get where the pages are read."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in heads}


def target(page: Path, link: str) -> Path:
    return (page.parent / link.partition("#")[0]).resolve() if link[0] != "#" else page


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"https?:", link):
            continue
        leads_to = target(page, link)
        assert leads_to.exists(), f"{name_of(page)}: {link}"
        assert ROOT in leads_to.parents, f"{name_of(page)}: {link}"
        _, hashed, anchor = link.partition("#")
        assert not hashed or anchor in anchors(leads_to), f"{name_of(page)}: {link}"


def test_every_page_is_found_from_the_index() -> None:
    found: set[Path] = set()
    waiting = [INDEX]
    while waiting:
        page = waiting.pop()
        if page in found or page.suffix != ".md" or not page.is_file():
            continue
        found.add(page)
        waiting += [target(page, one) for one in links(page) if not re.match(r"https?:", one)]
    assert sorted(name_of(one) for one in set(DOCS.rglob("*.md")) - found) == []


def test_the_readme_leads_to_the_index() -> None:
    assert INDEX in [target(ROOT / "README.md", one) for one in links(ROOT / "README.md")]


# --- the tests of the tests ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "printed", "expected"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "…"], ["a", "b", "c"], True),
        (["…", "b"], ["a", "b"], True),
        (["…", "b", "…"], ["b"], True),
        (["a"], ["a", "b"], False),
        (["a", "…"], ["b"], False),
        (["a.c"], ["abc"], False),
    ],
)
def test_lines_are_compared(told: list[str], printed: list[str], expected: bool) -> None:
    assert same(told, printed) is expected


def test_a_wrong_output_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    reader = Reader(ROOT / "README.md", tmp_path / "page")
    reader.carry_out(Block("console", "$ echo one\none\n", 1, None))
    with pytest.raises(AssertionError, match=r"prints\n\s+one"):
        reader.carry_out(Block("console", "$ echo one\ntwo\n", 1, None))
    with pytest.raises(AssertionError, match=r"README\.md:1"):
        reader.carry_out(Block("sh", "exit 2\n", 1, None))
    with pytest.raises(AssertionError, match=r"README\.md:1"):
        reader.carry_out(Block("python", "print(1)\n", 1, "2\n"))
