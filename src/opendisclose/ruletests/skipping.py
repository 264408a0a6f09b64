"""A compiled procedure goes in; the transitions whose omission a later act shows come out."""

from __future__ import annotations

from ..graph.compiled import Compiled


def skippable(compiled: Compiled) -> frozenset[int]:
    """The transitions that stand alone between some marking and an act that is not possible there.

    Of two that would do, the one that stands first in the file is the one that was skipped.
    Guards are not asked: this is about what can happen in some case.
    """
    tables, transitions = compiled.tables, compiled.tables.size[1]
    found: set[int] = set()
    for marking in range(tables.size[0]):
        ahead = tables.step[marking * transitions : (marking + 1) * transitions]
        moves = [
            (one, target)
            for one, target in enumerate(ahead)
            if target >= 0 and tables.t_moves[one] == 1 and tables.t_clock[one] < 0
        ]
        for act, enabled in enumerate(ahead):
            if enabled >= 0 or tables.t_clock[act] >= 0:
                continue
            over = (one for one, t in moves if tables.step[t * transitions + act] >= 0)
            first = next(over, None)
            if first is not None:
                found.add(first)
    return frozenset(found)
