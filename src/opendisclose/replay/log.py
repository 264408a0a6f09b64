"""A case and its as-of instant go in; the kernel's columns come out, and what was not readable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..calendars.calendar import Calendar
from ..deadline.recurring import Span
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..model.case import Case
from .kernel.layout import Columns
from .reading import Logged, Reader, Row
from .receipts import Received


class Log(NamedTuple):
    """The columns of a case, and the names behind their numbers."""

    case: Case
    columns: Columns
    rows: list[Row]  # the events that are judged, in order of time
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    as_of: int  # UTC microseconds
    as_of_day: int
    period: Span | None  # of a recurring duty
    received: Mapping[int, Received]  # by event: its receipt as the channel has it

    def event(self, number: int) -> Logged:
        """One of the events that are judged, by its place in the columns."""
        _, index, day, _ = self.rows[number]
        return Logged.of(self.case, index, day)

    @property
    def begun(self) -> int | None:
        """The day on which the case began: that of its first event, else of its period."""
        if self.rows:
            return self.rows[0][2]
        return self.period.first.toordinal() if self.period else None


def read_log(
    compiled: Compiled,
    calendar: Calendar,
    case: Case,
    *,
    as_of: tuple[int, int] | None = None,
    trace: bool = False,
) -> Log:
    """The columns of `case` for the kernel, events in order of time (meaning 1).

    What cannot be read is a finding at its event; the rest of the case is still judged.
    """
    reader = Reader(compiled, calendar, case)
    rows = reader.events()
    if as_of is not None:
        rows = [one for one in rows if one[0] <= as_of[0]]
    now = as_of or ((rows[-1][0], rows[-1][2]) if rows else (0, calendar.days.first))
    rows = reader.acts(rows)
    span = reader.period(rows)
    columns, keys = reader.columns(rows, now, span, trace)
    return Log(case, columns, rows, keys, tuple(reader.findings), *now, span, reader.received)
