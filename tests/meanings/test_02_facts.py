"""Meaning 2: conditions of three values, and the facts they are asked of."""

from __future__ import annotations

from typing import Any

import pytest

import opendisclose as od

from .small import check, codes, done, kinds, rules

OPEN = done("open", "2025-06-06T09:00")


def guarded(condition: str) -> od.Rules:
    """`go` may be done where the condition holds."""
    return rules(f"{{open: {{to: a}}, go: {{in: a, when: {condition}}}, ask: {{in: a, per: ok}}}}")


def went(condition: str, *before: dict[str, Any], **facts: Any) -> str:
    """What became of `go` under the guard: true, false or not known."""
    verdict = check(guarded(condition), OPEN, *before, done("go", "2025-06-09"), facts=facts)
    if codes(verdict.findings) == ["guard-not-met"]:
        return "false"
    assert codes(verdict.findings) == []
    return "not known" if codes(verdict.missing) == ["guard-not-known"] else "true"


class TestConditions:
    """A condition is true, false or not known; all, any and not combine the three."""

    @pytest.mark.parametrize(
        ("condition", "told"),
        [
            ("{ok: true}", "not known"),
            ("{not: {ok: true}}", "not known"),
            ("{any: [{ok: true}, {sure: true}]}", "true"),
            ("{any: [{ok: true}, {sure: false}]}", "not known"),
            ("{any: [{sure: false}, {form: oral}]}", "false"),
            ("{all: [{ok: true}, {sure: true}]}", "not known"),
            ("{all: [{ok: true}, {sure: false}]}", "false"),
            ("{ok: true, sure: false}", "false"),
            ("{all: [{form: written}, {sure: true}]}", "true"),
            ("{not: {any: [{ok: true}, {sure: true}]}}", "false"),
            ("{pages: {gt: 3}}", "not known"),
            ("{event_day: {ge: 2025-06-09}}", "true"),
            ("{event_day: {gt: 2025-06-09}}", "false"),
        ],
    )
    def test_of_three_values(self, condition: str, told: str) -> None:
        assert went(condition) == told

    @pytest.mark.parametrize(
        ("condition", "told"),
        [
            ("{weight: important}", "true"),
            ("{weight: in_doubt}", "true"),
            ("{weight: usual}", "false"),
            ("{weight: {in: [usual, important]}}", "true"),
        ],
    )
    def test_a_value_that_counts_as_another_satisfies_it(self, condition: str, told: str) -> None:
        assert went(condition, weight="in_doubt") == told

    def test_what_another_counts_as_does_not_count_as_it(self) -> None:
        assert went("{weight: in_doubt}", weight="important") == "false"

    def test_only_false_is_a_fault_not_known_is_indeterminate(self) -> None:
        log = OPEN, done("go", "2025-06-09")
        words = [
            check(guarded("{ok: true}"), *log, facts=facts).word.value
            for facts in ({"ok": True}, {}, {"ok": False})
        ]
        assert words == ["compliant", "indeterminate", "violation"]


class TestFacts:
    """Unrecorded takes the default or is not known; recorded as empty is there and empty."""

    def test_unrecorded_takes_its_default(self) -> None:
        assert went("{sure: true}") == "true"
        assert went("{form: written}") == "true"
        assert went("{consent: written}") == "not known"

    def test_what_is_recorded_prevails_over_the_default(self) -> None:
        assert went("{sure: true}", sure=False) == "false"

    def test_recorded_as_empty_is_not_known_in_a_comparison(self) -> None:
        assert went("{sure: true}", sure=None) == "not known"
        assert went("{not: {pages: 3}}", pages=None) == "not known"

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            ({}, []),
            ({"remark": "so"}, []),
            ({"remark": ""}, ["missing_required_content"]),
            ({"remark": None}, ["missing_required_content"]),
        ],
    )
    def test_recorded_as_empty_is_false_where_content_is_required(
        self, data: dict[str, Any], fault: list[str]
    ) -> None:
        net = rules("{open: {to: a, requires: [remark]}}")
        verdict = check(net, done("open", "2025-06-06", data=data))
        assert [one.kind for one in verdict.findings] == fault

    @pytest.mark.parametrize(("value", "fault"), [(True, 0), (False, 1), (None, 1)])
    def test_explicitly_false_is_a_fault_of_content(self, value: bool | None, fault: int) -> None:
        verdict = check(rules("{open: {to: a, requires: [ok]}}"), OPEN | {"data": {"ok": value}})
        assert len(verdict.findings) == fault

    def test_an_entry_whose_condition_is_not_known_is_assumed_in_order(self) -> None:
        net = rules("{open: {to: a, requires: [{has: ok, when: {parties: {gt: 1}}}]}}")
        verdict = check(net, OPEN | {"data": {"ok": False}})
        assert (kinds(verdict), codes(verdict.notes)) == ([], ["content-assumed"])
        verdict = check(net, OPEN | {"data": {"ok": False, "parties": 2}})
        assert kinds(verdict) == [("missing_required_content", "e1")]
        verdict = check(net, OPEN | {"data": {"ok": False, "parties": 1}})
        assert (kinds(verdict), codes(verdict.notes)) == ([], [])


class TestKeys:
    """Facts are kept per key; `every` asks them all."""

    ASKED = "{open: {to: a}, ask: {in: a, per: ok, sets: {sure: false}}, %s}"

    def asked(self, *keys: tuple[str | None, dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            done("ask", f"2025-06-07T0{hour}:00", key=key, data=data)
            for hour, (key, data) in enumerate(keys)
        ]

    def test_what_a_keyed_act_records_holds_for_its_key(self) -> None:
        net = self.ASKED % "go: {in: a, per: ok, when: {ok: true}}"
        said = self.asked(("x", {"ok": True}), ("y", {"ok": False}))
        for key, fault in (("x", []), ("y", ["guard-not-met"])):
            verdict = check(rules(net), OPEN, *said, done("go", "2025-06-09", key=key))
            assert codes(verdict.findings) == fault

    def test_asked_for_a_key_it_is_the_keys_else_the_cases_else_the_default(self) -> None:
        net = self.ASKED % "go: {in: a, per: ok, when: {form: oral}}"
        go = done("go", "2025-06-09", key="x")
        assert codes(check(rules(net), OPEN, go).findings) == ["guard-not-met"]
        assert codes(check(rules(net), OPEN, go, facts={"form": "oral"}).findings) == []
        own = self.asked(("x", {"form": "written"}))
        verdict = check(rules(net), OPEN, *own, go, facts={"form": "oral"})
        assert codes(verdict.findings) == ["guard-not-met"]

    def test_what_a_keyed_act_settles_holds_for_its_key_too(self) -> None:
        net = self.ASKED % "go: {in: a, per: ok, when: {sure: false}}"
        said = self.asked(("x", {}))
        for key, fault in (("x", []), ("y", ["guard-not-met"])):
            verdict = check(rules(net), OPEN, *said, done("go", "2025-06-09", key=key))
            assert codes(verdict.findings) == fault

    def test_asked_without_a_key_any_value_will_do(self) -> None:
        net = self.ASKED % "go: {in: a, when: {ok: true}}"
        go = done("go", "2025-06-09")
        verdict = check(
            rules(net), OPEN, *self.asked(("x", {"ok": False}), ("y", {"ok": True})), go
        )
        assert (verdict.word.value, kinds(verdict)) == ("compliant", [])
        verdict = check(rules(net), OPEN, *self.asked(("x", {"ok": False})), go)
        assert kinds(verdict) == [("guard_not_met", "e3")]

    @pytest.mark.parametrize(
        ("consents", "fault"),
        [
            (["written", "written"], []),
            (["written"], ["guard-not-met"]),
            (["written", "oral"], ["guard-not-met"]),
            (["written", "oral", "written"], []),
        ],
    )
    def test_every_of_counts_the_keys_that_hold(
        self, consents: list[str], fault: list[str]
    ) -> None:
        net = self.ASKED % "go: {in: a, when: {every: {consent: written}, of: parties}}"
        said = self.asked(*((f"k{n}", {"consent": one}) for n, one in enumerate(consents)))
        verdict = check(rules(net), OPEN, *said, done("go", "2025-06-09"), facts={"parties": 2})
        assert codes(verdict.findings) == fault

    def test_every_of_a_number_that_is_not_known_is_not_known(self) -> None:
        said = self.asked(("x", {"consent": "written"}))
        assert went("{every: {consent: written}, of: parties}", *said) == "not known"

    def test_every_without_of_asks_each_key_that_an_act_had(self) -> None:
        condition = "{every: {consent: written}}"
        x, y = ("x", {"consent": "written"}), ("y", {"consent": "oral"})
        assert went(condition, *self.asked(x)) == "true"
        assert went(condition, *self.asked(x, y)) == "false"

    def test_with_no_key_at_all_it_asks_the_case(self) -> None:
        assert went("{every: {consent: written}}", consent="written") == "true"
        assert went("{every: {consent: written}}", consent="oral") == "false"
