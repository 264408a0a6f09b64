"""Two titles go in; how much of the shorter one the longer one has comes out."""

from __future__ import annotations

from itertools import pairwise

ALIKE = 0.5  # of the pairs of characters of the shorter title that the other has


def alike(first: str, second: str) -> float:
    """How much of the shorter title's pairs of characters the other one has, from 0 to 1."""
    one, other = _grams(first), _grams(second)
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def overlap(first: str, second: str) -> float:
    """How much of all their pairs of characters both titles have, from 0 to 1."""
    one, other = _grams(first), _grams(second)
    every = len(one | other)
    return len(one & other) / every if every else float(first == second)


def _grams(text: str) -> set[str]:
    plain = [char for char in text if char.isalnum()]
    return {a + b for a, b in pairwise(plain)}
