"""The id of a code goes in, its page comes out: what a finding means and what to do about it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..diagnostics.codes import Code

_PACKAGE = Path(__file__).resolve().parent.parent
# In a wheel the pages lie inside the package; an editable install finds the checkout's.
_FOLDERS = (_PACKAGE / "pages", _PACKAGE.parent.parent / "docs" / "reference" / "codes")


@lru_cache(maxsize=1)
def _folder() -> Path:
    return next((one for one in _FOLDERS if one.is_dir()), _FOLDERS[0])


def page_of(code: Code) -> str:
    """The page of a code as Markdown.

    Raises:
        FileNotFoundError: the installation is not whole; every code has a page.
    """
    path = _folder() / f"{code.id}-{code.name}.md"
    return path.read_text(encoding="utf-8")
