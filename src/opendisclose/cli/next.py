"""`opendisclose next`: a case file in, what may be done now and what is due by when out."""

from __future__ import annotations

from typing import Annotated

import typer

from .arguments import time_of
from .exit_codes import Exit
from .options import (
    AsOfOption,
    CalendarsOption,
    FailOn,
    Format,
    FormatOption,
    LangOption,
    RulesetOption,
)
from .output import put, view_of
from .severities import at_or_above


def next_(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case file.")],
    ruleset: RulesetOption = None,
    as_of: AsOfOption = None,
    calendars: CalendarsOption = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """What may be done now, by whom, and what must be done by when?"""
    from ..report.formats import rendered
    from ..report.subjects import Steps
    from .cases import opened

    view = view_of(lang)
    instant = time_of("--as-of", as_of) if as_of is not None else None
    this = opened(case, ruleset, calendars)
    given = this.loaded.case
    assert given is not None  # `opened` has seen to it
    step = this.rules.next(this.loaded, as_of=instant)
    subject = Steps(source=case, case=given, ruleset=this.rules.ruleset, next=step)
    put(rendered(subject, format_.value, view))
    # An event that could not be read is left out, and the answer then rests on too little.
    unread = at_or_above(this.loaded.findings, FailOn.ERROR)
    raise typer.Exit(Exit.FINDINGS if unread else Exit.CLEAN)
