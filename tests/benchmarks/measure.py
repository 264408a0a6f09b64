"""Two sides of a comparison go in; how they compare, taken in turns in one run, comes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

TRIES = 3  # of a whole measurement: other work on the machine can spoil one
Side = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Two sides and the bound of their ratio.

    Attributes:
        faster: True if the ratio says how many times as fast as the other we are (at least
            `bound`), False if how many times as long we take (at most `bound`).
        rounds: how many are enough for the best to be good.
        scale: by what our time is multiplied first, where our side does another amount of work.
        often: how many times we go in each turn; where the other takes a hundred times as long,
            its turn alone would give us a single go.
    """

    name: str
    faster: bool
    bound: float
    ours: Side
    theirs: Side
    rounds: int
    clock: Clock = time.process_time
    scale: float = 1.0
    often: int = 1

    def ratio(self, rounds: int) -> float:
        """The best of so many rounds of each side, one against the other; both take turns."""
        self.ours(), self.theirs()
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(self._time(self.theirs))
            ours += [self._time(self.ours) * self.scale for _ in range(self.often)]
        return min(theirs) / min(ours) if self.faster else min(ours) / min(theirs)

    def _time(self, side: Side) -> float:
        begun = self.clock()
        side()
        return self.clock() - begun

    def holds(self, ratio: float, share: float = 1.0) -> bool:
        """Whether the bound holds, or so large a share of it."""
        return ratio >= self.bound * share if self.faster else ratio <= self.bound / share

    def line(self) -> tuple[str, bool]:
        """The best of up to `TRIES` tries as a line of the table, and whether the bound holds."""
        for _ in range(TRIES):
            ratio = self.ratio(self.rounds)
            kept = self.holds(ratio)
            if kept:
                break
        bound = f"{'at least' if self.faster else 'at most'} {self.bound:g}"
        return f"{self.name:<64} {ratio:8.2f}   {bound}: {'kept' if kept else 'BROKEN'}", kept


def print_table(every: Iterable[Benchmark]) -> int:
    """Measure all and print a table; 1 if a bound is not kept in any of its tries."""
    broken = 0
    for one in every:
        line, kept = one.line()
        print(line, flush=True)
        broken += not kept
    return min(broken, 1)
