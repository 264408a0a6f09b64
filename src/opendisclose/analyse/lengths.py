"""Deadlines in; how long they run, and whether one surely outlasts another, out.

Nothing here is a due date: a length is compared with a length, and only where no calendar could
turn the answer round.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.compiled import Compiled
from ..graph.overlap import can_both_hold
from ..graph.tables import FLOOR
from ..model.periods import UNITS, Period, Within
from ..model.procedure import Deadline, Moment

Length = tuple[str, int]  # a unit and its number

_IN_DAYS = {"days": 1, "months": 31}
# A last day moves on over the days of rest that follow one another, which are nine at most.
_ROLL = 9


def length_of(deadline: Deadline) -> Length | None:
    """The unit and number of a period or floor; None if it has no number of its own."""
    return _length(deadline.within if deadline.within is not None else deadline.at_least)


def _length(within: Within | None) -> Length | None:
    if within == "same_day":
        return "days", 0
    if not isinstance(within, Period):
        return None
    unit = within.given()[0]
    return (unit, int(getattr(within, unit))) if unit in UNITS else None


def countable(deadline: Deadline) -> bool:
    """Whether days can be taken out of a period: not out of hours, fixed dates or words."""
    within = deadline.within if deadline.within is not None else deadline.at_least
    if not isinstance(within, Period):
        return False
    return within.given()[0] in ("working_days", "days", "months", "set_by")


def floors_on(compiled: Compiled, act: str) -> Iterator[int]:
    """The floors before whose end an act may not be done."""
    names = {act, compiled.acts.ids[compiled.acts[act]]}
    for clock, mode in enumerate(compiled.tables.d_mode):
        if mode == FLOOR and names & set(compiled.deadline(clock).limits):
            yield clock


def reaches(compiled: Compiled, floor: int, ceiling: int, *, extended: bool = True) -> bool:
    """Whether a floor always ends no earlier than a ceiling that the same act starts.

    Both end with their last day, so that of two equal ones nothing is left between. The ceiling is
    taken with all its extensions unless it is asked for the first of them.
    """
    low, high = compiled.deadline(floor), compiled.deadline(ceiling)
    shortest, longest = length_of(low), longest_of(high) if extended else length_of(high)
    if shortest is None or longest is None or high.excluded or high.per != low.per:
        return False
    if not _same_start(low, high):
        return False
    if not can_both_hold(compiled.ruleset, low.when, high.when):
        return False
    if shortest[0] == longest[0]:
        return shortest[1] >= longest[1]
    return _at_least_days(shortest) > _at_most_days(longest)


def longest_of(deadline: Deadline) -> Length | None:
    """The length with every extension; None if they cannot be added up without a calendar."""
    length = length_of(deadline)
    if length is None or deadline.extended is None:
        return length
    unit, number = deadline.extended.at_most.unit()
    return (unit, length[1] + number * deadline.extended.times) if unit == length[0] else None


def _same_start(low: Deadline, high: Deadline) -> bool:
    """Whether every act that starts the ceiling starts the floor on the same day."""
    if low.starts == "period" or high.starts == "period":
        return low.starts == high.starts
    known = {_moment(one) for one in low.starts}
    return all(_moment(one) in known for one in high.starts)


def _moment(moment: Moment) -> tuple[str, str | None]:
    return moment.act, moment.at


def _at_least_days(length: Length) -> int:
    """The natural days that a length takes at the very least."""
    unit, number = length
    if unit == "hours":
        return number // 24
    return 28 * number if unit == "months" else number


def _at_most_days(length: Length) -> int:
    """The natural days that a length takes at the very most; working days have no such bound."""
    unit, number = length
    if unit == "hours":
        return number // 24 + 1
    if unit == "working_days":
        return 1_000_000
    return _IN_DAYS[unit] * number + _ROLL
