"""A procedure and some guards go in; the values that a case can have of their facts come out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from ..diagnostics.finding import Words
from ..diagnostics.wording import written
from ..model.conditions import Condition
from .compiled import Compiled
from .paths import Path
from .satisfy import Masks, Space, look
from .values import atoms

MOST_VALUATIONS = 512
_MOST_PLACES = 20_000
# A marking and the number of a valuation.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A place of a case where nothing goes on, and the shortest way to it.

    `also` are the valuations that fall through there as well, or that no case has there. `path` is
    None where the day of the act is among the facts: a run would have to wait for it.
    """

    valuation: int
    also: frozenset[int]
    facts: dict[str, Any]
    path: Path | None


@dataclass(frozen=True, kw_only=True)
class Valuations:
    """Every combination of values of the facts of some guards, as a case carries them along.

    An act keeps the values, except those it `sets`; it can be done only under values that its own
    guard may hold for. The day of the act only grows.
    """

    compiled: Compiled
    guards: tuple[Condition, ...]
    space: Space
    listed: tuple[tuple[int, ...], ...]  # by valuation: the number of each variable's value

    @classmethod
    def of(cls, compiled: Compiled, guards: Sequence[Condition]) -> Valuations | None:
        """The valuations of the facts in `guards`; None if there are too many to follow.

        Other guards are followed too, so that no way is taken that they bar: all of the procedure
        if that is not too much, else those on facts that some act settles.
        """
        listed = compiled.procedure.transitions.values()
        settled = {fact for one in listed for fact in one.sets}
        others = [one.when for one in listed if one.when is not None]
        some = [one for one in others if settled & {fact for fact, _ in atoms(one)}]
        for more in (others, some):
            every = (*guards, *more)
            space = Space.of(compiled.ruleset, every)
            if prod(len(one.values) for one in space.variables) <= MOST_VALUATIONS:
                values = product(*(range(len(one.values)) for one in space.variables))
                return cls(compiled=compiled, guards=every, space=space, listed=tuple(values))
        return None

    @cached_property
    def _numbers(self) -> dict[tuple[int, ...], int]:
        return {one: number for number, one in enumerate(self.listed)}

    @cached_property
    def _open(self) -> tuple[tuple[bool, ...] | None, ...]:
        """By transition: for each valuation whether its guard may hold; None without a guard."""
        return tuple(
            self._under(one.when) if one.when is not None else None
            for one in self.compiled.procedure.transitions.values()
        )

    def _under(self, guard: Condition) -> tuple[bool, ...]:
        own = Space.of(self.compiled.ruleset, [guard, *self.guards])
        formula = own.formula(guard)
        return tuple(look(formula, self._masks(own, one))[0] is not False for one in self.listed)

    def _masks(self, own: Space, valuation: tuple[int, ...]) -> Masks:
        """The masks of another space in which the variables of this one have their values."""
        mine = {(one.fact, one.item): n for n, one in enumerate(self.space.variables)}
        masks = []
        for variable in own.variables:
            number = mine.get((variable.fact, variable.item))
            if number is None:  # not followed: it may be any
                masks.append(variable.full())
            else:
                value = self.space.variables[number].values[valuation[number]]
                masks.append(1 << variable.values.index(value))
        return tuple(masks)

    def allowed(self, transition: int, valuation: int) -> bool:
        row = self._open[transition]
        return row is None or row[valuation]

    def after(self, transition: int, valuation: int) -> Iterator[int]:
        """The valuations after a transition: one, or each that a value unheard of may stand for."""
        one = self.compiled.transition(transition)
        values = list(self.listed[valuation])
        for number, variable in enumerate(self.space.variables):
            if variable.fact not in one.sets:
                continue
            mask = self.space.masks({variable.fact: one.sets[variable.fact]})[number]
            if mask:
                values[number] = mask.bit_length() - 1
        yield self._numbers[tuple(values)]
        if one.per is not None:  # it holds for one key; for the case it may be as before
            yield valuation

    def _later(self, valuation: int) -> Iterator[int]:
        for number, variable in enumerate(self.space.variables):
            values = self.listed[valuation]
            if variable.fact == "event_day" and values[number] + 1 < len(variable.values):
                yield self._numbers[(*values[:number], values[number] + 1, *values[number + 1 :])]

    def _follow(self, place: Place, without: Collection[int] = ()) -> Iterator[tuple[int, Place]]:
        """What can happen in a place but `without` some transitions; -1 is a day that passes."""
        marking, valuation = place
        for number, target in enumerate(self.compiled.net.step[marking]):
            if target >= 0 and number not in without and self.allowed(number, valuation):
                for one in self.after(number, valuation):
                    yield number, (target, one)
        for one in self._later(valuation):
            yield -1, (marking, one)

    def stuck_in(self, state: str, ways: Collection[str]) -> Fallen | None:
        """The first place with `state` active from which no way out of it can be opened."""
        numbers = {self.compiled.transitions[one] for one in ways}
        before: dict[Place, tuple[Place, int] | None] = {
            (0, one): None for one in range(len(self.listed))
        }
        waiting = list(before)
        first: Place | None = None
        stuck: set[int] = set()
        for place in waiting:  # grows while it is read
            active = self.compiled.net.markings[place[0]]
            if state in active and self._is_stuck(place, numbers):
                first = first or place
                stuck |= {place[1]} if place[0] == first[0] else set()
            for number, after in self._follow(place):
                if after not in before and len(before) < _MOST_PLACES:
                    before[after] = (place, number)
                    waiting.append(after)
        if first is None:
            return None
        # What no case has there makes no difference to what is told.
        reached = {one for marking, one in before if marking == first[0]}
        return self._fallen(first, stuck | (set(range(len(self.listed))) - reached), before)

    def _is_stuck(self, place: Place, ways: set[int]) -> bool:
        """Whether no way out opens, whatever else is done meanwhile."""
        seen, waiting = {place}, [place]
        for at in waiting:
            step = self.compiled.net.step[at[0]]
            if any(step[one] >= 0 and self.allowed(one, at[1]) for one in ways):
                return False
            for _, after in self._follow(at, ways):
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return not self._waits_for_a_partner(seen, ways)

    def _waits_for_a_partner(self, places: set[Place], ways: set[int]) -> bool:
        """Whether no guard keeps the ways shut, but only that another branch is not there yet."""
        return all(
            all(self.compiled.net.step[marking][one] < 0 for one in ways) for marking, _ in places
        )

    def _fallen(
        self,
        place: Place,
        also: set[int],
        before: dict[Place, tuple[Place, int] | None],
    ) -> Fallen:
        transitions: list[int] = []
        markings = [place[0]]
        at = place
        while (step := before[at]) is not None:
            at = step[0]
            if step[1] >= 0:
                transitions.append(step[1])
                markings.append(at[0])
        timed = any(one.fact == "event_day" for one in self.space.variables)
        path = Path(transitions=tuple(reversed(transitions)), markings=tuple(reversed(markings)))
        return Fallen(
            valuation=place[1],
            also=frozenset(also),
            facts=self.facts(at[1]),
            path=None if timed else path,
        )

    def facts(self, valuation: int) -> dict[str, Any]:
        """A valuation as the facts of a case."""
        masks = tuple(1 << one for one in self.listed[valuation])
        found = self.space.facts(masks)
        return {
            one.fact: found.get(one.fact, one.values[value])
            for one, value in zip(self.space.variables, self.listed[valuation], strict=True)
            if one.fact in self.compiled.ruleset.facts
        }

    def shown(self, fallen: Fallen) -> Words:
        """The combination that falls through, without the facts whose value makes no difference."""
        values = self.listed[fallen.valuation]
        kept = list(range(len(values)))
        for number in range(len(values)):
            rest = [one for one in kept if one != number]
            same = (n for n, v in enumerate(self.listed) if all(v[k] == values[k] for k in rest))
            if rest and all(one in fallen.also for one in same):
                kept = rest
        parts = []
        for number in kept:
            one, value = self.space.variables[number], values[number]
            if one.item is None:
                parts.append(f"{one.fact}: {written(one.values[value])}")
            else:
                has = f"{one.fact}: {{has: {one.item}}}"
                parts.append(has if value else f"not: {{{has}}}")
        text = f"`{{{', '.join(parts)}}}`"
        return Words(zh=text, en=text)
