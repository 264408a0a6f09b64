"""The due dates that the rule tests of the rulesets expect, recounted.

Periods in working days are counted day by day with another calendar package, the time of logged
consultations and corrections left out; extended ones are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from chinese_calendar import is_workday

RULESETS = Path(__file__).parents[2] / "rulesets"
NAMES = ("gansu", "jilin", "kuancheng", "quanzhou", "shihezi")
LAST_YEAR = 2026  # of the other package; what is due later is provisional anyway


def dated() -> Iterator[tuple[str, str, date, date]]:
    """Test, clock, the date that the file expects, and the date counted here."""
    for name in NAMES:
        rules = _plain(RULESETS / name / "ruleset.yaml")
        for file in sorted((RULESETS / name / "tests").glob("*.yaml")):
            for test, one in _plain(file)["tests"].items():
                for clock, due in one["expect"].get("due", {}).items():
                    counted = _counted(rules, one, clock)
                    if counted is not None:
                        yield f"{name}/{test}", clock, due, counted


def test_due_dates_are_counted_right_in_the_files() -> None:
    found = list(dated())
    assert [one for one in found if one[2] != one[3]] == []
    assert len(found) > 40


def _plain(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _counted(rules: Any, test: Any, clock: str) -> date | None:
    """The due date of a clock in working days, or None of one that is not recounted."""
    procedure = rules["procedures"][test["procedure"]]
    name, _, key = clock.rstrip("]").partition("[")
    if key:
        own = [one for one in test["events"] if one.get("key", key) == key]
        test = test | {"events": own}
    deadline = procedure["deadlines"][name]
    within = deadline["within"]
    if not isinstance(within, dict) or list(within) != ["working_days"]:
        return None
    if _days(procedure, test, deadline.get("extended", {}).get("act")):
        return None
    starts = _days(procedure, test, deadline["starts"])
    if not starts or starts[-1] >= date(LAST_YEAR, 12, 1):
        return None
    out: set[date] = set()
    for span in deadline.get("excluded", ()):
        opened, closed = (_days(procedure, test, span[end], "at") for end in ("from", "until"))
        if len(opened) != len(closed):
            return None
        for first, last in zip(opened, closed, strict=True):
            out |= {first + timedelta(days=n) for n in range(1, (last - first).days + 1)}
    return working_day_after(starts[-1], within["working_days"], out)


def _days(procedure: Any, test: Any, acts: Any, day: str = "received") -> list[date]:
    """The days on which acts were done, or with `received` reached whom they are for, as logged."""
    names: set[Any] = set()
    for one in acts if isinstance(acts, list) else [acts] if acts else []:
        act = one["act"] if isinstance(one, dict) else one
        own = procedure["transitions"].get(act, {})
        names |= {act, own.get("act"), own.get("zh"), *own.get("also", ())}
    got = {one["of"]: one["at"] for one in test["events"] if one.get("receipt")}
    done = [one for one in test["events"] if "act" in one and one["act"] in names]
    if day == "at":
        return [_day(one["at"]) for one in done]
    return [_day(one.get("received", got.get(one.get("id"), one["at"]))) for one in done]


def _day(time: Any) -> date:
    if isinstance(time, datetime):
        return time.date()
    return time if isinstance(time, date) else datetime.fromisoformat(time).date()


def working_day_after(start: date, number: int, out: set[date]) -> date:
    """The day with that number, `out` taken out of the count."""
    day = start
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day) and day not in out
    return day
