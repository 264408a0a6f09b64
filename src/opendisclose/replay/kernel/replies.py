"""What a reply is recorded as: the first row of each choice that fits it."""

from __future__ import annotations

from ...graph.tables import Tables
from .evaluate import holds
from .layout import FALSE, NONE, NOT_KNOWN, R_REPLY, TRUE, Columns, Scratch
from .records import record


def reply(t: Tables, c: Columns, s: Scratch, tr: int, key: int, e: int, day: int) -> None:
    """Record that an act is a reply, with its cell and its remedy as things stand; e -1: by time.

    What it cites and what is known then decide, what it settles itself does not.
    """
    first = t.t_reply[tr]
    cell = chosen(t, c, s, first, key, e, day)
    remedy = chosen(t, c, s, first + 1, key, e, day)
    record(s, R_REPLY, e, tr, NONE, NONE, cell, remedy, day)


def chosen(t: Tables, c: Columns, s: Scratch, choice: int, key: int, e: int, day: int) -> int:
    """The first row that fits; NONE if none does, NOT_KNOWN - row if it is not known of one."""
    for x in range(t.choice_from[choice], t.choice_from[choice + 1]):
        if cites_one(t, c, x, e) == 0:
            continue
        fits = holds(t, c, s, t.choice_when[x], key, day, 0, 0)
        if fits == TRUE:
            return x
        if fits != FALSE:
            return NOT_KNOWN - x
    return NONE


def cites_one(t: Tables, c: Columns, x: int, e: int) -> int:
    """1 if a row is for any reply, or the event cites one of its exemptions."""
    first = t.cited_from[x]
    last = t.cited_from[x + 1]
    if first == last:
        return 1
    if e < 0:
        return 0
    for at in range(c.cite_from[e], c.cite_from[e + 1]):
        for one in range(first, last):
            if c.cite[at] == t.cited[one]:
                return 1
    return 0
