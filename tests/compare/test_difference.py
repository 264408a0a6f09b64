"""Two rulesets: what changes is told by item and key, texts are not, and cases are judged twice."""

from __future__ import annotations

from typing import Any

import pytest

import opendisclose
from opendisclose.compare.against import Source
from opendisclose.compare.difference import difference_of
from opendisclose.load.case import load_case
from opendisclose.model.periods import Period
from opendisclose.model.ruleset import Ruleset

from .written import changed, rule, title

REPLY = "procedures.request.deadlines.reply"

CHANGES: list[tuple[str, Any, tuple[str, str, str]]] = [
    (f"{REPLY}.within", {"working_days": 15}, ("changed", "deadlines", "request.reply within")),
    (f"{REPLY}.extended", None, ("changed", "deadlines", "request.reply extended")),
    (
        "procedures.request.transitions.extend.by",
        "office",
        ("changed", "transitions", "request.extend by"),
    ),
    (
        "procedures.request.transitions.refuse.requires",
        ["reasons", "name"],
        ("changed", "transitions", "request.refuse requires"),
    ),
    ("roles.archive", title("档案馆", "archive"), ("added", "roles", "archive")),
    ("exemptions.privacy", None, ("removed", "exemptions", "privacy")),
]


def differences(local: dict[str, Any]) -> list[tuple[str, str, str]]:
    one, other = (Source(ruleset=Ruleset.model_validate(raw)) for raw in (rule(), local))
    return [(x.change, x.kind, x.name) for x in difference_of(one, other).changes]


@pytest.mark.parametrize(("route", "value", "expected"), CHANGES, ids=lambda x: str(x)[:50])
def test_one_change_is_one_change(route: str, value: Any, expected: tuple[str, str, str]) -> None:
    assert differences(changed(route, value)) == [expected]


def test_the_head_of_a_ruleset_counts_too() -> None:
    assert differences(changed("status", "draft")) == [("changed", "head", "status")]


def test_texts_and_the_order_of_names_are_no_difference() -> None:
    raw = changed(f"{REPLY}.zh", "答复申请人的期限")
    raw["procedures"]["request"]["transitions"]["apply"]["also"] = ["提交"]
    raw["roles"]["office"]["en"] = "the office"
    assert differences(raw) == []


def test_cases_whose_dates_change_are_told() -> None:
    case = load_case("examples/shihezi-late-reply.yaml")
    same = opendisclose.difference("shihezi", "shihezi", cases=[case])
    assert (same.cases, same.unchanged) == ((), 1)
    text = opendisclose.load("shihezi")
    reply = text.ruleset.procedures["on_request"].deadlines["reply"]
    longer = reply.model_copy(update={"within": Period(working_days=40)})
    request = text.ruleset.procedures["on_request"]
    deadlines = {**request.deadlines, "reply": longer}
    procedures = {
        **text.ruleset.procedures,
        "on_request": request.model_copy(update={"deadlines": deadlines}),
    }
    changed_rules = text.ruleset.model_copy(update={"procedures": procedures})
    other = opendisclose.Rules(ruleset=changed_rules)
    found = opendisclose.difference(text, other, cases=[case])
    assert [one.name for one in found.changes] == ["on_request.reply within"]
    (moved,) = found.cases
    assert moved.before == "violation"
    assert [clock for clock, _, _ in moved.dates] == ["on_request.reply"]
    assert any(change == "removed" and "late" in line for change, line in moved.findings)
