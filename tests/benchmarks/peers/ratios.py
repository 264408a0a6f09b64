"""Logs of the flow go in; how fast we are beside pm4py, r4pm and a loop by hand comes out.

Only ratios: both sides take turns within one run, and of several rounds the best of each counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from ..columns import by_hand
from ..measure import Benchmark, Clock
from . import logs
from .logs import Log
from .sides import (
    Side,
    aligned_by_r4pm,
    audited,
    in_parquet,
    judged,
    replayed_by_pm4py,
    replayed_by_r4pm,
)

CASES = 100_000
HUGE = 1_428_600  # ten million events
FEW = 52  # variants
WALL = time.perf_counter


def ratios(folder: Path) -> Iterator[Benchmark]:
    """Every comparison, its log made when it is its turn; files are written to a folder."""
    yield from on_big(logs.big(CASES), folder)
    yield from on_wild(logs.wild(CASES))
    yield from as_it_grows(folder)


def on_big(log: Log, folder: Path) -> Iterator[Benchmark]:
    """A hundred thousand cases, five in a hundred at fault."""
    ours, hand = judged(log), by_hand(log.table)
    assert ours() == hand() == log.faulty.sum()
    replay = replayed_by_pm4py(log)
    assert replay() == log.flow.sum()  # all that it can see
    yield _at_least(150, "big: compiled, against pm4py's token replay", ours, replay, often=8)
    rust = replayed_by_r4pm(log)
    yield _at_least(3, "big: compiled, against r4pm's token replay (Rust)", ours, rust, rounds=15)
    yield _at_least(5, "big: compiled, against a loop by hand", ours, hand, rounds=15)
    plain = judged(log, "plain")
    assert plain() == log.faulty.sum()
    name = "big: as plain Python, against pm4py's token replay"
    yield _at_least(2, name, plain, replay, clock=time.process_time)
    coded = audited(in_parquet(log.table, folder / "coded.parquet"))
    text = audited(in_parquet(logs.as_strings(log), folder / "text.parquet"))
    assert coded() == text() == log.faulty.sum()
    name = "big: from Parquet to findings, against pm4py's replay alone"
    yield _at_least(25, name, coded, replay, often=5)
    name = "big: the same from unsorted text, against pm4py's replay alone"
    yield _at_least(10, name, text, replay, often=3)


def on_wild(log: Log) -> Iterator[Benchmark]:
    """Hardly two cases alike; beside it as many cases of a few variants, at fault as often."""
    assert log.variants > 50_000
    ours = judged(log)
    aligned = aligned_by_r4pm(log)
    name = "wild: compiled, against r4pm's alignments (Rust)"
    yield _at_least(60, name, ours, aligned, rounds=2, often=8)
    few = logs.repeated(log, FEW)
    yield Benchmark(
        name=f"{log.variants} variants, against {few.variants}: an event",
        faster=False,
        bound=1.33,
        ours=ours,
        theirs=judged(few),
        rounds=15,
        clock=WALL,
        scale=few.events / log.events,
    )


def as_it_grows(folder: Path) -> Iterator[Benchmark]:
    """The cost of an event in a log ten times as long, judged and from the file to findings."""
    small, large, huge = logs.big(CASES), logs.big(10 * CASES), logs.big(HUGE)
    yield Benchmark(
        name="1,000,000 cases, against 100,000: an event, compiled",
        faster=False,
        bound=1.3,
        ours=judged(large),
        theirs=judged(small),
        rounds=7,
        clock=WALL,
        scale=small.events / large.events,
    )
    beside = audited(in_parquet(logs.cases_as_text(small), folder / "small.parquet"))
    for name, log in (("1,000,000 cases", large), (f"{huge.events:,} events", huge)):
        path = in_parquet(logs.cases_as_text(log), folder / "large.parquet")
        yield Benchmark(
            name=f"{name}, against 100,000 cases: an event, Parquet to findings",
            faster=False,
            bound=1.6,
            ours=audited(path),
            theirs=beside,
            rounds=3,
            clock=WALL,
            scale=small.events / log.events,
        )


def _at_least(
    bound: float,
    name: str,
    ours: Side,
    theirs: Side,
    *,
    rounds: int = 3,
    often: int = 1,
    clock: Clock = WALL,
) -> Benchmark:
    return Benchmark(
        name=name,
        faster=True,
        bound=bound,
        ours=ours,
        theirs=theirs,
        rounds=rounds,
        often=often,
        clock=clock,
    )
