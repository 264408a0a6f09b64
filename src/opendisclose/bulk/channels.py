"""What the rows of a log say goes in; by event its day of receipt by channel comes out.

The same as `replay.receipts` finds for one case, a column at once.
"""

from __future__ import annotations

import numpy as np

from ..deadline.count import OUTSIDE
from ..graph.compiled import Compiled
from ..graph.values import EMPTY, UNSET
from ..model.receipt import Receipt
from ..replay.receipts import dates_of
from .arrays import Flags, Numbers
from .read import Rows


def channel_days(
    compiled: Compiled, said: Rows, row: Numbers, end: Numbers, bounds: tuple[int, int]
) -> Numbers:
    """What the kernel reads of each event's receipt; 0 for an act that has none.

    `row` are the rows in order, by case and time; `end` is, by case, the first event that is not
    judged.
    """
    found = np.zeros(len(row), np.int64)
    if not compiled.receipts:
        return found
    log = _Log(compiled, said, row, end, bounds)
    for name, receipt in compiled.ruleset.receipts.items():
        events = np.flatnonzero(
            log.acts_among({t for t, of in compiled.receipts.items() if of == name})
        )
        if len(events):
            found[events] = _received(log, receipt, events)
    return found


def _received(log: _Log, receipt: Receipt, events: Numbers) -> Numbers:
    codes = log.compiled.codes[log.compiled.facts[receipt.channel]]
    channel = log.value(receipt.channel, events)
    channel = np.where(channel == UNSET, codes.default(), channel)
    days = {one: log.day(one, events) for one in dates_of(receipt)}
    chosen = np.full(len(events), OUTSIDE, np.int64)
    for value, way in receipt.days.items():
        chosen = np.where(channel == codes.code(value), days[way.at], chosen)
    logged = log.said.received.day[log.row[events]]
    chosen = np.where(chosen == OUTSIDE, logged, chosen)  # NONE, where none is logged, is OUTSIDE
    earliest = log.said.times.day[log.row[events]]
    for day in days.values():
        earliest = np.where((day != OUTSIDE) & (day < earliest), day, earliest)
    return np.where(chosen != OUTSIDE, chosen, -earliest)


class _Log:
    """The events in order, with what they record by case and key."""

    def __init__(
        self, compiled: Compiled, said: Rows, row: Numbers, end: Numbers, bounds: tuple[int, int]
    ) -> None:
        self.compiled = compiled
        self.said = said
        self.row = row
        self._bounds = bounds
        self._case = said.case[row]
        self._key = said.key[row]
        self._judged: Flags = np.arange(len(row)) < end[self._case]
        keys = int(self._key.max(initial=0)) + 2
        pair = self._case * keys + self._key + 1  # a case's own key is 0
        self._groups, self._own = np.unique(pair, return_inverse=True)
        plain = np.searchsorted(self._groups, self._case * keys)
        there = self._groups[np.minimum(plain, len(self._groups) - 1)] == self._case * keys
        self._plain = np.where(there, plain, len(self._groups))  # one past the last: nothing

    def acts_among(self, transitions: set[int]) -> Flags:
        """Which events are of an act that has one of these variants."""
        compiled = self.compiled
        acts = [
            act
            for act in range(len(compiled.acts))
            if transitions.intersection(compiled.variants(act))
        ]
        return np.isin(self.said.act[self.row], acts) & self._judged

    def value(self, name: str, events: Numbers) -> Numbers:
        """The code of a fact: the event's own, else the last for its key, else for none."""
        fact = self.compiled.facts[name]
        last = np.full(len(self._groups) + 1, UNSET, np.int64)
        own = np.full(len(self.row), UNSET, np.int64)
        for number, coded in self.said.facts:
            if number == fact:
                told = coded.recorded & ~coded.wrong & (coded.code != EMPTY)
                recorded = np.flatnonzero(told[self.row] & self._judged)
                own[recorded] = coded.code[self.row[recorded]]
        given = self._given(fact)
        recorded = np.flatnonzero(own != UNSET)
        last[self._own[recorded]] = own[recorded]  # of several the last one stays
        found = own[events]
        for other in (last[self._own[events]], last[self._plain[events]], given[events]):
            found = np.where(found == UNSET, other, found)
        return found

    def _given(self, fact: int) -> Numbers:
        """By event what its case was given of a fact."""
        found = np.full(len(self.said.names), UNSET, np.int64)
        for number, coded in self.said.whole.facts:
            if number == fact:
                told = coded.recorded & ~coded.wrong & (coded.code != EMPTY)
                found[told] = coded.code[told]
        return found[self._case]

    def day(self, name: str, events: Numbers) -> Numbers:
        """The day of a date fact, or on which an act was first done since; OUTSIDE."""
        if name in self.compiled.facts.ids:
            first, last = self._bounds
            day = self.value(name, events)
            return np.where((day >= first) & (day <= last), day, OUTSIDE)
        act = self.compiled.acts.get(name)
        wanted = self.acts_among(set(self.compiled.variants(act)) if act >= 0 else set())
        return self._next(np.flatnonzero(wanted), events)

    def _next(self, wanted: Numbers, events: Numbers) -> Numbers:
        """The day of the first wanted event after each in its case, for its key or for none."""
        found = np.full(len(events), OUTSIDE, np.int64)
        place = np.searchsorted(wanted, events, side="right")
        open_ = np.flatnonzero(place < len(wanted))
        while len(open_):
            event, other = events[open_], wanted[place[open_]]
            same = self._case[event] == self._case[other]
            fits = same & ((self._key[other] < 0) | (self._key[other] == self._key[event]))
            found[open_[fits]] = self.said.times.day[self.row[other[fits]]]
            open_ = open_[same & ~fits]
            place[open_] += 1
            open_ = open_[place[open_] < len(wanted)]
        return found
