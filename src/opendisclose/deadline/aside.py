"""A dated course in; until when the acts that move nothing can lawfully be done beside it, out."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.compiled import Compiled
from ..graph.tables import FLOOR
from .course import Counting, CourseDates, Latest


def aside(compiled: Compiled, course: CourseDates, counting: Counting) -> tuple[Latest, ...]:
    """Each act that moves nothing, in every state that the course leaves behind or ends in.

    It is done before the state is left, and before every clock runs out that it meets, whether
    the course starts that clock or another such act.

    Raises:
        CalendarRangeError: a date lies outside the calendar.
    """
    found: list[Latest] = []
    begun: dict[int, Latest] = {}
    for position, done in enumerate(course.acts):
        _go(compiled, done, begun)
        rooms = tuple(_rooms(compiled, course, position))
        for act in [_bounded(compiled, one, begun, counting) for one in rooms]:
            for clock in _starts(compiled, act.transition):
                if clock not in begun or begun[clock].transition == act.transition:
                    begun[clock] = act  # the latest room for it
        found += [_bounded(compiled, one, begun, counting) for one in rooms]
    return tuple(found)


def _rooms(compiled: Compiled, course: CourseDates, position: int) -> Iterator[Latest]:
    """The acts possible after an act of the course, bounded by the act that follows."""
    ends = position + 1 == len(course.acts)
    following = None if ends else course.acts[position + 1]
    for number, target in enumerate(compiled.net.step[course.path.markings[position + 1]]):
        if target >= 0 and not compiled.tables.t_moves[number]:
            yield Latest(
                transition=number,
                when=following.when if following is not None else None,
                clock=following.clock if following is not None else -1,
                open=following is not None and following.open,
            )


def _go(compiled: Compiled, done: Latest, begun: dict[int, Latest]) -> None:
    """Take an act of the course: what it meets runs no longer, what it starts runs from it."""
    tables, number = compiled.tables, done.transition
    for clock in tables.meet_clock[tables.meet_from[number] : tables.meet_from[number + 1]]:
        begun.pop(clock, None)
    for clock in _starts(compiled, number):
        begun[clock] = done


def _starts(compiled: Compiled, number: int) -> Iterator[int]:
    tables = compiled.tables
    for entry in range(tables.start_from[number], tables.start_from[number + 1]):
        if tables.d_mode[tables.start_clock[entry]] != FLOOR:
            yield tables.start_clock[entry]


def _bounded(
    compiled: Compiled, act: Latest, begun: dict[int, Latest], counting: Counting
) -> Latest:
    """The act bounded by the clocks that it meets or that limit it, or that fire it."""
    tables, number = compiled.tables, act.transition
    meets = tables.meet_clock[tables.meet_from[number] : tables.meet_from[number + 1]]
    limits = tables.limit_clock[tables.limit_from[number] : tables.limit_from[number + 1]]
    found = act
    for clock in (*meets, *limits, tables.t_clock[number]):
        start = begun.get(clock)
        if start is None or start.when is None:
            continue
        bound = Latest(
            transition=number,
            when=counting.bound(compiled, clock, start.when, ()),
            clock=clock,
            open=start.open or counting.is_open(compiled, clock),
        )
        if bound.order < found.order or found.when is None:
            found = bound
    return found
