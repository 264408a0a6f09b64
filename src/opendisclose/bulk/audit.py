"""A log as a table goes in; what became of every case, each finding and each clock comes out.

The tables that come out are Arrow tables. Cases keep the order in which they first appear in the
log, findings and clocks the order of their cases; the result is the same for any number of
processors, and with and without numba.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
from .alike import told_alike
from .arrays import Flags, Numbers
from .case_rows import with_cases
from .encode import Encoded, encode
from .judge import Engine, Replayed, replay_all
from .read import is_read
from .refused import contradictions, refusals
from .slices import renumbered, slices
from .table import arrow_of, as_table
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

    def reads(self, name: str) -> bool:
        """Whether a column of this name says anything under the rule."""
        return is_read(self._compiled, name)

    def feed(self, data: Any, cases: Any = None) -> Audit:
        """Judge a part of the log; the result for this part alone.

        A case whose rows are in several parts is judged in each by what stands there, so each part
        has to hold whole cases. Rows are counted over all parts. `cases` is a second table, with
        what is known of whole cases; `with_cases` says what it holds.

        Raises:
            TypeError: `data` is neither an Arrow table nor a data frame nor a mapping of columns.
            MissingColumnError: a column is not there without which nothing can be judged.
        """
        part = self.judge(data if cases is None else with_cases(data, cases))
        self._parts.append(part)
        self._rows += part.rows
        return part

    def judge(self, data: Any, *, engine: Engine | None = None) -> Audit:
        """The same, but the part is not kept: nothing of it goes into the result.

        A long table is judged in stretches of whole cases, so that what judging takes beside the
        table and its result does not grow with it.
        """
        found = []
        for table, rows in slices(arrow_of(data)):
            if isinstance(rows, int):
                found.append(self._judged(table, engine, self._rows + rows))
            else:
                found.append(_at(rows, self._judged(table, engine, 0), self._rows))
        return _joined(found)

    def _judged(self, data: pa.Table, engine: Engine | None, before: int) -> Audit:
        """Judge a table of whole cases; its rows are counted from `before` on."""
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
        return self._audited(encoded, replayed, before)

    def result(self) -> Audit:
        """All parts fed so far as one.

        Raises:
            ValueError: nothing was fed.
        """
        if not self._parts:
            raise ValueError("nothing was fed")
        return _joined(self._parts)

    def _audited(self, encoded: Encoded, replayed: Replayed, before: int) -> Audit:
        outside = _not_in_force(self._compiled, encoded)
        kept = replayed.record_from >= 0
        numbers = np.flatnonzero(~encoded.refused & ~outside & (encoded.flagged | kept))
        contradicted = contradictions(encoded)
        alike = told_alike(self._compiled, self._calendar, encoded, replayed, numbers)
        numbers = np.setdiff1d(numbers, alike.cases, assume_unique=True)
        verdicts: dict[int, Verdict] = dict(
            told(
                self._compiled,
                self._calendar,
                encoded,
                replayed,
                numbers,
                self._as_of,
                contradicted,
            )
        )
        findings = {n: (*one.findings, *one.missing) for n, one in verdicts.items()}
        findings.update(refusals(encoded, contradicted))
        words = np.full(len(encoded.first), Word.COMPLIANT.value, object)
        words[outside] = Word.NOT_APPLICABLE.value
        words[encoded.refused] = REFUSED
        words[alike.case] = Word.INDETERMINATE.value
        words[alike.faulty] = Word.VIOLATION.value
        for number, verdict in verdicts.items():
            words[number] = verdict.word.value
        counts = np.bincount(alike.case, minlength=len(words)).astype(np.int64)
        for number, found in findings.items():
            counts[number] = len(found)
        judged = ~encoded.refused & ~outside & ~encoded.said.whole.impossible
        return Audit(
            ruleset=self._compiled.ruleset.id,
            edition=self._compiled.ruleset.edition,
            procedure=self._compiled.id,
            cases=cases_table(
                self._compiled, self._calendar, encoded, replayed, words, judged, counts
            ),
            findings=findings_table(self._calendar, encoded, findings, alike, before),
            clocks=clocks_table(self._compiled, self._calendar, encoded, replayed, judged, before),
            rows=encoded.table.num_rows - int(encoded.said.marked.sum()),
            unused=encoded.said.unused,
        )


def _at(rows: Numbers, part: Audit, before: int) -> Audit:
    """A part that knows its rows by their place in it."""
    return replace(
        part,
        findings=renumbered(part.findings, "row", before + rows),
        clocks=renumbered(part.clocks, "met_row", before + rows),
    )


def _joined(parts: list[Audit]) -> Audit:
    """Parts one after another; they have no case in common."""
    if len(parts) == 1:
        return parts[0]
    return replace(
        parts[0],
        cases=pa.concat_tables([one.cases for one in parts]),
        findings=pa.concat_tables([one.findings for one in parts]),
        clocks=pa.concat_tables([one.clocks for one in parts]),
        rows=sum(one.rows for one in parts),
        unused=tuple(dict.fromkeys(name for one in parts for name in one.unused)),
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
    """By case, whether the rule was not in force when it began; asked once for each day.

    A case without events begins with its period. Of one that says wrongly where it stood nothing
    is judged, not even that.
    """
    found = np.zeros(len(encoded.first), bool)
    begun = encoded.period_day.copy()
    there = encoded.first < encoded.end
    begun[there] = np.asarray(encoded.columns.day)[encoded.first[there]]
    judged = np.flatnonzero((begun >= 0) & ~encoded.said.whole.impossible & ~encoded.refused)
    if len(judged):
        earliest = begun[judged].min()
        place = begun[judged] - earliest
        outside = np.zeros(place.max() + 1, bool)
        for day in np.flatnonzero(np.bincount(place)).tolist():
            outside[day] = not_in_force(compiled, int(earliest + day)) is not None
        found[judged] = outside[place]
    return found
