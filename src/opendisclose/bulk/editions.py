"""A log and the editions of a rule go in; each case judged by the edition of its day comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..calendars.calendar import Calendar
from ..deadline.count import OUTSIDE
from ..deadline.recurring import WRITTEN_AS, read_period
from .arrays import Numbers
from .audit import Audit, AuditSession
from .judge import Engine
from .read import Rows, read_rows
from .table import as_table

_NEVER = np.iinfo(np.int64).max


class EditionsSession(AuditSession):
    """A session by several editions of one rule; its last one reads what no day tells apart.

    The tables are those of a session by one edition, with one column more: `edition`, of each case.
    """

    def __init__(
        self,
        sessions: Sequence[AuditSession],
        calendar: Calendar,
        *,
        name: str,
        edition_on: Callable[[date], int],
    ) -> None:
        """`edition_on` tells by which of the sessions a case is judged that began on a day."""
        super().__init__(sessions[-1].compiled, calendar)
        self._sessions = tuple(sessions)
        self._days = calendar.days
        self._name = name
        self._edition_on = edition_on

    def reads(self, name: str) -> bool:
        return any(one.reads(name) for one in self._sessions)

    def _judged(self, data: pa.Table, engine: Engine | None, before: int) -> Audit:
        table = as_table(data)
        said = read_rows(self.compiled, self._days, table)
        edition = self._editions(said)
        parts: list[tuple[Numbers, Audit]] = []
        for number in np.unique(edition).tolist():
            rows = np.flatnonzero(edition[said.case] == number)
            part = self._sessions[number].judge(table.take(rows), engine=engine)
            cases = np.unique(said.case[rows])  # in the order in which they first appear
            parts.append((cases, _placed(part, rows, before)))
        if not parts:
            part = self._sessions[-1].judge(table, engine=engine)
            parts = [(said.case, _placed(part, said.case, before))]
        merged = _merged(parts, said.names)
        editions = ", ".join(one.compiled.ruleset.edition for one in self._sessions)
        return replace(merged, ruleset=self._name, edition=editions)

    def _editions(self, said: Rows) -> Numbers:
        """By case the edition of its first day; the last one where no day can be read."""
        begun = np.full(len(said.names), _NEVER, np.int64)
        known = (said.times.day != OUTSIDE) & ~said.called.receipt
        np.minimum.at(begun, said.case[known], said.times.day[known])
        begun = np.where((begun == _NEVER) & (said.whole.period >= 0), _periods(said), begun)
        days, place = np.unique(begun, return_inverse=True)
        last = len(self._sessions) - 1
        of = [
            last if day == _NEVER else self._edition_on(date.fromordinal(day))
            for day in days.tolist()
        ]
        return np.array(of, np.int64)[place] if of else begun


def _periods(said: Rows) -> Numbers:
    """By case the first day of the period that it names, if it names one."""
    named = [_begins(one) for one in said.whole.periods]
    return np.array([*named, _NEVER], np.int64)[said.whole.period]


def _begins(period: str) -> int:
    spans = (read_period(period, every) for every in WRITTEN_AS)
    return next((span.first.toordinal() for span in spans if span is not None), int(_NEVER))


def _placed(part: Audit, rows: Numbers, before: int) -> Audit:
    """A part whose rows are counted in the whole log; each of its cases with its edition."""
    edition = pa.array([part.edition] * part.cases.num_rows, pa.string())
    return replace(
        part,
        cases=part.cases.append_column("edition", edition),
        findings=_counted(part.findings, "row", rows, before),
        clocks=_counted(part.clocks, "met_row", rows, before),
    )


def _counted(table: pa.Table, column: str, rows: Numbers, before: int) -> pa.Table:
    own = table.column(column).combine_chunks()
    whole = pa.array(before + rows, pa.int64()).take(own.cast(pa.int64()))
    return table.set_column(table.column_names.index(column), column, whole)


def _merged(parts: list[tuple[Numbers, Audit]], names: pa.Array) -> Audit:
    """The parts as one; their cases in the order of the log, all else in the order of its cases."""
    numbers = np.concatenate([cases for cases, _ in parts])
    every = [part for _, part in parts]
    cases = pa.concat_tables([one.cases for one in every])
    return replace(
        every[-1],
        cases=cases.take(np.argsort(numbers, kind="stable")),
        findings=_in_order(pa.concat_tables([one.findings for one in every]), names),
        clocks=_in_order(pa.concat_tables([one.clocks for one in every]), names),
        rows=sum(one.rows for one in every),
        unused=tuple(
            one for one in every[-1].unused if all(one in other.unused for other in every)
        ),
    )


def _in_order(table: pa.Table, names: pa.Array) -> pa.Table:
    number = pc.index_in(table.column("case"), value_set=names)
    return table.take(np.argsort(np.asarray(number.combine_chunks()), kind="stable"))
