"""The ratios of docs/explanation/speed.md, measured shortly and with a margin for busy machines.

`make bench` measures longer and asks for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from . import ratios
from .ratios import Benchmark

SHARE = 0.6  # of each bound
PAGE = ratios.ROOT / "docs" / "explanation" / "speed.md"
MAKEFILE = ratios.ROOT / "Makefile"

BENCHMARKS: dict[str, tuple[Callable[[], Benchmark], int]] = {
    "nth_working_day": (lambda: ratios.nth_working_day(200), 7),
    "check": (lambda: ratios.check(20), 15),
    "columns": (lambda: ratios.columns(20_000), 7),
    "help": (ratios.help_page, 5),
    "load": (ratios.load, 3),
    "validate": (lambda: ratios.validate(2), 3),
}


@pytest.mark.parametrize("name", BENCHMARKS)
def test_the_ratio_is_kept(name: str) -> None:
    make, rounds = BENCHMARKS[name]
    benchmark = make()
    ratio = benchmark.ratio(rounds)
    assert benchmark.holds(ratio, SHARE), f"{benchmark.name}: {ratio:.2f}"


def test_the_page_names_every_bound() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = [float(one) for one in re.findall(r"\| at (?:least|most) ([\d.]+) \|", page)]
    assert told == [make().bound for make, _ in BENCHMARKS.values()]


def test_the_page_holds_no_time() -> None:
    """A time is true of one machine; only ratios are claimed."""
    page = PAGE.read_text(encoding="utf-8")
    assert not re.findall(r"\d\s*(?:ms|µs|us|ns|s|seconds?|microseconds?)\b", page)


def test_there_is_a_command_for_it() -> None:
    assert "\nbench:" in Path(MAKEFILE).read_text(encoding="utf-8")
    assert "make bench" in PAGE.read_text(encoding="utf-8")
