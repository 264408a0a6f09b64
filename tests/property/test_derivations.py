"""The trace is the result: a derivation of a due date can never disagree with the date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from opendisclose.calendars.calendar import calendar_for
from opendisclose.graph.from_model import compile_procedure
from opendisclose.load.shipped import shipped_file
from opendisclose.model.case import Case
from opendisclose.model.ruleset import Ruleset
from opendisclose.replay.check import check
from opendisclose.replay.verdict import Status
from tests.strategies import logs

PATH = shipped_file("shihezi")
assert PATH is not None
PLAIN: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
COMPILED = compile_procedure(Ruleset.model_validate(PLAIN), "on_request")


@pytest.mark.slow
class TestDerivations:
    """A due date contains its steps; explanations render those steps (meaning 12)."""

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(logs(PLAIN, "on_request"))
    def test_the_steps_end_in_the_date(self, log: tuple[dict[str, Any], datetime | None]) -> None:
        case, as_of = log
        verdict = check(COMPILED, calendar_for(), Case.model_validate(case), as_of=as_of).verdict
        for clock in verdict.clocks:
            derived = clock.derivation()
            assert (derived.date, derived.earliest) == (clock.due, clock.earliest)
            assert derived.steps[0].kind == "trigger"
            assert derived.steps[0].first == clock.trigger
            if clock.status is Status.PAUSED:
                assert derived.status == "paused"
            else:
                assert clock.due is None or any(one.kind == "due" for one in derived.steps)
