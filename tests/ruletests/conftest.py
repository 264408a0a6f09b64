"""What the tests of rule tests share: the bureau's rules, and a file of tests run against them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import opendisclose as od
from opendisclose.api.suites import suite
from opendisclose.load.ruletest import load_tests_text
from opendisclose.ruletests.suite import SuiteResult

BUREAU = Path(__file__).parent / "bureau"


@pytest.fixture(scope="session")
def bureau() -> od.Rules:
    return od.load(BUREAU / "ruleset.yaml")


@pytest.fixture
def run(bureau: od.Rules) -> Callable[[str], SuiteResult]:
    """The results of a text that begins below `tests:`."""

    def of(text: str) -> SuiteResult:
        return suite(
            bureau, [load_tests_text(f"opendisclose_test: 1\ntests:\n{text}", name="t.yaml")]
        )

    return of
