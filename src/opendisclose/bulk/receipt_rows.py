"""Rows that are the receipt of what another row's act sent go in; by row what was received when.

The same as `replay.reading` finds for one case, a column at once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ..calendars.days import Days
from ..deadline.count import OUTSIDE
from .arrays import Flags, Numbers
from .receipts import Receipts
from .times import Times

if TYPE_CHECKING:
    from .read import Rows

_BY_PLACE = re.compile(r"e([1-9][0-9]{0,17})")  # what an event without a name is called


class Called:
    """What each row's event is called, as a number, and of which event it is the receipt.

    An event without a name is called by its place in its case: the third is `e3`.
    """

    def __init__(self, name: pa.Array | None, of: pa.Array | None, count: int) -> None:
        self._numbers: dict[str, int] = {}
        self.name, self.given = self._coded(name, count)
        self.of, self.receipt = self._coded(of, count)

    def at(self, place: Numbers) -> Numbers:
        """What each row is called; `place` is where it stands in its case, from 0."""
        return np.where(self.given, self.name, place + 1)

    def _coded(self, column: pa.Array | None, count: int) -> tuple[Numbers, Flags]:
        if column is None:
            return np.zeros(count, np.int64), np.zeros(count, bool)
        words = column.dictionary.to_pylist()
        codes = np.array([self._number(one) for one in words] or [0], np.int64)
        place = np.asarray(column.indices.fill_null(0)).astype(np.int64)
        there = np.asarray(column.is_valid()) & (codes[place] != 0)
        return codes[place], there

    def _number(self, word: str) -> int:
        """Its place for a name such as `e3`; another name has a negative number, an empty one 0."""
        if not word:
            return 0
        found = _BY_PLACE.fullmatch(word)
        return int(found[1]) if found else self._numbers.setdefault(word, -1 - len(self._numbers))


def received_later(
    said: Rows, days: Days, rows: Numbers, rows_from: Numbers, until: Numbers
) -> tuple[Rows, Flags]:
    """The rows with the receipts that other rows tell of, and which rows are of no event at all.

    `rows` are the events by case, `rows_from` where each case begins among them; a receipt after
    the instant `until` of its case is not known yet.
    """
    place = np.zeros(len(said.case), np.int64)
    place[rows] = np.arange(len(rows)) - rows_from[said.case[rows]]
    names, numbers = np.unique(
        np.concatenate([said.called.at(place), said.called.of]), return_inverse=True
    )
    count = len(said.case)
    own, of = (said.case * len(names) + one for one in (numbers[:count], numbers[count:]))
    receipts = rows[said.called.receipt[rows]]
    lost = np.zeros(count, bool)
    lost[receipts] = ~np.isin(of[receipts], own[rows])
    sent = said.times
    came = np.where(sent.vague[receipts], begun(sent, days, receipts), sent.at[receipts])
    receipts = receipts[came <= until[said.case[receipts]]]
    acts = rows[~said.called.receipt[rows]]
    got = with_receipts(said.received, sent, days, own[acts], receipts, acts, of[receipts])
    return replace(said, received=got), lost


def with_receipts(
    got: Receipts, sent: Times, days: Days, pair: Numbers, rows: Numbers, acts: Numbers, of: Numbers
) -> Receipts:
    """Receipts with those that rows of their own tell of; a row that says its own has it.

    `pair` is for each of the `acts` (rows) a number for its case and name, `of` the same for what
    each of the `rows` is the receipt of. The first that does not lie before the act counts, else
    the act's own time does, as if it had been logged there.
    """
    order = np.lexsort((rows, of))
    rows, of = rows[order], of[order]
    asking = acts[got.day[acts] < 0]
    wanted = pair[got.day[acts] < 0]
    begin, end = np.searchsorted(of, wanted), np.searchsorted(of, wanted, side="right")
    there = begin < end
    asking, begin, end = asking[there], begin[there], end[there]
    at, day, vague = sent.at[asking], sent.day[asking], sent.vague[asking].astype(np.int64)
    never = np.ones(len(asking), bool)
    open_ = np.arange(len(asking))
    while len(open_):
        row = rows[begin[open_]]
        act = asking[open_]
        seen = _seen(sent, days, row, act)
        later = (sent.day[row] > sent.day[act]) | (
            (sent.day[row] == sent.day[act])
            & (sent.vague[row] | sent.vague[act] | (seen >= sent.at[act]))
        )
        fits = (sent.day[row] != OUTSIDE) & later
        place = open_[fits]
        never[place] = False
        at[place] = np.maximum(seen[fits], sent.at[act[fits]])
        day[place] = sent.day[row[fits]]
        vague[place] = sent.vague[row[fits]]
        open_ = open_[~fits]
        begin[open_] += 1
        open_ = open_[begin[open_] < end[open_]]
    found = Receipts(
        got.at.copy(), got.day.copy(), got.vague.copy(), got.wrong.copy(), got.unreadable
    )
    found.at[asking], found.day[asking], found.vague[asking] = at, day, vague
    found.wrong[asking] |= never
    return found


def _seen(sent: Times, days: Days, row: Numbers, act: Numbers) -> Numbers:
    """The instant of each receipt; a day without a time begins, for this, when the act was done."""
    same = sent.day[row] == sent.day[act]
    begins = begun(sent, days, row)
    return np.where(sent.vague[row], np.where(same, sent.at[act], begins), sent.at[row])


def begun(sent: Times, days: Days, row: Numbers) -> Numbers:
    """Where the day of each row begins, of one outside the calendar where that begins."""
    midnight = np.asarray(days.midnight, np.int64)
    return midnight[np.maximum(sent.day[row] - days.first, 0)]
