"""A compiled procedure goes in; random traces of it come out, and what we say of their order."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from opendisclose.api import Rules
from opendisclose.graph.compiled import Compiled
from opendisclose.model.case import Case, Event
from opendisclose.replay.check import check
from opendisclose.replay.kernel import layout as k

FIRED = "fired:"  # before the name of a transition that time fires
UNKNOWN = "no act of any rule"
_BEGINNING = datetime(2024, 1, 8, 9)
_OUT_OF_ORDER = frozenset({k.R_JUMP, k.R_IMPOSSIBLE})


class Judged(NamedTuple):
    """A case as we judge it: its acts with what time fired, in order of a run, and what we find."""

    trace: tuple[str, ...]
    in_order: bool
    complete: bool


def traces(compiled: Compiled, count: int, *, seed: int = 711) -> list[Case]:
    """Walks through the net, some broken off, half of them then disturbed once or more."""
    draw = random.Random(seed)
    return [_case(compiled, draw) for _ in range(count)]


def _case(compiled: Compiled, draw: random.Random) -> Case:
    acts = _walk(compiled, draw)
    known = [one for one in compiled.acts.ids if not _by_time(compiled, one)]
    for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
        _disturb(acts, known, draw)
    at, events = _BEGINNING + timedelta(days=draw.randrange(300)), []
    for act in acts or [draw.choice(known)]:
        events.append(Event(act=act, at=at, key=draw.choice((None, "a", "b")), data={}))
        at += timedelta(hours=draw.choice((1, 5, 24, 24 * 9, 24 * 40)))
    return Case(procedure=compiled.id, events=tuple(events))


def _walk(compiled: Compiled, draw: random.Random) -> list[str]:
    """Acts of a run of the net, by events alone; one in five is broken off."""
    step, marking, acts = compiled.net.step, 0, []
    for _ in range(draw.choice((3, 8, 12))):
        open_ = [
            number
            for number, target in enumerate(step[marking])
            if target >= 0 and compiled.tables.t_clock[number] < 0
        ]
        if not open_ or (acts and draw.random() < 0.04):
            break
        # What moves nothing is drawn as often as what does, or walks would hardly get on.
        moving = [one for one in open_ if step[marking][one] != marking]
        number = draw.choice(moving if moving and draw.random() < 0.6 else open_)
        acts.append(compiled.transitions.ids[number])
        marking = step[marking][number]
    named = compiled.procedure.transitions
    return [named[one].act or one for one in acts]


def _by_time(compiled: Compiled, act: str) -> bool:
    variants = compiled.variants(compiled.acts[act])
    return any(compiled.tables.t_clock[one] >= 0 for one in variants)


def _disturb(acts: list[str], known: list[str], draw: random.Random) -> None:
    """Leave one out, do one twice, swap two, add one from elsewhere or one that no rule has."""
    way, place = draw.randrange(8), draw.randrange(len(acts)) if acts else 0
    if way < 2 and len(acts) > 1:
        del acts[place]
    elif way < 4 and acts:
        acts.insert(draw.randrange(len(acts) + 1), acts[place])
    elif way < 6 and len(acts) > 1:
        other = draw.randrange(len(acts))
        acts[place], acts[other] = acts[other], acts[place]
    else:
        acts.insert(place, draw.choice(known) if way == 6 or not acts else UNKNOWN)


def judged(rules: Rules, case: Case) -> Judged:
    """What we say of a case: out of order at any event or not, complete or not."""
    compiled = rules.compiled(case.procedure)
    found = check(compiled, rules.calendar, case)
    assert found.run is not None
    kinds = {one.kind for one in found.run.records}
    strange = any(one.act not in compiled.acts.numbers for one in case.events)
    return Judged(
        _with_fired(case, found.verdict.fired),
        not strange and not kinds & _OUT_OF_ORDER,
        found.verdict.complete,
    )


def _with_fired(case: Case, fired: Iterable[Any]) -> tuple[str, ...]:
    """The acts, and what expired where it counts: after everything of its due day."""
    placed = [(one.at, 0, n, one.act or "") for n, one in enumerate(case.events)]
    placed += [
        (datetime.combine(one.on, time.max), 1, n, f"{FIRED}{one.transition}")
        for n, one in enumerate(fired)
    ]
    return tuple(act for *_, act in sorted(placed))
