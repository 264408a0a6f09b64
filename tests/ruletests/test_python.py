"""`Rules.test`: the tests beside a ruleset's file, or those at paths, against these very rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

import opendisclose as od

from .conftest import BUREAU


def test_without_a_path_it_runs_those_beside_the_file(bureau: od.Rules) -> None:
    found = bureau.test()
    assert found.passed
    assert found.name == "bureau"
    assert [one.id for one in found.tests][:2] == ["the_rest", "privacy"]


def test_of_a_shipped_ruleset_those_that_are_shipped_with_it() -> None:
    found = od.load("kuancheng").test()
    assert found.tests
    assert all(one.file.startswith("rulesets/kuancheng/tests/") for one in found.tests)


def test_a_path_may_be_a_file_or_a_folder(bureau: od.Rules) -> None:
    one = bureau.test(BUREAU / "tests" / "information.yaml")
    assert len(one.tests) == 2
    assert bureau.test(BUREAU).tests == bureau.test().tests
    with pytest.raises(od.SourceError):
        bureau.test("nowhere")


def test_rules_without_a_file_have_no_tests_beside_them(bureau: od.Rules) -> None:
    found = replace(bureau, source="").test()
    assert (found.tests, found.findings, found.passed) == ((), (), True)


def test_they_are_run_against_these_rules_and_not_those_of_the_folder(bureau: od.Rules) -> None:
    deadlines = bureau.ruleset.procedures["request"].deadlines
    shorter = deadlines["reply"].within
    assert shorter is not None
    assert not isinstance(shorter, str)
    reply = deadlines["reply"].model_copy(
        update={"within": shorter.model_copy(update={"working_days": 3})}
    )
    request = bureau.ruleset.procedures["request"].model_copy(
        update={"deadlines": {**deadlines, "reply": reply}}
    )
    other = bureau.ruleset.model_copy(update={"procedures": {"request": request}})
    found = replace(bureau, ruleset=other).test()
    assert [one.id for one in found.tests if not one.passed]


def test_the_same_tests_give_the_same_result(bureau: od.Rules) -> None:
    assert bureau.test() == bureau.test()
