"""A column of times and a calendar go in; instants and days come out, and what is no time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..calendars.days import Days
from ..deadline.count import OUTSIDE
from ..model.times import time_of
from .arrays import Flags, Numbers

_EPOCH_DAY = 719_163  # date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000  # microseconds
_NAIVE_EPOCH = datetime(1970, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
_OFFSET = r"(Z|[-+]([01][0-9]|2[0-3]):[0-5][0-9])"


@dataclass(slots=True)
class Times:
    """A column of times. Instants are UTC microseconds, days ordinals; OUTSIDE beyond the calendar.

    `vague` where only the day is known: its instant is then where the day begins. `missing` where
    nothing stands, `unreadable` where what stands is no time; both have the day OUTSIDE.
    """

    at: Numbers
    day: Numbers
    vague: Flags
    missing: Flags
    unreadable: Flags


def read_times(column: pa.Array, days: Days) -> Times:
    """The times of a column of timestamps, dates or texts; one without offset is local."""
    count = len(column)
    found = Times(
        at=np.full(count, OUTSIDE, np.int64),
        day=np.full(count, OUTSIDE, np.int64),
        vague=np.zeros(count, bool),
        missing=np.asarray(column.is_null()),
        unreadable=np.zeros(count, bool),
    )
    there = ~found.missing
    kind = column.type
    if pa.types.is_timestamp(kind):
        micros = np.asarray(column.cast(pa.int64()).fill_null(0))
        _place(found, there, micros, kind.tz is None, days)
    elif pa.types.is_date32(kind):
        number = np.asarray(column.cast(pa.int32()).fill_null(0)).astype(np.int64)
        _place_days(found, there, number + _EPOCH_DAY, days)
    elif pa.types.is_dictionary(kind):
        _read_texts(found, column, days)
    else:
        found.unreadable = there
    return found


def _place(found: Times, where: Flags, micros: Numbers, local: bool, days: Days) -> None:
    """Times of day: microseconds since 1970 of the local clock, or of UTC."""
    midnight = np.asarray(days.midnight, np.int64)
    count = days.last - days.first + 1
    at = micros
    if local:
        since = micros // _DAY
        place = since + (_EPOCH_DAY - days.first)
        inside = where & (place >= 0) & (place < count)
        known = place if inside.all() else np.where(inside, place, 0)
        at = midnight[known] + (micros - since * _DAY)
    else:
        inside = where
    # A clock that is put forward can take a local time into the next day.
    inside = inside & (at >= midnight[0]) & (at < midnight[count])
    if local:
        day = np.where(at < midnight[known + 1], place, -1)
        late = inside & (day < 0)
        day[late] = np.searchsorted(midnight, at[late], side="right") - 1
    else:
        day = np.searchsorted(midnight, at, side="right") - 1
    found.at = np.where(inside, at, found.at)
    found.day = np.where(inside, day + days.first, found.day)


def _place_days(found: Times, where: Flags, number: Numbers, days: Days) -> None:
    """Days without a time of day."""
    inside = where & (number >= days.first) & (number <= days.last)
    place = np.where(inside, number - days.first, 0)
    found.at = np.where(inside, np.asarray(days.midnight, np.int64)[place], found.at)
    found.day = np.where(inside, number, found.day)
    found.vague |= where


def _read_texts(found: Times, column: pa.Array, days: Days) -> None:
    """Times written as text: the three forms each at once, one by one where one is impossible."""
    words = column.dictionary
    codes = np.asarray(column.indices.fill_null(0)).astype(np.int64)
    there = ~found.missing
    known = np.zeros(len(words), bool)
    for pattern, kind in (
        (f"{_DATE}$", pa.date32()),
        (f"{_DATE}{_CLOCK}$", pa.timestamp("us")),
        (f"{_DATE}{_CLOCK}{_OFFSET}$", pa.timestamp("us", "UTC")),
    ):
        match = np.asarray(pc.match_substring_regex(words, pattern)) & _ascii(words)
        if not match.any():
            continue
        numbers, read = _numbers(words.filter(pa.array(match)), kind)
        every = np.zeros(len(words), np.int64)
        match[np.flatnonzero(match)[~read]] = False
        every[match] = numbers[read]
        known |= match
        where = there & match[codes] if len(words) else there
        if pa.types.is_date(kind):
            _place_days(found, where, every[codes] + _EPOCH_DAY, days)
        else:
            _place(found, where, every[codes], kind.tz is None, days)
    found.unreadable = there & ~known[codes] if len(words) else there


def _ascii(words: pa.Array) -> Flags:
    """A word of which each character is one byte; digits of other scripts are none here."""
    return np.asarray(pc.equal(pc.utf8_length(words), pc.binary_length(words)))


def _numbers(texts: pa.Array, kind: pa.DataType) -> tuple[Numbers, Flags]:
    """Days or microseconds since 1970, and which of the texts name a day that exists."""
    width = pa.int32() if pa.types.is_date(kind) else pa.int64()
    try:
        numbers = np.asarray(texts.cast(kind).cast(width)).astype(np.int64)
        return numbers, np.ones(len(texts), bool)
    except pa.ArrowInvalid:
        found = [_number(text) for text in texts.to_pylist()]
        read = np.array([one is not None for one in found], bool)
        return np.array([one or 0 for one in found], np.int64), read


def _number(text: str) -> int | None:
    value: Any = time_of(text)
    if value is None:
        return None
    if not isinstance(value, datetime):
        return int(value.toordinal()) - _EPOCH_DAY
    since = value - (_EPOCH if value.tzinfo is not None else _NAIVE_EPOCH)
    return since // _MICROSECOND
