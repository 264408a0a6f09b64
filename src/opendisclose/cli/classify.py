"""`opendisclose classify`: facts about information in, whether it is disclosed and how out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import MisuseError, period_of, time_of
from .exit_codes import Exit
from .options import Format, FormatOption, LangOption, RulesetArgument
from .output import put, view_of

if TYPE_CHECKING:
    from ..api import Rules
    from ..load.facts import Given


def classify(
    ruleset: RulesetArgument,
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FACT=VALUE]",
            help="What is known: true, 3, 2026-09-18, written; a list with commas.",
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--facts", metavar="FILE", help="A YAML or JSON file of facts."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day; only some rules depend on it."),
    ] = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Is this published, given on request, or withheld, and on which ground?"""
    from ..api import load
    from ..load.facts import load_facts
    from ..report.formats import rendered
    from ..report.subjects import Classified

    view = view_of(lang)
    day = _day(on) if on is not None else None
    words = [_pair(one) for one in facts or ()]
    rules = load(ruleset, on=day)
    given = _given(words, rules)
    if file is not None:
        given = given.before(load_facts(file))  # the command line prevails over the file
    found = rules.classify(given, on=day)
    put(rendered(Classified(ruleset=rules.ruleset, classification=found), format_.value, view))
    raise typer.Exit(Exit.FINDINGS if found.findings else Exit.CLEAN)


def _day(text: str) -> date:
    found = time_of("--on", text)
    return found.date() if isinstance(found, datetime) else found


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not name.strip():
        raise MisuseError(
            f"`{word}` 不是事实：写作 事实=值，如 consent=written",
            f"`{word}` is not a fact: write FACT=VALUE, such as consent=written",
        )
    return name.strip(), value


def _given(words: list[tuple[str, str]], rules: Rules) -> Given:
    """The words read by the types of the ruleset's facts: lists by comma, durations as `15wd`."""
    from ..load.facts import read_facts

    types = {
        word: fact.type for name, fact in rules.ruleset.facts.items() for word in (name, *fact.also)
    }
    lists = {name for name, kind in types.items() if kind == "list"}
    given = read_facts(words, lists)
    return replace(
        given,
        facts={
            name: _duration(value) if types.get(name) == "duration" else value
            for name, value in given.facts.items()
        },
    )


def _duration(value: object) -> object:
    """`15wd` as a length; a date on which a period ends stays one."""
    if not isinstance(value, str):
        return value
    try:
        return period_of(value).model_dump(exclude_none=True)
    except MisuseError:
        return value  # told as what the fact cannot hold
