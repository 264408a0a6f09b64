"""Rules, a procedure and its first day in; the latest lawful date of every step out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from ..deadline.course import Counting
from ..deadline.worst_case import WorstCase, worst_case
from ..diagnostics.errors import UnknownNameError
from ..model.periods import Duration

if TYPE_CHECKING:
    from .rules import Rules


def latest_dates(
    rules: Rules,
    procedure: str,
    start: date | datetime,
    period: Duration | None,
    known_on: date | None,
    opened_by: str | None,
) -> WorstCase:
    """What `Rules.worst_case` answers."""
    compiled = rules.compiled(procedure)
    listed = compiled.procedure.transitions.items()
    opening = tuple(name for name, one in listed if one.to and not one.from_)
    if opened_by is not None and opened_by not in opening:
        raise UnknownNameError("opening act", opened_by, opening)
    counting = Counting(calendar=rules.calendar_known_on(known_on), period=period)
    return worst_case(compiled, start, counting, opened_by)
