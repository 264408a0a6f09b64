"""The steps of a due date add up to it, and every one can be read in both languages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisclose.calendars import Calendar, calendar_for
from opendisclose.deadline import DueDate, Step, count, due_date, explain, render
from opendisclose.deadline.steps import StepKind
from opendisclose.deadline.texts import TEXTS

CN = calendar_for()
OWN = calendar_for(closed=[date(2026, 11, 18)], worked=[date(2026, 11, 21)])


def kinds(found: DueDate) -> list[str]:
    return [step.kind for step in found.steps]


def of(found: DueDate, kind: str) -> list[Step]:
    return [step for step in found.steps if step.kind == kind]


FULL = explain(
    CN,
    kind=count.WORKING_DAYS,
    n=15,
    trigger=date(2022, 9, 20),
    spans=[
        (date(2022, 9, 22), date(2022, 9, 27)),
        (date(2022, 9, 26), date(2022, 9, 28)),
        (date(2023, 3, 1), date(2023, 3, 9)),
    ],
    extension=(count.WORKING_DAYS, 5),
    clause=("第二十一条",),
    span_clauses=[("第二十二条",), ("第二十三条",), ("第二十四条",)],
    extension_clause=("第二十五条",),
    readings=[("以收到之日起算", "counted from receipt")],
    trigger_name=("收到申请", "request received"),
)


class TestSteps:
    """3.12: a due date contains its steps; explanations cannot disagree with the date."""

    def test_every_step_of_a_full_count_in_order(self) -> None:
        assert kinds(FULL) == [
            "trigger", "first_day", "excluded", "skipped", "worked", "worked", "ignored",
            "extension", "due", "reading",
        ]  # fmt: skip
        assert of(FULL, "due")[0].first == FULL.date == date(2022, 10, 27)

    def test_the_trigger_and_day_one(self) -> None:
        trigger, day_one = FULL.steps[:2]
        assert (trigger.first, trigger.clause) == (date(2022, 9, 20), ("第二十一条",))
        assert day_one.first == date(2022, 9, 21)

    def test_joined_spans_carry_the_clauses_of_both(self) -> None:
        (span,) = of(FULL, "excluded")
        assert (span.first, span.last) == (date(2022, 9, 23), date(2022, 9, 28))
        assert span.number == 4
        assert span.clause == ("第二十二条", "第二十三条")
        assert of(FULL, "ignored")[0].clause == ("第二十四条",)

    def test_a_run_of_weekdays_off_names_the_festival_and_the_notice(self) -> None:
        (off,) = of(FULL, "skipped")
        assert (off.first, off.last, off.number) == (date(2022, 10, 3), date(2022, 10, 7), 5)
        assert off.names == (("国庆节", "National Day"),)
        assert [one.id for one in off.notices] == ["2022"]
        assert [step.first for step in of(FULL, "worked")] == [
            date(2022, 10, 8),
            date(2022, 10, 9),
        ]

    def test_the_extension_leads_from_the_one_date_to_the_other(self) -> None:
        (added,) = of(FULL, "extension")
        assert (added.first, added.last) == (date(2022, 10, 20), FULL.date)
        assert (added.number, added.clause) == (5, ("第二十五条",))

    def test_an_amended_notice_is_named(self) -> None:
        found = due_date(CN, "working_days", 20, date(2020, 1, 10))
        assert [one.id for one in of(found, "skipped")[0].notices] == ["2020", "2020-amended"]

    def test_a_roll_names_what_the_day_rested_for(self) -> None:
        found = due_date(CN, "days", 5, date(2022, 9, 28))
        (roll,) = of(found, "rolled")
        assert (roll.first, roll.last) == (date(2022, 10, 3), date(2022, 10, 8))
        assert roll.names == (("国庆节", "National Day"),)
        assert "skipped" not in kinds(found)  # natural days all count

    def test_a_clock_started_under_a_span_counts_its_first_day_after_it(self) -> None:
        """3.5: a clock started under an open span starts paused."""
        found = explain(
            CN,
            kind=count.WORKING_DAYS,
            n=3,
            trigger=date(2026, 11, 2),
            spans=[(date(2026, 10, 20), date(2026, 11, 5))],
        )
        assert of(found, "first_day")[0].first == date(2026, 11, 6)
        assert found.date == date(2026, 11, 10)

    def test_own_days_are_named_as_own(self) -> None:
        found = due_date(OWN, "working_days", 5, date(2026, 11, 16))
        assert found.date == date(2026, 11, 23)
        assert "本单位休息日" in render(of(found, "skipped")[0], "zh")
        assert "own working day" in render(of(found, "worked")[0], "en")

    @settings(deadline=None)
    @given(
        st.dates(date(2007, 1, 2), date(2025, 6, 30)),
        st.integers(1, 90),
        st.integers(0, 30),
        st.integers(0, 40),
        st.integers(0, 20),
    )
    def test_the_steps_add_up_to_the_date(
        self, start: date, n: int, gap: int, length: int, ext: int
    ) -> None:
        opened = start + timedelta(days=gap)
        found = explain(
            CN,
            kind=count.WORKING_DAYS,
            n=n,
            trigger=start,
            spans=[(opened, opened + timedelta(days=length))],
            extension=(count.WORKING_DAYS, ext),
        )
        assert found.date is not None
        spans = [
            (step.first, step.last)
            for step in of(found, "excluded")
            if step.first is not None and step.last is not None
        ]
        counted = 0
        day = start + timedelta(days=1)
        while day <= found.date:
            if day.weekday() < 5 and not any(first <= day <= last for first, last in spans):
                counted += 1
            day += timedelta(days=1)
        counted -= sum(step.number or 0 for step in of(found, "skipped"))
        counted += len(of(found, "worked"))
        assert counted == n + ext


def _examples(calendar: Calendar) -> list[DueDate]:
    paused = explain(
        calendar,
        kind=count.WORKING_DAYS,
        n=10,
        trigger=date(2026, 11, 2),
        spans=[(date(2026, 11, 4), None)],
        include_trigger=True,
    )
    hours = explain(
        calendar,
        kind=count.HOURS,
        n=2,
        trigger=date(2026, 11, 20),
        trigger_moment=datetime(2026, 11, 20, 9, 30),
        extension=(count.HOURS, 1),
    )
    open_start = explain(
        calendar, kind=count.DAYS, n=5, trigger=date(2026, 11, 20), open_start=True
    )
    return [
        FULL,
        paused,
        hours,
        open_start,
        due_date(calendar, "hours", 48, date(2026, 11, 20)),
        due_date(calendar, "days", 5, date(2022, 9, 28)),
        due_date(calendar, "by_date", date(2026, 10, 31), date(2026, 1, 1)),
        due_date(calendar, "by_date", date(2027, 10, 31), date(2027, 1, 1)),
        due_date(calendar, "working_days", 20, date(2026, 12, 4)),
    ]


class TestTexts:
    """3.12: explanations render the steps, in Chinese and in English."""

    STEPS = tuple(step for found in _examples(CN) for step in found.steps)

    def test_the_examples_use_every_kind_of_step_and_every_text(self) -> None:
        assert {step.kind for step in self.STEPS} == set(get_args(StepKind))
        assert set(get_args(StepKind)) <= set(TEXTS)

    def test_every_sentence_is_whole_in_both_languages(self) -> None:
        for step in self.STEPS:
            zh, en = render(step, "zh"), render(step, "en")
            for text in (zh, en):
                assert text == text.strip()
                assert "{" not in text
                assert "None" not in text
                assert "（）" not in text
                assert "()" not in text
            if not step.clause:
                assert en.isascii()

    @pytest.mark.parametrize(
        ("kind", "zh", "en"),
        [
            (
                "trigger",
                "起算：2022年9月20日（周二）（收到申请），当日不计入（第二十一条）",
                "trigger day: Tue 2022-09-20 (request received), not counted itself (第二十一条)",
            ),
            (
                "excluded",
                "2022年9月23日（周五）至2022年9月28日（周三）不计入：扣除4个工作日"
                "（第二十二条、第二十三条）",
                "Fri 2022-09-23 to Wed 2022-09-28 excluded: 4 working days taken out"
                " (第二十二条, 第二十三条)",
            ),
            (
                "skipped",
                "2022年10月3日（周一）至2022年10月7日（周五）休息（国庆节）：5个平日不计入，"
                "依据《国务院办公厅关于2022年部分节假日安排的通知》",
                "Mon 2022-10-03 to Fri 2022-10-07 off (National Day): 5 weekdays not counted,"
                " by General Office of the State Council: notice on the holidays of 2022",
            ),
            (
                "due",
                "截止：2022年10月27日（周四）24时",
                "due: by the end of Thu 2022-10-27",
            ),
            ("reading", "理解：以收到之日起算", "reading: counted from receipt"),
        ],
    )
    def test_sentences(self, kind: str, zh: str, en: str) -> None:
        step = of(FULL, kind)[0]
        assert render(step, "zh") == zh
        assert render(step, "en") == en
