"""An item of a ruleset in; whether its author has said what the document leaves open out.

A step without a limit in a real document is a defect of the document and not of its encoding: where
the `defect` of the clause or a `reading` of the item tells of it, a check has nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.ruleset import Ruleset
from .clause_ids import clause_id


def is_said(ruleset: Ruleset, clauses: Iterable[str], *readings: object) -> bool:
    """Whether a reading is there, or a clause or what holds or is part of it has a defect."""
    return any(one is not None for one in readings) or any(
        _has_defect(ruleset, one) for one in clauses
    )


def _has_defect(ruleset: Ruleset, name: str) -> bool:
    family = _levels(name)
    return any(
        clause.defect is not None and (other in family or name in _levels(other))
        for other, clause in ruleset.clauses.items()
    )


def _levels(name: str) -> tuple[str, ...]:
    """A clause and everything that it is part of."""
    taken = clause_id(name)
    return (name, *(taken.above(length) for length in range(1, len(taken.parts))))
