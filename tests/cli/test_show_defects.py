"""`show --readings` and `--defects`: whole, in both languages, with what a program sees itself."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from opendisclose.api import load
from opendisclose.report.readings import defects, readings

from .conftest import Ran

GAP = "tests/codes/OD225-numbering-gap/bad.yaml"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reading_and_defect_is_told_with_its_clause_and_item(
    lang: str, od: Callable[..., Ran]
) -> None:
    ruleset = load("shihezi").ruleset
    told = od("show", "shihezi", "--readings", "--defects", "--lang", lang).out
    comma = "、" if lang == "zh" else ", "
    assert len(readings(ruleset)) > 20
    assert len(defects(ruleset)) > 30
    for one in readings(ruleset):
        place = f"（{one.where}）" if lang == "zh" else f" ({one.where})"
        assert f"  {comma.join(one.clauses)}{place}\n    {one.text.of(lang)}\n" in told
    for one in defects(ruleset):
        assert f"  {one.clauses[0]}\n    {one.text.of(lang)}\n" in told


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", "  第五条（OD225）\n    编号有缺：第五条 之前没有 第三条至第四条"),
        (
            "en",
            "  第五条 (OD225)\n    the numbering has a gap: there is no 第三条 to 第四条",
        ),
    ],
)
def test_a_defect_that_a_program_sees_need_not_be_declared(
    lang: str, lines: str, od: Callable[..., Ran]
) -> None:
    assert lines in od("show", GAP, "--defects", "--lang", lang).out
    assert "1 defect (--defects)" in od("show", GAP).out


def test_in_json_a_defect_has_the_code_that_explains_it(od: Callable[..., Ran]) -> None:
    (found,) = json.loads(od("show", GAP, "--format", "json").out)["defects"]
    assert (found["where"], found["clauses"], found["code"]) == (
        "clauses.第五条",
        ["第五条"],
        "OD225",
    )
    declared = json.loads(od("show", "shihezi", "--format", "json").out)["defects"]
    assert {one["code"] for one in declared} == {None}
