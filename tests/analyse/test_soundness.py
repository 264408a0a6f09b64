"""The verdict on a net is that of a search that tries everything, on a thousand random nets."""

from __future__ import annotations

from collections import Counter

import pytest

from opendisclose.analyse import AnalyseInput
from opendisclose.analyse.finish import find_unfinished
from opendisclose.analyse.reach import entered, find_unreached, find_ways_out
from opendisclose.diagnostics import codes
from opendisclose.diagnostics.codes import Code
from opendisclose.graph.proof import prove
from opendisclose.model.ruleset import Ruleset
from tests.analyse.nets import Raw, ruleset, search, unfinishable

NETS = 1000
KEEPS_OPEN = {codes.DEAD_END, codes.ENDLESS_CYCLE, codes.IMPROPER_COMPLETION}


def found_in(raw: Raw) -> set[Code]:
    model = Ruleset.model_validate(raw)
    proved = prove(model)
    if proved:
        return {one.code for one in proved}
    given = AnalyseInput(ruleset=model)
    every = (*find_unreached(given), *find_unfinished(given), *find_ways_out(given))
    return {one.code for one in every}


def expected_of(raw: Raw) -> set[str]:
    """What is wrong with the net by the plain search, in words of its own."""
    procedure = raw["procedures"]["p"]
    found = search(procedure)
    if not found.safe:
        return {"not 1-safe"}
    finals = {name for name, one in procedure["states"].items() if one.get("final")}
    wrong = set()
    if frozenset().union(*found.seen) != set(procedure["states"]):
        wrong.add("not entered")
    if found.fired != set(procedure["transitions"]):
        wrong.add("not fired")
    if any(one & finals and len(one) > 1 for one in found.seen):
        wrong.add("improper")
    if unfinishable(found, finals):
        wrong.add("unfinishable")
    return wrong


@pytest.mark.parametrize("part", range(10))
def test_it_agrees_with_a_plain_search(part: int) -> None:
    """A net is sound if every state is entered, every transition fires, every case can be completed
    and none is completed with a state left over (van der Aalst 1998, for workflow nets)."""
    for seed in range(part, NETS, 10):
        raw = ruleset(seed)
        wrong, found = expected_of(raw), found_in(raw)
        if codes.VARIANTS_OVERLAP in found:
            raise AssertionError("the nets have no variants")
        assert (codes.NOT_ONE_SAFE in found) == ("not 1-safe" in wrong), seed
        if "not 1-safe" in wrong:
            continue
        unreached = {codes.STATE_NEVER_ENTERED, codes.TRANSITION_NEVER_FIRES}
        assert bool(found & unreached) == bool(wrong & {"not entered", "not fired"}), seed
        assert (codes.IMPROPER_COMPLETION in found) == ("improper" in wrong), seed
        if "unfinishable" in wrong:
            assert found & KEEPS_OPEN, seed
        if found & {codes.DEAD_END, codes.ENDLESS_CYCLE}:
            assert "unfinishable" in wrong, seed


def test_the_random_nets_have_every_fault_and_none() -> None:
    counted = Counter(word for seed in range(NETS) for word in expected_of(ruleset(seed)) or {"-"})
    assert min(counted.values()) > NETS // 50, counted
    assert set(counted) == {
        "-",
        "not 1-safe",
        "not entered",
        "not fired",
        "improper",
        "unfinishable",
    }


def test_the_states_entered_are_those_of_the_plain_search() -> None:
    for seed in range(0, NETS, 7):
        raw = ruleset(seed)
        found = search(raw["procedures"]["p"])
        model = Ruleset.model_validate(raw)
        if found.safe and not prove(model):
            compiled = AnalyseInput(ruleset=model).compiled["p"]
            assert entered(compiled) == frozenset().union(*found.seen), seed
