"""The models of a file go in; the JSON Schema that an editor checks such a file by comes out."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from .calendar_file import CalendarFile
from .case import Case
from .keys import meaning
from .mapping import Mapping
from .ruleset import Ruleset
from .ruletest import RuleTests

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def ruleset_schema() -> dict[str, Any]:
    """The JSON Schema of a ruleset file."""
    return _schema(Ruleset, "OpenDisclose ruleset 1", "一份信息公开规则 A disclosure rule")


def overlay_schema() -> dict[str, Any]:
    """The JSON Schema of a ruleset that extends another: only what it changes has to be there."""
    made = _schema(Ruleset, "OpenDisclose overlay 1", "上位规定的改动 Changes to a law")
    for name in _MERGED:
        made["$defs"][name].pop("required", None)
    for name in _REMOVABLE:
        made["$defs"][name]["properties"]["remove"] = {
            "description": "底本的这一项不适用，及其理由。The law's item is taken out, and why.",
            **_REASON,
        }
    return {**made, "required": ["opendisclose", "id", "extends", *_OWN]}


_OWN = ("edition", "status", "in_force", "title")
_REASON = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
# Items that are merged key by key: what an overlay leaves out is the law's.
_MERGED = (
    "Attribute",
    "Deadline",
    "Exemption",
    "Extended",
    "Fact",
    "Outcome",
    "Procedure",
    "Receipt",
)
_REMOVABLE = ("Exemption", "Extended")


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case file."""
    return _schema(Case, "OpenDisclose case 1", "一个案件的记录 The record of one case")


def calendar_schema() -> dict[str, Any]:
    """The JSON Schema of a calendar file."""
    return _schema(
        CalendarFile,
        "OpenDisclose calendar 1",
        "后来的通知和本单位的日子 Later notices and own days",
    )


def ruletest_schema() -> dict[str, Any]:
    """The JSON Schema of a file of rule tests."""
    return _schema(RuleTests, "OpenDisclose test 1", "规则测试 Tests of a disclosure rule")


def mapping_schema() -> dict[str, Any]:
    """The JSON Schema of a mapping file."""
    return _schema(
        Mapping, "OpenDisclose mapping 1", "台账的列和用语 Columns and words of a ledger"
    )


def _schema(model: type[BaseModel], title: str, description: str) -> dict[str, Any]:
    """What a file may hold, keys as a file spells them, every shorthand included.

    It is about shapes; whether names lead somewhere and conditions make sense, `validate` tells.
    """
    made = model.model_json_schema(by_alias=True, mode="validation", schema_generator=_OfFile)
    definitions = made.pop("$defs", {})
    for name, one in definitions.items():
        _describe(name, one)
    _describe(model.__name__, made)
    head = {"$schema": _DIALECT, "title": title, "description": description}
    rest = {key: value for key, value in made.items() if key not in head}
    return {**head, **rest, "$defs": definitions}


def _describe(name: str, schema: dict[str, Any]) -> None:
    """Give every key of a model its meaning."""
    for key, one in schema.get("properties", {}).items():
        said = meaning(name, key)
        schema["properties"][key] = {"description": f"{said.zh}。{said.en}.", **one}


class _OfFile(GenerateJsonSchema):
    """Without what a file cannot have: empty values, and titles that only repeat a key."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        # A key that is left out has no value; one that is left empty is a finding.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if "default" in made and made["default"] in (None, [], {}):
            del made["default"]
        return made

    def date_schema(self, schema: Any) -> JsonSchemaValue:
        # A format is only a hint to most readers; the pattern is what they check.
        return {**super().date_schema(schema), "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

    def literal_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().literal_schema(schema)
        if "enum" in made:  # typing keeps the order of whichever equal Literal it saw first
            made["enum"] = sorted(made["enum"])
        return made

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - as pydantic asks
        return False
