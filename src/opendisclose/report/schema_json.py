"""The name of a language goes in; the JSON Schema of its files comes out as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..model.json_schema import (
    calendar_schema,
    case_schema,
    mapping_schema,
    overlay_schema,
    ruleset_schema,
    ruletest_schema,
)
from .findings_json import dumped

SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "ruleset": ruleset_schema,
    "overlay": overlay_schema,
    "case": case_schema,
    "test": ruletest_schema,
    "calendar": calendar_schema,
    "mapping": mapping_schema,
}


def schema_json(language: str) -> str:
    """The same bytes as the file of that name under `rulesets/`."""
    return dumped(SCHEMAS[language]())
