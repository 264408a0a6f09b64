"""A compiled procedure goes in; the shortest runs of its net to what one looks for come out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .compiled import Compiled

MOST_PLACES = 20_000  # of one search
# A marking, and the clocks that have been started and may run out, as bits.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Transitions in their order, and the marking before each and after the last."""

    transitions: tuple[int, ...]
    markings: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.markings[-1]


def moves(compiled: Compiled, marking: int) -> Iterator[tuple[int, int]]:
    """The transitions that move a marking, in file order, each with the marking after it."""
    tables = compiled.tables
    for number, target in enumerate(compiled.net.step[marking]):
        if target >= 0 and tables.t_moves[number]:
            yield number, target


def shortest(
    compiled: Compiled,
    arrived: Callable[[int], bool],
    *,
    start: Path | None = None,
    within: Callable[[int], bool] = lambda _: True,
) -> Path | None:
    """The shortest run from the unopened case to a marking; None if time alone bars every run.

    What only the running out of a clock does is done only after an act that starts the clock, and
    not after one that meets it; of equally short runs the first in file order is taken. With
    `start` it goes on from there by at least one step, through markings for which `within` holds.
    """
    origin = _after(compiled, start)
    before: dict[Place, tuple[Place, int] | None] = {origin: None}
    waiting = deque([origin])
    if start is None and arrived(origin[0]):
        return _path(before, origin, start)
    while waiting and len(before) < MOST_PLACES:
        place = waiting.popleft()
        for number, target in _steps(compiled, place):
            if not within(target[0]):
                continue
            if arrived(target[0]) and compiled.tables.t_moves[number]:
                if target in before:  # back where it began
                    rest = _path(before, place, start)
                    ends = (*rest.markings, target[0])
                    return Path(transitions=(*rest.transitions, number), markings=ends)
                before[target] = (place, number)
                return _path(before, target, start)
            if target not in before:
                before[target] = (place, number)
                waiting.append(target)
    return None


def _steps(compiled: Compiled, place: Place) -> Iterator[tuple[int, Place]]:
    """What can be done in a place; an act that moves nothing only if it starts a clock."""
    marking, started = place
    tables = compiled.tables
    for number, target in enumerate(compiled.net.step[marking]):
        if target < 0:
            continue
        clock = tables.t_clock[number]
        if clock >= 0 and not started >> clock & 1:
            continue
        after = (target, _clocks(compiled, number, started))
        if after != place or tables.t_moves[number]:
            yield number, after


def _clocks(compiled: Compiled, number: int, started: int) -> int:
    """The clocks that may run out after a transition: without those it meets, with its own."""
    tables = compiled.tables
    for entry in range(tables.meet_from[number], tables.meet_from[number + 1]):
        started &= ~(1 << tables.meet_clock[entry])
    if tables.t_clock[number] >= 0:
        started &= ~(1 << tables.t_clock[number])
    for entry in range(tables.start_from[number], tables.start_from[number + 1]):
        if tables.d_fires[tables.start_clock[entry]]:
            started |= 1 << tables.start_clock[entry]
    return started


def _after(compiled: Compiled, path: Path | None) -> Place:
    tables = compiled.tables
    pairs = zip(tables.d_period, tables.d_fires, strict=True)
    started = sum(1 << n for n, (period, fires) in enumerate(pairs) if period and fires)
    for number in path.transitions if path is not None else ():
        started = _clocks(compiled, number, started)
    return (path.end if path is not None else 0), started


def _path(before: dict[Place, tuple[Place, int] | None], end: Place, start: Path | None) -> Path:
    transitions: list[int] = []
    markings = [end[0]]
    at = before[end]
    while at is not None:
        transitions.append(at[1])
        markings.append(at[0][0])
        at = before[at[0]]
    if start is None:
        return Path(transitions=tuple(reversed(transitions)), markings=tuple(reversed(markings)))
    return Path(
        transitions=(*start.transitions, *reversed(transitions)),
        markings=(*start.markings, *tuple(reversed(markings))[1:]),
    )


def ends(compiled: Compiled) -> tuple[tuple[int, ...], ...]:
    """Where a case can end up for good: markings that lead to one another and nowhere else.

    Each is in the order of the markings; the unopened case is none of them.
    """
    after = [
        sorted({to for _, to in moves(compiled, one)}) for one in range(len(compiled.net.step))
    ]
    found = []
    for group in _strong(after):
        inside = set(group)
        if 0 not in inside and all(to in inside for one in group for to in after[one]):
            found.append(tuple(sorted(group)))
    return tuple(sorted(found))


def _strong(after: list[list[int]]) -> list[list[int]]:
    """Strongly connected components (Tarjan's algorithm, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(after)):
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            node, child = work.pop()
            if child == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            else:
                low[node] = min(low[node], low[after[node][child - 1]])
            while child < len(after[node]):
                target = after[node][child]
                child += 1
                if target not in index:
                    work += [(node, child), (target, 0)]
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                if low[node] == index[node]:
                    cut = stack.index(node)
                    found.append(stack[cut:])
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
    return found
