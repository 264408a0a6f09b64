"""The options that several commands share: their names, values and help, in one place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Lang(StrEnum):
    ZH = "zh"
    EN = "en"


class FailOn(StrEnum):
    """The least that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    INDETERMINATE = "indeterminate"
    NEVER = "never"


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


class PageFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class DueFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MERMAID = "mermaid"


class FileFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class ShowFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"
    DOT = "dot"
    PNML = "pnml"
    BPMN = "bpmn"


class TestFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"


LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help="Language of the text; else LC_ALL, LC_MESSAGES, LANG decide."),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option("--fail-on", help="The least that makes the exit code 1."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="What is printed.")]
PageFormatOption = Annotated[PageFormat, typer.Option("--format", help="What is printed.")]
DueFormatOption = Annotated[DueFormat, typer.Option("--format", help="What is printed.")]
FileFormatOption = Annotated[FileFormat, typer.Option("--format", help="What is printed.")]
ShowFormatOption = Annotated[ShowFormat, typer.Option("--format", help="What is printed.")]
TestFormatOption = Annotated[TestFormat, typer.Option("--format", help="What is printed.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE|DATETIME",
        help="Judge as of then; a date means its end. Default: the last event.",
    ),
]
CalendarsOption = Annotated[
    str | None,
    typer.Option(
        "--calendars",
        metavar="DIR",
        help="A folder of calendar files to count by. Default: $OPENDISCLOSE_CALENDARS.",
    ),
]
KnownOnOption = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        metavar="DATE",
        help="Count by the notices that were out on that day. Default: all that are known.",
    ),
]
WhyNotOption = Annotated[
    str | None,
    typer.Option("--why-not", metavar="DATE", help="Why is it not that day?"),
]
WorstCaseOption = Annotated[
    bool,
    typer.Option(
        "--worst-case", help="Of a whole procedure: the latest lawful date of every step."
    ),
]
OpenedByOption = Annotated[
    str | None,
    typer.Option(
        "--opened-by", metavar="ACT", help="With --worst-case: the act that opens the case."
    ),
]
StrictOption = Annotated[
    bool,
    typer.Option("--strict", help="A date that is only provisional makes the exit code 1."),
]
RulesetOption = Annotated[
    str | None,
    typer.Option(
        "--ruleset",
        metavar="ID|PATH",
        help="The ruleset to judge by. Default: the one the case names.",
    ),
]
RulesetArgument = Annotated[
    str, typer.Argument(metavar="RULESET", help="Id of a shipped ruleset, or a path.")
]
