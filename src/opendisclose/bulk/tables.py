"""What became of encoded cases goes in; the Arrow tables of an audit come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..calendars.calendar import Calendar
from ..deadline.count import HOURS, SET_BY, working_days_between
from ..diagnostics import codes
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..replay.clocks import SOON, STATUS
from ..replay.kernel import layout as k
from ..replay.verdict import Status
from .alike import Alike
from .arrays import Flags, Numbers
from .encode import Encoded
from .judge import Replayed
from .replies import reply_columns
from .table import ID, KEY

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
_OF_EVENT = ("event", "key")  # what differs between findings that are alike otherwise
_LATE = (codes.LATE, codes.OVERDUE)


def cases_table(
    compiled: Compiled,
    calendar: Calendar,
    encoded: Encoded,
    replayed: Replayed,
    words: Any,
    judged: Flags,
    counts: Numbers,
) -> pa.Table:
    """A row for each case, in the order in which they first appear in the log.

    By case: `words` are the verdicts, `judged` says whether there is one, `counts` how many
    findings it has.
    """
    markings = range(len(compiled.net.markings))
    states = pa.array([list(compiled.states(one)) for one in markings], pa.list_(pa.string()))
    complete = np.array(compiled.tables.complete, bool)
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
            **reply_columns(compiled, replayed.replies, judged),
        }
    )


def findings_table(
    calendar: Calendar, encoded: Encoded, findings: Findings, alike: Alike, before: int
) -> pa.Table:
    """A row for each finding, by case; `before` rows of the log came in earlier parts.

    `findings` are those told of single cases, `alike` those of all the others.
    """
    listed = [(number, one) for number in sorted(findings) for one in findings[number]]
    single = tuple(one for _, one in listed)
    index = [-1 if one.event_index is None else one.event_index for one in single]
    index_alike = _index(encoded, alike)
    numbers = np.concatenate([np.array([one for one, _ in listed], np.int64), alike.case])
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    indices = np.concatenate([np.array(index, np.int64), index_alike])[order]
    place = encoded.rows_from[numbers] + np.maximum(indices, 0)
    last = max(len(encoded.rows) - 1, 0)  # a case without events has no row
    rows = before + encoded.rows[np.minimum(place, last)] if len(encoded.rows) else indices
    cells = findings_of(calendar, (*single, *alike.findings))
    which = np.concatenate([np.arange(len(single)), len(single) + alike.which])[order]
    made = {
        name: pa.array([one[name] for one in cells], kind).take(pa.array(which))
        for name, kind in _FINDING
        if name not in _OF_EVENT
    }
    for name, told in (("event", _event_names), ("key", _key_names)):
        own = pa.array([getattr(one, name) for one in single], pa.string())
        made[name] = pa.concat_arrays([own, told(encoded, alike, index_alike)]).take(
            pa.array(order)
        )
    return pa.table(
        {
            "case": encoded.said.names.take(pa.array(numbers)),
            "event": made.pop("event"),
            "row": pa.array(rows, pa.int64(), mask=indices < 0),
            **{name: made[name] for name, _ in _FINDING if name in made},
        }
    )


def _index(encoded: Encoded, alike: Alike) -> Numbers:
    """By finding the place of its event among those of its case; -1 for none."""
    found = np.full(len(alike.event), -1, np.int64)
    there = np.flatnonzero(alike.event >= 0)
    if len(there):
        cases = np.unique(alike.case[there])
        begins, ends = encoded.rows_from[cases], encoded.rows_from[cases + 1]
        counts = ends - begins
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = encoded.rows[np.repeat(begins, counts) + within]
        order = np.argsort(rows)
        row = encoded.row[alike.event[there]]
        found[there] = within[order[np.searchsorted(rows[order], row)]]
    return found


def _event_names(encoded: Encoded, alike: Alike, index: Numbers) -> pa.Array:
    """What each event is called: as the log has it, else by its place in its case."""
    places = pa.array([f"e{one + 1}" for one in range(int(index.max(initial=-1)) + 1)], pa.string())
    names = places.take(pa.array(index, mask=index < 0))
    given = encoded.said.called.given
    row = encoded.row[np.maximum(alike.event, 0)] if len(encoded.row) else alike.event
    called = given[row] & (index >= 0) if len(given) else index < -1
    if not called.any():
        return names
    own = encoded.table.column(ID).take(pa.array(row, mask=~called)).cast(pa.string())
    return pc.if_else(pa.array(called), own.combine_chunks(), names)


def _key_names(encoded: Encoded, alike: Alike, _: Numbers) -> pa.Array:
    """The key of each finding's clock, else that of its event; none where neither has one."""
    if KEY not in encoded.table.column_names:
        return pa.nulls(len(alike.key), pa.string())
    column = encoded.table.column(KEY).chunk(0)
    number = np.asarray(column.indices.fill_null(-1)).astype(np.int64)
    there = alike.event >= 0
    word = np.full(len(alike.key), -1, np.int64)
    word[there] = number[encoded.row[alike.event[there]]]
    of_clock = alike.key > 0
    begins = np.cumsum(encoded.keys - 1) - (encoded.keys - 1)
    place = begins[alike.case[of_clock]] + alike.key[of_clock] - 1
    word[of_clock] = encoded.key_words[place]
    return column.dictionary.take(pa.array(word, mask=word < 0))


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
