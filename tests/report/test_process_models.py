"""PNML and BPMN of the shipped rulesets: whole, connected, and the net that the engine replays."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from opendisclose.api import Rules, load
from opendisclose.report.bpmn import MODEL
from opendisclose.report.bpmn_graph import diagram
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.pnml import NAMESPACE
from opendisclose.report.subjects import Shown

IDS = ("shihezi", "quanzhou", "jilin")
RULES: dict[str, Rules] = {name: load(name) for name in IDS}
EVERY = [(name, one) for name in IDS for one in RULES[name].ruleset.procedures]
P, B = f"{{{NAMESPACE}}}", f"{{{MODEL}}}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
TEXT = ET.fromstring


def shown(name: str, procedure: str, form: str) -> ET.Element:
    rules = RULES[name]
    subject = Shown(ruleset=rules.ruleset, procedures=(rules.compiled(procedure),))
    return TEXT(rendered(subject, form, View(lang="zh")))


def replayed(net: ET.Element, acts: list[str]) -> frozenset[str]:
    """The places marked after a run of a net by a plain token game; acts by their ids."""
    marked = {
        place.get("id", "")
        for place in net.iter(f"{P}place")
        if place.find(f"{P}initialMarking") is not None
    }
    arcs = [(one.get("source", ""), one.get("target", "")) for one in net.iter(f"{P}arc")]
    for act in acts:
        ways = [
            one.get("id", "")
            for one in net.iter(f"{P}transition")
            if one.get("id", "").startswith(f"t_{act}.")
        ]
        (way,) = [one for one in ways if {source for source, to in arcs if to == one} <= marked]
        marked -= {source for source, to in arcs if to == way}
        marked |= {to for source, to in arcs if source == way}
    return frozenset(marked)


class TestPnml:
    @pytest.mark.parametrize(("name", "procedure"), EVERY)
    def test_every_arc_joins_a_place_and_a_transition(self, name: str, procedure: str) -> None:
        net = shown(name, procedure, "pnml")
        places = {one.get("id") for one in net.iter(f"{P}place") if one.get("id")}
        transitions = {one.get("id") for one in net.iter(f"{P}transition")}
        arcs = [(one.get("source"), one.get("target")) for one in net.iter(f"{P}arc")]
        assert len(set(arcs)) == len(arcs)
        for source, target in arcs:
            assert {source in places, target in places} == {True, False}
            assert {source in transitions, target in transitions} == {True, False}
        assert {end for arc in arcs for end in arc} >= transitions
        states = {f"p_{one}" for one in RULES[name].ruleset.procedures[procedure].states}
        assert places == states | {"p_unopened"}

    def test_a_fork_marks_both_branches_and_a_join_needs_both(self) -> None:
        procedure = RULES["quanzhou"].ruleset.procedures["official_document"]
        fork = next(n for n, one in procedure.transitions.items() if "all" in str(one.to))
        states = procedure.transitions[fork].to
        assert states is not None
        assert not isinstance(states, str)
        net = shown("quanzhou", "official_document", "pnml")
        arcs = {
            one.get("target") for one in net.iter(f"{P}arc") if one.get("source") == f"t_{fork}.1"
        }
        assert arcs == {f"p_{one}" for one in states.all or ()}

    def test_a_run_of_the_engine_is_a_run_of_the_net(self) -> None:
        rules = RULES["shihezi"]
        acts = ["apply", "forward", "feed_back", "disclose"]
        events = [{"act": act, "at": f"2025-03-{3 + n:02}"} for n, act in enumerate(acts)]
        verdict = rules.check({"procedure": "on_request", "events": events})
        net = shown("shihezi", "on_request", "pnml")
        assert replayed(net, acts) == {f"p_{one}" for one in verdict.states}


class TestBpmn:
    @pytest.mark.parametrize(("name", "procedure"), EVERY)
    def test_every_reference_leads_somewhere(self, name: str, procedure: str) -> None:
        root = shown(name, procedure, "bpmn")
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(set(ids)) == len(ids)
        flows = list(root.iter(f"{B}sequenceFlow"))
        nodes = {one.text for one in root.iter(f"{B}flowNodeRef")}
        assert nodes
        assert all({one.get("sourceRef"), one.get("targetRef")} <= nodes for one in flows)
        assert {one.text for one in root.iter(f"{B}incoming")} == {one.get("id") for one in flows}
        assert nodes <= set(ids)

    @pytest.mark.parametrize(("name", "procedure"), EVERY)
    def test_every_node_and_flow_has_its_place(self, name: str, procedure: str) -> None:
        root = shown(name, procedure, "bpmn")
        drawn = {one.get("bpmnElement") for one in root.iter(f"{DI}BPMNShape")}
        edges = {one.get("bpmnElement") for one in root.iter(f"{DI}BPMNEdge")}
        assert drawn >= {one.text for one in root.iter(f"{B}flowNodeRef")}
        assert drawn >= {one.get("id") for one in root.iter(f"{B}lane")}
        assert edges == {one.get("id") for one in root.iter(f"{B}sequenceFlow")}

    @pytest.mark.parametrize(("name", "procedure"), EVERY)
    def test_no_two_shapes_overlap_and_each_lies_in_its_lane(
        self, name: str, procedure: str
    ) -> None:
        drawing = diagram(RULES[name].compiled(procedure), View())
        for one in drawing.nodes.values():
            lane = drawing.lanes[one.lane]
            assert lane.y <= one.y
            assert one.y + one.size[1] <= lane.y + lane.height
        for one, other in combinations(drawing.nodes.values(), 2):
            apart = (
                one.x + one.size[0] <= other.x
                or other.x + other.size[0] <= one.x
                or one.y + one.size[1] <= other.y
                or other.y + other.size[1] <= one.y
            )
            assert apart, (one.id, other.id)

    def test_an_act_stands_in_the_lane_of_its_role(self) -> None:
        root = shown("shihezi", "on_request", "bpmn")
        (lane,) = [
            lane.get("name")
            for lane in root.iter(f"{B}lane")
            if "on_request_t_feed_back.1" in [one.text for one in lane]
        ]
        assert lane == "信息拥有单位"

    def test_an_expiry_is_a_timer(self) -> None:
        root = shown("shihezi", "on_request", "bpmn")
        timers = [one.get("id", "") for one in root.iter(f"{B}intermediateCatchEvent")]
        expiries = RULES["shihezi"].ruleset.procedures["on_request"].transitions
        wanted = {name for name, one in expiries.items() if one.when_expired is not None}
        assert {one.removeprefix("on_request_t_").partition(".")[0] for one in timers} == wanted
