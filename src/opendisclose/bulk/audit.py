"""A log as a table goes in; what became of every case, each finding and each clock comes out.

The tables that come out are Arrow tables. Cases keep the order in which they first appear in the
log, findings and clocks the order of their cases; the result is the same for any number of
processors, and with and without numba.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from ..calendars.calendar import Calendar
from ..calendars.errors import CalendarRangeError
from ..deadline.count import OUTSIDE
from ..graph.compiled import Compiled
from ..replay.check import not_in_force
from ..replay.findings import HARMLESS
from ..replay.instants import Clock
from ..replay.kernel import layout as k
from ..replay.verdict import Verdict, Word
from .arrays import Flags
from .encode import Encoded, encode
from .judge import Engine, Replayed, replay_all
from .refused import refusals
from .table import as_table
from .tables import cases_table, clocks_table, findings_table
from .telling import told

REFUSED = "refused"  # beside the words of `Verdict`: a case that could not be judged at all
_EVERY_KIND = (1 << k.KINDS) - 1
WANTED = _EVERY_KIND & ~sum(1 << kind for kind in HARMLESS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Audit:
    """Every case of a log, judged.

    Attributes:
        ruleset, edition, procedure: by what the cases were judged.
        cases: a row for each case: `case`, `verdict` (a word of `Verdict`, or `refused` for one
            that could not be read), `states`, `complete`, `as_of`, `events` (how many were
            judged), `later` (how many come after the as-of instant), `findings`.
        findings: a row for each finding of `Verdict.findings` and `Verdict.missing`: `case`,
            `event`, `row` (from 0, in the log), `code`, `name`, `kind`, `severity`, `clause`,
            `clauses`, `key`, `due`, `actual`, `working_days_late`, `zh`, `en`.
        clocks: a row for each clock that was started: `case`, `clock`, `key`, `status`, `trigger`,
            `due`, `moment` (hours only), `met_on`, `met_row`.
        rows: how many rows the log has.
        unused: its columns that the rule knows nothing of.
    """

    ruleset: str
    edition: str
    procedure: str
    cases: pa.Table = field(repr=False)
    findings: pa.Table = field(repr=False)
    clocks: pa.Table = field(repr=False)
    rows: int
    unused: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many cases have come to each verdict, refused ones among them."""
        return _counted(self.cases, "verdict")

    @property
    def codes(self) -> dict[str, int]:
        """How many findings there are of each code."""
        return _counted(self.findings, "code")


def _counted(table: pa.Table, column: str) -> dict[str, int]:
    counts = table.column(column).value_counts().to_pylist()
    return dict(sorted((one["values"], one["counts"]) for one in counts))


class AuditSession:
    """Judges a log that comes in parts, each of whole cases: `feed` each, then take `result`."""

    def __init__(
        self,
        compiled: Compiled,
        calendar: Calendar,
        *,
        as_of: date | datetime | None = None,
        clocks: bool = True,
        workers: int | None = None,
        engine: Engine | None = None,
    ) -> None:
        """`as_of` is as for `check`; `clocks`, `workers` and `engine` as for `replay_all`.

        Raises:
            CalendarRangeError: `as_of` lies outside the calendar.
        """
        self._compiled = compiled
        self._calendar = calendar
        self._as_of = as_of
        self._now = _instant(calendar, as_of)
        self._clocks = clocks
        self._workers = workers
        self._engine = engine
        self._parts: list[Audit] = []
        self._rows = 0

    @property
    def compiled(self) -> Compiled:
        """The procedure by which it judges."""
        return self._compiled

    def feed(self, data: Any) -> Audit:
        """Judge a part of the log; the result for this part alone.

        A case whose rows are in several parts is judged in each by what stands there, so each part
        has to hold whole cases. Rows are counted over all parts.

        Raises:
            TypeError: `data` is neither an Arrow table nor a data frame nor a mapping of columns.
            MissingColumnError: a column is not there without which nothing can be judged.
        """
        part = self.judge(data)
        self._parts.append(part)
        self._rows += part.rows
        return part

    def judge(self, data: Any, *, engine: Engine | None = None) -> Audit:
        """The same, but the part is not kept: nothing of it goes into the result."""
        encoded = encode(self._compiled, self._calendar, as_table(data), self._now)
        replayed = replay_all(
            self._compiled.tables,
            self._calendar.days,
            encoded,
            wanted=WANTED,
            clocks=self._clocks,
            engine=engine or self._engine,
            workers=self._workers,
        )
        return self._audited(encoded, replayed)

    def result(self) -> Audit:
        """All parts fed so far as one.

        Raises:
            ValueError: nothing was fed.
        """
        if not self._parts:
            raise ValueError("nothing was fed")
        if len(self._parts) == 1:
            return self._parts[0]
        return Audit(
            ruleset=self._parts[0].ruleset,
            edition=self._parts[0].edition,
            procedure=self._parts[0].procedure,
            cases=pa.concat_tables([one.cases for one in self._parts]),
            findings=pa.concat_tables([one.findings for one in self._parts]),
            clocks=pa.concat_tables([one.clocks for one in self._parts]),
            rows=self._rows,
            unused=tuple(dict.fromkeys(name for one in self._parts for name in one.unused)),
        )

    def _audited(self, encoded: Encoded, replayed: Replayed) -> Audit:
        outside = _not_in_force(self._compiled, encoded)
        kept = replayed.record_from >= 0
        numbers = np.flatnonzero(~encoded.refused & ~outside & (encoded.flagged | kept))
        verdicts: dict[int, Verdict] = dict(
            told(self._compiled, self._calendar, encoded, replayed, numbers, self._as_of)
        )
        findings = {n: (*one.findings, *one.missing) for n, one in verdicts.items()}
        findings.update(refusals(encoded))
        words = np.full(len(encoded.first), Word.COMPLIANT.value, object)
        words[outside] = Word.NOT_APPLICABLE.value
        words[encoded.refused] = REFUSED
        for number, verdict in verdicts.items():
            words[number] = verdict.word.value
        judged = ~encoded.refused & ~outside
        return Audit(
            ruleset=self._compiled.ruleset.id,
            edition=self._compiled.ruleset.edition,
            procedure=self._compiled.id,
            cases=cases_table(self._compiled, self._calendar, encoded, replayed, words, findings),
            findings=findings_table(self._calendar, encoded, findings, self._rows),
            clocks=clocks_table(
                self._compiled, self._calendar, encoded, replayed, judged, self._rows
            ),
            rows=encoded.table.num_rows,
            unused=encoded.said.unused,
        )


def _instant(calendar: Calendar, as_of: date | datetime | None) -> tuple[int, int] | None:
    if as_of is None:
        return None
    instant, day = Clock(calendar).as_of(as_of)
    if OUTSIDE in (instant, day):
        asked = as_of.date() if isinstance(as_of, datetime) else as_of
        raise CalendarRangeError(first=calendar.first, last=calendar.last, day=asked)
    return instant, day


def _not_in_force(compiled: Compiled, encoded: Encoded) -> Flags:
    """By case, whether the rule was not in force when it began; asked once for each day."""
    found = np.zeros(len(encoded.first), bool)
    judged = np.flatnonzero(encoded.first < encoded.end)
    begun = np.asarray(encoded.columns.day)[encoded.first[judged]]
    days, place = np.unique(begun, return_inverse=True)
    outside = [not_in_force(compiled, day) is not None for day in days.tolist()]
    found[judged] = np.array(outside, bool)[place]
    return found
