"""A ruleset and its rule tests go in; the cases by which damages to it are told apart come out."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from opendisclose.model.times import time_of
from opendisclose.ruletests.run import Given
from tests.strategies import logs

from .walks import Case, Walks

LOGS = 150  # random logs of each procedure
TWISTS = 3  # of each case of a rule test
DAYS = (-20, -3, -1, 1, 3, 20)
Raw = dict[str, Any]


def pool(ruleset: Raw, procedure: str, tests: list[Given], random_logs: int) -> list[Case]:
    """The cases of the rule tests, the same twisted, walks and random logs; each once."""
    own = list(tested(procedure, tests))
    draw = random.Random(f"twists of {procedure}")
    twisted = [twist(draw, ruleset, one) for one in own for _ in range(TWISTS)]
    walks = Walks(ruleset, procedure).cases()
    found: dict[str, Case] = {}
    drawn = drawn_logs(ruleset, procedure, random_logs) if random_logs else []
    for one in (*own, *walks, *twisted, *drawn):
        found.setdefault(json.dumps(one, default=str, sort_keys=True), one)
    return list(found.values())


def tested(procedure: str, tests: list[Given]) -> Iterator[Case]:
    """The cases of the rule tests of a procedure."""
    for one in tests:
        if one.test is not None and getattr(one.test, "procedure", None) == procedure:
            case = one.test.case().model_dump(by_alias=True, exclude_none=True)  # type: ignore[union-attr]
            yield _plain_case(case), _instant(one.test.as_of)


def drawn_logs(ruleset: Raw, procedure: str, number: int) -> list[Case]:
    """So many random logs of a procedure, the same in every run."""
    found: list[Case] = []

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(logs(ruleset, procedure))
    def draw(log: Case) -> None:
        found.append(log)

    draw()
    return found


# --- a case a little otherwise ------------------------------------------------------------------


def twist(draw: random.Random, ruleset: Raw, case: Case) -> Case:
    """One thing of a case changed: an act left out, by another role, later, without a fact."""
    raw, as_of = case
    events = [dict(one) for one in raw["events"]]
    if not events:
        return raw, as_of and as_of + timedelta(days=draw.choice(DAYS))
    at = draw.randrange(len(events))
    change = draw.choice((_left_out, _another_role, _moved, _without, _contrary, _twice))
    change(draw, ruleset, events, at)
    return {**raw, "events": events}, as_of


def _left_out(draw: random.Random, ruleset: Raw, events: list[Raw], at: int) -> None:
    gone = events.pop(at)
    events[:] = [one for one in events if "of" not in one or one["of"] != gone.get("id")]


def _another_role(draw: random.Random, ruleset: Raw, events: list[Raw], at: int) -> None:
    if "act" in events[at] and ruleset.get("roles"):
        events[at]["role"] = draw.choice(list(ruleset["roles"]))


def _moved(draw: random.Random, ruleset: Raw, events: list[Raw], at: int) -> None:
    days = timedelta(days=draw.choice(DAYS))
    for name in ("at", "received"):
        value = events[at].get(name)
        read = time_of(value) if isinstance(value, str) else value
        if read is not None:
            events[at][name] = read + days


def _without(draw: random.Random, ruleset: Raw, events: list[Raw], at: int) -> None:
    data = dict(events[at].get("data") or {})
    gone = draw.choice([*data, "received", "key", "actor", "cites"])
    data.pop(gone, None)
    events[at].pop(gone, None)
    if "data" in events[at]:
        events[at]["data"] = data


def _contrary(draw: random.Random, ruleset: Raw, events: list[Raw], at: int) -> None:
    data = dict(events[at].get("data") or {})
    flags = [name for name, value in data.items() if isinstance(value, bool)]
    if flags:
        name = draw.choice(flags)
        events[at]["data"] = {**data, name: not data[name]}


def _twice(draw: random.Random, ruleset: Raw, events: list[Raw], at: int) -> None:
    if "act" in events[at]:
        again = {name: one for name, one in events[at].items() if name != "id"}
        events.insert(at + 1, {**again, "id": f"{events[at].get('id', 'e')}_again"})


# --- facts for `classify` -----------------------------------------------------------------------


def some_facts(draw: random.Random, facts: Raw) -> Raw:
    """Random facts about a piece of information."""
    found: Raw = {}
    for name, fact in facts.items():
        values = list(fact.get("values") or [])
        makes: dict[str, Callable[[], Any]] = {
            "boolean": lambda: draw.random() < 0.5,
            "integer": lambda: draw.choice((0, 1, 2, 10, 40)),
            "enum": lambda values=values: draw.choice(values),
            "list": lambda values=values: [draw.choice(values)] if values else [],
        }
        if fact["type"] in makes and draw.random() < 0.3:
            found[name] = makes[fact["type"]]()
    return found


def _instant(written: str | None) -> datetime | None:
    """The end of a day, or an instant on the wall clock, as the twin takes it."""
    read = time_of(written) if written is not None else None
    if read is None or isinstance(read, datetime):
        return read.replace(tzinfo=None) if read is not None else None
    return datetime.combine(read, time.max)


def _plain_case(case: Raw) -> Raw:
    """Empty parts of a case left out, as in a file."""
    events = [{k: v for k, v in one.items() if v not in ((), {}, None)} for one in case["events"]]
    kept = {k: v for k, v in case.items() if v not in ((), {}, None)}
    return {**kept, "events": events}
