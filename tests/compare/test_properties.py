"""Comparing a ruleset with itself gives nothing; what is stricter one way is looser the other."""

from __future__ import annotations

import copy

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from opendisclose.compare.against import Source, against
from opendisclose.compare.difference import difference_of
from opendisclose.compare.result import Comparison
from opendisclose.model.ruleset import Ruleset
from tests.rulesets_conditions import Raw
from tests.rulesets_strategy import rulesets

from .written import CALENDAR

FEW = settings(
    derandomize=True,  # the same rulesets in every run
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
OPPOSITE = {
    "same": {"same"},
    "stricter": {"looser", "extra_burden"},
    "looser": {"stricter"},
    "extra_burden": {"stricter"},
    "undetermined": {"undetermined"},
}


def source(raw: Raw) -> Source:
    return Source(ruleset=Ruleset.model_validate(raw))


def judgements(found: Comparison, *, turned: bool) -> dict[tuple[str, str, str], str]:
    """By kind and both names: the judgement of every row with two sides and a number."""
    return {
        (
            row.kind,
            *((row.law.name, row.local.name) if turned else (row.local.name, row.law.name)),
        ): row.judgement.value
        for row in found.rows
        if row.local and row.law and row.kind in ("period", "date")
    }


@FEW
@given(rulesets())
def test_a_ruleset_beside_itself_is_the_same_throughout(raw: Raw) -> None:
    one, other = source(raw), source(raw)
    found = against(one, other, CALENDAR)
    assert {row.judgement.value for row in found.rows} <= {"same"}
    assert found.findings == ()
    assert difference_of(one, other).changes == ()


@FEW
@given(rulesets(), st.integers(1, 40), st.sampled_from(["working_days", "days", "months", "hours"]))
def test_stricter_one_way_is_looser_the_other(raw: Raw, number: int, unit: str) -> None:
    deadlines = raw["procedures"]["p"]["deadlines"]
    numbered = [name for name, one in deadlines.items() if isinstance(one.get("within"), dict)]
    assume(numbered)
    other = copy.deepcopy(raw)
    for name in numbered:
        other["procedures"]["p"]["deadlines"][name]["within"] = {
            unit: min(number, 6) if unit == "months" else number
        }
    forth = judgements(against(source(raw), source(other), CALENDAR), turned=False)
    back = judgements(against(source(other), source(raw), CALENDAR), turned=True)
    assert forth.keys() == back.keys()
    assert all(back[key] in OPPOSITE[judged] for key, judged in forth.items())


@FEW
@given(rulesets(), rulesets())
def test_the_difference_read_backwards_is_the_difference_back(one: Raw, other: Raw) -> None:
    forth = difference_of(source(one), source(other)).changes
    back = difference_of(source(other), source(one)).changes
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    seen = sorted((turned[x.change], x.kind, x.name, str(x.after), str(x.before)) for x in forth)
    assert seen == sorted((x.change, x.kind, x.name, str(x.before), str(x.after)) for x in back)
