"""Meaning 14: which rule judges a case, and under which content a saved case goes on."""

from __future__ import annotations

import pytest
import yaml

import opendisclose as od

from .small import FIVE, LINE, check, codes, done, kinds, rules

OPEN = done("open", "2025-06-06T09:00")
CASE = {"procedure": "p", "events": [OPEN]}
WRONG = done("close", "2025-06-30", role="section")


class TestInForce:
    """A case that begins before the ruleset came into force, or after it ended, is not applicable
    and nothing else of it is judged."""

    @pytest.mark.parametrize(
        ("in_force", "applies"),
        [
            ({"from": "2025-06-06"}, True),
            ({"from": "2025-06-07"}, False),
            ({"from": "2008-05-01", "until": "2025-06-06"}, True),
            ({"from": "2008-05-01", "until": "2025-06-05"}, False),
        ],
    )
    def test_the_first_event_decides(self, in_force: dict[str, str], applies: bool) -> None:
        dates = yaml.safe_load(yaml.safe_dump(in_force).replace("'", ""))
        verdict = check(rules(LINE, FIVE, in_force=dates), OPEN, WRONG)
        assert (verdict.word.value == "violation") == applies
        assert (verdict.word.value == "not_applicable") != applies

    def test_nothing_else_of_it_is_judged(self) -> None:
        later = rules(LINE, FIVE, in_force=yaml.safe_load("{from: 2025-06-07}"))
        verdict = check(later, OPEN, WRONG)
        assert (kinds(verdict), verdict.clocks, verdict.states) == ([], (), ())
        assert codes(verdict.notes) == ["not-in-force"]

    def test_what_happens_after_its_end_is_judged_if_the_case_began_before(self) -> None:
        ended = rules(LINE, FIVE, in_force=yaml.safe_load("{until: 2025-06-06}"))
        assert ("late", "e2") in kinds(check(ended, OPEN, WRONG))

    def test_else_its_period_decides(self) -> None:
        net = "{open: {to: a}, tell: {from: a, to: end}}"
        clocks = "{d: {starts: period, within: {by_date: {month: 3, day: 31}}, met_by: tell}}"
        since = yaml.safe_load("{from: 2026-01-01}")
        yearly = rules(net, clocks, every="year", in_force=since)
        words = [
            check(yearly, period=period, as_of="2027-04-30").word.value
            for period in ("2025", "2026")
        ]
        assert words == ["not_applicable", "violation"]


class TestNotes:
    """A commencement that is not known, and a draft, are notes."""

    def test_a_commencement_that_is_not_known(self) -> None:
        verdict = check(rules(LINE, FIVE, in_force={"from": "unknown"}), OPEN)
        assert (verdict.word.value, codes(verdict.notes)) == (
            "compliant",
            ["commencement-unknown"],
        )

    def test_a_draft_is_judged_as_if_in_force(self) -> None:
        verdict = check(rules(LINE, FIVE, status="draft"), OPEN, WRONG)
        assert (verdict.word.value, codes(verdict.notes)) == ("violation", ["draft-judged"])


class TestContent:
    """A ruleset is known by its id, its edition and the hash of its content; a saved case keeps
    all three, and going on under another content is refused unless asked."""

    def test_the_hash_is_of_the_content(self) -> None:
        one, other = rules(LINE, FIVE), rules(LINE, FIVE.replace("5", "6"))
        assert one.sha256 != other.sha256
        assert (one.id, len(one.sha256)) == ("small", 64)

    def test_a_saved_case_goes_on_under_the_same_content(self) -> None:
        judged_by = rules(LINE, FIVE)
        text = judged_by.save(CASE)
        saved = judged_by.resume(text).saved
        assert saved is not None
        assert saved.identity() == ("small", "1", judged_by.sha256)
        again = judged_by.resume(text)
        assert judged_by.check(again, as_of="2025-06-30") == judged_by.check(
            {**CASE, "ruleset": "small"}, as_of="2025-06-30"
        )

    @pytest.mark.parametrize("change", [{"edition": "2"}, {"id": "other"}, {"timezone": "UTC"}])
    def test_under_another_content_it_is_refused_unless_asked(self, change: dict[str, str]) -> None:
        text = rules(LINE, FIVE).save(CASE)
        other = rules(LINE, FIVE, **change)
        with pytest.raises(od.OtherContentError):
            other.resume(text)
        assert other.resume(text, allow_other=True).saved is None

    def test_judged_under_another_it_has_a_finding(self) -> None:
        saved = rules(LINE, FIVE).resume(rules(LINE, FIVE).save(CASE))
        verdict = rules(LINE, FIVE, edition="2").check(saved)
        assert codes(verdict.findings) == ["saved-under-other-content"]
        assert verdict.word.value == "indeterminate"
