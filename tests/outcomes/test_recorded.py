"""What a reply is recorded as: by its citations, by what is known when it is given, by the day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import opendisclose as od
from opendisclose.api.comparing import difference
from opendisclose.cli.main import run
from opendisclose.replay.replies import ReplyGiven

from .office import Raw, raw

WITHDRAWN = {
    "reply_type": "other",
    "statistics": "other",
    "remedy": "court",
    "reading": {"zh": "申请人撤回", "en": "withdrawn by the applicant"},
}


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., od.Rules]:
    def made(data: Raw | None = None) -> od.Rules:
        path = tmp_path / "office.yaml"
        path.write_text(yaml.dump(data or raw(), allow_unicode=True, sort_keys=False), "utf-8")
        return od.load(str(path))

    return made


def case(*events: Raw, procedure: str = "request") -> Raw:
    first = {"act": "apply", "at": "2025-03-03", "role": "citizen"}
    return {"procedure": procedure, "events": [first, *events]}


def replied(found: tuple[ReplyGiven, ...]) -> list[tuple[Any, ...]]:
    return [(one.event, one.outcome, one.statistics, one.remedy) for one in found]


def refuse(cites: list[str], at: str = "2025-03-10", **data: Any) -> Raw:
    return {"act": "refuse", "at": at, "role": "office", "cites": cites, "data": data}


class TestGiven:
    def test_the_exemption_cited_tells_the_cell(self, rules: Callable[..., od.Rules]) -> None:
        (one,) = rules().check(case(refuse(["draft"], draft=True))).outcomes
        assert (one.reply_type, one.statistics, one.remedy) == (
            "refused",
            "process",
            "review_first",
        )
        assert (one.act, one.event, one.on.isoformat()) == ("refuse", "e2", "2025-03-10")
        assert (one.open, one.asks, one.verified) == ((), (), True)

    def test_of_several_the_first_row_counts(self, rules: Callable[..., od.Rules]) -> None:
        both = refuse(["draft", "secret"], draft=True, secret=True)
        (one,) = rules().check(case(both)).outcomes
        assert one.statistics == "state_secret"
        assert one.clauses == ("第一条",)

    def test_without_one_no_row_is_guessed(self, rules: Callable[..., od.Rules]) -> None:
        (one,) = rules().check(case(refuse([]))).outcomes
        assert (one.statistics, one.remedy) == (None, "review_first")
        assert one.open == ()  # nothing that could be told would decide it

    def test_nor_by_a_name_that_is_no_exemption(self, rules: Callable[..., od.Rules]) -> None:
        (one,) = rules().check(case(refuse(["embarrassment"]))).outcomes
        assert one.statistics is None

    def test_the_remedy_is_that_of_the_day(self, rules: Callable[..., od.Rules]) -> None:
        """The law on administrative review of 2023 is in force from 2024-01-01."""
        found = {}
        for day in ("2023-12-31", "2024-01-01"):
            told = case(refuse(["draft"], day, draft=True))
            told["events"][0]["at"] = "2023-12-20"
            found[day] = rules().check(told).outcomes[0].remedy
        assert found == {"2023-12-31": "court", "2024-01-01": "review_first"}

    @pytest.mark.parametrize(
        ("data", "cell", "asks"),
        [
            ({"urgent": True}, "excessive", ()),
            ({"urgent": False}, "other", ()),
            ({}, None, ("urgent",)),
        ],
    )
    def test_a_row_may_rest_on_a_fact(
        self, rules: Callable[..., od.Rules], data: Raw, cell: str | None, asks: tuple[str, ...]
    ) -> None:
        sort = {"act": "sort", "at": "2025-03-10", "role": "office", "data": data}
        verdict = rules().check(case(sort))
        (one,) = verdict.outcomes
        assert (one.statistics, one.asks) == (cell, asks)
        assert one.open == (("statistics",) if cell is None else ())
        assert verdict.word.value == "compliant"  # what is not counted is not therefore wrong

    def test_what_is_known_later_does_not_count(self, rules: Callable[..., od.Rules]) -> None:
        data = raw()
        late = {"zh": "补记", "en": "note", "in": ["closed"], "by": "office"}
        data["procedures"]["request"]["transitions"]["note"] = late
        sort = {"act": "sort", "at": "2025-03-10", "role": "office", "data": {"urgent": False}}
        note = {"act": "note", "at": "2025-03-11", "role": "office", "data": {"urgent": True}}
        (one,) = rules(data).check(case(sort, note)).outcomes
        assert one.statistics == "other"

    def test_time_may_reply(self, rules: Callable[..., od.Rules]) -> None:
        ask = {"act": "ask", "at": "2025-03-05", "role": "office"}
        (one,) = rules().check(case(ask), as_of="2025-04-01").outcomes
        assert (one.event, one.outcome, one.on.isoformat()) == (None, "overdue", "2025-03-12")

    def test_one_that_is_recorded_as_well_counts_once(self, rules: Callable[..., od.Rules]) -> None:
        ask = {"act": "ask", "at": "2025-03-05", "role": "office"}
        lapse = {"act": "lapse", "at": "2025-03-20", "role": "office"}
        found = rules().check(case(ask, lapse), as_of="2025-04-01").outcomes
        assert replied(found) == [(None, "overdue", "correction_overdue", "court")]

    def test_a_second_reply_to_what_is_closed_has_no_effect(
        self, rules: Callable[..., od.Rules]
    ) -> None:
        disclose = {"act": "disclose", "at": "2025-03-10", "role": "office"}
        verdict = rules().check(case(disclose, refuse(["draft"], "2025-03-11", draft=True)))
        assert [one.code.id for one in verdict.findings] == ["OD705"]
        assert replied(verdict.outcomes) == [("e2", "disclosed", "disclosed", "court")]

    def test_one_by_the_wrong_role_was_given(self, rules: Callable[..., od.Rules]) -> None:
        disclose = {"act": "disclose", "at": "2025-03-10", "role": "citizen"}
        verdict = rules().check(case(disclose))
        assert [one.code.id for one in verdict.notes][:1] == ["OD707"]
        assert len(verdict.outcomes) == 1

    def test_what_an_office_publishes_is_no_reply(self, rules: Callable[..., od.Rules]) -> None:
        made = {"act": "make", "at": "2025-03-03", "role": "office"}
        publish = {"act": "publish", "at": "2025-03-04", "role": "office"}
        told = {"procedure": "publication", "events": [made, publish]}
        verdict = rules().check(told)
        assert verdict.complete
        assert verdict.outcomes == ()

    def test_without_the_list_there_is_nothing(self, rules: Callable[..., od.Rules]) -> None:
        data = raw()
        del data["outcomes"]
        verdict = rules(data).check(case(refuse(["draft"], draft=True)))
        assert verdict.complete
        assert verdict.outcomes == ()

    def test_a_disclosure_is_barred_as_ever(self, rules: Callable[..., od.Rules]) -> None:
        """Meaning 13 rests on `outcome: disclosed`, whatever it is recorded as."""
        disclose = {
            "act": "disclose",
            "at": "2025-03-10",
            "role": "office",
            "data": {"secret": True},
        }
        verdict = rules().check(case(disclose))
        assert [one.kind for one in verdict.findings] == ["unauthorised_disclosure"]
        assert verdict.outcomes[0].statistics == "disclosed"


class TestAhead:
    def test_what_each_reply_would_be(self, rules: Callable[..., od.Rules]) -> None:
        found = {one.act: one.outcome for one in rules().next(case()).permitted}
        assert found["ask"] is None
        told = {name: one for name, one in found.items() if one is not None}
        assert set(told) == {"disclose", "refuse", "sort"}
        assert told["refuse"].statistics == ("state_secret", "process")  # either may be cited
        assert told["refuse"].remedies == ("review_first",)
        assert told["sort"].statistics == ("excessive", "other")

    def test_what_cannot_be_cited_is_left_out(self, rules: Callable[..., od.Rules]) -> None:
        told = case()
        told["facts"] = {"secret": False, "draft": True, "urgent": True}
        found = {one.act: one.outcome for one in rules().next(told).permitted}
        assert found["refuse"] is not None
        assert found["refuse"].statistics == ("process",)
        assert found["sort"] is not None
        assert found["sort"].statistics == ("excessive",)


class TestTold:
    def test_check_and_next_and_show_say_it(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], rules: Callable[..., od.Rules]
    ) -> None:
        rules()
        told = tmp_path / "case.yaml"
        content = {"opendisclose_case": 1, "ruleset": str(tmp_path / "office.yaml"), **case()}
        content["events"].append(refuse(["draft"], draft=True))
        told.write_text(yaml.dump(content, allow_unicode=True), "utf-8")
        run(["check", str(told), "--lang", "zh"])
        out = capsys.readouterr().out
        assert "（三）不予公开：6 属于四类过程性信息" in out
        assert "先申请行政复议，不服复议决定再起诉" in out
        run(["check", str(told), "--format", "json"])
        (one,) = json.loads(capsys.readouterr().out)["outcomes"]
        assert one["statistics"]["id"] == "process"
        assert one["statistics"]["family"]["id"] == "refused"
        assert (one["reply_type"]["id"], one["remedy"]["id"]) == ("refused", "review_first")
        run(["next", str(told), "--as-of", "2025-03-04", "--lang", "en"])
        assert (
            "recorded as: (1) disclosed; administrative review, or court" in capsys.readouterr().out
        )
        run(["show", str(tmp_path / "office.yaml"), "--format", "json"])
        shown = json.loads(capsys.readouterr().out)["outcomes"]
        assert [one["id"] for one in shown] == ["disclosed", "refused", "sorted", "overdue"]
        assert shown[0]["acts"] == ["request.disclose", "publication.publish"]
        assert shown[1]["statistics"][1]["cites"] == ["draft"]
        run(["show", str(tmp_path / "office.yaml"), "--lang", "en"])
        out = capsys.readouterr().out
        assert "statistics: (3) refused: 1 a state secret (citing secret)" in out
        assert "else: administrative review, or court at once" in out


class TestBesideOthers:
    def test_a_changed_outcome_is_a_difference(self, tmp_path: Path) -> None:
        old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
        data = raw()
        old.write_text(yaml.dump(data, allow_unicode=True), "utf-8")
        data["outcomes"]["sorted"]["statistics"] = "repeated"
        data["outcomes"]["refused"]["zh"] = "另一个名称"  # a title is no difference
        new.write_text(yaml.dump(data, allow_unicode=True), "utf-8")
        found = difference(str(old), str(new)).changes
        assert [(one.kind, one.name, one.change) for one in found] == [
            ("outcomes", "sorted statistics", "changed")
        ]

    @pytest.mark.parametrize(
        ("change", "codes"),
        [
            ({"outcomes": {"refused": {"zh": "不公开"}}}, []),
            ({"outcomes": {"refused": {"remedy": "court"}}}, ["OD553"]),
            ({"outcomes": {"withdrawn": WITHDRAWN}}, []),
        ],
    )
    def test_an_overlay_may_add_and_not_change(
        self, tmp_path: Path, change: Raw, codes: list[str]
    ) -> None:
        head = {
            "opendisclose": 1,
            "id": "bureau",
            "extends": "cn-ogi-2019",
            "edition": "2026",
            "status": "in_force",
            "title": {"zh": "某局办法", "en": "measures of a bureau"},
        }
        text = yaml.dump({**head, **change}, allow_unicode=True, sort_keys=False)
        path = tmp_path / "bureau.yaml"
        path.write_text(f"{text}in_force: {{from: 2026-01-01}}\n", "utf-8")
        errors = [one.code.id for one in od.validate(path) if one.severity.value == "error"]
        assert errors == codes


class TestRuleTests:
    """`expect` may name what the last reply is recorded as; what is not named is not asked."""

    def ran(self, folder: Path, expect: Raw) -> tuple[list[tuple[str, str, str]], list[str]]:
        (folder / "tests").mkdir()
        told = case(refuse(["draft"], draft=True))
        test = {"title": {"zh": "拒绝", "en": "refused"}, **told}
        test["expect"] = {"verdict": "compliant", **expect}
        content = {"opendisclose_test": 1, "tests": {"refused": test}}
        path = folder / "tests" / "office.yaml"
        path.write_text(yaml.dump(content, allow_unicode=True), "utf-8")
        (found,) = od.load(folder / "office.yaml").test(path).tests
        differences = [(one.what, one.expected, one.found) for one in found.differences]
        return differences, [one.code.id for one in found.findings]

    @pytest.mark.parametrize(
        ("expect", "differences"),
        [
            ({"outcome": "refused", "statistics": "process", "remedy": "review_first"}, []),
            ({}, []),
            ({"statistics": "safety"}, [("statistics", "safety", "process")]),
            ({"remedy": "none"}, [("remedy", "none", "review_first")]),
            ({"outcome": "none"}, [("outcome", "none", "refused")]),
        ],
    )
    def test_it_is_compared(
        self, tmp_path: Path, rules: Callable[..., od.Rules], expect: Raw, differences: list[Any]
    ) -> None:
        rules()
        assert self.ran(tmp_path, expect) == (differences, [])

    @pytest.mark.parametrize(
        ("expect", "code"),
        [({"outcome": "refusal"}, "OD601"), ({"statistics": "refused"}, "OD105")],
    )
    def test_a_name_that_is_none_is_a_finding(
        self, tmp_path: Path, rules: Callable[..., od.Rules], expect: Raw, code: str
    ) -> None:
        rules()
        assert self.ran(tmp_path, expect)[1] == [code]
