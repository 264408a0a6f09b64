"""The short way from a time to its instant and day is the long one, also where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from opendisclose.calendars import calendar_for
from opendisclose.deadline.count import OUTSIDE
from opendisclose.replay.instants import Clock

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe")


@pytest.mark.parametrize("zone", ZONES)
def test_moment_is_instant_and_day(zone: str) -> None:
    clock = Clock(calendar_for(zone=zone))
    at = datetime(2016, 1, 1)
    while at < datetime(2020, 1, 1):
        for time in (
            at,
            at + timedelta(hours=23, minutes=59, microseconds=7),
            at.replace(tzinfo=UTC),
        ):
            instant = clock.instant(time)
            assert clock.moment(time) == (instant, clock.day_of(instant)), time
        at += timedelta(hours=23)


@pytest.mark.parametrize("year", [1999, 2999])
def test_outside_the_calendar(year: int) -> None:
    clock = Clock(calendar_for())
    assert clock.moment(datetime(year, 1, 1)) == (OUTSIDE, OUTSIDE)
