"""Meaning 3: acts out of order, what a jump skips, and what comes later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import yaml

import opendisclose as od

from .small import BASE, FIVE, LINE, check, codes, done, due, kinds, rules, status

OPEN = done("open", "2025-06-06T09:00")


class TestJump:
    """If an act is not enabled, the fewest moving transitions that would have enabled it are
    skipped: one jump is one finding, and it names every act skipped with its clause."""

    def test_one_finding_names_every_act_skipped(self) -> None:
        verdict = check(rules(), done("close", "2025-06-09"))
        assert kinds(verdict) == [("missing_step", "e1")]
        assert verdict.findings[0].clauses == ("O", "M")
        assert "open, move" in verdict.findings[0].message.en
        assert verdict.states == ("end",)

    def test_the_opening_act_can_be_skipped_too(self) -> None:
        verdict = check(rules(), done("move", "2025-06-09"))
        assert verdict.findings[0].clauses == ("O",)

    def test_the_fewest_are_skipped(self) -> None:
        net = """{open: {to: a}, long: {from: a, to: c}, longer: {from: c, to: b},
          short: {from: a, to: b, clause: S}, close: {from: b, to: end}}"""
        verdict = check(rules(net), OPEN, done("close", "2025-06-09"))
        assert verdict.findings[0].clauses == ("S",)

    def test_of_two_shortest_ways_the_first_of_the_file(self) -> None:
        both = "one: {from: a, to: b, clause: P1}, two: {from: a, to: b, clause: P2}"
        turned = "two: {from: a, to: b, clause: P2}, one: {from: a, to: b, clause: P1}"
        for text, clause in ((both, "P1"), (turned, "P2")):
            net = f"{{open: {{to: a}}, {text}, close: {{from: b, to: end}}}}"
            verdict = check(rules(net), OPEN, done("close", "2025-06-09"))
            assert verdict.findings[0].clauses == (clause,)

    @pytest.mark.parametrize(("facts", "clause"), [({"ok": False}, "P2"), ({}, "P1")])
    def test_never_through_a_guard_that_is_false_one_not_known_passes(
        self, facts: dict[str, bool], clause: str
    ) -> None:
        net = """{open: {to: a}, one: {from: a, to: b, when: {ok: true}, clause: P1},
          two: {from: a, to: b, clause: P2}, close: {from: b, to: end}}"""
        verdict = check(rules(net), OPEN, done("close", "2025-06-09"), facts=facts)
        assert verdict.findings[0].clauses == (clause,)

    def test_with_every_guard_false_there_is_no_way(self) -> None:
        net = "{open: {to: a}, one: {from: a, to: b, when: {ok: true}}, close: {from: b, to: end}}"
        verdict = check(rules(net), OPEN, done("close", "2025-06-09"), facts={"ok": False})
        assert codes(verdict.findings) == ["not-possible-here"]

    def test_never_by_time(self) -> None:
        net = """{open: {to: a}, lapse: {from: a, to: b, when_expired: d}, answer: {from: a, to: c},
          close: {from: b, to: end}}"""
        clocks = "{d: {starts: open, within: {working_days: 5}, met_by: answer}}"
        verdict = check(rules(net, clocks), OPEN, done("close", "2025-06-09"))
        assert codes(verdict.findings) == ["not-possible-here"]

    def test_acts_that_move_nothing_are_never_skipped(self) -> None:
        verdict = check(rules(), OPEN, done("close", "2025-06-09"))
        assert verdict.findings[0].clauses == ("M",)

    def test_a_skipped_act_starts_no_clock(self) -> None:
        verdict = check(rules(LINE, FIVE), done("move", "2025-06-09"), as_of="2025-07-01")
        assert (kinds(verdict), verdict.clocks) == ([("missing_step", "e1")], ())

    def test_a_skipped_act_sets_no_fact(self) -> None:
        net = """{open: {to: a}, move: {from: a, to: b, sets: {ok: true}},
          go: {in: b, when: {ok: true}}}"""
        verdict = check(rules(net), OPEN, done("go", "2025-06-09"))
        assert codes(verdict.findings) == ["step-skipped"]
        assert codes(verdict.missing) == ["guard-not-known"]

    def test_two_jumps_are_two_findings(self) -> None:
        loop = LINE.replace("note:", "back: {from: b, to: a}, note:")
        log = [done(act, f"2025-06-{day:02}") for act, day in (("move", 9), ("back", 10))]
        verdict = check(rules(loop), *log, done("close", "2025-06-11"))
        assert kinds(verdict) == [("missing_step", "e1"), ("missing_step", "e3")]


class TestLateArrival:
    """If a skipped act comes later, it is judged for everything but order, starts and meets its
    clocks and moves nothing."""

    CLOSE = done("close", "2025-06-09T09:00")

    def test_it_moves_nothing(self) -> None:
        loop = LINE.replace("note:", "back: {from: b, to: a}, note:")
        log = done("move", "2025-06-09"), done("open", "2025-06-10")
        verdict = check(rules(loop), *log)
        assert verdict.states == ("b",)

    def test_the_finding_is_out_of_order_once_nothing_of_the_jump_stays_missing(self) -> None:
        half = check(rules(), self.CLOSE, done("open", "2025-06-09T10:00"))
        assert kinds(half) == [("missing_step", "e1")]
        whole = check(rules(), self.CLOSE, done("open", "2025-06-10"), done("move", "2025-06-11"))
        assert kinds(whole) == [("wrong_order", "e1")]
        assert whole.findings[0].clauses == ("O", "M")
        turned = check(rules(), self.CLOSE, done("move", "2025-06-10"), done("open", "2025-06-11"))
        assert kinds(turned) == [("wrong_order", "e1")]

    def test_a_third_time_is_an_event_of_its_own(self) -> None:
        log = done("move", "2025-06-09"), done("open", "2025-06-10"), done("open", "2025-06-11")
        verdict = check(rules(), *log)
        assert codes(verdict.findings) == ["out-of-order", "not-possible-here"]

    def test_it_is_judged_for_everything_but_order(self) -> None:
        wrong = done("open", "2025-06-10", role="section")
        verdict = check(rules(), done("move", "2025-06-09"), wrong)
        assert kinds(verdict) == [("wrong_order", "e1"), ("wrong_role", "e2")]

    def test_it_starts_its_clock(self) -> None:
        log = done("move", "2025-06-06"), done("open", "2025-06-09")
        verdict = check(rules(LINE, FIVE), *log)
        assert (due(verdict), status(verdict)) == (date(2025, 6, 16), "running")

    def test_a_clock_whose_goal_was_reached_meanwhile_is_met(self) -> None:
        log = self.CLOSE, done("open", "2025-06-10")
        verdict = check(rules(LINE, FIVE), *log, as_of="2025-08-01")
        assert (kinds(verdict), status(verdict)) == ([("missing_step", "e1")], "met")

    def test_it_meets_its_clock(self) -> None:
        clocks = "{d: {starts: open, within: {working_days: 5}, met_by: move, clause: D}}"
        log = OPEN, done("close", "2025-06-09")
        in_time = check(rules(LINE, clocks), *log, done("move", "2025-06-13"))
        assert (kinds(in_time), status(in_time)) == ([("wrong_order", "e2")], "met")
        late = check(rules(LINE, clocks), *log, done("move", "2025-06-16"))
        assert kinds(late) == [("wrong_order", "e2"), ("late", "e3")]

    def test_it_is_matched_before_it_is_asked_whether_it_would_be_enabled(self) -> None:
        """`move` would be enabled again by then; it makes up for the jump instead of moving."""
        net = """{open: {to: a}, move: {from: a, to: b}, back: {from: b, to: a},
          close: {from: b, to: end}}"""
        log = OPEN, done("back", "2025-06-09"), done("move", "2025-06-10")
        verdict = check(rules(net), *log)
        assert (kinds(verdict), verdict.states) == ([("wrong_order", "e2")], ("a",))

    def test_it_is_matched_to_the_oldest_jump(self) -> None:
        net = "{open: {to: a}, move: {from: a, to: b}, back: {from: b, to: a}}"
        backs = done("back", "2025-06-09"), done("back", "2025-06-10")
        verdict = check(rules(net), OPEN, *backs, done("move", "2025-06-11"))
        assert kinds(verdict) == [("wrong_order", "e2"), ("missing_step", "e3")]

    def test_a_presupposed_act_that_comes_later_does_the_same(self) -> None:
        net = """{open: {to: a}, look: {in: [a, b]}, see: {in: [a, b]},
          close: {from: a, to: b, presupposes: [look, see]}}"""
        log = OPEN, done("close", "2025-06-09"), done("look", "2025-06-10")
        assert kinds(check(rules(net), *log)) == [("wrong_order", "e2"), ("missing_step", "e2")]
        before = OPEN, done("look", "2025-06-09"), done("see", "2025-06-09")
        assert kinds(check(rules(net), *before, done("close", "2025-06-10"))) == []


class TestNotPossible:
    """If no way leads to the act it is not possible here: states and clocks stay."""

    def test_states_and_clocks_stay(self) -> None:
        verdict = check(rules(LINE, FIVE), OPEN, done("open", "2025-06-11"))
        assert kinds(verdict) == [("wrong_order", "e2")]
        assert verdict.findings[0].clauses == ("O",)
        assert (verdict.states, due(verdict)) == (("a",), date(2025, 6, 13))

    def test_it_meets_no_clock(self) -> None:
        net = "{open: {to: a}, drop: {from: a, to: c}, close: {from: b, to: end}}"
        with_way = net.replace("close:", "move: {from: a, to: b}, close:")
        log = OPEN, done("drop", "2025-06-09"), done("close", "2025-06-10")
        verdict = check(rules(with_way, FIVE), *log)
        assert codes(verdict.findings) == ["not-possible-here"]
        assert status(verdict) == "lapsed"

    def test_only_its_data_is_kept(self) -> None:
        net = "{open: {to: a, sets: {ok: false}}, go: {in: a, when: {ok: true}}}"
        again = done("open", "2025-06-09", data={"ok": True})
        verdict = check(rules(net), OPEN, again, done("go", "2025-06-10"))
        assert codes(verdict.findings) == ["not-possible-here"]


class TestRunsOfTheNet:
    """A case without a finding of order is exactly one whose acts are a run of the net."""

    NET = """{open: {to: {all: [a, b]}}, left: {from: a, to: c}, right: {from: b, to: d},
      back: {from: c, to: a}, look: {in: d}, join: {from: {all: [c, d]}, to: end},
      keep: {in: end}}"""
    STATES = "{a: {}, b: {}, c: {}, d: {}, end: {final: true}}"
    STEPS = (  # of the same net, by hand: the act, what it takes, what it gives
        ("open", "", "ab"),
        ("left", "a", "c"),
        ("right", "b", "d"),
        ("back", "c", "a"),
        ("look", "d", "d"),
        ("join", "cd", "e"),
        ("keep", "e", "e"),
    )

    def is_run(self, acts: tuple[str, ...]) -> bool:
        taken = {name: (set(before), set(after)) for name, before, after in self.STEPS}
        marking: set[str] = set()
        opened = False
        for act in acts:
            before, after = taken[act]
            if not before <= marking or (not before and opened):
                return False
            marking = (marking - before) | after
            opened = True
        return True

    def logs(self) -> Iterator[tuple[str, ...]]:
        names = [name for name, _, _ in self.STEPS]
        for length in (1, 2, 3):
            yield from product(names, repeat=length)
        for tail in product(names, repeat=2):
            yield ("open", "left", "right", *tail)

    def test_every_log_of_up_to_three_acts_and_more(self) -> None:
        net = rules(self.NET, states=self.STATES)
        for acts in self.logs():
            log = [done(act, f"2025-06-06T09:0{n}") for n, act in enumerate(acts)]
            assert (check(net, *log).findings == ()) == self.is_run(acts), acts


class TestComplete:
    """A case is complete when exactly one final state and nothing else is active."""

    NET = """{open: {to: {all: [a, b]}}, left: {from: a, to: c}, close: {from: b, to: end},
      drop: {from: c, to: gone}, archive: {in: end}}"""
    STATES = "{a: {}, b: {}, c: {}, end: {final: true}, gone: {final: true}}"

    def test_one_final_state_beside_another_state_is_not_complete(self) -> None:
        net = rules(self.NET, states=self.STATES)
        verdict = check(net, OPEN, done("close", "2025-06-09"))
        assert (set(verdict.states), verdict.complete) == ({"a", "end"}, False)
        one = check(rules(), OPEN, done("move", "2025-06-09"), done("close", "2025-06-10"))
        assert (one.states, one.complete) == (("end",), True)

    def test_two_final_states_are_not_complete(self) -> None:
        log = [done(act, "2025-06-09") for act in ("close", "left", "drop")]
        verdict = check(rules(self.NET, states=self.STATES), OPEN, *log)
        assert (set(verdict.states), verdict.complete) == ({"gone", "end"}, False)

    def test_what_moves_nothing_may_happen_in_a_final_state_what_moves_may_not(self) -> None:
        log = OPEN, done("move", "2025-06-09"), done("close", "2025-06-10")
        assert kinds(check(rules(), *log, done("tell", "2025-06-11"))) == []
        verdict = check(rules(), *log, done("move", "2025-06-11"))
        assert (codes(verdict.findings), verdict.states) == (["not-possible-here"], ("end",))


class TestSoundness:
    """Variants that no guard tells apart and a state active twice are faults of the ruleset:
    no case is judged by it."""

    def fault(self, tmp_path: Path, transitions: str) -> list[str]:
        plain = yaml.safe_load(BASE)
        states = yaml.safe_load("{a: {}, b: {}, c: {}, end: {final: true}}")
        procedure = {"title": {"zh": "程序", "en": "p"}, "states": states}
        procedure["transitions"] = yaml.safe_load(transitions)
        plain["procedures"] = {"p": procedure}
        path = tmp_path / "ruleset.yaml"
        path.write_text(yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")
        with pytest.raises(od.RulesetError) as raised:
            od.load(path)
        return [one.code.id for one in raised.value.findings]

    def test_variants_that_overlap(self, tmp_path: Path) -> None:
        net = "{open: {to: a}, one: {act: go, in: a%s}, two: {act: go, in: a%s}}"
        assert self.fault(tmp_path, net % ("", "")) == ["OD303"]
        assert self.fault(tmp_path, net % (", when: {ok: true}", "")) == ["OD303"]
        told_apart = net % (", when: {ok: true}", ", when: {ok: false}")
        assert check(rules(told_apart), OPEN).word.value == "compliant"

    def test_a_state_that_can_be_active_twice(self, tmp_path: Path) -> None:
        """Without the guard of the loader `close` would be one act for two tokens."""
        net = """{open: {to: {all: [a, b]}}, move: {from: a, to: c}, too: {from: b, to: c},
          close: {from: c, to: end}}"""
        assert self.fault(tmp_path, net) == ["OD301"]
