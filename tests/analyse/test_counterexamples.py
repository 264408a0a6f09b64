"""Each run that shows a finding replays: `check` accepts the case, and it ends where it says."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import opendisclose as od
from opendisclose.analyse import AnalyseInput
from opendisclose.analyse.decisions import find_gaps
from opendisclose.analyse.finish import find_unfinished
from opendisclose.api import examine
from opendisclose.api.rules import Rules
from opendisclose.diagnostics.finding import Finding
from opendisclose.graph.proof import prove
from opendisclose.load.case import load_case_text
from opendisclose.model.ruleset import Ruleset
from opendisclose.report.run_case import run_file
from tests.analyse.nets import Raw, ruleset

SAMPLES = Path(__file__).parents[1] / "codes"
SHOWN = ("OD307-dead-end", "OD308-endless-cycle", "OD309-improper-completion", "OD334-decision-gap")
OF_THE_ORDER = {"OD703", "OD704", "OD705", "OD706", "OD717", "OD751"}

FACTS: Raw = {
    "sure": {"type": "boolean", "default": False},
    "pages": {"type": "integer"},
    "kind": {"type": "enum", "values": {"low": {}, "high": {}, "doubt": {"counts_as": "high"}}},
    "tags": {"type": "list", "values": ["x", "w"], "default": []},
}
GUARDS: tuple[Raw, ...] = (
    {"sure": True},
    {"sure": False},
    {"pages": {"gt": 30}},
    {"pages": {"le": 30}},
    {"kind": "high"},
    {"not": {"kind": "high"}},
    {"tags": {"has": "x"}},
    {"any": [{"kind": "low"}, {"sure": True}]},
    {"all": [{"kind": "doubt"}, {"pages": {"lt": 3}}]},
)


def guarded(seed: int) -> Raw:
    """A random net whose acts have guards, ask for facts and settle them."""
    draw, raw = random.Random(seed), ruleset(seed)
    for one in raw["procedures"]["p"]["transitions"].values():
        if draw.random() < 0.5:
            one["when"] = draw.choice(GUARDS)
        if draw.random() < 0.2:
            one["requires"] = [draw.choice(("sure", "pages", "tags"))]
        if draw.random() < 0.2:
            one["sets"] = {"sure": draw.random() < 0.5}
    return {**raw, "facts": FACTS}


def replayed(rules: Rules, finding: Finding) -> od.Verdict:
    """The verdict on the case file of a finding, which can be read without a fault."""
    assert finding.run is not None
    loaded = load_case_text(run_file(finding, finding.run, rules.id), name="case.yaml")
    assert loaded.findings == ()
    return rules.check(loaded)


def shown(model: Ruleset) -> list[Finding]:
    given = AnalyseInput(ruleset=model)
    every = (*find_unfinished(given), *find_gaps(given))
    return [one for one in every if one.run is not None]


@pytest.mark.parametrize("part", range(4))
def test_the_runs_of_random_nets_end_where_they_say(part: int) -> None:
    """Every guard on the way holds, every act is possible where it is done."""
    counted: Counter[str] = Counter()
    for seed in range(part * 300, part * 300 + 300):
        model = Ruleset.model_validate(guarded(seed))
        if prove(model):
            continue
        for finding in shown(model):
            counted[finding.code.id] += 1
            verdict = replayed(Rules(ruleset=model), finding)
            assert finding.run is not None
            assert set(verdict.states) == set(finding.run.states), (seed, finding.line())
            wrong = {one.code.id for one in (*verdict.findings, *verdict.missing)}
            assert not wrong & OF_THE_ORDER, (seed, finding.line(), wrong)
            assert not verdict.complete
    assert counted["OD307"] > 20
    assert counted["OD308"] > 1


@pytest.mark.parametrize("name", SHOWN)
def test_the_run_of_a_sample_is_a_case_without_any_other_fault(name: str) -> None:
    path = SAMPLES / name / "bad.yaml"
    findings = examine(path).findings
    assert findings
    for finding in findings:
        verdict = replayed(od.load(path), finding)
        assert finding.run is not None
        assert (set(verdict.states), verdict.complete) == (set(finding.run.states), False)
        assert verdict.word.value == "compliant"


def test_the_runs_are_the_same_every_time() -> None:
    raw: Any = guarded(6)
    first, second = (shown(Ruleset.model_validate(raw)) for _ in range(2))
    assert first == second
