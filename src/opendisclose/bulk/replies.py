"""The last reply of every case goes in; what it is recorded as comes out, a column each."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..deadline.count import OUTSIDE
from ..graph.compiled import Compiled
from ..model.outcomes import CellRow, RemedyRow
from ..replay.kernel.layout import P_CELL, P_DAY, P_REMEDY, P_TRANSITION
from .annual import ReplyCount
from .arrays import Flags, Numbers

_EPOCH_DAY = 719_163
_NAME = pa.dictionary(pa.int32(), pa.string())
COLUMNS = ("replied", "outcome", "reply_type", "statistics", "remedy")


def reply_columns(compiled: Compiled, replies: Numbers, judged: Flags) -> dict[str, pa.Array]:
    """By case: the day of its last reply, its outcome, reply type, cell and remedy.

    Empty where there is no reply, and the cell and the remedy also where no row fits or it is not
    known which. `replies` has no rows if the procedure has no replies.
    """
    count = len(judged)
    if not len(replies):
        days = pa.nulls(count, pa.date32())
        return {"replied": days, **{name: pa.nulls(count, _NAME) for name in COLUMNS[1:]}}
    transition = replies[:, P_TRANSITION]
    given = judged & (transition >= 0)
    outcomes = compiled.ruleset.outcomes
    listed = [one.outcome or "" for one in compiled.procedure.transitions.values()]
    types = [outcomes[one].reply_type if one in outcomes else "" for one in listed]
    cells = [row.cell if isinstance(row, CellRow) else "" for row in compiled.choices]
    remedies = [row.remedy if isinstance(row, RemedyRow) else "" for row in compiled.choices]
    days = np.where(given, replies[:, P_DAY] - _EPOCH_DAY, 0).astype(np.int32)
    return {
        "replied": pa.array(days, pa.int32(), mask=~given).cast(pa.date32()),
        "outcome": _named(listed, transition, given),
        "reply_type": _named(types, transition, given),
        "statistics": _named(cells, replies[:, P_CELL], given),
        "remedy": _named(remedies, replies[:, P_REMEDY], given),
    }


def _named(words: list[str], number: Numbers, given: Flags) -> pa.Array:
    """A column of words by their numbers; a negative number is none."""
    there = given & (number >= 0)
    known = list(dict.fromkeys(words))
    places = np.array([known.index(one) for one in words], np.int32)
    code = places[np.where(there, number, 0)]
    return pa.DictionaryArray.from_arrays(pa.array(code, pa.int32(), mask=~there), known)


def reply_counts(cases: pa.Table, begun: Numbers, judged: Flags) -> tuple[ReplyCount, ...]:
    """How many judged cases began in each year, were answered in each, and are in each cell.

    `begun` is by case the day of its first event.
    """
    known = judged & (begun != OUTSIDE)
    began = pa.array(begun[known] - _EPOCH_DAY, pa.int32()).cast(pa.date32())
    columns = [cases.column(name).filter(pa.array(known)) for name in ("replied", "complete")]
    cell = cases.column("statistics").filter(pa.array(known)).cast(pa.string())
    counted = Counter(
        zip(
            pc.year(began).to_pylist(),
            pc.year(columns[0]).to_pylist(),
            cell.to_pylist(),
            columns[1].to_pylist(),
            strict=True,
        )
    )
    listed = (
        ReplyCount(begun=one[0], replied=one[1], cell=one[2], complete=one[3], cases=number)
        for one, number in counted.items()
    )
    return tuple(sorted(listed, key=lambda one: one.place))
