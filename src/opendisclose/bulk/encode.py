"""What each row of a log says goes in; the kernel's columns come out, by case in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from ..calendars.calendar import Calendar
from ..deadline.count import OUTSIDE
from ..deadline.recurring import period_of
from ..graph.compiled import Compiled
from ..replay.kernel.layout import NONE, Columns
from ..replay.reading import fixed_dates
from .arrays import Flags, Numbers
from .channels import channel_days
from .read import Rows, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A table as the kernel reads it.

    Attributes:
        table: what was read; `said` is what its rows say.
        rows: the rows of the table by case; those of case n from `rows_from[n]` on.
        columns: the events of the cases that are judged, by case and in order of time.
        row: by event in the columns, its row.
        first, end: by case, its events in the columns that are judged.
        later: by case, how many come after the as-of instant.
        keys: by case, how many keys it has; its own is one. `key_words` are the others, by case:
            their places among the words of the column.
        as_of, as_of_day: by case.
        period_day: by case, the first day of the period in which a recurring duty is owed.
        fixed_from: by case, where the due dates fixed in that period stand.
        flagged: by case, something of it could not be read, though it is judged.
        refused: by case, it cannot be judged.
    """

    table: pa.Table
    said: Rows
    rows_from: Numbers
    rows: Numbers
    columns: Columns
    row: Numbers
    first: Numbers
    end: Numbers
    later: Numbers
    keys: Numbers
    key_words: Numbers
    as_of: Numbers
    as_of_day: Numbers
    period_day: Numbers
    fixed_from: Numbers
    flagged: Flags
    refused: Flags


def encode(
    compiled: Compiled, calendar: Calendar, table: pa.Table, as_of: tuple[int, int] | None
) -> Encoded:
    """The columns of every case in a table that `as_table` has made.

    `as_of` is an instant and its day; without it each case is judged as of its last event.

    Raises:
        MissingColumnError: a column is not there without which nothing can be judged.
    """
    said = read_rows(compiled, calendar.days, table)
    cases = len(said.names)
    refused = _any(said, np.logical_or.reduce([*said.missing.values(), *said.unreadable.values()]))
    row = _in_order(said, (said.times.day != OUTSIDE) & ~refused[said.case])
    counts = np.bincount(said.case[row], minlength=cases).astype(np.int64)
    first = np.cumsum(counts) - counts
    end = first + counts
    if as_of is not None:
        late = said.times.at[row] > as_of[0]
        end -= np.bincount(said.case[row[late]], minlength=cases).astype(np.int64)
    now = as_of or (0, calendar.days.first)  # as `read_log` has it for a case without events
    key, keys, key_words = _keys(said, row, end)
    period_day, fixed_from, fixed = _periods(compiled, calendar, said.times.day[row], first, end)
    bounds = calendar.days.first, calendar.days.last
    channel = channel_days(compiled, said, row, end, bounds)
    rows = np.argsort(said.case, kind="stable")
    return Encoded(
        table=table,
        said=said,
        rows_from=np.searchsorted(said.case[rows], np.arange(cases + 1)),
        rows=rows,
        columns=_columns(said, row, key, channel, fixed),
        row=row,
        first=first,
        end=end,
        later=first + counts - end,
        keys=keys,
        key_words=key_words,
        as_of=_now(said.times.at[row], first, end, now[0], as_of is not None),
        as_of_day=_now(said.times.day[row], first, end, now[1], as_of is not None),
        period_day=period_day,
        fixed_from=fixed_from,
        flagged=_any(said, said.flagged) & ~refused | ((first == end) & ~refused),
        refused=refused,
    )


def _any(said: Rows, marked: Flags) -> Flags:
    """By case, whether any of its rows is marked."""
    found = np.zeros(len(said.names), bool)
    found[said.case[marked]] = True
    return found


def _in_order(said: Rows, there: Flags) -> Numbers:
    """The rows that are there by case and in order of time; equal times keep their order."""
    row = np.flatnonzero(there)
    case, at = said.case[row], said.times.at[row]
    in_order = (case[1:] > case[:-1]) | ((case[1:] == case[:-1]) & (at[1:] >= at[:-1]))
    return row if in_order.all() else row[np.lexsort((at, case))]


def _now(times: Numbers, first: Numbers, end: Numbers, otherwise: int, asked: bool) -> Numbers:
    """By case the time of its last event; what was asked for, or for a case without, otherwise."""
    found = np.full(len(first), otherwise, np.int64)
    judged = (first < end) & (not asked)
    found[judged] = times[end[judged] - 1]
    return found


def _keys(said: Rows, row: Numbers, end: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """By event the number of its key within its case; by case how many keys there are; their words.

    Keys are numbered as they first come up among the events that are judged; 0 is the case's own.
    The words stand by case, in the order of the numbers from 1 on.
    """
    case, word = said.case[row], said.key[row]
    keys = np.ones(len(said.names), np.int64)
    key = np.full(len(row), NONE, np.int64)
    named = np.flatnonzero((word >= 0) & (np.arange(len(row)) < end[case]))
    if len(named) == 0:
        return key, keys, np.zeros(0, np.int64)
    words = int(word.max()) + 1
    pair = case[named] * words + word[named]
    pairs, begun, place = np.unique(pair, return_index=True, return_inverse=True)
    # Among the pairs of one case the one that begins earlier has the lower number.
    order = np.lexsort((begun, pairs // words))
    of = (pairs // words)[order]
    number = np.arange(len(pairs)) - np.searchsorted(of, of)
    numbers = np.empty(len(pairs), np.int64)
    numbers[order] = number + 1
    key[named] = numbers[place]
    keys += np.bincount(pairs // words, minlength=len(keys)).astype(np.int64)
    return key, keys, (pairs % words)[order]


def _periods(
    compiled: Compiled, calendar: Calendar, day: Numbers, first: Numbers, end: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """By case the first day of its period and where the dates fixed in it stand; those dates.

    The period of a recurring duty is that in which the first event lies.
    """
    clocks = len(compiled.deadlines)
    every = compiled.procedure.every
    begun = np.full(len(first), NONE, np.int64)
    if every is None:
        return begun, np.zeros(len(first), np.int64), np.zeros(clocks, np.int64)
    judged = first < end
    days, place = np.unique(day[first[judged]], return_inverse=True)
    spans = [period_of(date.fromordinal(one), every) for one in days.tolist()]
    fixed = [fixed_dates(compiled, calendar, one) for one in spans] or [[0] * clocks]
    starts = np.array([one.first.toordinal() for one in spans], np.int64)
    begun[judged] = starts[place]
    fixed_from = np.zeros(len(first), np.int64)
    fixed_from[judged] = place * clocks
    return begun, fixed_from, np.array(fixed, np.int64).reshape(-1)


def _columns(said: Rows, row: Numbers, key: Numbers, channel: Numbers, fixed: Numbers) -> Columns:
    """The events in order; `case` is filled by whoever judges them."""
    known_from, known_fact, known_value = _known(said, row)
    cite_from, cite = _cites(said, row)
    nothing = np.zeros(0, np.int64)
    columns: dict[str, Any] = {
        "case": nothing,
        "act": said.act[row],
        "at": said.times.at[row],
        "day": said.times.day[row],
        "vague": said.times.vague[row].astype(np.int64),
        "role": said.role[row],
        "actor": said.actor[row],
        "key": key,
        "received_at": said.received.at[row],
        "received_day": said.received.day[row],
        "received_vague": said.received.vague[row],
        "channel_day": channel,
        "known_from": known_from,
        "known_fact": known_fact,
        "known_value": known_value,
        "cite_from": cite_from,
        "cite": cite,
        "fact": nothing,
        "value": nothing,
        "fixed": fixed,
    }
    return Columns(**columns)


def _known(said: Rows, row: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The facts that each event records, in the order of the columns of the table."""
    counts = np.zeros(len(row) + 1, np.int64)
    recorded = []
    for fact, coded in said.facts:
        events = np.flatnonzero((coded.recorded & ~coded.wrong)[row])
        counts[events + 1] += 1
        recorded.append((fact, events, coded.code[row[events]]))
    known_from = np.cumsum(counts)
    facts = np.empty(known_from[-1], np.int64)
    values = np.empty(known_from[-1], np.int64)
    place = known_from[:-1].copy()
    for fact, events, codes in recorded:
        facts[place[events]] = fact
        values[place[events]] = codes
        place[events] += 1
    return known_from, facts, values


def _cites(said: Rows, row: Numbers) -> tuple[Numbers, Numbers]:
    """The exemptions that each event cites."""
    begins = np.cumsum(said.cites_count) - said.cites_count
    counts = said.cites_count[row]
    cite_from = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    within = np.arange(cite_from[-1]) - np.repeat(cite_from[:-1], counts)
    return cite_from, said.cites[np.repeat(begins[row], counts) + within]
