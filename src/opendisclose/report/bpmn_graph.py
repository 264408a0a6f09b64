"""A compiled procedure goes in; the nodes, flows and lanes of its BPMN diagram come out, placed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..graph.compiled import Compiled
from ..graph.markings import Move
from .layout import View
from .pnml import every_move

Kind: TypeAlias = Literal["start", "end", "task", "timer", "choice", "parallel"]

SIZES: dict[Kind, tuple[int, int]] = {
    "start": (36, 36),
    "end": (36, 36),
    "timer": (36, 36),
    "choice": (50, 50),
    "parallel": (50, 50),
    "task": (120, 60),
}
COLUMN, ROW, MARGIN, HEAD = 170, 90, 30, 60  # HEAD: the width of the names of pool and lanes


@dataclass(slots=True, kw_only=True)
class Node:
    """One shape: `lane` is the number of its lane, `x` and `y` its upper left corner."""

    id: str
    kind: Kind
    title: str
    lane: int = -1
    x: int = 0
    y: int = 0

    @property
    def size(self) -> tuple[int, int]:
        return SIZES[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One role's lane: where it begins and how high it is."""

    id: str
    title: str
    y: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A whole diagram; `flows` lead from node to node."""

    nodes: dict[str, Node]
    flows: tuple[tuple[str, str], ...]
    lanes: tuple[Lane, ...]
    width: int
    height: int


def diagram(compiled: Compiled, view: View) -> Diagram:
    """States are choices between ways, acts tasks, forks and joins parallel gateways.

    A final state is an end event, an expiry a timer. An act that moves nothing leads back to its
    state; one that is done in a final state cannot be drawn and is left out. A lane is the first
    role that may do an act; what nobody does stands in the lane before it.
    """
    drawing = _Drawing(compiled, view)
    drawing.states()
    for move in every_move(compiled):
        drawing.move(move)
    drawing.drop_idle()
    return drawing.placed()


class _Drawing:
    def __init__(self, compiled: Compiled, view: View) -> None:
        self._compiled = compiled
        self._procedure = compiled.procedure
        self._view = view
        self._nodes: dict[str, Node] = {}
        self._flows: list[tuple[str, str]] = []
        self._lanes: list[str] = []

    def states(self) -> None:
        self._add(Node(id="start", kind="start", title=self._view.say("开始", "start")))
        for name, state in self._procedure.states.items():
            kind: Kind = "end" if state.final else "choice"
            title = state.title(name).of(self._view.lang)
            self._add(Node(id=f"s_{name}", kind=kind, title=title))

    def move(self, move: Move) -> None:
        """One way a transition can be taken: its task between the states it takes and gives."""
        transition = self._procedure.transitions[move.transition]
        if any(self._procedure.states[one].final for one in move.takes):
            return
        number = 1 + sum(one.startswith(f"t_{move.transition}.") for one in self._nodes)
        kind: Kind = "task" if transition.when_expired is None else "timer"
        task = Node(
            id=f"t_{move.transition}.{number}",
            kind=kind,
            title=transition.title(move.transition).of(self._view.lang),
            lane=self._lane(transition.by[0] if transition.by else ""),
        )
        self._add(task)
        source = self._several(move.takes, f"join_{task.id}", task, joins=True)
        target = self._several(move.gives, f"fork_{task.id}", task, joins=False)
        self._flows += [(source, task.id), (task.id, target)]

    def _several(self, states: frozenset[str], bar: str, task: Node, *, joins: bool) -> str:
        """The node at one end of a task: a state, the start, or a bar before several states."""
        if not states:
            return "start"
        every = [f"s_{one}" for one in self._procedure.states if one in states]
        if len(every) == 1:
            return every[0]
        self._add(Node(id=bar, kind="parallel", title="", lane=task.lane))
        self._flows += [(one, bar) if joins else (bar, one) for one in every]
        return bar

    def drop_idle(self) -> None:
        """Leave out states that nothing leads to or from."""
        used = {one for flow in self._flows for one in flow}
        self._nodes = {name: one for name, one in self._nodes.items() if name in used}

    def _lane(self, role: str) -> int:
        if role not in self._lanes:
            self._lanes.append(role)
        return self._lanes.index(role)

    def _add(self, node: Node) -> None:
        self._nodes[node.id] = node

    def placed(self) -> Diagram:
        ranks = self._ranks()
        self._adopt()
        rows: dict[tuple[int, int], int] = {}  # by lane and rank: how many stand there
        places: dict[str, int] = {}
        for name, node in self._nodes.items():
            cell = node.lane, ranks[name]
            places[name] = rows.get(cell, 0)
            rows[cell] = places[name] + 1
        lanes: list[Lane] = []
        top = MARGIN
        for number, role in enumerate(self._lanes):
            high = max((count for (lane, _), count in rows.items() if lane == number), default=1)
            lanes.append(
                Lane(id=f"lane_{number}", title=self._role(role), y=top, height=high * ROW)
            )
            top += high * ROW
        for name, node in self._nodes.items():
            wide, high = node.size
            node.x = MARGIN + HEAD + 20 + ranks[name] * COLUMN + (COLUMN - 50 - wide) // 2
            node.y = lanes[node.lane].y + places[name] * ROW + (ROW - high) // 2
        width = HEAD + 40 + (max(ranks.values()) + 1) * COLUMN
        return Diagram(
            nodes=self._nodes,
            flows=tuple(dict.fromkeys(self._flows)),
            lanes=tuple(lanes),
            width=width,
            height=top - MARGIN,
        )

    def _ranks(self) -> dict[str, int]:
        """How many steps from the start each node lies, the short way."""
        after: dict[str, list[str]] = {}
        for source, target in self._flows:
            after.setdefault(source, []).append(target)
        ranks = {"start": 0}
        waiting = deque(["start"])
        while waiting:
            here = waiting.popleft()
            for one in after.get(here, ()):
                if one not in ranks:
                    ranks[one] = ranks[here] + 1
                    waiting.append(one)
        return {name: ranks.get(name, 0) for name in self._nodes}

    def _adopt(self) -> None:
        """Give states and events the lane of a neighbour that has one."""
        waiting = [one for one in self._nodes.values() if one.lane < 0]
        while waiting:
            left: list[Node] = []
            for node in waiting:
                beside = [
                    self._nodes[source if target == node.id else target].lane
                    for source, target in self._flows
                    if node.id in (source, target)
                ]
                node.lane = next((one for one in beside if one >= 0), -1)
                if node.lane < 0:
                    left.append(node)
            if len(left) == len(waiting):  # nothing it hangs together with has a role
                for node in left:
                    node.lane = self._lane("")
                return
            waiting = left

    def _role(self, role: str) -> str:
        if not role:
            return self._view.say("任何人", "anyone")
        found = self._compiled.ruleset.roles.get(role)
        return found.title(role).of(self._view.lang) if found is not None else role
