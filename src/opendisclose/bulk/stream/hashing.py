"""A column of case names goes in; a number for each row, the same on every machine, comes out."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))  # SplitMix64
_NAMELESS = np.uint64(0xA5A5A5A5A5A5A5A5)


def hashed(names: pa.Array) -> Hashes:
    """A 64-bit hash of each text; the rows without one have one of their own.

    The same text always has the same hash. Two texts may share one: whoever asks whether a case
    comes up again is then told yes too often, and never no.
    """
    coded = names.dictionary_encode()
    words = coded.dictionary.cast(pa.large_string())
    place = np.asarray(coded.indices.fill_null(len(words))).astype(np.int64)
    found: Hashes = np.append(_of_words(words), _NAMELESS)[place]
    return found


def _of_words(words: pa.Array) -> Hashes:
    """The bytes of each word as the digits of a number to an odd base, mixed at the end."""
    if len(words) == 0:
        return np.zeros(0, np.uint64)
    _, offsets, data = words.buffers()
    begins = np.frombuffer(offsets, np.int64)[words.offset : words.offset + len(words) + 1]
    lengths = np.diff(begins)
    if data is None or begins[-1] == begins[0]:
        return np.zeros(len(words), np.uint64)
    digits = np.frombuffer(data, np.uint8)[begins[0] : begins[-1]].astype(np.uint64) + np.uint64(1)
    powers = np.full(int(lengths.max()) + 1, _BASE, np.uint64)
    powers[0] = 1
    powers = np.multiply.accumulate(powers)
    within = np.arange(len(digits)) - np.repeat(begins[:-1] - begins[0], lengths)
    ends = np.zeros(len(digits) + 1, np.uint64)
    np.cumsum(digits * powers[within], out=ends[1:])
    at = begins - begins[0]
    total = ends[at[1:]] - ends[at[:-1]]  # unsigned numbers wrap around, sums and differences too
    for shift, factor in _MIX:
        total = (total ^ (total >> np.uint64(shift))) * np.uint64(factor)
    mixed: Hashes = total ^ (total >> np.uint64(31))
    return mixed
