"""Every shipped procedure goes in; whether pm4py reads our PNML and BPMN as they are comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pm4py

import opendisclose as od
from opendisclose.graph.compiled import Compiled
from opendisclose.report.pnml import every_move

from .nets import exported, read, written
from .sides import quiet

RULESETS = Path(__file__).resolve().parents[3] / "rulesets"
_BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def compared() -> Iterator[tuple[str, bool]]:
    """A line for each form: how many procedures, and whether every one is read as it is."""
    compiled = [
        rules.compiled(procedure)
        for name in sorted(one.name for one in RULESETS.iterdir() if one.is_dir())
        for rules in (od.load(name),)
        for procedure in rules.ruleset.procedures
    ]
    for name, reads in (("PNML", _pnml), ("BPMN", _bpmn), ("workflow net, sound", _sound)):
        wrong = [f"{one.ruleset.id}.{one.id}" for one in compiled if not reads(one)]
        yield f"{name}: {len(compiled)} procedures {', '.join(wrong)}".rstrip(), not wrong


def _pnml(compiled: Compiled) -> bool:
    """Places are states and one more, transitions the ways of the acts, with arcs to each."""
    moves = every_move(compiled)
    with quiet(), written(exported(compiled, "pnml"), ".pnml") as path:
        net, initial, _ = pm4py.read_pnml(path)
    arcs = sum((len(one.takes) or 1) + len(one.gives) for one in moves)
    return (
        len(net.places) == len(compiled.procedure.states) + 1
        and len(net.transitions) == len(moves)
        and len(net.arcs) == arcs
        and [place.name for place in initial] == ["p_unopened"]
    )


def _bpmn(compiled: Compiled) -> bool:
    """As many tasks, events, gateways and flows as are written."""
    text = exported(compiled, "bpmn")
    root = ET.fromstring(text)
    tasks = len(root.findall(f".//{_BPMN}userTask"))
    flows = len(root.findall(f".//{_BPMN}sequenceFlow"))
    nodes = {one.text for one in root.iter(f"{_BPMN}flowNodeRef")}
    with quiet(), written(text, ".bpmn") as path:
        graph = pm4py.read_bpmn(path)
    kinds = (pm4py.BPMN.Task, pm4py.BPMN.Event, pm4py.BPMN.Gateway)
    drawn = [one for one in graph.get_nodes() if isinstance(one, kinds)]
    return (
        sum(isinstance(one, pm4py.BPMN.Task) for one in drawn) == tasks
        and len(drawn) == len(nodes)
        and len(graph.get_flows()) == flows
    )


def _sound(compiled: Compiled) -> bool:
    """pm4py's check of soundness (WOFLAN), of the net with one place for all ends."""
    with quiet():
        sound, _ = pm4py.check_soundness(*read(compiled))
    return bool(sound)
