"""More cases at Shihezi: verdict, exactly the listed violations, states, due dates recounted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from chinese_calendar import is_workday

from opendisclose.api import load
from opendisclose.load.case import load_case_text
from opendisclose.replay.verdict import Verdict

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "shihezi_more.yaml").read_text(encoding="utf-8")
)
DATED = [name for name, case in CASES.items() if case["expect"].get("due")]
RULES = load("shihezi")


def judged(name: str) -> Verdict:
    """The verdict on one case of the file, which has to be readable without findings."""
    case = CASES[name]
    given = {key: value for key, value in case.items() if key not in ("expect", "as_of")}
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
    loaded = load_case_text(text, name=f"{name}.yaml")
    assert loaded.findings == ()
    return RULES.check(loaded, as_of=case.get("as_of"))


@pytest.mark.parametrize("name", CASES)
def test_the_document_decides(name: str) -> None:
    expected = CASES[name]["expect"]
    verdict = judged(name)
    found = [(one.clauses[0], one.kind, one.event) for one in verdict.findings if one.kind]
    wanted = [
        (one["clause"], one["kind"], one.get("event")) for one in expected.get("violations", ())
    ]
    assert found == wanted
    assert verdict.word.value == expected["verdict"]
    assert list(verdict.states) == expected.get("states", list(verdict.states))


@pytest.mark.parametrize("name", DATED)
def test_due_dates(name: str) -> None:
    shown = {one.id.partition(".")[2]: one.due for one in judged(name).clocks}
    expected = CASES[name]["expect"]["due"]
    assert {clock: shown[clock] for clock in expected} == {
        clock: one["date"] for clock, one in expected.items()
    }


@pytest.mark.parametrize("name", DATED)
def test_due_dates_are_counted_right_in_the_file(name: str) -> None:
    """The dates written in the file, counted day by day with another calendar package."""
    for one in CASES[name]["expect"]["due"].values():
        if "from" in one:
            left = one["working_days"] + one.get("without", 0)
            assert one["date"] == working_day_after(one["from"], left)


def working_day_after(start: date, number: int) -> date:
    day = start
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day
