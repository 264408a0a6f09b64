"""What a case exercised: each use once, kept or not; a trace changes nothing that is judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import opendisclose as od
from opendisclose.api.suites import Shelf, files_meant
from opendisclose.load.ruletest import load_tests
from opendisclose.model.case import Case
from opendisclose.model.ruletest import CaseTest
from opendisclose.replay.exercise import Use, exercised
from opendisclose.replay.kernel import layout as k
from opendisclose.replay.log import read_log
from opendisclose.replay.machine import run

from .conftest import BUREAU

TRACED = {
    k.R_TAKEN,
    k.R_START,
    k.R_OPEN,
    k.R_CLOSE,
    k.R_EXTENDED,
    k.R_MET,
    k.R_THERE,
    k.R_DONE,
    k.R_STANDS,
    k.R_LIFTED,
    k.R_KEPT,
}
APPLY = {
    "id": "e1",
    "act": "apply",
    "at": "2026-03-02",
    "role": "applicant",
    "received": "2026-03-02",
    "data": {"description": True},
}


def uses(rules: od.Rules, *events: dict[str, object]) -> dict[str, Use]:
    case = Case.model_validate({"procedure": "request", "events": [APPLY, *events]})
    found = exercised(rules.compiled("request"), rules.calendar, case)
    return {one.item.removeprefix("procedures.request."): one for one in found}


def act(name: str, day: int, role: str = "office", **rest: object) -> dict[str, object]:
    return {"id": f"e{day}", "act": name, "at": f"2026-03-{day:02d}", "role": role, **rest}


def test_an_act_with_what_it_requires_its_role_and_its_states(bureau: od.Rules) -> None:
    found = uses(bureau)
    assert found["transitions.apply"] == Use(
        item="procedures.request.transitions.apply", event="e1"
    )
    assert found["transitions.apply.requires.0"].kept
    assert "roles.applicant" in found
    assert "states.received" in found
    assert "facts.description" in found
    assert "procedures.request" in found
    assert "deadlines.reply.starts.0" in found
    assert "deadlines.reply" not in found  # it runs


def test_what_is_missing_or_done_wrong_is_used_and_not_kept(bureau: od.Rules) -> None:
    found = uses(bureau, act("refuse", 5, data={"reasons": False}))
    assert not found["transitions.refuse.requires.0"].kept
    assert not found["transitions.draft"].kept  # skipped
    assert not found["transitions.sign"].kept
    assert found["transitions.refuse"].kept  # done, whatever else was wrong


def test_what_is_not_recorded_is_not_used(bureau: od.Rules) -> None:
    found = uses(bureau, act("draft", 3), act("sign", 9, "director"), act("refuse", 10))
    assert "transitions.refuse.requires.0" not in found  # assumed, and noted


def test_a_clock_met_missed_or_kept(bureau: od.Rules) -> None:
    found = uses(
        bureau, act("ask", 4), act("draft", 5), act("sign", 6, "director"), act("refuse", 20)
    )
    assert found["deadlines.reply"] == Use(item="procedures.request.deadlines.reply", event="e20")
    assert found["deadlines.asking"].kept
    assert not found["deadlines.wait"].kept
    late = uses(bureau, act("draft", 5), act("sign", 12, "director"), act("refuse", 30))
    assert not late["deadlines.reply"].kept
    assert late["deadlines.wait"].kept


def test_a_companion_act_that_came_before_the_act_it_goes_with(bureau: od.Rules) -> None:
    given = act("disclose", 10, data={"channel": ["board"]})
    rest = (act("draft", 3), act("sign", 9, "director"), given)
    found = uses(bureau, *rest, act("index", 11), act("publish", 12))
    assert found["deadlines.listed"] == Use(item="procedures.request.deadlines.listed", event="e11")
    missing = uses(bureau, *rest, act("publish", 12), act("comment", 14, "other"))
    assert not missing["deadlines.listed"].kept
    assert missing["deadlines.soon"].kept  # promptly: owed is all there is


def test_an_extension_and_a_span(bureau: od.Rules) -> None:
    asked = act("consult", 4, key="cook", data={"form": "written"}, received="2026-03-04")
    found = uses(
        bureau,
        asked,
        act("agree", 5, "third_party", key="cook"),
        act("tell", 6),
        act("grant", 7, "director"),
    )
    assert found["deadlines.reply.excluded.0"].kept
    assert found["deadlines.reply.extended"].kept
    assert "deadlines.opinion" not in found  # no period was set
    void = uses(bureau, act("tell", 6), act("grant", 7))
    assert not void["deadlines.reply.extended"].kept


def test_a_period_that_runs_out_and_what_it_fires(bureau: od.Rules) -> None:
    data = {"form": "written", "opinion_period": {"working_days": 2}}
    asked = act("consult", 4, key="cook", data=data, received="2026-03-04")
    found = uses(bureau, asked, act("comment", 12, "other"))
    assert found["deadlines.opinion"] == Use(
        item="procedures.request.deadlines.opinion", event=None
    )
    assert found["transitions.silence"].event is None
    assert found["facts.form.values.written"].event == "e4"


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("refuse", {"subject": ["privacy"]}, True),  # it stands, and is respected
        ("disclose", {"subject": ["privacy"], "consent": True}, True),  # it is lifted
        ("disclose", {"subject": ["privacy"]}, False),
    ],
)
def test_an_exemption(name: str, data: dict[str, object], kept: bool, bureau: od.Rules) -> None:
    found = uses(bureau, act("draft", 3), act("sign", 9, "director"), act(name, 10, data=data))
    assert found["exemptions.privacy"].kept == kept
    assert found["facts.subject.values.privacy"].event == "e10"


def test_a_presupposed_act_that_was_done_or_was_not(bureau: od.Rules) -> None:
    asked = act("consult", 3, key="cook", data={"form": "written", "touches": True})
    rest = (
        act("draft", 4),
        act("sign", 10, "director"),
        act("disclose", 11, data={"touches": True}),
    )
    assert uses(bureau, asked, *rest)["transitions.disclose.presupposes.0"].kept
    assert not uses(bureau, *rest)["transitions.disclose.presupposes.0"].kept


def shipped() -> Iterator[tuple[str, CaseTest, od.Rules]]:
    shelf = Shelf()
    for file in (*files_meant([str(BUREAU)]), *files_meant(())):
        loaded = load_tests(file.path, name=file.name)
        for one in loaded.tests:
            if isinstance(one.test, CaseTest):
                yield f"{file.name}#{one.id}", one.test, shelf.rules_of(file, loaded)


def test_a_trace_only_adds_records() -> None:
    seen: set[int] = set()
    for name, test, rules in shipped():
        compiled = rules.compiled(test.procedure)
        plain, traced = (
            run(
                compiled,
                rules.calendar,
                read_log(compiled, rules.calendar, test.case(), trace=one),
            )
            for one in (False, True)
        )
        kept = tuple(one for one in traced.records if one.kind not in TRACED)
        assert kept == plain.records, name
        assert (traced.marking, traced.undecided) == (plain.marking, plain.undecided), name
        seen |= {one.kind for one in traced.records}
    assert seen >= TRACED
