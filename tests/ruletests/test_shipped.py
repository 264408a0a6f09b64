"""Every shipped ruleset passes its own rule tests; those that are complete cover every clause."""

from __future__ import annotations

from functools import lru_cache

import pytest

import opendisclose as od
from opendisclose.load.ruletest_files import files_of
from opendisclose.ruletests.suite import SuiteResult

WITH_TESTS = [name for name in od.shipped_ids() if files_of(name)]
# Of these every binding clause is obeyed in a test and broken in one. A ruleset whose tests are
# complete belongs on this list, so that it stays so.
COMPLETE = ("cn-ogi-2019", "gansu", "jilin", "kuancheng", "quanzhou", "shihezi")


@lru_cache(maxsize=1)
def suite(name: str) -> SuiteResult:
    return od.load(name).test()


@pytest.mark.parametrize("name", WITH_TESTS)
def test_every_rule_test_passes(name: str) -> None:
    found = suite(name)
    assert [one.line() for one in found.findings] == []
    assert [one.name for one in found.tests if not one.passed] == []
    assert found.tests


@pytest.mark.parametrize("name", COMPLETE)
def test_every_binding_clause_is_covered(name: str) -> None:
    found = suite(name).coverage
    assert [one.clause for one in found.clauses if not one.covered] == []
    assert found.clauses


def test_a_complete_ruleset_has_tests() -> None:
    assert set(COMPLETE) <= set(WITH_TESTS)
