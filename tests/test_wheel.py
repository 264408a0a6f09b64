"""The wheel, built and installed as users install it, works from an empty directory."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def called(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """One command without anything of this checkout in its environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept |= {"PIP_NO_INDEX": "1", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    called([*build, str(ROOT)], target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A fresh environment with the wheel alone; its dependencies are lent by that of the tests."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, with_pip=False)
    paths = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    with zipfile.ZipFile(wheel) as archive:  # what an installer does with a pure wheel
        archive.extractall(packages)
    lent = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    # Only the folders themselves: an editable install in them must not be followed.
    (packages / "lent.pth").write_text("".join(f"{one}\n" for one in sorted(lent)))
    programs = Path(sysconfig.get_path("scripts", "venv", paths))
    empty = tmp_path_factory.mktemp("empty")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        python = str(programs / "python")
        return called([python, *words], empty)

    return run


def test_it_holds_the_package_the_rulesets_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "opendisclose/py.typed" in names
    for file in (ROOT / "rulesets").glob("*/ruleset.yaml"):
        assert f"opendisclose/rulesets/{file.parent.name}/ruleset.yaml" in names
    for file in (ROOT / "rulesets").glob("*.schema.json"):
        assert f"opendisclose/rulesets/{file.name}" in names
    assert any(one.endswith("licenses/LICENSE") for one in names)
    assert {one.split("/")[0].split("-")[0] for one in names} == {"opendisclose"}
    source = {one.relative_to(ROOT / "src").as_posix() for one in (ROOT / "src").rglob("*.py")}
    assert source <= set(names)


def test_its_command_is_the_one_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (points,) = [one for one in archive.namelist() if one.endswith("entry_points.txt")]
        assert "opendisclose = opendisclose.cli.main:main" in archive.read(points).decode()


def test_it_is_the_wheel_that_is_imported(installed: Run) -> None:
    where = installed("-c", "import opendisclose; print(opendisclose.__file__)").stdout
    assert str(ROOT / "src") not in where


def test_the_command_validates_the_ruleset_it_brings(installed: Run) -> None:
    said = installed("-m", "opendisclose", "validate", "shihezi").stdout
    assert "rulesets/shihezi/ruleset.yaml: clean" in said


def test_the_command_explains_a_code_by_the_page_it_brings(installed: Run) -> None:
    assert "OD701" in installed("-m", "opendisclose", "explain", "OD701").stdout


def test_the_library_loads_the_ruleset_it_brings(installed: Run) -> None:
    code = "import opendisclose; print(opendisclose.load('shihezi').id, opendisclose.shipped_ids())"
    shipped = tuple(sorted(one.parent.name for one in ROOT.glob("rulesets/*/ruleset.yaml")))
    assert installed("-c", code).stdout == f"shihezi {shipped}\n"
