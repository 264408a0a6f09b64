"""A procedure and its first day in; the latest lawful date of every step of it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ..graph.compiled import Compiled
from ..graph.courses import Courses, can_all_hold, courses, guards_along
from ..graph.paths import Path
from .aside import aside
from .course import Counting, CourseDates, Latest, When, dates_along


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One transition and until when it can lawfully be done at the latest, whatever the course.

    Attributes:
        when: None if on some course nothing says until when.
        extended: the same with every extension granted in full.
        clock: the deadline that says so; -1 if none does.
        open: a length that the case sets, and that was not given, comes on top of both.
    """

    transition: int
    when: When
    extended: When
    clock: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstCase:
    """What a procedure comes to when everything is done on the last lawful day.

    Attributes:
        steps: every transition that some course does or has room for, in the order of the file.
        longest: of the courses that end on a known day the last, else the one with most dates;
            None if no course comes to an end.
        extended: the same course with every extension granted in full.
        whole: whether every course was looked at; of very many only some are.
    """

    compiled: Compiled = field(repr=False)
    start: date | datetime
    steps: tuple[Step, ...]
    longest: CourseDates | None
    extended: CourseDates | None
    whole: bool

    @property
    def has_extensions(self) -> bool:
        """Whether an extension makes a difference."""
        return any(one.extended != one.when for one in self.steps)


def worst_case(
    compiled: Compiled, start: date | datetime, counting: Counting, opened_by: str | None = None
) -> WorstCase:
    """The latest lawful dates of a procedure that begins at `start`, by any opening act or one.

    A course goes round a cycle once, and its guards hold together. Every duty that can be owed on
    it counts. An act that moves nothing is done before its state is left.

    Raises:
        CalendarRangeError: a date lies outside the calendar.
    """
    found = _courses(compiled, again=True)
    if not found.whole:
        found = _courses(compiled, again=False)
    paths = [
        one
        for one in found.found
        if can_all_hold(compiled, guards_along(compiled, one.transitions))
        and opened_by in (None, compiled.transitions.ids[one.transitions[0]])
    ]
    plain = [dates_along(compiled, one, counting, start) for one in paths]
    more = replace(counting, extended=True)
    longer = [dates_along(compiled, one, more, start) for one in paths]
    place = max(range(len(plain)), key=lambda n: _length(plain[n]), default=None)
    return WorstCase(
        compiled=compiled,
        start=start,
        steps=_steps(
            compiled,
            [(*one.acts, *aside(compiled, one, counting)) for one in plain],
            [(*one.acts, *aside(compiled, one, more)) for one in longer],
        ),
        longest=plain[place] if place is not None else None,
        extended=longer[place] if place is not None else None,
        whole=found.whole,
    )


def _courses(compiled: Compiled, *, again: bool) -> Courses:
    return courses(
        compiled,
        Path(transitions=(), markings=(0,)),
        lambda _, marking: compiled.tables.complete[marking] == 1,
        again=again,
    )


def _steps(
    compiled: Compiled,
    plain: Iterable[tuple[Latest, ...]],
    longer: Iterable[tuple[Latest, ...]],
) -> tuple[Step, ...]:
    latest, extended = _latest(plain), _latest(longer)
    return tuple(
        Step(
            transition=number,
            when=latest[number].when,
            extended=extended[number].when,
            clock=latest[number].clock,
            open=latest[number].open,
        )
        for number in range(len(compiled.transitions))
        if number in latest
    )


def _latest(dated: Iterable[tuple[Latest, ...]]) -> dict[int, Latest]:
    """By transition: the latest of its dates on all courses."""
    found: dict[int, Latest] = {}
    for course in dated:
        for one in course:
            known = found.get(one.transition)
            if known is None or one.order > known.order:
                found[one.transition] = one
    return found


def _length(course: CourseDates) -> tuple[bool, float, int, int]:
    """Courses in the order in which they are worth drawing."""
    dated = sum(one.due is not None and one.due.date is not None for one in course.runs)
    known, end = course.end is not None, course.end
    return (known, end.timestamp() if end is not None else 0.0, dated, len(course.acts))
