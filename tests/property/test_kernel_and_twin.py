"""The kernel agrees with its slow twin on random logs of every procedure that ships."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from opendisclose.graph.compiled import Compiled
from opendisclose.graph.from_model import compile_procedure
from opendisclose.load.shipped import shipped_file, shipped_ids
from opendisclose.model.ruleset import Ruleset
from tests.strategies import logs
from tests.twins import kernel, twin

EXAMPLES = int(os.environ.get("TWIN_EXAMPLES", "150"))  # `make deep` asks for many more
Log = tuple[dict[str, Any], datetime | None]


def _procedures() -> list[tuple[str, str]]:
    found = []
    for name in shipped_ids():
        ruleset = _plain(name)
        found += [(name, procedure) for procedure in ruleset["procedures"]]
    return found


def _plain(name: str) -> dict[str, Any]:
    path = shipped_file(name)
    assert path is not None
    plain: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    # Whether a rule is in force is asked before a case is replayed (meaning 14), and not by the
    # twin; here every case is judged, whenever it begins.
    return {**plain, "in_force": {"from": "unknown"}}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "procedure"), _procedures())
def test_the_kernel_agrees_with_the_slow_twin(name: str, procedure: str) -> None:
    """One truth: the kernel and a replay written straight from the meanings say the same."""
    ruleset = _plain(name)
    compiled: Compiled = compile_procedure(Ruleset.model_validate(ruleset), procedure)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(logs(ruleset, procedure))
    def agree(log: Log) -> None:
        case, as_of = log
        assert kernel(compiled, case, as_of) == twin(ruleset, case, as_of)

    agree()


def test_the_comparison_can_fail() -> None:
    """A twin that is told another working day says another due date."""
    ruleset = _plain("shihezi")
    compiled = compile_procedure(Ruleset.model_validate(ruleset), "on_request")
    event = {"act": "apply", "at": datetime(2025, 9, 26, 10), "role": "applicant"}
    case = {"procedure": "on_request", "events": [event]}
    changed = {**ruleset, "counting": {**ruleset["counting"], "trigger_day": "included"}}
    assert kernel(compiled, case, None) == twin(ruleset, case, None)
    assert kernel(compiled, case, None) != twin(changed, case, None)
