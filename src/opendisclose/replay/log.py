"""A case and its as-of instant go in; the kernel's columns come out, and what was not readable."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..calendars.calendar import Calendar
from ..deadline.recurring import Span
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..model.case import Case
from .kernel.layout import Columns
from .reading import Logged, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The columns of a case, and the names behind their numbers."""

    columns: Columns = field(repr=False)
    events: tuple[Logged, ...]
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    as_of: int  # UTC microseconds
    as_of_day: int
    period: Span | None  # of a recurring duty

    @property
    def begun(self) -> int | None:
        """The day on which the case began: that of its first event, else of its period."""
        if self.events:
            return self.events[0].day
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
    events = reader.events()
    if as_of is not None:
        events = [one for one in events if one.at <= as_of[0]]
    now = as_of or max(((one.at, one.day) for one in events), default=(0, calendar.days.first))
    events = [one for one in events if not one.event.receipt]
    span = reader.period(events)
    columns, keys = reader.columns(events, now, span, trace)
    return Log(
        columns=columns,
        events=tuple(events),
        keys=keys,
        findings=tuple(reader.findings),
        as_of=now[0],
        as_of_day=now[1],
        period=span,
    )
