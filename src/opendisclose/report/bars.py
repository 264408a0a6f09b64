"""Numbers by name go in; where the bars of a plot lie comes out, for a template to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE = 640  # of the plot, in its own units
_NAME, _NUMBER, _HIGH = 190, 60, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One coloured part of a bar."""

    style: str
    x: float
    wide: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its name at the left, its parts, its number at the right end."""

    name: str
    number: str
    y: int
    parts: tuple[Part, ...]
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Bars below one another, with what the colours mean."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    wide: int
    high: int
    left: int


def plot(
    title: str,
    rows: Sequence[tuple[str, str, Sequence[tuple[str, int]]]],
    legend: Sequence[tuple[str, str]] = (),
) -> Plot:
    """Each row is a name, the number written behind it, and its parts as (style, number)."""
    most = max((sum(number for _, number in parts) for _, _, parts in rows), default=0) or 1
    scale = (WIDE - _NAME - _NUMBER) / most
    bars = []
    for place, (name, number, parts) in enumerate(rows):
        x, made = float(_NAME), []
        for style, size in parts:
            if size:
                made.append(Part(style=style, x=round(x, 1), wide=round(size * scale, 1)))
                x += size * scale
        bars.append(
            Bar(name=name, number=number, y=place * _HIGH, parts=tuple(made), end=round(x, 1))
        )
    return Plot(
        title=title,
        bars=tuple(bars),
        legend=tuple(legend),
        wide=WIDE,
        high=max(len(rows), 1) * _HIGH,
        left=_NAME,
    )
