"""A judged run goes in; what may be done now and what is due by when comes out."""

from __future__ import annotations

from datetime import date

from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.conditions import Condition
from .check import Checked
from .clocks import OPEN
from .kernel import layout as k
from .kernel.evaluate import holds
from .machine import Run
from .verdict import ClockView, Next, Permitted


def next_steps(compiled: Compiled, checked: Checked) -> Next:
    """The acts enabled in the present states whose guard is not false, and the open clocks."""
    verdict = checked.verdict
    result = checked.run
    permitted: list[Permitted] = []
    if result is not None:
        for number in range(len(compiled.transitions)):
            permitted += _permitted(compiled, result, number)
    duties = sorted((one for one in verdict.clocks if one.status in OPEN), key=_by_date)
    return Next(
        as_of=verdict.as_of,
        states=verdict.states,
        complete=verdict.complete,
        permitted=tuple(permitted),
        duties=tuple(duties),
        verdict=verdict,
    )


def _by_date(view: ClockView) -> tuple[date, str, str]:
    return (view.due or view.earliest or date.max, view.id, view.key)


def _permitted(compiled: Compiled, result: Run, number: int) -> list[Permitted]:
    """One transition as it stands now; for each key seen where it is kept per key."""
    tables = compiled.tables
    target = tables.step[result.marking * tables.size[1] + number]
    if target < 0 or tables.t_clock[number] >= 0:  # expiries fire by themselves
        return []
    transition = compiled.transition(number)
    columns, scratch = result.log.columns, result.scratch
    day = result.log.as_of_day
    held = holds(tables, columns, scratch, tables.t_guard[number], -1, day, 0, 0)
    if held == k.FALSE:
        return []
    name = compiled.transitions.ids[number]
    after = compiled.states(target) if tables.t_moves[number] else ()
    return [
        Permitted(
            act=transition.act or name,
            title=transition.title(name),
            by=transition.by,
            holds=True if held == k.TRUE else None,
            asks=_facts(transition.when) if held == k.UNKNOWN else (),
            requires=_still_needed(compiled, result, number, day),
            leads_to=after,
            clauses=transition.clause,
            key="",
        )
    ]


def _facts(condition: Condition | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for fact, _ in atoms(condition))) if condition else ()


def _still_needed(compiled: Compiled, result: Run, number: int, day: int) -> tuple[str, ...]:
    """The facts that the act asks for and that do not hold yet."""
    tables, columns, scratch = compiled.tables, result.log.columns, result.scratch
    found: dict[str, None] = {}
    for x in range(tables.require_from[number], tables.require_from[number + 1]):
        wanted = holds(tables, columns, scratch, tables.require_when[x], -1, day, 0, 0)
        there = holds(tables, columns, scratch, tables.require_is[x], -1, day, 0, 0)
        if wanted != k.FALSE and there != k.TRUE:
            entry = compiled.requirements[x]
            names = (entry.has,) if entry.has else _facts(entry.is_)
            found |= dict.fromkeys(names)
    return tuple(found)
