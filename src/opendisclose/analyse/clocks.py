"""A ruleset in; clocks that never start, never can be met, or that bind nobody out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.codes import Code
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import Route
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.lives import Life, Step, goals_of, is_ahead, is_behind, life_of
from ..graph.tables import COMPANION, DUTY, LIMIT
from .given import AnalyseInput
from .runs import run_along


def find_idle_clocks(given: AnalyseInput) -> tuple[Finding, ...]:
    """Clocks that no act starts, or that end at once whenever one does."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for clock in range(len(compiled.deadlines))
        for finding in _idle(compiled, clock)
    )


def find_clocks_of_nobody(given: AnalyseInput) -> tuple[Finding, ...]:
    """Duties that can become overdue though nobody owes them and nothing follows."""
    return tuple(
        make(
            codes.DEADLINE_OF_NOBODY,
            {"deadline": compiled.deadlines.ids[clock]},
            route=route_of(compiled, clock),
            at_key=True,
            clauses=compiled.deadline(clock).clause,
        )
        for compiled in given.compiled.values()
        for clock in range(len(compiled.deadlines))
        if compiled.tables.d_mode[clock] in (DUTY, COMPANION)
        and not compiled.tables.d_fires[clock]
        and not compiled.deadline(clock).owed_by
        and compiled.deadline(clock).within != "promptly"  # it is never overdue
    )


def route_of(compiled: Compiled, clock: int, *more: str | int) -> Route:
    """Where a deadline, or something in it, stands."""
    return ("procedures", compiled.id, "deadlines", compiled.deadlines.ids[clock], *more)


def starts_of(compiled: Compiled, clock: int) -> tuple[int, ...]:
    """The acts that start a clock."""
    tables = compiled.tables
    return tuple(tables.begin_act[tables.begin_from[clock] : tables.begin_from[clock + 1]])


def act_names(compiled: Compiled, acts: tuple[int, ...]) -> list[str]:
    """The ids of acts, each once."""
    return list(dict.fromkeys(compiled.acts.ids[one] for one in acts))


def _idle(compiled: Compiled, clock: int) -> Iterator[Finding]:
    if compiled.tables.d_period[clock]:
        return  # it starts with the period, whatever is done
    life = life_of(compiled, clock)
    begun = tuple(life.starting(clock))
    if not life.whole:
        return
    if not begun and compiled.tables.d_fires[clock]:
        return  # told where its expiry is missed (OD306)
    if not begun:
        names = named(act_names(compiled, starts_of(compiled, clock)))
        yield _finding(compiled, clock, codes.DEADLINE_NEVER_STARTS, "starts", {"acts": names})
        return
    if not any(_can_be_met(compiled, clock, one) for one in begun):
        key = "met_by" if compiled.deadline(clock).met_by is not None else "limits"
        names = named(act_names(compiled, goals_of(compiled, clock)))
        yield _finding(
            compiled,
            clock,
            codes.DEADLINE_NEVER_MET,
            key,
            {"acts": names},
            (life, begun[0]),
        )
    elif _ends_with_the_case(compiled, clock, begun):
        yield _finding(
            compiled, clock, codes.DEADLINE_AFTER_THE_END, "starts", {}, (life, begun[0])
        )


def _finding(
    compiled: Compiled,
    clock: int,
    code: Code,
    key: str,
    values: dict[str, object],
    shown: tuple[Life, Step] | None = None,
) -> Finding:
    """A finding of a deadline at one of its keys; `shown` is a step that starts its clock."""
    return make(
        code,
        {"deadline": compiled.deadlines.ids[clock], **values},
        route=route_of(compiled, clock, key),
        clauses=compiled.deadline(clock).clause,
        run=run_along(compiled, shown[0].path_with(shown[1])) if shown is not None else None,
    )


def _can_be_met(compiled: Compiled, clock: int, step: Step) -> bool:
    """Whether what the clock waits for, or bounds, can happen after the act that starts it.

    The companion of an act may as well lie before it.
    """
    mode, (_, _, (marking, _)) = compiled.tables.d_mode[clock], step
    possible = [
        is_ahead(compiled, marking, act)
        or (mode == COMPANION and is_behind(compiled, marking, act))
        for act in goals_of(compiled, clock)
    ]
    return all(possible) if compiled.tables.d_goals[clock] else any(possible)


def _ends_with_the_case(compiled: Compiled, clock: int, begun: tuple[Step, ...]) -> bool:
    """Whether a duty with a date always starts where the case is complete, and so lapses."""
    if compiled.tables.d_mode[clock] not in (DUTY, LIMIT):
        return False
    if compiled.deadline(clock).within == "promptly":
        return False
    return all(compiled.tables.complete[marking] for _, _, (marking, _) in begun)
