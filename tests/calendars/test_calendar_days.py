"""The calendar against an independent package, day by day, and at its edges."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from opendisclose.calendars import (
    Calendar,
    CalendarError,
    CalendarRangeError,
    calendar_for,
    from_holidays,
)
from opendisclose.calendars.from_holidays import country_table
from opendisclose.diagnostics.errors import OpenDiscloseError

CN = calendar_for()
NOTICED = [date(2007, 1, 1) + timedelta(days=i) for i in range(7305)]
EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))


class TestTruth:
    """3.4: a make-up working Saturday or Sunday counts; a weekday moved off does not."""

    def test_every_day_of_2007_to_2026_equals_an_independent_package(self) -> None:
        assert NOTICED[-1] == date(2026, 12, 31)
        wrong = [
            day for day in NOTICED if CN.is_working_day(day) != chinese_calendar.is_workday(day)
        ]
        assert wrong == []

    def test_working_and_make_up_days_of_each_year(self) -> None:
        working = [0] * 20
        make_up = [0] * 20
        for day in NOTICED:
            working[day.year - 2007] += CN.is_working_day(day)
            make_up[day.year - 2007] += CN.kind(day) == "make_up"
        assert working == [
            249, 251, 250, 250, 250, 249, 250, 250, 249, 250,
            249, 250, 250, 249, 250, 249, 249, 251, 248, 248,
        ]  # fmt: skip
        assert make_up == [7, 5, 6, 8, 6, 6, 12, 5, 5, 6, 5, 7, 6, 6, 7, 7, 7, 8, 5, 6]

    def test_no_make_up_day_is_guessed_for_a_year_without_notice(self) -> None:
        day = date(2027, 1, 1)
        while day <= CN.last:
            assert CN.kind(day) != "make_up"
            assert CN.notice(day) is None
            day += timedelta(days=1)


class TestReasons:
    """3.12: each day skipped has a reason and the notice that moved it."""

    def test_every_day_off_and_every_make_up_day_names_its_festival_in_both_languages(self) -> None:
        for day in NOTICED:
            known = CN.day(day)
            if known.kind in ("holiday", "moved_off", "make_up"):
                assert known.zh
                assert known.en.isascii()
                assert known.notice is not None
            else:
                assert known.notice is None

    def test_exchanged_days_name_each_other(self) -> None:
        made_up = [day for day in NOTICED if CN.kind(day) == "make_up"]
        assert len(made_up) == 130
        for day in made_up:
            off = CN.day(day).exchanged
            assert off is not None
            assert CN.kind(off) == "moved_off"
            assert CN.day(off).exchanged == day
            assert day.weekday() > 4
            assert off.weekday() < 5

    @pytest.mark.parametrize(
        ("day", "kind", "festival", "notice"),
        [
            (date(2022, 10, 3), "holiday", "国庆节", "2022"),
            (date(2022, 10, 4), "moved_off", "国庆节", "2022"),
            (date(2022, 10, 8), "make_up", "国庆节", "2022"),
            (date(2015, 9, 3), "holiday", "纪念日", "2015-amended"),
            (date(2015, 9, 6), "make_up", "纪念日", "2015-amended"),
            (date(2019, 4, 28), "make_up", "劳动节", "2019-amended"),
            (date(2020, 1, 31), "holiday", "春节延长假期", "2020-amended"),
            (date(2007, 12, 31), "moved_off", "元旦", "2008"),
            (date(2009, 10, 8), "moved_off", "中秋节、国庆节", "2009"),
        ],
    )
    def test_reason(self, day: date, kind: str, festival: str, notice: str) -> None:
        known = CN.day(day)
        assert known.kind == kind
        assert festival in known.zh
        assert known.notice is not None
        assert known.notice.id == notice

    def test_ordinary_days(self) -> None:
        assert CN.kind(date(2026, 11, 20)) == "weekday"
        assert CN.kind(date(2026, 11, 21)) == "weekend"
        assert not CN.is_working_day(date(2020, 2, 1))  # its make-up day was withdrawn
        assert CN.is_working_day(date(2024, 2, 9))  # the eve, not yet a statutory day


class TestStatus:
    """3.11: official, provisional or unknown, never a silent guess."""

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            (date(2006, 12, 31), "unknown"),
            (date(2007, 1, 1), "official"),
            (date(2026, 12, 28), "official"),
            (date(2026, 12, 29), "provisional"),
            (date(2031, 12, 31), "provisional"),
            (date(2032, 1, 1), "unknown"),
        ],
    )
    def test_status(self, day: date, status: str) -> None:
        assert CN.status(day) == status

    @pytest.mark.parametrize("day", [date(2006, 12, 31), date(2032, 1, 1)])
    def test_outside_is_an_error_that_says_what_is_known(self, day: date) -> None:
        for ask in (CN.is_working_day, CN.kind, CN.day):
            with pytest.raises(CalendarRangeError, match=r"2007-01-01 to 2031-12-31") as caught:
                ask(day)
            error = caught.value
            assert (error.day, error.first, error.last) == (day, CN.first, CN.last)
            assert isinstance(error, OpenDiscloseError)
            assert "已知2007-01-01至2031-12-31" in str(error)


class TestTables:
    """3.4, design 4: working days are ranks; the day ends at local midnight."""

    def test_ranks_and_working_days_say_the_same(self) -> None:
        days = CN.days
        working = [
            CN.is_working_day(date.fromordinal(day)) for day in range(days.first, days.last + 1)
        ]
        assert days.rank == list(accumulate(map(int, working)))
        assert days.workdays == [days.first + i for i, works in enumerate(working) if works]
        assert len(days.midnight) == len(days.rank) + 1
        for table in (days.rank, days.workdays, days.midnight):
            assert {type(entry) for entry in table} == {int}

    @pytest.mark.parametrize(
        "zone",
        [
            "Asia/Shanghai",
            "Europe/London",
            "America/Havana",
            "Africa/Cairo",
            "Africa/Casablanca",
            "Asia/Gaza",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia",
        ],
    )
    def test_midnights_equal_those_asked_of_the_zone_one_by_one(self, zone: str) -> None:
        days = calendar_for(zone=zone).days
        info = ZoneInfo(zone)
        expected = [
            (datetime.fromordinal(day).replace(tzinfo=info) - EPOCH) // timedelta(microseconds=1)
            for day in range(days.first, days.last + 2)
        ]
        assert days.midnight == expected


class TestOwnDays:
    """3.11: an institution's own days lie over the national calendar, in both directions."""

    OWN = calendar_for(
        closed=[date(2026, 11, 20), date(2026, 11, 21)],
        worked=[date(2026, 11, 22), date(2026, 11, 23)],
    )

    def test_own_days_change_only_what_they_change(self) -> None:
        kinds = [self.OWN.kind(date(2026, 11, day)) for day in (20, 21, 22, 23)]
        assert kinds == ["own_closed", "weekend", "own_worked", "weekday"]
        assert not self.OWN.is_working_day(date(2026, 11, 20))
        assert self.OWN.is_working_day(date(2026, 11, 22))
        assert CN.is_working_day(date(2026, 11, 20))
        assert self.OWN.notice(date(2026, 11, 20)) is None

    def test_a_day_cannot_be_closed_and_worked(self) -> None:
        day = date(2026, 11, 20)
        with pytest.raises(CalendarError, match="2026-11-20"):
            calendar_for(closed=[day], worked=[day])

    def test_an_own_day_outside_the_calendar_is_an_error(self) -> None:
        with pytest.raises(CalendarError, match="2006-01-01"):
            calendar_for(closed=[date(2006, 1, 1)])


class TestOtherCountries:
    """3.11: elsewhere statute fixes the holidays; single days are proclaimed at short notice."""

    GB = calendar_for("GB", "ENG", zone="Europe/London")

    def test_statutory_holidays(self) -> None:
        boxing = self.GB.day(date(2026, 12, 28))
        assert (boxing.working, boxing.kind, boxing.en) == (
            False,
            "holiday",
            "Boxing Day (observed)",
        )
        assert self.GB.is_working_day(date(2026, 10, 1))
        assert self.GB.notice(date(2026, 12, 28)) is None
        assert self.GB.day(date(2026, 12, 26)).weekend

    def test_official_through_the_year_after_the_last_noticed_one(self) -> None:
        assert self.GB.status(date(2027, 12, 31)) == "official"
        assert self.GB.status(date(2028, 1, 1)) == "provisional"

    def test_weekends_are_the_countrys_own_and_may_change(self) -> None:
        emirates = calendar_for("AE", zone="Asia/Dubai")
        assert emirates.kind(date(2021, 6, 4)) == "weekend"  # a Friday
        assert emirates.kind(date(2023, 6, 4)) == "weekend"  # a Sunday
        assert emirates.is_working_day(date(2021, 6, 6))

    @pytest.mark.parametrize(
        ("country", "subdivision", "zone"),
        [
            ("XX", None, "UTC"),
            ("CN", "GX", "UTC"),
            ("CN", None, "Asia/Nowhere"),
            ("CN", None, ".."),
        ],
    )
    def test_unknown_names_are_errors(
        self, country: str, subdivision: str | None, zone: str
    ) -> None:
        with pytest.raises(CalendarError):
            calendar_for(country, subdivision, zone=zone)

    def test_holiday_data_older_than_the_notices_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(from_holidays, "noticed_through", lambda: 2040)
        country_table.cache_clear()
        with pytest.raises(CalendarError, match="2040"):
            country_table("CN", None)


class TestBuilding:
    """Design 6: one table is built at load, and all arithmetic is index arithmetic on it."""

    def test_the_same_arguments_give_the_same_calendar(self) -> None:
        days = [date(2026, 11, 20), date(2026, 11, 19)]
        assert calendar_for() is calendar_for("CN")
        assert calendar_for(closed=days) is calendar_for(closed=iter(sorted(days)))

    def test_a_calendar_survives_pickling(self) -> None:
        copy: Calendar = pickle.loads(pickle.dumps(CN))
        assert copy.days == CN.days
        assert copy.day(date(2022, 10, 8)) == CN.day(date(2022, 10, 8))
