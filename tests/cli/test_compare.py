"""`opendisclose compare`: what it refuses, and what its exit code says."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from .conftest import Ran

SAMPLES = "tests/codes"
CONFLICT = f"{SAMPLES}/OD501-conflict-with-the-law"
BURDEN = f"{SAMPLES}/OD502-burden-beyond-the-law"


@pytest.mark.parametrize(
    ("folder", "fail_on", "code"),
    [
        (CONFLICT, "error", 1),
        (CONFLICT, "never", 0),
        (BURDEN, "error", 0),
        (BURDEN, "warning", 1),
    ],
)
def test_the_exit_code(folder: str, fail_on: str, code: int, od: Callable[..., Ran]) -> None:
    words = (f"{folder}/bad.yaml", "--with", f"{folder}/law.yaml", "--fail-on", fail_on)
    assert od("compare", *words).code == code


def test_without_a_law_it_is_misuse(od: Callable[..., Ran]) -> None:
    ran = od("compare", f"{CONFLICT}/bad.yaml")
    assert ran.code == 2
    assert "--with" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        (f"{CONFLICT}/good.yaml", "--with", "cn-ogi-2019"),
        ("--cases", "examples"),
    ],
)
def test_what_does_not_go_together_is_misuse(
    words: tuple[str, ...], od: Callable[..., Ran]
) -> None:
    assert od("compare", f"{CONFLICT}/bad.yaml", *words).code == 2


def test_the_law_is_by_default_what_the_rule_implements(od: Callable[..., Ran]) -> None:
    found = json.loads(od("compare", "quanzhou", "--format", "json").out)
    assert [one["law"]["id"] for one in found["comparisons"]] == ["cn-ogi-2019"]


def test_cases_of_a_folder_are_judged_by_both(od: Callable[..., Ran]) -> None:
    words = ("compare", "shihezi", "shihezi", "--cases", "examples", "--format", "json")
    found = json.loads(od(*words).out)
    assert found["changes"] == []
    assert found["unchanged"] > 0
