"""Counts of replies go in; the annual statistics on requests come out, a table for each year.

The table is the third of the annual report (Guobangongkaibanhan 2021 No. 30, part three).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..model.annual import CELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCount:
    """How many cases began in one year and were answered in one, recorded in one cell.

    `replied` is None of cases without a reply (`complete` if they have ended all the same), `cell`
    None where it is not determined.
    """

    begun: int
    replied: int | None
    cell: str | None
    complete: bool
    cases: int

    @property
    def place(self) -> tuple[int, int, str, bool]:
        """Where it stands among others."""
        return self.begun, self.replied or 0, self.cell or "", self.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTable:
    """The requests of one calendar year.

    Those made in it (`new`) and those carried over into it (`carried_in`) are together those
    answered in it (`total`) and those still to be answered at its end (`carried_out`).

    Attributes:
        cells: by cell of the form how many replies; every cell is there.
        undetermined: replies of which the cell is not known, or which fit none.
        without_reply: cases that ended although no reply is logged, in the year they began.
    """

    year: int
    new: int
    carried_in: int
    cells: Mapping[str, int] = field(repr=False)
    undetermined: int
    without_reply: int
    carried_out: int

    @property
    def total(self) -> int:
        """Everything that ended in the year."""
        return sum(self.cells.values()) + self.undetermined + self.without_reply

    def of(self, family: str) -> int:
        """The cells of one family together."""
        return sum(number for name, number in self.cells.items() if CELLS[name].family == family)


def added_replies(one: Iterable[ReplyCount], other: Iterable[ReplyCount]) -> tuple[ReplyCount, ...]:
    """The counts of two parts that have no case in common, in a fixed order."""
    counts: Counter[ReplyCount] = Counter()
    for each in (*one, *other):
        counts[replace(each, cases=0)] += each.cases
    listed = (replace(each, cases=number) for each, number in counts.items())
    return tuple(sorted(listed, key=lambda each: each.place))


def annual_tables(
    counts: Iterable[ReplyCount], until: int | None = None
) -> tuple[AnnualTable, ...]:
    """A table for each year from the first case on through the last reply or the year `until`.

    A request counts in the year in which its case began, its reply in that in which it was given.
    """
    listed = tuple(counts)
    if not listed:
        return ()
    first = min(one.begun for one in listed)
    last = max(max(one.begun, one.replied or one.begun, until or one.begun) for one in listed)
    return tuple(_table(listed, year) for year in range(first, last + 1))


def _table(listed: tuple[ReplyCount, ...], year: int) -> AnnualTable:
    ended = [one for one in listed if _end(one) == year]
    return AnnualTable(
        year=year,
        new=_sum(one for one in listed if one.begun == year),
        carried_in=_sum(one for one in listed if one.begun < year and not _ended(one, year - 1)),
        cells={name: _sum(one for one in ended if one.cell == name) for name in CELLS},
        undetermined=_sum(one for one in ended if one.replied is not None and one.cell is None),
        without_reply=_sum(one for one in ended if one.replied is None),
        carried_out=_sum(one for one in listed if one.begun <= year and not _ended(one, year)),
    )


def _end(one: ReplyCount) -> int | None:
    """The year in which a case is counted as ended; None while it is not."""
    return one.replied or (one.begun if one.complete else None)


def _ended(one: ReplyCount, year: int) -> bool:
    """Whether it had ended by the end of a year."""
    end = _end(one)
    return end is not None and end <= year


def _sum(counts: Iterable[ReplyCount]) -> int:
    return sum(one.cases for one in counts)
