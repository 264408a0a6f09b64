"""A compiled procedure and one of its clocks go in; every place where the clock may run comes out.

Time is not counted here: a clock may run wherever acts can lead after one that starts it, until an
act meets it, its goal can no longer happen, or the case is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .compiled import Compiled
from .paths import MOST_PLACES, Path, Place
from .tables import COMPANION, FLOOR, LIMIT

# A place, the transition done there, and the place after it.
Step = tuple[Place, int, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Where a case can be, told apart by whether some clocks run.

    Attributes:
        before: by place, the first place from which it is reached, with the transition done.
        steps: every step between two places.
        whole: whether every place was found; there may be too many.
    """

    compiled: Compiled
    before: dict[Place, tuple[Place, int] | None]
    steps: tuple[Step, ...]
    whole: bool

    def running(self, clock: int) -> Iterator[Place]:
        """The places in which a clock may run, the nearest first."""
        return (one for one in self.before if one[1] >> clock & 1)

    def starting(self, clock: int) -> Iterator[Step]:
        """The steps that start a clock."""
        tables = self.compiled.tables
        for one in self.steps:
            number = one[1]
            entries = range(tables.start_from[number], tables.start_from[number + 1])
            if any(tables.start_clock[entry] == clock for entry in entries):
                yield one

    def path_to(self, place: Place) -> Path:
        """The shortest way to a place."""
        transitions: list[int] = []
        markings = [place[0]]
        at = self.before[place]
        while at is not None:
            transitions.append(at[1])
            markings.append(at[0][0])
            at = self.before[at[0]]
        return Path(transitions=tuple(reversed(transitions)), markings=tuple(reversed(markings)))

    def path_with(self, step: Step) -> Path:
        """The shortest way to a step, and the step."""
        before, number, after = step
        path = self.path_to(before)
        return Path(transitions=(*path.transitions, number), markings=(*path.markings, after[0]))


def life_of(compiled: Compiled, *watched: int) -> Life:
    """Every place of a case; the clocks that move it are told apart, and those in `watched`."""
    tables = compiled.tables
    told = {one for one, fires in enumerate(tables.d_fires) if fires} | set(watched)
    origin = (0, sum(1 << one for one in told if tables.d_period[one]))
    before: dict[Place, tuple[Place, int] | None] = {origin: None}
    waiting, steps, whole = [origin], [], True
    for place in waiting:  # grows while it is read
        marking, running = place
        for number, target in enumerate(compiled.net.step[marking]):
            clock = tables.t_clock[number]
            if target < 0 or (clock >= 0 and not running >> clock & 1):
                continue
            after = (target, _clocks_after(compiled, told, number, running, target))
            steps.append((place, number, after))
            if after in before:
                continue
            if len(before) >= MOST_PLACES:
                whole = False
                continue
            before[after] = (place, number)
            waiting.append(after)
    return Life(compiled=compiled, before=before, steps=tuple(steps), whole=whole)


def _clocks_after(
    compiled: Compiled, told: Iterable[int], number: int, running: int, marking: int
) -> int:
    """Which clocks may run after a transition that leads to a marking, as bits."""
    tables = compiled.tables
    for entry in range(tables.meet_from[number], tables.meet_from[number + 1]):
        clock = tables.meet_clock[entry]
        if tables.d_goals[clock] == 0:  # of several goals that are all needed one may be missing
            running &= ~(1 << clock)
    if tables.t_clock[number] >= 0:
        running &= ~(1 << tables.t_clock[number])
    for entry in range(tables.start_from[number], tables.start_from[number + 1]):
        if tables.start_clock[entry] in told:
            running |= 1 << tables.start_clock[entry]
    for clock in told:
        if running >> clock & 1 and not can_run(compiled, clock, marking):
            running &= ~(1 << clock)
    return running


def can_run(compiled: Compiled, clock: int, marking: int) -> bool:
    """Whether a clock goes on in a marking, or lapses there (meaning 10)."""
    if compiled.tables.d_mode[clock] in (COMPANION, FLOOR):
        return True
    if compiled.tables.complete[marking]:
        return False
    return any(is_ahead(compiled, marking, act) for act in goals_of(compiled, clock))


def goals_of(compiled: Compiled, clock: int) -> tuple[int, ...]:
    """The acts that a clock waits for, or bounds."""
    tables = compiled.tables
    if tables.d_mode[clock] in (LIMIT, FLOOR):
        return tuple(compiled.acts[one] for one in compiled.deadline(clock).limits)
    return tuple(tables.goal_act[tables.goal_from[clock] : tables.goal_from[clock + 1]])


def is_ahead(compiled: Compiled, marking: int, act: int) -> bool:
    """Whether an act can still happen from a marking on."""
    return bool(compiled.tables.ahead[marking * len(compiled.acts) + act])


def is_behind(compiled: Compiled, marking: int, act: int) -> bool:
    """Whether an act may lie before a marking."""
    return bool(compiled.tables.behind[marking * len(compiled.acts) + act])
