"""Writing records: ten integers each, into one flat buffer."""

from __future__ import annotations

from .layout import COUNT, R_UNDECIDED, UNDECIDED, WIDTH, Scratch


def record(s: Scratch, kind: int, e: int, tr: int, d: int, k: int, a: int, b: int, c: int) -> None:
    """Write one record; a full buffer only counts, and the caller comes again with a larger one."""
    at = s.state[COUNT] * WIDTH
    s.state[COUNT] += 1
    if at + WIDTH <= len(s.records):
        s.records[at] = kind
        s.records[at + 1] = e
        s.records[at + 2] = tr
        s.records[at + 3] = d
        s.records[at + 4] = k
        s.records[at + 5] = a
        s.records[at + 6] = b
        s.records[at + 7] = c
        s.records[at + 8] = 0
        s.records[at + 9] = 0


def more(s: Scratch, a: int, b: int) -> None:
    """Fill the last two integers of the record written last."""
    at = s.state[COUNT] * WIDTH
    if at <= len(s.records):
        s.records[at - 2] = a
        s.records[at - 1] = b


def written(s: Scratch, kind: int, e: int, d: int, place: int, value: int) -> int:
    """Where a record of this kind, event and clock stands that has `value` at `place`, else -1."""
    for at in range(0, min(s.state[COUNT] * WIDTH, len(s.records)), WIDTH):
        same = s.records[at] == kind and s.records[at + 1] == e and s.records[at + 3] == d
        if same and s.records[at + place] == value:
            return at
    return -1


def undecided(s: Scratch, e: int, tr: int, d: int, k: int, what: int, which: int) -> None:
    """Something that decides is not known."""
    s.state[UNDECIDED] += 1
    record(s, R_UNDECIDED, e, tr, d, k, what, which, 0)
