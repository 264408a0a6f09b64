"""A ruleset in; acts that one clock allows only when another no longer does out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.lives import goals_of, is_ahead, is_behind
from ..graph.tables import COMPANION, DUTY, FLOOR, LIMIT
from .clocks import act_names, route_of, starts_of
from .given import AnalyseInput
from .lengths import reaches

_FLOOR = Words(zh="最短期限", en="what is owed at least")


def find_floors_above_ceilings(given: AnalyseInput) -> tuple[Finding, ...]:
    """Acts that may not be done until it is too late to do them."""
    return tuple(one for compiled in given.compiled.values() for one in _pairs(compiled))


def find_late_companions(given: AnalyseInput) -> tuple[Finding, ...]:
    """In-step duties whose act can come only after days have passed."""
    return tuple(
        make(
            codes.COMPANION_TOO_LATE,
            {
                "deadline": compiled.deadlines.ids[clock],
                "acts": named(act_names(compiled, goals_of(compiled, clock))),
                "starts": named(act_names(compiled, starts_of(compiled, clock))),
            },
            route=route_of(compiled, clock, "within"),
            clauses=compiled.deadline(clock).clause,
        )
        for compiled in given.compiled.values()
        for clock, mode in enumerate(compiled.tables.d_mode)
        if mode == COMPANION and _only_later(compiled, clock)
    )


# --- floors -------------------------------------------------------------------------------------


def _pairs(compiled: Compiled) -> Iterator[Finding]:
    modes = compiled.tables.d_mode
    floors = [one for one, mode in enumerate(modes) if mode == FLOOR]
    for ceiling, mode in enumerate(modes):
        if mode not in (DUTY, LIMIT):
            continue
        for floor in floors:
            act = _held_by_both(compiled, floor, ceiling)
            if act is None or not reaches(compiled, floor, ceiling):
                continue
            yield make(
                codes.FLOOR_ABOVE_CEILING,
                {
                    "act": compiled.acts.ids[act],
                    "floor": compiled.deadlines.ids[floor],
                    "ceiling": compiled.deadlines.ids[ceiling],
                },
                route=route_of(compiled, ceiling, "within"),
                clauses=compiled.deadline(ceiling).clause,
                related=(
                    Related(
                        route=route_of(compiled, floor, "at_least"),
                        message=_FLOOR,
                        clauses=compiled.deadline(floor).clause,
                    ),
                ),
            )


def _held_by_both(compiled: Compiled, floor: int, ceiling: int) -> int | None:
    """An act that the floor puts off, and that the ceiling bounds or cannot be met without."""
    below = set(goals_of(compiled, floor))
    above = goals_of(compiled, ceiling)
    one_is_enough = compiled.tables.d_mode[ceiling] == LIMIT or compiled.tables.d_goals[ceiling]
    held = [one for one in above if one in below]
    if not held or (not one_is_enough and len(held) < len(above)):
        return None  # the ceiling can be met by another act
    return held[0]


# --- companions ---------------------------------------------------------------------------------


def _only_later(compiled: Compiled, clock: int) -> bool:
    """Whether the companion can come, but on no day of an act that starts the duty."""
    goals = goals_of(compiled, clock)
    starting = [
        target
        for row in compiled.net.step
        for act in starts_of(compiled, clock)
        for number in compiled.variants(act)
        if (target := row[number]) >= 0
    ]
    ever = any(is_ahead(compiled, one, act) for one in starting for act in goals)
    put_off = {act for act in goals if _put_off(compiled, clock, act)}
    return ever and not any(
        is_behind(compiled, one, act) or (act in _later_today(compiled, one) and act not in put_off)
        for one in starting
        for act in goals
    )


def _later_today(compiled: Compiled, start: int) -> set[int]:
    """The acts that can follow a marking without time having to pass."""
    tables, found = compiled.tables, set()
    seen, waiting = {start}, [start]
    for marking in waiting:  # grows while it is read
        for number, target in enumerate(compiled.net.step[marking]):
            if target < 0 or tables.t_clock[number] >= 0:
                continue
            found |= {tables.t_act[number], tables.t_own[number]}
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


def _put_off(compiled: Compiled, clock: int, act: int) -> bool:
    """Whether a floor that starts with the duty keeps its act back."""
    starts = set(starts_of(compiled, clock))
    return any(
        mode == FLOOR
        and act in goals_of(compiled, floor)
        and starts <= set(starts_of(compiled, floor))
        for floor, mode in enumerate(compiled.tables.d_mode)
    )
