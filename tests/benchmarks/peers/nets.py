"""A compiled procedure goes in; its exported net, read back by pm4py, comes out.

What is read is the text that `opendisclose show --format pnml` prints. A label is the act; an
expiry, which no event of a log but time fires, has a label of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pm4py
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils import petri_utils

from opendisclose.graph.compiled import Compiled
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.subjects import Shown

from .traces import FIRED

_SINK = "closed"


class Net(NamedTuple):
    """A net with its markings, as pm4py takes them."""

    net: Any
    initial: Any
    final: Any


def exported(compiled: Compiled, form: str) -> str:
    """What `opendisclose show --format pnml|bpmn` prints of one procedure."""
    return rendered(Shown(ruleset=compiled.ruleset, procedures=(compiled,)), form, View(lang="en"))


@contextmanager
def written(text: str, suffix: str) -> Iterator[str]:
    """The path of a file with that text; pm4py reads files."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"net{suffix}"
        path.write_text(text, encoding="utf-8")
        yield str(path)


def read(compiled: Compiled) -> Net:
    """The net as exported, a case of it complete in one of its final states.

    Of several final states each has a silent way to one more place, as pm4py takes one marking.
    """
    net, initial, _ = _labelled(compiled)
    sink = _place(net, _SINK)
    for name, state in compiled.procedure.states.items():
        if state.final:
            _silent(net, f"close_{name}", _named(net, f"p_{name}"), sink)
    return Net(net, initial, Marking({sink: 1}))


def read_as_open(compiled: Compiled) -> Net:
    """The net of which every beginning of a run is a run: each place can be drained silently."""
    net, initial, _ = _labelled(compiled)
    for place in list(net.places):
        _silent(net, f"drain_{place.name}", place, None)
    return Net(net, initial, Marking())


def plain(compiled: Compiled) -> Net:
    """The net as exported and nothing else, for replay; it has one final state."""
    return Net(*_labelled(compiled))


def _labelled(compiled: Compiled) -> tuple[Any, Any, Any]:
    with written(exported(compiled, "pnml"), ".pnml") as path:
        net, initial, final = pm4py.read_pnml(path)
    for one in net.transitions:
        name = one.name.removeprefix("t_").rpartition(".")[0]
        transition = compiled.procedure.transitions[name]
        fires = transition.when_expired is not None
        one.label = f"{FIRED}{name}" if fires else transition.act or name
    return net, initial, final


def _named(net: Any, name: str) -> Any:
    (found,) = [one for one in net.places if one.name == name]
    return found


def _place(net: Any, name: str) -> Any:
    made = PetriNet.Place(name)
    net.places.add(made)
    return made


def _silent(net: Any, name: str, source: Any, target: Any | None) -> None:
    made = PetriNet.Transition(name, None)
    net.transitions.add(made)
    petri_utils.add_arc_from_to(source, made, net)
    if target is not None:
        petri_utils.add_arc_from_to(made, target, net)
