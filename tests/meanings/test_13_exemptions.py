"""Meaning 13: what bars a disclosure, what may be cited, and what information is."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

import opendisclose as od

from .small import check, codes, done, kinds, rules

OPEN = done("open", "2025-06-06T09:00")
REFUSE = """{open: {to: a, clause: O}, look: {in: a, clause: T},
  refuse: {from: a, to: end, cites: %s, clause: R}}"""
GIVE = """{open: {to: a, clause: O}, ready: {from: a, to: b, clause: P1},
  give: {from: b, to: end, outcome: disclosed, when: {weight: important}, clause: G}}"""
# Facts with which nothing bars and the guard holds.
FREE = {"ok": True, "consent": "none", "weight": "important"}


def refused(*names: str, cites: str = "required", **facts: Any) -> od.Verdict:
    event = done("refuse", "2025-06-09", cites=list(names))
    return check(rules(REFUSE % cites), OPEN, event, facts=facts)


def given(net: str = GIVE, *before: dict[str, Any], **facts: Any) -> od.Verdict:
    ready = done("ready", "2025-06-09")
    log = (OPEN, *(before or (ready,)), done("give", "2025-06-10"))
    return check(rules(net), *log, facts={**FREE, **facts})


class TestStands:
    """An exemption stands while `when` is true and `lifted_when` is not."""

    def test_while_when_is_true(self) -> None:
        assert kinds(refused("secret", ok=False)) == []
        assert kinds(refused("secret", ok=True)) == [("illegal_exemption", "e2")]

    def test_and_lifted_when_is_not(self) -> None:
        assert kinds(refused("private", consent="oral", sure=True)) == []
        assert kinds(refused("private", consent="oral", sure=False)) == [
            ("illegal_exemption", "e2")
        ]

    def test_what_it_is_decides_and_not_that_it_was_cited_before(self) -> None:
        told = done("look", "2025-06-07", data={"ok": True})
        log = OPEN | {"data": {"ok": False}}, told, done("refuse", "2025-06-09", cites=["secret"])
        assert kinds(check(rules(REFUSE % "required"), *log)) == [("illegal_exemption", "e3")]

    def test_the_clause_is_the_exemptions(self) -> None:
        assert refused("secret", ok=True).findings[0].clauses == ("X1",)


INNER = {"secret": {"clause": "X1", "when": {"ok": False}, "force": "may_withhold"}}


class TestMayWithhold:
    """What may be withheld may be cited and does not bar a disclosure: the office is free."""

    def test_a_disclosure_is_not_barred(self) -> None:
        log = OPEN, done("ready", "2025-06-09"), done("give", "2025-06-10")
        told = check(rules(GIVE, exemptions=INNER), *log, facts={**FREE, "ok": False})
        assert (kinds(told), told.word.value) == ([], "compliant")

    def test_nor_is_it_undecided_while_that_is_not_known(self) -> None:
        log = OPEN, done("ready", "2025-06-09"), done("give", "2025-06-10")
        known = {"consent": "none", "weight": "important"}
        told = check(rules(GIVE, exemptions=INNER), *log, facts=known)
        assert told.word.value == "compliant"

    def test_a_refusal_may_cite_it(self) -> None:
        net = rules(REFUSE % "required", exemptions=INNER)
        event = done("refuse", "2025-06-09", cites=["secret"])
        assert kinds(check(net, OPEN, event, facts={"ok": False})) == []
        assert kinds(check(net, OPEN, event, facts={"ok": True})) == [("illegal_exemption", "e2")]


class TestCites:
    """An act with `cites` may cite only exemptions that stand and whose presupposed acts are
    done; a name that is no exemption is an illegal exemption, not bad input."""

    def test_a_name_that_is_no_exemption(self) -> None:
        verdict = refused("inconvenient", ok=False)
        assert kinds(verdict) == [("illegal_exemption", "e2")]
        assert verdict.findings[0].clauses == ("R",)
        assert verdict.word.value == "violation"

    def test_its_title_names_it_too(self) -> None:
        named = {
            "secret": {"zh": "国家秘密", "en": "secret", "clause": "X1", "when": {"ok": False}}
        }
        small = rules(REFUSE % "required", exemptions=named)
        for ok, found in ((False, []), (True, ["illegal_exemption"])):
            event = done("refuse", "2025-06-09", cites=["国家秘密"])
            verdict = check(small, OPEN, event, facts={"ok": ok})
            assert [kind for kind, _ in kinds(verdict)] == found
            assert all(one.clauses == ("X1",) for one in verdict.findings)

    def test_one_sound_ground_does_not_heal_another(self) -> None:
        verdict = refused("secret", "inconvenient", "private", ok=False, consent="none")
        assert [one.clause for one in verdict.findings] == ["R", "X2"]

    def test_whose_presupposed_acts_are_done(self) -> None:
        stricter = yaml.safe_load("{secret: {clause: X1, when: {ok: false}, presupposes: [look]}}")
        judged_by = rules(REFUSE % "required", exemptions=stricter)
        refuse = done("refuse", "2025-06-09", cites=["secret"])
        verdict = check(judged_by, OPEN, refuse, facts={"ok": False})
        assert [(one.kind, one.clause) for one in verdict.findings] == [("illegal_exemption", "X1")]
        looked = check(judged_by, OPEN, done("look", "2025-06-07"), refuse, facts={"ok": False})
        assert kinds(looked) == []

    def test_required_and_none_cited_is_a_fault(self) -> None:
        verdict = refused()
        assert (kinds(verdict), verdict.findings[0].clause) == ([("illegal_exemption", "e2")], "R")

    def test_allowed_and_none_cited_is_a_note(self) -> None:
        verdict = refused(cites="allowed")
        assert (kinds(verdict), codes(verdict.notes)) == ([], ["no-exemption-cited"])

    def test_allowed_and_one_that_does_not_stand_is_a_fault(self) -> None:
        verdict = refused("secret", cites="allowed", ok=True)
        assert kinds(verdict) == [("illegal_exemption", "e2")]

    def test_a_fact_that_holds_only_its_default_is_not_known(self) -> None:
        """Who cites a ground says what the information is."""
        by_default = yaml.safe_load("{usual: {clause: X1, when: {sure: true}}}")
        judged_by = rules(REFUSE % "required", exemptions={**by_default})
        refuse = done("refuse", "2025-06-09", cites=["usual"])
        verdict = check(judged_by, OPEN, refuse)
        assert (kinds(verdict), codes(verdict.missing)) == ([], ["exemption-not-known"])
        assert check(judged_by, OPEN, refuse, facts={"sure": True}).word.value == "compliant"

    def test_what_lifts_it_may_rest_on_a_default(self) -> None:
        """`sure` is true unless recorded, so `private` is not lifted."""
        assert refused("private", consent="oral").word.value == "compliant"


class TestDisclosure:
    """A disclosing act that exemptions bar, that was jumped to, met a false guard or was not
    possible makes one finding of all of these, with every clause concerned."""

    def test_nothing_bars(self) -> None:
        assert (given().word.value, kinds(given())) == ("compliant", [])

    @pytest.mark.parametrize(
        ("facts", "clauses"),
        [
            ({"ok": False}, ("X1",)),
            ({"consent": "oral"}, ("X2",)),
            ({"consent": "oral", "sure": False}, None),  # lifted
            ({"weight": "usual"}, ("G",)),
            ({"ok": False, "consent": "oral", "weight": "usual"}, ("X1", "X2", "G")),
        ],
    )
    def test_barred_or_against_its_guard(
        self, facts: dict[str, Any], clauses: tuple[str, ...] | None
    ) -> None:
        verdict = given(**facts)
        found = [(one.kind, one.event, one.clauses) for one in verdict.findings]
        assert found == ([("unauthorised_disclosure", "e3", clauses)] if clauses else [])

    def test_jumped(self) -> None:
        verdict = given(GIVE, done("open", "2025-06-07"))  # `ready` is skipped
        assert [(one.kind, one.clauses) for one in verdict.findings] == [
            ("wrong_order", ("O",)),
            ("unauthorised_disclosure", ("P1",)),
        ]

    def test_not_possible_here(self) -> None:
        again = done("ready", "2025-06-09"), done("give", "2025-06-09T10:00")
        verdict = given(GIVE, *again)
        assert [(one.kind, one.event, one.clauses) for one in verdict.findings] == [
            ("unauthorised_disclosure", "e4", ("G",))
        ]

    def test_all_of_them_in_one_of_the_exemptions_the_guard_the_acts_skipped(self) -> None:
        log = OPEN, done("give", "2025-06-10")
        facts = {"ok": False, "consent": "oral", "weight": "usual"}
        verdict = check(rules(GIVE), *log, facts=facts)
        assert [(one.kind, one.clauses) for one in verdict.findings] == [
            ("unauthorised_disclosure", ("X1", "X2", "G", "P1"))
        ]

    def test_other_faults_of_the_act_stay_findings_of_their_own(self) -> None:
        net = GIVE.replace("clause: G", "clause: G, by: section, requires: [remark]")
        verdict = given(net, ok=False, remark="")
        assert sorted(kinds(verdict)) == [
            ("missing_required_content", "e3"),
            ("unauthorised_disclosure", "e3"),
            ("wrong_role", "e3"),
        ]

    def test_one_not_known_to_bar_makes_it_indeterminate(self) -> None:
        log = OPEN, done("ready", "2025-06-09"), done("give", "2025-06-10")
        facts = {name: value for name, value in FREE.items() if name != "ok"}
        verdict = check(rules(GIVE), *log, facts=facts)
        assert (verdict.word.value, codes(verdict.missing)) == (
            "indeterminate",
            ["exemption-not-known"],
        )

    def test_unlike_a_citation_a_bar_may_rest_on_a_default(self) -> None:
        by_default = {"usual": {"clause": "X1", "when": {"sure": True}}}
        log = OPEN, done("ready", "2025-06-09"), done("give", "2025-06-10")
        verdict = check(rules(GIVE, exemptions=by_default), *log, facts=FREE)
        assert [one.clauses for one in verdict.findings] == [("X1",)]


class TestClassify:
    """Standing exemptions, else the first attribute whose `when` is true, else `otherwise`; with
    a condition not known, what to ask and the act that settles it."""

    ATTRIBUTES = """{public: {clause: A1, when: {weight: important}},
      many: {clause: A2, when: {pages: {gt: 3}}}, request: {clause: A3, otherwise: true},
      in_doubt: {clause: A4, act: p.open}}"""

    def classified(self, **facts: Any) -> od.Classification:
        attributes = yaml.safe_load(self.ATTRIBUTES)
        return rules("{open: {to: a}}", attributes=attributes).classify(facts)

    def test_standing_exemptions_first(self) -> None:
        found = self.classified(ok=False, consent="none", weight="important", pages=1)
        assert (found.outcome.value, found.clauses) == ("withheld", ("X1",))
        both = self.classified(ok=False, consent="oral")
        assert [one.name for one in both.standing] == ["secret", "private"]

    @pytest.mark.parametrize(
        ("weight", "pages", "attribute"),
        [
            ("important", 4, "public"),
            ("in_doubt", 1, "public"),  # counts as important
            ("usual", 4, "many"),
            ("usual", 3, "request"),
        ],
    )
    def test_else_the_first_attribute_else_otherwise(
        self, weight: str, pages: int, attribute: str
    ) -> None:
        found = self.classified(ok=True, consent="none", weight=weight, pages=pages)
        assert found.attribute is not None
        assert found.attribute.name == attribute

    def test_not_known_it_says_what_to_ask_and_the_act_that_settles_it(self) -> None:
        found = self.classified(ok=True, consent="none", pages=1)
        assert found.outcome.value == "not_known"
        assert [one.fact for one in found.asks] == ["weight"]
        assert found.turn_to is not None
        assert found.turn_to.name == "p.open"
