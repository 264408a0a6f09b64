"""The arguments and options that `opendisclose audit` alone has, under names that say them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

_TABLES = ".parquet, .csv, .xlsx, .arrow"

LogArgument: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="LOG", help="The log: .csv, .xlsx, .parquet, .arrow, .jsonl, .xes, .xes.gz."
    ),
]
ProcedureOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--procedure", metavar="NAME", help="By which procedure of the ruleset."),
]
MappingOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--mapping", metavar="FILE", help="What the log's columns and words mean."),
]
FindingsOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--findings", metavar="OUT", help=f"Write a table of every finding: {_TABLES}."),
]
CasesOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--cases", metavar="OUT", help=f"Write a table of every case: {_TABLES}."),
]
StreamOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--stream",
        metavar="DIR",
        help="For a log longer than memory: write all tables into this folder, part by part; "
        "interrupted, the same command goes on.",
    ),
]
AnewOption: TypeAlias = Annotated[
    bool, typer.Option("--anew", help="With --stream: forget what was judged before.")
]
SuggestOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--suggest-mapping", help="Judge nothing: print a mapping for this log, to be reviewed."
    ),
]
