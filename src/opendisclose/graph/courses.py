"""A compiled procedure and where a case begins go in; every course it can take from there out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..model.conditions import Condition
from .compiled import Compiled
from .paths import Path, moves
from .satisfy import UndecidedError, Wish, facts_for
from .values import atoms

MOST_COURSES = 400
_MOST_STEPS = 20_000  # of one search


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """Some paths of a net, and whether they are all of them."""

    found: tuple[Path, ...]
    whole: bool


def courses(
    compiled: Compiled,
    start: Path,
    arrived: Callable[[int, int], bool],
    ahead: Callable[[int], bool] = lambda _: True,
    *,
    again: bool = False,
) -> Courses:
    """Every path that goes on from `start`, doing no moving transition twice, until it arrives.

    `arrived` is asked of each transition done and the marking after it; `ahead` of each marking,
    whether it is worth going on from there. Acts that move nothing are left out. What only time
    does is done only where the clock may have been started, and no guard is passed that an act
    before has settled against it. With `again` what follows a step back may be done once more.
    """
    settling = _settling(compiled)
    found: list[Path] = []
    steps = 0
    waiting = [start]
    while waiting:
        path = waiting.pop()
        more = []
        for number, target in moves(compiled, path.end):
            if number in path.transitions and not (again and _once_more(path, number)):
                continue
            if not _may_fire(compiled, number, path) or not settling.allows(number, path):
                continue
            longer = Path(
                transitions=(*path.transitions, number), markings=(*path.markings, target)
            )
            steps += 1
            if arrived(number, target):
                found.append(longer)
            elif ahead(target):
                more.append(longer)
        waiting += reversed(more)
        if len(found) > MOST_COURSES or steps > _MOST_STEPS:
            return Courses(found=tuple(found[:MOST_COURSES]), whole=False)
    return Courses(found=tuple(found), whole=True)


def _once_more(path: Path, number: int) -> bool:
    """Whether a transition done before comes again on the way that a step back has opened."""
    places = [n for n, one in enumerate(path.transitions) if one == number]
    back = [n for n, one in enumerate(path.markings[1:]) if one in path.markings[: n + 1]]
    return len(places) == 1 and places[0] not in back and any(n > places[0] for n in back)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settling:
    """The facts that acts settle always to the same value, and what of each guard they decide."""

    compiled: Compiled
    sets: tuple[dict[str, Any], ...]  # by transition
    barred: dict[tuple[int, int], bool]  # whether one transition settles the guard of another

    def allows(self, number: int, path: Path) -> bool:
        """Whether no act of a path has settled the guard of a transition to be false."""
        guard = self.compiled.transition(number).when
        return guard is None or not any(
            self._bars(one, number, guard) for one in path.transitions if self.sets[one]
        )

    def _bars(self, one: int, number: int, guard: Condition) -> bool:
        pair = (one, number)
        if pair not in self.barred:
            ruleset = self.compiled.ruleset
            try:
                facts = facts_for(ruleset, [(guard, True)], known=self.sets[one], one_key=True)
            except UndecidedError:
                facts = {}
            self.barred[pair] = facts is None
        return self.barred[pair]


def _settling(compiled: Compiled) -> _Settling:
    listed = list(compiled.procedure.transitions.values())
    values: dict[str, list[Any]] = {}
    for one in listed:
        for fact, value in one.sets.items():
            values.setdefault(fact, []).append(value)
    # What is settled for one key may be otherwise for another.
    keyed = {fact for one in listed if one.per is not None for fact in one.sets}
    same = {
        fact
        for fact, given in values.items()
        if fact not in keyed and all(one == given[0] for one in given)
    }
    sets = tuple({fact: one.sets[fact] for fact in one.sets if fact in same} for one in listed)
    return _Settling(compiled=compiled, sets=sets, barred={})


def _may_fire(compiled: Compiled, number: int, path: Path) -> bool:
    """Whether it needs no clock, or one that an act on the way or beside it may have started."""
    tables = compiled.tables
    clock = tables.t_clock[number]
    if clock < 0 or tables.d_period[clock]:
        return True
    starts = tables.begin_act[tables.begin_from[clock] : tables.begin_from[clock + 1]]
    return any(act in starts for act in _done(compiled, path))


def _done(compiled: Compiled, path: Path) -> Iterator[int]:
    """The acts done on a path, and those that move nothing and can be done beside it."""
    tables = compiled.tables
    for number in path.transitions:
        yield from (tables.t_act[number], tables.t_own[number])
    for marking in path.markings:
        for number, target in enumerate(compiled.net.step[marking]):
            if target >= 0 and not tables.t_moves[number]:
                yield from (tables.t_act[number], tables.t_own[number])


def guards_along(
    compiled: Compiled, transitions: Iterable[int], *more: Condition | None
) -> list[Wish]:
    """The conditions that hold all along a course: on facts that no act settles meanwhile."""
    settled = {fact for one in compiled.procedure.transitions.values() for fact in one.sets}
    listed = (*(compiled.transition(one).when for one in transitions), *more)
    return [
        (one, True)
        for one in listed
        if one is not None and not settled & {fact for fact, _ in atoms(one)}
    ]


def can_all_hold(compiled: Compiled, wishes: list[Wish]) -> bool:
    """Whether some facts make every condition true; true if it takes too long to say."""
    try:
        return facts_for(compiled.ruleset, wishes, one_key=True) is not None
    except UndecidedError:
        return True
