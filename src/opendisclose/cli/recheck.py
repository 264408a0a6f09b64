"""`opendisclose recheck`: case files and later calendar files in, the due dates that move out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import time_of
from .exit_codes import Exit, gravest
from .options import (
    AsOfOption,
    CalendarsOption,
    Format,
    FormatOption,
    LangOption,
    RulesetOption,
)
from .output import complain, put, view_of

if TYPE_CHECKING:
    from ..api import Rules


def recheck(
    cases: Annotated[
        list[str], typer.Argument(metavar="CASE", help="Case files; .jsonl holds one case a line.")
    ],
    calendar: Annotated[
        list[str],
        typer.Option(
            "--calendar", metavar="FILE", help="A calendar file to count by as well; repeatable."
        ),
    ],
    ruleset: RulesetOption = None,
    as_of: AsOfOption = None,
    calendars: CalendarsOption = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Which due dates of open cases move under a later notice, and why?"""
    from ..api import read_cases
    from ..api.recheck import read_layers, rechecked, with_layers
    from ..diagnostics.errors import CaseError, OpenDiscloseError, RulesetError
    from ..report.formats import rendered
    from ..report.subjects import Rechecked, RecheckedCase, Unjudged
    from .cases import Shelf
    from .faults import line_of

    view = view_of(lang)
    instant = time_of("--as-of", as_of) if as_of is not None else None
    layers, shelf = read_layers(calendar), Shelf(ruleset, calendars)
    later: dict[int, Rules] = {}
    found: list[RecheckedCase] = []
    unjudged: list[Unjudged] = []
    unmoved, codes = 0, [Exit.CLEAN]
    for path in cases:
        try:
            for loaded in read_cases(path):
                try:
                    this = shelf.opened(loaded, path)
                except (CaseError, RulesetError) as error:
                    unjudged.append(Unjudged(source=loaded.source, findings=error.findings))
                    codes.append(Exit.FINDINGS)
                    continue
                if id(this.rules) not in later:
                    later[id(this.rules)] = with_layers(this.rules, layers)
                moved = rechecked(this.rules, later[id(this.rules)], this.loaded, instant)
                if not moved.clocks:
                    unmoved += 1
                    continue
                codes.append(Exit.FINDINGS)
                case = this.loaded.case
                assert case is not None  # `opened` has seen to it
                found.append(
                    RecheckedCase(
                        source=loaded.source, case=case, ruleset=this.rules.ruleset, moved=moved
                    )
                )
        except OpenDiscloseError as error:
            complain(line_of(error, view.lang))
            codes.append(Exit.MISUSE)
    subject = Rechecked(cases=tuple(found), unmoved=unmoved, unjudged=tuple(unjudged))
    put(rendered(subject, format_.value, view))
    raise typer.Exit(gravest(codes))
