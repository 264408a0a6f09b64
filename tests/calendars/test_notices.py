"""The table of notices: complete, in order, and honest about what is not known."""

from __future__ import annotations

from datetime import date

import pytest

from opendisclose.calendars import notices
from opendisclose.calendars.notices import NOTICES, by_id, deciding, horizon, noticed_through


class TestTable:
    """3.11: each day is official because the State Council's notice for its year is in."""

    def test_every_year_has_exactly_one_notice_that_amends_nothing(self) -> None:
        years = [notice.year for notice in NOTICES if notice.amends is None]
        assert years == list(range(notices.FIRST_YEAR, noticed_through() + 1))

    def test_the_amendments_of_2015_2019_and_2020_name_what_they_amend(self) -> None:
        amended = {notice.amends: notice.issued for notice in NOTICES if notice.amends}
        assert amended == {
            "2015": date(2015, 5, 13),
            "2019": date(2019, 3, 22),
            "2020": date(2020, 1, 26),
        }

    def test_a_yearly_notice_is_issued_in_the_last_quarter_before(self) -> None:
        for notice in NOTICES:
            if notice.amends is None and notice.issued:
                assert notice.issued.year == notice.year - 1
                assert notice.issued.month >= 10

    def test_issue_days_that_no_source_gives_are_not_invented(self) -> None:
        assert [notice.year for notice in NOTICES if notice.issued is None] == [2007, 2008, 2014]
        assert [notice.id for notice in NOTICES if not notice.verified] == ["2025"]

    def test_every_notice_has_a_title_in_both_languages(self) -> None:
        assert all(notice.zh.endswith("的通知") for notice in NOTICES)
        assert all("notice" in notice.en for notice in NOTICES)


class TestHorizon:
    """3.11: 28 December is the horizon of the last noticed year; later notices reach no further."""

    def test_horizon(self) -> None:
        assert noticed_through() == 2026
        assert horizon() == date(2026, 12, 28)

    def test_no_notice_has_reached_behind_the_horizon_of_the_year_before(self) -> None:
        early = [day for notice in NOTICES for day in notice.days if day.year < notice.year]
        assert early
        assert all(day > date(day.year, 12, 28) for day in early)


class TestDeciding:
    """3.12: a day skipped names the notice that moved it."""

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2007, 12, 29), "2008"),
            (date(2011, 12, 31), "2012"),
            (date(2018, 12, 31), "2019"),
            (date(2015, 9, 6), "2015-amended"),
            (date(2019, 5, 1), "2019"),
            (date(2019, 5, 2), "2019-amended"),
            (date(2020, 1, 30), "2020"),
            (date(2020, 1, 31), "2020-amended"),
        ],
    )
    def test_the_notice_that_decides(self, day: date, expected: str) -> None:
        notice = deciding(day)
        assert notice is not None
        assert notice.id == expected
        assert by_id(expected) is notice

    def test_no_notice_for_a_year_without_one(self) -> None:
        assert deciding(date(2027, 1, 1)) is None
