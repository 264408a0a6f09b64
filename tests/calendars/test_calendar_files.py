"""Calendar files: later notices, regions and own days over the packaged calendar."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from opendisclose.api import load
from opendisclose.api.calendars import add_calendar, check_calendar, layers_from, read_calendars
from opendisclose.calendars import CalendarError, calendar_for
from opendisclose.diagnostics.errors import CalendarFileError, SourceError
from opendisclose.load.calendar import load_calendar

HEAD = "opendisclose_calendar: 1\ncountry: CN\n"
NOTICE_2027 = (
    HEAD
    + """\
notices:
  - year: 2027
    number: 示例1号
    issued: 2026-11-30
    rest:
      - {from: 2027-01-01, to: 2027-01-03, zh: 元旦, en: New Year's Day}
      - {from: 2027-02-05, to: 2027-02-12, zh: 春节, en: Spring Festival}
      - {from: 2027-04-05, zh: 清明节, en: Tomb-Sweeping Day}
      - {from: 2027-05-01, to: 2027-05-05, zh: 劳动节, en: Labour Day}
      - {from: 2027-06-09, zh: 端午节, en: Dragon Boat Festival}
      - {from: 2027-09-15, zh: 中秋节, en: Mid-Autumn Festival}
      - {from: 2027-10-01, to: 2027-10-07, zh: 国庆节, en: National Day}
    work: [{from: 2027-01-30}, {from: 2027-02-14}]
"""
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class TestLaterNotice:
    """A year's notice from a file makes the year official and decides every day of it."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        written(tmp_path, "2027.yaml", NOTICE_2027)
        return tmp_path

    def test_the_year_becomes_official(self, folder: Path) -> None:
        calendar = calendar_for("CN", layers=read_calendars(folder))
        assert calendar.horizon == date(2027, 12, 28)
        assert calendar.status(date(2027, 2, 10)) == "official"
        assert calendar.is_working_day(date(2027, 1, 30)) is True
        assert calendar.is_working_day(date(2027, 2, 10)) is False

    def test_a_due_date_rests_on_it_and_says_so(self, folder: Path) -> None:
        rules = load("shihezi", calendars=folder)
        due = rules.due("on_request.reply", start=date(2027, 1, 20))
        assert due.status == "official"
        # 21 to 29 January 7, the 30th, 1 to 4 February 4, the 14th, 15 and 16 February: 15.
        assert due.date == date(2027, 2, 16)
        notices = {one.id for step in due.steps for one in step.notices}
        assert notices == {"示例1号"}

    def test_the_folder_of_the_environment(self, folder: Path) -> None:
        assert layers_from(None, {"OPENDISCLOSE_CALENDARS": str(folder)}) == read_calendars(folder)
        assert layers_from(None, {}) == ()

    def test_known_before_it_was_issued_it_does_not_count(self, folder: Path) -> None:
        layers = read_calendars(folder)
        calendar = calendar_for("CN", layers=layers, known_on=date(2026, 11, 29))
        assert calendar.horizon == date(2026, 12, 28)

    def test_a_later_change_prevails(self, folder: Path) -> None:
        change = (
            HEAD + "notices:\n  - {year: 2027, amends: 示例1号, issued: 2027-01-20, "
            "rest: [{from: 2027-02-15, zh: 春节, en: Spring Festival}]}\n"
        )
        written(folder, "change.yaml", change)
        calendar = calendar_for("CN", layers=read_calendars(folder))
        assert calendar.is_working_day(date(2027, 2, 15)) is False
        assert calendar.is_working_day(date(2027, 2, 14)) is True
        before = calendar_for("CN", layers=read_calendars(folder), known_on=date(2027, 1, 19))
        assert before.is_working_day(date(2027, 2, 15)) is True

    def test_two_of_one_day_that_part_are_a_finding(self, folder: Path) -> None:
        other = NOTICE_2027.replace("work: [{from: 2027-01-30}", "work: [{from: 2027-02-12}")
        other = other.replace("to: 2027-02-12", "to: 2027-02-11").replace("示例1号", "示例2号")
        written(folder, "other.yaml", other)
        with pytest.raises(CalendarFileError) as caught:
            read_calendars(folder)
        assert [one.code.id for one in caught.value.findings] == ["OD152"]

    def test_an_older_one_than_the_packaged_is_not_used(self, tmp_path: Path) -> None:
        text = HEAD + "notices:\n  - {year: 2025, issued: 2024-01-01, rest: [{from: 2025-03-03}]}\n"
        checked = check_calendar(written(tmp_path, "2025.yaml", text))
        assert "OD156" in [one.code.id for one in checked.findings]
        assert checked.layer is not None
        calendar = calendar_for("CN", layers=(checked.layer,))
        assert calendar.is_working_day(date(2025, 3, 3)) is True


class TestHolidayCn:
    """The public JSON layout is read as it is."""

    DAYS = ("2027-01-01", True), ("2027-01-02", False)

    def data(self, **other: Any) -> str:
        days = [{"name": "元旦", "date": day, "isOffDay": off} for day, off in self.DAYS]
        return json.dumps({"year": 2027, "papers": ["https://example.org/"], "days": days, **other})

    def test_days(self, tmp_path: Path) -> None:
        loaded = load_calendar(written(tmp_path, "2027.json", self.data()))
        assert loaded.file is not None
        (notice,) = loaded.file.notices
        assert [one.from_ for one in notice.rest] == [date(2027, 1, 1)]
        assert [one.from_ for one in notice.work] == [date(2027, 1, 2)]

    def test_without_papers_the_year_is_not_noticed(self, tmp_path: Path) -> None:
        checked = check_calendar(written(tmp_path, "2027.json", self.data(papers=[])))
        assert [one.code.id for one in checked.findings] == ["OD153"]
        assert checked.layer is None

    def test_a_day_that_is_none(self, tmp_path: Path) -> None:
        broken = self.data(days=[{"name": "元旦", "date": "2027-02-30", "isOffDay": True}])
        checked = check_calendar(written(tmp_path, "2027.json", broken))
        assert [one.code.id for one in checked.findings] == ["OD105"]

    def test_added_with_its_day_of_issue(self, tmp_path: Path) -> None:
        folder = tmp_path / "calendars"
        folder.mkdir()
        path = written(tmp_path, "2027.json", self.data())
        found, target = add_calendar(path, folder, issued=date(2026, 11, 9))
        assert {one.code.id for one in found.findings} == {"OD157"}  # it leaves out the festivals
        assert target is not None
        loaded = load_calendar(target)
        assert loaded.findings == ()
        assert loaded.file is not None
        assert loaded.file.notices[0].issued == date(2026, 11, 9)


class TestOwnDays:
    """A region's days, an institution's days, and days that come back every year."""

    def test_a_region_has_holidays_and_make_up_days(self, tmp_path: Path) -> None:
        text = HEAD + (
            "subdivision: GX\nverified: false\nnotices:\n  - {year: 2025, issued: 2024-12-01, "
            "rest: [{from: 2025-03-31, to: 2025-04-01, zh: 三月三, en: Double Third}], "
            "work: [{from: 2025-03-29}]}\n"
        )
        written(tmp_path, "gx.yaml", text)
        layers = read_calendars(tmp_path)
        region = calendar_for("CN", "GX", layers=layers)
        nation = calendar_for("CN", layers=layers)
        days = date(2025, 3, 29), date(2025, 3, 31), date(2025, 10, 1)
        assert [region.is_working_day(one) for one in days] == [True, False, False]
        assert [nation.is_working_day(one) for one in days] == [False, True, False]
        notice = region.notice(date(2025, 3, 31))
        assert notice is not None
        assert notice.verified is False

    def test_a_region_nobody_has_loaded_is_not_guessed(self) -> None:
        with pytest.raises(CalendarError, match="XJ"):
            calendar_for("CN", "XJ")

    def test_only_for_one_ruleset(self, tmp_path: Path) -> None:
        written(tmp_path, "own.yaml", HEAD + "ruleset: jilin\nclosed: [{from: 2025-03-03}]\n")
        layers = read_calendars(tmp_path)
        day = date(2025, 3, 3)
        assert calendar_for("CN", layers=layers, ruleset="jilin").is_working_day(day) is False
        assert calendar_for("CN", layers=layers, ruleset="gansu").is_working_day(day) is True

    def test_every_year_over_the_turn_of_the_year(self, tmp_path: Path) -> None:
        text = HEAD + (
            "yearly:\n"
            "  - {from: {month: 12, day: 30}, to: {month: 1, day: 4}, days: closed, since: 2024}\n"
            "  - {from: {month: 2, day: 29}, days: closed}\n"
            "  - {from: {month: 6, day: last}, days: worked}\n"
        )
        written(tmp_path, "own.yaml", text)
        calendar = calendar_for("CN", layers=read_calendars(tmp_path))
        assert calendar.is_working_day(date(2025, 1, 3)) is False
        assert calendar.is_working_day(date(2024, 1, 3)) is True  # before `since`
        assert calendar.is_working_day(date(2024, 2, 29)) is False
        assert calendar.is_working_day(date(2025, 2, 28)) is True
        assert calendar.is_working_day(date(2024, 6, 30)) is True  # a Sunday

    def test_the_folder_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError):
            read_calendars(tmp_path / "none")
