"""A judged run goes in; what its replies are recorded as, and what others would be, comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.annual import Cell, RemedyClass, ReplyType
from ..model.base import Text
from ..model.outcomes import CellRow, Outcome, RemedyRow, Row
from .kernel import layout as k
from .kernel.evaluate import holds
from .kernel.judge import stands
from .machine import Record, Run

Choice: TypeAlias = Literal["statistics", "remedy"]
_CHOICES: tuple[Choice, ...] = ("statistics", "remedy")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyGiven:
    """A reply and what it is recorded as; `outcomes` of the ruleset say so.

    `statistics` (a cell of the annual statistics) and `remedy` are None where no row fits what is
    cited, and where it is not known which does: `open` then names them and `asks` the facts to be
    told. `event` is None of a reply that the law takes for given when time runs out.
    """

    event: str | None
    on: date
    act: str
    outcome: str
    title: Text
    reply_type: ReplyType
    statistics: Cell | None
    remedy: RemedyClass | None
    open: tuple[Choice, ...]
    asks: tuple[str, ...]
    clauses: tuple[str, ...]
    readings: tuple[Text, ...]
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyAhead:
    """What an act that may be done now would be recorded as: every cell and remedy left open."""

    outcome: str
    title: Text = field(repr=False)
    reply_type: ReplyType
    statistics: tuple[Cell, ...]
    remedies: tuple[RemedyClass, ...]


def replies(compiled: Compiled, run: Run) -> tuple[ReplyGiven, ...]:
    """Every reply that took effect, in the order in which they were given."""
    return tuple(_given(compiled, run, one) for one in run.records if one.kind == k.R_REPLY)


def _given(compiled: Compiled, run: Run, record: Record) -> ReplyGiven:
    transition = compiled.transition(record.transition)
    name = transition.outcome or ""
    outcome = compiled.ruleset.outcomes[name]
    cell, remedy = (row_of(compiled, number) for number in (record.a, record.b))
    rows = [one for one in (cell, remedy) if one is not None]
    clauses = (*outcome.clause, *(clause for one in rows for clause in one.clause))
    said = (outcome.reading, *(one.reading for one in rows))
    return ReplyGiven(
        event=run.log.event(record.event).id if record.event >= 0 else None,
        on=date.fromordinal(record.c),
        act=transition.act or compiled.transitions.ids[record.transition],
        outcome=name,
        title=outcome.title(name),
        reply_type=outcome.reply_type,
        statistics=cell.cell if isinstance(cell, CellRow) else None,
        remedy=remedy.remedy if isinstance(remedy, RemedyRow) else None,
        open=tuple(
            word
            for word, number in zip(_CHOICES, (record.a, record.b), strict=True)
            if number <= k.NOT_KNOWN
        ),
        asks=tuple(dict.fromkeys((*_asks(compiled, record.a), *_asks(compiled, record.b)))),
        clauses=tuple(dict.fromkeys(clauses)),
        readings=tuple(one for one in said if one is not None),
        verified=outcome.verified,
    )


def row_of(compiled: Compiled, number: int) -> Row | None:
    """The row that a record names; None where none fits or it is not known which."""
    return compiled.choices[number] if number >= 0 else None


def _asks(compiled: Compiled, number: int) -> Iterator[str]:
    """The facts that the row rests on of which it is not known whether it fits."""
    if number <= k.NOT_KNOWN:
        when = compiled.choices[k.NOT_KNOWN - number].when
        yield from (fact for fact, _ in atoms(when)) if when is not None else ()


def reply_ahead(compiled: Compiled, run: Run, number: int, key: int) -> ReplyAhead | None:
    """What a transition would be recorded as by what is known now; None for one that is no reply.

    What it will cite is not known yet, so a row is left open if some exemption that it rests on
    may stand.
    """
    first = compiled.tables.t_reply[number]
    if first < 0:
        return None
    name = compiled.transition(number).outcome or ""
    outcome: Outcome = compiled.ruleset.outcomes[name]
    cells = [row for row in _open(compiled, run, first, key) if isinstance(row, CellRow)]
    remedies = [row for row in _open(compiled, run, first + 1, key) if isinstance(row, RemedyRow)]
    return ReplyAhead(
        outcome=name,
        title=outcome.title(name),
        reply_type=outcome.reply_type,
        statistics=tuple(dict.fromkeys(row.cell for row in cells)),
        remedies=tuple(dict.fromkeys(row.remedy for row in remedies)),
    )


def _open(compiled: Compiled, run: Run, choice: int, key: int) -> Iterator[Row]:
    tables, columns, scratch = compiled.tables, run.log.columns, run.scratch
    for x in range(tables.choice_from[choice], tables.choice_from[choice + 1]):
        program, day = tables.choice_when[x], run.log.as_of_day
        fits = holds(tables, columns, scratch, program, key, day, 0, 0)
        grounds = tables.cited[tables.cited_from[x] : tables.cited_from[x + 1]]
        citable = not grounds or any(
            stands(tables, columns, scratch, one, key, day, 1) != k.FALSE for one in grounds
        )
        if fits != k.FALSE and citable:
            yield compiled.choices[x]
        if fits == k.TRUE and not grounds:
            return
