"""`opendisclose compare`: a ruleset beside the law above it, or two rulesets, what differs out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError
from .exit_codes import Exit
from .options import (
    FailOn,
    FailOnOption,
    LangOption,
    PageFormat,
    PageFormatOption,
    RulesetArgument,
)
from .output import put, view_of
from .severities import at_or_above

if TYPE_CHECKING:
    from ..load.case import LoadedCase
    from ..report.layout import View


def compare(
    ruleset: RulesetArgument,
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="[OTHER]",
            help="A second ruleset: tell what changes from the first to it.",
        ),
    ] = None,
    law: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="LAW",
            help="The law above it. Default: what it says it implements; repeatable.",
        ),
    ] = None,
    older: Annotated[
        list[str] | None,
        typer.Option(
            "--older",
            metavar="LAW",
            help="A former edition of the law, to tell what is outdated. Default: those installed.",
        ),
    ] = None,
    cases: Annotated[
        list[str] | None,
        typer.Option(
            "--cases",
            metavar="DIR|FILE",
            help="With OTHER: cases to judge by both; repeatable.",
        ),
    ] = None,
    format_: PageFormatOption = PageFormat.TEXT,
    lang: LangOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
) -> None:
    """Is this rule lawful under the law above it? Or: what changes from one ruleset to another?"""
    view = view_of(lang)
    if other is None:
        if cases:
            raise MisuseError("--cases 须与第二个规则同用", "--cases goes with a second ruleset")
        raise typer.Exit(_with_law(ruleset, law or (), older, format_, view, fail_on))
    if law:
        raise MisuseError(
            "第二个规则与 --with 不能同时给出", "give a second ruleset or --with, not both"
        )
    _two(ruleset, other, cases or (), format_, view)


def _two(ruleset: str, other: str, cases: Sequence[str], format_: PageFormat, view: View) -> None:
    from ..api.comparing import difference
    from ..report.formats import rendered
    from ..report.subjects import Differed

    found = difference(ruleset, other, cases=_cases(cases))
    put(rendered(Differed(difference=found), format_.value, view))


def _with_law(
    ruleset: str,
    given: Sequence[str],
    older: Sequence[str] | None,
    format_: PageFormat,
    view: View,
    fail_on: FailOn,
) -> Exit:
    from ..api import load
    from ..api.comparing import compare as compared
    from ..api.comparing import laws_above
    from ..report.formats import rendered
    from ..report.subjects import Compared

    rules = load(ruleset)
    laws = tuple(given or laws_above(rules))
    if not laws:
        raise MisuseError(
            f"{ruleset} 没有写明已安装的上位规定：以 --with 给出",
            f"{ruleset} implements no law that is installed: give one with --with",
        )
    subject = Compared(comparisons=tuple(compared(rules, one, older=older) for one in laws))
    put(rendered(subject, format_.value, view))
    found = any(at_or_above(one.findings, fail_on) for one in subject.comparisons)
    return Exit.FINDINGS if found else Exit.CLEAN


def _cases(names: Sequence[str]) -> list[LoadedCase]:
    """The cases of files, and of every case file in folders, in the order of their names."""
    from ..api import read_cases

    found: list[LoadedCase] = []
    for name in names:
        path = Path(name)
        files = sorted(_files(path)) if path.is_dir() else [path]
        for file in files:
            found += [one for one in read_cases(file) if one.case is not None]
    return found


def _files(folder: Path) -> list[Path]:
    return [one for kind in ("*.yaml", "*.yml", "*.json", "*.jsonl") for one in folder.glob(kind)]
