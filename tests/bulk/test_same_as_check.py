"""Compiled or plain, over columns or case by case: one truth, on random logs of random rulesets."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

import pytest

pytest.importorskip("numba")

import pyarrow as pa
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisclose.bulk.audit import AuditSession
from opendisclose.bulk.judge import Engine
from opendisclose.calendars.calendar import calendar_for
from opendisclose.graph.compiled import Compiled
from opendisclose.graph.from_model import compile_procedure
from opendisclose.load.shipped import shipped_file, shipped_ids
from opendisclose.model.ruleset import Ruleset
from tests.rulesets_strategy import PROCEDURE, rulesets
from tests.strategies import logs
from tests.twins import kernel, twin

from .same import said_of_audit, said_of_cases
from .tables import cases_of, fitting, interleaved, table_of

EXAMPLES = int(os.environ.get("TWIN_EXAMPLES", "400"))  # `make deep` asks for many more
CASES = 6  # of one log
MOST = 9  # acts of one case
ENGINES: tuple[Engine, ...] = ("plain", "compiled", "checked")
Raw = dict[str, Any]


def some(examples: int) -> settings:
    return settings(
        max_examples=max(1, examples),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )


def drawn(data: st.DataObject, ruleset: Raw, procedure: str) -> tuple[list[Raw], datetime | None]:
    """The cases of one log, and the instant that it is judged as of."""
    strategy = logs(ruleset, procedure, MOST)
    found = [data.draw(strategy) for _ in range(CASES)]
    return [fitting(case) for case, _ in found], found[0][1]


def agree(compiled: Compiled, facts: Raw, cases: list[Raw], as_of: datetime | None) -> None:
    """Every engine says of a table what `check` says of each case, whatever lies between rows."""
    calendar = calendar_for()
    expected = said_of_cases(compiled, calendar, cases, as_of)
    apart = table_of(cases, facts), cases_of(cases, facts)
    inside = table_of(cases, facts, whole=True), cases_of(cases, facts, all_=False)
    for engine, (table, wholes) in zip(ENGINES, (apart, inside, apart), strict=True):
        for log in (table, interleaved(table)):
            audit = AuditSession(compiled, calendar, as_of=as_of, engine=engine).feed(log, wholes)
            assert said_of_audit(audit, log) == expected, engine


@pytest.mark.slow
@some(EXAMPLES // 8)
@given(st.data())
def test_on_random_rulesets(data: st.DataObject) -> None:
    """There is one implementation, whether one case or columns are judged (meaning 15)."""
    ruleset = data.draw(rulesets())
    compiled = compile_procedure(Ruleset.model_validate(ruleset), PROCEDURE)
    cases, as_of = drawn(data, ruleset, PROCEDURE)
    agree(compiled, ruleset["facts"], cases, as_of)
    for case in cases:
        assert kernel(compiled, case, as_of) == twin(ruleset, case, as_of)


def shipped() -> list[tuple[str, str]]:
    return [(name, one) for name in shipped_ids() for one in plain(name)["procedures"]]


def plain(name: str) -> Raw:
    path = shipped_file(name)
    assert path is not None
    ruleset: Raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return ruleset


@pytest.mark.slow
@pytest.mark.parametrize(("name", "procedure"), shipped())
def test_on_every_procedure_that_ships(name: str, procedure: str) -> None:
    """The same holds for whole rulesets, recurring duties among them."""
    ruleset = plain(name)
    compiled = compile_procedure(Ruleset.model_validate(ruleset), procedure)

    @some(EXAMPLES // 80)
    @given(st.data())
    def said(data: st.DataObject) -> None:
        agree(compiled, ruleset["facts"], *drawn(data, ruleset, procedure))

    said()


def test_the_comparison_can_fail() -> None:
    """A log of which one row says something else gives something else."""
    ruleset = plain("shihezi")
    compiled = compile_procedure(Ruleset.model_validate(ruleset), "on_request")
    event = {"act": "apply", "at": datetime(2025, 9, 26, 10), "role": "applicant", "data": {}}
    case = {"procedure": "on_request", "events": [event]}
    expected = said_of_cases(compiled, calendar_for(), [case], None)
    table = table_of([case], ruleset["facts"])
    place = table.column_names.index("at")
    other = table.set_column(place, "at", pa.array(["2025-09-28T10:00"]))
    session = AuditSession(compiled, calendar_for(), engine="plain")
    assert said_of_audit(session.feed(table), table) == expected
    assert said_of_audit(session.feed(other), other) != expected
