"""Small procedures go in; the twin must answer what meanings 1, 2, 3 and 13 say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import yaml
from chinese_calendar import is_workday

from .replay import judge
from .small import BASE, FIVE, LINE, kinds, run


def test_a_jump_names_the_skipped_acts_and_their_coming_later_makes_it_an_order_fault() -> None:
    told = run(LINE, [("close", "2025-06-09T09:00")], FIVE + "}}")
    assert kinds(told) == [("missing_step", "e1")]
    assert told.findings[0].clauses == ("O", "M")
    assert told.states == ("end",)
    told = run(
        LINE,
        [("close", "2025-06-09T09:00"), ("open", "2025-06-09T10:00"), ("move", "2025-06-10T09:00")],
        FIVE + "}}",
    )
    assert kinds(told) == [("wrong_order", "e1")]
    assert told.states == ("end",)
    assert told.clocks["d", ""].status == "met"  # its goal was reached meanwhile


def test_no_path_means_not_possible_here_and_nothing_changes() -> None:
    told = run(LINE, [("open", "2025-06-09T09:00"), ("open", "2025-06-11T09:00")], FIVE + "}}")
    assert (kinds(told), told.findings[0].clauses) == ([("wrong_order", "e2")], ("O",))
    assert told.clocks["d", ""].due == date(2025, 6, 16)


def test_variants_fork_and_join() -> None:
    net = """{open: {to: {all: [a, b]}}, done_a: {from: a, to: c},
      join: {from: {all: [c, b]}, to: end, clause: J},
      x1: {act: x, in: a, when: {ok: false}, by: office, clause: X1},
      x2: {act: x, in: a, when: {ok: true}, by: section, clause: X2}}"""
    told = run(net, [("open", "2025-06-06"), ("done_a", "2025-06-06"), ("join", "2025-06-06")])
    assert (kinds(told), told.states) == ([], ("end",))
    told = run(net, [("open", "2025-06-06"), ("x", "2025-06-06", {"data": {"ok": True}})])
    assert [one.clauses for one in told.findings] == [("X2",)]  # the role; not the false guard
    told = run(net, [("open", "2025-06-06"), ("join", "2025-06-06")])
    assert (kinds(told), told.states) == ([("missing_step", "e2")], ("end",))


def test_who_did_it() -> None:
    net = """{open: {to: a}, sign: {from: a, to: b, distinct_from: open},
      send: {from: b, to: end, same_as: open}}"""
    same = {"actor": "x"}
    log = [("open", "2025-06-06", same), ("sign", "2025-06-06", same)]
    assert kinds(run(net, log)) == [("wrong_role", "e2")]
    assert run(net, [("open", "2025-06-06"), ("sign", "2025-06-06")]).verdict == "indeterminate"
    other = [
        ("open", "2025-06-06"),
        ("sign", "2025-06-06", {"role": "section"}),
        ("send", "2025-06-06", {"role": "section"}),
    ]
    assert kinds(run(net, other)) == [("wrong_role", "e3")]


def test_what_is_required_presupposed_and_cited() -> None:
    net = """{open: {to: a, requires: [{is: {form: written}}, {has: ok, when: {parties: {gt: 1}}}]},
      look: {in: a, clause: L}, refuse: {from: a, to: end, cites: required, clause: R,
      presupposes: [{act: look, when: {parties: 2}}]}}"""
    told = run(net, [("open", "2025-06-06", {"data": {"form": "oral"}})])
    assert (kinds(told), told.findings[0].clauses) == ([("wrong_form", "e1")], ("F",))
    empty = {"data": {"parties": 2, "ok": None}}
    assert kinds(run(net, [("open", "2025-06-06", empty)])) == [("missing_required_content", "e1")]
    two = {"data": {"parties": 2, "ok": True}}
    told = run(net, [("open", "2025-06-06", two), ("refuse", "2025-06-07", {"cites": ["nothing"]})])
    assert kinds(told) == [("missing_step", "e2"), ("illegal_exemption", "e2")]
    assert [one.clauses for one in told.findings] == [("L",), ("R",)]
    told = run(
        net,
        [("open", "2025-06-06"), ("refuse", "2025-06-07", {"cites": ["secret"]})],
        starts_in=["a"],
    )
    assert ("illegal_exemption", "e2") not in kinds(told)
    assert told.undecided == 1  # whether `secret` stands is not known; `look` lies before the log


def test_a_disclosure_has_one_finding_for_all_that_bars_it() -> None:
    net = """{open: {to: a, clause: O}, ready: {from: a, to: b, clause: Y},
      give: {from: b, to: end, outcome: disclosed, when: {weight: important}, clause: G}}"""
    data = {"data": {"weight": "usual", "ok": False, "consent": "oral", "parties": 2}}
    told = run(net, [("open", "2025-06-06", data), ("give", "2025-06-07")])
    assert kinds(told) == [("unauthorised_disclosure", "e2")]
    assert told.findings[0].clauses == ("X1", "X2", "G", "Y")
    data["data"].update(weight="in_doubt", ok=True, consent="none")
    log = [("open", "2025-06-06", data), ("ready", "2025-06-06"), ("give", "2025-06-07")]
    assert run(net, log).verdict == "compliant"


def test_what_may_be_withheld_does_not_bar() -> None:
    exemption = {"clause": "X1", "when": {"ok": False}, "force": "may_withhold"}
    ruleset = yaml.safe_load(BASE) | {"exemptions": {"inner": exemption}}
    net = "{open: {to: a}, give: {from: a, to: end, outcome: disclosed}}"
    ruleset["procedures"] = {
        "p": {"states": {"a": {}, "end": {"final": True}}, "transitions": yaml.safe_load(net)}
    }
    rows = [
        {"act": act, "at": date(2025, 6, day), "role": "office", "data": {"ok": False}}
        for act, day in (("open", 6), ("give", 9))
    ]
    case = {"procedure": "p", "events": rows}
    given: dict[str, Any] = {
        "as_of": None,
        "is_working_day": is_workday,
        "official_through": date(2026, 12, 27),
    }
    assert judge(ruleset, case, **given).verdict == "compliant"
    exemption["force"] = "may_not"
    told = judge(ruleset, case, **given)
    assert kinds(told) == [("unauthorised_disclosure", "e2")]


def test_every_party_must_consent() -> None:
    net = """{open: {to: a}, consent: {in: a, per: party},
      give: {from: a, to: b, when: {every: {consent: written}, of: parties}}}"""
    start = [
        ("open", "2025-06-06", {"data": {"parties": 2}}),
        ("consent", "2025-06-06", {"key": "x", "data": {"consent": "written"}}),
    ]
    assert kinds(run(net, [*start, ("give", "2025-06-07")])) == [("guard_not_met", "e3")]
    second = ("consent", "2025-06-06", {"key": "y", "data": {"consent": "written"}})
    assert kinds(run(net, [*start, second, ("give", "2025-06-07")])) == []


def test_times_without_a_clock_stand_at_the_latest_instant_before_them() -> None:
    told = run(
        LINE, [("open", "2025-06-06T15:00"), ("move", "2025-06-06"), ("close", "2025-06-06T15:30")]
    )
    assert (kinds(told), told.states) == ([], ("end",))
    told = run(
        LINE,
        [("open", "2025-06-06T15:00"), ("move", "2025-06-07T09:00")],
        as_of=datetime(2025, 6, 7) - timedelta(minutes=1),
    )
    assert told.states == ("a",)


def test_what_an_external_role_does_wrong_is_a_note() -> None:
    told = run(LINE, [("open", "2025-06-06", {"role": "citizen"})])
    assert (told.verdict, told.findings[0].severity) == ("compliant", "note")
