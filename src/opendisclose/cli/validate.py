"""`opendisclose validate`: ruleset files in, everything that is found in them out."""

from __future__ import annotations

from typing import Annotated

import typer

from .exit_codes import Exit, gravest
from .options import FailOn, FailOnOption, FileFormat, FileFormatOption, LangOption
from .output import complain, put, view_of
from .severities import at_or_above


def validate(
    rulesets: Annotated[
        list[str],
        typer.Argument(metavar="RULESET", help="Ids of shipped rulesets, or paths."),
    ],
    format_: FileFormatOption = FileFormat.TEXT,
    lang: LangOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    counterexample: Annotated[
        str | None,
        typer.Option(
            "--counterexample",
            metavar="DIR",
            help="Write a case file for each run that shows a finding.",
        ),
    ] = None,
) -> None:
    """Is this ruleset sound? Every finding, with its line."""
    from ..api import examine
    from ..diagnostics.errors import SourceError
    from ..report.formats import rendered
    from ..report.subjects import FileReport, Files
    from .counterexamples import write_counterexamples
    from .faults import line_of

    view = view_of(lang)
    files: list[FileReport] = []
    codes: list[Exit] = []
    for name in rulesets:
        try:
            loaded = examine(name)
        except SourceError as error:
            complain(line_of(error, view.lang))
            codes.append(Exit.MISUSE)
            continue
        files.append(
            FileReport(
                source=loaded.source,
                findings=loaded.findings,
                ruleset=loaded.ruleset,
                ignored=loaded.ignored,
            )
        )
        if counterexample is not None:
            write_counterexamples(counterexample, name, loaded.findings)
        codes.append(Exit.FINDINGS if at_or_above(loaded.findings, fail_on) else Exit.CLEAN)
    if files:
        put(rendered(Files(files=tuple(files)), format_.value, view))
    raise typer.Exit(gravest(codes))
