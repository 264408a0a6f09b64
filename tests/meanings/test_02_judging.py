"""Meaning 2: one event judged, each question by itself."""

from __future__ import annotations

from typing import Any

import pytest

import opendisclose as od

from .small import FIVE, LINE, check, codes, done, due, kinds, rules, status

OPEN = done("open", "2025-06-06T09:00")


class TestData:
    """The event's data is recorded first, whatever the judgement."""

    @pytest.mark.parametrize(
        ("act", "role", "fault"),
        [
            ("note", "office", []),
            ("open", "office", ["not-possible-here"]),
            ("drop", "office", ["premature-expiry"]),
            ("move", "section", ["wrong-role"]),
        ],
    )
    def test_it_is_recorded(self, act: str, role: str, fault: list[str]) -> None:
        net = """{open: {to: a}, note: {in: a}, move: {from: a, to: b, by: office},
          drop: {from: a, to: end, when_expired: d}, go: {in: [a, b], when: {ok: true}}}"""
        clocks = "{d: {starts: open, within: {working_days: 5}, met_by: move}}"
        log = OPEN, done(act, "2025-06-09", role=role, data={"ok": True}), done("go", "2025-06-10")
        assert codes(check(rules(net, clocks), *log).findings) == fault

    def test_it_is_recorded_before_the_act_is_judged(self) -> None:
        go = done("go", "2025-06-09", data={"ok": True})
        assert (
            kinds(
                check(
                    rules("{open: {to: a}, go: {in: a, when: {ok: true}}}"),
                    OPEN,
                    go,
                    facts={"ok": False},
                )
            )
            == []
        )


class TestVariants:
    """One with a false guard only if there is no other, then the fewest faults, then no jump,
    then the first of the file."""

    def test_a_false_guard_is_taken_only_if_there_is_no_other(self) -> None:
        """The other variant has two faults; it is taken all the same."""
        net = """{open: {to: a}, first: {act: go, in: a, when: {ok: false}, by: office, clause: P1},
          second: {act: go, in: a, when: {ok: true}, by: section, requires: [remark],
            clause: P2}}"""
        go = done("go", "2025-06-09", data={"ok": True, "remark": ""})
        verdict = check(rules(net), OPEN, go)
        assert [one.clause for one in verdict.findings] == ["P2", "P2"]
        alone = "{open: {to: a}, first: {act: go, in: a, when: {ok: false}, clause: P1}}"
        assert kinds(check(rules(alone), OPEN, go)) == [("guard_not_met", "e2")]

    def test_then_the_fewest_faults_even_if_it_needs_a_jump(self) -> None:
        """Here two faults, there one jump: the jump is one fault and is taken."""
        net = """{open: {to: a}, move: {from: a, to: b, clause: M},
          here: {act: go, in: a, by: section, requires: [remark], clause: P1},
          there: {act: go, in: b, by: office, clause: P2}}"""
        verdict = check(rules(net), OPEN, done("go", "2025-06-09", data={"remark": ""}))
        assert codes(verdict.findings) == ["step-skipped"]
        assert verdict.states == ("b",)

    def test_then_no_jump(self) -> None:
        """Here one fault, there one jump: as many, so the case does not jump."""
        net = """{open: {to: a}, move: {from: a, to: b, clause: M},
          there: {act: go, in: b, by: office, clause: P2},
          here: {act: go, in: a, by: section, clause: P1}}"""
        verdict = check(rules(net), OPEN, done("go", "2025-06-09"))
        assert codes(verdict.findings) == ["wrong-role"]
        assert verdict.states == ("a",)

    def test_then_the_first_of_the_file(self) -> None:
        """From `a` both need one jump; the first way of the file decides where the case goes."""
        net = """{open: {to: a}, left: {from: a, to: b}, right: {from: a, to: c},
          %s: {act: go, from: %s, to: end}, %s: {act: go, from: %s, to: end}}"""
        log = OPEN, done("go", "2025-06-09")
        first = check(rules(net % ("one", "c", "two", "b")), *log)
        assert "right" in first.findings[0].message.en
        second = check(rules(net % ("one", "b", "two", "c")), *log)
        assert "left" in second.findings[0].message.en


class TestOneFault:
    """Order, guard, role, person, content, presuppositions, grounds and each clock are judged
    separately: one fault never hides another, and one fault is one finding."""

    NET = """{open: {to: a, by: office, clause: O}, look: {in: a, clause: T},
      move: {from: a, to: b, clause: M},
      close: {from: b, to: end, by: office, same_as: open, when: {ok: true}, requires: [remark],
        presupposes: [look], cites: required, clause: C}}"""

    def test_every_fault_of_one_act_is_told_once(self) -> None:
        bad = {"role": "section", "actor": "y", "data": {"ok": False, "remark": ""}}
        log = done("open", "2025-06-06", actor="x"), done("close", "2025-06-16", **bad)
        assert sorted(kinds(check(rules(self.NET, FIVE), *log))) == [
            ("guard_not_met", "e2"),
            ("illegal_exemption", "e2"),
            ("late", "e2"),
            ("missing_required_content", "e2"),
            ("missing_step", "e2"),  # `move` was skipped
            ("missing_step", "e2"),  # `look` is presupposed
            ("wrong_role", "e2"),  # the role
            ("wrong_role", "e2"),  # the person
        ]

    def test_a_sound_act_has_none(self) -> None:
        good = {"data": {"ok": True, "remark": "x"}, "actor": "x"}
        log = [done(act, f"2025-06-{day:02}") for act, day in (("look", 9), ("move", 10))]
        opened, close = done("open", "2025-06-06", actor="x"), done("close", "2025-06-13", **good)
        close["cites"] = ["secret"]
        verdict = check(rules(self.NET, FIVE), opened, *log, close)
        assert kinds(verdict) == [("illegal_exemption", "e4")]  # `ok` is true, so it does not stand


class TestCountsAs:
    """A finding also cites the `counts_as` clause that decided."""

    @pytest.mark.parametrize(
        ("asked", "weight", "clauses"),
        [
            ("when: {weight: {ne: important}}", "in_doubt", ("O", "V")),
            ("when: {weight: {ne: important}}", "important", ("O",)),
            ("when: {weight: usual}", "in_doubt", ("O",)),  # false whatever it counts as
            ("requires: [{is: {weight: {ne: important}}}]", "in_doubt", ("O", "V")),
        ],
    )
    def test_where_it_decided(self, asked: str, weight: str, clauses: tuple[str, ...]) -> None:
        net = f"{{open: {{to: a, clause: O, {asked}}}}}"
        verdict = check(rules(net), OPEN, facts={"weight": weight})
        assert [one.clauses for one in verdict.findings] == [clauses]


class TestWhatDecides:
    """Not known makes the case indeterminate where it decides."""

    def missing(self, net: str, *log: dict[str, Any], **more: Any) -> tuple[str, list[str]]:
        verdict = check(rules(net, more.pop("clocks", "{}")), OPEN, *log, **more)
        assert kinds(verdict) == []
        return verdict.word.value, codes(verdict.missing)

    def test_the_condition_of_a_presupposition(self) -> None:
        net = """{open: {to: a}, look: {in: a},
          go: {in: a, presupposes: [{act: look, when: {ok: true}}]}}"""
        go = done("go", "2025-06-09")
        assert self.missing(net, go) == ("indeterminate", ["presupposed-step-not-known"])
        assert self.missing(net, done("look", "2025-06-07"), go) == ("compliant", [])
        assert self.missing(net, go, facts={"ok": False}) == ("compliant", [])

    def test_the_standing_condition_of_a_duty_that_was_missed(self) -> None:
        clocks = FIVE.replace("met_by", "when: {ok: true}, met_by")
        log = done("move", "2025-06-09"), done("close", "2025-06-16")
        assert self.missing(LINE, *log, clocks=clocks) == ("indeterminate", ["duty-not-known"])
        in_time = done("move", "2025-06-09"), done("close", "2025-06-13")
        assert self.missing(LINE, *in_time, clocks=clocks) == ("compliant", [])

    def test_an_exemption_that_is_cited_or_would_bar(self) -> None:
        cite = "{open: {to: a}, refuse: {from: a, to: end, cites: required}}"
        refuse = done("refuse", "2025-06-09", cites=["secret"])
        assert self.missing(cite, refuse) == ("indeterminate", ["exemption-not-known"])
        give = "{open: {to: a}, give: {from: a, to: end, outcome: disclosed}}"
        log = (done("give", "2025-06-09"),)
        facts = {"consent": "none"}
        told = self.missing(give, *log, facts=facts)
        assert told == ("indeterminate", ["exemption-not-known"])
        assert self.missing(give, *log, facts={**facts, "ok": True}) == ("compliant", [])

    def test_the_role_where_some_role_may_not(self) -> None:
        net = "{open: {to: a}, go: {in: a, by: office}, free: {in: a}}"
        assert self.missing(net, done("go", "2025-06-09", role=None)) == (
            "indeterminate",
            ["role-not-known"],
        )
        assert self.missing(net, done("free", "2025-06-09", role=None)) == ("compliant", [])

    def test_the_person_where_it_must_be_another(self) -> None:
        net = "{open: {to: a}, sign: {in: a, distinct_from: open}}"
        sign = done("sign", "2025-06-09")
        assert self.missing(net, sign) == ("indeterminate", ["person-not-known"])

    def test_what_is_required_never_decides(self) -> None:
        net = "{open: {to: a}, go: {in: a, requires: [ok, {is: {pages: {gt: 3}}}]}}"
        verdict = check(rules(net), OPEN, done("go", "2025-06-09"))
        assert (verdict.word.value, verdict.missing) == ("compliant", ())
        assert codes(verdict.notes) == ["content-assumed", "content-assumed"]


class TestDone:
    """An act by the wrong role, against its guard, in the wrong form or incomplete is done:
    order, presuppositions and clocks go on from it."""

    NET = """{open: {to: a}, ask: {from: a, to: b, by: office, when: {ok: true},
        requires: [remark, {is: {form: written}}]},
      close: {from: b, to: end, presupposes: [ask]}}"""
    CLOCKS = "{d: {starts: ask, within: {working_days: 5}, met_by: close%s}}"

    @pytest.mark.parametrize(
        ("role", "data", "kind"),
        [
            ("section", {"ok": True}, "wrong_role"),
            ("office", {"ok": False}, "guard_not_met"),
            ("office", {"ok": True, "form": "oral"}, "wrong_form"),
            ("office", {"ok": True, "remark": ""}, "missing_required_content"),
        ],
    )
    def test_it_goes_on_from_it(self, role: str, data: dict[str, Any], kind: str) -> None:
        ask = done("ask", "2025-06-09", role=role, data=data)
        verdict = check(rules(self.NET, self.CLOCKS % ""), OPEN, ask, done("close", "2025-06-10"))
        assert kinds(verdict) == [(kind, "e2")]
        assert (verdict.states, status(verdict)) == (("end",), "met")

    def test_unless_the_deadline_demands_what_is_lacking(self) -> None:
        only_written = rules(self.NET, self.CLOCKS % ", when: {form: written}")
        ask = done("ask", "2025-06-09", data={"ok": True, "form": "oral"})
        verdict = check(only_written, OPEN, ask, as_of="2025-06-30")
        assert (kinds(verdict), status(verdict)) == ([("wrong_form", "e2")], "gone")


class TestExternal:
    """What an external role does wrong or late is a note with its consequence, no violation."""

    NET = LINE.replace("by: office, clause: C", "by: [office, citizen], clause: C")

    def test_wrong(self) -> None:
        verdict = check(rules(), done("open", "2025-06-06", role="citizen"))
        assert (verdict.word.value, verdict.findings) == ("compliant", ())
        assert (codes(verdict.notes), verdict.states) == (["wrong-role"], ("a",))

    def test_late(self) -> None:
        clocks = FIVE.replace("owed_by: office", "owed_by: citizen")
        close = done("move", "2025-06-09"), done("close", "2025-06-16", role="citizen")
        verdict = check(rules(self.NET, clocks), OPEN, *close)
        assert (verdict.word.value, kinds(verdict)) == ("compliant", [])
        assert codes(verdict.notes) == ["late"]
        open_still = check(rules(self.NET, clocks), OPEN, as_of="2025-06-16")
        assert (open_still.word.value, codes(open_still.notes)) == ("compliant", ["overdue"])

    def test_owed_by_the_office_it_is_a_violation(self) -> None:
        verdict = check(rules(self.NET, FIVE), OPEN, as_of="2025-06-16")
        assert (verdict.word.value, due(verdict) is not None) == ("violation", True)


class TestOneRoleOneFinding:
    """One fault is one finding: a wrong role is not told once more as another role's act."""

    NET = """{open: {to: a, by: office}, send: {in: a, by: office, same_as: open}}"""

    @pytest.mark.parametrize(("actor", "told"), [(None, 1), ("y", 2)])
    def test_the_wrong_role_and_another_person(self, actor: str | None, told: int) -> None:
        first = done("open", "2025-06-06", role="office", actor="x")
        send = done("send", "2025-06-09", role="section", actor=actor)
        verdict = check(rules(self.NET), first, send)
        assert kinds(verdict) == [("wrong_role", "e2")] * told


class TestWordsOfALog:
    """Logs may name facts and values by their titles and by their `also:` words (language)."""

    @pytest.mark.parametrize("word", ["usual", "通常业务", "通常业务中的信息", "of usual business"])
    def test_a_value(self, word: str) -> None:
        jilin = od.load("jilin")
        event = {"at": "2015-09-02", "role": "报送部门", "data": {"importance": word}}
        opening = next(iter(jilin.ruleset.procedures["publication"].transitions))
        verdict = jilin.check({"procedure": "publication", "events": [event | {"act": opening}]})
        assert verdict.findings == ()

    @pytest.mark.parametrize("word", ["safety", "公共安全", "可能危及社会稳定"])
    def test_a_ground(self, word: str) -> None:
        case = {"procedure": "publication", "facts": {"subject": ["public_security"]}}
        made = {"act": "make", "at": "2025-06-03", "role": "财务室"}
        kept = {"act": "withhold", "at": "2025-06-04", "role": "财务室", "cites": [word]}
        verdict = od.load("gansu").check(case | {"events": [made, kept]})
        assert verdict.word.value == "compliant"


class TestWhoDidIt:
    """same_as and distinct_from compare the persons where both are logged, else the roles."""

    NET = """{open: {to: a}, sign: {in: a, distinct_from: open}, send: {in: a, same_as: open},
      drop: {from: a, to: b, when_expired: d}, after: {in: b, distinct_from: drop}}"""
    CLOCKS = "{d: {starts: open, within: {working_days: 5}, met_by: send}}"

    @pytest.mark.parametrize(
        ("act", "role", "actor", "told"),
        [
            ("sign", "office", "x", "wrong_role"),
            ("sign", "section", "x", "wrong_role"),  # the same person in another role
            ("sign", "office", "y", "compliant"),
            ("sign", "section", None, "compliant"),
            ("sign", "office", None, "indeterminate"),
            ("send", "section", "x", "compliant"),
            ("send", "office", "y", "wrong_role"),
            ("send", "office", None, "compliant"),
            ("send", "section", None, "wrong_role"),
        ],
    )
    def test_persons_else_roles(self, act: str, role: str, actor: str | None, told: str) -> None:
        opened = done("open", "2025-06-06T09:00", actor="x")
        second = done(act, "2025-06-09", role=role, actor=actor)
        verdict = check(self.judging(), opened, second)
        assert (kinds(verdict) or [(verdict.word.value, None)])[0][0] == told

    def judging(self) -> od.Rules:
        return rules(self.NET, self.CLOCKS)

    def test_where_the_other_came_about_by_time_there_is_nobody_to_compare(self) -> None:
        verdict = check(self.judging(), OPEN, done("after", "2025-06-16"))
        assert (verdict.word.value, [one.transition for one in verdict.fired]) == (
            "compliant",
            ["drop"],
        )

    def test_where_the_other_was_not_done_only_its_order_is_judged(self) -> None:
        net = "{open: {to: a}, draft: {in: a}, sign: {in: a, distinct_from: draft}}"
        verdict = check(rules(net), OPEN, done("sign", "2025-06-09"))
        assert (verdict.word.value, verdict.missing) == ("compliant", ())
