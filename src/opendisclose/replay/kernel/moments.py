"""Which day, and which instant, of an act counts for a clock (meanings 1, 2 and 7)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import BY_CHANNEL, RECEIVED
from ...graph.values import EMPTY, UNSET
from .dates import NOT_BEFORE
from .evaluate import fact_of
from .layout import NONE, R_BAD_DATE, Columns, Scratch
from .records import record, written


def day_that_counts(
    c: Columns, s: Scratch, wanted: int, tr: int, own: int, e: int, day: int
) -> int:
    """The day of a date fact, of the receipt, or the event's own (`wanted` says which).

    `own` is the key under which the act records its facts.
    """
    if wanted == RECEIVED:
        return c.received_day[e] if e >= 0 and c.received_day[e] >= day else day
    if wanted == BY_CHANNEL:
        return abs(c.channel_day[e]) if e >= 0 and c.channel_day[e] != 0 else day
    if wanted >= 0:
        value = fact_of(c, s, wanted, own)
        if value > day:
            if written(s, R_BAD_DATE, e, NONE, 5, wanted) < 0:
                record(s, R_BAD_DATE, e, tr, NONE, own, wanted, value, 0)
        elif value not in (UNSET, EMPTY):
            return value
    return day


def instant_that_counts(
    days: Days, c: Columns, s: Scratch, wanted: int, own: int, e: int, at: int, counted: int
) -> int:
    """The instant that goes with the day that counts; a date fact stands where its day begins."""
    if wanted == RECEIVED and e >= 0 and c.received_at[e] >= at:
        return c.received_at[e]
    if wanted >= 0 and fact_of(c, s, wanted, own) == counted:
        return days.midnight[counted - days.first]
    if wanted == BY_CHANNEL and e >= 0 and counted != c.day[e]:
        return days.midnight[counted - days.first]
    return at


def vague_that_counts(c: Columns, s: Scratch, wanted: int, own: int, e: int, counted: int) -> int:
    """1 if only the day is known of what counts, NOT_BEFORE if only that it is no earlier."""
    if wanted >= 0 and fact_of(c, s, wanted, own) == counted:
        return 1
    if e < 0:
        return 0
    if wanted == BY_CHANNEL and c.channel_day[e] < 0:
        return NOT_BEFORE
    if wanted == BY_CHANNEL and counted != c.day[e]:
        return 1
    return c.received_vague[e] if wanted == RECEIVED and c.received_day[e] != NONE else c.vague[e]
