"""The kernel agrees with its slow twin on random logs of random rulesets."""

from __future__ import annotations

import os
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisclose.graph.from_model import compile_procedure
from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.model.ruleset import Ruleset
from tests.rulesets_strategy import PROCEDURE, rulesets
from tests.strategies import logs
from tests.twins import kernel, twin

PAIRS = int(os.environ.get("TWIN_EXAMPLES", "1200"))  # `make deep` asks for many more
LOGS = 4  # of each ruleset: drawing a ruleset costs more than drawing a log
MOST = 9  # acts in one log


@pytest.mark.slow
@settings(
    max_examples=max(1, PAIRS // LOGS),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=PAIRS <= 2000,
)
@given(st.data())
def test_the_kernel_agrees_with_the_slow_twin(data: st.DataObject) -> None:
    """One truth: whatever the rule, the kernel and a replay written from the meanings say the same.

    Meanings 1 to 10 and 13, with every construct of the language.
    """
    ruleset: dict[str, Any] = data.draw(rulesets(), label="ruleset")
    compiled = compile_procedure(Ruleset.model_validate(ruleset), PROCEDURE)
    for number in range(LOGS):
        case, as_of = data.draw(logs(ruleset, PROCEDURE, MOST), label=f"log {number}")
        assert kernel(compiled, case, as_of) == twin(ruleset, case, as_of)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(rulesets())
def test_the_loader_accepts_random_rulesets(ruleset: dict[str, Any]) -> None:
    """What is drawn is a sound ruleset file: its names lead somewhere, its net is 1-safe."""
    text = yaml.dump(ruleset, Dumper=_WithoutAliases, allow_unicode=True)
    assert load_ruleset_text(text, name="random").findings == ()


class _WithoutAliases(yaml.SafeDumper):
    """Writes out what is there twice; the language has no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True
