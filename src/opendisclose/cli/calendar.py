"""`opendisclose calendar show|check|add`: calendar files in, special days and findings out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .arguments import MisuseError, day_of
from .exit_codes import Exit, gravest
from .options import CalendarsOption, Format, FormatOption, KnownOnOption, LangOption
from .output import complain, put, view_of
from .severities import at_or_above

IssuedOption = Annotated[
    str | None,
    typer.Option(
        "--issued", metavar="DATE", help="The day of issue, for a file that does not have it."
    ),
]


def calendar() -> typer.Typer:
    """The three commands about calendars."""
    app = typer.Typer(
        help="Which days are worked and by which notice; later notices from files.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.command("show")(show)
    app.command("check")(check)
    app.command("add")(add)
    return app


def show(
    years: Annotated[list[int], typer.Argument(metavar="YEAR", help="The years to show.")],
    country: Annotated[str, typer.Option("--country", help="Code of two letters.")] = "CN",
    region: Annotated[
        str | None, typer.Option("--region", help="Code of a region of the country.")
    ] = None,
    calendars: CalendarsOption = None,
    known_on: KnownOnOption = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """What is special about the days of a year, and by which notice?"""
    from ..api.calendars import layers_from
    from ..calendars.calendar import calendar_for
    from ..calendars.errors import CalendarRangeError
    from ..report.formats import rendered
    from ..report.subjects import CalendarShown

    found = calendar_for(
        country,
        region,
        layers=layers_from(calendars),
        known_on=day_of("--known-on", known_on) if known_on else None,
    )
    if not all(found.first.year <= one <= found.last.year for one in years):
        raise CalendarRangeError(first=found.first, last=found.last)
    put(rendered(CalendarShown(calendar=found, years=tuple(years)), format_.value, view_of(lang)))


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Calendar files.")],
    issued: IssuedOption = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Is this calendar file sound? Every finding, with its line."""
    from ..api.calendars import check_calendar
    from ..calendars.checked import check_together
    from ..diagnostics.errors import SourceError
    from ..report.formats import rendered
    from ..report.subjects import FileReport, Files
    from .faults import line_of
    from .options import FailOn

    view = view_of(lang)
    day = day_of("--issued", issued) if issued else None
    reports: list[FileReport] = []
    codes: list[Exit] = []
    usable = []
    for name in files:
        try:
            found = check_calendar(name, issued=day)
        except SourceError as error:
            complain(line_of(error, view.lang))
            codes.append(Exit.MISUSE)
            continue
        reports.append(FileReport(source=found.source, findings=found.findings))
        codes.append(Exit.FINDINGS if found.layer is None else Exit.CLEAN)
        if found.layer is not None:
            usable.append((found.source, found.layer))
    between = check_together(usable)
    if between:
        reports.append(FileReport(source=view.say("各文件之间", "between files"), findings=between))
        codes.append(Exit.FINDINGS if at_or_above(between, FailOn.ERROR) else Exit.CLEAN)
    if reports:
        put(rendered(Files(files=tuple(reports)), format_.value, view))
    raise typer.Exit(gravest(codes))


def add(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A calendar file.")],
    to: Annotated[
        str, typer.Option("--to", metavar="DIR", help="The folder that days are counted by.")
    ],
    issued: IssuedOption = None,
    lang: LangOption = None,
) -> None:
    """Check a calendar file and put it into a folder, if it agrees with what lies there."""
    from ..api.calendars import add_calendar
    from ..report.findings_text import files_text
    from ..report.subjects import FileReport, Files

    view = view_of(lang)
    day = day_of("--issued", issued) if issued else None
    if not Path(to).is_dir():
        raise MisuseError(f"没有文件夹 `{to}`", f"there is no folder `{to}`")
    found, written = add_calendar(file, to, issued=day)
    if found.findings:
        report = FileReport(source=found.source, findings=found.findings)
        put(files_text(Files(files=(report,)), view))
    if written is None:
        raise typer.Exit(Exit.FINDINGS)
    put(view.say(f"已加入 {written}\n", f"added {written}\n"))
