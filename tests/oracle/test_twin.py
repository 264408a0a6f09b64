"""Worked cases of Shihezi go in; the twin must answer what the document decides."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from chinese_calendar import is_workday
from hypothesis import given, settings

from tests.strategies import logs

from .replay import Outcome, judge, read_log

RULESET = Path(__file__).parents[2] / "rulesets" / "shihezi" / "ruleset.yaml"
LAST_OFFICIAL = date(2026, 12, 27)
OFFICE, HOLDER, APPLICANT, THIRD = "principal_office", "holder", "applicant", "third_party"
COMPLETE = {
    "form": "written",
    "name": True,
    "description": True,
    "form_wanted": True,
    "purpose": True,
}


SHIHEZI: dict[str, Any] = yaml.safe_load(RULESET.read_text(encoding="utf-8"))


@pytest.fixture
def shihezi() -> dict[str, Any]:
    return SHIHEZI


def run(ruleset: dict[str, Any], events: list[dict[str, Any]], **facts: Any) -> Outcome:
    case = {"procedure": "on_request", "facts": facts, "events": events}
    return judge(
        ruleset, case, as_of=None, is_working_day=is_workday, official_through=LAST_OFFICIAL
    )


def act(name: str, at: str, role: str, **more: Any) -> dict[str, Any]:
    return {"act": name, "at": datetime.fromisoformat(at), "role": role, **more}


def found(outcome: Outcome) -> list[tuple[str, str | None, str]]:
    """Kind, event and article of each violation."""
    return [
        (one.kind, one.event, one.clauses[0].split("条")[0] + "条")
        for one in outcome.findings
        if one.severity == "error"
    ]


def due(outcome: Outcome, deadline: str, key: str = "") -> date | None:
    return outcome.clocks[deadline, key].due


def test_sh_14_forwarding_does_not_reset_the_reply_clock(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act("apply", "2025-09-26T10:00", APPLICANT, data=COMPLETE),
            act("forward", "2025-10-14T10:00", OFFICE, received=date(2025, 10, 14)),
            act("feed_back", "2025-10-28T10:00", HOLDER),
            act("disclose", "2025-10-28T16:00", OFFICE),
        ],
    )
    assert told.verdict == "violation"
    assert found(told) == [("late", "e4", "第二十一条")]
    assert due(told, "reply") == date(2025, 10, 23)
    assert due(told, "feedback") == date(2025, 10, 28)
    assert told.clocks["feedback", ""].met_by == "e3"
    assert told.states == ("answered",)


def test_sh_17_the_applicant_is_never_told_of_the_extension(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act("apply", "2025-09-26T10:00", APPLICANT, data=COMPLETE),
            act("forward", "2025-09-28T10:00", OFFICE, received=date(2025, 9, 28)),
            act("ask_extension", "2025-10-16T10:00", HOLDER, data={"explanation": True}),
            act("feed_back", "2025-10-17T16:00", HOLDER),
            act(
                "agree_extension",
                "2025-10-21T10:00",
                OFFICE,
                data={"extension_granted": {"working_days": 15}},
            ),
            act("disclose", "2025-11-10T16:00", OFFICE),
        ],
    )
    assert told.verdict == "violation"
    # The missing notice, and the answer that is late because the extension never counted.
    assert found(told) == [("late", "e6", "第二十一条"), ("missing_step", None, "第二十一条")]
    assert due(told, "feedback") == date(2025, 10, 17)
    assert due(told, "reply") == date(2025, 10, 23)


def test_sh_20_ten_working_days_of_consultation_do_not_count(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act(
                "apply",
                "2026-02-02T10:00",
                APPLICANT,
                data={**COMPLETE, "touches_third_party": True},
            ),
            act(
                "consult",
                "2026-02-05T10:00",
                OFFICE,
                key="c",
                data={"consultation_form": "written", "opinion_period": {"working_days": 15}},
            ),
            act("agree", "2026-02-26T10:00", THIRD, key="c"),
            act("disclose", "2026-03-18T16:00", OFFICE),
        ],
    )
    assert told.verdict == "violation"
    assert found(told) == [("late", "e4", "第二十一条")]
    assert due(told, "reply") == date(2026, 3, 13)
    assert told.fired == []


def test_sh_23_the_public_interest_overrides_a_refusal(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act(
                "apply",
                "2025-02-26T10:00",
                APPLICANT,
                data={**COMPLETE, "touches_third_party": True},
            ),
            act(
                "consult",
                "2025-03-03T10:00",
                OFFICE,
                key="c",
                received=date(2025, 3, 3),
                data={"consultation_form": "written", "opinion_period": {"working_days": 15}},
            ),
            act("object", "2025-03-10T10:00", THIRD, key="c"),
            act("find_public_interest", "2025-03-12T10:00", OFFICE),
            act(
                "tell_third_party",
                "2025-03-13T10:00",
                OFFICE,
                data={"notice_form": "written", "content_told": True, "reasons": True},
            ),
            act("disclose", "2025-03-14T10:00", OFFICE),
        ],
    )
    assert (told.verdict, told.findings) == ("compliant", [])
    assert due(told, "reply") == date(2025, 3, 26)
    assert due(told, "opinion", "c") == date(2025, 3, 24)
    assert told.clocks["tell_third_party", ""].met_by == "e5"


def test_sh_26_correction_starts_the_reply_clock_again(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act("apply", "2024-09-11T10:00", APPLICANT, data={**COMPLETE, "content_clear": False}),
            act("ask_for_correction", "2024-09-12T10:00", OFFICE, received=date(2024, 9, 12)),
            act("correct", "2024-09-20T16:00", APPLICANT),
            act("disclose", "2024-10-17T16:00", OFFICE),
        ],
    )
    assert told.verdict == "violation"
    assert found(told) == [("late", "e4", "第二十一条")]
    assert due(told, "correction") == date(2024, 9, 20)
    assert told.clocks["correction", ""].status == "met"
    assert due(told, "reply") == date(2024, 10, 16)


def test_sh_29_a_repeated_application_is_not_handled_again(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act("apply", "2025-06-03T10:00", APPLICANT, data=COMPLETE),
            act("not_handle_again", "2025-06-05T10:00", OFFICE),
        ],
        answered_before=True,
        proper_reason=False,
    )
    assert (told.verdict, told.findings) == ("compliant", [])
    assert due(told, "reply") == date(2025, 6, 24)
    assert told.clocks["reply", ""].met_by == "e2"


def test_sh_44_own_information_without_proof_of_identity(shihezi: dict[str, Any]) -> None:
    told = run(
        shihezi,
        [
            act("apply", "2025-06-03T10:00", APPLICANT, data={**COMPLETE, "own_information": True}),
            act("disclose", "2025-06-04T10:00", OFFICE, data={"proof_of_identity": False}),
        ],
    )
    assert told.verdict == "violation"
    assert found(told) == [("missing_required_content", "e2", "第二十四条")]
    assert due(told, "reply") == date(2025, 6, 24)


def test_silence_fires_closes_the_span_and_bars_disclosure(shihezi: dict[str, Any]) -> None:
    """Consulted on 3 March for five working days: silent through 10 March, then barred."""
    told = run(
        shihezi,
        [
            act(
                "apply",
                "2025-02-26T10:00",
                APPLICANT,
                data={**COMPLETE, "touches_third_party": True},
            ),
            act(
                "consult",
                "2025-03-03T10:00",
                OFFICE,
                key="c",
                data={"consultation_form": "written", "opinion_period": {"working_days": 5}},
            ),
            act("disclose", "2025-03-14T10:00", OFFICE),
        ],
    )
    assert told.fired == [("silence", "c", date(2025, 3, 10))]
    assert found(told) == [("unauthorised_disclosure", "e3", "第二十二条")]
    assert due(told, "reply") == date(2025, 3, 26)


@settings(max_examples=60, deadline=None)
@given(log=logs(SHIHEZI, "on_request"))
def test_later_events_are_not_judged_and_the_twin_is_deterministic(
    log: tuple[dict[str, Any], datetime | None],
) -> None:
    case, as_of = log
    rows = [] if as_of is None else read_log(case["events"], None)
    later = [one.raw for one in rows if as_of is not None and one.moment.instant > as_of]
    cut = {**case, "events": [one for one in case["events"] if one not in later]}
    whole, part = (
        judge(SHIHEZI, one, as_of=as_of, is_working_day=is_workday, official_through=LAST_OFFICIAL)
        for one in (case, cut)
    )
    assert whole == part
    assert (whole.verdict == "violation") == any(f.severity == "error" for f in whole.findings)
