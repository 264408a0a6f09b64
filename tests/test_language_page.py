"""The page on the language is the one generated, and every example on it is valid and runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import opendisclose as od
from opendisclose.cli.main import run
from opendisclose.model import (
    calendar_file,
    conditions,
    fees,
    keys,
    mapping,
    outcomes,
    periods,
    procedure,
    receipt,
    ruleset,
    ruletest,
)
from opendisclose.model.base import Ignore, Model, Text
from opendisclose.model.case import Case, Event, Saved
from opendisclose.model.json_schema import (
    calendar_schema,
    case_schema,
    mapping_schema,
    ruleset_schema,
    ruletest_schema,
)

from .conftest import ROOT
from .tools import language_page as tool

PAGE = ROOT / "docs" / "reference" / "language.md"
SCHEMAS = (ruleset_schema(), case_schema(), calendar_schema(), ruletest_schema(), mapping_schema())
MODELS: dict[str, type[Model]] = {
    name: one
    for module in (
        ruleset,
        fees,
        outcomes,
        receipt,
        procedure,
        conditions,
        periods,
        calendar_file,
        mapping,
        ruletest,
    )
    for name, one in vars(module).items()
    if isinstance(one, type) and issubclass(one, Model)
} | {"Text": Text, "Ignore": Ignore, "Case": Case, "Event": Event, "Saved": Saved}
EXAMPLES = [
    pytest.param(name, one, id=f"{name}-{number}")
    for name, every in tool.examples().items()
    for number, one in enumerate(every)
]


def test_the_page_is_the_one_generated(
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tool.RUNS)

    def printed(words: str) -> str:
        run([*words.split(), "--lang", "en"])
        return capsys.readouterr().out

    golden(str(PAGE), tool.page(printed))


def test_the_page_on_rule_tests_is_the_one_generated(golden: Callable[[str, str], None]) -> None:
    golden(str(PAGE.parent / "rule-test.md"), tool.ruletest_page())


def test_the_page_on_mappings_is_the_one_generated(golden: Callable[[str, str], None]) -> None:
    golden(str(PAGE.parent / "mapping.md"), tool.mapping_page())


def test_it_has_every_model_and_no_other() -> None:
    told = set(tool.HEADINGS) - {tool.CONDITION}
    assert told == set(tool.definitions())
    with_keys = {name for name, one in tool.definitions().items() if "properties" in one}
    assert set(tool.examples()) == with_keys
    assert set(keys.models()) <= told


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_valid(name: str, example: dict[str, Any]) -> None:
    MODELS[name].model_validate(example, by_alias=True, by_name=False)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_what_the_schema_accepts(name: str, example: dict[str, Any]) -> None:
    (schema, *_) = [one for one in SCHEMAS if name in one["$defs"] or _is_root(name, one)]
    whole = schema if _is_root(name, schema) else {"$ref": f"#/$defs/{name}"} | _defs(schema)
    data = Case.model_validate({"procedure": "p", "facts": example}).model_dump(mode="json")
    found = [one.message for one in Draft202012Validator(whole).iter_errors(data["facts"])]
    assert found == []


def _is_root(name: str, schema: dict[str, Any]) -> bool:
    language = "test" if name == "RuleTests" else name.removesuffix("File").lower()
    return schema["title"] == f"OpenDisclose {language} 1"


def _defs(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$defs": schema["$defs"]}


@pytest.mark.parametrize("name", tool.definitions())
def test_every_key_has_an_example(name: str) -> None:
    properties = tool.definitions()[name].get("properties", {})
    given = {key for one in tool.examples().get(name, ()) for key in one}
    assert given == set(properties)


EXPECTED = {
    "hours": ("late", "第一条", "2026-10-02 22:30:00+08:00"),
    "months": ("late", "第一条", "2026-02-28"),
    "fork": ("missing_step", "第二条", None),
    "floor": ("premature_closure", "第一条", "2026-06-23"),
    "receipt": ("late", "第二条", "2021-12-30"),
    "recurring": ("late", "第一条", "2026-09-30"),
}


@pytest.mark.parametrize("name", tool.SHOWN)
def test_each_of_the_six_rules_is_sound_and_its_case_judged(name: str) -> None:
    kind, clause, due = EXPECTED[name]
    found = od.validate(tool.RUNS / f"{name}.yaml")
    # What only notes do: an example of a floor has no limit, and is told so.
    assert [one.code.id for one in found] == (["OD405"] if name == "floor" else [])
    rules = od.load(tool.RUNS / f"{name}.yaml")
    case = od.read_case(tool.RUNS / f"{name}-case.yaml").case
    assert case is not None
    as_of = "2026-10-10" if name == "recurring" else None
    verdict = rules.check(case.model_copy(update={"ruleset": None}), as_of=as_of)
    assert [(one.kind, one.clause) for one in verdict.findings] == [(kind, clause)]
    assert [str(one.moment or one.due) for one in verdict.clocks] == ([due] if due else [])


def test_the_examples_are_all_shown() -> None:
    files = {one.stem.removesuffix("-case") for one in Path(tool.RUNS).glob("*.yaml")}
    assert files == set(tool.SHOWN) == set(EXPECTED)
