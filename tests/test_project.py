"""What holds for the repository as a whole: version, licence, and what must not be in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

import opendisclose

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_OURS = {"build", "dist", "__pycache__"}  # beside everything that begins with a dot, but .ci
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "docs",
    "examples",
    "pyproject.toml",
    "rulesets",
    "src",
    "tests",
}
# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.}~-])/(?:home|root|tmp|Users|" + r"work)/\w",
    "a drive of one machine": r"\b[C-Z]:\\\\?Users",
    "a package registry": r"(?:py"
    + r"pi|python"
    + r"hosted|npm"
    + r"js|con"
    + r"da)\.(?:org|com|io)",
    "an address inside a network": r"\b(?:127\.0\.0\.1|local" + r"host|10\.\d+\.\d+\.\d+)\b",
    "an e-mail address": r"\b[\w.+-]+@[\w-]+\.(?:com|cn|org|edu|net|io)\b",
    "an author": r"(?im)^\s*#?\s*(?:author|maintainer|作者|written by)s?\s*[:=：]",
    "a task left over": r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
}


def tracked() -> list[Path]:
    """The files of the repository: what git tracks or would track, else all that is ours."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        ran = subprocess.run([git, *listed], cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode == 0 and ran.stdout:
            return sorted(ROOT / one for one in ran.stdout.split("\0") if one)
    return sorted(one for one in ROOT.rglob("*") if one.is_file() and _ours(one))


def _ours(file: Path) -> bool:
    parts = file.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part not in TOP_LEVEL for part in parts)
    return not hidden and not NOT_OURS & set(parts)


TEXTS = [one for one in tracked() if one.is_file()]


def test_there_is_something_to_look_at() -> None:
    assert ROOT / "README.md" in TEXTS
    assert Path(__file__).resolve() in TEXTS


def test_nothing_else_lies_at_the_top() -> None:
    assert {one.relative_to(ROOT).parts[0] for one in TEXTS} <= TOP_LEVEL


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in TEXTS
        for number, line in enumerate(_lines(file), 1)
        if pattern.search(line)
    ]
    assert found == []


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def test_source_and_pages_are_utf8_with_unix_line_ends() -> None:
    for file in TEXTS:
        if file.suffix in (".md", ".py", ".toml"):  # a bad sample may be written badly on purpose
            assert "\r" not in file.read_bytes().decode("utf-8"), file


def test_the_version_is_the_one_of_the_package() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    source = ROOT / PROJECT["tool"]["hatch"]["version"]["path"]
    found = re.findall(r'^__version__ = "(.+)"$', source.read_text("utf-8"), re.MULTILINE)
    assert found == [opendisclose.__version__]
    assert re.fullmatch(r"\d+\.\d+\.\d+", opendisclose.__version__)


def test_the_changelog_has_a_place_for_what_comes() -> None:
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX: How to apply the Apache License to your work." in text
    assert len(text.split()) == 1581


def test_the_files_of_the_package_are_there() -> None:
    assert (ROOT / PROJECT["project"]["readme"]).is_file()
    for name in PROJECT["project"]["license-files"]:
        assert (ROOT / name).is_file()


def _requirements() -> set[tuple[str, str]]:
    extras = PROJECT["project"]["optional-dependencies"]
    listed = {"": PROJECT["project"]["dependencies"], **extras}
    return {
        (re.split(r"[<>=~!\[; ]", one)[0].lower(), extra)
        for extra, requirements in listed.items()
        for one in requirements
    }


def test_the_page_on_dependencies_has_a_line_for_each() -> None:
    page = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    needed, optional = page.split("## Extras")
    told = {(name, "") for name in re.findall(r"^\| ([\w-]+) \| .+ \|$", needed, re.MULTILINE)}
    told -= {("package", ""), ("---", "")}
    for name, extras in re.findall(r"^\| ([\w-]+) \| ([a-z, ]+) \| .+ \|$", optional, re.MULTILINE):
        told |= {(name, extra) for extra in extras.split(", ") if extra != "extra"}
    assert told == _requirements()


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_readme_names_the_commands_that_there_are(target: str) -> None:
    assert f"make {target}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_ruleset_says_where_it_is_from() -> None:
    for folder in (ROOT / "rulesets").iterdir():
        if folder.is_dir():
            assert (folder / "README.md").is_file(), folder.name


def test_the_hook_for_pre_commit_is_a_command_there_is() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^[- ] (\w+): (.+)$", text, re.MULTILINE))
    assert fields["id"] == "opendisclose-validate"
    assert fields["language"] == "python"
    program, command = fields["entry"].split()
    assert program in PROJECT["project"]["scripts"]
    assert (ROOT / "src" / "opendisclose" / "cli" / f"{command}.py").is_file()
    matches = re.compile(fields["files"]).search
    assert matches("rulesets/shihezi/ruleset.yaml")
    assert not matches("rulesets/shihezi/tests/ruleset.yaml.txt")
    page = (ROOT / "docs" / "how-to" / "validate-in-ci.md").read_text(encoding="utf-8")
    assert f"- id: {fields['id']}" in page
