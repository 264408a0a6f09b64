"""`classify` by meaning 13: exemptions, then attributes in order, else what has to be known."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import opendisclose as od
from opendisclose.replay.classification import Outcome
from tests.oracle.conditions import Facts, stands

FILE = Path(__file__).parent / "information.yaml"
RULES = od.load(FILE)
RAW = yaml.safe_load(FILE.read_text(encoding="utf-8"))
DAY = date(2027, 5, 6)
HARMLESS = {"harm": False, "pages": 3}
VALUES: dict[str, list[Any]] = {
    "subject": [[], ["secret"], ["privacy"], ["secret", "privacy"], None],
    "consent": ["none", "written", None],
    "public_interest": [True, False, None],
    "harm": [True, False, None],
    "importance": ["usual", "important", "in_doubt", None],
    "concerns_all": [True, False, ""],
    "pages": [0, 100, 101, None],
    "parties": [0, 1, 2],
    "agreed": [True, False],
}


def classified(on: date | None = DAY, **facts: Any) -> od.Classification:
    return RULES.classify(facts, on=on)


def names(found: Any) -> list[str]:
    return [one.name for one in found]


def asked(found: od.Classification) -> list[str]:
    return [one.fact for one in found.asks]


def test_an_exemption_that_stands_decides_whatever_the_attributes_say() -> None:
    found = classified(subject=["secret"], importance="important", **HARMLESS)
    assert (found.outcome, names(found.standing)) == (Outcome.WITHHELD, ["secret"])
    assert (found.attribute, found.asks, found.turn_to) == (None, (), None)
    assert found.clauses == ("第二条",)
    assert found.standing[0].force == "shall_not"


def test_every_exemption_that_stands_is_told_in_the_order_of_the_file() -> None:
    found = classified(subject=["privacy", "secret"], harm=True, pages=3)
    assert names(found.standing) == ["secret", "privacy", "harmful"]
    assert found.clauses == ("第二条", "第三条", "第四条")


def test_one_that_may_stand_beside_is_told_but_not_asked_for() -> None:
    found = classified(subject=["secret"], pages=3)
    assert (names(found.standing), names(found.doubtful)) == (["secret"], ["harmful"])
    assert found.asks == ()


def test_the_steps_an_exemption_presupposes_are_to_do() -> None:
    (view,) = classified(subject=["privacy"], **HARMLESS).standing
    assert [one.name for one in view.steps] == ["request.ask_consent"]
    assert view.steps[0].by == ("office",)
    assert view.reading is not None
    assert view.reading.en == "consent is in writing"


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        ({"consent": "written"}, ["consent: written"]),
        ({"public_interest": True}, ["public interest"]),
        ({"consent": "书面", "public_interest": True}, ["consent: written", "public interest"]),
    ],
)
def test_a_lifted_exemption_is_named_with_what_lifted_it(
    facts: dict[str, Any], by: list[str]
) -> None:
    found = classified(subject=["privacy"], importance="important", **HARMLESS, **facts)
    assert found.outcome is Outcome.ATTRIBUTE
    assert names(found.lifted) == ["privacy"]
    assert [one.en for one in found.lifted[0].lifted_by] == by


def test_the_first_attribute_that_is_true_is_taken() -> None:
    found = classified(importance="important", concerns_all=True, **HARMLESS)
    assert found.attribute is not None
    assert found.attribute.name == "proactive"
    assert found.attribute.audience is not None
    assert found.attribute.audience.zh == "社会公众"
    assert found.clauses == ("第六条",)


def test_one_that_is_not_known_and_comes_later_does_not_matter() -> None:
    assert classified(importance="important", **HARMLESS).outcome is Outcome.ATTRIBUTE
    found = classified(concerns_all=True, **HARMLESS)
    assert found.outcome is Outcome.NOT_KNOWN
    assert (names(found.possible), asked(found)) == (["proactive", "internal"], ["importance"])


def test_what_counts_as_another_value_brings_its_clause() -> None:
    found = classified(importance="in_doubt", **HARMLESS)
    assert found.attribute is not None
    assert found.attribute.name == "proactive"
    assert found.clauses == ("第六条", "第六条第二款")


def test_an_attribute_may_send_to_an_act() -> None:
    found = classified(importance="usual", concerns_all=True, **HARMLESS)
    assert found.turn_to is not None
    assert (found.turn_to.name, found.turn_to.by) == ("publication.publish", ("office",))


def test_otherwise_is_for_what_no_condition_takes() -> None:
    found = classified(importance="usual", concerns_all=False, **HARMLESS)
    assert found.attribute is not None
    assert (found.attribute.name, found.clauses) == ("on_request", ("第八条",))


def test_what_is_not_known_is_asked_for_and_the_doubt_has_its_act() -> None:
    found = classified()
    assert (found.outcome, found.attribute) == (Outcome.NOT_KNOWN, None)
    assert names(found.doubtful) == ["harmful", "contract"]
    assert asked(found) == ["harm", "pages", "parties", "agreed", "importance", "concerns_all"]
    assert found.asks[0].title.zh == "有害"
    assert found.asks[4].values == ("usual", "important", "in_doubt")
    assert found.turn_to is not None
    assert (found.turn_to.name, found.turn_to.by) == ("publication.determine", ("group",))
    assert found.clauses == ("第四条", "第五条", "第六条", "第七条", "第九条")


def test_only_what_still_matters_is_asked_for() -> None:
    # Not more than 100 pages: whether the parties agree no longer matters.
    assert "agreed" not in asked(classified(pages=100))
    assert asked(classified(pages=101, harm=False, importance="important")) == ["parties", "agreed"]


def test_a_fact_recorded_as_empty_is_asked_for_although_it_has_a_default() -> None:
    found = classified(subject=["privacy"], consent=None, importance="important", **HARMLESS)
    assert found.outcome is Outcome.NOT_KNOWN
    assert asked(found) == ["consent"]


def test_a_day_is_asked_for_only_where_a_condition_depends_on_it() -> None:
    facts = {"importance": "usual", "concerns_all": False, **HARMLESS}
    assert asked(classified(on=None, **facts)) == ["event_day"]
    late = classified(on=date(2029, 1, 1), **facts)
    assert late.attribute is not None
    assert late.attribute.name == "internal"
    assert classified(on=None, importance="important", **HARMLESS).outcome is Outcome.ATTRIBUTE


@pytest.mark.parametrize(
    ("on", "code"), [(date(2025, 12, 31), "OD808"), (date(2031, 1, 1), "OD810")]
)
def test_outside_its_time_the_rule_does_not_apply(on: date, code: str) -> None:
    found = classified(on, subject=["secret"])
    assert (found.outcome, found.standing) == (Outcome.NOT_APPLICABLE, ())
    assert [one.code.id for one in found.notes] == [code]


def test_a_draft_is_noted() -> None:
    assert [one.code.id for one in classified().notes] == ["OD805"]


def test_the_defaults_it_rests_on_are_told() -> None:
    assert classified(**HARMLESS, importance="important").assumed == ("subject", "public_interest")
    found = classified(subject=["privacy"], **HARMLESS)
    assert found.assumed == ("consent", "public_interest")
    found = classified(subject=["secret"], **HARMLESS)
    assert found.assumed == ()


@pytest.mark.parametrize(
    ("facts", "code", "meant"),
    [
        ({"importanc": "usual"}, "OD601", "importance"),
        ({"importance": "importent"}, "OD605", "important"),
        ({"subject": ["secrt"]}, "OD605", "secret"),
        ({"harm": "true"}, "OD605", None),
        ({"pages": True}, "OD605", None),
    ],
)
def test_what_the_rule_does_not_have_decides_nothing(
    facts: dict[str, Any], code: str, meant: str | None
) -> None:
    found = RULES.classify({"subject": ["secret"], **facts})
    assert found.outcome is Outcome.UNREAD
    assert [one.code.id for one in found.findings] == [code]
    help_ = found.findings[0].help
    assert help_ is not None
    assert ("did you mean" in help_.en) == (meant is not None)
    assert meant is None or f"`{meant}`" in help_.en


def test_without_any_attribute_that_applies_the_doubt_is_turned_to(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("  on_request:")]
    file = tmp_path / "open.yaml"
    file.write_text("\n".join(kept), encoding="utf-8")
    facts = {"importance": "usual", "concerns_all": False, **HARMLESS}
    found = od.load(file).classify(facts, on="2027-05-06")
    assert found.outcome is Outcome.OPEN
    assert found.turn_to is not None
    assert (found.turn_to.name, found.clauses) == ("publication.determine", ("第九条",))


def test_a_text_that_is_no_day_is_a_wrong_call() -> None:
    with pytest.raises(od.OpenDiscloseError, match="tomorrow"):
        RULES.classify({}, on="tomorrow")
    assert RULES.classify({}, on=datetime(2027, 5, 6, 9)).on == DAY


def test_the_same_facts_give_the_same_answer() -> None:
    assert classified() == classified()


FACTS = st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in VALUES.items()})


@given(FACTS, st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_it_says_what_the_twin_says(facts: dict[str, Any], on: date) -> None:
    """Meaning 13, carried out a second time over plain data."""
    twin = Facts(RAW["facts"], RAW["roles"])
    for name, value in facts.items():
        twin.record(name, "", value)
    held = {name: stands(twin, one, "", on, True) for name, one in RAW["exemptions"].items()}
    found = RULES.classify(facts, on=on)
    assert names(found.standing) == [name for name, one in held.items() if one is True]
    assert names(found.doubtful) == [name for name, one in held.items() if one is None]
    if True in held.values():
        assert found.outcome is Outcome.WITHHELD
        return
    unsure = None in held.values()
    expected = "on_request"
    for name in ("proactive", "internal"):
        true = twin.holds(RAW["attributes"][name]["when"], "", on)
        unsure = unsure or true is None
        if true is True:
            expected = name
            break
    if unsure:
        assert (found.outcome, found.attribute) == (Outcome.NOT_KNOWN, None)
        assert found.asks
    else:
        assert found.attribute is not None
        assert found.attribute.name == expected
