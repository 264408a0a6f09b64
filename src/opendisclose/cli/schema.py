"""`opendisclose schema`: the name of a language in, the JSON Schema of its files out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from .output import put


class Language(StrEnum):
    RULESET = "ruleset"
    OVERLAY = "overlay"
    CASE = "case"
    TEST = "test"
    CALENDAR = "calendar"
    MAPPING = "mapping"


def schema(
    language: Annotated[
        Language,
        typer.Argument(
            metavar="[LANGUAGE]",
            help="Of which files: ruleset, overlay, case, test, calendar, mapping.",
        ),
    ] = Language.RULESET,
) -> None:
    """By which JSON Schema does an editor check and complete such a file?"""
    from ..report.schema_json import schema_json

    put(schema_json(language.value))
