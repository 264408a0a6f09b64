"""A judged run goes in; what may be done now and what is due by when comes out."""

from __future__ import annotations

from datetime import date

from ..diagnostics.finding import Words
from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.conditions import Condition
from .check import Checked
from .clocks import OPEN
from .kernel import layout as k
from .kernel.evaluate import holds
from .machine import Run
from .replies import reply_ahead
from .verdict import ClockView, Next, Permitted
from .wording import Wording


def next_steps(compiled: Compiled, checked: Checked) -> Next:
    """The acts enabled in the present states whose guard is not false, and the open clocks."""
    verdict = checked.verdict
    result = checked.run
    permitted: list[Permitted] = []
    if result is not None:
        asker = _Asker(compiled, result)
        for number in range(len(compiled.transitions)):
            permitted += asker.permitted(number)
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


class _Asker:
    """Asks of each act whether it may be done as things stand."""

    def __init__(self, compiled: Compiled, result: Run) -> None:
        self._compiled = compiled
        self._run = result
        self._say = Wording(compiled)

    def permitted(self, number: int) -> list[Permitted]:
        """One transition as it stands now; one that is kept per key for each key that waits."""
        tables = self._compiled.tables
        target = tables.step[self._run.marking * tables.size[1] + number]
        if target < 0 or tables.t_clock[number] >= 0:  # expiries fire by themselves
            return []
        return [
            one
            for key in self._keys(number)
            if (one := self._for_key(number, target, key)) is not None
        ]

    def _keys(self, number: int) -> tuple[int, ...]:
        """The keys whose clock the act would meet; any (-1) for an act that meets none per key."""
        tables = self._compiled.tables
        meets = range(tables.meet_from[number], tables.meet_from[number + 1])
        clocks = [tables.meet_clock[x] for x in meets if tables.d_per[tables.meet_clock[x]]]
        if not clocks or not tables.t_per[number]:
            return (-1,)
        keys = range(len(self._run.log.keys))
        status = self._run.scratch.status
        waiting = {k.RUNNING}
        return tuple(
            key for key in keys if any(status[d * len(keys) + key] in waiting for d in clocks)
        )

    def _for_key(self, number: int, target: int, key: int) -> Permitted | None:
        tables = self._compiled.tables
        transition = self._compiled.transition(number)
        held = self._holds(tables.t_guard[number], key)
        if held == k.FALSE:
            return None
        name = self._compiled.transitions.ids[number]
        return Permitted(
            act=transition.act or name,
            title=transition.title(name),
            by=transition.by,
            holds=True if held == k.TRUE else None,
            asks=_facts(transition.when) if held == k.UNKNOWN else (),
            requires=self._still_needed(number, key),
            leads_to=self._compiled.states(target) if tables.t_moves[number] else (),
            clauses=transition.clause,
            key=self._run.log.keys[key] if key >= 0 else "",
            outcome=reply_ahead(self._compiled, self._run, number, key),
        )

    def _holds(self, program: int, key: int) -> int:
        tables, columns, scratch = self._compiled.tables, self._run.log.columns, self._run.scratch
        return holds(tables, columns, scratch, program, key, self._run.log.as_of_day, 0, 0)

    def _still_needed(self, number: int, key: int) -> tuple[Words, ...]:
        """What the act asks for and is not known to be there yet."""
        tables = self._compiled.tables
        found: dict[str, Words] = {}
        for x in range(tables.require_from[number], tables.require_from[number + 1]):
            wanted = self._holds(tables.require_when[x], key)
            there = self._holds(tables.require_is[x], key)
            if wanted != k.FALSE and there != k.TRUE:
                entry = self._say.entry(self._compiled.requirements[x])
                found.setdefault(entry.en, entry)
        return tuple(found.values())


def _facts(condition: Condition | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for fact, _ in atoms(condition))) if condition else ()
