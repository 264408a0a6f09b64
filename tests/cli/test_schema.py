"""`schema` prints the JSON Schema of the files of a language."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from opendisclose.cli.exit_codes import Exit
from opendisclose.report.schema_json import SCHEMAS

from .conftest import Ran


@pytest.mark.parametrize("language", SCHEMAS)
def test_it_prints_the_schema(language: str, od: Callable[..., Ran]) -> None:
    ran = od("schema", language)
    assert (ran.code, json.loads(ran.out)) == (Exit.CLEAN, SCHEMAS[language]())


def test_without_a_name_it_is_that_of_rulesets(od: Callable[..., Ran]) -> None:
    assert od("schema").out == od("schema", "ruleset").out
    assert od("schema", "law").code == Exit.MISUSE
