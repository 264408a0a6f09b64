"""Meaning 16: what a finding has, which kind and clause it has, and in which order they come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import opendisclose as od

from .small import check, codes, done, kinds, rules

NET = """{open: {to: a, by: office, clause: O}, move: {from: a, to: b, clause: M},
  close: {from: b, to: end, clause: C}, grant: {in: a, by: office, clause: G},
  guarded: {in: a, when: {ok: true}, clause: C1}, own: {in: a, by: section, clause: C2},
  same: {in: a, same_as: open, clause: C3}, apart: {in: a, distinct_from: open, clause: C4},
  content: {in: a, requires: [remark], clause: C5},
  entry: {in: a, requires: [{has: remark, clause: C6}], clause: P1},
  form: {in: a, requires: [{is: {form: written}}], clause: P1},
  channel: {in: a, requires: [{has: posting}], clause: P1},
  ground: {in: a, requires: [basis], clause: P1}, step: {in: a, requires: [sealed], clause: P1},
  after: {in: a, presupposes: [look], clause: P1}, look: {in: a, clause: T},
  with_entry: {in: a, presupposes: [{act: look, clause: C7}], clause: P1},
  with_none: {in: a, presupposes: [tell], clause: C8}, tell: {in: a},
  cite: {in: a, cites: required, clause: C9},
  give: {in: a, outcome: disclosed, clause: P2}, gone: {from: a, to: end, when_expired: wait,
  clause: C10}, floored: {in: a, clause: P1}, start_step: {in: a, clause: P1}}"""
CLOCKS = """{reply: {owed_by: office, starts: open, within: {working_days: 5}, met_by: close,
    clause: D1, extended: {act: grant, needs: [look], length: length, at_most: {days: 3},
      clause: E}},
  wait: {starts: open, within: {days: 60}, met_by: close, clause: P1},
  floor: {starts: open, at_least: {working_days: 5}, limits: floored, clause: D2},
  step: {starts: start_step, within: in_step, met_by: tell, clause: D3}}"""
FACTS = {
    "posting": {"type": "boolean", "aspect": "channel", "clause": "F1"},
    "basis": {"type": "boolean", "aspect": "ground", "clause": "F2"},
    "sealed": {"type": "boolean", "aspect": "act", "clause": "F3"},
}
OPEN = done("open", "2025-06-06T09:00", actor="x")
IN_TIME = "2025-06-09"


def one(act: str, at: str = "2025-06-09", **more: Any) -> dict[str, Any]:
    return done(act, at, **{"actor": "x", **more})


def judged(*log: dict[str, Any], **more: Any) -> od.Verdict:
    return check(rules(NET, CLOCKS, facts=FACTS), OPEN, *log, **more)


TABLE: list[tuple[str, list[dict[str, Any]], str | None, str, tuple[str, ...]]] = [
    ("a jump", [one("close")], None, "missing_step", ("M",)),
    ("made up for", [one("close"), one("move", "2025-06-10")], None, "wrong_order", ("M",)),
    ("not possible", [one("open")], None, "wrong_order", ("O",)),
    ("guard", [one("guarded", data={"ok": False})], None, "guard_not_met", ("C1",)),
    ("role", [one("own")], None, "wrong_role", ("C2",)),
    ("same_as", [one("same", actor="y")], None, "wrong_role", ("C3",)),
    ("distinct_from", [one("apart")], None, "wrong_role", ("C4",)),
    ("content", [one("content", data={"remark": ""})], None, "missing_required_content", ("C5",)),
    ("entry", [one("entry", data={"remark": ""})], None, "missing_required_content", ("C6",)),
    ("form", [one("form", data={"form": "oral"})], None, "wrong_form", ("F",)),
    ("channel", [one("channel", data={"posting": False})], None, "wrong_channel", ("F1",)),
    ("ground", [one("ground", data={"basis": False})], None, "illegal_exemption", ("F2",)),
    ("act", [one("step", data={"sealed": False})], None, "missing_step", ("F3",)),
    ("presupposed", [one("after")], None, "missing_step", ("T",)),
    ("by its entry", [one("with_entry")], None, "missing_step", ("C7",)),
    ("by the act", [one("with_none")], None, "missing_step", ("C8",)),
    ("came later", [one("after"), one("look", "2025-06-10")], None, "wrong_order", ("T",)),
    ("no ground", [one("cite")], None, "illegal_exemption", ("C9",)),
    ("no such", [one("cite", cites=["no"])], None, "illegal_exemption", ("C9",)),
    (
        "false",
        [one("cite", cites=["secret"], data={"ok": True})],
        None,
        "illegal_exemption",
        ("X1",),
    ),
    (
        "barred",
        [one("give", data={"ok": False, "consent": "none"})],
        None,
        "unauthorised_disclosure",
        ("X1",),
    ),
    ("late", [one("move"), one("close", "2025-06-16")], None, "late", ("D1",)),
    ("overdue", [], "2025-06-16", "late", ("D1",)),
    ("in step", [one("start_step")], "2025-06-10", "missing_step", ("D3",)),
    ("floor", [one("floored")], None, "premature_closure", ("D2",)),
    ("premature", [one("gone")], None, "premature_closure", ("C10",)),
    ("void", [one("grant", role="section")], None, "invalid_extension", ("E",)),
    ("cap", [one("grant", data={"length": {"days": 9}})], None, "exceeds_maximum", ("E",)),
]


class TestKinds:
    """What was found decides the kind and the clause."""

    @pytest.mark.parametrize(
        ("log", "as_of", "kind", "clauses"),
        [row[1:] for row in TABLE],
        ids=[row[0] for row in TABLE],
    )
    def test_kind_and_clause(
        self,
        log: list[dict[str, Any]],
        as_of: str | None,
        kind: str,
        clauses: tuple[str, ...],
    ) -> None:
        verdict = judged(*log, as_of=as_of)
        assert [(found.kind, found.clauses) for found in verdict.findings] == [(kind, clauses)]
        assert verdict.findings[0].clause == clauses[0]

    def test_an_act_that_an_extension_needs(self) -> None:
        verdict = judged(one("grant"), as_of="2025-06-16")
        assert sorted((found.kind or "", found.clauses) for found in verdict.findings) == [
            ("late", ("D1",)),
            ("missing_step", ("T",)),
        ]


class TestWhatAFindingHas:
    """A permanent code, a name, a severity, a kind, a place, clauses, one sentence in Chinese and
    in English, and often help."""

    @pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
    def test_it_has_all_of_them(self, row: tuple[Any, ...]) -> None:
        _, log, as_of, _, _ = row
        for found in judged(*log, as_of=as_of).findings:
            assert found.code.id.startswith("OD7")
            assert found.code.name.replace("-", "").isalpha()
            assert found.severity.value == "error"
            assert (found.event is None) == (found.code.name == "overdue")
            assert found.event is None or found.event_index == int(found.event[1:]) - 1
            for text in (found.message.zh, found.message.en):
                assert text
                assert "{" not in text
            assert found.message.zh != found.message.en

    @pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
    def test_an_external_role_did_it_or_owes_it_so_it_is_a_note(self, row: tuple[Any, ...]) -> None:
        """By an external role every fault of the table but those of the clocks is a note."""
        _, log, as_of, kind, _ = row
        if kind == "late" or row[0] == "in step":
            clocks = CLOCKS.replace("owed_by: office", "owed_by: citizen").replace(
                "within: in_step", "owed_by: citizen, within: in_step"
            )
        else:
            clocks = CLOCKS
        void = kind == "invalid_extension"  # granted by a role that may not, here an external one
        free = NET if void else NET.replace("by: office", "by: [office, citizen]")
        acts = [event | {"role": "citizen"} for event in log]
        verdict = check(rules(free, clocks, facts=FACTS), OPEN, *acts, as_of=as_of)
        assert verdict.findings == ()
        assert kind in [found.kind for found in verdict.notes]

    def test_a_place_in_the_file(self, tmp_path: Path) -> None:
        case = tmp_path / "case.yaml"
        case.write_text(
            "procedure: p\nevents:\n  - {act: open, at: 2025-06-06, role: office, actor: x}\n"
            "  - {act: own, at: 2025-06-09, role: office}\n",
            encoding="utf-8",
        )
        verdict = rules(NET, CLOCKS, facts=FACTS).check(od.read_case(case))
        span = verdict.findings[0].span
        assert span is not None
        assert (Path(span.file).name, span.line, span.column) == ("case.yaml", 4, 5)


class TestOrder:
    """All of them come in one run, in stable order: what is wrong with the file by place, then
    the handling by event."""

    def test_the_file_first_then_the_handling_by_event(self, tmp_path: Path) -> None:
        case = tmp_path / "case.yaml"
        case.write_text(
            "procedure: p\nevents:\n"
            "  - {act: open, at: 2025-06-06, role: section}\n"
            "  - {act: own, at: 2025-06-10, role: office}\n"
            "  - {act: own, at: 2025-06-09, role: office, unknown: 1}\n"
            "  - {act: nothing, at: 2025-06-11, role: office}\n",
            encoding="utf-8",
        )
        verdict = rules(NET, CLOCKS, facts=FACTS).check(od.read_case(case), as_of="2025-06-30")
        assert codes(verdict.findings)[:2] == ["unknown-key", "unknown-name-in-case"]
        assert kinds(verdict)[2:] == [
            ("wrong_role", "e1"),
            ("wrong_role", "e3"),
            ("wrong_role", "e2"),
            ("late", None),
        ]

    def test_it_does_not_depend_on_the_order_in_the_file(self) -> None:
        log = [
            one("own"),
            one("guarded", "2025-06-10", data={"ok": False}),
            one("open", "2025-06-11"),
        ]
        named = [event | {"id": event["act"] + event["at"][-2:]} for event in log]
        first = OPEN | {"id": "first"}
        straight, turned = (
            kinds(check(rules(NET, CLOCKS, facts=FACTS), *events))
            for events in ([first, *named], [*reversed(named), first])
        )
        assert straight == turned
        assert len(straight) == 3
