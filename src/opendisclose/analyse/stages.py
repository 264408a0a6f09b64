"""A duty with a number in; how late each stage before its goal can lawfully come, out.

On one path the latest amounts are a system of differences: a stage comes no later than its own
period after the act that starts it, and no act comes after the one that follows it. Its greatest
solution is the shortest way through a small graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heappop, heappush
from math import ceil

from ..graph.compiled import Compiled
from ..graph.courses import can_all_hold, courses, guards_along
from ..graph.lives import goals_of, is_ahead
from ..graph.markings import moves_of
from ..graph.paths import Path
from ..graph.satisfy import Wish
from ..graph.tables import COMPANION, DUTY, FLOOR, LIMIT
from .lengths import Length, length_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A clock other than the overall one, from the act that starts it to the one it bounds."""

    clock: int
    before: int  # positions on the path
    after: int
    length: Length
    longer: Length | None  # what every extension adds


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One path from the act that starts an overall duty to the act that meets it."""

    compiled: Compiled
    clock: int
    path: tuple[int, ...]  # transitions; the first starts the duty, the last meets it
    stages: tuple[Stage, ...]
    paused: tuple[int, ...]  # positions after which time does not count until the next act

    @cached_property
    def latest(self) -> tuple[Fraction | None, ...]:
        """By position: the most of the limit that can lawfully be used up by then; None: all."""
        return tuple(one[0] if one is not None else None for one in self._solved(False))

    @cached_property
    def latest_extended(self) -> tuple[Fraction | None, ...]:
        """The same with every extension of a stage granted in full."""
        return tuple(one[0] if one is not None else None for one in self._solved(True))

    def stages_to(self, position: int, *, extended: bool = False) -> tuple[Stage, ...]:
        """The stages that add up to the latest amount at a position, in their order."""
        solved, used = self._solved(extended), []
        at = solved[position]
        while at is not None:
            if at[2] is not None:
                used.append(at[2])
            at = solved[at[1]] if at[1] >= 0 else None
        return tuple(reversed(used))

    def _solved(self, extended: bool) -> list[tuple[Fraction, int, Stage | None] | None]:
        """By position: its latest amount, the position before it on the way there, the stage."""
        length = length_of(self.compiled.deadline(self.clock))
        assert length is not None  # only such a duty has chains
        solved: list[tuple[Fraction, int, Stage | None] | None] = [None] * len(self.path)
        waiting: list[tuple[Fraction, int, int, int]] = [(Fraction(0), 0, -1, -1)]
        while waiting:
            amount, at, before, number = heappop(waiting)
            if solved[at] is not None:
                continue
            solved[at] = (amount, before, self.stages[number] if number >= 0 else None)
            if at > 0:  # what comes before is no later
                heappush(waiting, (amount, at - 1, at, -1))
            if at in self.paused:
                heappush(waiting, (amount, at + 1, at, -1))
            for index, stage in enumerate(self.stages):
                if stage.before == at:
                    weight = amount_in(length[0], stage.length)
                    if extended and stage.longer is not None:
                        weight += amount_in(length[0], stage.longer)
                    heappush(waiting, (amount + weight, stage.after, at, index))
        return solved


def amount_in(unit: str, length: Length) -> Fraction:
    """A length in another unit, the most that it comes to in weeks of five working days."""
    if length[0] == unit:
        return Fraction(length[1])
    days = _days(length)
    if unit == "working_days":
        whole = ceil(days)
        return Fraction(whole // 7 * 5 + min(whole % 7, 5))
    return {"days": days, "months": days / 31, "hours": days * 24}[unit]


def _days(length: Length) -> Fraction:
    """Natural days, the most that they are without a holiday."""
    unit, number = length
    if unit == "working_days":
        return Fraction(number + 2 * -(-number // 5))
    return number * {"days": Fraction(1), "months": Fraction(31), "hours": Fraction(1, 24)}[unit]


def chains_of(compiled: Compiled, clock: int) -> Iterator[Chain]:
    """Every chain of a duty with a number that an act starts; none if there are too many paths."""
    deadline = compiled.deadline(clock)
    if compiled.tables.d_mode[clock] != DUTY or deadline.starts == "period":
        return
    if compiled.tables.d_fires[clock] or compiled.tables.d_goals[clock]:
        return  # something follows when it runs out; or its goal is not one act but several
    if (length_of(deadline) or ("", 0))[1] == 0:
        return
    for start in _openings(compiled, clock):
        found = courses(
            compiled,
            start,
            lambda number, marking: _arrived(compiled, clock, number, marking),
            lambda marking: _worth_it(compiled, clock, marking),
        )
        for path in found.found if found.whole else ():
            chain = _chain(compiled, clock, path)
            if chain is not None:
                yield chain


def _openings(compiled: Compiled, clock: int) -> Iterator[Path]:
    """Each way in which the duty starts: the transition, and the marking after it."""
    tables = compiled.tables
    seen: set[tuple[int, int]] = set()
    for marking, row in enumerate(compiled.net.step):
        for number, target in enumerate(row):
            entries = range(tables.start_from[number], tables.start_from[number + 1])
            starts = any(tables.start_clock[one] == clock for one in entries)
            if target >= 0 and starts and (number, target) not in seen:
                seen.add((number, target))
                yield Path(transitions=(number,), markings=(marking, target))


def _arrived(compiled: Compiled, clock: int, number: int, marking: int) -> bool:
    """Whether a transition meets the duty, or leads to where an act that moves nothing does."""
    return _meets(compiled, clock, number) or _aside(compiled, clock, marking) is not None


def _meets(compiled: Compiled, clock: int, number: int) -> bool:
    tables = compiled.tables
    entries = range(tables.meet_from[number], tables.meet_from[number + 1])
    return any(tables.meet_clock[one] == clock for one in entries)


def _aside(compiled: Compiled, clock: int, marking: int) -> int | None:
    """An act that meets the duty in a marking and moves nothing."""
    row = compiled.net.step[marking]
    found = (
        number
        for number, target in enumerate(row)
        if target >= 0 and not compiled.tables.t_moves[number] and _meets(compiled, clock, number)
    )
    return next(found, None)


def _worth_it(compiled: Compiled, clock: int, marking: int) -> bool:
    return not compiled.tables.complete[marking] and any(
        is_ahead(compiled, marking, one) for one in goals_of(compiled, clock)
    )


def _chain(compiled: Compiled, clock: int, path: Path) -> Chain | None:
    """The chain along a path; None if the duty starts anew on it, or its guards never all hold."""
    transitions = list(path.transitions)
    aside = _aside(compiled, clock, path.end)
    if not _meets(compiled, clock, transitions[-1]) and aside is not None:
        transitions.append(aside)
    whole = _with_presupposed(compiled, _needed(compiled, path.markings, transitions))
    if any(_starts(compiled, clock, one) for one in whole[1:]):
        return None
    guards = guards_along(compiled, whole, compiled.deadline(clock).when)
    if not can_all_hold(compiled, guards):
        return None
    return Chain(
        compiled=compiled,
        clock=clock,
        path=tuple(whole),
        stages=tuple(_stages(compiled, clock, whole, guards)),
        paused=tuple(_paused(compiled, clock, whole)),
    )


def _needed(compiled: Compiled, markings: tuple[int, ...], transitions: list[int]) -> list[int]:
    """The transitions without which the last could not be done: no branch that runs beside it."""
    made_by: dict[str, int] = {}
    needs: list[set[int]] = []
    for position, number in enumerate(transitions):
        takes, gives = _tokens(compiled, markings[position], number)
        needs.append({made_by[one] for one in takes if one in made_by})
        made_by |= dict.fromkeys(gives, position)
    kept = {0, len(transitions) - 1}
    for position in range(len(transitions) - 1, -1, -1):
        kept |= needs[position] if position in kept else set()
    return [number for position, number in enumerate(transitions) if position in kept]


def _tokens(compiled: Compiled, marking: int, number: int) -> tuple[frozenset[str], frozenset[str]]:
    """The states that a transition takes in a marking, and those it gives."""
    active, name = compiled.net.markings[marking], compiled.transitions.ids[number]
    for move in moves_of(name, compiled.procedure):
        if move.takes <= active:
            return move.takes, move.gives
    inside = [one for one in compiled.transition(number).in_ or () if one in active]
    return frozenset(inside[:1]), frozenset()


def _with_presupposed(compiled: Compiled, transitions: list[int]) -> list[int]:
    """The transitions with the acts they presuppose, where these move nothing."""
    tables, found = compiled.tables, transitions[:1]
    for number in transitions[1:]:
        for entry in range(tables.before_from[number], tables.before_from[number + 1]):
            act = tables.before_act[entry]
            aside = [one for one in compiled.variants(act) if not tables.t_moves[one]]
            if aside and not any(act in (tables.t_act[one], tables.t_own[one]) for one in found):
                found.append(aside[0])
        found.append(number)
    return found


def _starts(compiled: Compiled, clock: int, number: int) -> bool:
    tables = compiled.tables
    entries = range(tables.start_from[number], tables.start_from[number + 1])
    return any(tables.start_clock[one] == clock for one in entries)


def _stages(compiled: Compiled, clock: int, path: list[int], guards: list[Wish]) -> Iterator[Stage]:
    """Every clock that bounds an act on the path, from each act on it that starts the clock."""
    for other, mode in enumerate(compiled.tables.d_mode):
        deadline = compiled.deadline(other)
        length = ("days", 0) if mode == COMPANION else length_of(deadline)
        if other == clock or mode == FLOOR or length is None:
            continue
        if deadline.when is not None and not can_all_hold(
            compiled, [*guards, (deadline.when, True)]
        ):
            continue
        longer = None
        if deadline.extended is not None:
            unit, number = deadline.extended.at_most.unit()
            longer = (unit, number * deadline.extended.times)
        for before, number in enumerate(path):
            after = _bounded(compiled, other, path, before)
            if _starts(compiled, other, number) and after is not None:
                yield Stage(clock=other, before=before, after=after, length=length, longer=longer)


def _bounded(compiled: Compiled, clock: int, path: list[int], before: int) -> int | None:
    """The position of the act that a clock which starts at `before` bounds; None if none comes."""
    tables = compiled.tables
    left = set(goals_of(compiled, clock))
    for after in range(before + 1, len(path)):
        number = path[after]
        done = {tables.t_act[number], tables.t_own[number]} & left
        left -= done
        # A limit bounds each of its acts, and does not end with one.
        if tables.t_clock[number] == clock or (done and (not tables.d_goals[clock] or not left)):
            return after
        if _starts(compiled, clock, number) and tables.d_mode[clock] != LIMIT:
            return None
    return None


def _paused(compiled: Compiled, clock: int, path: list[int]) -> Iterator[int]:
    """The positions after which a span of the duty is open."""
    tables = compiled.tables
    spans = range(tables.span_from[clock], tables.span_from[clock + 1])
    open_spans: set[int] = set()
    for position, number in enumerate(path[:-1]):
        closed = range(tables.close_from[number], tables.close_from[number + 1])
        opened = range(tables.open_from[number], tables.open_from[number + 1])
        open_spans -= {tables.close_span[one] for one in closed}
        open_spans |= {tables.open_span[one] for one in opened} & set(spans)
        if open_spans:
            yield position
