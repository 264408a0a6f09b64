"""What is told of rule tests: text in both languages, JSON, JUnit XML; the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.etree import ElementTree as Xml

import pytest

import opendisclose as od
from opendisclose.api.suites import run_tests
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.subjects import Tested

from ..conftest import ROOT

PASSING = "tests/ruletests/bureau"
FAILING = "tests/ruletests/failing.yaml"

# What each element may have in the schema of Jenkins (junit-10.xsd), which pytest keeps to as well.
ELEMENTS = {
    "testsuites": ({"name", "time", "tests", "failures", "errors", "disabled"}, {"testsuite"}),
    "testsuite": (
        {
            "name",
            "tests",
            "failures",
            "errors",
            "skipped",
            "disabled",
            "time",
            "timestamp",
            "hostname",
            "id",
            "package",
        },
        {"testcase", "properties", "system-out", "system-err", "testsuite"},
    ),
    "testcase": (
        {"name", "classname", "time", "status", "assertions"},
        {"failure", "error", "skipped", "system-out", "system-err"},
    ),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
}


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # reports name files as they are given


def ran(*words: str, fail_under: float | None = None) -> Tested:
    return Tested(suites=run_tests(words), fail_under=fail_under)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "word", "least"),
    [("pass", PASSING, None), ("difference", FAILING, None), ("coverage", PASSING, 100.0)],
)
def test_the_text_is_the_golden_one(
    name: str, word: str, least: float | None, lang: str, golden: Callable[[str, str], None]
) -> None:
    subject = ran(word, fail_under=least)
    golden(f"test-{name}.{lang}.txt", rendered(subject, "text", View(lang=lang)))


def test_the_json_is_the_golden_one_in_either_language(
    golden: Callable[[str, str], None],
) -> None:
    texts = {
        rendered(ran(FAILING, fail_under=50), "json", View(lang=lang)) for lang in ("en", "zh")
    }
    (text,) = texts
    golden("test-difference.json", text)
    data = json.loads(text)
    assert data["version"] == 1
    assert not data["passed"]
    assert [one["passed"] for one in data["rulesets"][0]["tests"]] == [True, False, False]


def test_the_junit_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    golden("test-difference.xml", rendered(ran(FAILING, fail_under=100), "junit", View()))


@pytest.mark.parametrize(("word", "least"), [(PASSING, None), (PASSING, 100), (FAILING, 50)])
def test_the_junit_is_what_the_common_schema_has(word: str, least: float | None) -> None:
    subject = ran(word, fail_under=least)
    root = Xml.fromstring(rendered(subject, "junit", View()))
    assert root.tag == "testsuites"
    for one in root.iter():
        attributes, children = ELEMENTS[one.tag]
        assert set(one.attrib) <= attributes
        assert {child.tag for child in one} <= children
    for suite in root:
        cases = list(suite)
        assert int(suite.get("tests", "")) == len(cases)
        for kind in ("failure", "error"):
            told = [case for case in cases if case.find(kind) is not None]
            assert int(suite.get(f"{kind}s", "")) == len(told)
        assert all(case.get("name") and case.get("classname") for case in cases)
    passed = not list(root.iter("failure")) and not list(root.iter("error"))
    assert passed == subject.passed


def test_what_xml_cannot_hold_is_replaced() -> None:
    from opendisclose.report.tests_junit import _plain

    assert _plain("a\x00b\ud800c\t书") == "a\ufffdb\ufffdc\t书"


def test_a_ruleset_that_cannot_be_used_is_told(tmp_path: pytest.TempPathFactory) -> None:
    broken = (ROOT / PASSING / "ruleset.yaml").read_text(encoding="utf-8")
    (tmp_path / "ruleset.yaml").write_text(broken.replace("by: office", "by: ofice", 1), "utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "one.yaml").write_text("opendisclose_test: 1\ntests: {}\n", "utf-8")
    subject = ran(str(tmp_path))
    assert not subject.passed
    (suite,) = subject.suites
    assert [one.code.id for one in suite.findings] == ["OD201"]
    assert rendered(subject, "text", View()).endswith("not run\n")
    assert json.loads(rendered(subject, "json", View()))["rulesets"][0]["edition"] is None
    assert rendered(subject, "junit", View()).count("<error") == 1


def test_a_ruleset_without_a_clause_index_has_nothing_to_cover() -> None:
    rules = od.load(ROOT / "tests" / "tools" / "examples" / "hours.yaml")
    bare = rules.ruleset.model_copy(update={"clauses": {}})
    from opendisclose.ruletests.coverage import coverage

    found = coverage(bare, (), ())
    assert (found.covered, found.percent) == (0, 100)
