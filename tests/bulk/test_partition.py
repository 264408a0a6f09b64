"""However a log is cut into batches, its cases are judged as if it had come in one piece."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

import opendisclose as od
from opendisclose import spark
from opendisclose.api.logs import session_for
from opendisclose.bulk.partition import Judge, judged_batches, whole_cases
from opendisclose.diagnostics.errors import MissingExtraError, OtherVersionError
from tests.benchmarks.columns import FLOW, flow_log

RULES = od.load(FLOW)
LOG = flow_log(30)
LOG = LOG.append_column("line", pa.array(range(1000, 1000 + LOG.num_rows)))
WHOLE = od.audit(RULES, LOG.drop_columns(["line"]), workers=1)
JUDGE = Judge(session=session_for(RULES, workers=1), row="line")
Batches = list[pa.RecordBatch]


def cut(log: pa.Table, places: list[int]) -> Batches:
    """The log in batches; some of them may be empty."""
    bounds = [0, *sorted(min(one, log.num_rows) for one in places), log.num_rows]
    (whole,) = log.combine_chunks().to_batches()
    return [whole.slice(a, b - a) for a, b in pairwise(bounds)]


def told(batches: Iterator[pa.RecordBatch], name: str) -> list[dict[str, Any]]:
    """The rows of one of the lists of every case, each with its case."""
    cases = pa.Table.from_batches(list(batches)).to_pylist()
    return [{"case": one["case"], **row} for one in cases for row in one[name]]


def lines_of(table: pa.Table, name: str) -> list[dict[str, Any]]:
    """The rows of a table with the line in place of the row; there are some."""
    rows = table.to_pylist()
    assert any(one[name] is not None for one in rows)
    return [{**one, name: None if one[name] is None else one[name] + 1000} for one in rows]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, LOG.num_rows), max_size=12), st.integers(1, 60))
def test_wherever_the_batches_are_cut(places: list[int], at_once: int) -> None:
    """A case that straddles batches is judged once, with all of its rows."""
    batches = list(judged_batches(cut(LOG, places), JUDGE, at_once=at_once))
    found = pa.Table.from_batches(batches)
    cases = found.drop_columns(["found", "clocks"])
    assert cases.to_pylist() == WHOLE.cases.to_pylist()
    assert told(iter(batches), "found") == lines_of(WHOLE.findings, "row")
    assert told(iter(batches), "clocks") == lines_of(WHOLE.clocks, "met_row")


NAMES = {
    "number": [7, 7, 8, None, None],
    "text": ["b", "b", "a", None, None],
    "dictionary": pa.array(["b", "b", "a", None, None]).dictionary_encode(),
}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_tables_hold_whole_cases_whatever_a_case_is_called(names: Any, size: int) -> None:
    log = pa.table({"case": names, "n": range(5)})
    parts = list(whole_cases(log.to_batches(max_chunksize=size)))
    assert [one for part in parts for one in part.column("n").to_pylist()] == [*range(5)]
    held = [set(part.column("case").to_pylist()) for part in parts]
    assert sum(map(len, held)) == len(set().union(*held)) == 3


def test_no_more_is_held_than_was_asked_for() -> None:
    """Memory is bounded by the rows judged at once, a batch and a case, not by the log."""
    taken = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal taken
        for batch in LOG.to_batches(max_chunksize=5):
            taken += batch.num_rows
            yield batch

    given_out = 0
    for part in whole_cases(counted(), least=20):
        given_out += part.num_rows
        assert taken - given_out <= 5 + 7
        assert part.num_rows <= 20 + 5 + 7


def test_without_rows_there_is_nothing_to_judge() -> None:
    assert list(judged_batches([], JUDGE)) == []
    assert list(judged_batches(LOG.slice(0, 0).to_batches(), JUDGE)) == []


def test_without_row_numbers_rows_are_not_told() -> None:
    judge = Judge(session=session_for(RULES, workers=1))
    log = LOG.drop_columns(["line"])
    found = told(judged_batches(log.to_batches(), judge), "found")
    assert found
    assert {one["row"] for one in found} == {None}
    assert {one["met_row"] for one in told(judged_batches(log.to_batches(), judge), "clocks")} == {
        None
    }


def test_a_judge_can_be_sent_to_a_worker() -> None:
    judge = pickle.loads(pickle.dumps(JUDGE))
    sent = list(judged_batches(LOG.to_batches(), judge))
    assert sent == list(judged_batches(LOG.to_batches(), JUDGE))


def test_a_case_that_cannot_be_read_is_refused_and_told() -> None:
    log = pa.table({"case": ["A", "A"], "act": ["submit", None], "at": [datetime(2025, 9, 1)] * 2})
    judge = Judge(session=session_for(RULES, workers=1))
    (batch,) = judged_batches(log.to_batches(), judge)
    (case,) = batch.to_pylist()
    assert (case["verdict"], [one["code"] for one in case["found"]]) == ("refused", ["OD104"])


class TestSpark:
    """What of `opendisclose.spark` needs no Spark."""

    def test_without_the_extra_one_line_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(spark, "find_spec", lambda _: None)
        with pytest.raises(MissingExtraError) as raised:
            spark.audit(object(), RULES)  # type: ignore[arg-type]
        assert str(raised.value) == "`pyspark` is missing; pip install 'opendisclose[spark]'"

    def test_a_worker_of_another_version_refuses(self) -> None:
        with pytest.raises(OtherVersionError, match=r"is of opendisclose 0\.0\.1") as raised:
            spark.judged(version="0.0.1", task=b"", at_once=1, batches=[])
        again = pickle.loads(pickle.dumps(raised.value))
        assert (again.wanted, again.found) == ("0.0.1", od.__version__)

    def test_a_worker_judges_what_it_is_sent(self) -> None:
        batches = spark.judged(od.__version__, pickle.dumps(JUDGE), 1, LOG.to_batches())
        assert sum(one.num_rows for one in batches) == WHOLE.cases.num_rows
