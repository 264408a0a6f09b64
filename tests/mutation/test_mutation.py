"""Rulesets are damaged in one place, and it is noticed; `make mutate` does the whole of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from opendisclose.load.shipped import shipped_ids

from .damage import KINDS, damages
from .measure import EQUIVALENT, MISSED, TESTS, VALIDATE, Subject, Told
from .table import SHARE, lines, share
from .text import Text

NAMES = [one for one in shipped_ids() if Subject.has_tests(one)]
FEW = 12  # damages of a ruleset; another kind in each
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
    """A few damages of each ruleset, drawn by a fixed seed."""

    def test_every_ruleset_with_tests_is_measured(self) -> None:
        assert len(NAMES) >= 5

    @pytest.mark.parametrize("name", NAMES)
    def test_what_breaks_form_or_meaning_is_noticed(self, name: str, folder: Path) -> None:
        subject = Subject(name, folder)
        drawn = list(subject.damages(1))
        step = max(1, len(drawn) // FEW)
        told = [subject.told(one, search=False) for one in drawn[::step]]
        unnoticed = [one for one in told if one.by == MISSED]
        # Which of these mean the same only the twin could tell, and that takes long.
        assert len(unnoticed) <= len(told) // 3, "\n".join(lines(name, told))

    @pytest.mark.parametrize("name", NAMES)
    def test_a_broken_reference_is_reported_at_its_line(self, name: str, folder: Path) -> None:
        subject = Subject(name, folder)
        told = [subject.told(one) for one in subject.damages(1) if one.reference]
        assert {one.by for one in told} == {VALIDATE}, "\n".join(lines(name, told))


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
