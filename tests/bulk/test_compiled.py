"""The compiled kernel: kept between processes, told apart by its source, safe at its bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("numba")

import numpy as np

import opendisclose as od
from opendisclose.bulk import compiled
from opendisclose.bulk.audit import WANTED
from opendisclose.bulk.encode import Encoded, encode
from opendisclose.bulk.judge import Engine, Replayed, replay_all
from opendisclose.bulk.table import as_table
from opendisclose.replay.kernel import layout as k

SOURCE = Path(od.__file__).resolve().parents[1]
RULES = od.load("shihezi")
COMPILED = RULES.compiled("on_request")
_ASK = """
from opendisclose.bulk.compiled import compiled_cases
stats = compiled_cases().stats
print(sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))
"""


def encoded(count: int) -> Encoded:
    """So many cases of two events, every third of them late and with findings."""
    day = np.timedelta64(1, "D")
    at = np.datetime64("2025-03-03T09:00:00.000000") + np.arange(count) * day
    answered = at + np.where(np.arange(count) % 3 == 0, 40, 5) * day
    log = {
        "case": np.repeat(np.arange(count), 2),
        "act": ["apply", "disclose"] * count,
        "role": ["applicant", "principal_office"] * count,
        "at": np.stack([at, answered], axis=1).reshape(-1),
    }
    return encode(COMPILED, RULES.calendar, as_table(log), None)


def replayed(one: Encoded, engine: Engine, workers: int = 1) -> Replayed:
    days = RULES.calendar.days
    return replay_all(COMPILED.tables, days, one, wanted=WANTED, engine=engine, workers=workers)


@pytest.mark.slow
def test_a_second_process_compiles_nothing(tmp_path: Path) -> None:
    """numba's cache is used, in the folder that NUMBA_CACHE_DIR names."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(SOURCE)}

    def asked() -> str:
        command = [sys.executable, "-c", _ASK]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return ran.stdout.strip()

    assert asked() == "0 1"
    assert asked() == "1 0"
    assert list(tmp_path.rglob("*.nbc"))


def test_another_source_is_another_function(monkeypatch: pytest.MonkeyPatch) -> None:
    """numba looks at the file of one function only; the stamp stands for all of them."""
    before = compiled._stamp()
    assert compiled._stamp() == before
    read = compiled.getsource

    def changed(module: ModuleType) -> str:
        return read(module) + ("# changed" if module.__name__.endswith("kernel.spans") else "")

    monkeypatch.setattr(compiled, "getsource", changed)
    assert compiled._stamp() != before


@pytest.mark.slow
def test_many_pieces_and_too_little_room_change_nothing() -> None:
    """Cases are judged in pieces, and a piece that is full is gone on with in another one."""
    many = encoded(25_000)
    one, two, plain = replayed(many, "compiled"), replayed(many, "compiled", 2), None
    for name in ("marking", "undecided", "record_from", "record_end", "records", "clocks"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    plain = replayed(many, "plain")
    for name in ("marking", "undecided", "record_from", "record_end", "records", "clocks"):
        assert np.array_equal(getattr(one, name), getattr(plain, name)), name
    assert (one.record_from >= 0).any()


@pytest.mark.slow
def test_checked_an_index_outside_is_an_error() -> None:
    one = encoded(3)
    one.end[2] += 1000
    with pytest.raises(IndexError, match="outside its sequence"):
        replayed(one, "checked")


def test_a_case_keeps_its_records_only_if_one_is_asked_for() -> None:
    found = replayed(encoded(6), "plain")
    assert (found.record_from >= 0).tolist() == [True, False, False, True, False, False]
    for begin, end in zip(found.record_from[::3], found.record_end[::3], strict=True):
        assert k.R_LATE in found.records[begin:end, 0]
