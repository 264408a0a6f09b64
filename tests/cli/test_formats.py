"""The same findings in every format, and SARIF in the shape that its standard asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from .conftest import Ran

BROKEN = ("validate", "examples/broken-ruleset.yaml", "tests/report/office.yaml", "--format")
Place = tuple[str, int, int, str]


def told(ran: Ran, format_: str) -> list[Place]:
    """Each finding as file, line, column and code."""
    if format_ == "text":
        found = re.compile(r"^([^ :\n]+):(\d+):(\d+): \S+ (OD\d+) \[", re.MULTILINE).findall
        return [(file, int(line), int(col), code) for file, line, col, code in found(ran.out)]
    if format_ == "github":
        found = re.compile(
            r"^::\w+ file=([^,]+),line=(\d+),endLine=\d+,col=(\d+),endColumn=\d+,title=(OD\d+) ",
            re.MULTILINE,
        ).findall
        return [(file, int(line), int(col), code) for file, line, col, code in found(ran.out)]
    data = json.loads(ran.out)
    if format_ == "json":
        return [(one["file"], one["line"], one["column"], one["code"]) for one in data["findings"]]
    return [
        (
            place["artifactLocation"]["uri"],
            place["region"]["startLine"],
            place["region"]["startColumn"],
            one["ruleId"],
        )
        for one in data["runs"][0]["results"]
        for place in [one["locations"][0]["physicalLocation"]]
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_", ["text", "github", "sarif"])
def test_the_same_findings_in_every_format(format_: str, lang: str, od: Callable[..., Ran]) -> None:
    expected = told(od(*BROKEN, "json"), "json")
    assert len(expected) == 9
    assert told(od(*BROKEN, format_, "--lang", lang), format_) == expected


def test_findings_come_in_the_order_of_the_file(od: Callable[..., Ran]) -> None:
    places = [one for one in told(od(*BROKEN, "json"), "json") if "broken" in one[0]]
    assert places == sorted(places)


def test_a_finding_has_the_same_keys_whatever_it_is_about(od: Callable[..., Ran]) -> None:
    keys = [
        "code",
        "name",
        "severity",
        "kind",
        "clause",
        "clauses",
        "message",
        "help",
        "event",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "related",
    ]
    validated = json.loads(od(*BROKEN, "json").out)
    assert list(validated) == ["version", "findings", "ignored"]
    checked = json.loads(od("check", "examples/broken-case.yaml", "--format", "json").out)
    every = [*validated["findings"], *checked["findings"], *checked["notes"]]
    assert every
    for one in every:
        assert list(one) == keys
        assert set(one["message"]) == {"zh", "en"}
        assert one["clause"] == (one["clauses"] or [None])[0]


def test_sarif_is_whole(od: Callable[..., Ran]) -> None:
    log = json.loads(od(*BROKEN, "sarif").out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == sorted({one["ruleId"] for one in run["results"]})
    assert run["columnKind"] == "unicodeCodePoints"
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["level"] in ("error", "warning", "note")
        region = one["locations"][0]["physicalLocation"]["region"]
        start, end = ((region[f"{part}Line"], region[f"{part}Column"]) for part in ("start", "end"))
        assert (1, 1) <= start <= end
    duplicate = next(one for one in run["results"] if one["ruleId"] == "OD102")
    (related,) = duplicate["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 64


def test_a_clean_file_is_an_empty_list_of_findings(od: Callable[..., Ran]) -> None:
    words = ("validate", "tests/report/office.yaml", "--format")
    assert json.loads(od(*words, "json").out) == {"version": 1, "findings": [], "ignored": []}
    assert od(*words, "github").out == ""
    assert json.loads(od(*words, "sarif").out)["runs"][0]["results"] == []
