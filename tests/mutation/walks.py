"""A procedure goes in; cases that try every act, entry, state, role and clock of it come out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.oracle.net import UNOPENED, Marking, Net, Transition, as_list

from .wishes import DAY, leaves, present, wished

Raw = dict[str, Any]
Case = tuple[Raw, datetime | None]
BEGUN = datetime(2024, 3, 4, 9)  # a Monday; the days after it hold Qingming and May Day
PERIODS = {"year": "2024", "quarter": "2024Q1", "month": "2024-03"}  # that lie about it
LONG = 400  # days after which every period has run out
MOST = 250  # of the pairs of acts, and of the acts where they are not possible


@dataclass(frozen=True)
class Act:
    """One event to come, so many days after the one before."""

    step: Transition
    data: Raw
    role: str | None
    key: str | None = None
    actor: str | None = None
    gap: int = 1
    late: int | None = None  # days from the act to its receipt
    cites: tuple[str, ...] = ()


@dataclass(eq=False)
class Walks:
    """The cases of one procedure, the plain ones first."""

    ruleset: Raw
    procedure: str
    net: Net = field(init=False)
    paths: dict[Marking, tuple[Act, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.raw: Raw = self.ruleset["procedures"][self.procedure]
        self.facts: Raw = self.ruleset.get("facts") or {}
        self.roles = list(self.ruleset.get("roles") or {})
        self.exemptions: Raw = self.ruleset.get("exemptions") or {}
        self.deadlines: Raw = self.raw.get("deadlines") or {}
        self.net = Net(self.raw)
        self.draw = random.Random(f"walks of {self.procedure}")
        self.paths = self._paths()

    def cases(self) -> Iterator[Case]:
        """Every case of every kind."""
        for step, markings in self._enabled():
            for number, marking in enumerate(markings):
                before = (*self.paths[marking], *self._presupposed(step, marking))
                yield from self._done(before, step)
                if number == 0:
                    yield from self._varied(before, step)
                    yield from self._grounds(before, step)
        yield from self._pairs()
        yield from self._elsewhere()
        for name in self.deadlines:
            yield from self._clock(name)
        yield self._built(())
        yield self._built((), as_of=LONG)

    # --- how a state is reached ----------------------------------------------------------------

    def _paths(self) -> dict[Marking, tuple[Act, ...]]:
        """The shortest way to each marking; what expires on it is waited for."""
        found: dict[Marking, tuple[Act, ...]] = {UNOPENED: ()}
        waiting = [UNOPENED]
        while waiting:
            here = waiting.pop(0)
            for step in self.net.transitions:
                for marking in step.results(here) if step.moves else ():
                    if marking not in found:
                        found[marking] = (*found[here], self.act(step))
                        waiting.append(marking)
        return found

    def _enabled(self) -> Iterator[tuple[Transition, list[Marking]]]:
        for step in self.net.transitions:
            yield step, [one for one in self.paths if step.enabled(one)]

    def _presupposed(self, step: Transition, marking: Marking) -> tuple[Act, ...]:
        """The acts that have to come first, if they move nothing."""
        named = [_act(one) for one in as_list(step.raw.get("presupposes"))]
        for deadline in self.deadlines.values():
            extended = deadline.get("extended") or {}
            if extended and step.called(extended["act"]):
                named += as_list(extended.get("needs"))
        found = (
            one
            for name in named
            for one in self.net.transitions
            if name and one.called(name) and one.inside and one.enabled(marking)
        )
        return tuple(self.act(one) for one in found)

    def act(self, step: Transition, **other: Any) -> Act:
        """An act as it should be."""
        by = as_list(step.raw.get("by"))
        role = by[0] if by else (self.roles[0] if self.roles else None)
        return replace(Act(step, self._good(step), role, key="a" if step.per else None), **other)

    def _good(self, step: Transition) -> Raw:
        data: Raw = {}
        for entry in as_list(step.raw.get("requires")):
            name = entry if isinstance(entry, str) else entry.get("has")
            if name in self.facts:
                data[name] = present(self.facts[name])
            elif isinstance(entry, dict):
                data |= wished(entry.get("is"), True, self.facts)
            if isinstance(entry, dict):
                data |= wished(entry.get("when"), True, self.facts)
        for name in self._of_clocks(step):
            data.setdefault(name, present(self.facts[name]))
        return data | wished(step.raw.get("when"), True, self.facts)

    def _of_clocks(self, step: Transition) -> Iterator[str]:
        """The facts that clocks read of an act: dates, periods that are set, lengths granted."""
        for deadline in self.deadlines.values():
            starts = [*as_list(deadline.get("starts")), *_flat(deadline.get("met_by"))]
            called = [one for one in starts if step.called(_act(one)) and isinstance(one, dict)]
            yield from (one["at"] for one in called if one.get("at") in self.facts)
            within = deadline.get("within") or deadline.get("at_least")
            started = any(step.called(_act(one)) for one in as_list(deadline.get("starts")))
            if started and isinstance(within, dict) and within.get("set_by") in self.facts:
                yield within["set_by"]
            extended = deadline.get("extended") or {}
            if extended.get("length") in self.facts and step.called(extended["act"]):
                yield extended["length"]

    # --- one act -------------------------------------------------------------------------------

    def _done(self, before: tuple[Act, ...], step: Transition) -> Iterator[Case]:
        """The act as it should be, by each role; and the case long afterwards."""
        good = self.act(step)
        for role in as_list(step.raw.get("by")) or [good.role]:
            yield self._built((*before, replace(good, role=role)))
        yield self._built((*before, good), as_of=LONG)
        yield self._built((*before, replace(good, role=self._stranger(step))))

    def _varied(self, before: tuple[Act, ...], step: Transition) -> Iterator[Case]:
        """The act with one thing otherwise."""
        good = self.act(step)
        for role in self._inside(step):
            yield self._built((*before, replace(good, role=role)))
        for data in self._datas(step, good.data):
            yield self._built((*before, replace(good, data=data)))
            yield self._built((*before, replace(good, data=data)), as_of=LONG)
        again = replace(good, key="b" if good.key else None)
        for number in range(len(before)):
            yield self._built((*before[:number], *before[number + 1 :], good))
        yield self._built((*before, good, again), as_of=LONG)
        yield self._built((*before, replace(good, late=5)), as_of=LONG)
        for actor in "xy":
            known = tuple(replace(one, actor="x") for one in before)
            yield self._built((*known, replace(good, actor=actor)))
            stranger = replace(good, role=self._stranger(step), actor=actor)
            yield self._built((*known, stranger))

    def _datas(self, step: Transition, good: Raw) -> Iterator[Raw]:
        yield {}
        for name in good:
            yield {one: value for one, value in good.items() if one != name}
            yield {**good, name: False if self.facts[name]["type"] == "boolean" else None}
        for condition in self._conditions(step):
            for truth in (True, False):
                base = {**good, **wished(condition, truth, self.facts)}
                yield base
                for name, value in leaves(condition, self.facts):
                    yield {**base, name: value}

    def _conditions(self, step: Transition) -> Iterator[Raw]:
        yield from (one for one in [step.raw.get("when")] if one)
        for entry in (*as_list(step.raw.get("requires")), *as_list(step.raw.get("presupposes"))):
            if isinstance(entry, dict):
                yield from (entry[one] for one in ("is", "when") if one in entry)
        for deadline in self.deadlines.values():
            named = [*as_list(deadline.get("starts")), *_flat(deadline.get("met_by"))]
            if deadline.get("when") and any(step.called(_act(one)) for one in named):
                yield deadline["when"]

    def _grounds(self, before: tuple[Act, ...], step: Transition) -> Iterator[Case]:
        """An act that discloses or refuses, under each exemption that stands, or does not."""
        if "cites" not in step.raw and step.raw.get("outcome") != "disclosed":
            return
        for name, exemption in self.exemptions.items():
            cites = (name,) if "cites" in step.raw else ()
            act = self.act(step, cites=cites)
            for facts in self._standing(exemption):
                yield self._built((*before, act), facts=facts)
        yield self._built((*before, self.act(step, cites=("no_such_exemption",))))

    def _standing(self, exemption: Raw) -> Iterator[Raw]:
        when, lifted = exemption.get("when"), exemption.get("lifted_when")
        stands = wished(when, True, self.facts)
        yield from ({**stands, name: value} for name, value in leaves(when, self.facts))
        for truth in (True, False):
            base = {**wished(lifted, truth, self.facts), **stands}
            yield base
            yield from ({**base, name: value} for name, value in leaves(lifted, self.facts))

    def _stranger(self, step: Transition) -> str:
        """A role of the institution that the act is not for."""
        by = as_list(step.raw.get("by"))
        return next((one for one in self._inside(step) if one not in by), "other")

    def _inside(self, step: Transition) -> list[str]:
        """The roles of the institution and none; of an act of an outsider all roles."""
        known, by = self.ruleset.get("roles") or {}, as_list(step.raw.get("by"))
        outside = [one for one in self.roles if (known[one] or {}).get("external")]
        every = [one for one in self.roles if one not in outside or set(by) & set(outside)]
        return [*every, "other"]

    # --- two acts ------------------------------------------------------------------------------

    def _pairs(self) -> Iterator[Case]:
        """Two acts one after the other, each where it is possible."""
        pairs = [
            (marking, one, other)
            for marking in self.paths
            for one in self.net.transitions
            for after in one.results(marking)
            for other in self.net.transitions
            if other.enabled(after)
        ]
        for marking, one, other in self._some(pairs):
            before = self.paths[marking]
            yield self._built((*before, self.act(one), self.act(other)))

    def _elsewhere(self) -> Iterator[Case]:
        """Each act where it is not possible."""
        pairs = [
            (marking, step)
            for marking in self.paths
            for step in self.net.transitions
            if not step.enabled(marking)
        ]
        for marking, step in self._some(pairs):
            yield self._built((*self.paths[marking], self.act(step)))

    def _some(self, every: Sequence[Any]) -> Sequence[Any]:
        return every if len(every) <= MOST else self.draw.sample(every, MOST)

    # --- clocks --------------------------------------------------------------------------------

    def _clock(self, name: str) -> Iterator[Case]:
        """Each act that starts a clock, with all that may come before it ends."""
        deadline = self.deadlines[name]
        starts = [s for one in as_list(deadline.get("starts")) for s in self._called(_act(one))]
        ends = _flat(deadline.get("met_by")) or as_list(deadline.get("limits"))
        for start in starts:
            for before in self._ways(start):
                yield self._built((*before, replace(before[-1], gap=5)), as_of=LONG)
                for one in ends:
                    for end in self._called(_act(one)):
                        for gap in (1, 12, 60):
                            yield self._built((*before, self.act(end, gap=gap)))
                            yield self._built((*before, self.act(end, gap=gap, late=3)))
                for other in starts:
                    yield self._built((*before, self.act(other, gap=6, late=2)), as_of=LONG)
                yield from self._spans(before, deadline)
                yield from self._longer(before, deadline)

    def _ways(self, start: Transition) -> Iterator[tuple[Act, ...]]:
        """The act that starts a clock, plain and received later, as soon as it is possible."""
        marking = next((one for one in self.paths if start.enabled(one)), None)
        if marking is not None:
            yield (*self.paths[marking], self.act(start))
            yield (*self.paths[marking], self.act(start, late=4))

    def _spans(self, before: tuple[Act, ...], deadline: Raw) -> Iterator[Case]:
        """What is excluded, opened by each act and closed by each."""
        for span in as_list(deadline.get("excluded")):
            for opening in (s for one in as_list(span["from"]) for s in self._called(_act(one))):
                for late in (None, 2):
                    opened = (*before, self.act(opening, gap=2, late=late))
                    yield self._built(opened, as_of=LONG)
                    for one in as_list(span["until"]):
                        for closing in self._called(_act(one)):
                            closed = (*opened, self.act(closing, gap=9, late=late))
                            yield self._built(closed, as_of=LONG)

    def _longer(self, before: tuple[Act, ...], deadline: Raw) -> Iterator[Case]:
        """The extension, with and without what it needs, and longer than may be."""
        extended = deadline.get("extended") or {}
        for grant in self._called(extended.get("act", "")):
            needs = [s for one in as_list(extended.get("needs")) for s in self._called(one)]
            acts = [self.act(one) for one in needs]
            data = self._good(grant)
            for length in (None, 3, 90):
                if extended.get("length") in self.facts:
                    data = {**data, extended["length"]: length and {"working_days": length}}
                granted = self.act(grant, data=data)
                yield self._built((*before, *acts, granted), as_of=LONG)
                yield self._built((*before, *acts, granted, granted), as_of=LONG)
                yield self._built((*before, *acts, replace(granted, gap=90)), as_of=LONG)
                for number in range(len(acts)):
                    less = (*acts[:number], *acts[number + 1 :])
                    yield self._built((*before, *less, granted), as_of=LONG)

    def _called(self, name: str) -> list[Transition]:
        return [one for one in self.net.transitions if one.called(name)]

    # --- the case ------------------------------------------------------------------------------

    def _built(
        self, acts: tuple[Act, ...], *, facts: Raw | None = None, as_of: int | None = None
    ) -> Case:
        every = self.raw.get("every")
        at, events, wait = BEGUN, [], 0
        for number, act in enumerate(acts, start=1):
            if act.step.by_time and number < len(acts):
                wait += 150  # it comes by itself
                continue
            at += timedelta(days=act.gap + wait)
            wait = 0
            events.append(_event(f"e{number}", act, at))
        case: Raw = {"procedure": self.procedure, "events": events}
        if facts:
            case["facts"] = {one: _dated(value, at.date()) for one, value in facts.items()}
        if every:
            case["period"] = PERIODS[every]
        if as_of is None and (events or not every):
            return case, None
        end = at.date() + timedelta(days=as_of or 0)
        return case, datetime.combine(end, time.max)


def _event(name: str, act: Act, at: datetime) -> Raw:
    event: Raw = {"id": name, "act": act.step.act, "at": at}
    event |= {"role": act.role} if act.role else {}
    event |= {"actor": act.actor} if act.actor else {}
    event |= {"key": act.key} if act.key else {}
    if act.data:
        event["data"] = {one: _dated(value, at.date()) for one, value in act.data.items()}
    event |= {"cites": list(act.cites)} if act.cites else {}
    if act.late is not None:
        event["received"] = at.date() + timedelta(days=act.late)
    return event


def _dated(value: Any, day: date) -> Any:
    return day if value == DAY else value


def _act(entry: Any) -> str:
    return str(entry.get("act", "")) if isinstance(entry, dict) else str(entry)


def _flat(met_by: Any) -> list[Any]:
    """The acts of `met_by`, be it any of them or all."""
    if isinstance(met_by, dict) and "all" in met_by:
        return as_list(met_by["all"])
    return as_list(met_by)
