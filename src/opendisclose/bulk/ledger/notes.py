"""What reading the columns of a ledger, or of parts of it, has told goes in; findings come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...diagnostics import codes
from ...diagnostics.finding import Finding, Words, make
from ..arrays import Numbers
from .sheet import span

_SHOWN = 5  # rows that a finding names


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What one column has told once, whatever number of rows it stands in; only plain values.

    Attributes:
        order: the how many-th column that was read it is about.
        code: of the finding that it becomes.
        word: what stands in the rows, for notes that are one in several parts of a ledger; None
            where each row has one of its own.
        column: the column of the file, from 1.
        rows: the first rows that it stands in, one more than a finding names; count: how many.
        values: what the sentences of the finding are filled with besides.
    """

    order: int
    code: str
    word: str | None
    column: int
    rows: tuple[int, ...]
    count: int
    values: tuple[tuple[str, Words], ...]

    def finding(self, source: str) -> Finding:
        """The finding about the file of that name."""
        code = codes.BY_ID[self.code]
        values: dict[str, Any] = {**dict(self.values), "count": self.count}
        if code is not codes.READ_AS:  # which shows one row, as it was read
            values["rows"] = rows_shown(self.rows)
        return make(code, values, span=span(source, self.rows[0], self.column))


def note(
    code: codes.Code,
    values: Mapping[str, Any],
    *,
    order: int,
    column: int,
    word: str | None,
    rows: tuple[int, ...],
    count: int,
) -> Note:
    """A note; `values` as for a finding."""
    filled = make(code, values).values
    return Note(
        order=order, code=code.id, word=word, column=column, rows=rows, count=count, values=filled
    )


def joined(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes of several parts as those of the whole: by column, then as they first come up."""
    found: dict[tuple[int, str, str | None, int], Note] = {}
    for one in notes:
        alone = one.rows[0] if one.word is None else 0
        key = one.order, one.code, one.word, alone
        found[key] = _both(found[key], one) if key in found else one
    return tuple(sorted(found.values(), key=lambda one: (one.order, one.rows[0])))


def _both(one: Note, other: Note) -> Note:
    """What the earlier one says, for the rows of both."""
    first = min(one, other, key=lambda each: each.rows[0])
    rows = tuple(sorted((*one.rows, *other.rows))[: _SHOWN + 1])
    return replace(first, rows=rows, count=one.count + other.count)


def first_of(rows: Numbers) -> tuple[int, ...]:
    """As many rows as decide what a finding names of them."""
    return tuple(int(one) for one in rows[: _SHOWN + 1])


def rows_shown(rows: Sequence[int] | Numbers) -> Words:
    """The first rows of several."""
    first, more = [str(one) for one in rows[:_SHOWN]], len(rows) > _SHOWN
    return Words(
        zh="、".join(first) + ("……" if more else ""), en=", ".join(first) + (" …" if more else "")
    )
