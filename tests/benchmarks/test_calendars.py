"""Calendars: the ratios with a margin, and the bounds of provisional dates replayed in short."""

from __future__ import annotations

import pytest

from . import calendars
from .test_ratios import kept_in_tries


@pytest.mark.parametrize("name", ["vectorised", "build"])
def test_the_ratio_is_kept(name: str) -> None:
    benchmark = calendars.vectorised(50_000) if name == "vectorised" else calendars.build()
    kept, told = kept_in_tries(benchmark, 7)
    assert kept, told


@pytest.mark.parametrize("number", [5, 20, 30])
def test_true_dates_lie_within_the_bounds(number: int) -> None:
    """Of the due dates before each year's notice, 2008 to 2026, every eleventh day a trigger."""
    found = calendars.replayed(number, step=11)
    assert found.dates > 500
    assert found.share >= 0.99
    assert found.mean_width <= 12
