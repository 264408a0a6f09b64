"""The index of clauses in, every reference between its clauses that leads nowhere out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, make
from ..diagnostics.wording import shown
from ..model.ruleset import Clause
from .clause_ids import every_level
from .given import AnalyseInput


def cross_references(given: AnalyseInput) -> tuple[Finding, ...]:
    """References to clauses that there are none of, and references that never arrive.

    A clause that is not listed itself exists if something in it is. A reference that the
    document gets wrong need not be reported where the `defect` of its clause names what is missing.
    """
    clauses = given.ruleset.clauses
    # Where the index is known not to be complete, what it lacks may well be in the document.
    dangling = _dangling(clauses) if given.ruleset.clauses_complete else ()
    return (*dangling, *_endless(clauses))


def _dangling(clauses: dict[str, Clause]) -> Iterator[Finding]:
    known = every_level(clauses)
    for name, clause in clauses.items():
        for index, target in enumerate(clause.refers_to):
            said = clause.defect is not None and target in clause.defect.zh
            if target not in known and not said:
                yield make(
                    codes.DANGLING_CROSS_REFERENCE,
                    {"clause": name, "name": shown(target)},
                    clauses=(name,),
                    route=("clauses", name, "refers_to", index),
                )


def _endless(clauses: dict[str, Clause]) -> Iterator[Finding]:
    """A `reference` that refers to itself, or only to others that do no more.

    One without `refers_to` may refer to another document, which the index does not have.
    """
    for name, clause in clauses.items():
        if clause.kind == "reference" and clause.refers_to and not _arrives(name, clauses):
            yield make(
                codes.REFERENCE_TO_NO_CONTENT,
                {"clause": name},
                clauses=(name,),
                route=("clauses", name),
                at_key=True,
            )


def _arrives(name: str, clauses: dict[str, Clause]) -> bool:
    """Whether something with content is reached; a dangling reference was reported by itself."""
    seen, left = {name}, list(clauses[name].refers_to)
    while left:
        target = left.pop()
        if target in seen:
            continue
        seen.add(target)
        clause = clauses.get(target)
        if clause is None or clause.kind != "reference":
            return True
        left += clause.refers_to
    return False
