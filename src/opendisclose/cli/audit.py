"""`opendisclose audit`: a log of many cases in, what was late, skipped or without ground out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from .arguments import MisuseError, time_of
from .audit_options import (
    AnewOption,
    CasesOption,
    FindingsOption,
    LogArgument,
    MappingOption,
    ProcedureOption,
    StreamOption,
    SuggestOption,
)
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
    from ..api.rules import Rules
    from ..bulk.summary import AuditSummary
    from ..report.layout import View


def audit(
    ruleset: Annotated[
        str, typer.Argument(metavar="RULESET", help="Id of a shipped ruleset, or a path.")
    ],
    log: LogArgument,
    procedure: ProcedureOption = None,
    mapping: MappingOption = None,
    as_of: AsOfOption = None,
    findings: FindingsOption = None,
    cases: CasesOption = None,
    stream: StreamOption = None,
    anew: AnewOption = False,
    suggest_mapping: SuggestOption = False,
    calendars: CalendarsOption = None,
    format_: PageFormatOption = PageFormat.TEXT,
    lang: LangOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """Was a whole year of cases handled by the rule? Which were late, by clause, unit and month?"""
    from ..api import load
    from ..report.formats import rendered
    from ..report.subjects import Audited

    view = view_of(lang)
    if suggest_mapping:
        _suggest(ruleset, log, procedure, mapping, findings, cases, stream)
    instant = time_of("--as-of", as_of) if as_of is not None else None
    rules = load(ruleset, calendars=calendars)
    given: dict[str, Any] = {"procedure": procedure, "mapping": mapping, "as_of": instant}
    if stream is not None:
        _only_stream(findings, cases)
        summary = _streamed(rules, log, stream, given, anew=anew, view=view)
    elif anew:
        raise MisuseError("--anew 只与 --stream 同用", "--anew is for --stream only")
    else:
        summary = _in_memory(rules, log, given, findings, cases)
    put(rendered(Audited(summary=summary, ruleset=rules.ruleset), format_.value, view))
    if summary.cases == 0:
        complain(f"{log}{view.say('：没有案件', ': it has no case')}")
        raise typer.Exit(Exit.NOTHING)
    raise typer.Exit(Exit.FINDINGS if _fails(summary, fail_on) else Exit.CLEAN)


def _suggest(ruleset: str, log: str, procedure: str | None, *others: str | None) -> NoReturn:
    from ..api import ledgers

    if any(others):
        raise MisuseError(
            "--suggest-mapping 不作判断，不能与 --mapping、--findings、--cases、--stream 同用",
            "--suggest-mapping judges nothing: give it without --mapping, --findings, --cases, "
            "--stream",
        )
    put(ledgers.suggest_mapping(ruleset, log, procedure=procedure))
    raise typer.Exit(Exit.CLEAN)


def _in_memory(
    rules: Rules, log: str, given: dict[str, Any], findings: str | None, cases: str | None
) -> AuditSummary:
    """The audit, with the tables that were asked for."""
    from ..api import ledgers

    ledgers.check_outputs(findings, cases)
    found = ledgers.audit_file(rules, log, **given)
    ledgers.write_outputs(found, findings=findings, cases=cases)
    return found.summary


def _only_stream(*tables: str | None) -> None:
    if any(tables):
        raise MisuseError(
            "--stream 已写出所有的表，不能与 --findings、--cases 同用",
            "--stream writes all tables: give it without --findings, --cases",
        )


def _streamed(
    rules: Rules, log: str, folder: str, given: dict[str, Any], *, anew: bool, view: View
) -> AuditSummary:
    """The audit into a folder, with a bar that shows how far it is, if somebody looks."""
    from ..api.streams import audit_stream
    from .progress import bar

    try:
        with bar(view) as progress:
            return audit_stream(rules, log, folder, resume=not anew, progress=progress, **given)
    except KeyboardInterrupt:
        complain(
            view.say(
                f"已中断；已完成的部分保留在 {folder}，再次执行同一命令即可继续",
                f"interrupted; what is done stays in {folder}, the same command goes on",
            )
        )
        raise


def _fails(summary: AuditSummary, fail_on: FailOn) -> bool:
    """Whether a case or the ledger itself has what makes the exit code 1."""
    if fail_on is FailOn.NEVER:
        return False
    broken = summary.of("violation") + summary.of("refused") > 0
    unsure = fail_on is FailOn.INDETERMINATE and summary.of("indeterminate") > 0
    return broken or unsure or at_or_above(summary.quality, fail_on)
