"""Editions of one rule: which one judges a case, and what stands for them all."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import opendisclose as od
from opendisclose.api import examine
from opendisclose.api.editions import edition_for, edition_on, together
from opendisclose.cli.main import run
from opendisclose.load.shipped import shipped_file, shipped_ids

from .conftest import ROOT


@pytest.fixture(scope="module")
def family() -> od.Rules:
    return od.load("cn-ogi")


def case(*at: str, **keys: Any) -> dict[str, Any]:
    acts = ("apply", "disclose")
    roles = ("applicant", "working_body")
    rows = zip(acts, at, roles, strict=False)
    events = [{"act": act, "at": day, "role": role} for act, day, role in rows]
    return {"ruleset": "cn-ogi", "procedure": "on_request", "events": events, **keys}


@pytest.mark.parametrize(
    ("begun", "edition", "due"),
    [
        ("2011-06-01", "2007", date(2011, 6, 23)),
        ("2019-05-14", "2007", date(2019, 6, 4)),
        ("2019-05-15", "2019", date(2019, 6, 13)),
        ("2022-09-30", "2019", date(2022, 11, 2)),
    ],
)
def test_a_case_is_judged_by_the_edition_in_force_when_it_began(
    family: od.Rules, begun: str, edition: str, due: date
) -> None:
    """Meaning 14. The two editions have 15 and 20 working days (2007 art. 24, 2019 art. 33)."""
    verdict = family.check(case(begun))
    assert verdict.edition == edition
    assert verdict.ruleset == f"cn-ogi-{edition}"
    assert verdict.findings == ()
    reply = next(one for one in verdict.clocks if one.id == "on_request.reply")
    assert reply.due == due


def test_the_first_act_decides_and_not_the_first_line(family: od.Rules) -> None:
    given = case("2019-05-20", "2019-06-10")
    given["events"].append({"act": "apply", "at": "2019-05-10", "role": "applicant"})
    assert family.check(given).edition == "2007"


def test_an_instant_counts_on_the_day_it_has_in_the_rules_time_zone(family: od.Rules) -> None:
    assert family.check(case("2019-05-14T15:59+00:00")).edition == "2007"
    assert family.check(case("2019-05-14T16:00+00:00")).edition == "2019"


def test_a_case_may_name_its_edition(family: od.Rules) -> None:
    """Meaning 14: "unless the ruleset or the case says otherwise"; here it is not in force."""
    verdict = family.check(case("2019-05-20", edition="2007"))
    assert (verdict.edition, verdict.word.value) == ("2007", "not_applicable")
    assert verdict.findings == ()


def test_an_edition_that_there_is_none_of_is_a_finding(family: od.Rules) -> None:
    found = family.check(case("2019-05-20", edition="2014")).findings
    assert [one.code.name for one in found] == ["another-edition"]


def test_before_the_first_edition_nothing_is_judged(family: od.Rules) -> None:
    verdict = family.check(case("2008-04-30", "2008-12-01"))
    assert (verdict.edition, verdict.word.value) == ("2007", "not_applicable")


@pytest.mark.parametrize(("period", "edition"), [("2019", "2007"), ("2020", "2019")])
def test_without_an_event_the_period_decides(family: od.Rules, period: str, edition: str) -> None:
    given = {"procedure": "annual_report", "period": period, "events": []}
    assert family.check(given, as_of="2021-01-10").edition == edition


def test_a_case_of_one_edition_is_judged_by_that_one_only() -> None:
    verdict = od.load("cn-ogi-2019").check(case("2011-06-01"))
    assert (verdict.edition, verdict.word.value) == ("2019", "not_applicable")
    assert verdict.findings == ()  # the case names the family, to which the edition belongs


def test_every_other_question_goes_to_the_edition_of_its_day(family: od.Rules) -> None:
    assert family.due("on_request.reply", start="2011-06-01").date == date(2011, 6, 23)
    assert family.due("on_request.reply", start=date(2022, 9, 30)).date == date(2022, 11, 2)
    secret = {"subject": ["internal_affairs"]}
    assert family.classify(secret, on="2018-01-02").findings != ()  # unknown before 2019
    for found in (family.classify(secret, on="2020-01-02"), family.classify(secret)):
        assert [one.name for one in found.standing] == ["internal_affairs"]
    worst = family.worst_case("on_request", start="2011-06-01")
    assert worst == od.load("cn-ogi-2007").worst_case("on_request", start="2011-06-01")
    step = family.next(case("2011-06-01"))
    assert step.verdict.edition == "2007"
    assert family.id == "cn-ogi-2019"  # in everything else it is its newest edition


def test_a_saved_case_goes_on_under_its_own_edition(family: od.Rules) -> None:
    text = family.save(case("2011-06-01"))
    resumed = family.resume(text)
    assert resumed.saved is not None
    assert resumed.saved.edition == "2007"
    assert family.check(resumed).findings == ()
    with pytest.raises(od.OtherContentError):
        od.load("cn-ogi-2019").resume(text)


def test_with_a_later_calendar_every_edition_counts_by_it(family: od.Rules) -> None:
    """Nothing moves under no further file, in either edition."""
    cases = [case("2011-06-01"), case("2022-09-30")]
    assert [one.clocks for one in family.recheck(cases)] == [(), ()]


def test_overlapping_editions_give_way_to_the_later_one() -> None:
    older, newer = od.load("cn-ogi-2007"), od.load("cn-ogi-2019")
    both = together((newer, older))
    assert [one.id for one in both.editions] == ["cn-ogi-2007", "cn-ogi-2019"]
    assert edition_on(both, datetime(2019, 5, 14, 23, 0)).id == "cn-ogi-2007"
    assert edition_on(both, date(2000, 1, 1)).id == "cn-ogi-2007"
    assert edition_on(newer, date(2000, 1, 1)) is newer
    assert edition_for(newer, od.Case(procedure="on_request")) is newer
    assert edition_for(both, od.Case(procedure="on_request")).id == "cn-ogi-2019"


def test_no_two_shipped_editions_of_a_rule_are_in_force_on_one_day() -> None:
    named = [od.load(one).ruleset for one in shipped_ids() if one.startswith("cn-")]
    for one in named:
        for other in named:
            if one.edition_of and one.edition_of == other.edition_of and one is not other:
                first, second = sorted((one, other), key=lambda each: str(each.in_force.from_))
                assert first.in_force.until is not None
                assert str(first.in_force.until) < str(second.in_force.from_)


def test_what_is_neither_a_ruleset_nor_a_family_is_not_found() -> None:
    assert shipped_file("cn-ogi") is None
    with pytest.raises(od.SourceError):
        od.load("cn")  # there are ids that begin so, but none says that it is an edition of it


def test_the_command_line_takes_the_family(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        "opendisclose_case: 1\nruleset: cn-ogi\nprocedure: on_request\nevents:\n"
        "  - {act: apply, at: 2011-06-01, role: applicant, received: 2011-06-01}\n"
        "  - {act: disclose, at: 2011-06-24, role: working_body}\n",
        encoding="utf-8",
    )
    assert run(["check", str(file), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "(cn-ogi-2007)" in out
    assert "第二十四条第二款" in out
    assert run(["due", "cn-ogi", "on_request.reply", "--start", "2022-09-30"]) == 0
    assert "2022-11-02" in capsys.readouterr().out


SAMPLE = ROOT / "tests" / "codes" / "OD214-dangling-basis" / "good.yaml"


def changed(tmp_path: Path, old: str, new: str) -> list[str]:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "ruleset.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return [f"{one.code.name} {one.route}" for one in examine(str(file)).findings]


@pytest.mark.parametrize(
    "item",
    [
        "reply",  # a deadline
        "on_request.reply",
        "on_request.refuse",  # a transition
        "annual_report.publish",  # an act of two transitions
        "privacy",  # an exemption
        "proactive",  # an attribute
        "content_clear",  # a fact
    ],
)
def test_a_basis_names_an_item_of_the_law(tmp_path: Path, item: str) -> None:
    assert changed(tmp_path, "cn-ogi-2019#reply", f"cn-ogi-2019#{item}") == []


@pytest.mark.parametrize("item", ["answer", "guide.reply", "nothing.reply", "working_body", ""])
def test_a_basis_that_names_nothing_is_a_warning(tmp_path: Path, item: str) -> None:
    """A role or a procedure is no counterpart of a deadline either."""
    (found,) = changed(tmp_path, "cn-ogi-2019#reply", f"cn-ogi-2019#{item}")
    assert found.startswith("dangling-basis ")
    assert "'basis'" in found


def test_a_law_as_a_whole_is_a_basis_too(tmp_path: Path) -> None:
    assert changed(tmp_path, "cn-ogi-2019#reply", "cn-ogi-2019") == []


def test_every_basis_of_a_shipped_ruleset_leads_somewhere() -> None:
    for one in shipped_ids():
        names = {each.code.name for each in examine(one).findings}
        assert not names & {"dangling-basis", "law-not-installed"}, one


def test_the_id_of_an_edition_begins_with_what_it_shares(tmp_path: Path) -> None:
    assert changed(tmp_path, "id: sample\n", "id: sample-2026\nedition_of: sample\n") == []
    (found,) = changed(tmp_path, "id: sample\n", "id: sample\nedition_of: sample\n")
    assert found == "wrong-value ('edition_of',)"


def test_in_an_index_that_is_not_complete_gaps_are_no_findings(tmp_path: Path) -> None:
    third = "  第二条: {kind: deadline,"
    gap = third.replace("第二条", "第五条").replace("{kind", "{refers_to: [第四条], kind")
    text = SAMPLE.read_text(encoding="utf-8").replace(third, gap).replace("第二条", "第五条")
    file = tmp_path / "ruleset.yaml"
    file.write_text(text, encoding="utf-8")
    names = [one.code.name for one in examine(str(file)).findings]
    assert names == ["numbering-gap", "dangling-cross-reference"]
    file.write_text(f"{text}clauses_complete: false\n", encoding="utf-8")
    assert examine(str(file)).findings == ()
