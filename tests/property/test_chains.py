"""The stages of a duty add up as a plain search says that tries every path and every day.

The search is written from the sentence alone: a stage comes no later than its own period after the
act that starts it, and acts come in the order of the path, in whole working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opendisclose.analyse.stages import chains_of
from opendisclose.api.rules import Rules
from opendisclose.graph.proof import prove
from opendisclose.model.ruleset import Ruleset
from tests.analyse.nets import HEADER, Raw

LAST = 4  # the final state
Stage = tuple[str, str, int]  # the act that starts it, the act it bounds, working days


def procedure(edges: list[tuple[int, int]], stages: list[Stage], limit: int) -> Raw:
    """Acts from state to state, all of them by the office; the last state is the end."""
    acts: Raw = {"open": {"to": "s0", "by": "office"}}
    acts |= {
        f"t{n}": {"from": f"s{one}", "to": f"s{other}", "by": "office"}
        for n, (one, other) in enumerate(edges)
    }
    acts["end"] = {"from": f"s{LAST - 1}", "to": f"s{LAST}", "by": "office"}
    deadlines = {
        f"d{n}": {
            "starts": start,
            "within": {"working_days": days},
            "met_by": goal,
            "owed_by": "office",
        }
        for n, (start, goal, days) in enumerate(stages)
    }
    whole = {"starts": "open", "met_by": "end", "owed_by": "office"}
    deadlines["whole"] = whole | {"within": {"working_days": limit}}
    states = {f"s{n}": {"final": True} if n == LAST else {} for n in range(LAST + 1)}
    title = {"zh": "程序", "en": "procedure"}
    return {"title": title, "states": states, "transitions": acts, "deadlines": deadlines}


@st.composite
def procedures(draw: Any) -> tuple[Raw, list[Stage]]:
    pairs = [(one, other) for one in range(LAST) for other in range(one + 1, LAST)]
    edges = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4, unique=True))
    names = ["open", *(f"t{n}" for n in range(len(edges))), "end"]
    stage = st.tuples(st.sampled_from(names), st.sampled_from(names), st.integers(1, 4))
    stages = draw(st.lists(stage, max_size=3).map(lambda all_: [s for s in all_ if s[0] != s[1]]))
    return procedure(edges, stages, draw(st.integers(1, 9))), stages


def paths(raw: Raw) -> Iterator[tuple[str, ...]]:
    """Every sequence of acts from the opening to the end."""
    acts = raw["transitions"]

    def go(state: str, done: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name, one in acts.items():
            if one.get("from") == state:
                if name == "end":
                    yield (*done, name)
                else:
                    yield from go(one["to"], (*done, name))

    yield from go("s0", ("open",))


def bounds(path: tuple[str, ...], stages: list[Stage]) -> list[tuple[int, int, int]]:
    """The stages that bear on a path: position of the start, of the act bounded, working days."""
    return [
        (path.index(start), path.index(goal), days)
        for start, goal, days in stages
        if start in path and goal in path and path.index(start) < path.index(goal)
    ]


def latest(path: tuple[str, ...], stages: list[Stage]) -> list[int | None]:
    """By position: the last day on which some lawful course has it; None beyond every bound."""
    held = bounds(path, stages)
    beyond = sum(days for _, _, days in held) + 1
    found = [0] * len(path)

    def go(days: tuple[int, ...]) -> None:
        position = len(days)
        if position == len(path):
            for n, day in enumerate(days):
                found[n] = max(found[n], day)
            return
        for day in range(days[-1], beyond + 1):
            fits = all(
                day - days[start] <= number for start, goal, number in held if goal == position
            )
            if fits:
                go((*days, day))

    go((0,))
    return [None if day == beyond else day for day in found]


@settings(max_examples=120, deadline=None)
@given(procedures())
def test_chains_are_what_a_search_over_paths_and_days_finds(drawn: tuple[Raw, list[Stage]]) -> None:
    raw, stages = drawn
    model = Ruleset.model_validate({**HEADER, "procedures": {"p": raw}})
    assert prove(model) == ()
    compiled = Rules(ruleset=model).compiled("p")
    chains = list(chains_of(compiled, compiled.deadlines["whole"]))
    names = [tuple(compiled.transitions.ids[one] for one in chain.path) for chain in chains]
    assert sorted(names) == sorted(paths(raw))
    for path, chain in zip(names, chains, strict=True):
        assert list(chain.latest) == latest(path, stages)
        for position, amount in enumerate(chain.latest):
            if amount is not None:  # what is named adds up, no less than what it bounds
                assert sum(one.length[1] for one in chain.stages_to(position)) == amount
