"""Rulesets are damaged in one place, and it is noticed; `make mutate` does the whole of it."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from opendisclose.load.ruleset import load_ruleset_text
from opendisclose.load.shipped import shipped_file, shipped_ids

from .damage import KINDS, damages
from .keep import Keeper, kept_files
from .measure import EQUIVALENT, MISSED, TESTS, VALIDATE, Subject, Told, by_twin
from .pool import twist
from .table import SHARE, lines, share
from .text import Text
from .variants import variants
from .walks import Walks
from .wishes import leaves, wished

NAMES = [one for one in shipped_ids() if Subject.has_tests(one)]
MEASURED = ("gansu", "kuancheng", "quanzhou", "shihezi")  # whole, by `make mutate`
FEW = 6  # damages of a ruleset; another kind in each
SEED, CASES = 3, 200
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "soundness.md"
CLAIM = re.compile(r"^\| (?:`)?([a-z0-9-]+)(?:`)? \| .* \| at least ([\d]+) % \|$", re.MULTILINE)
SAMPLE = """\
facts: {ok: {type: boolean}, well: {type: boolean}}
roles: {office: {}, citizen: {}}
procedures:
  p:
    states:
      a: {}
      b: {final: true}
    transitions:
      open: {to: a, by: [office, citizen], requires: [ok]}
      close:
        from: a
        to: b
        when: {ok: true}
    deadlines:
      d: {starts: open, within: {working_days: 5}, met_by: close}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


class TestDamages:
    """Each damage is one exact edit of the text."""

    def made(self, kind: str) -> list[str]:
        text = Text(SAMPLE)
        return [text.applied(one.edits) for one in damages(text) if one.kind == kind]

    def test_an_entry_of_a_block_is_dropped(self) -> None:
        (dropped,) = self.made("drop a guard")
        assert yaml.safe_load(dropped)["procedures"]["p"]["transitions"]["close"] == {
            "from": "a",
            "to": "b",
        }
        first, second = self.made("drop a state")
        assert list(yaml.safe_load(first)["procedures"]["p"]["states"]) == ["b"]
        assert list(yaml.safe_load(second)["procedures"]["p"]["states"]) == ["a"]

    def test_an_entry_on_one_line_is_dropped(self) -> None:
        first, second = self.made("drop a role of several")
        assert "by: [citizen]," in first
        assert "by: [office]," in second

    def test_the_only_entry_of_a_list_goes_with_the_list(self) -> None:
        (dropped,) = self.made("drop a required entry")
        assert "open: {to: a, by: [office, citizen]}" in dropped

    def test_two_values_change_places(self) -> None:
        (turned,) = self.made("from and to change places")
        assert "        from: b\n        to: a\n" in turned

    def test_a_number_is_one_more(self) -> None:
        assert "within: {working_days: 6}" in self.made("one more")[0]

    def test_a_word_is_misspelt_at_its_line(self) -> None:
        text = Text(SAMPLE)
        for one in damages(text):
            if one.reference:
                changed = text.applied(one.edits).splitlines()
                before = SAMPLE.splitlines()
                differing = [n for n, line in enumerate(changed, 1) if line != before[n - 1]]
                assert differing == [one.line]

    def test_every_damage_changes_what_the_file_says(self) -> None:
        text = Text(SAMPLE)
        made = [text.applied(one.edits) for one in damages(text)]
        assert all(yaml.safe_load(one) != text.plain for one in made)
        assert len(made) > 40


@pytest.mark.slow
class TestNoticed:
    """A few damages of each ruleset, drawn by a fixed seed; the page says what all of them are."""

    def test_every_ruleset_with_tests_is_measured(self) -> None:
        assert len(NAMES) >= 5

    def test_what_breaks_form_or_meaning_is_noticed(self, folder: Path) -> None:
        told = [one for name in MEASURED for one in self.sampled(name, folder)]
        assert len(told) >= FEW * len(MEASURED)
        assert share(told) >= SHARE, "\n".join(lines("a sample of all", told))

    def sampled(self, name: str, folder: Path) -> list[Told]:
        """Damages to procedures, no misspellings, of kinds far apart in the table.

        What makes a difference is looked for in a few cases only: whatever it is, it is noticed.
        """
        subject = Subject(name, folder, most=CASES)
        drawn = [one for one in subject.damages(1, SEED) if one.procedure and not one.reference]
        return [subject.told(one) for one in drawn[:: len(drawn) // FEW]]

    @pytest.mark.parametrize("name", NAMES)
    def test_a_broken_reference_is_reported_at_its_line(self, name: str, folder: Path) -> None:
        subject = Subject(name, folder)
        told = [subject.told(one) for one in subject.damages(1) if one.reference]
        assert {one.by for one in told} == {VALIDATE}, "\n".join(lines(name, told))

    def test_the_page_says_what_is_reached(self) -> None:
        page = PAGE.read_text(encoding="utf-8")
        told = {name: int(least) for name, least in CLAIM.findall(page)}
        assert set(MEASURED) == set(told)
        assert all(least >= SHARE * 100 for least in told.values())


class TestCases:
    """What a damage is looked for in."""

    RULES: ClassVar[dict[str, Any]] = yaml.safe_load(SAMPLE)

    def test_a_walk_does_every_act_as_it_should_be(self) -> None:
        (case, _), *_ = Walks(self.RULES, "p").cases()
        assert [one["act"] for one in case["events"]] == ["open"]
        assert case["events"][0]["data"] == {"ok": True}

    def test_every_role_of_an_act_is_tried(self) -> None:
        every = [event for case, _ in Walks(self.RULES, "p").cases() for event in case["events"]]
        tried = {one["role"] for one in every if one["act"] == "open"}
        assert tried == {"office", "citizen", "other"}

    def test_an_act_is_tried_against_its_guard_and_late(self) -> None:
        cases = list(Walks(self.RULES, "p").cases())
        closings = [case["events"][-1] for case, _ in cases if len(case["events"]) == 2]
        assert any(one.get("data") == {"ok": False} for one in closings)
        assert {"met", "overdue"} <= {
            clock[0] for case in cases for clock in by_twin(self.RULES, case)["clocks"].values()
        }

    def test_a_twist_changes_one_case_and_leaves_the_other(self) -> None:
        case = next(one for one in Walks(self.RULES, "p").cases() if len(one[0]["events"]) == 2)
        before = deepcopy(case)
        twisted = [twist(random.Random(seed), self.RULES, case) for seed in range(30)]
        assert case == before
        assert len({repr(one) for one in twisted}) > 5

    def test_wishes_come_true(self) -> None:
        facts: dict[str, Any] = {
            "ok": {"type": "boolean"},
            "many": {"type": "integer"},
            "kind": {"type": "enum", "values": ["low", "high"]},
            "about": {"type": "list", "values": ["x", "y"]},
        }
        condition = {
            "all": [
                {"not": {"ok": True}},
                {"any": [{"many": {"gt": 3}}, {"kind": "high"}]},
                {"about": {"has": "y"}},
            ]
        }
        found = wished(condition, True, facts)
        assert found == {"ok": False, "many": 4, "about": ["y"]}
        assert wished({"kind": {"in": ["low"]}}, False, facts) == {"kind": "high"}
        assert ("kind", "low") in list(leaves(condition, facts))

    def test_variants_are_sound_and_differ(self) -> None:
        path = shipped_file("shihezi")
        assert path is not None
        made = list(variants(path.read_text(encoding="utf-8"), 5))
        assert len(set(made)) == 5
        assert all(load_ruleset_text(one, name="x").ruleset is not None for one in made)


class TestKept:
    """What is written down of a damage."""

    def test_a_slip_is_noticed_by_the_test_that_is_kept_of_it(self, folder: Path) -> None:
        subject = Subject("quanzhou", folder, kept=False, most=CASES)
        keeper = Keeper(subject, folder)
        drawn = (one for one in subject.damages(1) if one.kind == "drop a role of several")
        told = keeper.keep(drawn)
        assert {one.by for one in told} <= {TESTS, EQUIVALENT}
        assert keeper.found
        assert all("title: {zh: " in text for _, text in keeper.found.values())

    def test_long_files_are_split_by_procedure(self) -> None:
        found = {f"t{n}": ("p" if n % 2 else "q", f"  t{n}: {{}}\n") for n in range(4)}
        assert list(kept_files("x", found, ["p", "q"])) == ["kept.yaml"]
        long = {name: (where, text * 1000) for name, (where, text) in found.items()}
        assert list(kept_files("x", long, ["p", "q"])) == ["kept_p.yaml", "kept_q.yaml"]


@cache
def _told(by: str) -> Told:
    one = next(damages(Text(SAMPLE)))
    return Told(one, by)


def test_the_share_leaves_out_what_means_the_same() -> None:
    told = [_told(VALIDATE), _told(TESTS), _told(EQUIVALENT), _told(MISSED)]
    assert share(told) == pytest.approx(2 / 3)
    assert share(told[:3]) == 1 > SHARE


def test_the_table_names_what_is_missed() -> None:
    text = "\n".join(lines("sample", [_told(VALIDATE), _told(MISSED)]))
    assert "50.0% noticed" in text
    assert f"missed: {KINDS[0][0]}: line " in text
