"""Due dates: published ones, and the meanings against the slow twin that walks every day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisclose.calendars import calendar_for
from opendisclose.deadline import DueDate, count, due_date, explain, join_spans
from tests.oracle.days import last_day

CN = calendar_for()
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 28)
WORKING = frozenset(
    day
    for day in (FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 4))
    if chinese_calendar.is_workday(day)
)
UNIT = {"working_days": count.WORKING_DAYS, "days": count.DAYS, "months": count.MONTHS}
UNITS = st.sampled_from(sorted(UNIT))
# far enough from the horizon that nothing below is provisional
STARTS = st.dates(date(2007, 1, 2), date(2024, 6, 30))
NUMBERS = st.integers(1, 40)


@st.composite
def spans_after(draw: st.DrawFn, start: date) -> list[tuple[date, date]]:
    """Spans that open from a week before the trigger, overlapping or not."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        opened = start + timedelta(days=draw(st.integers(-7, 60)))
        found.append((max(opened, FIRST), opened + timedelta(days=draw(st.integers(0, 30)))))
    return found


class TestPublished:
    """3.4 on published deadlines: the day after receipt is the first that can count."""

    @pytest.mark.parametrize(
        ("received", "n", "due"),
        [
            (date(2022, 9, 30), 20, date(2022, 11, 2)),
            (date(2011, 6, 1), 15, date(2011, 6, 23)),
            (date(2025, 2, 20), 20, date(2025, 3, 20)),
            (date(2016, 12, 27), 15, date(2017, 1, 18)),
            (date(2020, 1, 10), 20, date(2020, 2, 14)),
            (date(2019, 4, 9), 15, date(2019, 4, 29)),
        ],
    )
    def test_working_days(self, received: date, n: int, due: date) -> None:
        found = due_date(CN, "working_days", n, received)
        assert (found.date, found.status) == (due, "official")
        assert found.earliest == found.latest == due

    @pytest.mark.parametrize(
        ("n", "last_start"),
        [
            (40, date(2026, 11, 5)),
            (35, date(2026, 11, 12)),
            (20, date(2026, 12, 3)),
            (15, date(2026, 12, 10)),
            (7, date(2026, 12, 22)),
        ],
    )
    def test_the_last_receipt_that_is_due_within_2026(self, n: int, last_start: date) -> None:
        one = due_date(CN, "working_days", n, last_start)
        other = due_date(CN, "working_days", n, last_start + timedelta(days=1))
        assert one.date is not None
        assert other.date is not None
        assert one.date.year == 2026 < other.date.year


class TestTrigger:
    """3.4, Civil Code art. 201(1): the day on which a period begins is not counted."""

    @pytest.mark.parametrize("unit", sorted(UNIT))
    def test_the_trigger_day_is_excluded_unless_the_rule_says_otherwise(self, unit: str) -> None:
        monday = date(2026, 11, 16)
        assert (
            due_date(CN, unit, 1, monday).date
            == {
                "working_days": date(2026, 11, 17),
                "days": date(2026, 11, 17),
                "months": date(2026, 12, 16),
            }[unit]
        )
        included = explain(CN, kind=UNIT[unit], n=1, trigger=monday, include_trigger=True)
        assert (
            included.date
            == {
                "working_days": monday,
                "days": monday,
                "months": date(2026, 12, 15),
            }[unit]
        )

    def test_within_a_number_of_days_includes_the_last(self) -> None:
        """Civil Code art. 1259: 以内 and 届满 include the number itself."""
        friday = due_date(CN, "days", 4, date(2026, 11, 16))
        assert friday.date == date(2026, 11, 20)

    def test_the_same_day_is_that_day_even_if_it_is_a_rest_day(self) -> None:
        saturday = date(2026, 11, 21)
        assert due_date(CN, "same_day", 0, saturday).date == saturday
        assert due_date(CN, "in_step", 0, saturday).date == saturday


class TestNatural:
    """3.7, Civil Code arts. 202 and 203(1): the corresponding day; a rest day moves the end on."""

    def test_month_end_then_roll(self) -> None:
        assert due_date(CN, "months", 1, date(2026, 1, 31)).date == date(2026, 2, 28)  # made up
        assert due_date(CN, "months", 1, date(2025, 1, 31)).date == date(2025, 2, 28)
        assert due_date(CN, "months", 1, date(2022, 9, 1)).date == date(2022, 10, 8)

    def test_no_roll_if_the_rule_says_so(self) -> None:
        found = explain(CN, kind=count.MONTHS, n=1, trigger=date(2022, 9, 1), roll=False)
        assert found.date == date(2022, 10, 1)

    def test_one_roll_after_the_extension_and_not_before(self) -> None:
        """3.6: in natural days the extension comes before the one roll to a working day."""
        found = explain(
            CN, kind=count.DAYS, n=2, trigger=date(2022, 9, 30), extension=(count.DAYS, 7)
        )
        assert found.date == date(2022, 10, 9)  # rolled first it would have been the 15th


class TestAgainstTheSlowTwin:
    """3.4-3.7: the table and the day-by-day counter give the same last day."""

    @settings(max_examples=1500, deadline=None)
    @given(st.data())
    def test_equal(self, data: st.DataObject) -> None:
        start, unit = data.draw(STARTS), data.draw(UNITS)
        n = data.draw(NUMBERS if unit != "months" else st.integers(1, 14))
        spans = data.draw(spans_after(start))
        ext_unit = data.draw(st.sampled_from(["", unit, *sorted(UNIT)]))
        ext_n = data.draw(st.integers(0, 14)) if ext_unit else 0
        roll, include = data.draw(st.booleans()), data.draw(st.booleans())
        found = explain(
            CN,
            kind=UNIT[unit],
            n=n,
            trigger=start,
            spans=spans,
            extension=(UNIT.get(ext_unit, 0), ext_n),
            roll=roll,
            include_trigger=include,
        )
        expected = last_day(WORKING, unit, n, start, spans, (ext_unit, ext_n), roll, include)
        assert found.date == expected

    @settings(deadline=None)
    @given(STARTS, st.integers(0, 40), UNITS)
    def test_monotone_in_the_trigger_and_in_the_number(
        self, start: date, n: int, unit: str
    ) -> None:
        due = due_date(CN, unit, n, start).date
        later = due_date(CN, unit, n, start + timedelta(days=1)).date
        longer = due_date(CN, unit, n + 1, start).date
        assert due is not None
        assert later is not None
        assert longer is not None
        assert due <= later
        assert due <= longer

    @settings(deadline=None)
    @given(STARTS, NUMBERS, st.integers(0, 20), st.integers(0, 30))
    def test_exclusion_and_extension_commute_in_working_days(
        self, start: date, n: int, ext: int, taken: int
    ) -> None:
        """3.6: in working days exclusion and extension commute."""
        day, kind = start.toordinal(), count.WORKING_DAYS

        def due(n: int, taken: int, ext: int) -> int:
            return count.due_day(CN.days, kind, n, day, taken, kind, ext, 1, 0)

        first = due(n, taken, 0)
        assert due(n, taken, ext) == count.nth_working_day(CN.days, first, ext)
        assert due(n, taken, ext) == due(n, 0, ext + taken) == due(n + ext + taken, 0, 0)


class TestSpans:
    """3.5: the working days after a's day through b's day are taken out of the count."""

    START = date(2026, 11, 2)  # a Monday; 10 working days end on Monday the 16th

    def due(self, *spans: tuple[date, date | None], as_of: date | None = None) -> DueDate:
        return explain(
            CN, kind=count.WORKING_DAYS, n=10, trigger=self.START, spans=spans, as_of=as_of
        )

    def test_the_opening_day_counts_and_the_closing_day_does_not(self) -> None:
        assert self.due().date == date(2026, 11, 16)
        assert self.due((date(2026, 11, 4), date(2026, 11, 6))).date == date(2026, 11, 18)

    def test_overlapping_spans_are_joined_and_count_once(self) -> None:
        one = (date(2026, 11, 4), date(2026, 11, 6))
        other = (date(2026, 11, 5), date(2026, 11, 9))
        assert self.due(one, other).date == self.due((one[0], other[1])).date

    def test_a_span_counts_from_the_later_of_its_opening_and_the_trigger(self) -> None:
        early = self.due((date(2026, 10, 20), date(2026, 11, 4)))
        assert early.date == self.due((self.START, date(2026, 11, 4))).date == date(2026, 11, 18)
        assert self.due((date(2026, 10, 20), self.START)).date == date(2026, 11, 16)

    def test_a_span_that_opens_after_the_due_date_does_nothing(self) -> None:
        late = self.due((date(2026, 11, 17), date(2026, 11, 20)))
        assert late.date == date(2026, 11, 16)
        assert "ignored" in {step.kind for step in late.steps}
        assert self.due((date(2026, 11, 16), date(2026, 11, 18))).date == date(2026, 11, 18)

    def test_an_open_span_pauses_the_clock_and_gives_the_earliest_date(self) -> None:
        paused = self.due((date(2026, 11, 4), None), as_of=date(2026, 11, 6))
        assert (paused.date, paused.status, paused.latest) == (None, "paused", None)
        assert paused.earliest == date(2026, 11, 18)
        assert self.due((date(2026, 11, 4), None)).earliest == date(2026, 11, 16)

    def test_an_open_span_that_opened_too_late_pauses_nothing(self) -> None:
        late = self.due((date(2026, 11, 17), None), as_of=date(2026, 11, 20))
        assert (late.date, late.status) == (date(2026, 11, 16), "official")

    def test_natural_days_lose_natural_days(self) -> None:
        found = explain(
            CN,
            kind=count.DAYS,
            n=10,
            trigger=self.START,
            spans=[(date(2026, 11, 4), date(2026, 11, 8))],
        )
        assert found.date == date(2026, 11, 16)

    @settings(deadline=None)
    @given(spans_after(START))
    def test_joined_spans_hold_the_same_days_once_and_do_not_touch(
        self, spans: list[tuple[date, date]]
    ) -> None:
        joined = join_spans(spans, self.START)
        held = {
            max(after, self.START) + timedelta(days=i)
            for after, through in spans
            for i in range(1, (through - max(after, self.START)).days + 1)
        }
        listed = [
            after + timedelta(days=i)
            for after, through in joined
            for i in range(1, (through - after).days + 1)
        ]
        assert sorted(held) == listed
        assert all(one[1] < other[0] for one, other in pairwise(joined))
