"""A case and its events go in; by event, the day of receipt as the channel has it, comes out.

Which date counts stands in the ruleset (`receipts:`); the dates are facts of the case, or the days
of other acts. The kernel reads one number for each event: the day, or, negative, the day that it
is not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..deadline.count import OUTSIDE
from ..graph.compiled import Compiled
from ..graph.values import EMPTY, UNSET, WrongValueError
from ..model.case import Event
from ..model.receipt import ChannelDay, Receipt


class Received(NamedTuple):
    """When something was received, as the channel has it.

    `day` is known, or the earliest there is if not (`known`). `other` is the day by the reading
    that was not chosen, if it is recorded. `asks` are the facts to record where it is not known.
    """

    receipt: str
    channel: str | None
    way: ChannelDay | None
    day: int
    known: bool
    other: int | None
    asks: tuple[str, ...]

    @property
    def column(self) -> int:
        """What the kernel reads."""
        return self.day if self.known else -self.day


class Channels:
    """The receipts of one case: what it records of channels and dates, and which acts were done.

    `rows` are the events that are judged, in order of time, each with its day; a value recorded
    later counts for an earlier event, as a receipt that is logged later does.
    """

    def __init__(
        self,
        compiled: Compiled,
        given: Mapping[str, Any],
        rows: Sequence[tuple[Event, int]],
        bounds: tuple[int, int],
    ) -> None:
        self._compiled = compiled
        self._bounds = bounds
        self._given = self._codes(given)
        self._last: dict[tuple[str, int], int] = {}  # by key and fact
        self._done: list[tuple[tuple[int, ...], int, str]] = []  # by event: variants, day, key
        for event, day in rows:
            key = event.key or ""
            for fact, code in self._codes(event.data).items():
                self._last[key, fact] = code
            act = compiled.acts.get(event.act or "")
            self._done.append((compiled.variants(act) if act >= 0 else (), day, key))

    def of(self, place: int, event: Event, logged: int) -> Received | None:
        """The receipt of the event at a place among the rows; None if its act has none.

        `logged` is the day of a receipt that the log states outright (OUTSIDE if none). It counts
        where the channel's own date is not recorded.
        """
        variants, own_day, key = self._done[place]
        name = next(
            (self._compiled.receipts[t] for t in variants if t in self._compiled.receipts), None
        )
        if name is None:
            return None
        receipt = self._compiled.ruleset.receipts[name]
        mine = self._codes(event.data)
        channel = self._channel(receipt, mine, key)
        way = receipt.days.get(channel) if channel is not None else None
        known = {
            one: day for one in dates_of(receipt) if (day := self._day(one, mine, place)) != OUTSIDE
        }
        chosen = known.get(way.at) if way is not None else None
        other = known.get(way.or_at or "") if way is not None else None
        if chosen is None and logged != OUTSIDE:
            chosen = logged
        if chosen is not None:
            return Received(name, channel, way, chosen, True, other, ())
        # Nothing that was recorded of it can lie after it.
        earliest = min((own_day, *known.values()))
        asks = (receipt.channel,) if way is None else (way.at,)
        return Received(name, channel, way, earliest, False, other, asks)

    def _channel(self, receipt: Receipt, mine: Mapping[int, int], key: str) -> str | None:
        fact = self._compiled.facts[receipt.channel]
        codes = self._compiled.codes[fact]
        code = self._value(fact, mine, key)
        if code == UNSET:
            code = codes.default()
        return None if code == UNSET else codes.text(code)

    def _day(self, name: str, mine: Mapping[int, int], place: int) -> int:
        """The day of a date fact, or on which an act was first done since; OUTSIDE."""
        _, _, key = self._done[place]
        if name in self._compiled.facts.ids:
            day = self._value(self._compiled.facts[name], mine, key)
            first, last = self._bounds
            return day if first <= day <= last else OUTSIDE
        act = self._compiled.acts.get(name)
        wanted = set(self._compiled.variants(act)) if act >= 0 else set()
        for variants, day, other in self._done[place + 1 :]:
            if wanted.intersection(variants) and other in ("", key):
                return day
        return OUTSIDE

    def _value(self, fact: int, mine: Mapping[int, int], key: str) -> int:
        """The event's own record, else the last for its key or for none, else what was given."""
        for found in (
            mine.get(fact, UNSET),
            self._last.get((key, fact), UNSET),
            self._last.get(("", fact), UNSET),
            self._given.get(fact, UNSET),
        ):
            if found != UNSET:
                return found
        return UNSET

    def _codes(self, data: Mapping[str, Any]) -> dict[int, int]:
        """What is recorded as codes by fact; what is recorded as empty says nothing here."""
        found = {}
        for name, value in data.items():
            number = self._compiled.facts.get(name)
            if number < 0:
                continue
            try:
                found[number] = self._compiled.codes[number].code(value)
            except WrongValueError:
                continue  # told where the event is read
        return {number: code for number, code in found.items() if code != EMPTY}


def dates_of(receipt: Receipt) -> tuple[str, ...]:
    """Every date fact or act whose day may be the day of receipt."""
    ways = receipt.days.values()
    return tuple(
        dict.fromkeys(one for way in ways for one in (way.at, way.or_at) if one is not None)
    )
