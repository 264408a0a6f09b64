"""The id of a shipped ruleset goes in, its file comes out; ids of all that are installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
# In a wheel the rulesets lie inside the package; an editable install finds the checkout's.
_FOLDERS = (_PACKAGE / "rulesets", _PACKAGE.parent.parent / "rulesets")


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    return next((one for one in _FOLDERS if one.is_dir()), None)


def shipped_ids() -> tuple[str, ...]:
    """The ids of the rulesets that are installed with the package, sorted."""
    folder = _folder()
    if folder is None:
        return ()
    return tuple(sorted(one.parent.name for one in folder.glob("*/ruleset.yaml")))


def shipped_file(name: str) -> Path | None:
    """The ruleset file of a shipped id, or None."""
    folder = _folder()
    if folder is None or name not in shipped_ids():
        return None
    return folder / name / "ruleset.yaml"


def shipped_like(name: str) -> tuple[str, ...]:
    """The shipped ids that may be editions of `name`: it with a `-` and more behind it, sorted."""
    return tuple(one for one in shipped_ids() if one.startswith(f"{name}-"))


def shipped_name(name: str) -> str:
    """How the file of a shipped ruleset is called: never by a path of the machine it is on."""
    return f"rulesets/{name}/ruleset.yaml"
