"""The latest lawful date of every step: counted by the same functions as every due date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import opendisclose as od
from opendisclose.api.rules import Rules
from opendisclose.deadline.worst_case import WorstCase
from opendisclose.diagnostics.errors import UnknownNameError
from opendisclose.model.periods import Duration
from opendisclose.model.ruleset import Ruleset
from tests.analyse.nets import Raw
from tests.analyse.test_chains import ACTS, STATES, days
from tests.analyse.test_clocks import clock
from tests.analyse.test_flow import rule

START = date(2026, 3, 2)  # a Monday of a noticed year, a month before any holiday
DAYS = [f"2026-03-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23)]


def worst(model: Ruleset, start: Any = START, **more: Any) -> WorstCase:
    return Rules(ruleset=model).worst_case("p", start=start, **more)


def told(found: WorstCase) -> dict[str, str | None]:
    """The latest date of each step."""
    ids = found.compiled.transitions.ids
    return {
        ids[one.transition]: one.when.date().isoformat() if one.when else None
        for one in found.steps
    }


def chain(deadlines: Raw, **acts: Raw) -> Ruleset:
    return rule(STATES, {**ACTS, **acts}, deadlines)


def test_stages_follow_one_another_and_the_whole_bounds_them() -> None:
    stages = {"one": clock("open", "ask", days(5)), "two": clock("ask", "tell", days(8))}
    found = told(worst(chain(stages | {"whole": clock("open", "end", days(10))})))
    assert found == {"open": DAYS[0], "ask": DAYS[5], "tell": DAYS[10], "end": DAYS[10]}


def test_each_date_is_that_of_the_deadline_alone() -> None:
    """One arithmetic: a step is due when `due` says, started when the step before was."""
    stages = {"one": clock("open", "ask", days(5)), "two": clock("ask", "tell", {"months": 1})}
    rules = Rules(ruleset=chain(stages))
    found = told(rules.worst_case("p", start=START))
    first = rules.due("p.one", start=START).date
    assert first is not None
    assert found["ask"] == first.isoformat()
    assert found["tell"] == str(rules.due("p.two", start=first).date)


def test_without_a_deadline_there_is_no_limit_and_none_after_it() -> None:
    found = told(worst(chain({"two": clock("ask", "tell", days(5))})))
    assert (found["ask"], found["tell"], found["end"]) == (None, None, None)


def test_a_promise_without_a_number_is_named_but_has_no_date() -> None:
    model = chain({"soon": clock("open", "ask", "promptly")})
    (step,) = (one for one in worst(model).steps if one.transition == 1)
    assert (step.when, model.procedures["p"].deadlines.get("soon") is not None) == (None, True)
    assert step.clock == 0


def test_a_clock_that_only_lapses_bounds_nothing() -> None:
    drop = {"from_": "a", "to": "z"}
    found = told(worst(chain({"one": clock("open", "ask", days(5))}, drop=drop)))
    assert (found["ask"], found["drop"]) == (DAYS[5], None)


def test_hours_run_from_the_end_of_the_day_of_the_act_before() -> None:
    stages = {"one": clock("open", "ask", days(1)), "two": clock("ask", "tell", {"hours": 48})}
    found = worst(chain(stages))
    moment = next(one.when for one in found.steps if one.transition == 2)
    assert moment is not None
    assert f"{moment:%Y-%m-%d %H:%M}" == "2026-03-05 23:59"


def test_hours_run_from_the_moment_given() -> None:
    found = worst(chain({"one": clock("open", "ask", {"hours": 48})}), datetime(2026, 3, 2, 9, 30))
    moment = next(one.when for one in found.steps if one.transition == 1)
    assert moment is not None
    assert moment.isoformat() == "2026-03-04T09:30:00+08:00"


def test_an_expiry_comes_on_the_due_date() -> None:
    lapse = {"from_": "a", "to": "z", "when_expired": "one"}
    found = told(worst(chain({"one": clock("open", "ask", days(5))}, lapse=lapse)))
    assert (found["ask"], found["lapse"]) == (DAYS[5], DAYS[5])


def test_a_restart_counts_from_the_latest_restart() -> None:
    again = {"from_": "b", "to": "a"}
    model = chain({"whole": clock(["open", "again"], "end", days(5))}, again=again)
    found = told(worst(model))
    assert (found["again"], found["end"]) == (DAYS[5], DAYS[10])


def test_time_left_out_is_added() -> None:
    span = {"from": ["ask"], "until": ["tell"]}
    stages = {"whole": clock("open", "end", days(5), excluded=[span])}
    stages["two"] = clock("ask", "tell", days(3))
    found = told(worst(chain(stages)))
    assert (found["ask"], found["tell"], found["end"]) == (DAYS[5], DAYS[8], DAYS[8])


def test_extensions_stand_beside_the_plain_dates() -> None:
    extended = {"act": "more", "at_most": days(3), "times": 2}
    stages = {"one": clock("open", "ask", days(5), extended=extended)}
    found = worst(chain(stages, more={"in": ["a"]}))
    (step,) = (one for one in found.steps if one.transition == 1)
    assert step.when is not None
    assert step.extended is not None
    assert (str(step.when.date()), str(step.extended.date())) == (DAYS[5], DAYS[11])
    assert found.has_extensions
    assert not worst(chain({"one": clock("open", "ask", days(5))})).has_extensions


def test_an_act_that_moves_nothing_is_done_before_its_state_is_left() -> None:
    stages = {"one": clock("open", "ask", days(5)), "note": clock("open", "note", days(2))}
    stages["after"] = clock("note", "mark", days(2))
    aside = {"note": {"in": ["a"]}, "mark": {"in": ["a"]}, "free": {"in": ["a"]}}
    found = told(worst(chain(stages, **aside)))
    assert (found["note"], found["mark"], found["free"]) == (DAYS[2], DAYS[4], DAYS[5])


def still_open(found: WorstCase) -> list[str]:
    """The steps that a length set in the case comes on top of."""
    ids = found.compiled.transitions.ids
    return [ids[one.transition] for one in found.steps if one.open]


def test_a_length_set_in_each_case_is_given_or_comes_on_top() -> None:
    stages = {
        "one": clock("open", "ask", {"set_by": "length"}),
        "two": clock("ask", "tell", days(5)),
    }
    found, given = worst(chain(stages)), worst(chain(stages), period=Duration(working_days=5))
    assert (told(found)["ask"], told(found)["tell"]) == (DAYS[0], DAYS[5])
    assert still_open(found) == ["ask", "tell"]
    assert (told(given)["ask"], told(given)["tell"]) == (DAYS[5], DAYS[10])
    assert still_open(given) == []


def test_what_is_certain_bounds_an_act_before_what_the_case_sets() -> None:
    stages = {
        "one": clock("open", "ask", {"set_by": "length"}),
        "whole": clock("open", "tell", days(5)),
    }
    found = worst(chain(stages))
    assert (told(found)["ask"], told(found)["tell"]) == (DAYS[5], DAYS[5])
    assert still_open(found) == []


def test_time_left_out_of_a_length_set_in_the_case_comes_on_top() -> None:
    span = {"from": ["ask"], "until": ["tell"]}
    stages = {"whole": clock("open", "end", days(5), excluded=[span])}
    stages["two"] = clock("ask", "tell", {"set_by": "length"})
    found = worst(chain(stages))
    assert (told(found)["ask"], told(found)["end"]) == (DAYS[5], DAYS[5])
    assert still_open(found) == ["tell", "end"]


def test_a_limit_that_starts_anew_holds_only_the_act_it_limits() -> None:
    again = {"from_": "b", "to": "a"}
    limit = clock(["open", "again"], None, days(5)) | {"limits": ["ask"]}
    found = told(worst(chain({"one": limit, "two": clock("ask", "again", days(9))}, again=again)))
    assert (found["again"], found["ask"]) == (DAYS[14], "2026-03-27")  # once more within the limit


def test_a_clock_that_an_act_beside_the_course_starts_runs_on() -> None:
    """It is started beside the first state and met beside the second one."""
    aside = {"note": {"in": ["a"]}, "mark": {"in": ["b"]}}
    stages = {"one": clock("open", "ask", days(3)), "after": clock("note", "mark", days(2))}
    found = told(worst(chain(stages, **aside)))
    assert (found["note"], found["mark"]) == (DAYS[3], DAYS[5])


def test_a_duty_that_the_guards_of_the_course_exclude_does_not_count() -> None:
    guarded = {
        "quick": {"from_": "a", "to": "z", "when": {"sure": True}},
        "slow": {"from_": "a", "to": "z", "when": {"sure": False}},
    }
    either = {"met_by": ["quick", "slow"], "when": {"sure": True}}
    found = told(worst(chain({"one": clock("open", None, days(5)) | either}, **guarded)))
    assert (found["quick"], found["slow"]) == (DAYS[5], None)


class TestDocuments:
    def test_shihezi_with_one_correction(self) -> None:
        """Articles 20(5) and 21: 15 working days, 5 for the correction, then 15 anew."""
        found = od.load("shihezi").worst_case("on_request", start="2026-03-02")
        dates = told(found)
        assert dates["ask_for_correction"] == "2026-03-23"
        assert dates["correct"] == "2026-03-30"
        assert dates["refuse"] == "2026-04-21"
        assert found.whole

    def test_kuancheng_uses_its_period_up(self) -> None:
        """Articles 5 and 9: the report after 15 working days, sent on after 5, published by 20."""
        rules = od.load("kuancheng")
        dates = told(rules.worst_case("publication", start="2026-03-02", opened_by="form_new"))
        assert (dates["report"], dates["send"]) == ("2026-03-23", "2026-03-30")
        assert dates["publish_sent"] == "2026-03-30"

    def test_a_yearly_report_is_due_in_the_year_of_the_start(self) -> None:
        found = od.load("shihezi").worst_case("annual_report", start=START)
        assert told(found)["publish"] == "2026-10-31"

    def test_what_there_is_not_is_told(self) -> None:
        rules = od.load("kuancheng")
        with pytest.raises(UnknownNameError, match="no opening act `report`; known: `draft`"):
            rules.worst_case("publication", start=START, opened_by="report")
        with pytest.raises(UnknownNameError, match="no procedure `publish`"):
            rules.worst_case("publish", start=START)
