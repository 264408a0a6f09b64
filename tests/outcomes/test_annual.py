"""The annual statistics: what goes in comes out, year by year, from a log of any shape."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

import numpy as np

import opendisclose as od
from opendisclose.api.ledgers import audit_file
from opendisclose.bulk.annual import AnnualTable, ReplyCount, added_replies, annual_tables
from opendisclose.bulk.audit import AuditSession
from opendisclose.bulk.replies import reply_counts
from opendisclose.cli.main import run
from opendisclose.model.annual import CELLS, FAMILIES
from tests.conftest import ROOT

LEDGER = ROOT / "examples" / "requests-2025.csv"
LAW = od.load("cn-ogi-2019")
# An act that replies, with the cell that it is counted in; none where no exemption is cited.
REPLIES = {
    "disclose": "disclosed",
    "not_found": "not_held",
    "not_ours": "not_held",
    "decline_processing": "needs_making",
    "not_a_request": "petition",
    "refuse": None,
}


@st.composite
def counted(draw: st.DrawFn) -> tuple[ReplyCount, ...]:
    found = []
    for _ in range(draw(st.integers(1, 8))):
        begun = draw(st.integers(2019, 2024))
        replied = draw(st.none() | st.integers(begun, 2026))
        cell = draw(st.none() | st.sampled_from([*CELLS])) if replied is not None else None
        complete = replied is not None or draw(st.booleans())
        cases = draw(st.integers(1, 5))
        found.append(
            ReplyCount(begun=begun, replied=replied, cell=cell, complete=complete, cases=cases)
        )
    return tuple(found)


@given(counted(), st.none() | st.integers(2019, 2027))
def test_every_year_balances_and_goes_on_from_the_one_before(
    counts: tuple[ReplyCount, ...], until: int | None
) -> None:
    """The printed check of the form: row 1 + row 2 = row 3 (7) + row 4, carried on to row 2."""
    tables = annual_tables(counts, until)
    for one in tables:
        assert one.new + one.carried_in == one.total + one.carried_out
        assert sum(one.of(family) for family in FAMILIES) == sum(one.cells.values())
        assert tuple(one.cells) == tuple(CELLS)
    assert tables[0].carried_in == 0
    for one, following in pairwise(tables):
        assert following.year == one.year + 1
        assert following.carried_in == one.carried_out
    assert sum(one.new for one in tables) == sum(one.cases for one in counts)
    open_ones = sum(one.cases for one in counts if one.replied is None and not one.complete)
    assert tables[-1].carried_out == open_ones


@given(counted(), counted())
def test_parts_add_up(one: tuple[ReplyCount, ...], other: tuple[ReplyCount, ...]) -> None:
    together = annual_tables(added_replies(one, other), 2027)
    assert together == annual_tables((*one, *other), 2027)
    assert added_replies(one, other) == added_replies(other, one)


@settings(max_examples=15, deadline=None, phases=[Phase.generate])  # shrinking takes minutes
@given(
    st.lists(
        st.tuples(
            st.dates(date(2021, 1, 1), date(2024, 12, 31)),
            st.integers(0, 500),
            st.sampled_from([*REPLIES, None]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_it_is_what_counting_by_hand_gives(cases: list[tuple[date, int, str | None]]) -> None:
    rows: list[tuple[str, str, date, str]] = []
    for number, (day, later, act) in enumerate(cases):
        rows.append((f"c{number}", "apply", day, "applicant"))
        if act is not None:
            rows.append((f"c{number}", act, day + timedelta(days=later), "working_body"))
    log = {name: [row[at] for row in rows] for at, name in enumerate(("case", "act", "at", "role"))}
    session = AuditSession(
        LAW.compiled("on_request"), LAW.calendar, as_of=date(2026, 12, 28), engine="plain"
    )
    audit = session.feed(log)
    begun = np.array([day.toordinal() for day, _, _ in cases])
    tables = annual_tables(reply_counts(audit.cases, begun, np.ones(len(cases), bool)), 2026)
    expected: Counter[tuple[int, str | None]] = Counter(
        ((day + timedelta(days=later)).year, REPLIES[act])
        for day, later, act in cases
        if act is not None
    )
    for one in tables:
        assert {n: c for n, c in one.cells.items() if c} == {
            cell: number for (year, cell), number in expected.items() if cell and year == one.year
        }
        assert one.undetermined == expected[one.year, None]
        assert one.new == sum(day.year == one.year for day, _, _ in cases)
    assert tables[-1].carried_out == sum(act is None for _, _, act in cases)


class TestALedger:
    def test_its_tables(self) -> None:
        found = audit_file("cn-ogi-2019", LEDGER, procedure="on_request", as_of="2025-12-31")
        before, year = found.summary.annual
        assert (before.year, before.new, before.total, before.carried_out) == (2024, 1, 0, 1)
        assert _nonzero(year) == {
            "disclosed": 2,
            "process": 1,
            "not_held": 1,
            "repeated": 1,
            "correction_overdue": 1,
        }
        assert (year.undetermined, year.without_reply, year.total, year.carried_out) == (1, 0, 7, 1)
        columns = ["replied", "outcome", "reply_type", "statistics", "remedy"]
        by_case = {one["case"]: one for one in found.cases.to_pylist()}
        assert [by_case["2025-003"][name] for name in columns] == [
            date(2025, 4, 18),
            "refused",
            "refused",
            "process",
            "review_first",
        ]
        assert by_case["2025-005"]["replied"] == date(2025, 6, 25)  # the tenth working day
        assert [by_case["2025-006"][name] for name in columns[3:]] == [None, "review_first"]
        assert [by_case["2025-007"][name] for name in columns] == [None] * 5

    def test_where_no_requests_are_answered_there_is_none(self) -> None:
        found = audit_file("cn-ogi-2019", LEDGER, procedure="publication", as_of="2025-12-31")
        assert found.summary.annual == ()

    def test_as_text_json_and_page(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(ROOT)
        words = ["audit", "cn-ogi-2019", str(LEDGER), "--procedure", "on_request"]
        words += ["--as-of", "2025-12-31"]

        def printed(*more: str) -> str:
            run([*words, *more])
            return capsys.readouterr().out

        text = printed("--lang", "zh")
        assert "年度统计：收到和处理申请" in text
        assert _row(text, "6 属于四类过程性信息") == ["0", "1"]
        assert _row(text, "（七）总计") == ["0", "7"]
        assert _row(text, "四、结转下年度继续办理") == ["1", "1"]
        annual = json.loads(printed("--format", "json"))["annual"]
        assert [one["year"] for one in annual] == [2024, 2025]
        assert [one["id"] for one in annual[1]["cells"]] == [*CELLS]
        assert sum(one["cases"] for one in annual[1]["cells"]) + annual[1]["undetermined"] == 7
        page = printed("--format", "html", "--lang", "en")
        assert "<h2>Annual statistics: requests</h2>" in page
        assert "6 process information</td><td>0</td><td>1</td>" in page


def _nonzero(table: AnnualTable) -> dict[str, int]:
    return {name: number for name, number in table.cells.items() if number}


def _row(text: str, title: str) -> list[str]:
    (line,) = [one for one in text.splitlines() if title in one]
    found: Any = line.split(title)[1].split()
    return list(found)
