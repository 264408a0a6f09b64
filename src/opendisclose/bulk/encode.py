"""What each row of a log says goes in; the kernel's columns come out, by case in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from ..calendars.calendar import Calendar
from ..deadline.count import OUTSIDE
from ..deadline.recurring import Every, Span, period_of, read_period
from ..graph.compiled import Compiled
from ..replay.kernel.layout import NONE, Columns
from ..replay.reading import fixed_dates
from .arrays import Flags, Numbers, order_in_time, stable_order
from .channels import channel_days
from .read import Rows, read_rows
from .receipt_rows import received_later
from .whole import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A table as the kernel reads it.

    Attributes:
        table: what was read; `said` is what its rows say.
        rows: the events of the table by case, receipts among them; those of case n stand from
            `rows_from[n]` on.
        columns: the acts of the cases that are judged, by case and in order of time.
        row: by act in the columns, its row.
        first, end: by case, its events in the columns that are judged.
        later: by case, how many come after the as-of instant.
        keys: by case, how many keys it has; its own is one. `key_words` are the others, by case:
            their places among the words of the column.
        as_of, as_of_day: by case.
        starts_in: by case, the marking in which the log begins.
        period_day: by case, the first day of the period in which a recurring duty is owed.
        fixed_from: by case, where the due dates fixed in that period stand.
        fact_from: by case, where the facts begin that it is given.
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
    starts_in: Numbers
    period_day: Numbers
    fixed_from: Numbers
    fact_from: Numbers
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
    rows, rows_from = _by_case(said)
    there = (said.times.day != OUTSIDE) & ~refused[said.case] & ~said.marked
    row = _in_order(said, there & ~said.called.receipt)
    counts = np.bincount(said.case[row], minlength=cases).astype(np.int64)
    first = np.cumsum(counts) - counts
    end = first + counts
    if as_of is not None:
        late = said.times.at[row] > as_of[0]
        end -= np.bincount(said.case[row[late]], minlength=cases).astype(np.int64)
    now = as_of or (0, calendar.days.first)  # as `read_log` has it for a case without events
    at = _now(said.times.at[row], first, end, now[0], as_of is not None)
    day = _now(said.times.day[row], first, end, now[1], as_of is not None)
    flagged = said.flagged
    if said.called.receipt.any():
        if as_of is None:
            at, day = _with_last(said, np.flatnonzero(there & said.called.receipt), at, day)
        said, wrong = received_later(said, calendar.days, rows, rows_from, at)
        flagged = flagged | said.received.wrong | wrong
    key, keys, key_words = _keys(said, row, end)
    period_day, fixed_from, fixed, unread = _periods(
        compiled, calendar, said, said.times.day[row], first, end
    )
    bounds = calendar.days.first, calendar.days.last
    channel = channel_days(compiled, said, row, end, bounds)
    given = [(n, np.flatnonzero(one.recorded & ~one.wrong), one) for n, one in said.whole.facts]
    fact_from, *facts = listed(((n, there, one.code[there]) for n, there, one in given), cases)
    return Encoded(
        table=table,
        said=said,
        rows_from=rows_from,
        rows=rows,
        columns=_columns(said, row, key, channel, fixed, *facts),
        row=row,
        first=first,
        end=end,
        later=first + counts - end,
        keys=keys,
        key_words=key_words,
        as_of=at,
        as_of_day=day,
        starts_in=said.whole.starts_in,
        period_day=period_day,
        fixed_from=fixed_from,
        fact_from=fact_from,
        flagged=(_any(said, flagged) | unread | said.whole.wrong | (first == end)) & ~refused,
        refused=refused,
    )


def _any(said: Rows, marked: Flags) -> Flags:
    """By case, whether any of its rows is marked."""
    found = np.zeros(len(said.names), bool)
    found[said.case[marked]] = True
    return found


def _by_case(said: Rows) -> tuple[Numbers, Numbers]:
    """The rows that are events by case, and where those of each case begin."""
    rows = stable_order(said.case)
    if said.marked.any():
        rows = rows[~said.marked[rows]]
    return rows, np.searchsorted(said.case[rows], np.arange(len(said.names) + 1))


def _with_last(said: Rows, receipts: Numbers, at: Numbers, day: Numbers) -> tuple[Numbers, Numbers]:
    """By case the time of its last event, receipts among them."""
    last = at.copy()
    np.maximum.at(last, said.case[receipts], said.times.at[receipts])
    ends = receipts[said.times.at[receipts] == last[said.case[receipts]]]
    day = day.copy()
    day[said.case[ends]] = said.times.day[ends]
    return last, day


def _in_order(said: Rows, there: Flags) -> Numbers:
    """The rows that are there by case and in order of time; equal times keep their order."""
    row = np.flatnonzero(there)
    case, at = said.case[row], said.times.at[row]
    in_order = (case[1:] > case[:-1]) | ((case[1:] == case[:-1]) & (at[1:] >= at[:-1]))
    return row if in_order.all() else row[order_in_time(case, at)]


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
    keys = np.ones(len(said.names), np.int64)
    key = np.full(len(row), NONE, np.int64)
    if not (said.key >= 0).any():
        return key, keys, np.zeros(0, np.int64)
    case, word = said.case[row], said.key[row]
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
    compiled: Compiled, calendar: Calendar, said: Rows, day: Numbers, first: Numbers, end: Numbers
) -> tuple[Numbers, Numbers, Numbers, Flags]:
    """By case the first day of its period and where the dates fixed in it stand; those dates.

    The period of a recurring duty is the one that is named, else that in which the first event
    lies. The last answer is, by case, whether one is named that is none.
    """
    clocks = len(compiled.deadlines)
    every = compiled.procedure.every
    begun = np.full(len(first), NONE, np.int64)
    if every is None:
        nothing = np.zeros(len(first), np.int64)
        return begun, nothing, np.zeros(clocks, np.int64), np.zeros(len(first), bool)
    named = [_span(calendar, one, every) for one in said.whole.periods]
    known = np.array([one is not None for one in named] or [False], bool)[said.whole.period]
    known &= said.whole.period >= 0
    judged = (first < end) & ~known
    days, place = np.unique(day[first[judged]], return_inverse=True)
    # The periods that are named stand before those of events; what is no period is used by none.
    spans = [*named, *(period_of(date.fromordinal(one), every) for one in days.tolist())]
    fixed = [fixed_dates(compiled, calendar, one) for one in spans] or [[0] * clocks]
    starts = np.array([one.first.toordinal() if one else NONE for one in spans], np.int64)
    number = np.zeros(len(first), np.int64)
    number[known] = said.whole.period[known]
    number[judged] = place + len(named)
    begun[known | judged] = starts[number[known | judged]]
    unread = (said.whole.period >= 0) & ~known
    return begun, number * clocks, np.array(fixed, np.int64).reshape(-1), unread


def _span(calendar: Calendar, written: str, every: Every) -> Span | None:
    """A period as a case names it; None if it is none, or lies outside the calendar."""
    found = read_period(written, every)
    inside = found is not None and calendar.first <= found.first and found.last <= calendar.last
    return found if inside else None


def _columns(
    said: Rows,
    row: Numbers,
    key: Numbers,
    channel: Numbers,
    fixed: Numbers,
    fact: Numbers,
    value: Numbers,
) -> Columns:
    """The events in order; `case` is filled by whoever judges them."""
    known_from, known_fact, known_value = _known(said, row)
    cite_from, cite = _cites(said, row)
    # A log that is in order already is read as it stands.
    of = slice(None) if _as_they_stand(row, said) else row
    columns: dict[str, Any] = {
        "case": np.zeros(0, np.int64),
        "act": said.act[of],
        "at": said.times.at[of],
        "day": said.times.day[of],
        "vague": said.times.vague[of].astype(np.int64),
        "role": said.role[of],
        "actor": said.actor[of],
        "key": key,
        "received_at": said.received.at[of],
        "received_day": said.received.day[of],
        "received_vague": said.received.vague[of],
        "channel_day": channel,
        "known_from": known_from,
        "known_fact": known_fact,
        "known_value": known_value,
        "cite_from": cite_from,
        "cite": cite,
        "fact": fact,
        "value": value,
        "fixed": fixed,
    }
    return Columns(**columns)


def _as_they_stand(row: Numbers, said: Rows) -> bool:
    return len(row) == len(said.case) and bool((row[1:] > row[:-1]).all())


def _known(said: Rows, row: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The facts that each event records, in the order of the columns of the table."""
    recorded = []
    for fact, coded in said.facts:
        events = np.flatnonzero((coded.recorded & ~coded.wrong)[row])
        recorded.append((fact, events, coded.code[row[events]]))
    return listed(recorded, len(row))


def _cites(said: Rows, row: Numbers) -> tuple[Numbers, Numbers]:
    """The exemptions that each event cites."""
    if not len(said.cites):
        return np.zeros(len(row) + 1, np.int64), said.cites
    begins = np.cumsum(said.cites_count) - said.cites_count
    counts = said.cites_count[row]
    cite_from = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    within = np.arange(cite_from[-1]) - np.repeat(cite_from[:-1], counts)
    return cite_from, said.cites[np.repeat(begins[row], counts) + within]
