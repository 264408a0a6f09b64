"""`opendisclose due`: a deadline and its first day in, the due date and its steps out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError, day_of, numbers_of, period_of, time_of
from .exit_codes import Exit
from .options import (
    CalendarsOption,
    DueFormat,
    DueFormatOption,
    KnownOnOption,
    LangOption,
    OpenedByOption,
    RulesetArgument,
    StrictOption,
    WhyNotOption,
    WorstCaseOption,
)
from .output import put, view_of

if TYPE_CHECKING:
    from ..api import Rules
    from ..deadline.between import Reminder
    from ..deadline.due import DueDate

_Period = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="15wd|10d|2m|48h",
        help="The length, for a deadline whose length is set in each case.",
    ),
]
_Explain = Annotated[
    bool,
    typer.Option("--explain", help="Also the law behind each step, other readings, and a picture."),
]
_Remind = Annotated[
    str | None,
    typer.Option(
        "--remind",
        metavar="5,3,1",
        help="The working days on which so many of them are left.",
    ),
]


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
    period: _Period = None,
    calendars: CalendarsOption = None,
    known_on: KnownOnOption = None,
    explain: _Explain = False,
    why_not: WhyNotOption = None,
    remind: _Remind = None,
    worst_case: WorstCaseOption = False,
    opened_by: OpenedByOption = None,
    strict: StrictOption = False,
    format_: DueFormatOption = DueFormat.TEXT,
    lang: LangOption = None,
) -> None:
    """By when? One deadline counted from a day, step by step."""
    from ..api import load
    from ..report.formats import rendered
    from ..report.subjects import Due, Latest

    view = view_of(lang)
    begins = time_of("--start", start)
    length = period_of(period) if period is not None else None
    rules = load(ruleset, calendars=calendars, on=begins)
    known = day_of("--known-on", known_on) if known_on else None
    if worst_case:
        worst = rules.worst_case(
            deadline, start=begins, period=length, known_on=known, opened_by=opened_by
        )
        put(rendered(Latest(worst=worst), format_.value, view))
        return
    _refuse_what_is_of_the_worst_case(format_, opened_by)
    procedure, _, name = deadline.partition(".")
    found = rules.due(deadline, start=begins, period=length, known_on=known)
    if length is not None:
        _refuse_a_length_that_is_fixed(rules, procedure, name)
    asked = day_of("--why-not", why_not) if why_not is not None else None
    subject = Due(
        ruleset=rules.ruleset,
        procedure=procedure,
        name=name,
        start=begins,
        period=length,
        due=found,
        full=explain,
        why_not=rules.why_not(found, asked) if asked is not None else None,
        reminders=_reminders(found, remind) if remind is not None else (),
    )
    put(rendered(subject, format_.value, view))
    if strict and found.status == "provisional":
        raise typer.Exit(Exit.FINDINGS)


def _refuse_what_is_of_the_worst_case(format_: DueFormat, opened_by: str | None) -> None:
    if format_ is DueFormat.MERMAID or opened_by is not None:
        raise MisuseError(
            "`--format mermaid` 和 `--opened-by` 只用于 --worst-case",
            "`--format mermaid` and `--opened-by` belong to --worst-case",
        )


def _reminders(due: DueDate, remind: str) -> tuple[Reminder, ...]:
    numbers = numbers_of("--remind", remind)
    if due.date is None:
        raise MisuseError(
            "没有截止日，不能倒数提醒的日子", "there is no due date to count reminders back from"
        )
    return due.reminders(*numbers)


def _refuse_a_length_that_is_fixed(rules: Rules, procedure: str, name: str) -> None:
    from ..report.periods import is_set_by_a_fact

    if not is_set_by_a_fact(rules.ruleset.procedures[procedure].deadlines[name]):
        raise MisuseError(
            f"期限 `{procedure}.{name}` 的时长由规则规定，不能以 --period 另行给出",
            f"the length of `{procedure}.{name}` is fixed by the rule; --period is for one that "
            "is set in each case",
        )
