"""A compiled procedure goes in; BPMN 2.0 with lanes by role and a layout comes out."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from ..graph.compiled import Compiled
from .bpmn_graph import HEAD, MARGIN, Diagram, Kind, Node, diagram
from .layout import View
from .subjects import Shown
from .xml_text import document

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_NAMES = {
    "xmlns": MODEL,
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "id": "definitions",
    "targetNamespace": "urn:opendisclose",
}
_TAGS: dict[Kind, str] = {
    "start": "startEvent",
    "end": "endEvent",
    "task": "userTask",
    "timer": "intermediateCatchEvent",
    "choice": "exclusiveGateway",
    "parallel": "parallelGateway",
}


def show_bpmn(subject: Shown, view: View) -> str:
    """One process with its diagram for each procedure; guards and periods are left out."""
    root = ET.Element("definitions", _NAMES)
    drawn = [(one, diagram(one, view)) for one in subject.procedures]
    for compiled, drawing in drawn:
        _collaboration(root, compiled, view)
        _process(root, compiled, drawing)
    for compiled, drawing in drawn:
        _layout(root, compiled, drawing)
    return document(root)


def _collaboration(root: ET.Element, compiled: Compiled, view: View) -> None:
    node = ET.SubElement(root, "collaboration", {"id": f"pool_{compiled.id}"})
    ET.SubElement(
        node,
        "participant",
        {
            "id": f"participant_{compiled.id}",
            "name": compiled.procedure.title.of(view.lang),
            "processRef": f"process_{compiled.id}",
        },
    )


def _process(root: ET.Element, compiled: Compiled, drawing: Diagram) -> None:
    name = compiled.id
    process = ET.SubElement(root, "process", {"id": f"process_{name}", "isExecutable": "false"})
    lanes = ET.SubElement(process, "laneSet", {"id": f"lanes_{name}"})
    for number, lane in enumerate(drawing.lanes):
        made = ET.SubElement(lanes, "lane", {"id": f"{name}_{lane.id}", "name": lane.title})
        for node in drawing.nodes.values():
            if node.lane == number:
                ET.SubElement(made, "flowNodeRef").text = f"{name}_{node.id}"
    for node in drawing.nodes.values():
        made = ET.SubElement(
            process, _TAGS[node.kind], {"id": f"{name}_{node.id}", "name": node.title}
        )
        for flow, (source, target) in enumerate(drawing.flows):
            if target == node.id:
                ET.SubElement(made, "incoming").text = f"{name}_f{flow}"
            if source == node.id:
                ET.SubElement(made, "outgoing").text = f"{name}_f{flow}"
        made[:] = sorted(made, key=lambda one: one.tag)  # the schema wants incoming ones first
        if node.kind == "timer":
            ET.SubElement(made, "timerEventDefinition", {"id": f"{name}_{node.id}_timer"})
    for flow, (source, target) in enumerate(drawing.flows):
        ends = {"sourceRef": f"{name}_{source}", "targetRef": f"{name}_{target}"}
        ET.SubElement(process, "sequenceFlow", {"id": f"{name}_f{flow}", **ends})


def _layout(root: ET.Element, compiled: Compiled, drawing: Diagram) -> None:
    name = compiled.id
    whole = ET.SubElement(root, "bpmndi:BPMNDiagram", {"id": f"diagram_{name}"})
    plane = ET.SubElement(
        whole, "bpmndi:BPMNPlane", {"id": f"plane_{name}", "bpmnElement": f"pool_{name}"}
    )
    pool = (MARGIN, MARGIN, drawing.width, drawing.height)
    _shape(plane, f"participant_{name}", pool, isHorizontal="true")
    for lane in drawing.lanes:
        place = (MARGIN + HEAD // 2, lane.y, drawing.width - HEAD // 2, lane.height)
        _shape(plane, f"{name}_{lane.id}", place, isHorizontal="true")
    for node in drawing.nodes.values():
        _shape(plane, f"{name}_{node.id}", (node.x, node.y, *node.size))
    for flow, (source, target) in enumerate(drawing.flows):
        edge = ET.SubElement(
            plane,
            "bpmndi:BPMNEdge",
            {"id": f"{name}_f{flow}_di", "bpmnElement": f"{name}_f{flow}"},
        )
        for x, y in _ends(drawing.nodes[source], drawing.nodes[target]):
            ET.SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})


def _ends(source: Node, target: Node) -> tuple[tuple[int, int], tuple[int, int]]:
    """From the side of the one to the side of the other that faces it."""
    forward = source.x <= target.x
    left, right = (source, target) if forward else (target, source)
    ends = (
        (left.x + left.size[0], left.y + left.size[1] // 2),
        (right.x, right.y + right.size[1] // 2),
    )
    return ends if forward else (ends[1], ends[0])


def _shape(plane: ET.Element, element: str, place: tuple[int, int, int, int], **more: str) -> None:
    shape = ET.SubElement(
        plane, "bpmndi:BPMNShape", {"id": f"{element}_di", "bpmnElement": element, **more}
    )
    keys = ("x", "y", "width", "height")
    ET.SubElement(shape, "dc:Bounds", {key: str(one) for key, one in zip(keys, place, strict=True)})
