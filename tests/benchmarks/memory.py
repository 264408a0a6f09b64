"""What an audit takes of memory: beside a table in memory, and in all over a log that is streamed.

`make bench` runs this module. Each figure is the most that a process of its own ever held, as the
system counts it (Linux). In memory it is what came on top of the loaded columns, by event; streamed
it is all of the process, Python and libraries too, and must not grow with the log.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from opendisclose.api.logs import audit
from opendisclose.api.streams import audit_stream

from .columns import FLOW, flow_log

ROOT = Path(__file__).resolve().parents[2]
STATUS = Path("/proc/self/status")
CASES = 20_000  # of the log that is written again and again, under other names
BYTES_AN_EVENT = 60
STREAMED = 1536  # MiB, whatever the length of the log
GROWTH = 1.15  # of a log four times as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Events of a log, and MiB: before, and the most."""

    events: int
    before: float
    most: float


def write_log(path: Path, events: int, *, apart: bool = False, cases: int = CASES) -> int:
    """A log of about so many events as Parquet; how many. `apart`: no case stands together."""
    base = flow_log(cases)
    names = base.column("case").to_numpy()
    order = np.random.default_rng(20190515)
    count = max(1, events // base.num_rows)
    table = base.drop_columns(["case"])
    with pa.parquet.ParquetWriter(path, _named(table, names, 0).schema) as writer:
        for number in range(count):
            part = _named(table, names, number * cases)
            writer.write_table(part.take(order.permutation(len(names))) if apart else part)
    return count * base.num_rows


def _named(table: pa.Table, names: np.ndarray, first: int) -> pa.Table:
    return table.append_column("case", pa.array([f"c{first + int(one)}" for one in names]))


def in_memory(path: Path) -> Measured:
    """A log in one table, judged."""
    _ready()
    table = pa.parquet.read_table(path, read_dictionary=["act", "role"])
    before = _now()
    found = audit(FLOW, table)
    return Measured(events=found.rows, before=before, most=_most())


def streamed(path: Path, out: Path, rows: int | None = None) -> Measured:
    """A log in a file, judged into a folder."""
    _ready()
    before = _now()
    found = audit_stream(FLOW, path, out, rows=rows)
    return Measured(events=found.events, before=before, most=_most())


def _ready() -> None:
    """What is loaded and compiled only once."""
    audit(FLOW, flow_log(3_000))


def _now() -> float:
    """What the process holds now, without what was let go of; the most is counted from here on."""
    pa.default_memory_pool().release_unused()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    return _told("VmRSS")


def _most() -> float:
    return _told("VmHWM")


def _told(name: str) -> float:
    lines = STATUS.read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith(name)) / 1024


def alone(what: str, *paths: Path) -> Measured:
    """The same measured in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", what, *map(str, paths)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    events, before, most = ran.stdout.split()
    return Measured(events=int(events), before=float(before), most=float(most))


def _table(folder: Path) -> bool:
    log = folder / "table.parquet"
    write_log(log, 7_000_000)
    found = alone("in_memory", log)
    taken = (found.most - found.before) * 2**20 / found.events
    return _kept(f"in memory, {found.events} events: bytes an event", taken, BYTES_AN_EVENT)


def _streams(folder: Path) -> bool:
    every = True
    for apart in (False, True):
        most = []
        for events in (5_000_000, 20_000_000):
            log, out = folder / "stream.parquet", folder / f"out-{apart}-{events}"
            write_log(log, events, apart=apart)
            found = alone("streamed", log, out)
            most.append(found.most)
            how = "dealt out" if apart else "in order"
            every &= _kept(f"streamed, {how}, {found.events} events: MiB", most[-1], STREAMED)
        every &= _kept("  of four times as many", most[1] / most[0], GROWTH)
    return every


def _kept(name: str, found: float, bound: float) -> bool:
    kept = found <= bound
    print(
        f"{name:<58} {found:8.2f}   at most {bound:g}: {'kept' if kept else 'BROKEN'}", flush=True
    )
    return kept


def main(arguments: list[str]) -> int:
    """Without arguments measure all and print a table; 1 if a bound is not kept."""
    if arguments:
        paths = [Path(one) for one in arguments[1:]]
        found = in_memory(*paths) if arguments[0] == "in_memory" else streamed(*paths)
        print(found.events, found.before, found.most)
        return 0
    if not STATUS.exists():
        print("memory is only measured on Linux")
        return 0
    with TemporaryDirectory() as folder:
        kept = [_table(Path(folder)), _streams(Path(folder))]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
