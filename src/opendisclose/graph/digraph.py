"""A procedure goes in; a networkx graph of its states and transitions comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.procedure import Procedure
from .from_model import act_of
from .markings import moves_of

if TYPE_CHECKING:
    import networkx

OPENING = ""  # the node from which a case is opened


def digraph(procedure: Procedure) -> networkx.MultiDiGraph[str]:
    """States as nodes (`final`, `zh`, `en`), transitions as edges (key: their id).

    An opening transition leads from the node `""`. A fork or a join is one edge for each pair of
    states it joins, all with the transition's key; an act that moves nothing is a loop.
    """
    import networkx as nx  # costs more than everything else at start-up

    graph: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(OPENING, final=False, zh="", en="")
    for name, state in procedure.states.items():
        title = state.title(name)
        graph.add_node(name, final=state.final, zh=title.zh, en=title.en)
    for name, transition in procedure.transitions.items():
        title = transition.title(name)
        data = {
            "act": act_of(name, transition),
            "by": transition.by,
            "zh": title.zh,
            "en": title.en,
            "by_time": transition.when_expired is not None,
            "moves": transition.to is not None,
        }
        for move in moves_of(name, procedure):
            for source in sorted(move.takes) or [OPENING]:
                for target in sorted(move.gives):
                    graph.add_edge(source, target, key=name, **data)
        for state_name in transition.in_ or ():
            graph.add_edge(state_name, state_name, key=name, **data)
    return graph
