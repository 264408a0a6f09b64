"""What became of encoded cases goes in; the Arrow tables of an audit come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from ..calendars.calendar import Calendar
from ..deadline.count import HOURS, SET_BY, working_days_between
from ..diagnostics import codes
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..replay.clocks import SOON, STATUS
from ..replay.kernel import layout as k
from ..replay.verdict import Status, Word
from .arrays import Flags, Numbers
from .encode import Encoded
from .judge import Replayed
from .table import KEY

Findings = Mapping[int, tuple[Finding, ...]]
_EPOCH_DAY = 719_163
_NAME = pa.dictionary(pa.int32(), pa.string())
_FINDING = (
    ("event", pa.string()),
    ("code", pa.string()),
    ("name", pa.string()),
    ("kind", pa.string()),
    ("severity", pa.string()),
    ("clause", pa.string()),
    ("clauses", pa.list_(pa.string())),
    ("key", pa.string()),
    ("due", pa.date32()),
    ("actual", pa.date32()),
    ("working_days_late", pa.int64()),
    ("zh", pa.string()),
    ("en", pa.string()),
)
_LATE = (codes.LATE, codes.OVERDUE)


def cases_table(
    compiled: Compiled,
    calendar: Calendar,
    encoded: Encoded,
    replayed: Replayed,
    words: Any,
    findings: Findings,
) -> pa.Table:
    """A row for each case, in the order in which they first appear in the log."""
    judged = (words != "refused") & (words != Word.NOT_APPLICABLE.value)
    markings = range(len(compiled.net.markings))
    states = pa.array([list(compiled.states(one)) for one in markings], pa.list_(pa.string()))
    complete = np.array(compiled.tables.complete, bool)
    counts = np.zeros(len(words), np.int64)
    for number, found in findings.items():
        counts[number] = len(found)
    events = encoded.end - encoded.first
    known = ~encoded.refused & (events > 0)
    return pa.table(
        {
            "case": encoded.said.names,
            "verdict": pa.array(words, pa.string()),
            "states": states.take(pa.array(replayed.marking, mask=~judged)),
            "complete": complete[replayed.marking] & judged,
            "as_of": pa.array(encoded.as_of, pa.timestamp("us", calendar.zone), mask=~known),
            "events": events,
            "later": encoded.later,
            "findings": counts,
        }
    )


def findings_table(
    calendar: Calendar, encoded: Encoded, findings: Findings, before: int
) -> pa.Table:
    """A row for each finding, by case; `before` rows of the log came in earlier parts."""
    listed = [(number, one) for number in sorted(findings) for one in findings[number]]
    numbers = np.array([number for number, _ in listed], np.int64)
    index = np.array([-1 if one.event_index is None else one.event_index for _, one in listed])
    place = encoded.rows_from[numbers] + np.maximum(index, 0)
    rows = before + encoded.rows[place] if len(place) else index
    cells = findings_of(calendar, tuple(one for _, one in listed))
    made = {name: pa.array([one[name] for one in cells], kind) for name, kind in _FINDING}
    return pa.table(
        {
            "case": encoded.said.names.take(pa.array(numbers)),
            "event": made.pop("event"),
            "row": pa.array(rows, pa.int64(), mask=index < 0),
            **made,
        }
    )


def findings_of(calendar: Calendar, findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """What the columns of a table of findings hold of each, but its case and row."""
    return [_cells(calendar, one) for one in findings]


def _cells(calendar: Calendar, one: Finding) -> dict[str, Any]:
    values = dict(one.values)
    due = _day(values.get("due"))
    actual = _day(values.get("actual")) or (
        _day(values.get("as_of")) if one.code is codes.OVERDUE else None
    )
    late = None
    if one.code in _LATE and due is not None and actual is not None:
        late = working_days_between(calendar.days, due.toordinal(), actual.toordinal())
    message = one.message
    return {
        "event": one.event,
        "code": one.code.id,
        "name": one.code.name,
        "kind": one.kind,
        "severity": one.severity.value,
        "clause": one.clause,
        "clauses": list(one.clauses),
        "key": one.key,
        "due": due,
        "actual": actual,
        "working_days_late": late,
        "zh": message.zh,
        "en": message.en,
    }


def _day(shown: Any) -> date | None:
    """The day that a finding shows, with or without a time of day; None where none is set."""
    if shown is None or not shown.en[:4].isdigit():
        return None
    return date.fromisoformat(shown.en[:10])


def clocks_table(
    compiled: Compiled,
    calendar: Calendar,
    encoded: Encoded,
    replayed: Replayed,
    judged: Flags,
    before: int,
) -> pa.Table:
    """A row for each clock that was started in a case that is judged."""
    clocks = replayed.clocks[judged[replayed.clocks[:, k.C_CASE]]]
    case, clock = clocks[:, k.C_CASE], clocks[:, k.C_CLOCK]
    status, due, met = clocks[:, k.C_STATUS], clocks[:, k.C_DUE], clocks[:, k.C_MET]
    dated = (due > 0) & (status != k.AS_PAUSED)
    names = [f"{compiled.id}.{name}" for name in compiled.deadlines.ids]
    met_on = (status == k.AS_MET) & (clocks[:, k.C_ENDED] > 0)
    rows = before + encoded.row[np.maximum(met, 0)] if len(encoded.row) else met
    hours = dated & _in_hours(compiled, calendar, clocks, clock, due)
    zone = pa.timestamp("us", calendar.zone)
    return pa.table(
        {
            "case": encoded.said.names.take(pa.array(case)),
            "clock": _named(clock, names),
            "key": _keys(encoded, clocks),
            "status": _statuses(calendar, encoded, clocks),
            "trigger": _dates(clocks[:, k.C_TRIGGER], np.ones(len(clocks), bool)),
            "due": _dates(due, dated),
            "moment": pa.array(clocks[:, k.C_MOMENT], zone, mask=~hours),
            "met_on": _dates(clocks[:, k.C_ENDED], met_on),
            "met_row": pa.array(rows, pa.int64(), mask=met < 0),
        }
    )


def _in_hours(
    compiled: Compiled, calendar: Calendar, clocks: Numbers, clock: Numbers, due: Numbers
) -> Flags:
    """The clocks in hours; of those whose period a fact sets, the ones that end within a day."""
    kinds = np.array(compiled.tables.d_kind or [0], np.int64)[clock]
    midnight = np.array(calendar.days.midnight, np.int64)
    place = np.clip(due - calendar.days.first + 1, 0, len(midnight) - 1)
    moment = clocks[:, k.C_MOMENT]
    whole = moment == midnight[place] - 1
    found: Flags = (moment < k.NEVER) & ((kinds == HOURS) | ((kinds == SET_BY) & ~whole))
    return found


def _statuses(calendar: Calendar, encoded: Encoded, clocks: Numbers) -> pa.Array:
    """What each clock looks like; `due_soon` is a running one near its date, as in a verdict."""
    names = [STATUS[one].value for one in range(len(STATUS))] + [Status.DUE_SOON.value]
    status, due = clocks[:, k.C_STATUS], clocks[:, k.C_DUE]
    now = encoded.as_of_day[clocks[:, k.C_CASE]]
    days = calendar.days
    rank = np.array(days.rank, np.int64)
    places = [np.clip(one - days.first, 0, len(rank) - 1) for one in (now, due)]
    soon = (due < now) | (rank[places[1]] - rank[places[0]] <= SOON)
    near = (status == k.AS_RUNNING) & (due > 0) & soon
    return _named(np.where(near, len(STATUS), status), names)


def _keys(encoded: Encoded, clocks: Numbers) -> pa.Array:
    """The word of each clock's key; none for the case's own."""
    key, case = clocks[:, k.C_KEY], clocks[:, k.C_CASE]
    own = key == 0
    if own.all():
        return pa.nulls(len(clocks), pa.string())
    begins = np.cumsum(encoded.keys - 1) - (encoded.keys - 1)
    word = encoded.key_words[np.where(own, 0, begins[case] + key - 1)]
    words = encoded.table.column(KEY).chunk(0).dictionary
    return words.take(pa.array(word, pa.int64(), mask=own))


def _dates(days: Numbers, there: Flags) -> pa.Array:
    number = np.where(there, days - _EPOCH_DAY, 0).astype(np.int32)
    return pa.array(number, pa.int32(), mask=~there).cast(pa.date32())


def _named(number: Numbers, names: list[str]) -> pa.Array:
    codes_of = pa.array(number.astype(np.int32), pa.int32())
    return pa.DictionaryArray.from_arrays(codes_of, pa.array(names, pa.string()))
