"""A path through a net goes in; the same as a run on dates, with the facts that its guards need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from ..diagnostics.run import Run, RunStep
from ..graph.compiled import Compiled
from ..graph.paths import Path
from ..graph.satisfy import UndecidedError, Wish, facts_for
from ..model.conditions import AllOf, AnyOf, Condition, Facts, Not
from ..model.periods import Duration, Period
from ..model.procedure import Deadline, Entry, Transition

FIRST_DAY = date(2026, 3, 2)  # a Monday of a noticed year, a month before any holiday
_NINE = time(9)
_REST = 20  # days that a run of rest days may push a due date on, and more
_SAMPLES: Mapping[str, Any] = {
    "boolean": True,
    "integer": 1,
    "duration": {"working_days": 5},
    "text": "…",
}


def run_along(compiled: Compiled, path: Path, facts: Mapping[str, Any] | None = None) -> Run:
    """The run whose acts are those of `path`; `facts` are known from its beginning.

    It begins on 2026-03-02, or when the rule came into force if that is later, and goes on by
    working weekdays; in a procedure in which time moves a case, by minutes. What a transition
    asks for is recorded with it, as far as facts can make it true; an act that it presupposes is
    done before it where the net has room for it.
    """
    return _Runner(compiled, dict(facts or {})).run(_with_presupposed(compiled, path))


class _Runner:
    """A run while it is written."""

    def __init__(self, compiled: Compiled, facts: dict[str, Any]) -> None:
        self._compiled = compiled
        self._given = facts
        defaults = {name: fact.default for name, fact in compiled.ruleset.facts.items()}
        self._known = {name: one for name, one in defaults.items() if one is not None} | facts
        self._at = datetime.combine(_first_day(compiled), _NINE)
        self._hurries = any(compiled.tables.d_fires)
        self._actors: dict[str, str] = {}

    def run(self, path: Path) -> Run:
        first = self._at
        steps = tuple(self._step(number) for number in path.transitions)
        return Run(
            procedure=self._compiled.id,
            steps=steps,
            states=self._compiled.states(path.end),
            facts=tuple(self._given.items()),
            period=_period(self._compiled.procedure.every, first),
        )

    def _step(self, number: int) -> RunStep:
        compiled = self._compiled
        name = compiled.transitions.ids[number]
        transition = compiled.transition(number)
        by_time = transition.when_expired is not None
        if transition.when_expired is not None:
            self._at += _wait(compiled.procedure.deadlines[transition.when_expired])
        cites = tuple(compiled.ruleset.exemptions)[:1] if transition.cites == "required" else ()
        data = self._data(number, transition, cites)
        self._known |= data | transition.sets
        role = (*transition.by, *compiled.ruleset.roles)[0]
        step = RunStep(
            act=name,
            at=self._at,
            role=role,
            actor=self._actor(name, transition, role),
            data=tuple(data.items()),
            cites=cites,
            by_time=by_time,
        )
        self._at = self._at + timedelta(minutes=10) if self._hurries else _next_weekday(self._at)
        return step

    def _data(self, number: int, transition: Transition, cites: tuple[str, ...]) -> dict[str, Any]:
        """What is recorded with a transition: as little as makes it right, else its guard alone."""
        needed = [*self._guard(transition), *self._required(transition)]
        every = [*needed, *self._grounds(transition, cites)]
        for wishes in (every, needed, list(self._guard(transition))):
            for known in (self._known, {}):
                found = self._facts(wishes, known)
                if found is not None:
                    return self._present(transition) | found | self._lengths(number)
        return self._lengths(number)

    def _facts(self, wishes: list[Wish], known: Mapping[str, Any]) -> dict[str, Any] | None:
        ruleset = self._compiled.ruleset
        try:
            found = facts_for(ruleset, wishes, known=known, one_key=True)
        except UndecidedError:
            return None
        # What is known stays as it is; the rest was open in the search and is recorded now.
        return None if found is None else {n: one for n, one in found.items() if n not in known}

    def _guard(self, transition: Transition) -> Iterator[Wish]:
        if transition.when is not None:
            yield transition.when, True

    def _required(self, transition: Transition) -> Iterator[Wish]:
        """Every required condition holds where it is asked for; a required yes or no is yes."""
        facts = self._compiled.ruleset.facts
        for entry in transition.requires:
            wanted = entry.is_
            if entry.has is not None and facts[entry.has].type == "boolean":
                wanted = Facts.model_construct(root={entry.has: True})
            if wanted is None:
                continue
            if entry.when is not None:
                wanted = AnyOf.model_construct(any=(Not.model_construct(not_=entry.when), wanted))
            yield wanted, True

    def _grounds(self, transition: Transition, cites: tuple[str, ...]) -> Iterator[Wish]:
        """No exemption stands against a disclosure; what is cited stands."""
        for name, exemption in self._compiled.ruleset.exemptions.items():
            stands: list[Condition] = [exemption.when]
            if exemption.lifted_when is not None:
                stands.append(Not.model_construct(not_=exemption.lifted_when))
            if name in cites:
                yield AllOf.model_construct(all=tuple(stands)), True
            elif transition.outcome == "disclosed":
                yield AllOf.model_construct(all=tuple(stands)), False

    def _present(self, transition: Transition) -> dict[str, Any]:
        """A value for each fact that has only to be there."""
        facts = self._compiled.ruleset.facts
        found: dict[str, Any] = {}
        for entry in transition.requires:
            if entry.has is None or facts[entry.has].type == "boolean":
                continue
            if not self._known.get(entry.has) and self._asked(entry):
                found[entry.has] = self._sample(entry.has)
        return found

    def _asked(self, entry: Entry) -> bool:
        return _may_hold(self._compiled, entry.when, self._known)

    def _sample(self, name: str) -> Any:
        fact = self._compiled.ruleset.facts[name]
        if fact.type == "date":
            return self._at.date()
        if fact.type == "role":
            return next(iter(self._compiled.ruleset.roles))
        listed = list(fact.values)
        if fact.type == "list":
            return listed[:1] or ["…"]
        return listed[0] if listed else _SAMPLES.get(fact.type, "…")

    def _lengths(self, number: int) -> dict[str, Any]:
        """The periods that facts set, of clocks that the transition starts and that move a case."""
        tables, found = self._compiled.tables, {}
        for entry in range(tables.start_from[number], tables.start_from[number + 1]):
            clock = tables.start_clock[entry]
            within = self._compiled.deadline(clock).within
            if tables.d_fires[clock] and isinstance(within, Period) and within.set_by:
                found[within.set_by] = {"working_days": 1}
        return found

    def _actor(self, name: str, transition: Transition, role: str) -> str | None:
        """A person, where the procedure asks who it was."""
        listed = self._compiled.procedure.transitions.values()
        if not any(one.same_as or one.distinct_from for one in listed):
            return None
        actor = self._actors.get(transition.same_as or "", f"{role}-1")
        if actor == self._actors.get(transition.distinct_from or ""):
            actor = f"{role}-2"
        self._actors[name] = self._actors[transition.act or name] = actor
        return actor


def _with_presupposed(compiled: Compiled, path: Path) -> Path:
    """The path with the acts that its transitions presuppose, where they move nothing."""
    transitions: list[int] = []
    markings: list[int] = [path.markings[0]]
    tables = compiled.tables
    facts = compiled.ruleset.facts
    known = {name: one.default for name, one in facts.items() if one.default is not None}
    for number, after in zip(path.transitions, path.markings[1:], strict=True):
        for entry in range(tables.before_from[number], tables.before_from[number + 1]):
            if not _may_hold(compiled, compiled.presuppositions[entry].when, known):
                continue
            act = tables.before_act[entry]
            done = any(act in (tables.t_act[one], tables.t_own[one]) for one in transitions)
            here = markings[-1]
            rows = (one for one in compiled.variants(act) if not tables.t_moves[one])
            room = next((one for one in rows if compiled.net.step[here][one] == here), None)
            if not done and room is not None:
                transitions.append(room)
                markings.append(here)
        transitions.append(number)
        markings.append(after)
    return Path(transitions=tuple(transitions), markings=tuple(markings))


def _may_hold(compiled: Compiled, when: Condition | None, known: Mapping[str, Any]) -> bool:
    if when is None:
        return True
    try:
        found = facts_for(compiled.ruleset, [(when, True)], known=known, one_key=True)
    except UndecidedError:
        return True
    return found is not None


def _first_day(compiled: Compiled) -> date:
    force = compiled.ruleset.in_force
    day = FIRST_DAY
    if isinstance(force.from_, date) and (day < force.from_ or _over(force.until)):
        day = force.from_
    return day if day.weekday() < 5 else day + timedelta(days=7 - day.weekday())


def _over(until: date | None) -> bool:
    return until is not None and until < FIRST_DAY + timedelta(days=60)


def _next_weekday(at: datetime) -> datetime:
    return at + timedelta(days=1 if at.weekday() < 4 else 7 - at.weekday())


def _wait(deadline: Deadline) -> timedelta:
    """Longer than a period can run, rest days and all."""
    within = deadline.within if deadline.within is not None else deadline.at_least
    if not isinstance(within, Duration):
        return timedelta(days=1)
    if isinstance(within, Period) and within.fixed():
        return timedelta(days=400)
    if isinstance(within, Period) and within.set_by:
        return timedelta(days=2 + _REST)
    unit, number = within.unit()
    days = {"working_days": 2 * number, "days": number, "months": 31 * number}
    return timedelta(days=days.get(unit, number // 24 + 1) + (_REST if unit in days else 0))


def _period(every: str | None, at: datetime) -> str | None:
    if every is None:
        return None
    if every == "quarter":
        return f"{at.year}Q{(at.month + 2) // 3}"
    return str(at.year) if every == "year" else f"{at.year}-{at.month:02}"
