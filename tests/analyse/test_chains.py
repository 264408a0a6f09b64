"""Stages one after another against the period of the whole, on procedures of a few lines."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from opendisclose.analyse.stages import amount_in, chains_of
from opendisclose.api import load
from opendisclose.model.ruleset import Ruleset
from tests.analyse.nets import Raw
from tests.analyse.test_clocks import clock, found, ids
from tests.analyse.test_flow import rule

STATES: Raw = {"a": {}, "b": {}, "c": {}, "z": {"final": True}}
ACTS: Raw = {
    "open": {"to": "a"},
    "ask": {"from_": "a", "to": "b"},
    "tell": {"from_": "b", "to": "c"},
    "end": {"from_": "c", "to": "z"},
}


def days(number: int) -> Raw:
    return {"working_days": number}


def chain(first: Any, second: Any, whole: Any = None, **more: Any) -> Ruleset:
    """Two stages before the end of a whole of fifteen working days."""
    deadlines = {
        "whole": clock("open", "end", whole or days(15), **more.pop("overall", {})),
        "first": clock("open", "ask", first) | more.pop("stage", {}),
        "second": clock("ask", "tell", second),
    }
    acts = {**ACTS, **more.pop("acts", {})}
    return rule(STATES, acts, {**deadlines, **more.pop("deadlines", {})}, **more)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (days(5), days(9), []),
        (days(5), days(10), ["OD432"]),
        (days(5), days(11), ["OD431"]),
        ({"hours": 48}, days(13), []),  # two working days at the most; not said to be exact
        ({"hours": 49}, days(13), ["OD431"]),
        ({"days": 7}, days(10), []),  # a week has five of them
        ({"days": 8}, days(10), ["OD431"]),
        ("same_day", days(15), []),
        ("in_step", days(16), ["OD431"]),
    ],
)
def test_stages_add_up(first: Any, second: Any, expected: list[str]) -> None:
    assert ids(chain(first, second), "OD43") == expected


def test_the_sentence_names_every_stage_and_its_period() -> None:
    (one,) = found(chain(days(5), days(11)))
    assert "`first` (5 working days), `second` (11 working days), 16 working days" in one.message.en
    assert "`first`（5 个工作日）、`second`（11 个工作日） 合计 16 个工作日" in one.message.zh
    assert [each.route[-1] for each in one.related] == ["first", "second"]


def test_a_step_without_a_period_is_named() -> None:
    model = rule(
        STATES, ACTS, {"whole": clock("open", "end", days(15)), "first": clock("open", "ask")}
    )
    (one,) = found(model)
    assert one.code.id == "OD433"
    assert "`tell`" in one.message.en


def test_a_prompt_step_has_its_limit() -> None:
    model = chain(days(5), "promptly")
    assert ids(model, "OD43") == []


def test_stages_of_nobody_known_are_no_chain() -> None:
    assert ids(rule(STATES, ACTS, {"whole": clock("open", "end", days(15))})) == []


def test_extensions_count_against_the_extended_whole() -> None:
    """A stage may be extended as the whole may; only then is it asked whether it still fits."""
    acts = {"grant": {"in": ["a"]}, "more": {"in": ["a", "b", "c"]}}
    stage = {"extended": {"act": "grant", "at_most": days(5)}}
    longer = {"extended": {"act": "more", "at_most": days(5)}}
    assert ids(chain(days(5), days(6), acts=acts, stage=stage), "OD43") == ["OD431"]
    model = chain(days(5), days(6), acts=acts, stage=stage, overall=longer)
    assert ids(model, "OD43") == []
    (one,) = found(chain(days(5), days(6), acts=acts, stage=stage))
    assert "`first` (5 working days and 5 working days more)" in one.message.en


def test_two_periods_for_the_same_goal_are_no_chain() -> None:
    """An urgent reply in two days and a plain one in fifteen; what lies between is no stage."""
    urgent = clock("open", "end", days(2), when={"sure": True})
    whole = clock("open", "end", days(15))
    assert ids(rule(STATES, ACTS, {"whole": whole, "urgent": urgent}), "OD431") == []
    assert ids(rule(STATES, ACTS, {"whole": whole, "same": whole}), "OD432") == []


def test_time_left_out_of_the_whole_does_not_count() -> None:
    span = {"from": ["ask"], "until": ["tell"]}
    assert ids(chain(days(5), days(11), overall={"excluded": [span]}), "OD43") == []


def test_a_stage_that_is_not_owed_with_the_whole_is_left_out() -> None:
    model = chain(
        days(5), days(11), overall={"when": {"sure": True}}, stage={"when": {"sure": False}}
    )
    assert ids(model, "OD431") == []


def test_a_branch_that_runs_beside_is_no_stage() -> None:
    """What the goal does not wait for takes up none of its time."""
    states: Raw = {"a": {}, "b": {}, "x": {}, "y": {}, "z": {"final": True}}
    acts: Raw = {
        "open": {"to": {"all": ["a", "b"]}},
        "slow": {"from_": "a", "to": "x"},
        "fast": {"from_": "b", "to": "y"},
        "end": {"from_": {"all": ["x", "y"]}, "to": "z"},
    }
    deadlines = {"slow": clock("open", "slow", days(20)), "fast": clock("open", "fast", days(10))}
    assert ids(rule(states, acts, deadlines), "OD43") == []
    joined = deadlines | {"whole": clock("open", "end", days(15))}
    assert ids(rule(states, acts, joined), "OD43") == ["OD431"]


def test_a_presupposed_act_that_moves_nothing_is_a_stage() -> None:
    acts = {"check": {"in": ["a"]}, "ask": {"from_": "a", "to": "b", "presupposes": ["check"]}}
    deadlines = {"check": clock("open", "check", days(16))}
    (one,) = found(chain(days(5), days(5), acts=acts, deadlines=deadlines))
    assert one.message.en.startswith("every stage can be in time and `first` is late")
    assert "OD431" in ids(
        rule(
            STATES,
            {**ACTS, **acts},
            {"whole": clock("open", "end", days(15)), **deadlines},
        )
    )


def test_a_gap_that_is_told_is_no_alarm_but_an_excess_is() -> None:
    """A note is left unsaid where the document's defect is told; a warning has to be accepted."""
    text = {"zh": "恰好用完", "en": "they use it up"}
    assert ids(chain(days(5), days(10), overall={"reading": text}), "OD43") == []
    assert ids(chain(days(5), days(11), overall={"reading": text}), "OD43") == ["OD431"]


@pytest.mark.parametrize(
    ("unit", "length", "amount"),
    [
        ("working_days", ("hours", 48), 2),
        ("working_days", ("months", 1), 23),
        ("days", ("working_days", 5), 7),
        ("days", ("working_days", 6), 10),
        ("hours", ("days", 2), 48),
        ("months", ("days", 31), 1),
    ],
)
def test_other_units_are_taken_at_their_most(unit: str, length: Any, amount: int) -> None:
    assert amount_in(unit, length) == Fraction(amount)


def test_a_document_that_uses_its_period_up_is_seen() -> None:
    """Kuancheng articles 5 and 9: 15 and 5 working days before the 20 of publication are over."""
    compiled = load("kuancheng").compiled("publication")
    (most,) = {
        max(one for one in chain.latest if one is not None)
        for chain in chains_of(compiled, compiled.deadlines["publish"])
        if len(chain.path) > 2 and chain.stages
    }
    assert most == 20
