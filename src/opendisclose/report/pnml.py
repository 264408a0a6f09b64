"""A compiled procedure goes in; its net as PNML (ISO/IEC 15909-2) comes out."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from ..graph.compiled import Compiled
from ..graph.markings import Move, moves_of
from .layout import View
from .mermaid import edge_label
from .subjects import Shown
from .xml_text import document

NAMESPACE = "http://www.pnml.org/version-2009/grammar/pnml"
TYPE = "http://www.pnml.org/version-2009/grammar/ptnet"
UNOPENED = "unopened"  # the place that holds the token of a case nobody has opened yet
_PLACE, _TRANSITION = "p_", "t_"


def show_pnml(subject: Shown, view: View) -> str:
    """A net for each procedure: states as places, acts as transitions, guards left out.

    A transition that may start from any of several states is one for each; so is an act that moves
    nothing, which takes a token and gives it back. The net starts with one token in `unopened`.
    """
    root = ET.Element("pnml", {"xmlns": NAMESPACE})
    for compiled in subject.procedures:
        _net(root, compiled, view)
    return document(root)


def _net(root: ET.Element, compiled: Compiled, view: View) -> None:
    procedure = compiled.procedure
    net = ET.SubElement(root, "net", {"id": compiled.id, "type": TYPE})
    _named(net, procedure.title.of(view.lang))
    page = ET.SubElement(net, "page", {"id": f"{compiled.id}_page"})
    start = ET.SubElement(page, "place", {"id": _PLACE + UNOPENED})
    _named(start, view.say("未开始", "not opened yet"))
    ET.SubElement(ET.SubElement(start, "initialMarking"), "text").text = "1"
    for name, state in procedure.states.items():
        _named(ET.SubElement(page, "place", {"id": _PLACE + name}), state.title(name).of(view.lang))
    for move in every_move(compiled):
        _transition(page, move, compiled, view)
    finals = ET.SubElement(net, "finalmarkings")
    for name, state in procedure.states.items():
        if state.final:
            place = ET.SubElement(
                ET.SubElement(finals, "marking"), "place", {"idref": _PLACE + name}
            )
            ET.SubElement(place, "text").text = "1"


def every_move(compiled: Compiled) -> tuple[Move, ...]:
    """Each way a transition can be taken, those that move nothing as a taking and giving back."""
    found: list[Move] = []
    for name, transition in compiled.procedure.transitions.items():
        found += moves_of(name, compiled.procedure)
        found += (
            Move(transition=name, takes=frozenset({one}), gives=frozenset({one}))
            for one in transition.in_ or ()
        )
    return tuple(found)


def _transition(page: ET.Element, move: Move, compiled: Compiled, view: View) -> None:
    number = 1 + sum(
        one.get("id", "").startswith(f"{_TRANSITION}{move.transition}.") for one in page
    )
    here = f"{_TRANSITION}{move.transition}.{number}"
    transition = compiled.procedure.transitions[move.transition]
    node = ET.SubElement(page, "transition", {"id": here})
    _named(node, edge_label(compiled, move.transition, transition, view))
    for place in sorted(move.takes) or [UNOPENED]:
        _arc(page, _PLACE + place, here)
    for place in sorted(move.gives):
        _arc(page, here, _PLACE + place)


def _arc(page: ET.Element, source: str, target: str) -> None:
    ET.SubElement(page, "arc", {"id": f"{source}--{target}", "source": source, "target": target})


def _named(node: ET.Element, text: str) -> None:
    ET.SubElement(ET.SubElement(node, "name"), "text").text = text
