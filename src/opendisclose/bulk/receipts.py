"""When what an act sent was received goes in; instant and day that count come out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ..calendars.days import Days
from ..deadline.count import OUTSIDE
from ..replay.kernel.layout import NONE
from .arrays import Flags, Numbers
from .times import Times, read_times


class Receipts(NamedTuple):
    """By row: instant, day, whether only the day is known (NONE, NONE, 0 where none is logged)."""

    at: Numbers
    day: Numbers
    vague: Numbers
    wrong: Flags  # outside the calendar, or before the act
    unreadable: Flags


def read_receipts(column: pa.Array | None, count: int, sent: Times, days: Days) -> Receipts:
    """A receipt that does not lie before the act counts; else the act's own time does.

    `sent` are the times of the acts, those of acts without a time of day already in their place.
    """
    nothing = np.full(count, NONE, np.int64)
    never = np.zeros(count, bool)
    if column is None:
        return Receipts(nothing, nothing, np.zeros(count, np.int64), never, never)
    got = read_times(column, days)
    logged = ~got.missing & ~got.unreadable
    same_day = got.day == sent.day
    # A day without a time begins, for this, when the act was done.
    at = np.where(got.vague & same_day, sent.at, got.at)
    after = (got.day > sent.day) | (same_day & (got.vague | sent.vague | (at >= sent.at)))
    right = logged & (got.day != OUTSIDE) & after

    def chosen(received: Numbers, own: Numbers) -> Numbers:
        return np.where(right, received, np.where(logged, own, nothing))

    vague = np.where(right, got.vague, sent.vague & logged).astype(np.int64)
    return Receipts(
        chosen(np.maximum(at, sent.at), sent.at),
        chosen(got.day, sent.day),
        vague,
        logged & ~right,
        got.unreadable,
    )
