"""`opendisclose audit`: a log of many cases in, what was late, skipped or without ground out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError, time_of
from .exit_codes import Exit
from .options import (
    AsOfOption,
    CalendarsOption,
    FailOn,
    FailOnOption,
    LangOption,
    PageFormat,
    PageFormatOption,
)
from .output import complain, put, view_of
from .severities import at_or_above

if TYPE_CHECKING:
    from ..bulk.summary import AuditSummary

_TABLES = ".parquet, .csv, .xlsx, .arrow"


def audit(
    ruleset: Annotated[
        str, typer.Argument(metavar="RULESET", help="Id of a shipped ruleset, or a path.")
    ],
    log: Annotated[
        str,
        typer.Argument(
            metavar="LOG", help="The log: .csv, .xlsx, .parquet, .arrow, .jsonl, .xes, .xes.gz."
        ),
    ],
    procedure: Annotated[
        str | None,
        typer.Option("--procedure", metavar="NAME", help="By which procedure of the ruleset."),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", metavar="FILE", help="What the log's columns and words mean."),
    ] = None,
    as_of: AsOfOption = None,
    findings: Annotated[
        str | None,
        typer.Option(
            "--findings", metavar="OUT", help=f"Write a table of every finding: {_TABLES}."
        ),
    ] = None,
    cases: Annotated[
        str | None,
        typer.Option("--cases", metavar="OUT", help=f"Write a table of every case: {_TABLES}."),
    ] = None,
    suggest_mapping: Annotated[
        bool,
        typer.Option(
            "--suggest-mapping", help="Judge nothing: print a mapping for this log, to be reviewed."
        ),
    ] = False,
    calendars: CalendarsOption = None,
    format_: PageFormatOption = PageFormat.TEXT,
    lang: LangOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """Was a whole year of cases handled by the rule? Which were late, by clause, unit and month?"""
    from ..api import ledgers, load
    from ..report.formats import rendered
    from ..report.subjects import Audited

    view = view_of(lang)
    if suggest_mapping:
        if mapping or findings or cases:
            raise MisuseError(
                "--suggest-mapping 不作判断，不能与 --mapping、--findings、--cases 同用",
                "--suggest-mapping judges nothing: give it without --mapping, --findings, --cases",
            )
        put(ledgers.suggest_mapping(ruleset, log, procedure=procedure))
        raise typer.Exit(Exit.CLEAN)
    instant = time_of("--as-of", as_of) if as_of is not None else None
    rules = load(ruleset, calendars=calendars)
    ledgers.check_outputs(findings, cases)
    found = ledgers.audit_file(rules, log, procedure=procedure, mapping=mapping, as_of=instant)
    ledgers.write_outputs(found, findings=findings, cases=cases)
    put(rendered(Audited(summary=found.summary, ruleset=rules.ruleset), format_.value, view))
    if found.summary.cases == 0:
        complain(f"{log}{view.say('：没有案件', ': it has no case')}")
        raise typer.Exit(Exit.NOTHING)
    raise typer.Exit(Exit.FINDINGS if _fails(found.summary, fail_on) else Exit.CLEAN)


def _fails(summary: AuditSummary, fail_on: FailOn) -> bool:
    """Whether a case or the ledger itself has what makes the exit code 1."""
    if fail_on is FailOn.NEVER:
        return False
    broken = summary.of("violation") + summary.of("refused") > 0
    unsure = fail_on is FailOn.INDETERMINATE and summary.of("indeterminate") > 0
    return broken or unsure or at_or_above(summary.quality, fail_on)
