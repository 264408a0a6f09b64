"""A number of cases goes in; a log of the flow comes out, and which of its cases are at fault.

Every log is drawn with a seed. What is at fault is known from the making, not from any judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

import opendisclose as od
from opendisclose.bulk.dates import working_days

from ..columns import ROLES

ACTS = tuple(ROLES)
ROLE_NAMES = tuple(dict.fromkeys(ROLES.values()))
SUBMIT, REGISTER, ASSIGN, REVIEW, CONSULT, DECIDE, NOTIFY = range(7)
_ROLE_OF = np.array([ROLE_NAMES.index(ROLES[act]) for act in ACTS], np.int64)
_HOUR = 3_600_000_000  # microseconds
_DAY = 24 * _HOUR
_FIRST = np.datetime64("2024-03-01T09", "us").astype(np.int64)
_WITHIN = 10  # working days, of the one deadline of the flow

Numbers: TypeAlias = Any  # numpy arrays; their types say nothing here
_BASES = ((0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 4, 3, 5, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log of the flow.

    Attributes:
        table: case, act, role, at, fee; by case in order of time, words as dictionaries.
        flow, role, guard, late: by case, what is wrong with it.
    """

    table: pa.Table
    flow: Numbers
    role: Numbers
    guard: Numbers
    late: Numbers

    @property
    def faulty(self) -> Numbers:
        return self.flow | self.role | self.guard | self.late

    @property
    def events(self) -> int:
        return int(self.table.num_rows)

    @property
    def variants(self) -> int:
        """How many different sequences of acts there are."""
        acts, first = self._acts()
        ends = np.append(first[1:], len(acts))
        text = acts.astype(np.uint8).tobytes()
        return len({text[a:b] for a, b in zip(first.tolist(), ends.tolist(), strict=True)})

    def _acts(self) -> tuple[Numbers, Numbers]:
        case = np.asarray(self.table.column("case").chunk(0).indices)
        return np.asarray(self.table.column("act").chunk(0).indices), np.unique(
            case, return_index=True
        )[1]


def big(cases: int, *, deviating: float = 0.05, seed: int = 20190515) -> Log:
    """Mostly in order; six in ten of the deviating by their flow, the others by one fault each."""
    draw = np.random.default_rng(seed)
    wrong = _wrong_orders()
    sequences = [*_BASES, *wrong]
    fault = np.where(draw.random(cases) < deviating, draw.integers(0, 10, cases), -1)
    flow, late = (fault >= 0) & (fault < 6), fault == 6
    guard, role = fault == 7, fault >= 8
    sequence = draw.integers(0, 2, cases)
    sequence[flow] = 2 + draw.integers(0, len(wrong), int(flow.sum()))
    case, act, first = _rows(sequences, sequence)
    gaps = draw.integers(1, 40, len(act)) * _HOUR
    gaps[late[case] & (act == DECIDE)] += 30 * _DAY
    at = _running(gaps, first, len(act)) + (_FIRST + draw.integers(0, 500, cases) * _DAY)[case]
    roles = _ROLE_OF[act].copy()
    roles[role[case] & (act == REGISTER)] = ROLE_NAMES.index("officer")
    fee = np.where(guard[case], 900, draw.integers(0, 400, len(act)))
    table = _table(case, act, roles, at, fee, cases)
    return Log(table=table, flow=flow, role=role, guard=guard, late=late)


def wild(cases: int, *, seed: int = 20150415) -> Log:
    """Every act up to three times and anywhere near its place: hardly two cases are alike."""
    draw = np.random.default_rng(seed)
    times = draw.choice([0, 1, 2, 3], (cases, len(ACTS)), p=[0.05, 0.5, 0.3, 0.15])
    times[:, SUBMIT] = np.maximum(times[:, SUBMIT], 1)
    case = np.repeat(np.arange(cases), times.sum(axis=1))
    act = np.repeat(np.tile(np.arange(len(ACTS)), cases), times.reshape(-1))
    place = act + draw.normal(0, 1.5, len(act))
    order = np.lexsort((place, case))
    act = act[order]
    first = np.searchsorted(case, np.arange(cases))
    begun = (_FIRST + draw.integers(0, 500, cases) * _DAY)[case]
    at = _running(draw.integers(1, 40, len(act)) * _HOUR, first, len(act)) + begun
    table = _table(case, act, _ROLE_OF[act], at, draw.integers(0, 400, len(act)), cases)
    none = np.zeros(cases, bool)
    # Not all of them are wrong; which are, is not known from the making.
    return Log(table=table, flow=none, role=none, guard=none, late=none)


def tight(cases: int, *, seed: int = 20200101) -> Log:
    """Decisions spread over the ten working days up to the last one; late ones one to four days.

    What starts the clock lies on any day, one of rest as well.
    """
    draw = np.random.default_rng(seed)
    days = working_days(od.calendar_for("CN"))
    late = draw.random(cases) < 0.01
    taken = np.where(
        late,
        _WITHIN + draw.integers(1, 5, cases),
        draw.integers(0, _WITHIN + 1, cases),
    )
    registered = np.datetime64("2024-01-02") + draw.integers(0, 900, cases)
    decided = np.where(taken > 0, days.nth(registered, np.maximum(taken, 1)), registered)
    case, act, _ = _rows(_BASES, draw.integers(0, 2, cases))
    early = registered.astype("datetime64[us]").astype(np.int64)[case]
    after = decided.astype("datetime64[us]").astype(np.int64)[case]
    # From submitting at seven to the consultation in the morning of one day; then the decision.
    place = np.arange(len(act)) - np.repeat(np.arange(cases) * len(ACTS), len(ACTS))
    hour = np.array([7, 8, 9, 10, 11, 16, 17])[place]
    at = np.where(place < 5, early, after) + hour * _HOUR
    none = np.zeros(cases, bool)
    table = _table(case, act, _ROLE_OF[act], at, draw.integers(0, 400, len(act)), cases)
    return Log(table=table, flow=none, role=none, guard=none, late=late)


def repeated(log: Log, variants: int) -> Log:
    """As many cases as a log has, all with the acts, roles and times of one of its first few."""
    _, first = log._acts()
    count = int(first[variants])
    few = log.table.slice(0, count)
    times = len(first) // variants
    case = np.asarray(few.column("case").chunk(0).indices)
    cases = (np.arange(times)[:, None] * variants + case).reshape(-1)
    whole = pa.concat_tables([few] * times).combine_chunks()
    names = pa.array([f"case-{number:07}" for number in range(times * variants)])
    coded = pa.DictionaryArray.from_arrays(pa.array(cases, pa.int32()), names)
    none = np.zeros(times * variants, bool)
    table = whole.set_column(0, "case", coded)
    return Log(table=table, flow=none, role=none, guard=none, late=none)


def cases_as_text(log: Log) -> pa.Table:
    """The same log, its cases named by text: pyarrow reads many names slowly as a dictionary."""
    return log.table.set_column(0, "case", _plain(log.table.column("case")))


def as_strings(log: Log, *, seed: int = 1) -> pa.Table:
    """The same log as plain text in no order: the rows of every case lie anywhere."""
    draw = np.random.default_rng(seed)
    shuffled = log.table.take(pa.array(draw.permutation(log.events)))
    return pa.table({name: _plain(shuffled.column(name)) for name in shuffled.column_names})


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _wrong_orders() -> list[tuple[int, ...]]:
    """An act left out, done twice, done too early or only at the end; each breaks the order."""
    found: dict[tuple[int, ...], None] = {}
    for base in _BASES:
        for place in range(6):
            found[base[:place] + base[place + 1 :]] = None
            found[base[:place] + base[place + 1 :] + base[place : place + 1]] = None
        for place in range(1, 7):
            found[(*base[: place + 1], base[place], *base[place + 1 :])] = None
        for place in (0, 1, 2, 4, 5):
            found[(*base[:place], base[place + 1], base[place], *base[place + 2 :])] = None
    return [one for one in found if one not in _BASES]


def _rows(
    sequences: Sequence[tuple[int, ...]], chosen: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """By event its case and its act; by case its first event."""
    lengths = np.array([len(one) for one in sequences])
    padded = np.zeros((len(sequences), int(lengths.max())), np.int64)
    for number, one in enumerate(sequences):
        padded[number, : len(one)] = one
    counts = lengths[chosen]
    first = np.cumsum(counts) - counts
    case = np.repeat(np.arange(len(chosen)), counts)
    place = np.arange(len(case)) - np.repeat(first, counts)
    return case, padded[chosen[case], place], first


def _running(gaps: Numbers, first: Numbers, count: int) -> Numbers:
    """The sum of the gaps so far, from nought in each case."""
    sums = np.cumsum(gaps)
    before = np.where(first > 0, sums[first - 1], 0)
    return sums - np.repeat(before, np.diff(np.append(first, count)))


def _table(
    case: Numbers, act: Numbers, role: Numbers, at: Numbers, fee: Numbers, cases: int
) -> pa.Table:
    names = pa.array([f"case-{number:07}" for number in range(cases)])
    return pa.table(
        {
            "case": pa.DictionaryArray.from_arrays(pa.array(case, pa.int32()), names),
            "act": pa.DictionaryArray.from_arrays(pa.array(act, pa.int32()), pa.array(ACTS)),
            "role": pa.DictionaryArray.from_arrays(
                pa.array(role, pa.int32()), pa.array(ROLE_NAMES)
            ),
            "at": pa.array(at, pa.timestamp("us")),
            "fee": pa.array(fee, pa.int64(), mask=act != SUBMIT),
        }
    )
