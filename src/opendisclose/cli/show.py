"""`opendisclose show`: a ruleset in, what it says out, as text, data or diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError
from .options import LangOption, RulesetArgument, ShowFormat, ShowFormatOption
from .output import put, view_of

if TYPE_CHECKING:
    from ..report.layout import View


def show(
    ruleset: RulesetArgument,
    procedure: Annotated[
        str | None,
        typer.Argument(metavar="[PROCEDURE]", help="One procedure. Default: all of them."),
    ] = None,
    format_: ShowFormatOption = ShowFormat.TEXT,
    readings: Annotated[
        bool, typer.Option("--readings", help="Only how open points of the document are read.")
    ] = False,
    defects: Annotated[
        bool, typer.Option("--defects", help="Only the defects found in the document.")
    ] = False,
    clauses: Annotated[
        bool, typer.Option("--clauses", help="Only what became of each clause of the document.")
    ] = False,
    resolved: Annotated[
        bool,
        typer.Option(
            "--resolved",
            help="The rule as it binds beside the law above it, each item with its document.",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """What does the ruleset say? Roles, procedures, deadlines, grounds, readings."""
    from ..analyse import document_defects
    from ..api import load
    from ..report.formats import rendered
    from ..report.subjects import Shown

    view = view_of(lang)
    if resolved:
        put(_resolved(ruleset, format_, view))
        return
    rules = load(ruleset)
    names = (procedure,) if procedure is not None else tuple(rules.ruleset.procedures)
    if format_ is ShowFormat.MERMAID and len(names) > 1:
        known = "、".join(names), ", ".join(names)
        raise MisuseError(
            f"一个 Mermaid 图只画一个程序，请写明其一：{known[0]}",
            f"a Mermaid diagram has one procedure; name one of: {known[1]}",
        )
    subject = Shown(
        ruleset=rules.ruleset,
        procedures=tuple(rules.compiled(one) for one in names),
        readings=readings,
        defects=defects,
        clauses=clauses,
        found=document_defects(rules.ruleset),
    )
    put(rendered(subject, format_.value, view))


def _resolved(ruleset: str, format_: ShowFormat, view: View) -> str:
    from ..api.resolving import resolved
    from ..report.formats import rendered
    from ..report.subjects import Binding

    if format_ not in (ShowFormat.TEXT, ShowFormat.JSON):
        raise MisuseError("--resolved 只有 text 和 json", "--resolved comes as text or json")
    _, found = resolved(ruleset)
    return rendered(Binding(resolved=found), format_.value, view)
