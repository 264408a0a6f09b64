"""The library: plain data in, verdicts out, errors that name what was wrong with the call."""

from __future__ import annotations

import pickle
from datetime import date, datetime

import pytest

import opendisclose as od


@pytest.fixture(scope="module")
def rules() -> od.Rules:
    return od.load("shihezi")


APPLY = {"act": "apply", "at": "2026-09-18", "role": "applicant"}


class TestPlainData:
    """JSON in and out: what json gives is judged as a case file is."""

    def test_texts_are_read_as_times(self, rules: od.Rules) -> None:
        plain = {"procedure": "on_request", "events": [APPLY]}
        verdict = rules.check(plain, as_of="2026-11-20")
        assert verdict.word.value == "violation"
        assert [one.due for one in verdict.clocks] == [date(2026, 10, 15)]

    def test_dates_and_times_are_accepted_as_they_are(self, rules: od.Rules) -> None:
        plain = {"procedure": "on_request", "events": [{**APPLY, "at": date(2026, 9, 18)}]}
        timed = {"procedure": "on_request", "events": [{**APPLY, "at": datetime(2026, 9, 18)}]}
        assert rules.check(plain).states == rules.check(timed).states == ("received",)

    def test_what_is_wrong_in_it_is_a_finding(self, rules: od.Rules) -> None:
        event = {**APPLY, "act": "aply", "note": "?"}
        verdict = rules.check({"procedure": "on_request", "events": [event]})
        assert [(one.code.id, one.event) for one in verdict.findings] == [
            ("OD103", "e1"),
            ("OD601", "e1"),
        ]
        assert verdict.word.value == "indeterminate"

    def test_no_case_at_all_is_an_error(self, rules: od.Rules) -> None:
        with pytest.raises(od.CaseError, match="key `procedure` is missing"):
            rules.check({"events": []})
        with pytest.raises(od.SourceError, match="no plain data"):
            rules.check({"procedure": "on_request", "events": [object()]})


class TestDue:
    """When a deadline is due, from Python."""

    def test_a_start_may_be_a_text(self, rules: od.Rules) -> None:
        due = rules.due("on_request.reply", start="2026-09-18")
        assert due.date == date(2026, 10, 15)
        assert due == rules.due("on_request.reply", start=date(2026, 9, 18))

    @pytest.mark.parametrize("text", ["", "2026-13-01", "20260918", "tomorrow"])
    def test_a_text_that_is_no_time_is_an_error(self, rules: od.Rules, text: str) -> None:
        with pytest.raises(od.OpenDiscloseError, match="is not a time"):
            rules.due("on_request.reply", start=text)

    def test_unknown_names_say_what_is_known(self, rules: od.Rules) -> None:
        with pytest.raises(od.UnknownNameError, match=r"no deadline `replay`; known: .*`reply`"):
            rules.due("on_request.replay", start="2026-09-18")
        with pytest.raises(od.UnknownNameError, match="no procedure `request`"):
            rules.due("request.reply", start="2026-09-18")

    def test_outside_the_calendar_says_what_is_known(self, rules: od.Rules) -> None:
        with pytest.raises(od.CalendarRangeError, match="2007-01-01"):
            rules.due("on_request.reply", start="1999-01-01")
        with pytest.raises(od.CalendarRangeError):
            rules.check({"procedure": "on_request", "events": [APPLY]}, as_of="1999-01-01")


class TestIncremental:
    """Embedded in another system: one event after the other, nothing changed in place."""

    def test_with_event_gives_a_new_case(self, rules: od.Rules) -> None:
        first = od.Case.model_validate(
            {
                "procedure": "on_request",
                "events": [{"act": "apply", "at": datetime(2026, 9, 18, 9), "role": "applicant"}],
            }
        )
        event = {"act": "disclose", "at": datetime(2026, 9, 29, 9), "role": "principal_office"}
        second = first.with_event(event)
        assert (len(first.events), len(second.events)) == (1, 2)
        assert rules.check(first).states == ("received",)
        assert rules.check(second).states == ("answered",)

    def test_next_tells_what_may_be_done_and_what_is_due(self, rules: od.Rules) -> None:
        step = rules.next({"procedure": "on_request", "events": [APPLY]}, as_of="2026-09-21")
        acts = {one.act for one in step.permitted}
        assert {"disclose", "refuse", "forward"} <= acts
        assert "correct" not in acts
        assert [(one.id, one.due) for one in step.duties] == [
            ("on_request.reply", date(2026, 10, 15))
        ]

    def test_the_graph_is_a_networkx_graph(self, rules: od.Rules) -> None:
        graph = rules.graph("on_request")
        assert graph.nodes["answered"]["final"] is True
        assert graph.has_edge("received", "answered", key="disclose")


CASE = {"procedure": "on_request", "events": [APPLY]}


class TestVerdicts:
    """What of a verdict is only made when asked for is part of it all the same."""

    def test_the_same_case_gives_an_equal_verdict(self, rules: od.Rules) -> None:
        one, other = rules.check(CASE), rules.check(CASE)
        assert one == other
        assert hash(one) == hash(other)
        assert one != rules.check(CASE, as_of="2026-11-20")

    def test_each_part_is_made_once(self, rules: od.Rules) -> None:
        verdict = rules.check(CASE)
        assert verdict.clocks is verdict.clocks
        assert verdict.notes is verdict.notes
        assert verdict.missing is verdict.missing
        assert verdict.fired is verdict.fired

    def test_it_survives_pickling(self, rules: od.Rules) -> None:
        verdict = rules.check(CASE, as_of="2026-11-20")
        copy = pickle.loads(pickle.dumps(verdict))
        assert copy == verdict
        assert copy.clocks[0].steps == verdict.clocks[0].steps
