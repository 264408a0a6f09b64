"""JSON is read into the same nodes as YAML, with the same places and the same findings."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from loading import SHIHEZI, is_ours, only

from opendisclose.load.case import load_case_text
from opendisclose.load.json_nodes import parse_json
from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.load.values import read_values

SHIHEZI_JSON = json.dumps(
    yaml.load(SHIHEZI, Loader=yaml.CBaseLoader), ensure_ascii=False, indent="\t"
)


def values(text: str) -> Any:
    tree = parse_json(text, file="r.json").tree
    assert tree is not None
    return read_values(tree.root, nulls=tree.root.values).data


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"a": {}, "b": []},
        {"a": [1, -2, 0, True, False, None, "x", "", "true", "1", "2024-01-01"]},
        {"a": {"b": {"c": [[], [{}]]}}, "键": "值"},
        {"a": '"quoted" \\ / \b\f\n\r\t \u2028 \x7f \U0001f600'},
    ],
)
@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_is_read_as_json_is_meant(data: Any, indent: Any, ascii_only: bool) -> None:
    assert values(json.dumps(data, indent=indent, ensure_ascii=ascii_only)) == data


def test_keys_longer_than_yaml_allows() -> None:
    assert values(json.dumps({"k" * 5000: 1})) == {"k" * 5000: 1}


def test_a_case_in_json_with_tabs() -> None:
    data = {
        "procedure": "on_request",
        "events": [
            {"act": "apply", "at": "2026-09-18", "data": {"name": True, "day": "2026-09-18"}}
        ],
    }
    loaded = load_case_text(json.dumps(data, indent="\t"), name="c.json")
    assert loaded.findings == ()
    assert loaded.case is not None
    event = loaded.case.events[0]
    assert (event.at, event.data) == (date(2026, 9, 18), {"name": True, "day": "2026-09-18"})
    place = loaded.places.of(("events", 0, "data", "name"))
    assert place is not None
    assert (place.line, place.column, place.text) == (8, 13, '\t\t\t\t"name": true,')


def test_a_ruleset_in_json_is_the_same_ruleset() -> None:
    data = yaml.load(SHIHEZI, Loader=yaml.CBaseLoader)
    data["opendisclose"] = 1
    text = json.dumps(_typed(data), ensure_ascii=False, indent=2)
    loaded = load_ruleset_text(text, name="r.json")
    assert loaded.findings == ()
    assert loaded.ruleset == load_ruleset_text(SHIHEZI, name="r.yaml").ruleset


def _typed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_typed(value) for value in data]
    words = {"true": True, "false": False}
    return words.get(data, int(data) if str(data).isdigit() else data)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ('{"a": 1,}', 9, "a key in double quotes is missing here"),
        ('{"a": [1,]}', 10, "a JSON value is missing here"),
        ('{"a" 1}', 6, "a colon is missing here"),
        ('{"a": 1 "b": 2}', 9, "a comma or `}` is missing here"),
        ('{"a": [1 2]}', 10, "a comma or `]` is missing here"),
        ("{a: 1}", 2, "a key in double quotes is missing here"),
        ("{'a': 1}", 2, "a key in double quotes is missing here"),
        ('{"a": "x}', 7, "the string is not closed"),
        ('{"a": "\\q"}', 7, "a character that is not allowed"),
        ('{"a": "\\ud800"}', 7, "a character that is not allowed"),
        ('{"a": "\t"}', 7, "a character that is not allowed"),
        ('{"a": NaN}', 7, "a JSON value is missing here"),
        ('{"a": 01}', 8, "a comma or `}` is missing here"),
        ('{"a": 1', 8, "a comma or `}` is missing here"),
        ("{", 2, "a key in double quotes is missing here"),
        ('{"a": 1} x', 10, "more follows after the document"),
    ],
)
def test_what_is_no_json(text: str, column: int, words: str) -> None:
    found = only(parse_json(text, file="r.json").findings)
    assert found.code.id == "OD101"
    assert words in found.message.en
    assert found.span is not None
    assert (found.span.line, found.span.column) == (1, column)
    assert is_ours(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "OD108"),
        (" [1]", "OD108"),
        ('"x"', "OD108"),
        ('{"a": 1, "a": 2}', "OD102"),
        ('{"": 1}', "OD112"),
        ("[" * 5000, "OD110"),
        ('{"a":' * 5000, "OD110"),
        ('{"a": [' + "1," * 200_000 + "1]}", "OD110"),
    ],
)
def test_what_the_language_refuses_in_json(text: str, code: str) -> None:
    found = only(parse_json(text, file="r.json").findings)
    assert found.code.id == code
    assert found.span is not None
    assert is_ours(found)


def test_ten_thousand_duplicate_keys_stop_the_reading() -> None:
    found = parse_json("{" + ",".join(['"a": 1'] * 10_000) + "}", file="r.json").findings
    assert len(found) == 501
    assert found[-1].code.id == "OD110"
