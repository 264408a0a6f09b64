"""Due dates that no count of days gives, and those at and beyond what the calendar knows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisclose.calendars import CalendarRangeError, calendar_for
from opendisclose.deadline import count, due_date, explain

CN = calendar_for()


class TestHours:
    """3.7, Civil Code art. 201(2): hours run from the moment, through nights and holidays."""

    def test_48_hours_over_a_holiday(self) -> None:
        found = due_date(CN, "hours", 48, datetime(2022, 9, 30, 9, 30))
        assert found.moment is not None
        assert found.moment.isoformat() == "2022-10-02T09:30:00+08:00"
        assert (found.date, found.status) == (date(2022, 10, 2), "official")

    def test_a_moment_with_an_offset_is_taken_to_the_zone(self) -> None:
        found = due_date(CN, "hours", 1, datetime(2026, 11, 20, 15, 30, tzinfo=UTC))
        assert found.moment == datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
        assert found.date == date(2026, 11, 21)
        days = due_date(CN, "days", 3, datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
        assert days.date == date(2026, 11, 24)  # the trigger day was the 21st in the zone

    def test_hours_are_extended_by_hours_and_know_no_exclusion(self) -> None:
        found = explain(
            CN,
            kind=count.HOURS,
            n=24,
            trigger=date(2026, 11, 20),
            trigger_moment=datetime(2026, 11, 20, 8),
            extension=(count.HOURS, 24),
            spans=[(date(2026, 11, 20), date(2026, 11, 25))],
        )
        assert found.moment is not None
        assert found.moment.isoformat() == "2026-11-22T08:00:00+08:00"

    @pytest.mark.parametrize(
        ("kind", "extension"), [(count.HOURS, count.DAYS), (count.DAYS, count.HOURS)]
    )
    def test_hours_and_days_do_not_mix(self, kind: int, extension: int) -> None:
        with pytest.raises(ValueError, match="in hours"):
            explain(CN, kind=kind, n=1, trigger=date(2026, 11, 20), extension=(extension, 1))

    def test_a_date_without_a_time_gives_a_provisional_moment(self) -> None:
        """3.1: a date without a time stands at 00:00, and an hour clock from it is provisional."""
        found = due_date(CN, "hours", 48, date(2022, 9, 30))
        assert found.status == "provisional"
        assert found.moment is not None
        assert found.moment.isoformat() == "2022-10-02T00:00:00+08:00"
        assert (found.earliest, found.latest) == (date(2022, 10, 2), date(2022, 10, 2))


class TestFixed:
    """3.8: fixed dates do not move; the last working day on or before is given beside them."""

    def test_the_safe_day_before_a_rest_day(self) -> None:
        found = due_date(CN, "by_date", date(2026, 10, 31), date(2026, 1, 1))
        assert found.date == date(2026, 10, 31)
        safe = [step for step in found.steps if step.kind == "safe_day"]
        assert [step.first for step in safe] == [date(2026, 10, 30)]

    def test_no_safe_day_beside_a_working_day(self) -> None:
        found = due_date(CN, "set_by", date(2026, 10, 30), date(2026, 1, 1))
        assert [step.kind for step in found.steps] == ["trigger", "due"]

    def test_after_the_horizon_the_date_stands_and_the_safe_day_is_marked(self) -> None:
        found = due_date(CN, "by_date", date(2027, 1, 31), date(2027, 1, 1))
        assert (found.date, found.status) == (date(2027, 1, 31), "official")
        assert found.steps[-1].kind == "safe_day"
        assert found.steps[-1].limit == CN.horizon


class TestProvisional:
    """3.11: a due date that depends on a year without notice is provisional, never a guess."""

    def test_a_reply_due_in_2027(self) -> None:
        found = due_date(CN, "working_days", 20, date(2026, 12, 4))
        assert (found.date, found.status) == (date(2027, 1, 4), "provisional")
        assert found.earliest == date(2026, 12, 29)
        assert found.latest == date(2027, 1, 8)

    @settings(deadline=None)
    @given(st.dates(date(2026, 10, 1), date(2031, 6, 30)), st.integers(1, 40))
    def test_the_bounds_hold_the_date(self, start: date, n: int) -> None:
        found = due_date(CN, "working_days", n, start)
        assert found.date is not None
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= found.date <= found.latest
        assert (found.status == "official") == (found.date <= CN.horizon)
        assert (found.status == "official") == (found.earliest == found.latest)
        assert ("provisional" in {step.kind for step in found.steps}) == (
            found.status == "provisional"
        )

    def test_what_no_calendar_can_move_is_official(self) -> None:
        day = date(2027, 2, 6)
        for found in (
            due_date(CN, "by_date", day, day),
            due_date(CN, "same_day", 0, day),
            due_date(CN, "hours", 24, datetime(2027, 2, 5, 8)),
            explain(CN, kind=count.DAYS, n=1, trigger=date(2027, 2, 5), roll=False),
        ):
            assert (found.date, found.status) == (day, "official")
        assert due_date(CN, "days", 1, date(2027, 2, 5)).status == "provisional"


class TestUnset:
    """Design 2: unset while nobody set it; 及时 is measured and never a breach."""

    @pytest.mark.parametrize(("kind", "n"), [("promptly", 0), ("set_by", None)])
    def test_no_date(self, kind: str, n: int | None) -> None:
        found = due_date(CN, kind, n, date(2026, 11, 20))
        assert (found.date, found.status, found.earliest) == (None, "unset", None)


class TestOutOfRange:
    """3.11: beyond the calendar nothing is guessed."""

    @pytest.mark.parametrize(
        ("unit", "n", "start"),
        [
            ("working_days", 5, date(2006, 12, 1)),
            ("working_days", 5, date(2031, 12, 30)),
            ("days", 1, date(2032, 1, 1)),
            ("months", 14, date(2031, 1, 1)),
            ("working_days", 1, date(2031, 12, 29)),  # its latest date lies beyond
            ("by_date", date(2040, 1, 31), date(2026, 1, 1)),
            ("hours", 48, datetime(2031, 12, 30, 12)),
        ],
    )
    def test_errors_say_what_is_known(
        self, unit: str, n: int | date, start: date | datetime
    ) -> None:
        with pytest.raises(CalendarRangeError, match="2007-01-01 to 2031-12-31"):
            due_date(CN, unit, n, start)

    def test_a_span_that_leaves_the_calendar(self) -> None:
        with pytest.raises(CalendarRangeError):
            explain(
                CN,
                kind=count.WORKING_DAYS,
                n=5,
                trigger=date(2026, 11, 2),
                spans=[(date(2026, 11, 3), date(2040, 1, 1))],
            )

    def test_an_unknown_period(self) -> None:
        with pytest.raises(ValueError, match="fortnights"):
            due_date(CN, "fortnights", 1, date(2026, 11, 2))
