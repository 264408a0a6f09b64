"""`opendisclose explain`: a code in, its page out; everything is read from the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError
from .options import Format, FormatOption, LangOption
from .output import put, view_of

if TYPE_CHECKING:
    from ..diagnostics.codes import Code


def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code (OD701), or its name (late).")
    ],
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """What does this code mean, why does it matter, and how is it put right?"""
    from ..load.pages import page_of
    from ..report.formats import rendered
    from ..report.subjects import Explained

    known = _code_of(code)
    put(rendered(Explained(code=known, page=page_of(known)), format_.value, view_of(lang)))


def _code_of(word: str) -> Code:
    """The code of that id or name.

    Raises:
        MisuseError: there is none.
    """
    from ..diagnostics.codes import BY_ID, CODES
    from ..diagnostics.finding import Words
    from ..diagnostics.wording import did_you_mean, shown

    names = {one.name: one for one in CODES}
    found = BY_ID.get(word.upper()) or names.get(word.lower())
    if found is not None:
        return found
    first, last = CODES[0].id, CODES[-1].id
    rest = Words(zh=f"编号自 {first} 至 {last}", en=f"the codes run from {first} to {last}")
    is_id = word[:2].upper() == "OD"
    meant = did_you_mean(
        word.upper() if is_id else word.lower(), tuple(BY_ID) if is_id else tuple(names), rest
    )
    raise MisuseError(
        f"没有编号或名称为 `{shown(word)}` 的代码；{meant.zh}",
        f"there is no code `{shown(word)}`; {meant.en}",
    )
