"""What the checks of the flow find, and what they let pass, on procedures of a few lines."""

from __future__ import annotations

from typing import Any

from opendisclose.analyse import AnalyseInput, analyse
from opendisclose.api.rules import Rules
from opendisclose.diagnostics.finding import Finding
from opendisclose.graph.proof import prove
from opendisclose.load.case import load_case_text
from opendisclose.model.ruleset import Ruleset
from opendisclose.report.run_case import run_file
from tests.analyse.nets import HEADER, Raw

FACTS: Raw = {
    "kind": {"type": "enum", "values": {"low": {}, "high": {}, "doubt": {"counts_as": "high"}}},
    "pages": {"type": "integer"},
    "sure": {"type": "boolean", "default": False},
    "agreed": {"type": "boolean"},
    "tags": {"type": "list", "values": ["x", "w"]},
    "day": {"type": "date"},
    "length": {"type": "duration"},
}
FLOW = ("OD23", "OD24", "OD30", "OD31", "OD33")


def rule(states: Raw, transitions: Raw, deadlines: Raw | None = None, **more: Any) -> Ruleset:
    """A ruleset of one procedure `p`; every act is done by the office unless it says otherwise."""
    acts = {
        name: {"by": "office", **{key.rstrip("_"): value for key, value in one.items()}}
        for name, one in transitions.items()
    }
    procedure: Raw = {
        "title": {"zh": "程序", "en": "procedure"},
        "states": states,
        "transitions": acts,
        "deadlines": deadlines or {},
    }
    raw = {**HEADER, "facts": FACTS, **more, "procedures": {"p": procedure}}
    raw["roles"] = {"office": {}, "citizen": {"external": True}, **more.get("roles", {})}
    model = Ruleset.model_validate(raw)
    assert prove(model) == ()
    return model


def found(model: Ruleset) -> list[Finding]:
    return [one for one in analyse(model) if one.code.id.startswith(FLOW)]


def ids(model: Ruleset) -> list[str]:
    return [one.code.id for one in found(model)]


def decision(*guards: Any, before: Raw | None = None, **more: Any) -> Ruleset:
    """A state with a way out for each guard."""
    ways = {f"way{n}": {"from_": "a", "to": "z", "when": one} for n, one in enumerate(guards)}
    transitions = {"open": {"to": "a", **(before or {})}, **ways, **more.pop("transitions", {})}
    return rule({"a": {}, "z": {"final": True}}, transitions, **more)


class TestDecisions:
    def test_a_value_that_no_way_takes_falls_through(self) -> None:
        (gap,) = found(decision({"kind": "low"}, {"kind": {"in": ["high"]}, "sure": True}))
        assert gap.code.id == "OD334"
        assert "`{kind: high, sure: false}`" in gap.message.en

    def test_what_counts_as_a_value_is_taken_with_it(self) -> None:
        assert ids(decision({"kind": "low"}, {"kind": "high"})) == []

    def test_numbers_between_two_bounds_fall_through(self) -> None:
        (gap,) = found(decision({"pages": {"gt": 30}}, {"pages": {"lt": 30}}))
        assert "{pages: 30}" in gap.message.en
        assert ids(decision({"pages": {"gt": 30}}, {"pages": {"le": 30}})) == []

    def test_a_way_without_a_guard_takes_all(self) -> None:
        other = {"else": {"from": "a", "to": "z"}}
        assert ids(decision({"kind": "low"}, {"pages": {"gt": 3}}, transitions=other)) == []

    def test_one_way_alone_is_no_decision(self) -> None:
        assert ids(decision({"sure": True})) == []

    def test_what_the_act_before_settles_cannot_fall_through(self) -> None:
        guards = ({"kind": "low"}, {"kind": "high", "sure": True})
        assert ids(decision(*guards, before={"sets": {"kind": "low"}})) == []

    def test_what_the_guard_before_bars_cannot_fall_through(self) -> None:
        guards = ({"kind": "low"}, {"kind": "high", "sure": True})
        assert ids(decision(*guards, before={"when": {"kind": "low"}})) == []

    def test_what_an_act_may_still_settle_does_not_fall_through(self) -> None:
        settle = {"settle": {"in": ["a"], "sets": {"sure": True}}}
        guards = ({"kind": "low"}, {"kind": "high", "sure": True})
        assert ids(decision(*guards, transitions=settle)) == []

    def test_a_day_that_passes_opens_the_next_way(self) -> None:
        on = "2026-05-01"
        guards = ({"event_day": {"lt": on}}, {"event_day": {"gt": on}})
        model = decision(*(_dated(one) for one in guards))
        assert ids(model) == []

    def test_after_the_last_day_everything_falls_through(self) -> None:
        guards = ({"event_day": {"lt": "2026-05-01"}}, {"event_day": {"lt": "2026-06-01"}})
        (gap,) = found(decision(*(_dated(one) for one in guards)))
        assert (gap.code.id, gap.run) == ("OD334", None)  # a run would have to wait for it

    def test_what_is_kept_by_key_is_not_followed(self) -> None:
        ask = {"ask": {"in": ["a"], "per": "citizen", "sets": {"kind": "high"}}}
        guards = ({"kind": "low"}, {"kind": "high", "sure": True})
        assert ids(decision(*guards, transitions=ask)) == []


def _dated(guard: Raw) -> Raw:
    from datetime import date

    return {
        fact: {word: date.fromisoformat(day) for word, day in test.items()}
        for fact, test in guard.items()
    }


class TestGuards:
    def test_dates_that_exclude_one_another(self) -> None:
        never = {
            "all": [_dated({"day": {"lt": "2026-01-01"}}), _dated({"day": {"gt": "2026-01-02"}})]
        }
        assert ids(decision(never, {"any": [{"sure": True}, {"agreed": True}]}))[0] == "OD331"

    def test_not_and_its_contrary(self) -> None:
        guard = {"any": [{"tags": {"has": "x"}}, {"not": {"tags": {"has": "x"}}}]}
        assert ids(decision(guard)) == ["OD332"]

    def test_two_items_of_a_list_exclude_nothing(self) -> None:
        assert ids(decision({"all": [{"tags": {"has": "x"}}, {"tags": {"has": "w"}}]})) == []

    def test_two_keys_may_hold_what_one_cannot(self) -> None:
        both = {"all": [{"kind": "low"}, {"kind": "high"}]}
        assert ids(decision(both)) == ["OD331"]
        ask = {"ask": {"in": ["a"], "per": "citizen", "requires": [{"is": {"kind": "low"}}]}}
        assert ids(decision(both, transitions=ask)) == []

    def test_every_key_and_some_key_differ(self) -> None:
        guard = {"all": [{"kind": "low"}, {"not": {"every": {"kind": "low"}}}]}
        ask = {"ask": {"in": ["a"], "per": "citizen", "sets": {"kind": "low"}}}
        assert ids(decision(guard, transitions=ask)) == []

    def test_every_key_and_not_every_key_exclude_one_another(self) -> None:
        every = {"every": {"kind": "low"}}
        assert ids(decision({"all": [every, {"not": every}]})) == ["OD331"]

    def test_what_is_required_only_otherwise_is_no_contradiction(self) -> None:
        entry = {"is": {"kind": "low"}, "when": {"sure": True}}
        ways = {"way": {"from": "a", "to": "z", "when": {"kind": "high"}, "requires": [entry]}}
        assert ids(decision(transitions=ways)) == ["OD333"]
        entry = {"is": {"kind": "low"}, "when": {"kind": "low"}}
        ways["way"]["requires"] = [entry]
        assert ids(decision(transitions=ways)) == []

    def test_a_yes_that_is_required_against_a_no(self) -> None:
        ways = {"way": {"from": "a", "to": "z", "when": {"sure": False}, "requires": ["sure"]}}
        assert ids(decision(transitions=ways)) == ["OD333"]
        ways["way"]["requires"] = ["agreed"]
        assert ids(decision(transitions=ways)) == []


class TestEnds:
    def test_time_is_a_way_out_and_the_run_waits_for_it(self) -> None:
        model = rule(
            {"a": {}, "b": {}, "z": {"final": True}},
            {
                "open": {"to": "a"},
                "go": {"from_": "a", "to": "z"},
                "lapse": {"from_": "a", "to": "b", "when_expired": "wait"},
            },
            {
                "wait": {
                    "owed_by": "office",
                    "starts": "open",
                    "within": {"working_days": 5},
                    "met_by": "go",
                }
            },
        )
        (end,) = found(model)
        assert end.code.id == "OD307"
        assert end.run is not None
        assert [one.act for one in end.run.steps] == ["open", "lapse"]
        loaded = load_case_text(run_file(end, end.run, "random"), name="case.yaml")
        verdict = Rules(ruleset=model).check(loaded)
        assert (loaded.findings, verdict.states, verdict.findings) == ((), ("b",), ())

    def test_a_period_that_a_fact_sets_is_set(self) -> None:
        model = rule(
            {"a": {}, "b": {}, "z": {"final": True}},
            {
                "open": {"to": "a"},
                "go": {"from_": "a", "to": "z"},
                "lapse": {"from_": "a", "to": "b", "when_expired": "wait"},
            },
            {
                "wait": {
                    "owed_by": "office",
                    "starts": "open",
                    "within": {"set_by": "length"},
                    "met_by": "go",
                }
            },
        )
        (end,) = found(model)
        assert end.run is not None
        assert dict(end.run.steps[0].data)["length"] == {"working_days": 1}
        loaded = load_case_text(run_file(end, end.run, "random"), name="case.yaml")
        assert Rules(ruleset=model).check(loaded).states == ("b",)

    def test_a_join_that_waits_for_nobody_is_a_dead_end(self) -> None:
        model = rule(
            {"a": {}, "b": {}, "c": {}, "z": {"final": True}},
            {
                "open": {"to": "a"},
                "one": {"from_": "a", "to": "b"},
                "other": {"from_": "a", "to": "c"},
                "join": {"from_": {"all": ["b", "c"]}, "to": "z"},
            },
        )
        # The final state is not a second fault: it is entered by that join.
        assert sorted(ids(model)) == ["OD305", "OD307", "OD307"]

    def test_what_lies_behind_a_state_never_entered_is_not_told_again(self) -> None:
        model = rule(
            {"a": {}, "b": {}, "c": {}, "z": {"final": True}},
            {
                "open": {"to": "a"},
                "end": {"from_": "a", "to": "z"},
                "on": {"from_": "b", "to": "c"},
                "back": {"from_": "c", "to": "z"},
            },
        )
        (state,) = found(model)
        assert (state.code.id, state.route) == ("OD304", ("procedures", "p", "states", "b"))

    def test_states_that_only_lead_to_one_another_are_told_once(self) -> None:
        model = rule(
            {"a": {}, "b": {}, "c": {}, "z": {"final": True}},
            {
                "open": {"to": "a"},
                "end": {"from_": "a", "to": "z"},
                "on": {"from_": "b", "to": "c"},
                "back": {"from_": "c", "to": "b"},
            },
        )
        assert ids(model) == ["OD304"]

    def test_a_state_that_only_leads_to_itself_is_a_cycle(self) -> None:
        model = rule(
            {"a": {}, "b": {}, "z": {"final": True}},
            {
                "open": {"to": "a"},
                "end": {"from_": "a", "to": "z"},
                "on": {"from_": "a", "to": "b"},
                "again": {"from_": "b", "to": "b"},
            },
        )
        (cycle,) = found(model)
        assert cycle.code.id == "OD308"
        assert cycle.run is not None
        assert [one.act for one in cycle.run.steps] == ["open", "on", "again"]

    def test_acts_that_move_nothing_lead_nowhere(self) -> None:
        model = rule({"a": {}}, {"open": {"to": "a"}, "write": {"in_": ["a"]}})
        assert ids(model) == ["OD307"]


class TestRolesAndExemptions:
    def test_who_is_consulted_has_a_part(self) -> None:
        ask = {"ask": {"in": ["a"], "per": "expert"}, "way": {"from": "a", "to": "z"}}
        assert ids(decision(transitions=ask, roles={"expert": {}})) == []

    def test_whom_a_condition_names_has_a_part(self) -> None:
        facts = {**FACTS, "who": {"type": "role"}}
        way = {"way": {"from": "a", "to": "z", "requires": [{"is": {"who": "expert"}}]}}
        assert ids(decision(transitions=way, facts=facts, roles={"expert": {}})) == []

    def test_an_outsider_may_be_there_for_the_name(self) -> None:
        way = {"way": {"from": "a", "to": "z"}}
        roles = {"press": {"external": True}}
        assert ids(decision(transitions=way, roles=roles)) == []
        assert ids(decision(transitions=way, roles={"press": {}})) == ["OD231"]

    def test_what_anybody_may_do_is_explained_by_a_reading(self) -> None:
        way = {"way": {"from": "a", "to": "z", "by": []}}
        assert ids(decision(transitions=way)) == ["OD232"]
        way["way"]["reading"] = {"zh": "未定由谁", "en": "it is not said who"}
        assert ids(decision(transitions=way)) == []

    def test_an_end_that_time_brings_is_in_hand(self) -> None:
        ways = {
            "confirm": {"from": "a", "to": "z", "by": "citizen"},
            "lapse": {"from": "a", "to": "z", "when_expired": "wait"},
        }
        wait = {"owed_by": "citizen", "starts": "open", "within": {"days": 3}, "met_by": "confirm"}
        assert ids(decision(transitions=ways, deadlines={"wait": wait})) == []
        del ways["lapse"]
        assert ids(decision(transitions=ways, deadlines={"wait": wait})) == ["OD234"]

    def test_an_approval_by_another_role_or_person_is_in_order(self) -> None:
        def approved(**more: Any) -> list[str]:
            return ids(
                rule(
                    {"a": {}, "z": {"final": True}},
                    {"draft": {"to": "a"}, "approve": {"from_": "a", "to": "z", **more}},
                    roles={"head": {}},
                )
            )

        assert approved(by=["office"]) == ["OD231", "OD237"]
        assert approved(by=["office", "head"]) == []
        assert approved(by="head") == []
        assert approved(distinct_from="draft") == ["OD231"]

    def test_a_fact_that_nobody_settles_is_recorded_by_hand(self) -> None:
        exemptions = {"x": {"when": {"sure": True}, "lifted_when": {"agreed": True}}}
        way = {"way": {"from": "a", "to": "z", "outcome": "disclosed"}}
        assert ids(decision(transitions=way, exemptions=exemptions)) == []
        way["way"]["sets"] = {"agreed": False}
        assert ids(decision(transitions=way, exemptions=exemptions)) == ["OD243"]
        way["way"]["requires"] = ["agreed"]
        assert ids(decision(transitions=way, exemptions=exemptions)) == []

    def test_exemptions_lifted_differently_are_told_apart(self) -> None:
        way = {"way": {"from": "a", "to": "z", "outcome": "disclosed"}}
        one, other = {"when": {"sure": True}}, {"when": {"not": {"sure": False}}}
        twins = {"x": one, "y": other}
        assert ids(decision(transitions=way, exemptions=twins)) == ["OD245"]
        lifted = {"x": one, "y": {**other, "lifted_when": {"agreed": True}}}
        assert ids(decision(transitions=way, exemptions=lifted)) == []


def test_a_check_gives_only_the_codes_of_its_row() -> None:
    from opendisclose.analyse import CHECKS
    from opendisclose.api import examine

    from .test_counterexamples import SAMPLES

    for path in sorted(SAMPLES.glob("OD[23]*/bad.yaml")):
        ruleset = examine(path).ruleset
        if ruleset is None:
            continue
        given = AnalyseInput(ruleset=ruleset)
        for check in CHECKS:
            assert {one.code for one in check.find(given)} <= set(check.codes)
