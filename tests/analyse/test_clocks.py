"""What the checks of clocks find, and what they let pass, on procedures of a few lines."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from opendisclose.analyse import analyse
from opendisclose.api import examine
from opendisclose.api.rules import Rules
from opendisclose.diagnostics.finding import Finding
from opendisclose.load.shipped import shipped_ids
from opendisclose.model.ruleset import Ruleset
from tests.analyse.nets import Raw
from tests.analyse.test_counterexamples import OF_THE_ORDER, replayed
from tests.analyse.test_flow import rule

STATES: Raw = {"a": {}, "b": {}, "z": {"final": True}}
OPEN: Raw = {"open": {"to": "a"}, "go": {"from_": "a", "to": "b"}, "end": {"from_": "b", "to": "z"}}
WHOLE: Raw = {
    "starts": "open",
    "within": {"working_days": 10},
    "met_by": "end",
    "owed_by": "office",
}


def clock(starts: Any, met_by: Any, within: Any = None, **more: Any) -> Raw:
    raw: Raw = {"starts": starts, "owed_by": "office", **more}
    if "at_least" not in raw:
        raw["within"] = within if within is not None else {"working_days": 5}
    return raw | ({"met_by": met_by} if met_by is not None else {})


def sample(
    transitions: Raw | None = None,
    deadlines: Raw | None = None,
    states: Raw | None = None,
    **more: Any,
) -> Ruleset:
    """States a and b before the end z, a clock over the whole; `transitions` add or replace."""
    every = {name: one for name, one in {**OPEN, **(transitions or {})}.items() if one}
    return rule({**STATES, **(states or {})}, every, {"whole": WHOLE, **(deadlines or {})}, **more)


def found(model: Ruleset) -> list[Finding]:
    return [one for one in analyse(model) if one.code.id.startswith("OD4")]


def ids(model: Ruleset, about: str = "OD4") -> list[str]:
    return [one.code.id for one in found(model) if one.code.id.startswith(about)]


def test_a_sound_procedure_has_nothing() -> None:
    assert ids(sample()) == []


class TestOneClock:
    def test_a_clock_that_some_start_lets_be_met_is_sound(self) -> None:
        late = {"note": {"in": ["a", "b"]}, "mark": {"in": ["a"]}}
        assert ids(sample(late, {"d": clock("note", "mark")})) == []

    def test_a_clock_met_only_before_it_starts(self) -> None:
        late = {"note": {"in": ["b"]}, "mark": {"in": ["a"]}}
        (one,) = found(sample(late, {"d": clock("note", "mark")}))
        assert one.code.id == "OD402"
        assert one.run is not None
        assert [step.act for step in one.run.steps] == ["open", "go", "note"]

    def test_a_limit_on_an_act_that_lies_behind(self) -> None:
        late = {"note": {"in": ["b"]}, "mark": {"in": ["a"]}}
        assert ids(sample(late, {"d": clock("note", None, limits=["mark"])})) == ["OD402"]

    def test_a_companion_may_lie_before_the_act_it_goes_with(self) -> None:
        late = {"note": {"in": ["b"]}, "mark": {"in": ["a"]}}
        assert ids(sample(late, {"d": clock("note", "mark", "in_step")})) == []

    def test_of_several_that_are_all_needed_one_behind_is_too_few(self) -> None:
        late = {"note": {"in": ["b"]}, "mark": {"in": ["a"]}}
        both = {"all": ["mark", "end"]}
        assert ids(sample(late, {"d": clock("note", both)})) == ["OD402"]
        assert ids(sample(late, {"d": clock("open", both)})) == []

    def test_what_is_prompt_or_in_step_may_start_at_the_end(self) -> None:
        after = {"keep": {"in": ["z"]}}
        assert ids(sample(after, {"d": clock("end", "keep")})) == ["OD403"]
        for word in ("promptly", "in_step"):
            assert ids(sample(after, {"d": clock("end", "keep", word)})) == []

    @pytest.mark.parametrize(
        ("more", "expected"),
        [
            ({"owed_by": []}, ["OD404"]),
            ({"owed_by": [], "within": "in_step"}, ["OD404"]),
            ({"owed_by": [], "within": "promptly"}, []),
            ({"owed_by": ["office"]}, []),
        ],
    )
    def test_a_duty_of_nobody(self, more: Raw, expected: list[str]) -> None:
        assert ids(sample({}, {"d": clock("open", "go") | more})) == expected

    def test_a_limit_needs_no_owner(self) -> None:
        assert ids(sample({}, {"d": clock("open", None, limits=["go"], owed_by=[])})) == []

    def test_an_expiry_with_a_consequence_needs_no_owner(self) -> None:
        fired = {"lapse": {"from_": "a", "to": "z", "when_expired": "d"}}
        assert ids(sample(fired, {"d": clock("open", "go", owed_by=[])})) == []


class TestWaiting:
    def test_a_state_between_two_clocks(self) -> None:
        model = sample({}, {"whole": clock("open", "go")})
        (one,) = found(model)
        assert (one.code.id, one.route) == ("OD405", ("procedures", "p", "states", "b"))

    def test_an_open_word_is_a_clock(self) -> None:
        assert (
            ids(sample({}, {"whole": clock("open", "go"), "d": clock("go", "end", "promptly")}))
            == []
        )

    def test_a_procedure_without_any_deadline_is_left_alone(self) -> None:
        assert ids(rule(STATES, OPEN)) == []

    def test_what_only_outsiders_can_move_is_told_elsewhere(self) -> None:
        outside = {"end": {"from_": "b", "to": "z", "by": "citizen"}}
        assert ids(sample(outside, {"whole": clock("open", "go")})) == []

    @pytest.mark.parametrize("where", ["state", "way", "clause", "item"])
    def test_a_gap_that_is_told_is_no_alarm(self, where: str) -> None:
        text = {"zh": "没有期限", "en": "the document has no period"}
        state: Raw = {"reading": text} if where == "state" else {}
        way: Raw = {"from_": "b", "to": "z", "clause": ["第一条"]}
        way |= {"reading": text} if where == "way" else {}
        said: Raw = {"kind": "step", "summary": {"zh": "办理", "en": "handling"}}
        told = said | {"defect": text}
        clauses = {"第一条": told if where == "clause" else said}
        clauses |= {"第一条第（一）项": told if where == "item" else said}
        model = sample({"end": way}, {"whole": clock("open", "go")}, {"b": state}, clauses=clauses)
        assert ids(model) == []


class TestExtensionsAndExclusions:
    def longer(self, **more: Any) -> Raw:
        return clock("open", "end", {"working_days": 10}, **more)

    def extended(self, act: str = "grant", **more: Any) -> Raw:
        unit = more.pop("at_most", {"working_days": 5})
        return {"act": act, "at_most": unit, **more}

    def test_granted_or_needed_only_after_it_has_ended(self) -> None:
        late = {"grant": {"in": ["z"]}}
        assert ids(sample(late, {"whole": self.longer(extended=self.extended())})) == ["OD406"]
        both = {"grant": {"in": ["a"]}, "ask": {"in": ["z"]}}
        model = sample(both, {"whole": self.longer(extended=self.extended(needs=["ask"]))})
        (one,) = found(model)
        assert one.code.id == "OD406"
        assert "`ask`" in one.message.en

    def test_put_off_by_a_floor_until_it_has_ended(self) -> None:
        grant = {"grant": {"in": ["a"]}}
        for number, expected in ((10, ["OD406"]), (9, [])):
            floor = clock("open", None, at_least={"working_days": number}, limits=["grant"])
            deadlines = {"whole": self.longer(extended=self.extended()), "floor": floor}
            assert ids(sample(grant, deadlines)) == expected

    def test_nothing_to_add_to_and_another_unit(self) -> None:
        grant = {"grant": {"in": ["a"]}}
        for within, unit, expected in (
            ("promptly", {"days": 5}, ["OD408"]),
            ({"hours": 48}, {"days": 5}, ["OD410"]),
            ({"days": 5}, {"hours": 48}, ["OD410"]),
            ({"days": 5}, {"working_days": 5}, []),
        ):
            extended = self.extended(at_most=unit)
            assert (
                ids(sample(grant, {"whole": clock("open", "end", within, extended=extended)}))
                == expected
            )

    def test_a_span_that_one_opening_act_never_closes(self) -> None:
        acts = {"ask": {"in": ["b"]}, "told": {"in": ["a"]}, "hold": {"in": ["a"]}}
        span = {"from": ["ask"], "until": ["told"]}
        (one,) = found(sample(acts, {"whole": self.longer(excluded=[span])}))
        assert one.code.id == "OD407"
        assert one.run is not None
        assert one.run.steps[-1].act == "ask"
        assert ids(sample(acts, {"whole": self.longer(excluded=[span | {"from": ["hold"]}])})) == []

    def test_a_span_that_opens_with_the_goal_pauses_nothing(self) -> None:
        span = {"from": ["end"], "until": ["go"]}
        assert ids(sample({}, {"whole": self.longer(excluded=[span])})) == []

    @pytest.mark.parametrize("within", [{"hours": 48}, "promptly"])
    def test_what_is_not_counted_in_days_leaves_nothing_out(self, within: Any) -> None:
        acts = {"ask": {"in": ["a"]}, "told": {"in": ["a"]}}
        span = {"from": ["ask"], "until": ["told"]}
        assert ids(sample(acts, {"d": clock("open", "go", within, excluded=[span])})) == ["OD408"]

    def test_a_period_that_an_act_asks_for_or_settles_is_set(self) -> None:
        set_by = {"d": clock("open", "go", {"set_by": "length"})}
        assert ids(sample({}, set_by)) == ["OD409"]
        assert ids(sample({"open": {"to": "a", "requires": ["length"]}}, set_by)) == []
        reading = {"zh": "由个案设定", "en": "set case by case"}
        assert ids(sample({}, {"d": set_by["d"] | {"reading": reading}})) == []


class TestExpiries:
    FIRED: ClassVar[Raw] = {
        "one": {"from_": "a", "to": "z", "when_expired": "d"},
        "two": {"from_": "a", "to": "b", "when_expired": "e"},
    }

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            (clock("open", "go"), ["OD411"]),
            (clock("open", "go", {"working_days": 6}), []),
            (clock("open", "go", {"days": 5}), []),
            (clock("go", "end"), []),
        ],
    )
    def test_two_clocks_that_always_end_together(self, second: Raw, expected: list[str]) -> None:
        model = sample(self.FIRED, {"d": clock("open", "go"), "e": second})
        assert [one for one in ids(model) if one == "OD411"] == expected

    def test_guards_tell_two_consequences_apart(self) -> None:
        told = {
            name: one | {"when_expired": "d", "when": {"sure": name == "one"}}
            for name, one in self.FIRED.items()
        }
        assert ids(sample(told, {"d": clock("open", "go")})) == []

    def test_a_clock_left_running_in_another_state(self) -> None:
        acts = {"mark": {"in": ["a", "b"]}, "lapse": {"in": ["a"], "when_expired": "d"}}
        (one,) = found(sample(acts, {"d": clock("open", "mark")}))
        assert one.code.id == "OD412"
        assert one.run is not None
        assert one.run.states == ("b",)
        acts["lapse"] = {"in": ["a", "b"], "when_expired": "d"}
        assert ids(sample(acts, {"d": clock("open", "mark")})) == []

    def test_a_clock_that_lapses_there_is_not_lost(self) -> None:
        acts = {"mark": {"in": ["a"]}, "lapse": {"in": ["a"], "when_expired": "d"}}
        assert ids(sample(acts, {"d": clock("open", "mark")})) == []

    def test_a_round_in_which_somebody_has_to_act_is_no_cycle(self) -> None:
        back = {
            "off": {"from_": "a", "to": "b", "when_expired": "d"},
            "back": {"from_": "b", "to": "a"},
        }
        both = clock(["open", "back"], "go")
        assert ids(sample(back, {"d": both}), "OD41") == []
        back["back"]["when_expired"] = "e"
        assert "OD413" in ids(sample(back, {"d": both, "e": clock("off", "end")}))

    def test_a_reminder_that_starts_itself_again_is_a_cycle(self) -> None:
        remind = {"remind": {"in": ["a"], "when_expired": "d"}}
        assert ids(sample(remind, {"d": clock(["open", "remind"], "go")})) == ["OD413"]


class TestBounds:
    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            ({"working_days": 5}, {"working_days": 5}, ["OD414"]),
            ({"working_days": 4}, {"working_days": 5}, []),
            ({"working_days": 30}, {"days": 20}, ["OD414"]),
            ({"working_days": 20}, {"days": 20}, []),  # a calendar without rest days would do
            ({"months": 2}, {"days": 30}, ["OD414"]),
            ({"days": 90}, {"working_days": 5}, []),  # nobody can say how long five of them take
            ({"hours": 48}, {"hours": 48}, ["OD414"]),
        ],
    )
    def test_a_floor_and_a_ceiling(self, low: Raw, high: Raw, expected: list[str]) -> None:
        floor = clock("open", None, at_least=low, limits=["go"])
        model = sample({}, {"f": floor, "c": clock("open", "go", high)})
        assert ids(model, "OD41") == expected

    def test_another_act_that_meets_the_ceiling_is_a_way_out(self) -> None:
        floor = clock("open", None, at_least={"days": 9}, limits=["go"])
        other = {"drop": {"from_": "a", "to": "z"}}
        assert (
            ids(sample(other, {"f": floor, "c": clock("open", ["go", "drop"], {"days": 5})})) == []
        )

    def test_a_floor_that_is_not_owed_with_the_ceiling(self) -> None:
        floor = clock("open", None, at_least={"days": 9}, limits=["go"], when={"sure": True})
        ceiling = clock("open", "go", {"days": 5}, when={"sure": False})
        assert ids(sample({}, {"f": floor, "c": ceiling})) == []

    def test_a_companion_put_off_by_a_floor(self) -> None:
        floor = clock("open", None, at_least={"days": 3}, limits=["go"])
        assert ids(sample({}, {"f": floor, "c": clock("open", "go", "in_step")})) == ["OD415"]
        assert ids(sample({}, {"c": clock("open", "go", "in_step")})) == []


def test_every_run_that_shows_a_clock_is_a_case_in_order() -> None:
    """Each act of the run is possible where it is done, and the case ends where the run says."""
    acts = {"mark": {"in": ["a", "b"]}, "lapse": {"in": ["a"], "when_expired": "d"}}
    late = {"note": {"in": ["b"]}, "early": {"in": ["a"]}, "keep": {"in": ["z"]}}
    deadlines = {"d": clock("open", "mark"), "e": clock("note", "early"), "f": clock("end", "keep")}
    model = sample(acts | late, deadlines)
    shown = [one for one in found(model) if one.run is not None]
    assert [one.code.id for one in shown] == ["OD402", "OD403", "OD412"]
    for one in shown:
        verdict = replayed(Rules(ruleset=model), one)
        assert one.run is not None
        assert set(verdict.states) == set(one.run.states)
        assert not {each.code.id for each in verdict.findings} & OF_THE_ORDER


@pytest.mark.parametrize("name", shipped_ids())
def test_no_alarm_on_the_documents(name: str) -> None:
    """What a real document leaves open is told as its defect; its encoding has no such fault."""
    findings = examine(name).findings
    assert [one.line() for one in findings if one.code.id.startswith("OD4")] == []
