"""`opendisclose due`: a deadline and its first day in, the due date and its steps out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError, period_of, time_of
from .options import Format, FormatOption, LangOption, RulesetArgument
from .output import put, view_of

if TYPE_CHECKING:
    from ..api import Rules


def due(
    ruleset: RulesetArgument,
    deadline: Annotated[
        str,
        typer.Argument(
            metavar="PROCEDURE.DEADLINE", help="The deadline, for example on_request.reply."
        ),
    ],
    start: Annotated[
        str,
        typer.Option(
            "--start", metavar="DATE|DATETIME", help="When it starts: the trigger day or moment."
        ),
    ],
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="15wd|10d|2m|48h",
            help="The length, for a deadline whose length is set in each case.",
        ),
    ] = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """By when? One deadline counted from a day, step by step."""
    from ..api import load
    from ..report.formats import rendered
    from ..report.subjects import Due

    view = view_of(lang)
    begins = time_of("--start", start)
    length = period_of(period) if period is not None else None
    rules = load(ruleset)
    procedure, _, name = deadline.partition(".")
    found = rules.due(deadline, start=begins, period=length)
    if length is not None:
        _refuse_a_length_that_is_fixed(rules, procedure, name)
    subject = Due(
        ruleset=rules.ruleset,
        procedure=procedure,
        name=name,
        start=begins,
        period=length,
        due=found,
    )
    put(rendered(subject, format_.value, view))


def _refuse_a_length_that_is_fixed(rules: Rules, procedure: str, name: str) -> None:
    from ..report.periods import is_set_by_a_fact

    if not is_set_by_a_fact(rules.ruleset.procedures[procedure].deadlines[name]):
        raise MisuseError(
            f"期限 `{procedure}.{name}` 的时长由规则规定，不能以 --period 另行给出",
            f"the length of `{procedure}.{name}` is fixed by the rule; --period is for one that "
            "is set in each case",
        )
