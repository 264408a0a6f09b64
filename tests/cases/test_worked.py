"""The worked cases are judged as they say: verdict, clause at article level, kind, due dates."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from opendisclose.api import Rules, load
from opendisclose.diagnostics.finding import Finding
from opendisclose.load.case import load_case_text

HERE = Path(__file__).parent
WORKED = {
    case["id"]: case
    for case in yaml.safe_load((HERE / "worked.yaml").read_text(encoding="utf-8"))["cases"]
}
RULESETS = tuple(
    name
    for name in ("jilin", "shihezi", "quanzhou", "gansu", "kuancheng")
    if (HERE / f"{name}.yaml").exists()
)
MAPPED = [
    (ruleset, name, case)
    for ruleset in RULESETS
    for name, case in yaml.safe_load((HERE / f"{ruleset}.yaml").read_text(encoding="utf-8")).items()
]
RULES: dict[str, Rules] = {name: load(name) for name in RULESETS}
DIGITS = "零一二三四五六七八九十"
ARTICLE = re.compile(r"art(\d+)")
OUTLINE = re.compile(r"quanzhou-(\d)(?:-(\d))??-(\d)([ab]?)(?:-s\d)?")
RINGS = {"": "", "a": "①", "b": "②"}


def _article(clause: str) -> str:
    """`shihezi-art21-para2-s3` is 第二十一条."""
    outline = OUTLINE.fullmatch(clause)
    if outline is not None:  # a document without articles: `quanzhou-1-1-4a-s2` is 一（一）4①
        part, section, item, ring = outline.groups()
        below = f"（{DIGITS[int(section)]}）" if section else ""
        return f"{DIGITS[int(part)]}{below}{item}{RINGS[ring]}"
    found = ARTICLE.search(clause)
    assert found, clause
    tens, ones = divmod(int(found[1]), 10)
    ten = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return f"第{ten}{DIGITS[ones] if ones else ''}条"


def _matches(expected: dict[str, Any], finding: Finding, ids: list[str]) -> bool:
    kinds = {expected["kind"], *expected.get("equally_right", ())}
    # A fault that may as well be told as another kind may then stand at another act: consent in
    # the wrong form at the consent, the disclosure that rests on it at the disclosure.
    same_event = (
        "event" not in expected
        or finding.kind != expected["kind"]
        or finding.event == ids[expected["event"] - 1]
    )
    article = _article(expected["clause"])
    return (
        finding.kind in kinds
        and any(clause.rpartition("/")[2].startswith(article) for clause in finding.clauses)
        and same_event
    )


@pytest.mark.parametrize(("ruleset", "name", "case"), MAPPED, ids=[name for _, name, _ in MAPPED])
class TestWorkedCases:
    """What the documents decide, without extra violations."""

    def test_verdict_and_violations(self, ruleset: str, name: str, case: dict[str, Any]) -> None:
        expected = WORKED[name]["expect"]
        verdict = self._judged(ruleset, name, case)
        assert verdict.word.value == expected["verdict"]
        ids = [event["id"] for event in case["events"]]
        left = [one for one in verdict.findings if one.kind is not None]
        for violation in expected["violations"]:
            found = next((one for one in left if _matches(violation, one, ids)), None)
            assert found is not None, (violation, left)
            left.remove(found)
        tolerated = expected.get("tolerated_additional_violations", ())
        extra = [one for one in left if not any(_matches(t, one, ids) for t in tolerated)]
        assert extra == []

    def test_due_dates(self, ruleset: str, name: str, case: dict[str, Any]) -> None:
        verdict = self._judged(ruleset, name, case)
        clocks = {one.id.partition(".")[2]: one for one in verdict.clocks}
        wanted = WORKED[name]["expect"]["due_dates"]
        assert len(wanted) == len(case["dates"])
        for date, clock in zip(wanted, case["dates"], strict=True):
            shown = clocks[clock].moment or clocks[clock].due
            assert shown is not None
            assert shown.isoformat() == str(date["due"])

    @staticmethod
    def _judged(ruleset: str, name: str, case: dict[str, Any]) -> Any:
        given = {key: value for key, value in case.items() if key != "dates"}
        text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
        loaded = load_case_text(text, name=f"{name}.yaml")
        as_of = WORKED[name].get("as_of")
        assert loaded.findings == ()
        return RULES[ruleset].check(loaded, as_of=as_of)
