"""Judged by Spark's workers, every case gets what `od.audit` says of it (`make test-spark`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

import opendisclose as od
from opendisclose import spark as od_spark
from opendisclose.diagnostics.errors import MissingColumnError
from tests.benchmarks.columns import FLOW, flow_log
from tests.bulk.tables import cases_of, table_of
from tests.bulk.test_same_as_check import drawn, plain, some

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("default"),  # those of PySpark's own are none of ours
]
RULES = od.load(FLOW)
LOG = flow_log(200)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A real session of two workers; its batches are smaller than many a case."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.adaptive.enabled": "false",  # it would make one partition of them again
        "spark.sql.execution.arrow.maxRecordsPerBatch": "5",
        "spark.sql.session.timeZone": "America/New_York",  # instants are what they are
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    yield found
    found.stop()


def numbered(log: pa.Table) -> pa.Table:
    return log.append_column("line", pa.array(range(log.num_rows), pa.int64()))


def local(log: pa.Table) -> pa.Table:
    """Times without an offset as instants: Spark would take them for those of its own zone."""
    place = log.column_names.index("at")
    if not pa.types.is_timestamp(log.column("at").type):
        return log
    return log.set_column(
        place, "at", pa.compute.assume_timezone(log.column("at"), "Asia/Shanghai")
    )


def rows(table: Any) -> list[Row]:
    """The rows of a table or of a data frame, in an order that is not Spark's."""
    listed = (table if isinstance(table, pa.Table) else table.toArrow()).to_pylist()
    return sorted(listed, key=lambda one: str((one["case"], one.get("clock"), one.get("key"))))


def told(table: Any) -> list[Row]:
    """The findings, those of one case in their order."""
    return rows(table)


def agree(
    spark: Any, ruleset: Any, log: pa.Table, cases: pa.Table | None = None, **given_: Any
) -> int:
    """Both say the same of a log; how many findings there are."""
    whole = od.audit(ruleset, log, cases=cases, **given_)
    second = None if cases is None else spark.createDataFrame(cases)
    frame = spark.createDataFrame(numbered(local(log))).repartition(4)
    found = od_spark.audit(frame, ruleset, cases=second, row="line", at_once=8, **given_)
    found.judged.persist()
    assert rows(found.cases) == rows(whole.cases)
    assert told(found.findings) == told(whole.findings)
    assert rows(found.clocks) == rows(whole.clocks)
    assert found.findings.columns == whole.findings.column_names
    assert found.clocks.columns == whole.clocks.column_names
    assert found.cases.columns == whole.cases.column_names
    assert (found.ruleset, found.edition) == (whole.ruleset, whole.edition)
    assert (found.procedure, found.unused) == (whole.procedure, whole.unused)
    assert found.judged.rdd.getNumPartitions() == 3
    found.judged.unpersist()
    return whole.findings.num_rows


def test_a_log_with_deviations(session: Any) -> None:
    """In several partitions, with cases that straddle batches."""
    assert agree(session, RULES, LOG) > 5
    assert agree(session, RULES, LOG.take(list(range(LOG.num_rows))[::-1]), as_of="2025-03-01") > 5


def test_logs_of_a_shipped_ruleset_with_everything_wrong(session: Any) -> None:
    """Random cases with facts of their own, receipts, keys, grounds and lengths."""
    ruleset = plain("shihezi")

    @some(3)
    @given(st.data())
    def said(data: st.DataObject) -> None:
        cases, as_of = drawn(data, ruleset, "on_request")
        log, second = table_of(cases, ruleset["facts"]), cases_of(cases, ruleset["facts"])
        agree(session, "shihezi", log, second, procedure="on_request", as_of=as_of)

    said()


def test_a_duty_that_nobody_met_is_a_case_without_events(session: Any) -> None:
    log = pa.table({"case": ["2023"], "act": ["publish"], "at": ["2023-10-09"]})
    cases = pa.table({"case": ["2023", "2024"], "period": ["2023", "2024"]})
    ruleset = next(
        (name, one)
        for name in od.shipped_ids()
        for one, procedure in plain(name)["procedures"].items()
        if procedure.get("every") == "year"
    )
    found = agree(session, ruleset[0], log, cases, procedure=ruleset[1], as_of="2025-06-30")
    assert found > 0


def test_each_case_is_judged_by_the_edition_of_its_day(session: Any) -> None:
    log = pa.table(
        {
            "case": ["A", "A", "B"],
            "act": ["apply", "disclose", "apply"],
            "at": ["2018-03-01", "2018-06-01", "2024-03-01"],
        }
    )
    agree(session, "cn-ogi", log, procedure="on_request", as_of="2024-12-31")


def test_rows_that_cannot_be_read_and_columns_that_say_nothing(session: Any) -> None:
    log = pa.table(
        {
            "case": ["A", "B", None, "C", "C"],
            "act": ["submit", None, "submit", "submit", "frobnicate"],
            "at": ["2025-03-03", "2025-03-03", "2025-03-04", "yesterday", "2025-03-05"],
            "fee": ["12", "many", None, "3", "4"],
            "colour of the file": ["red"] * 5,
        }
    )
    assert agree(session, RULES, log) > 0


def test_without_row_numbers_the_time_decides(session: Any) -> None:
    """Whatever the partitions: rows stand by time, and then by what they say."""
    log = LOG.sort_by([("case", "ascending"), ("at", "ascending"), ("act", "ascending")])
    whole = od.audit(RULES, log)
    expected = [{**one, "row": None} for one in told(whole.findings)]
    for partitions in (1, 5):
        frame = session.createDataFrame(local(LOG)).repartition(partitions)
        found = od_spark.audit(frame, RULES)
        assert told(found.findings) == expected
        assert {one["met_row"] for one in rows(found.clocks)} == {None}


def test_workers_do_not_need_the_file(session: Any, tmp_path: Path) -> None:
    """What they are sent is the rule, compiled: the file may be gone when they begin."""
    file = tmp_path / "mine.yaml"
    file.write_text(FLOW.read_text(encoding="utf-8"), encoding="utf-8")
    found = od_spark.audit(session.createDataFrame(local(LOG)), str(file))
    file.unlink()
    assert found.cases.count() == od.audit(RULES, LOG).cases.num_rows


def test_what_is_lacking_is_told_before_anything_runs(session: Any) -> None:
    frame = session.createDataFrame(local(LOG))
    with pytest.raises(MissingColumnError, match="no column `at`"):
        od_spark.audit(frame.drop("at"), RULES)
    with pytest.raises(MissingColumnError, match="no column `line`"):
        od_spark.audit(frame, RULES, row="line")
    with pytest.raises(MissingColumnError, match="no column `case`"):
        od_spark.audit(frame, RULES, cases=frame.drop("case"))


def test_without_clocks_none_are_told(session: Any) -> None:
    log = local(LOG.slice(0, 21))
    found = od_spark.audit(session.createDataFrame(log), RULES, clocks=False)
    assert found.clocks.count() == 0
    assert found.cases.count() == len(set(log.column("case").to_pylist()))
    assert isinstance(found.cases.first()["as_of"], datetime)
