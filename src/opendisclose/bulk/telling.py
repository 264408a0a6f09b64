"""Cases that deviate and the kernel's records of them go in; what single cases are told comes out.

The sentences come from the code that tells them of one case: the case is read once more as one,
and gets the records that the kernel has written of it already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..replay.check import check
from ..replay.findings import HARMLESS
from ..replay.kernel import layout as k
from ..replay.kernel.layout import Scratch
from ..replay.log import Log
from ..replay.machine import Record, Run
from ..replay.verdict import Verdict
from .arrays import Numbers
from .encode import Encoded
from .judge import Replayed
from .rebuild import cases_of

# By kind of record, which of its ten integers count an event; the second of every record does.
_EVENT = 1
_EVENTS: dict[int, tuple[int, ...]] = {
    k.R_SKIPPED: (_EVENT, 5),
    k.R_PERSON: (_EVENT, 6),
    k.R_BEFORE: (_EVENT, 6),
    k.R_CLOCK: (_EVENT, 9),
}


def told(
    compiled: Compiled,
    calendar: Calendar,
    encoded: Encoded,
    replayed: Replayed,
    numbers: Numbers,
    as_of: date | datetime | None,
    reading: Mapping[int, tuple[Finding, ...]],
) -> Iterator[tuple[int, Verdict]]:
    """The verdict on each of these cases, as `check` gives it; its clocks are not there.

    `reading` are by case the findings of reading its rows.
    """
    for number, case in cases_of(compiled, encoded, numbers):
        run = partial(_run, encoded, replayed, number)
        found = reading.get(number, ())
        yield (
            number,
            check(compiled, calendar, case, as_of=as_of, findings=found, replayed=run).verdict,
        )


def _run(
    encoded: Encoded, replayed: Replayed, number: int, _: Compiled, __: Calendar, log: Log
) -> Run:
    """The kernel's run of one case, from what was kept of it."""
    found = records_of(encoded, replayed, number)
    return Run(
        log,
        tuple([one for one in found if one.kind not in HARMLESS]),  # no notes are asked for
        int(replayed.marking[number]),
        int(replayed.undecided[number]),
        object.__new__(Scratch),  # was used for other cases since, so nobody may look into it
    )


def records_of(encoded: Encoded, replayed: Replayed, number: int) -> tuple[Record, ...]:
    """The records kept of one case, its events counted from 0."""
    begin, end = replayed.record_from[number], replayed.record_end[number]
    if begin < 0:
        return ()
    first = int(encoded.first[number])
    rows = replayed.records[begin:end].tolist()
    if first > 0:
        for row in rows:
            for place in _places(row):
                if row[place] >= 0:
                    row[place] -= first
    return tuple([Record._make(row) for row in rows])


def _places(row: list[int]) -> tuple[int, ...]:
    if row[0] == k.R_UNDECIDED and row[5] == k.U_PERSON:
        return (_EVENT, 6)
    return _EVENTS.get(row[0], (_EVENT,))
