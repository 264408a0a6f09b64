"""Findings told once for all that are alike are those of each case; words are kept as given."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import opendisclose as od
from opendisclose.bulk import audit as judging
from opendisclose.bulk.alike import Alike, told_alike
from opendisclose.bulk.arrays import order_in_time, stable_order
from opendisclose.bulk.table import as_table
from opendisclose.model.case import Case
from tests.benchmarks.columns import FLOW, flow_log
from tests.benchmarks.peers.logs import tight
from tests.benchmarks.peers.traces import traces

RULESET = """
opendisclose: 1
id: small
edition: '2025'
status: in_force
in_force: {from: 2025-01-01}
title: {zh: 小规则, en: small}
timezone: Asia/Shanghai
calendar: {country: CN}
counting: {trigger_day: excluded, ends_on_rest_day: next_working_day,
           excluded_span: after_first_through_last, basis: 民法典 第二百零一条}
roles: {office: {zh: 办公室, en: office}}
facts:
  weight: {zh: 份量, en: weight, type: enum, values: {
    light: {zh: 轻, en: light}, heavy: {zh: 重, en: heavy},
    doubt: {zh: 存疑, en: in doubt, counts_as: heavy, clause: 第四条}}}
procedures:
  p:
    title: {zh: 程序, en: procedure}
    states: {open: {zh: 办理, en: open}, done: {zh: 办结, en: done, final: true}}
    transitions:
      begin: {zh: 开始, en: begin, to: open, by: office, clause: 第一条}
      tell: {zh: 告知, en: tell, in: [open], by: office, clause: 第二条}
      check: {zh: 核对, en: check, in: [open], by: office, clause: 第三条}
      work: {zh: 办理, en: work, in: [open], by: office, clause: 第三条,
             requires: [{is: {not: {weight: heavy}}, clause: 第四条}],
             presupposes: [{act: check, clause: 第三条}]}
      end: {zh: 办结, en: end, from: open, to: done, by: office, clause: 第一条}
    deadlines:
      at_once: {zh: 同步, en: at once, owed_by: office, starts: {act: begin}, within: in_step,
                met_by: [tell], clause: 第二条}
clauses:
  第一条: {kind: step, summary: {zh: 始终, en: beginning and end}}
  第二条: {kind: step, summary: {zh: 告知, en: telling}}
  第三条: {kind: step, summary: {zh: 核对, en: checking}}
  第四条: {kind: step, summary: {zh: 份量, en: weight}}
"""
TABLES = ("cases", "findings", "clocks")


def _none(*given: Any) -> Alike:
    """As if no record were alike another: every case is looked at."""
    *rest, _ = given
    return told_alike(*rest, np.zeros(0, np.int64))


def both(monkeypatch: pytest.MonkeyPatch, ruleset: str, table: Any, **asked: Any) -> od.Audit:
    """The audit of a table, after it has been compared with one that looks at every case."""
    found = od.audit(ruleset, table, **asked)
    with monkeypatch.context() as patched:
        patched.setattr(judging, "told_alike", _none)
        apart = od.audit(ruleset, table, **asked)
    for name in TABLES:
        assert getattr(found, name).equals(getattr(apart, name)), name
    return found


def rows_of(cases: list[Case], facts: list[str]) -> pa.Table:
    """A row for each event, with a key, an id here and there, a role that changes, and facts."""
    draw = np.random.default_rng(3)
    roles = ("principal_office", "applicant", "agency", "other", None)
    rows = [
        {
            "case": f"c{number}",
            "act": event.act,
            "at": event.at,
            "key": event.key,
            "role": roles[(number + place) % len(roles)],
            "id": f"letter {place}" if number % 7 == 0 else None,
            **{name: (True, False, None)[draw.integers(3)] for name in facts},
        }
        for number, case in enumerate(cases)
        for place, event in enumerate(case.events)
    ]
    return pa.Table.from_pylist(rows)


@pytest.mark.parametrize(
    ("ruleset", "as_of"),
    [("shihezi", None), ("cn-ogi-2019", date(2024, 6, 30)), ("kuancheng", None)],
)
def test_the_same_as_of_each_case(
    monkeypatch: pytest.MonkeyPatch, ruleset: str, as_of: date | None
) -> None:
    compiled = od.load(ruleset).compiled("on_request")
    facts = [name for name, one in compiled.ruleset.facts.items() if one.type == "boolean"]
    table = rows_of(traces(compiled, 60), facts)
    shuffled = table.take(pa.array(np.random.default_rng(5).permutation(table.num_rows)))
    for one in (table, shuffled):
        found = both(monkeypatch, ruleset, one, procedure="on_request", as_of=as_of)
        assert found.findings.num_rows > 40


def test_a_log_of_the_flow_is_told_without_looking_at_a_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = flow_log(600)
    found = both(monkeypatch, str(FLOW), table)
    with monkeypatch.context() as patched:
        patched.setattr(
            judging, "told", lambda *given: pytest.fail("looked at") if len(given[4]) else ()
        )
        assert od.audit(FLOW, table).findings.equals(found.findings)
    assert len(set(found.codes)) >= 4


def test_what_a_record_does_not_say_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A value that counts as another, a step that came later, a fault at an event that is past."""
    (tmp_path / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    rows = []
    for number, (weight, checked) in enumerate(product(("heavy", "doubt", "light"), (True, False))):
        acts = ["begin", "work", *(["check"] if checked else [])]
        rows += [
            {
                "case": number,
                "act": act,
                "at": f"2025-03-0{day}",
                "role": "other" if act == "work" else "office",
                "weight": weight,
            }
            for day, act in enumerate(acts, 3)
        ]
    found = both(monkeypatch, str(tmp_path / "ruleset.yaml"), pa.Table.from_pylist(rows))
    told = found.findings.to_pylist()
    assert {len(one["clauses"]) for one in told if one["code"] == "OD709"} == {1, 2}
    assert found.codes["OD704"] == found.codes["OD710"] == 3
    assert [one["event"] for one in told if one["case"] == 5] == ["e1", "e2", "e2"]


def test_dates_are_those_of_each_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions due on one day are late by different times."""
    found = both(monkeypatch, str(FLOW), tight(4_000).table).findings
    days = found.select(["due", "actual"]).to_pylist()
    assert len({one["due"] for one in days}) < len({tuple(one.values()) for one in days})


@pytest.mark.parametrize(
    ("words", "places", "kept"),
    [
        (["a", "b", "c"], [0, 0, 1, 2, 1], True),
        (["b", "a"], [0, 1, 1], True),
        (["x", "a", "b", "y"], [1, 1, 2, 2], True),  # what a stretch of a longer log looks like
        (["a", "b"], [1, 0, 1], False),
        (["a", "b", "c"], [0, 2], False),
        (["a", "b", "a"], [0, 1, 2], False),
        (["a", None], [0, 1], False),
        (["a", "b"], [0, None, 1], False),
    ],
)
def test_cases_are_numbered_as_they_first_appear(
    words: list[str | None], places: list[int | None], kept: bool
) -> None:
    given = pa.DictionaryArray.from_arrays(pa.array(places, pa.int64()), pa.array(words))
    (one,) = as_table({"case": given}).column("case").chunks
    plain = pa.array(given.to_pylist(), pa.string()).dictionary_encode()
    assert one.to_pylist() == given.to_pylist()
    assert one.indices.equals(plain.indices)
    assert one.dictionary.equals(plain.dictionary)
    shares = one.dictionary.buffers()[2].address in range(
        given.dictionary.buffers()[2].address,
        given.dictionary.buffers()[2].address + given.dictionary.buffers()[2].size,
    )
    assert shares == kept


@pytest.mark.parametrize(
    "words", [list("aaabbbbcc"), list("aabbaacc"), list("abcabc"), ["a", "a", None, None, "b"], []]
)
def test_cases_in_text_are_numbered_so_too(words: list[str | None]) -> None:
    given = pa.array(words, pa.large_string())
    (one,) = as_table({"case": given}).column("case").chunks or [None]
    assert one == given.cast(pa.string()).dictionary_encode()


def test_words_of_acts_are_read_whatever_their_order() -> None:
    """A dictionary of acts may hold words that no row has, and hold them in any order."""
    plain = flow_log(40)
    words = sorted({*plain.column("act").to_pylist(), "never"}, reverse=True)
    numbers = [words.index(one) for one in plain.column("act").to_pylist()]
    coded = pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int8()), pa.array(words))
    other = plain.set_column(plain.column_names.index("act"), "act", coded)
    one, two = od.audit(FLOW, plain), od.audit(FLOW, other)
    assert all(getattr(one, name).equals(getattr(two, name)) for name in TABLES)


@pytest.mark.parametrize("high", [3, 1 << 40, (1 << 62) - 1])
def test_orders_are_stable_with_and_without_room(high: int) -> None:
    draw = np.random.default_rng(9)
    number, at = draw.integers(0, high, 500), draw.integers(-high, high, 500)
    number[100:200], at[50:150] = number[:100], at[0]
    assert (stable_order(number) == np.argsort(number, kind="stable")).all()
    assert (stable_order(np.sort(number)) == np.arange(500)).all()
    assert (order_in_time(number, at) == np.lexsort((at, number))).all()
    assert len(stable_order(number[:0])) == len(order_in_time(number[:0], at[:0])) == 0
