"""A second place with its clause, and what a ruleset ignores: in all formats of `validate`."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from .conftest import Ran
from .sarif import LOG

OVERLAP = "tests/codes/OD303-variants-overlap/bad.yaml"
GAP = "tests/codes/OD225-numbering-gap/bad.yaml"
IGNORED = "tests/codes/OD220-ignores-nothing/good.yaml"
FILES = [OVERLAP, GAP, IGNORED, "examples/broken-ruleset.yaml", "shihezi"]


def place_of(file: str, od: Callable[..., Ran]) -> tuple[int, int, list[str]]:
    """Line, column and clauses of the one related place of a file's finding."""
    (finding,) = json.loads(od("validate", file, "--format", "json").out)["findings"]
    (related,) = finding["related"]
    assert related["file"] == file
    assert related["line"] != finding["line"]
    assert finding["clauses"]
    return related["line"], related["column"], related["clauses"]


@pytest.mark.parametrize("file", [OVERLAP, GAP])
def test_both_places_are_told_each_with_its_clause(file: str, od: Callable[..., Ran]) -> None:
    line, column, clauses = place_of(file, od)
    assert clauses
    label = f"{file}:{line}:{column}: "
    text = od("validate", file).out
    assert label in text
    assert f"({clauses[0]})\n{line} | " in text
    assert text.count("^\n") == 2
    github = od("validate", file, "--format", "github").out
    assert f"%0A{label}" in github
    assert f"({clauses[0]})\n" in github
    (run,) = json.loads(od("validate", file, "--format", "sarif").out)["runs"]
    (related,) = run["results"][0]["relatedLocations"]
    region = related["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (line, column)
    assert related["message"]["text"].endswith(f"({clauses[0]})")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", FILES)
def test_sarif_is_what_its_standard_describes(file: str, lang: str, od: Callable[..., Ran]) -> None:
    log = json.loads(od("validate", file, "--format", "sarif", "--lang", lang).out)
    assert [one.message for one in Draft202012Validator(LOG).iter_errors(log)] == []


def test_what_is_ignored_is_counted_and_given_its_reason(od: Callable[..., Ran]) -> None:
    assert "1 ignored (" in od("validate", IGNORED).out
    assert "已忽略 1 项" in od("validate", IGNORED, "--lang", "zh").out
    data = json.loads(od("validate", IGNORED, "--format", "json").out)
    assert data["findings"] == []
    (ignored,) = data["ignored"]
    assert ignored["code"] == "OD222"
    assert ignored["reason"] == {"zh": "见期限的条款", "en": "the deadline has the clause"}
    assert od("validate", IGNORED, "--format", "github").out == ""
    (run,) = json.loads(od("validate", IGNORED, "--format", "sarif").out)["runs"]
    (result,) = run["results"]
    why = {"kind": "inSource", "justification": "the deadline has the clause"}
    assert result["suppressions"] == [why]


def test_what_is_ignored_fails_no_run(od: Callable[..., Ran]) -> None:
    assert od("validate", IGNORED, "--fail-on", "note").code == 0
