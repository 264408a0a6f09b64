"""The words of a command line go in; the command runs, and the exit code comes out."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from .. import __version__
from ..diagnostics.errors import (
    CalendarFileError,
    CaseError,
    MappingError,
    OpenDiscloseError,
    RulesetError,
)
from .arguments import language
from .audit import audit
from .calendar import calendar
from .check import check
from .classify import classify
from .compare import compare
from .days import days
from .due import due
from .exit_codes import INTERRUPTED, Exit
from .explain import explain
from .faults import internal, line_of
from .fee import fee
from .new import new
from .next import next_
from .options import Lang
from .output import complain, put, put_aside, speak_utf8
from .recheck import recheck
from .schema import schema
from .show import show
from .test import rule_tests
from .validate import validate

# Everything that Typer raises for a command line it cannot read derives from this class.
_USAGE: type[Exception] = typer.BadParameter.__mro__[1]


def application() -> typer.Typer:
    """The commands; nothing heavier than Typer is imported before one of them runs."""
    app = typer.Typer(
        name="opendisclose",
        help="Disclosure rules as code: due dates, verdicts and next steps, article by article.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    app.command("validate")(validate)
    app.command("check")(check)
    app.command("next")(next_)
    app.command("due")(due)
    app.command("days")(days)
    app.command("recheck")(recheck)
    app.command("audit")(audit)
    app.command("classify")(classify)
    app.command("compare")(compare)
    app.command("fee")(fee)
    app.command("show")(show)
    app.command("test")(rule_tests)
    app.command("new")(new)
    app.command("explain")(explain)
    app.command("schema")(schema)
    app.add_typer(calendar(), name="calendar")
    return app


def _print_version(asked: bool) -> None:
    if asked:
        put(f"opendisclose {__version__}\n")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Print the traceback of an internal fault.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    speak_utf8()
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run one command line; whatever happens, one line is told and the exit code says which."""
    try:
        code = application()(args=arguments, prog_name="opendisclose", standalone_mode=False)
        return int(code or Exit.CLEAN)
    except typer.Exit as ended:
        return ended.exit_code
    except (CalendarFileError, CaseError, MappingError, RulesetError) as error:
        return _told(error, _asked_language(arguments))
    except OpenDiscloseError as error:
        complain(line_of(error, language(_asked_language(arguments))))
        return Exit.MISUSE
    except _USAGE as error:
        error.show()  # type: ignore[attr-defined]  # as Typer does
        return Exit.MISUSE
    except typer.Abort:  # what older releases of Typer make of an interrupt
        return INTERRUPTED
    except Exception as error:
        if "--debug" in arguments:
            put_aside(traceback.format_exc())
        complain(internal(error, language(_asked_language(arguments))))
        return Exit.FAULT


def _told(
    error: CalendarFileError | CaseError | MappingError | RulesetError, lang: Lang | None
) -> Exit:
    """A file that cannot be used: its findings are the answer."""
    from ..report.findings_text import files_text
    from ..report.layout import View
    from ..report.subjects import FileReport, Files

    file = FileReport(source=error.source, findings=error.findings)
    put_aside(files_text(Files(files=(file,)), View(lang=language(lang))))
    return Exit.FINDINGS


def _asked_language(arguments: Sequence[str]) -> Lang | None:
    """The `--lang` of a command line that may not have been read to its end."""
    for place, word in enumerate(arguments):
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or next(iter(arguments[place + 1 :]), "")
            return Lang(value) if value in tuple(Lang) else None
    return None
