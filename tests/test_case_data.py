"""Cases as data: out as JSON and in again, saved under a content, one event ahead, other names."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import opendisclose as od

RULES = od.load("shihezi")
LATE = "examples/shihezi-late-reply.yaml"
OPEN = "examples/shihezi-open-request.yaml"
BEIJING = timezone(timedelta(hours=8))


@pytest.fixture(autouse=True)
def _at_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def case_at(path: str) -> od.Case:
    case = od.read_case(path).case
    assert case is not None
    return case


class TestJson:
    @pytest.mark.parametrize("path", [LATE, OPEN])
    def test_out_and_in_is_the_same_case(self, path: str) -> None:
        case = case_at(path)
        assert od.Case.from_json(case.to_json()) == case

    def test_times_are_iso_and_the_keys_in_order(self) -> None:
        case = od.Case(procedure="p").with_event(
            {"act": "a", "at": datetime(2026, 9, 18, 9, 30, tzinfo=BEIJING), "role": "r"}
        )
        case = case.with_event({"act": "b", "at": date(2026, 9, 21)})
        case = case.with_event({"act": "c", "at": datetime(2026, 9, 22, 9, 0, 0, 500, tzinfo=UTC)})
        assert case.to_json() == (
            '{"opendisclose_case": 1, "procedure": "p", "events": ['
            '{"act": "a", "at": "2026-09-18T09:30:00+08:00", "role": "r"}, '
            '{"act": "b", "at": "2026-09-21"}, {"act": "c", "at": "2026-09-22T09:00:00.000500Z"}]}'
        )
        assert od.Case.from_json(case.to_json()) == case

    def test_it_is_one_line_that_a_case_file_may_be(self, tmp_path: Path) -> None:
        case = case_at(LATE)
        assert "\n" not in case.to_json()
        file = tmp_path / "case.json"
        file.write_text(case.to_json(), encoding="utf-8")
        loaded = od.read_case(file)
        assert (loaded.case, loaded.findings) == (case, ())

    def test_what_is_recorded_as_empty_is_kept_and_what_is_left_out_is_not_written(self) -> None:
        facts: dict[str, Any] = {"a": None, "b": [], "c": "", "d": False, "e": 0}
        case = od.Case(procedure="p", facts=facts)
        assert json.loads(case.to_json()) == {
            "opendisclose_case": 1,
            "procedure": "p",
            "facts": facts,
        }

    def test_a_date_or_a_duration_by_date_means_the_same_after_it(self) -> None:
        event = {
            "act": "consult",
            "at": date(2026, 3, 4),
            "role": "principal_office",
            "key": "east",
            "data": {"consultation_form": "written", "opinion_period": date(2026, 3, 20)},
        }
        case = od.Case(
            procedure="on_request", events=[{"act": "apply", "at": date(2026, 3, 2)}, event]
        )
        again = od.Case.from_json(case.to_json())
        found = RULES.check(case, as_of=date(2026, 3, 30))
        assert "2026-03-20" in {str(one.due) for one in found.clocks}
        assert RULES.check(again, as_of=date(2026, 3, 30)) == found

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"procedure": "p", "prodecure": "p"}'])
    def test_what_is_no_case_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            od.Case.from_json(text)


class TestTimes:
    @pytest.mark.parametrize("at", ["2026-09-18", "2026-09-18T09:30", "2026-09-18 09:30:01.5Z"])
    def test_a_time_may_be_text(self, at: str) -> None:
        (event,) = od.Case(procedure="p").with_event({"act": "a", "at": at}).events
        assert str(event.at).startswith("2026-09-18")
        assert isinstance(event.at, datetime) == ("09" in at[10:])

    @pytest.mark.parametrize("at", ["2026-9-18", "20260918", "2026-W38-5", "soon", 20260918, None])
    def test_what_is_no_time_is_refused(self, at: object) -> None:
        with pytest.raises(ValueError, match="at"):
            od.Case(procedure="p").with_event({"act": "a", "at": at})


class TestSaved:
    def test_it_goes_on_under_the_same_content(self) -> None:
        text = RULES.save(case_at(OPEN))
        assert json.loads(text)["saved"] == {
            "ruleset": "shihezi",
            "edition": RULES.ruleset.edition,
            "sha256": RULES.sha256,
        }
        case = RULES.resume(text)
        assert RULES.check(case) == RULES.check(case_at(OPEN))
        assert RULES.save(case) == text

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (RULES.sha256, "0" * 64),
            ('"saved": {"ruleset": "shihezi"', '"saved": {"ruleset": "jilin"'),
            (f'"edition": "{RULES.ruleset.edition}"', '"edition": "2008"'),
        ],
    )
    def test_it_is_refused_under_another(self, old: str, new: str) -> None:
        text = RULES.save(case_at(OPEN)).replace(old, new)
        with pytest.raises(od.OtherContentError) as caught:
            RULES.resume(text)
        present = ("shihezi", RULES.ruleset.edition, RULES.sha256)
        assert caught.value.present == present
        assert caught.value.saved not in (None, present)
        assert isinstance(caught.value, od.OpenDiscloseError)
        for told in (*(caught.value.saved or ()), *present):
            assert told[:12] in str(caught.value)

    def test_it_goes_on_where_that_is_asked_for(self) -> None:
        text = RULES.save(case_at(OPEN)).replace(RULES.sha256, "0" * 64)
        case = RULES.resume(text, allow_other=True)
        assert case == case_at(OPEN)
        assert RULES.resume(RULES.save(case)).events == case.events

    def test_one_that_was_not_saved_is_refused_too(self) -> None:
        with pytest.raises(od.OtherContentError, match="does not say") as caught:
            RULES.resume(case_at(OPEN).to_json())
        assert caught.value.saved is None

    def test_judging_it_under_another_content_is_a_finding(self) -> None:
        text = RULES.save(case_at(OPEN)).replace(RULES.sha256, "0" * 64)
        verdict = RULES.check(od.Case.from_json(text))
        assert "OD613" in [one.code.id for one in verdict.findings]
        assert verdict.word.value == "indeterminate"

    def test_a_case_that_could_not_be_read_whole_is_neither_saved_nor_gone_on_with(self) -> None:
        with pytest.raises(od.CaseError, match="OD602"):
            RULES.save(od.read_case("examples/broken-case.yaml"))
        with pytest.raises(od.CaseError, match="OD602"):
            RULES.resume(RULES.save(case_at(OPEN)).replace("2026-11-06T14:10:00", "yesterday"))


REFUSE: dict[str, Any] = {
    "act": "refuse",
    "at": "2026-12-25T10:00",
    "role": "holder",
    "cites": ["privacy"],
    "data": {"reasons": True, "separable": False},
}


class TestWould:
    def test_what_the_event_alone_adds_and_clears(self) -> None:
        found = RULES.would(case_at(OPEN), REFUSE)
        assert {one.kind for one in found.adds} == {"late", "wrong_role"}
        assert {one.event for one in found.adds} == {"e6"}
        assert [one.code.id for one in found.clears] == ["OD702"]  # overdue became late
        assert [one.code.id for one in found.asks] == ["OD754"]
        assert found.verdict == RULES.check(case_at(OPEN).with_event(REFUSE))

    def test_what_time_alone_does_is_not_the_events(self) -> None:
        told = {"act": "tell_third_party", "at": "2026-12-25T10:00", "role": "principal_office"}
        found = RULES.would(od.read_case(OPEN), told)
        assert "OD702" in [one.code.id for one in found.verdict.findings]
        assert "OD702" not in [one.code.id for one in (*found.adds, *found.clears)]

    def test_a_good_event_adds_nothing(self) -> None:
        agree = {
            "act": "agree",
            "at": "2026-11-18T10:00",
            "role": "third_party",
            "key": "canteen-west",
        }
        found = RULES.would(case_at(OPEN), agree, as_of="2026-11-20")
        assert (found.adds, found.clears, found.asks) == ((), (), ())
        assert found.verdict.as_of is not None
        assert found.verdict.as_of.date() == date(2026, 11, 20)

    def test_the_case_itself_stays_as_it_is(self) -> None:
        case = case_at(OPEN)
        RULES.would(case, REFUSE)
        assert case == case_at(OPEN)

    def test_an_event_of_other_keys_is_refused(self) -> None:
        with pytest.raises(ValueError, match="acts"):
            RULES.would(case_at(OPEN), {"acts": "refuse", "at": "2026-12-25"})


NAMED = """\
opendisclose: 1
id: named
edition: "2026"
status: in_force
in_force: {from: 2020-01-01}
title: {zh: 规, en: rule}
timezone: Asia/Shanghai
calendar: {country: CN}
counting:
  trigger_day: excluded
  ends_on_rest_day: next_working_day
  excluded_span: after_first_through_last
  basis: 民法典
roles: {office: {zh: 办公室, en: office, also: [校办]}, citizen: {zh: 公民, en: citizen}}
facts:
  reasons: {zh: 理由, en: reasons, type: boolean, also: [说明理由]}
  form: {zh: 形式, en: form, type: enum, aspect: form, also: [申请形式],
         values: {written: {zh: 书, en: written, also: [书面]}, oral: {zh: 口, en: oral}}}
procedures:
  request:
    title: {zh: 申请, en: request}
    states: {open: {zh: 开, en: open}, done: {zh: 完, en: done, final: true}}
    transitions:
      apply: {zh: 申请, en: apply, also: [提交申请], to: open, by: citizen,
              requires: [{is: {form: written}}]}
      refuse: {zh: 不予公开, en: refuse, from: open, to: done, by: office, requires: [reasons]}
    deadlines:
      reply: {zh: 答复, en: reply, owed_by: office, starts: apply, within: {working_days: 5},
              met_by: refuse}
"""


class TestOtherNames:
    """Roles, acts, facts and values may be called in a log what the document calls them."""

    @staticmethod
    def judged(tmp_path: Path, words: dict[str, str]) -> od.Verdict:
        file = tmp_path / "named.yaml"
        file.write_text(NAMED, encoding="utf-8")

        def of(name: str) -> str:
            return words.get(name, name)

        events = [
            {
                "act": of("apply"),
                "at": "2026-03-02",
                "role": of("citizen"),
                "data": {of("form"): of("written")},
            },
            {
                "act": of("refuse"),
                "at": "2026-03-20",
                "role": of("office"),
                "data": {of("reasons"): False},
            },
        ]
        return od.load(file).check({"procedure": "request", "events": events})

    @pytest.mark.parametrize(
        "words",
        [
            {"apply": "提交申请"},
            {"apply": "申请", "refuse": "不予公开"},
            {"office": "校办", "citizen": "公民"},
            {"reasons": "说明理由", "form": "申请形式"},
            {"written": "书面"},
        ],
    )
    def test_they_lead_to_the_same_verdict(self, words: dict[str, str], tmp_path: Path) -> None:
        plain = self.judged(tmp_path, {})
        assert [one.kind for one in plain.findings] == ["missing_required_content", "late"]
        assert self.judged(tmp_path, words) == plain

    def test_a_word_that_is_none_of_them_is_a_finding(self, tmp_path: Path) -> None:
        found = self.judged(tmp_path, {"apply": "申请书"}).findings
        assert found[0].code.id == "OD601"
