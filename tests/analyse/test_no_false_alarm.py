"""What is in order raises no alarm: the shipped rulesets, and every good sample of a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisclose.api import examine
from opendisclose.load.shipped import shipped_ids
from tests.analyse.test_flow import FLOW

SAMPLES = sorted((Path(__file__).parents[1] / "codes").glob("OD[123]*/good.yaml"))


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_a_shipped_ruleset_has_no_finding_of_its_flow(name: str) -> None:
    found = [one.line() for one in examine(name).findings if one.code.id.startswith(FLOW)]
    assert found == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_good_sample_has_no_finding_of_its_flow(path: Path) -> None:
    found = [one.line() for one in examine(path).findings if one.code.id.startswith(FLOW)]
    assert found == []
