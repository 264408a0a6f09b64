"""A condition found false at an event goes in; the `counts_as` clauses that decided it come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..calendars.calendar import Calendar
from ..graph.compiled import Compiled
from ..graph.programs import Programs
from ..graph.values import ENUM, UNSET, FactCodes, operands_of
from ..model.conditions import AllOf, AnyOf, Condition, Every, Facts, Not
from .kernel.evaluate import holds
from .kernel.layout import AS_OF, AS_OF_DAY, END, FALSE, KEYS, Scratch
from .log import Log
from .machine import run


def counted_clauses(
    compiled: Compiled,
    calendar: Calendar,
    log: Log,
    event: int,
    transition: int,
    condition: Condition | None,
) -> tuple[str, ...]:
    """The clauses by which a value counts as another (视为), where that makes a condition false.

    `transition` is the act as which the event was judged. Where the condition would be false
    anyhow nothing is told (meaning 2).
    """
    if condition is None or not any(_counted(compiled, condition, False)):
        return ()
    tables, columns = compiled.tables, log.columns
    keys = columns.case[KEYS]
    key = max(columns.key[event], 0) if tables.t_per[transition] == 1 else -1
    numbers = {name: number for number, name in enumerate(compiled.facts.ids)}
    plain = Programs(numbers, tuple(_plain(one) for one in compiled.codes))
    program = plain.add(condition)
    known = replace(_known_at(compiled, calendar, log, event), stack=[0] * (plain.depth + 1))
    asked = replace(tables, program=plain.code, program_from=plain.begins)
    if holds(asked, columns, known, program, key, columns.day[event], 0, 0) == FALSE:
        return ()
    found: list[str] = []
    for fact, value, clauses, every in _counted(compiled, condition, False):
        number = numbers[fact]
        recorded = known.known[number * keys : (number + 1) * keys]
        if key >= 0 and not every:
            recorded = [recorded[key] if recorded[key] != UNSET else recorded[0]]
        if all(one == UNSET for one in recorded):
            recorded = [tables.fact_default[number]]
        if value in recorded:
            found += clauses
    return tuple(dict.fromkeys(found))


def _plain(codes: FactCodes) -> FactCodes:
    """The same fact, of which no value counts as another."""
    values = {
        name: one.model_copy(update={"counts_as": None}) for name, one in codes.fact.values.items()
    }
    fact = codes.fact.model_copy(update={"values": values})
    return FactCodes(codes.name, fact, codes.type, codes.values)


_Counted = tuple[str, int, list[str], bool]


def _counted(compiled: Compiled, condition: Condition, every: bool) -> Iterator[_Counted]:
    """Each value that counts as one compared with: its fact, code and clauses, if under `every`."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from _counted(compiled, part, every)
    elif isinstance(condition, Not):
        yield from _counted(compiled, condition.not_, every)
    elif isinstance(condition, Every):
        yield from _counted(compiled, condition.every, True)
    elif isinstance(condition, Facts):
        for name, test in condition.root.items():
            codes = next((one for one in compiled.codes if one.name == name), None)
            if codes is not None and codes.type == ENUM:
                for value in codes.fact.values:
                    clauses = _chain(codes, value, operands_of(test))
                    if clauses:
                        yield name, codes.values[value], clauses, every


def _chain(codes: FactCodes, value: str, wanted: tuple[object, ...]) -> list[str]:
    """The clauses by which a value counts as a wanted one; none if it is one, or does not."""
    found: list[str] = []
    seen: set[str] = set()
    at: str | None = value
    while at is not None and at not in seen:
        if at in wanted:
            return found
        seen.add(at)
        found += codes.fact.values[at].clause
        at = codes.fact.values[at].counts_as
    return []


def _known_at(compiled: Compiled, calendar: Calendar, log: Log, event: int) -> Scratch:
    """What was known when an event was judged: all before it, and what it records itself."""
    columns, tables = log.columns, compiled.tables
    case = list(columns.case)
    case[AS_OF], case[AS_OF_DAY] = columns.at[event], columns.day[event]
    case[END] = event
    before = log._replace(
        columns=replace(columns, case=case),
        rows=log.rows[:event],
        as_of=case[AS_OF],
        as_of_day=case[AS_OF_DAY],
    )
    known = run(compiled, calendar, before).scratch
    act, key = columns.act[event], max(columns.key[event], 0)
    if tables.act_per[act] == 1:
        known.key_seen[key] = 1
    own = key if tables.act_per[act] == 1 else 0
    for x in range(columns.known_from[event], columns.known_from[event + 1]):
        known.known[columns.known_fact[x] * columns.case[KEYS] + own] = columns.known_value[x]
    return known
