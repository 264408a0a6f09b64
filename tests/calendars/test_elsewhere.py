"""Other countries' ways of counting, as tests that nothing is tied to one country."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opendisclose.calendars import calendar_for
from opendisclose.deadline import count

ENGLAND = calendar_for("GB", "ENG", zone="Europe/London")
UNION = calendar_for("GB", "ENG+SCT+NIR", zone="Europe/London")


class TestUnitedKingdom:
    """Freedom of Information Act 2000, section 10: the twentieth working day after receipt."""

    def test_twenty_working_days_over_easter(self) -> None:
        # Good Friday 18 April, Easter Monday 21 April, the early May holiday 5 May 2025.
        assert ENGLAND.nth_working_day(date(2025, 4, 7), 20) == date(2025, 5, 8)

    def test_over_christmas_with_substitute_days(self) -> None:
        # 27 and 28 December 2021 stood for Christmas and Boxing Day, 3 January 2022 for New Year.
        assert ENGLAND.nth_working_day(date(2021, 12, 10), 20) == date(2022, 1, 12)

    def test_the_union_rests_when_any_part_does(self) -> None:
        # St Patrick's Day and the Twelfth (Northern Ireland), 2 January and St Andrew's (Scotland).
        for day in (date(2025, 3, 17), date(2025, 7, 14), date(2025, 1, 2), date(2025, 12, 1)):
            assert ENGLAND.is_working_day(day) is True, day
            assert UNION.is_working_day(day) is False, day
        assert UNION.is_working_day(date(2025, 8, 26)) is True

    @given(st.dates(date(2008, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
    def test_the_union_never_ends_sooner(self, day: date, n: int) -> None:
        assert UNION.nth_working_day(day, n) >= ENGLAND.nth_working_day(day, n)


@given(st.dates(date(2008, 1, 1), date(2026, 1, 1)), st.integers(0, 300))
def test_spans_with_both_ends_included(day: date, length: int) -> None:
    """Both ends counted is one count from the day before; against numpy's half-open one."""
    days = ENGLAND.days
    rest = [one for one, why in ENGLAND.special.items() if why.kind != "make_up"]
    first, last = day.toordinal(), day.toordinal() + length
    both = count.working_days_between(days, first - 1, last)
    epoch = date(1970, 1, 1).toordinal()
    found = np.busday_count(
        np.datetime64(first - epoch, "D"),
        np.datetime64(last + 1 - epoch, "D"),
        holidays=[np.datetime64(one - epoch, "D") for one in rest],
    )
    assert both == found
