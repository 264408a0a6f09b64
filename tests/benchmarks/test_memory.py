"""A short version of `tests.benchmarks.memory`: a longer log takes no more memory to stream."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from . import memory

pytest.importorskip("numba")
linux = pytest.mark.skipif(not memory.STATUS.exists(), reason="memory is measured on Linux")
PROGRAM = """
import sys
from pathlib import Path
from tests.benchmarks.memory import streamed
folder = Path(sys.argv[1])
for name in ("short", "long"):
    found = streamed(folder / f"{name}.parquet", folder / name, rows=20_000)
    print(found.events, found.most - found.before)
"""


@linux
@pytest.mark.slow
def test_four_times_the_log_takes_no_more_memory(tmp_path: Path) -> None:
    """In one process, apart from the one that runs the tests; the bound is a wide one."""
    for name, events in (("short", 70_000), ("long", 280_000)):
        memory.write_log(tmp_path / f"{name}.parquet", events, cases=5_000)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    ran = subprocess.run(command, cwd=memory.ROOT, capture_output=True, text=True, check=True)
    short, long = (line.split() for line in ran.stdout.splitlines())
    assert int(long[0]) == 4 * int(short[0])
    assert float(long[1]) < float(short[1]) + 60  # MiB; judged at once it would be 150 more


def test_there_is_a_command_for_it() -> None:
    text = (memory.ROOT / "Makefile").read_text(encoding="utf-8")
    assert "tests.benchmarks.memory" in text
