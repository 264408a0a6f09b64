"""The JSON Schemas: as checked in, and accepting exactly the shapes that the loader accepts."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from opendisclose.diagnostics.codes import BY_ID
from opendisclose.load.document import parse_source
from opendisclose.load.scalars import Trap, read
from opendisclose.load.source import read_source
from opendisclose.load.tree import ListNode, MapNode, Node, ScalarNode
from opendisclose.model import keys
from opendisclose.model.json_schema import (
    calendar_schema,
    case_schema,
    mapping_schema,
    overlay_schema,
    ruleset_schema,
    ruletest_schema,
)
from opendisclose.model.times import PATTERN, time_of
from opendisclose.report.schema_json import SCHEMAS, schema_json

from .conftest import ROOT

FOLDER = ROOT / "rulesets"
VALIDATORS = {
    "ruleset": Draft202012Validator(ruleset_schema()),
    "overlay": Draft202012Validator(overlay_schema()),
    "case": Draft202012Validator(case_schema()),
    "calendar": Draft202012Validator(calendar_schema()),
    "test": Draft202012Validator(ruletest_schema()),
    "mapping": Draft202012Validator(mapping_schema()),
}

RULESETS = [
    *sorted(FOLDER.glob("*/ruleset.yaml")),
    ROOT / "tests" / "report" / "office.yaml",
    ROOT / "tests" / "classify" / "information.yaml",
    *sorted((ROOT / "tests" / "codes").glob("OD1[01]*/good.yaml")),
    *sorted((ROOT / "tests" / "codes").glob("OD[234]*/good.yaml")),
]
CASES = [
    *sorted((ROOT / "examples").glob("shihezi-*.yaml")),
    *sorted((ROOT / "tests" / "report").glob("office-*.yaml")),
    *sorted((ROOT / "tests" / "codes").glob("OD[678]*/good.yaml")),
]
OVERLAYS = sorted((ROOT / "tests" / "codes").glob("OD55*/good.yaml"))
MAPPINGS = [
    *sorted((ROOT / "examples").glob("*.mapping.yaml")),
    *sorted((ROOT / "tests" / "codes").glob("OD13*/good.yaml")),
]
CALENDARS = sorted((ROOT / "tests" / "codes").glob("OD15*/good.yaml"))
TITLE = {"zh": "一", "en": "one"}
COMPLIANT = {"verdict": "compliant"}
RULE_TESTS = sorted(FOLDER.glob("*/tests/*.yaml"))
# Faults of shape, which a schema can see; what a name leads to, it cannot.
BAD_RULESETS = [
    ROOT / "tests" / "codes" / f"{code}-{BY_ID[code].name}" / "bad.yaml"
    for code in ("OD103", "OD104", "OD105", "OD108", "OD113")
]


def plain(node: Node) -> Any:
    """A document as an editor sees it: YAML 1.2, in which a date is text."""
    if isinstance(node, MapNode):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    assert isinstance(node, ScalarNode)
    value = read(node)
    assert not isinstance(value, Trap)
    return value.isoformat() if isinstance(value, date) else value


def document(path: Path) -> Any:
    tree = parse_source(read_source(path)).tree
    return plain(tree.root) if tree is not None else None


def faults(language: str, data: Any) -> list[str]:
    return [f"{one.json_path}: {one.message}" for one in VALIDATORS[language].iter_errors(data)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("language", SCHEMAS)
def test_the_file_is_the_one_generated(language: str, golden: Callable[[str, str], None]) -> None:
    golden(str(FOLDER / f"{language}-1.schema.json"), schema_json(language))


@pytest.mark.parametrize("language", SCHEMAS)
def test_it_is_a_schema(language: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[language]())


@pytest.mark.parametrize("path", RULESETS, ids=name_of)
def test_a_good_ruleset_is_accepted(path: Path) -> None:
    assert faults("ruleset", document(path)) == []


@pytest.mark.parametrize("path", OVERLAYS, ids=name_of)
def test_a_good_overlay_is_accepted_and_is_no_ruleset_of_its_own(path: Path) -> None:
    assert faults("overlay", document(path)) == []
    assert faults("ruleset", document(path)) != []


@pytest.mark.parametrize("path", CASES, ids=name_of)
def test_a_good_case_is_accepted(path: Path) -> None:
    assert faults("case", document(path)) == []


@pytest.mark.parametrize("path", CALENDARS, ids=name_of)
def test_a_good_calendar_file_is_accepted(path: Path) -> None:
    assert faults("calendar", document(path)) == []


@pytest.mark.parametrize("path", MAPPINGS, ids=name_of)
def test_a_good_mapping_is_accepted(path: Path) -> None:
    assert faults("mapping", document(path)) == []


@pytest.mark.parametrize("path", RULE_TESTS, ids=name_of)
def test_a_shipped_file_of_rule_tests_is_accepted(path: Path) -> None:
    assert faults("test", document(path)) == []


@pytest.mark.parametrize("path", RULE_TESTS, ids=name_of)
def test_a_shipped_file_of_rule_tests_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../test-1.schema.json"


@pytest.mark.parametrize(
    "test",
    [
        {"procedure": "p", "expect": {"verdict": "compliant"}},
        {"title": TITLE, "procedure": "p", "expect": {}},
        {"title": TITLE, "procedure": "p"},
        {"title": TITLE, "procedure": "p", "expect": {"verdict": "fine"}},
        {"title": TITLE, "procedure": "p", "expect": {"verdict": "compliant", "dues": {}}},
        {"title": TITLE, "procedure": "p", "expect": {"verdict": "violation", "findings": [{}]}},
        {"title": TITLE, "procedure": "p", "expect": COMPLIANT | {"due": {"reply": "soon"}}},
        {"title": TITLE, "procedure": "p", "expect": COMPLIANT | {"clocks": {"reply": "done"}}},
        {"title": TITLE, "procedure": "p", "event": [], "expect": COMPLIANT},
        {"title": TITLE, "classify": {}, "expect": {}},
        {"title": TITLE, "classify": {}, "expect": {"verdict": "compliant"}},
        {"title": TITLE, "classify": {}, "procedure": "p", "expect": {"attribute": "none"}},
    ],
)
def test_a_bad_rule_test_is_refused(test: Any) -> None:
    assert faults("test", {"opendisclose_test": 1, "tests": {"one": test}})


@pytest.mark.parametrize("path", BAD_RULESETS, ids=name_of)
def test_a_bad_ruleset_is_refused(path: Path) -> None:
    assert faults("ruleset", document(path))


OFFICE = document(ROOT / "tests" / "report" / "office.yaml")
REPLY = ("procedures", "request", "deadlines", "reply")
ANSWER = ("procedures", "request", "transitions", "answer")


def changed(route: tuple[str, ...], value: Any) -> Any:
    data = deepcopy(OFFICE)
    *way, last = route
    at = data
    for step in way:
        at = at[step]
    at[last] = value
    return data


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("edition",), 2026),
        ((*REPLY, "starts"), "period"),
        ((*REPLY, "starts"), "ask"),
        ((*REPLY, "starts"), ["ask", {"act": "tell", "at": "received"}]),
        ((*REPLY, "met_by"), "answer"),
        ((*REPLY, "met_by"), {"all": ["answer", {"act": "refuse"}]}),
        ((*REPLY, "within"), "promptly"),
        ((*REPLY, "within"), {"set_by": "longer"}),
        ((*REPLY, "within"), {"by_date": {"month": 2, "day": "last"}}),
        ((*REPLY, "excluded"), {"from": "tell", "until": ["comment", "answer"]}),
        ((*REPLY, "owed_by"), ["office", "section"]),
        ((*ANSWER, "from"), "drafted"),
        ((*ANSWER, "from"), {"any": ["drafted", "checked"]}),
        ((*ANSWER, "requires"), ["reasons", {"is": {"not": {"pages": {"gt": 3}}}}]),
        ((*ANSWER, "presupposes"), ["clear", {"act": "split", "when": {"secret": True}}]),
        ((*ANSWER, "when"), {"every": {"secret": False}, "of": "pages"}),
        ((*ANSWER, "when"), {"secret": False, "form": {"in": ["written", "oral"]}}),
        ((*ANSWER, "when"), {"event_day": {"gt": "2030-01-01"}}),
        (("facts", "form", "values"), ["written", "oral"]),
        (("in_force", "from"), "unknown"),
    ],
)
def test_every_shorthand_is_accepted(route: tuple[str, ...], value: Any) -> None:
    assert faults("ruleset", changed(route, value)) == []


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("status",), "active"),
        (("in_force", "from"), "some day"),
        (("calendar", "country"), "China"),
        (("roles", "Office"), {}),
        ((*REPLY, "starts"), None),
        ((*REPLY, "within"), "soon"),
        ((*REPLY, "within"), {"working_days": 0}),
        ((*REPLY, "within"), {"working_days": 5, "days": 5}),
        ((*REPLY, "within"), {}),
        ((*REPLY, "met_by"), {"any": ["answer"]}),
        ((*ANSWER, "from"), {"all": ["drafted"], "any": ["checked"]}),
        ((*ANSWER, "form"), "written"),
        ((*ANSWER, "when"), "secret"),
        ((*ANSWER, "when"), {"pages": {"more_than": 3}}),
        ((*ANSWER, "when"), {"pages": {"gt": 3, "lt": 5}}),
        ((*ANSWER, "when"), {"all": {"secret": True}}),
        ((*ANSWER, "requires"), "reasons"),
        (("facts", "form", "type"), "choice"),
        (("clauses", "第一条", "kind"), "rule"),
    ],
)
def test_another_shape_is_refused(route: tuple[str, ...], value: Any) -> None:
    assert faults("ruleset", changed(route, value))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-09-18", True),
        ("2026-09-18T09:30", True),
        ("2026-09-18 09:30:15.5+08:00", True),
        ("2026-09-18T09:30Z", True),
        ("2026-9-18", False),
        ("2026-09-18T9:30", False),
        ("soon", False),
        ("2026-09-18T09:30+8", False),
    ],
)
def test_a_time_is_what_the_loader_reads(text: str, good: bool) -> None:
    case = {"procedure": "p", "events": [{"act": "a", "at": text}]}
    assert (faults("case", case) == []) == good
    assert (time_of(text) is not None) == good
    assert (re.search(PATTERN, text) is not None) == good
    assert isinstance(time_of(text), datetime) == (good and len(text) > 10)


@pytest.mark.parametrize(
    "case",
    [
        {"events": []},
        {"procedure": "p", "events": {}},
        {"procedure": "p", "events": [{"act": "a"}]},
        {"procedure": "p", "event": []},
        {"procedure": "p", "saved": {"ruleset": "p"}},
    ],
)
def test_a_bad_case_is_refused(case: Any) -> None:
    assert faults("case", case)


def test_every_key_has_its_meaning_and_no_other_has() -> None:
    definitions = {
        **ruleset_schema()["$defs"],
        **case_schema()["$defs"],
        "Ruleset": ruleset_schema(),
        **calendar_schema()["$defs"],
        **ruletest_schema()["$defs"],
        "RuleTests": ruletest_schema(),
        **mapping_schema()["$defs"],
        "Mapping": mapping_schema(),
        "Case": case_schema(),
        "CalendarFile": calendar_schema(),
    }
    of_mappings = {name: one for name, one in definitions.items() if "properties" in one}
    own_ones = {name for name, one in of_mappings.items() if set(one["properties"]) - set(SHARED)}
    assert own_ones <= set(keys.models()) <= set(of_mappings)
    for name, one in of_mappings.items():
        own = keys.own_keys(name) if name in keys.models() else ()
        assert set(own) <= set(one["properties"]) <= {*own, *SHARED}, name
        for key, said in one["properties"].items():
            text = keys.meaning(name, key)
            assert said["description"] == f"{text.zh}。{text.en}."
            assert re.search(r"[\u4e00-\u9fff]", text.zh)
            assert not re.search(r"[\u4e00-\u9fff]", text.en)
            assert not text.en.endswith(".")


SHARED = keys.own_keys("*")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/ruleset.yaml")), ids=name_of)
def test_a_shipped_ruleset_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
    assert found is not None
    assert (path.parent / found[1]).resolve() == FOLDER / "ruleset-1.schema.json"
