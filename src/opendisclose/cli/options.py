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


LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help="Language of the text; else LC_ALL, LC_MESSAGES, LANG decide."),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option("--fail-on", help="The least that makes the exit code 1."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="What is printed.")]
FileFormatOption = Annotated[FileFormat, typer.Option("--format", help="What is printed.")]
ShowFormatOption = Annotated[ShowFormat, typer.Option("--format", help="What is printed.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE|DATETIME",
        help="Judge as of then; a date means its end. Default: the last event.",
    ),
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
