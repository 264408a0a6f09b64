"""What a case says beside its events can stand in a table: in its rows, or in a second table."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa

import opendisclose as od
from opendisclose.api.logs import session_for
from opendisclose.diagnostics.errors import MissingColumnError

RULES = od.load("shihezi")
GANSU = next(one for one in od.shipped_ids() if "gansu" in one)
Log = dict[str, Any]
LOG: Log = {
    "case": ["A", "A", "B"],
    "act": ["apply", "disclose", "apply"],
    "role": ["applicant", "principal_office", "applicant"],
    "at": ["2025-09-01T10:00", "2025-09-12T16:00", "2025-09-02T09:00"],
}


def audited(log: Any, cases: Any = None, **options: Any) -> od.Audit:
    session = session_for(RULES, procedure="on_request", workers=1, **options)
    return session.feed(log, cases)


def checked(case: Log, **options: Any) -> od.Verdict:
    return RULES.check({"procedure": "on_request", **case}, **options)


def codes(audit: od.Audit, case: str) -> list[str]:
    return [one["code"] for one in audit.findings.to_pylist() if one["case"] == case]


def events(name: str) -> list[Log]:
    rows = [n for n, one in enumerate(LOG["case"]) if one == name]
    return [{key: LOG[key][n] for key in ("act", "role", "at")} for n in rows]


class TestFacts:
    @pytest.mark.parametrize("row", [0, 1])
    def test_any_row_of_the_case_may_tell(self, row: int) -> None:
        told: list[Any] = [None, None, None]
        told[row] = ["privacy"]
        audit = audited({**LOG, "case:subject": told})
        verdict = checked({"facts": {"subject": ["privacy"]}, "events": events("A")})
        assert codes(audit, "A") == [one.code.id for one in (*verdict.findings, *verdict.missing)]
        assert codes(audit, "A") != codes(audited(LOG), "A")
        assert codes(audit, "B") == codes(audited(LOG), "B")

    def test_a_second_table_may_tell(self) -> None:
        inside = audited({**LOG, "case:own_information": [True, None, None]})
        apart = audited(LOG, {"case": ["A"], "own_information": [True]})
        assert apart.findings == inside.findings
        assert apart.cases == inside.cases
        assert apart.clocks == inside.clocks
        assert apart.rows == 3

    def test_one_that_cannot_be_held_is_told(self) -> None:
        audit = audited(LOG, {"case": ["A"], "own_information": ["perhaps"]})
        (wrong,) = [one for one in audit.findings.to_pylist() if one["code"] == "OD605"]
        assert (wrong["case"], wrong["event"], wrong["row"]) == ("A", None, None)

    def test_columns_that_say_nothing_are_named(self) -> None:
        audit = audited({**LOG, "case:colour": ["red"] * 3}, {"case": ["A"], "shelf": [1]})
        assert audit.unused == ("case:colour", "case:shelf")


class TestContradictions:
    def test_the_first_counts_and_the_other_is_told(self) -> None:
        """A case that says two things of itself is not compliant by one of them."""
        plain = audited({**LOG, "case:own_information": [False, None, None]})
        audit = audited({**LOG, "case:own_information": [False, True, None]})
        (told,) = [one for one in audit.findings.to_pylist() if one["code"] == "OD960"]
        assert (told["case"], told["event"], told["row"]) == ("A", "e2", 1)
        assert "first `false`, here `true`" in told["en"]
        assert [one for one in codes(audit, "A") if one != "OD960"] == codes(plain, "A")

    def test_it_alone_makes_a_case_indeterminate(self) -> None:
        events_ = {"case": ["A"], "act": ["apply"], "role": ["applicant"], "at": ["2025-09-01"]}
        log = {**events_, "name": [True], "description": [True]}
        sure = audited({**log, "case:own_information": [False]})
        unsure = audited(
            {**log, "case:own_information": [False]}, {"case": ["A"], "own_information": [True]}
        )
        assert codes(unsure, "A") == ["OD960", *codes(sure, "A")]
        words = [one.cases.column("verdict").to_pylist() for one in (sure, unsure)]
        assert words == [["compliant"], ["indeterminate"]]

    def test_saying_the_same_twice_is_none(self) -> None:
        audit = audited(
            {**LOG, "case:own_information": [True, True, None]},
            {"case": ["A", "A"], "own_information": [True, True]},
        )
        assert "OD960" not in audit.codes


class TestStart:
    def test_a_log_may_begin_in_the_middle(self) -> None:
        log = {name: values[1:2] for name, values in LOG.items()}
        (state,) = RULES.compiled("on_request").states(1)[:1]
        case = {"starts_in": [state], "events": [events("A")[1]]}
        expected = [one.code.id for one in checked(case).findings]
        for given in (state, [state]):
            assert codes(audited({**log, "case:starts_in": [given]}), "A") == expected
        assert codes(audited(log), "A") != expected

    def test_where_no_case_can_be_nothing_is_judged(self) -> None:
        audit = audited({**LOG, "case:starts_in": ["nowhere", None, None]})
        assert codes(audit, "A") == [
            one.code.id
            for one in checked({"starts_in": ["nowhere"], "events": events("A")}).findings
        ]
        case = audit.cases.to_pylist()[0]
        assert (case["verdict"], case["states"]) == ("indeterminate", None)
        assert set(audit.clocks.column("case").to_pylist()) == {"B"}


class TestPeriods:
    """A duty owed every year is a case also when nobody did anything."""

    PROCEDURE = next(
        name for name, one in od.load(GANSU).ruleset.procedures.items() if one.every == "year"
    )

    def audited(self, cases: Log, as_of: str | None = "2025-06-30") -> od.Audit:
        empty: Log = {"case": [], "act": [], "at": []}
        return od.audit(GANSU, empty, cases=cases, procedure=self.PROCEDURE, as_of=as_of)

    def test_a_case_without_events_is_judged(self) -> None:
        audit = self.audited({"case": ["2024"], "period": ["2024"]})
        case = {"procedure": self.PROCEDURE, "period": "2024", "events": []}
        verdict = od.load(GANSU).check(case, as_of="2025-06-30")
        assert verdict.findings
        assert codes(audit, "2024") == [one.code.id for one in verdict.findings]
        assert audit.cases.column("verdict").to_pylist() == [verdict.word.value]
        assert {one["row"] for one in audit.findings.to_pylist()} == {None}
        assert audit.rows == 0

    def test_one_that_cannot_be_read_is_told(self) -> None:
        read = self.audited({"case": ["x"], "period": ["last year"]})
        case = {"procedure": self.PROCEDURE, "period": "last year", "events": []}
        verdict = od.load(GANSU).check(case, as_of="2025-06-30")
        assert codes(read, "x") == [one.code.id for one in verdict.findings]

    def test_a_year_may_be_a_number(self) -> None:
        text, number = ({"case": ["x"], "period": [one]} for one in ("2024", 2024))
        assert self.audited(text).findings == self.audited(number).findings


class TestReceipts:
    def log(self, of: str | None, called: str | None = None, at: str = "2025-09-15") -> Log:
        return {
            "case": ["A", "A", "A"],
            "act": ["apply", "consult", None],
            "role": ["applicant", "principal_office", None],
            "at": ["2025-09-01", "2025-09-03", at],
            "key": [None, "x", None],
            "id": [None, called, None],
            "of": [None, None, of],
        }

    def opinion(self, audit: od.Audit) -> date | None:
        """When the clock began that runs from the receipt of the consultation."""
        (found,) = [
            one["trigger"] for one in audit.clocks.to_pylist() if one["clock"].endswith(".opinion")
        ]
        return found

    def test_a_row_may_be_the_receipt_of_another(self) -> None:
        for of, called in (("e2", None), ("letter 7", "letter 7"), ("e3", "e3")):
            audit = audited(self.log(of, called))
            assert self.opinion(audit) == date(2025, 9, 15), of
            assert audit.cases.column("events").to_pylist() == [2]

    def test_as_of_decides_whether_it_is_known(self) -> None:
        assert self.opinion(audited(self.log("e2"), as_of="2025-09-14")) == date(2025, 9, 3)

    @pytest.mark.parametrize(
        ("of", "at", "code"), [("e9", "2025-09-15", "OD601"), ("e2", "2025-09-02", "OD603")]
    )
    def test_one_of_nothing_or_before_its_act_is_told(self, of: str, at: str, code: str) -> None:
        assert code in codes(audited(self.log(of, at=at)), "A")

    def test_the_names_of_events_are_told(self) -> None:
        log = {**self.log("e9", "letter 7"), "role": ["applicant", "nobody", None]}
        assert "letter 7" in audited(log).findings.column("event").to_pylist()


class TestCalls:
    def test_a_table_of_cases_names_them(self) -> None:
        with pytest.raises(MissingColumnError, match="no column `case`"):
            audited(LOG, {"own_information": [True]})
        with pytest.raises(MissingColumnError, match="no column `case`"):
            audited({"act": ["apply"], "at": ["2025-09-01"]}, {"case": ["A"]})

    def test_names_of_cases_may_be_of_another_kind(self) -> None:
        log = {"case": [7], "act": ["apply"], "at": [datetime(2025, 9, 1)]}
        audit = audited(log, {"case": ["7"], "own_information": [True]})
        assert audit.cases.column("case").to_pylist() == ["7"]

    def test_a_row_without_a_name_is_refused_and_told(self) -> None:
        audit = audited(LOG, {"case": [None], "own_information": [True]})
        assert audit.counts["refused"] == 1
        assert audit.codes["OD104"] == 1

    def test_dictionaries_are_texts(self) -> None:
        log = pa.table({**LOG, "case": pa.array(LOG["case"]).dictionary_encode()})
        cases = {"case": ["A"], "own_information": [True]}
        assert audited(log, cases).findings == audited(LOG, cases).findings
