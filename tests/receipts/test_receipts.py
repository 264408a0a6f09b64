"""The day of receipt goes by the channel (条例 第三十一条); what is missing is asked for.

The service of a reply by post counts from posting, by hand from the applicant's signature
(国办公开办函〔2016〕235号).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import opendisclose as od
from opendisclose.diagnostics import codes

OFFICE = od.load(Path(__file__).parent / "office.yaml")
SUBMITTED = date(2021, 11, 24)
CONFIRMED = date(2021, 12, 2)
ANSWERED = {"sent_how": "post", "posted_on": date(2021, 12, 28)}


def case(*more: dict[str, Any], at: Any = SUBMITTED, **data: Any) -> od.Case:
    apply = {"act": "apply", "at": at, "role": "applicant", "data": data}
    return od.Case.model_validate({"procedure": "request", "events": [apply, *more]})


def confirm(day: date = CONFIRMED) -> dict[str, Any]:
    return {"act": "confirm", "at": day, "role": "office"}


def answer(day: date = date(2021, 12, 28), **data: Any) -> dict[str, Any]:
    return {"act": "answer", "at": day, "role": "office", "data": data or ANSWERED}


def verdict(one: od.Case, as_of: date | None = None) -> od.Verdict:
    return OFFICE.check(one, as_of=as_of)


def clock(one: od.Case, as_of: date | None = None) -> od.ClockView:
    (found,) = verdict(one, as_of).clocks
    return found


def told(one: od.Case, as_of: date | None = None) -> list[str]:
    found = verdict(one, as_of)
    return [each.code.id for each in (*found.findings, *found.missing, *found.notes)]


@pytest.mark.parametrize(
    ("channel", "fact", "due"),
    [
        ("in_person", "submitted_on", date(2021, 12, 22)),
        ("signed_mail", "signed_on", date(2021, 12, 22)),
        ("redirected", "arrived_on", date(2021, 12, 22)),
        ("unreachable", "contact_restored_on", date(2021, 12, 22)),
    ],
)
def test_the_channel_says_which_date_counts(channel: str, fact: str, due: date) -> None:
    others = {
        name: date(2021, 11, 26)
        for name in ("submitted_on", "signed_on", "arrived_on", "contact_restored_on")
    }
    data = {**others, "registered_on": date(2021, 12, 1), fact: SUBMITTED}
    found = clock(case(sent_by=channel, at=date(2021, 12, 1), **data))
    assert (found.trigger, found.due) == (SUBMITTED, due)


@pytest.mark.parametrize("channel", ["ordinary_mail", "online", "fax"])
def test_a_channel_that_both_sides_confirm_counts_from_the_day_of_the_act(channel: str) -> None:
    found = clock(case(confirm(), sent_by=channel, submitted_on=SUBMITTED))
    assert (found.trigger, found.due) == (CONFIRMED, date(2021, 12, 30))
    assert not found.provisional


def test_a_published_case_falls_either_way_by_the_reading_of_online_channels() -> None:
    """Filed online on 24 November 2021, acknowledged on 2 December, answered on 28 December: late
    by the system's confirmation (due 22 December), in time by both sides' (due 30 December)."""
    one = case(confirm(), answer(), sent_by="online", submitted_on=SUBMITTED)
    found = verdict(one)
    assert found.word.value == "compliant"
    (note,) = [each for each in found.notes if each.code is codes.RECEIPT_READINGS_PART]
    assert "2021-12-02" in note.message.en
    assert "2021-11-24" in note.message.en
    due = found.clocks[0].derivation()
    why = OFFICE.why_not(due, date(2021, 12, 22))
    assert ("start_0",) in [each.ways for each in why.ways]


def test_readings_that_agree_are_no_note() -> None:
    one = case(confirm(SUBMITTED), answer(), sent_by="online", submitted_on=SUBMITTED)
    assert "OD813" not in told(one)


def test_a_missing_confirmation_is_asked_for_where_it_decides() -> None:
    one = case(answer(), sent_by="online", submitted_on=SUBMITTED)
    found = verdict(one)
    assert found.word.value == "indeterminate"
    (missing,) = found.missing
    assert missing.code is codes.RECEIPT_UNKNOWN
    assert missing.help is not None
    assert "`confirm`" in missing.help.en
    view = found.clocks[0]
    assert (view.earliest, view.latest, view.provisional) == (date(2021, 12, 22), None, True)
    due = view.derivation()
    assert (due.date, due.status, due.latest) == (date(2021, 12, 22), "provisional", None)


def test_in_time_from_the_earliest_day_is_in_time_whatever_the_day_was() -> None:
    one = case(answer(date(2021, 12, 20), **{**ANSWERED, "posted_on": date(2021, 12, 20)}))
    assert verdict(one).word.value == "compliant"
    assert told(one) == ["OD814"]


def test_the_channel_is_asked_for_first() -> None:
    (missing,) = verdict(case(answer(), submitted_on=SUBMITTED)).missing
    assert missing.help is not None
    assert "`sent_by`" in missing.help.en


def test_an_open_clock_without_its_day_never_runs_out() -> None:
    one = case(sent_by="online", submitted_on=SUBMITTED)
    assert clock(one, date(2021, 12, 20)).status.value in ("running", "due_soon")
    late = verdict(one, date(2022, 3, 1))
    assert late.word.value == "indeterminate"
    assert [each.code for each in late.missing] == [codes.RECEIPT_UNKNOWN]


def test_nothing_recorded_of_it_lies_after_it() -> None:
    """Logged when it was registered: what was submitted before was not received later."""
    one = case(at=date(2021, 12, 6), sent_by="online", submitted_on=SUBMITTED)
    assert clock(one).trigger == SUBMITTED


def test_a_receipt_that_the_log_states_counts_where_the_channel_has_no_date() -> None:
    one = case(sent_by="signed_mail")
    event = one.events[0].model_copy(update={"received": date(2021, 11, 29)})
    found = clock(one.model_copy(update={"events": (event,)}))
    assert (found.trigger, found.provisional) == (date(2021, 11, 29), False)
    signed = event.model_copy(update={"data": {"sent_by": "signed_mail", "signed_on": SUBMITTED}})
    assert clock(one.model_copy(update={"events": (signed,)})).trigger == SUBMITTED


def test_a_date_recorded_later_counts_and_one_after_the_as_of_day_does_not() -> None:
    later = {"act": "confirm", "at": CONFIRMED, "role": "office", "data": {"signed_on": SUBMITTED}}
    one = case(later, sent_by="signed_mail")
    assert clock(one).trigger == SUBMITTED
    assert not clock(one).provisional
    assert clock(one, date(2021, 12, 1)).provisional


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"sent_how": "post", "posted_on": date(2021, 12, 30)}, "compliant"),
        ({"sent_how": "post", "posted_on": date(2021, 12, 31)}, "violation"),
        ({"sent_how": "direct", "served_on": date(2021, 12, 30)}, "compliant"),
        ({"sent_how": "direct", "served_on": date(2022, 1, 4)}, "violation"),
        ({"sent_how": "portal", "uploaded_on": date(2021, 12, 29)}, "compliant"),
        ({"sent_how": "post", "served_on": date(2021, 12, 29)}, "indeterminate"),
        ({"posted_on": date(2021, 12, 29)}, "indeterminate"),
    ],
)
def test_the_service_of_the_reply_goes_by_its_channel(data: dict[str, Any], word: str) -> None:
    one = case(confirm(), answer(date(2021, 12, 27), **data), sent_by="online")
    assert verdict(one).word.value == word


def test_a_reply_made_too_late_is_late_whenever_it_was_served() -> None:
    one = case(confirm(), answer(date(2021, 12, 31), sent_how="post"), sent_by="online")
    assert [each.code for each in verdict(one).findings] == [codes.LATE]


def test_the_trigger_says_the_channel_and_the_date() -> None:
    one = case(confirm(), sent_by="online", submitted_on=SUBMITTED)
    first = clock(one).steps[0]
    assert first.names == (
        (
            "收到“申请”之日，互联网渠道：与申请人确认",
            "receipt of: apply, online: confirm with the applicant",
        ),
    )
    assert first.clause == ("第二条", "第一条")
