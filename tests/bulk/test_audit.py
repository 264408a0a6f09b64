"""What an audit tells of a log: cases in are cases judged and cases refused, none is dropped."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa

import opendisclose as od
from opendisclose.api import logs
from opendisclose.bulk.audit import AuditSession
from opendisclose.diagnostics.errors import MissingColumnError, MissingExtraError

RULES = od.load("shihezi")
LOG: dict[str, Any] = {
    "case": ["A", "B", "A", "B"],
    "act": ["apply", "apply", "disclose", "refuse"],
    "role": ["applicant", "applicant", "principal_office", "principal_office"],
    "at": [datetime(2025, 9, 1, 10), datetime(2025, 9, 2), datetime(2025, 9, 25), None],
}


def session(**options: Any) -> AuditSession:
    return AuditSession(RULES.compiled("on_request"), RULES.calendar, engine="plain", **options)


def fed(log: Any, **options: Any) -> od.Audit:
    return session(**options).feed(log)


class TestCases:
    def test_they_keep_the_order_in_which_they_appear(self) -> None:
        assert fed(LOG).cases.column("case").to_pylist() == ["A", "B"]

    def test_one_with_a_row_that_cannot_be_placed_is_refused_and_told(self) -> None:
        audit = fed(LOG)
        assert audit.counts == {"refused": 1, "violation": 1}
        told = [one for one in audit.findings.to_pylist() if one["case"] == "B"]
        assert [(one["code"], one["row"], one["event"]) for one in told] == [("OD104", 3, "e2")]
        assert audit.cases.to_pylist()[1]["states"] is None

    @pytest.mark.parametrize(
        ("column", "value", "code"),
        [
            ("case", None, "OD104"),
            ("act", None, "OD104"),
            ("at", "yesterday", "OD602"),
            ("received", "2025-13-01", "OD602"),
        ],
    )
    def test_what_is_missing_or_no_time_refuses_the_case(
        self, column: str, value: Any, code: str
    ) -> None:
        log = {"case": ["A"], "act": ["apply"], "at": ["2025-09-01"], "role": ["applicant"]}
        audit = fed({**log, column: [value]})
        assert audit.counts == {"refused": 1}
        assert audit.codes == {code: 1}

    @pytest.mark.parametrize(
        ("column", "value", "code"),
        [
            ("act", "frobnicate", "OD601"),
            ("role", "nobody", "OD604"),
            ("at", "1850-01-01", "OD606"),
            ("received", "2025-08-01", "OD603"),
            ("form", "by pigeon", "OD605"),
        ],
    )
    def test_what_is_wrong_otherwise_is_told_and_the_case_judged(
        self, column: str, value: str, code: str
    ) -> None:
        log = {"case": ["A"], "act": ["apply"], "at": ["2025-09-01"], "role": ["applicant"]}
        audit = fed({**log, column: [value]})
        assert "refused" not in audit.counts
        assert audit.codes[code] == 1

    def test_events_after_the_as_of_instant_are_counted_and_not_judged(self) -> None:
        case = fed(LOG, as_of=date(2025, 9, 20)).cases.to_pylist()[0]
        assert (case["verdict"], case["events"], case["later"]) == ("compliant", 1, 1)

    def test_a_rule_that_was_not_in_force_applies_to_none(self) -> None:
        rules = od.load("tests/benchmarks/flow.yaml")
        log = {"case": ["A"], "act": ["submit"], "at": [date(2020, 1, 1)]}
        assert od.audit(rules, log).counts == {"not_applicable": 1}

    def test_a_log_without_rows_is_a_log(self) -> None:
        empty = pa.table({"case": pa.array([], pa.string()), "act": [], "at": []})
        audit = fed(empty)
        assert (audit.counts, audit.codes, audit.rows) == ({}, {}, 0)


class TestColumns:
    def test_those_that_are_nothing_to_the_rule_are_named(self) -> None:
        assert fed({**LOG, "colour": ["red"] * 4}).unused == ("colour",)

    def test_without_one_that_is_needed_nothing_is_judged(self) -> None:
        with pytest.raises(MissingColumnError, match="no column `act`"):
            fed({"case": ["A"], "at": [date(2025, 9, 1)]})

    def test_what_is_no_table_is_a_wrong_call(self) -> None:
        with pytest.raises(TypeError, match="not list"):
            fed([1, 2])

    @pytest.mark.parametrize(
        "form",
        [
            pa.array(["by pigeon", None]),
            pa.array(["by pigeon", None], pa.large_string()),
            pa.array(["by pigeon", None]).dictionary_encode(),
        ],
        ids=lambda one: str(one.type),
    )
    def test_names_may_be_any_kind_of_text_and_any_of_their_words(self, form: pa.Array) -> None:
        at = [datetime(2025, 9, 1, 10), datetime(2025, 9, 5)]
        log = {"case": [7, 7], "act": ["申请", "公开"], "role": ["applicant", "校办"], "at": at}
        assert fed(log).codes == {}
        audit = fed({**log, "form": form})
        assert audit.codes == {"OD605": 1}
        assert audit.cases.column("case").to_pylist() == [7]

    @pytest.mark.parametrize(
        "times",
        [
            pa.array(
                [datetime(2025, 9, 1, 2), datetime(2025, 9, 25, 8)], pa.timestamp("ns", "UTC")
            ),
            pa.array([datetime(2025, 9, 1, 10), datetime(2025, 9, 25, 16)], pa.timestamp("s")),
            pa.array([date(2025, 9, 1), date(2025, 9, 25)]),
            pa.array([date(2025, 9, 1), date(2025, 9, 25)], pa.date64()),
            ["2025-09-01", "2025-09-25T16:00"],
            ["2025-09-01T10:00", "2025-09-25T08:00Z"],
            ["2025-09-01 10:00:00", "2025-09-25T16:00:00.5+08:00"],
            [
                datetime(2025, 9, 1, 10, tzinfo=timezone(timedelta(hours=8))),
                datetime(2025, 9, 25, 16, tzinfo=timezone(timedelta(hours=8))),
            ],
        ],
        ids=str,
    )
    def test_times_may_be_of_any_kind(self, times: Any) -> None:
        log = {"case": ["A", "A"], "act": ["apply", "disclose"], "at": times}
        late = [one for one in fed(log).findings.to_pylist() if one["name"] == "late"]
        assert [(one["due"], one["actual"], one["working_days_late"]) for one in late] == [
            (date(2025, 9, 22), date(2025, 9, 25), 3)
        ]

    @pytest.mark.parametrize(
        ("fact", "values"),
        [
            ("subject", [None, ["privacy", "safety"]]),
            ("subject", [None, "privacy"]),
            ("subject", [[], None]),
            ("extension_granted", [{"working_days": 5, "days": None}, None]),
            ("extension_granted", [{"working_days": 5, "days": 3}, {"working_days": 0}]),
            ("extension_granted", ["2025-10-01", None]),
            ("parties", [2.0, None]),
            ("parties", [2.5, None]),
            ("parties", [True, None]),
            ("proof_of_identity", [None, True]),
            ("proof_of_identity", [None, "yes"]),
            ("consent", [["written"], None]),
        ],
    )
    def test_facts_are_read_as_in_a_case(self, fact: str, values: list[Any]) -> None:
        """Whatever can be held is, and what cannot is told: as a single case has it."""
        at = [datetime(2025, 9, 1, 10), datetime(2025, 9, 5)]
        acts, roles = ["apply", "disclose"], ["applicant", "principal_office"]
        log = {"case": ["A", "A"], "act": acts, "role": roles, "at": at, fact: values}
        read = pa.table({fact: values}).column(fact).to_pylist()
        events = []
        for place, value in enumerate(read):
            held = value
            if isinstance(held, dict):
                held = {unit: one for unit, one in held.items() if one is not None}
            if isinstance(held, float) and held.is_integer():
                held = int(held)
            data = {} if held is None else {fact: held}
            events.append({"act": acts[place], "role": roles[place], "at": at[place], "data": data})
        verdict = RULES.check({"procedure": "on_request", "events": events})
        expected = [one.code.id for one in (*verdict.findings, *verdict.missing)]
        audit = fed(log)
        assert audit.findings.column("code").to_pylist() == expected
        assert audit.cases.column("verdict").to_pylist() == [verdict.word.value]


class TestParts:
    def test_rows_are_counted_over_all_parts(self) -> None:
        parts = session()
        parts.feed(LOG)
        second = parts.feed({name: values[:3:2] for name, values in LOG.items()})
        assert 6 - 1 in second.findings.column("row").to_pylist()
        both = parts.result()
        assert both.rows == 6
        assert both.counts == {"refused": 1, "violation": 2}

    def test_nothing_fed_is_no_result(self) -> None:
        with pytest.raises(ValueError, match="nothing was fed"):
            session().result()


class TestCalls:
    def test_a_missing_extra_is_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(logs, "find_spec", lambda _: None)
        with pytest.raises(MissingExtraError) as raised:
            od.audit("shihezi", LOG, procedure="on_request")
        assert str(raised.value) == "`numpy` is missing; pip install 'opendisclose[bulk]'"

    def test_which_procedure_has_to_be_said_where_there_are_several(self) -> None:
        with pytest.raises(od.UnknownNameError, match="known: `on_request`"):
            od.audit("shihezi", LOG)

    def test_an_as_of_outside_the_calendar_is_refused(self) -> None:
        with pytest.raises(od.CalendarRangeError):
            session(as_of=date(1900, 1, 1))

    def test_the_number_of_workers_changes_nothing(self) -> None:
        one, two = (
            od.audit(RULES, LOG, procedure="on_request", workers=workers) for workers in (1, 2)
        )
        assert one.cases == two.cases
        assert one.findings == two.findings
        assert one.clocks == two.clocks
