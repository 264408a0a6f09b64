"""`opendisclose check`: case files in, a verdict on each out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import time_of
from .exit_codes import Exit, gravest
from .options import (
    AsOfOption,
    CalendarsOption,
    FailOn,
    FailOnOption,
    LangOption,
    PageFormat,
    PageFormatOption,
    RulesetOption,
    StrictOption,
    WhyNotOption,
)
from .output import complain, put, view_of
from .severities import at_or_above

if TYPE_CHECKING:
    from ..load.case import LoadedCase
    from ..report.layout import View
    from ..report.subjects import Judged, Unjudged
    from .cases import Shelf


def check(
    cases: Annotated[
        list[str], typer.Argument(metavar="CASE", help="Case files; .jsonl holds one case a line.")
    ],
    ruleset: RulesetOption = None,
    as_of: AsOfOption = None,
    calendars: CalendarsOption = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="DEADLINE",
            help="Only how the date of this deadline was counted, in full; DEADLINE@KEY of one "
            "that is kept per key.",
        ),
    ] = None,
    why_not: WhyNotOption = None,
    strict: StrictOption = False,
    resolved: Annotated[
        bool,
        typer.Option("--resolved", help="Judge by the rule as it binds beside the law above it."),
    ] = False,
    format_: PageFormatOption = PageFormat.TEXT,
    lang: LangOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """Was this case handled by the rule? What was late, skipped, or without ground?"""
    from ..api import read_cases
    from ..diagnostics.errors import OpenDiscloseError
    from ..report.formats import rendered
    from ..report.subjects import Cases
    from .cases import Shelf
    from .clock import Asked, explain_clock, refuse_what_needs_a_clock
    from .faults import line_of

    view = view_of(lang)
    instant = time_of("--as-of", as_of) if as_of is not None else None
    shelf = Shelf(ruleset, calendars, resolved=resolved)
    if explain is not None:
        asked = Asked(clock=explain, why_not=why_not, as_of=instant)
        raise typer.Exit(explain_clock(cases, shelf, asked, format_, view))
    refuse_what_needs_a_clock(why_not, format_)
    found: list[Judged | Unjudged] = []
    codes: list[Exit] = []
    for path in cases:
        try:
            every = read_cases(path)
        except OpenDiscloseError as error:
            complain(line_of(error, view.lang))
            codes.append(Exit.MISUSE)
            continue
        if not every:
            codes.append(Exit.NOTHING)
            complain(_nothing(path, view))
        for loaded in every:
            try:
                one = _judged(loaded, path, shelf, instant)
            except OpenDiscloseError as error:
                complain(line_of(error, view.lang))
                codes.append(Exit.MISUSE)
                continue
            found.append(one)
            codes.append(_code(one, fail_on, strict=strict))
            if codes[-1] is Exit.NOTHING:
                complain(_nothing(loaded.source, view))
    if found:
        put(rendered(Cases(cases=tuple(found)), format_.value, view))
    raise typer.Exit(gravest(codes))


def _nothing(source: str, view: View) -> str:
    none = "没有可判断的事件", "nothing to check: no event can be judged"
    return f"{source}{view.say('：', ': ')}{view.say(*none)}"


def judged(path: str, ruleset: str | None, as_of: date | datetime | None) -> Judged | Unjudged:
    """The one case at `path` judged, or what keeps it from being judged.

    Raises:
        OpenDiscloseError: the call itself is wrong: no such file, no such procedure.
    """
    from ..api import read_cases
    from .cases import Shelf

    (loaded,) = read_cases(path)
    return _judged(loaded, path, Shelf(ruleset), as_of)


def _judged(
    loaded: LoadedCase, path: str, shelf: Shelf, as_of: date | datetime | None
) -> Judged | Unjudged:
    from ..diagnostics.errors import CaseError, RulesetError
    from ..report.subjects import Judged, Unjudged

    try:
        this = shelf.opened(loaded, path)
    except (CaseError, RulesetError) as error:
        return Unjudged(source=loaded.source, findings=error.findings)
    verdict = this.rules.check(this.loaded, as_of=as_of)
    case = this.loaded.case
    assert case is not None  # `opened` has seen to it
    return Judged(source=loaded.source, case=case, ruleset=this.rules.ruleset, verdict=verdict)


def _code(one: Judged | Unjudged, fail_on: FailOn, *, strict: bool) -> Exit:
    from ..report.subjects import Unjudged
    from ..report.verdict_text import has_nothing_to_judge

    if isinstance(one, Unjudged):
        return Exit.FINDINGS  # whatever --fail-on says: there is no verdict
    if has_nothing_to_judge(one):
        return Exit.NOTHING
    verdict = one.verdict
    told = (*verdict.findings, *verdict.missing, *verdict.notes)
    unsure = fail_on is FailOn.INDETERMINATE and verdict.word.value == "indeterminate"
    unsure |= strict and any(one.provisional for one in verdict.clocks)
    return Exit.FINDINGS if unsure or at_or_above(told, fail_on) else Exit.CLEAN
