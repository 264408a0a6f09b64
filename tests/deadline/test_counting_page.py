"""The page on counting days: its example runs, and its list of steps is what is printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from opendisclose.calendars import calendar_for
from opendisclose.deadline import due_date, render

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "counting-days.md"


class TestPage:
    """3.12: explanations cannot disagree with the date, those in the documentation included."""

    TEXT = PAGE.read_text(encoding="utf-8")

    def test_the_example_runs(self) -> None:
        (example,) = re.findall(r"```python\n(.*?)```", self.TEXT, re.DOTALL)
        names: dict[str, object] = {}
        exec(compile(example, str(PAGE), "exec"), names)
        assert names["due"] == due_date(calendar_for(), "working_days", 20, date(2022, 9, 30))

    def test_the_steps_shown_are_those_printed(self) -> None:
        (shown,) = re.findall(r"```text\n(.*?)```", self.TEXT, re.DOTALL)
        found = due_date(calendar_for(), "working_days", 20, date(2022, 9, 30))
        assert shown.splitlines() == [render(step, "en") for step in found.steps]
