"""A calendar as it was known on a day: the notices of 2015, 2019 and 2020 were changed."""

from __future__ import annotations

from datetime import date

import pytest

from opendisclose.api import load
from opendisclose.calendars import calendar_for
from opendisclose.calendars.known import UNTIL_AMENDED
from opendisclose.calendars.notices import NOTICES
from opendisclose.calendars.statutory import without_notices

FINAL = calendar_for("CN")


@pytest.mark.parametrize(
    ("known_on", "trigger", "n", "then", "finally_"),
    [
        (date(2022, 9, 30), date(2022, 9, 30), 20, date(2022, 11, 2), date(2022, 11, 2)),
        (date(2011, 6, 1), date(2011, 6, 1), 15, date(2011, 6, 23), date(2011, 6, 23)),
        (date(2020, 1, 10), date(2020, 1, 10), 20, date(2020, 2, 12), date(2020, 2, 14)),
        (date(2020, 1, 26), date(2020, 1, 10), 20, date(2020, 2, 14), date(2020, 2, 14)),
        (date(2019, 3, 21), date(2019, 4, 9), 15, date(2019, 4, 30), date(2019, 4, 29)),
        (date(2019, 3, 22), date(2019, 4, 9), 15, date(2019, 4, 29), date(2019, 4, 29)),
        (date(2015, 5, 12), date(2015, 8, 31), 5, date(2015, 9, 7), date(2015, 9, 8)),
    ],
)
def test_due_dates_then_and_finally(
    known_on: date, trigger: date, n: int, then: date, finally_: date
) -> None:
    assert calendar_for("CN", known_on=known_on).nth_working_day(trigger, n) == then
    assert FINAL.nth_working_day(trigger, n) == finally_


class TestHorizon:
    """A year is official once its notice is out, and not a day before."""

    def test_moves_with_the_notice(self) -> None:
        before = calendar_for("CN", known_on=date(2025, 11, 3))
        after = calendar_for("CN", known_on=date(2025, 11, 4))
        assert (before.horizon, after.horizon) == (date(2025, 12, 28), date(2026, 12, 28))
        assert before.status(date(2026, 3, 2)) == "provisional"
        assert before.is_working_day(date(2026, 2, 28)) is False  # a make-up day nobody knew of
        assert after.is_working_day(date(2026, 2, 28)) is True

    def test_days_of_december_that_the_next_notice_moves(self) -> None:
        before = calendar_for("CN", known_on=date(2011, 12, 5))
        assert before.is_working_day(date(2011, 12, 31)) is False
        assert FINAL.is_working_day(date(2011, 12, 31)) is True

    def test_all_knowledge_is_the_packaged_calendar(self) -> None:
        late = calendar_for("CN", known_on=date(2040, 1, 1))
        assert late.days.workdays == FINAL.days.workdays
        assert late.horizon == FINAL.horizon
        assert dict(late.special) == dict(FINAL.special)

    def test_every_amended_day_has_its_state_before(self) -> None:
        amended = {day for one in NOTICES if one.amends for day in one.days}
        assert amended == set(UNTIL_AMENDED)


def test_the_notice_of_a_day_is_the_one_known_then() -> None:
    then = calendar_for("CN", known_on=date(2020, 1, 20))
    notice = then.notice(date(2020, 2, 1))
    assert notice is not None
    assert notice.id == "2020"
    final = FINAL.notice(date(2020, 1, 31))
    assert final is not None
    assert final.id == "2020-amended"


def test_without_notices_no_weekend_day_is_worked() -> None:
    table = without_notices()
    weekend = [
        day
        for day in range(table.first, table.first + len(table.working))
        if (day + 6) % 7 > 4 and table.working[day - table.first]
    ]
    assert weekend == []


def test_a_due_date_by_a_ruleset_as_known_then() -> None:
    rules = load("shihezi")
    start = date(2020, 1, 17)
    then = rules.due("on_request.reply", start=start, known_on=start)
    assert (then.date, rules.due("on_request.reply", start=start).date) == (
        date(2020, 2, 12),
        date(2020, 2, 14),
    )
