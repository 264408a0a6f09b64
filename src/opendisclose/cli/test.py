"""`opendisclose test`: rule tests in, what differs from what they expect and coverage out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .exit_codes import Exit
from .options import LangOption, TestFormat, TestFormatOption
from .output import complain, put, view_of

_HERE = "rulesets"  # of a working directory that has rulesets of its own


def rule_tests(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]",
            help="Ids of rulesets, folders of rulesets or tests, files of tests. "
            "Default: ./rulesets, else every shipped ruleset.",
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="PERCENT",
            help="Exit with 1 if fewer of a ruleset's binding clauses are covered.",
            min=0,
            max=100,
        ),
    ] = None,
    format_: TestFormatOption = TestFormat.TEXT,
    lang: LangOption = None,
) -> None:
    """Does the ruleset mean what its authors expect? Rule tests, and coverage by clause."""
    from ..api.suites import run_tests
    from ..report.formats import rendered
    from ..report.subjects import Tested

    view = view_of(lang)
    suites = run_tests(_meant(paths or []))
    if not any(one.tests or one.findings for one in suites):
        none = "没有可运行的规则测试", "nothing to run: there is no rule test"
        complain(view.say(*none))
        raise typer.Exit(Exit.NOTHING)
    tested = Tested(suites=suites, fail_under=fail_under)
    put(rendered(tested, format_.value, view))
    raise typer.Exit(Exit.CLEAN if tested.passed else Exit.FINDINGS)


def _meant(paths: list[str]) -> list[str]:
    """The words given, else the folder of rulesets that one stands in, if there is one."""
    if paths or not any(Path(_HERE).glob("*/ruleset.yaml")):
        return paths
    return [_HERE]
