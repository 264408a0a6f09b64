"""Working and rest days and a zone go in; the integer tables all counting uses come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, compress
from zoneinfo import ZoneInfo

from opendisclose.calendars.bounds import bounds, near

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000  # microseconds
_PROBE = 20  # days; no clock change since 2007 was taken back sooner than in three weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The tables of one calendar. A day is its `date.toordinal()`, an instant is UTC microseconds.

    `horizon` is the last official day. `rank[i]` is the number of working days from `first`
    through `first + i`; `workdays[r - 1]` is the r-th working day; `midnight[i]` is the instant at
    which day `first + i` begins, with one entry more, so day d ends at `midnight[d - first + 1]`.
    A due date on day `first + i` can become `earliest[i]` to `latest[i]` once the missing notices
    are in; `latest` is -1 where that lies outside.
    """

    first: int
    last: int
    horizon: int
    rank: list[int]
    workdays: list[int]
    midnight: list[int]
    earliest: list[int]
    latest: list[int]


def build_days(
    first: int,
    horizon: int,
    working: Sequence[bool],
    zone: ZoneInfo,
    festivals: Iterable[int] = (),
) -> Days:
    """The tables for the days from `first` on; `working` says of each whether it is worked.

    `festivals` are the days around which a notice yet to come can move others.
    """
    count = len(working)
    known = min(max(horizon + 1 - first, 0), count)
    unsure = near(first + known, first + count - 1, festivals)
    earliest, latest = bounds(first + known, working[known:], unsure)
    fixed = list(range(first, first + known))
    return Days(
        first=first,
        last=first + count - 1,
        horizon=horizon,
        rank=list(accumulate(working, initial=0))[1:],
        workdays=list(compress(range(first, first + count), working)),
        midnight=_midnights(first, count + 1, zone),
        earliest=fixed + earliest,
        latest=fixed + latest,
    )


def _offset(day: int, zone: ZoneInfo) -> int:
    """How far the local clock is ahead of UTC when this day begins, in microseconds.

    Where the clock jumps over midnight, the offset before the jump gives the instant of the jump,
    which is when the day begins.
    """
    begins = datetime.fromordinal(day).replace(tzinfo=zone)
    offset = zone.utcoffset(begins) or timedelta()
    return (offset.days * 86_400 + offset.seconds) * 1_000_000


def _midnights(first: int, count: int, zone: ZoneInfo) -> list[int]:
    # Asking the zone for each of nine thousand days costs more than all else together, so it is
    # asked every twenty days, and daily only where it differs at both ends.
    midnights: list[int] = []
    end = first + count
    left = _offset(first, zone)
    for start in range(first, end, _PROBE):
        stop = min(start + _PROBE, end)
        right = _offset(stop, zone)
        utc = range((start - _EPOCH) * _DAY, (stop - _EPOCH) * _DAY, _DAY)
        if left == right:
            midnights.extend(range(utc.start - left, utc.stop - left, _DAY))
        else:
            midnights.extend(at - _offset(start + i, zone) for i, at in enumerate(utc))
        left = right
    return midnights
