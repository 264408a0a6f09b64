"""A log of the flow goes in; what each side does with it comes out, ready to be measured.

What a side does before the measuring (reading, its own conversion) is done when it is made. Both
sides of a pair first have to find the same cases, as far as the other can see.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pm4py
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import r4pm

import opendisclose as od
from opendisclose.bulk.audit import WANTED
from opendisclose.bulk.encode import encode
from opendisclose.bulk.judge import Engine, replay_all
from opendisclose.bulk.table import as_table

from ..columns import FLOW
from .logs import Log
from .nets import plain

Side = Callable[[], Any]
RULES = od.load(FLOW)
COMPILED = RULES.compiled("application")
_NAMES = {"case": "case:concept:name", "act": "concept:name", "at": "time:timestamp"}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without the progress bars, banners and warnings of others."""
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        yield


def judged(log: Log, engine: Engine = "compiled", workers: int | None = None) -> Side:
    """Every case judged by the kernel: how many have something to be told."""
    encoded = encode(COMPILED, RULES.calendar, as_table(log.table), None)
    tables, days = COMPILED.tables, RULES.calendar.days

    def run() -> int:
        found = replay_all(
            tables, days, encoded, wanted=WANTED, clocks=False, engine=engine, workers=workers
        )
        return int((found.record_from >= 0).sum())

    return run


def audited(path: Path) -> Side:
    """From the file to the table of findings: how many cases have any."""

    def run() -> int:
        found = od.audit(RULES, pq.read_table(path), clocks=False)
        return int((np.asarray(found.cases.column("findings")) > 0).sum())

    return run


def in_parquet(table: pa.Table, path: Path) -> Path:
    pq.write_table(table, path)
    return path


def frame(log: Log) -> pd.DataFrame:
    """The log as pm4py's documentation tells to give it."""
    named = log.table.select(list(_NAMES)).rename_columns(list(_NAMES.values()))
    found = named.to_pandas()
    for name in ("case:concept:name", "concept:name"):
        found[name] = found[name].astype(str)
    found["time:timestamp"] = found["time:timestamp"].dt.tz_localize("UTC")
    return pm4py.format_dataframe(
        found,
        case_id="case:concept:name",
        activity_key="concept:name",
        timestamp_key="time:timestamp",
    )


def replayed_by_pm4py(log: Log) -> Side:
    """pm4py's token replay of the frame: how many cases do not fit."""
    with quiet():
        given, net = frame(log), plain(COMPILED)

    def run() -> int:
        with quiet():
            found = pm4py.conformance_diagnostics_token_based_replay(given, *net)
        return sum(not one["trace_is_fit"] for one in found)

    return run


def _given_to_r4pm(log: Log) -> str:
    """The log in r4pm's memory. That it is brought into variants is part of what is measured."""
    with quiet():
        given = pl.from_pandas(frame(log)[list(_NAMES.values())])
        return str(r4pm.import_item_from_df("EventLog", given))


def replayed_by_r4pm(log: Log) -> Side:
    """r4pm's token replay in Rust: four totals, and nothing of any case."""
    given = _given_to_r4pm(log)
    net = r4pm.petri_net.from_pm4py(*plain(COMPILED))

    def run() -> Any:
        return r4pm.bindings.apply_token_based_replay(net, given)["Ok"]

    return run


def aligned_by_r4pm(log: Log) -> Side:
    """r4pm's alignments in Rust, one for each variant."""
    given = _given_to_r4pm(log)
    net = r4pm.petri_net.from_pm4py(*plain(COMPILED))
    return lambda: r4pm.bindings.align_variants(net, given)
