"""The two kinds of numpy array that the bulk modules pass on, and the order of their numbers."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


def stable_order(number: Numbers) -> Numbers:
    """The places by their numbers, equal ones as they stand; the numbers are not negative.

    A number and its place in one sort faster than places by numbers, wherever both have room.
    """
    count = len(number)
    if count == 0 or (number[1:] >= number[:-1]).all():
        return np.arange(count)
    bits = count.bit_length()
    if int(number.max()).bit_length() + bits > 63:
        return np.argsort(number, kind="stable")
    both = number.astype(np.int64) << bits
    both |= np.arange(count)
    both.sort()
    both &= (1 << bits) - 1
    return both


def order_in_time(case: Numbers, at: Numbers) -> Numbers:
    """The places by case, those of one case by time; equal times as they stand."""
    if len(case) == 0:
        return np.arange(0)
    earliest = int(at.min())
    bits = (int(at.max()) - earliest).bit_length()
    if int(case.max()).bit_length() + bits > 63:
        return np.lexsort((at, case))
    return np.argsort((case << bits) | (at - earliest), kind="stable")
