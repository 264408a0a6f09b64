"""A word of a command line in, the files of rule tests that it means out, with their rulesets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics.errors import SourceError
from .shipped import shipped_file, shipped_ids

FOLDER = "tests"  # beside the ruleset's file
RULESET = "ruleset.yaml"
_ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFile:
    """One file of rule tests.

    Attributes:
        path: where it lies.
        name: how it is called in findings; never by a path of the machine it is installed on.
        ruleset: the ruleset of the folder above, an id or a path; None if there is none.
    """

    __test__ = False  # not one of pytest's classes

    path: Path
    name: str
    ruleset: str | None


def files_of(word: str) -> tuple[TestFile, ...]:
    """The files meant by the id of a shipped ruleset, a folder of rulesets, of one, or of tests,
    or by one file; sorted by name.

    Raises:
        SourceError: there is no such file or folder.
    """
    shipped = shipped_file(word)
    if shipped is not None:
        return tuple(_in_folder(shipped.parent / FOLDER, f"rulesets/{word}/{FOLDER}", word))
    path = Path(word)
    if path.is_file():
        return (TestFile(path=path, name=word, ruleset=_ruleset_above(path.parent)),)
    if not path.is_dir():
        raise SourceError(word, "there is no such file")
    if (path / RULESET).is_file():
        folder = path / FOLDER
        return tuple(_in_folder(folder, folder.as_posix(), (path / RULESET).as_posix()))
    below = sorted(path.glob(f"*/{RULESET}"))
    if below:
        every = ((one.parent / FOLDER, one) for one in below)
        return tuple(
            file
            for folder, ruleset in every
            for file in _in_folder(folder, folder.as_posix(), ruleset.as_posix())
        )
    return tuple(_in_folder(path, path.as_posix(), _ruleset_above(path)))


def every_shipped() -> tuple[TestFile, ...]:
    """The test files of every shipped ruleset."""
    return tuple(file for name in shipped_ids() for file in files_of(name))


def _in_folder(folder: Path, name: str, ruleset: str | None) -> Iterator[TestFile]:
    if folder.is_dir():
        for one in sorted(folder.rglob("*")):
            if one.is_file() and one.suffix in _ENDINGS:
                shown = f"{name}/{one.relative_to(folder).as_posix()}"
                yield TestFile(path=one, name=shown, ruleset=ruleset)


def _ruleset_above(folder: Path) -> str | None:
    """The ruleset of the nearest folder above that has one."""
    for one in (folder, *folder.parents, *folder.resolve().parents):
        if (one / RULESET).is_file():
            return (one / RULESET).as_posix()
    return None
