"""`opendisclose fee`: a number of items or of pages in, the processing fee out."""

from __future__ import annotations

from typing import Annotated

import typer

from .arguments import MisuseError
from .options import Format, FormatOption, LangOption, RulesetArgument
from .output import put, view_of


def fee(
    ruleset: RulesetArgument,
    items: Annotated[
        int | None,
        typer.Option("--items", min=0, help="What one applicant asks for in a calendar month."),
    ] = None,
    pages: Annotated[
        int | None, typer.Option("--pages", min=0, help="The pages that one request gets.")
    ] = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """What may be charged? By items or by pages, one of the two, band by band."""
    from ..api import load
    from ..api.fees import fee as charged
    from ..report.formats import rendered
    from ..report.subjects import FeeCharged

    if (items is None) == (pages is None):
        raise MisuseError(
            "一件申请只用一种计费方法：写 --items 或者 --pages 之一",
            "one request is charged by one method: give --items or --pages",
        )
    rules = load(ruleset)
    found = charged(rules, "item", items) if items is not None else None
    found = found or charged(rules, "page", pages or 0)
    put(rendered(FeeCharged(ruleset=rules.id, fee=found), format_.value, view_of(lang)))
