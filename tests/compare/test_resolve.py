"""A rule that yields to a law: the local rule where it is as strict, the law where it is not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import opendisclose
from opendisclose.api.resolving import resolved
from opendisclose.cli.main import run
from opendisclose.compare.against import Source
from opendisclose.compare.binding import Resolved
from opendisclose.compare.resolve import resolve
from opendisclose.diagnostics.errors import NothingToResolveError
from opendisclose.model.ruleset import Ruleset
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.subjects import Binding

from .written import CALENDAR, changed, rule

REPLY = "procedures.request.deadlines.reply"
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CASE: dict[str, Any] = {
    "opendisclose_case": 1,
    "ruleset": "kuancheng",
    "procedure": "on_request",
    "events": [
        {"act": "apply", "at": "2026-03-02", "role": "applicant", "received": "2026-03-02"},
        {"act": "ask_for_correction", "at": "2026-03-20", "role": "unit"},
    ],
}


def source(raw: dict[str, Any], name: str) -> Source:
    return Source(ruleset=Ruleset.model_validate({**raw, "id": name}))


def laid(local: dict[str, Any], law: dict[str, Any] | None = None) -> Resolved:
    return resolve(source(local, "local"), source(law or rule(), "law"), CALENDAR)


def days(found: Resolved) -> int | None:
    within = found.ruleset.procedures["request"].deadlines["reply"].within
    return getattr(within, "working_days", None)


@FEW
@given(own=st.integers(min_value=1, max_value=60), above=st.integers(min_value=1, max_value=60))
def test_the_shorter_period_binds_and_says_whose_it_is(own: int, above: int) -> None:
    law = changed(f"{REPLY}.within", {"working_days": above})
    found = laid(changed(f"{REPLY}.within", {"working_days": own}), law)
    assert days(found) == min(own, above)
    (reply,) = [one for one in found.items if one.name == "request.reply" and one.kind == "period"]
    assert reply.document == ("local" if own <= above else "law")


@FEW
@given(own=st.integers(min_value=1, max_value=60), longer=st.integers(min_value=1, max_value=60))
def test_resolving_twice_is_resolving_once(own: int, longer: int) -> None:
    local = changed(f"{REPLY}.within", {"working_days": own})
    at_most = {"working_days": longer}
    local["procedures"]["request"]["deadlines"]["reply"]["extended"]["at_most"] = at_most
    once = laid(local)
    twice = resolve(Source(ruleset=once.ruleset), source(rule(), "law"), CALENDAR)
    assert twice.ruleset == once.ruleset


def test_a_rule_that_is_the_law_stays() -> None:
    found = laid(copy.deepcopy(rule()))
    assert {one.document for one in found.items} == {"local"}
    assert found.ruleset.procedures == source(rule(), "local").ruleset.procedures


def test_an_exemption_that_the_law_lacks_falls_and_one_that_it_has_is_added() -> None:
    found = laid(rule(), changed("exemptions.privacy", None))
    assert "privacy" not in found.ruleset.exemptions
    found = laid(changed("exemptions.privacy", None))
    assert "privacy" in found.ruleset.exemptions


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_kuancheng_as_it_binds(lang: Any, golden: Callable[[str, str], None]) -> None:
    _, found = resolved("kuancheng")
    golden(
        f"resolved-kuancheng.{lang}.txt", rendered(Binding(resolved=found), "text", View(lang=lang))
    )


def test_the_same_as_data(golden: Callable[[str, str], None]) -> None:
    _, found = resolved("kuancheng")
    golden("resolved-kuancheng.json", rendered(Binding(resolved=found), "json", View()))


def test_a_case_is_judged_by_both_documents() -> None:
    own = opendisclose.load("kuancheng").check(CASE)
    rules, _ = resolved("kuancheng")
    both = rules.check(CASE)
    assert [one.clause for one in own.findings] == []
    assert [one.clause for one in both.findings] == ["cn-ogi-2019/第三十条"]
    assert [one.clause for one in both.findings if one.kind == "late"]


def test_resolving_the_resolved_rule_changes_nothing() -> None:
    rules, found = resolved("kuancheng")
    assert rules.ruleset.prevails is None
    law = Source(ruleset=opendisclose.load("cn-ogi-2019").ruleset)
    again = resolve(Source(ruleset=rules.ruleset), law, rules.calendar)
    assert again.ruleset.exemptions == rules.ruleset.exemptions
    assert again.ruleset.procedures == rules.ruleset.procedures
    assert found.law == "cn-ogi-2019"


def test_a_rule_that_names_no_law_is_not_resolved(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NothingToResolveError):
        resolved("shihezi")
    assert run(["show", "shihezi", "--resolved", "--lang", "en"]) == 2
    assert "names no installed law" in capsys.readouterr().err
