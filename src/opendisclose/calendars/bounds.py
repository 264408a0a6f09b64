"""Working days and festivals go in; the bounds that each due date can still move within come out.

Before a year's notice is out, how many working days lie up to a day is known but for the weekdays
that the notice will move. Each one moved is made up for by a weekend day close by, so that the
count is wrong only near a festival, and by few days: replayed against every notice of 2008 to 2026
it was off by at most two working days, from twelve days before a statutory day to twelve days after
it, and right elsewhere, but for three years in which a further day was given without being made up
for. A due date is a rank; the day on which that rank can fall is bounded by those two numbers, once
at the trigger and once at the due date. `tests/benchmarks` prints how often it holds, and how wide
it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

AROUND = 12  # days before and after a statutory day within which a notice moves days
OFF_BY = 2  # working days by which the count up to a day can be wrong there
OUTSIDE = -1

Days: TypeAlias = list[int]


def near(first: int, last: int, festivals: Iterable[int]) -> list[int]:
    """For each day from `first` through `last`, 1 if it lies near a festival, else 0."""
    count = last - first + 1
    found = [0] * count
    for festival in festivals:
        for index in range(
            max(0, festival - AROUND - first), min(count, festival + AROUND + 1 - first)
        ):
            found[index] = 1
    return found


def bounds(first: int, working: Sequence[bool], unsure: Sequence[int]) -> tuple[Days, Days]:
    """The earliest and the latest day that a due date on each day can become; OUTSIDE.

    The days are those after the horizon, from `first` on, as ordinals; `unsure` is 1 for those near
    a festival. None can become a day before `first`: what is official cannot move.
    """
    rank = list(accumulate(working))
    high = [one + OFF_BY * by for one, by in zip(rank, unsure, strict=True)]
    low = [one - OFF_BY * by for one, by in zip(rank, unsure, strict=True)]
    earliest: list[int] = []
    latest: list[int] = []
    early = late = 0
    for index, here in enumerate(rank):
        # Ranks never fall, so the first day that can have a rank never moves back as ranks grow.
        while early < index and high[early] < here - OFF_BY:
            early += 1
        late = max(late, index)
        while late < len(rank) and low[late] < here + OFF_BY:
            late += 1
        earliest.append(first + early)
        latest.append(first + late if late < len(rank) else OUTSIDE)
    return earliest, latest
