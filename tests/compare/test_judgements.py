"""One thing changed in a small rule: the comparison sees that, with its direction, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from .written import Raw, changed, compared, differing, rule, title, told

REPLY = "procedures.request.deadlines.reply"
OPINION = "procedures.request.deadlines.opinion"
ACTS = "procedures.request.transitions"

ONE: list[tuple[str, Any, tuple[str, str]]] = [
    (f"{REPLY}.within", {"working_days": 21}, ("period", "looser")),
    (f"{REPLY}.within", {"working_days": 15}, ("period", "stricter")),
    (f"{REPLY}.within", {"days": 90}, ("period", "looser")),
    (f"{REPLY}.within", {"days": 10}, ("period", "stricter")),
    (f"{REPLY}.within", {"days": 30}, ("period", "undetermined")),
    (f"{REPLY}.within", {"months": 1}, ("period", "undetermined")),
    (f"{REPLY}.within", {"hours": 48}, ("period", "stricter")),
    (f"{REPLY}.within", "promptly", ("period", "undetermined")),
    (f"{REPLY}.within", "same_day", ("period", "stricter")),
    (f"{OPINION}.within", {"working_days": 5}, ("period", "extra_burden")),
    (f"{OPINION}.within", {"working_days": 25}, ("period", "stricter")),
    (f"{REPLY}.extended.at_most", {"working_days": 30}, ("extension", "looser")),
    (f"{REPLY}.extended.at_most", {"working_days": 10}, ("extension", "stricter")),
    (f"{REPLY}.extended.times", 2, ("extension", "looser")),
    (f"{REPLY}.extended.needs", None, ("extension", "looser")),
    (f"{ACTS}.extend.by", "office", ("extension", "looser")),
    (f"{REPLY}.extended", None, ("extension", "not_covered")),
    (f"{REPLY}.excluded", None, ("exclusion", "not_covered")),
    (f"{ACTS}.silence.sets", {"view": "objects"}, ("silence", "looser")),
    (f"{ACTS}.silence.sets", {"view": "agrees"}, ("silence", "undetermined")),
    (f"{ACTS}.apply.requires", ["name"], ("content", "not_covered")),
    (f"{ACTS}.apply.requires", ["name", "form_wanted", "purpose"], ("content", "extra_burden")),
    (f"{ACTS}.refuse.requires", ["reasons", "purpose"], ("content", "stricter")),
    (f"{ACTS}.refuse.requires", None, ("content", "not_covered")),
    ("exemptions.privacy.lifted_when", {"consent": True}, ("exemption", "looser")),
    ("exemptions.privacy", None, ("exemption", "not_covered")),
    (
        "exemptions.other",
        title("其他", "other", when={"subject": {"has": "other"}}, force="may_not"),
        ("exemption", "looser"),
    ),
]


def with_purpose() -> Raw:
    raw = rule()
    raw["facts"]["purpose"] = title("目的和用途", "purpose", type="boolean")
    return raw


@pytest.mark.parametrize(("route", "value", "expected"), ONE, ids=lambda one: str(one)[:60])
def test_one_change_is_one_row(route: str, value: Any, expected: tuple[str, str]) -> None:
    found = compared(changed(route, value, raw=with_purpose()), with_purpose())
    assert told(found) == [expected]


def test_one_entry_may_hold_two_of_the_law() -> None:
    raw = changed(f"{ACTS}.apply.requires", ["name"])
    raw["facts"]["name"] = title("姓名、所需形式", "name and form wanted", type="boolean")
    assert told(compared(raw)) == []


def test_a_rule_that_is_the_law_differs_in_nothing() -> None:
    found = compared(rule())
    assert told(found) == []
    assert found.findings == ()
    assert found.unmatched == ()


def test_partial_disclosure_that_is_missing_is_a_warning() -> None:
    raw = changed(f"{ACTS}.disclose_in_part")
    raw["procedures"]["request"]["deadlines"]["reply"]["met_by"] = ["disclose", "refuse"]
    (found,) = compared(raw).findings
    assert (found.code.id, found.severity.value) == ("OD503", "warning")


def test_a_reply_without_a_limit_is_a_warning() -> None:
    raw = changed(REPLY)
    found = [one for one in compared(raw).findings if one.severity.value == "warning"]
    assert [one.code.id for one in found] == ["OD503"]


def test_a_number_against_a_number_is_an_error_and_an_exemption_is_not() -> None:
    (number,) = compared(changed(f"{REPLY}.within", {"working_days": 21})).findings
    (bar,) = compared(changed("exemptions.privacy.lifted_when", {"consent": True})).findings
    assert (number.code.id, number.severity.value) == ("OD501", "error")
    assert (bar.code.id, bar.severity.value) == ("OD501", "warning")


def test_a_matter_that_is_left_out_is_no_finding() -> None:
    raw = changed("procedures.request")
    raw["procedures"]["other"] = rule()["procedures"]["request"]
    raw["procedures"]["other"]["title"] = title("其他事项", "another matter")
    rows = compared(raw).rows
    assert {one.silent for one in rows if one.kind == "period"} == {True}
    assert compared(raw).findings == ()


def test_what_fits_the_older_edition_is_outdated() -> None:
    older = changed(
        f"{ACTS}.apply.requires", ["name", "form_wanted", "purpose"], raw=with_purpose()
    )
    older["id"] = "before"
    local = {**older, "id": "local"}
    (row,) = differing(compared(local, with_purpose(), older))
    assert (row.judgement.value, row.fits) == ("outdated", "before")


def test_a_stricter_number_names_the_older_edition_that_has_it() -> None:
    local = changed(f"{REPLY}.within", {"working_days": 15})
    (row,) = differing(compared(local, rule(), {**local, "id": "before"}))
    assert (row.judgement.value, row.fits) == ("stricter", "before")


def test_basis_pairs_what_nothing_else_would() -> None:
    raw = rule()
    raw["id"] = "local"
    reply = raw["procedures"]["request"]["deadlines"].pop("reply")
    other = {**reply, "within": {"working_days": 25}, "starts": "consult", "basis": "law#reply"}
    raw["procedures"]["request"]["deadlines"]["own"] = other
    rows = [one for one in differing(compared(raw)) if one.judgement.value == "looser"]
    assert [(one.kind, one.how.en) for one in rows] == [("period", "named by `basis`")]
