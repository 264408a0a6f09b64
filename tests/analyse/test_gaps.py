"""Guards and gaps by trying every value: the search for facts, and the decisions of random nets."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisclose.analyse import AnalyseInput
from opendisclose.analyse.decisions import find_gaps
from opendisclose.graph.proof import prove
from opendisclose.graph.satisfy import facts_for
from opendisclose.model.conditions import Condition
from opendisclose.model.ruleset import Ruleset
from tests.analyse.nets import Raw, search
from tests.analyse.test_counterexamples import FACTS, guarded
from tests.oracle.conditions import Facts

VALUES: Raw = {
    "sure": (False, True),
    "pages": (1, 2, 3, 4, 29, 30, 31),
    "kind": ("low", "high", "doubt"),
    "tags": ([], ["x"], ["w"], ["x", "w"]),
}
EVERY = [dict(zip(VALUES, one, strict=True)) for one in product(*VALUES.values())]
Place = tuple[frozenset[str], str]
NETS = range(0, 600, 2)


def holds(condition: Any, facts: Raw) -> bool:
    """The truth of a condition by the twin of the kernel."""
    known = Facts(FACTS, {})
    for name, value in facts.items():
        known.record(name, "", value)
    return known.holds(condition, None, date(2026, 3, 2)) is True


def conditions() -> st.SearchStrategy[Raw]:
    atoms = st.one_of(
        st.builds(lambda v: {"sure": v}, st.booleans()),
        st.builds(
            lambda w, n: {"pages": {w: n}},
            st.sampled_from(["gt", "ge", "lt", "le", "eq", "ne"]),
            st.sampled_from([3, 30]),
        ),
        st.builds(lambda v: {"kind": v}, st.sampled_from(VALUES["kind"])),
        st.builds(lambda v: {"kind": {"ne": v}}, st.sampled_from(VALUES["kind"])),
        st.builds(lambda v: {"tags": {"has": v}}, st.sampled_from(["x", "w"])),
    )
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds(lambda one: {"not": one}, inner),
            st.builds(
                lambda word, parts: {word: parts},
                st.sampled_from(["all", "any"]),
                st.lists(inner, min_size=1, max_size=3),
            ),
        ),
        max_leaves=6,
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(conditions(), min_size=1, max_size=2), st.lists(st.booleans(), min_size=2))
def test_facts_are_found_where_there_are_some(raw: list[Raw], wished: list[bool]) -> None:
    model = Ruleset.model_validate({**guarded(0), "facts": FACTS})
    wishes = [(_condition(one), truth) for one, truth in zip(raw, wished, strict=False)]
    found = facts_for(model, wishes)
    pairs = list(zip(raw, wished, strict=False))
    possible = any(all(holds(one, f) is truth for one, truth in pairs) for f in EVERY)
    assert (found is not None) == possible
    if found is not None:  # and what they leave out makes no difference
        rest = {"sure": True, "pages": 5, "kind": "low", "tags": []}
        assert all(holds(one, {**rest, **found}) is truth for one, truth in pairs)


def _condition(raw: Raw) -> Condition:
    from pydantic import TypeAdapter

    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    return adapter.validate_python(raw)


@pytest.mark.parametrize("part", range(3))
def test_gaps_are_those_that_trying_every_value_finds(part: int) -> None:
    """For every state with several ways out, all guarded: some facts with which a case comes there
    and with which none of them is open, whatever else is done first."""
    counted = 0
    for seed in NETS[part::3]:
        raw = guarded(seed)
        model = Ruleset.model_validate(raw)
        if prove(model):
            continue
        told = {one.route[-1] for one in find_gaps(AnalyseInput(ruleset=model)) if one.route}
        expected = set(_gaps(raw["procedures"]["p"]))
        assert told == expected, seed
        counted += len(told)
    assert counted > 1


def _gaps(procedure: Raw) -> Iterator[str]:
    transitions = procedure["transitions"]
    after = {place: list(_after(transitions, place)) for place in _places(transitions)}
    fires = search(procedure).fired
    for state in procedure["states"]:
        ways = {n for n, one in transitions.items() if state in _taken(one) and n in fires}
        if len(ways) < 2 or any("when" not in transitions[one] for one in ways):
            continue
        if any(_stuck(place, ways, after, transitions) for place in after if state in place[0]):
            yield state


def _places(transitions: Raw) -> set[Place]:
    seen = {(frozenset[str](), repr(facts)) for facts in EVERY}
    waiting = list(seen)
    while waiting:
        for _, place in _after(transitions, waiting.pop()):
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return seen


def _after(transitions: Raw, place: Place) -> Iterator[tuple[str, Place]]:
    active, text = place
    facts: Raw = literal_eval(text)
    for name, one in transitions.items():
        if "when" in one and not _held(repr(one["when"]), text):
            continue
        settled = repr({**facts, **one.get("sets", {})})
        if "to" not in one:
            if active & set(one["in"]):
                yield name, (active, settled)
            continue
        for taken in _ways(one):
            if taken <= active if taken else not active:
                yield name, ((active - taken) | _named(one["to"]), settled)


_TRUTHS: dict[tuple[str, str], bool] = {}


def _held(guard: str, facts: str) -> bool:
    if (guard, facts) not in _TRUTHS:
        _TRUTHS[guard, facts] = holds(literal_eval(guard), literal_eval(facts))
    return _TRUTHS[guard, facts]


def _stuck(place: Place, ways: set[str], after: dict[Place, Any], transitions: Raw) -> bool:
    seen, waiting, shut = {place}, [place], False
    for at in waiting:
        if any(name in ways for name, _ in after[at]):
            return False
        # A way that no guard keeps shut waits for another branch: that is no gap.
        shut = shut or any(
            taken and taken <= at[0] for one in ways for taken in _ways(transitions[one])
        )
        for _, later in after[at]:
            if later not in seen:
                seen.add(later)
                waiting.append(later)
    return shut


def _ways(one: Raw) -> list[frozenset[str]]:
    source = one.get("from")
    if source is None:
        return [frozenset()]
    if isinstance(source, dict) and "any" in source:
        return [frozenset([state]) for state in source["any"]]
    return [_named(source)]


def _taken(one: Raw) -> set[str]:
    return {state for way in _ways(one) for state in way} if "to" in one else set()


def _named(states: Any) -> frozenset[str]:
    return frozenset(states["all"]) if isinstance(states, dict) else frozenset([states])
