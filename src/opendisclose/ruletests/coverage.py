"""The results of a ruleset's tests go in; which binding clauses they obey and break comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..graph.compiled import Compiled
from ..model.base import Text
from ..model.ruleset import NORMATIVE, Ruleset
from .carriers import Carrier, carriers
from .result import TestResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCoverage:
    """One binding clause.

    Attributes:
        carriers: the items that carry it or a part of it, those that can be broken first.
        obeyed: the tests that passed in which something that can be broken and carries it was in
            order; of a clause that cannot be broken, those in which it was used.
        broken: the tests that passed in which it was broken.
    """

    clause: str
    kind: str
    summary: Text = field(repr=False)
    carriers: tuple[Carrier, ...]
    obeyed: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def breakable(self) -> bool:
        """Whether anything that carries it can be broken; otherwise it needs only to be used."""
        return any(one.breaks for one in self.carriers)

    @property
    def why(self) -> tuple[str, ...]:
        """Why it cannot be broken, one reason for each kind of carrier; empty if it can."""
        reasons = (one.why for one in self.carriers if one.why is not None)
        return () if self.breakable else tuple(dict.fromkeys(reasons))

    @property
    def covered(self) -> bool:
        """Obeyed in a test and broken in a test; used, if it cannot be broken."""
        if self.breakable:
            return bool(self.obeyed and self.broken)
        return bool(self.obeyed or self.broken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The binding clauses of a ruleset, in the order of the document."""

    clauses: tuple[ClauseCoverage, ...]

    @property
    def covered(self) -> int:
        return sum(one.covered for one in self.clauses)

    @property
    def percent(self) -> float:
        """Of a ruleset without binding clauses 100."""
        return 100 * self.covered / len(self.clauses) if self.clauses else 100.0


def coverage(
    ruleset: Ruleset, procedures: Iterable[Compiled], results: Iterable[TestResult]
) -> Coverage:
    """What the tests that passed obey and break; a part of a clause stands for the whole."""
    carried = carriers(ruleset, procedures)
    passed = [one for one in results if one.passed]
    kept = {one.name: _kept(one, carried) for one in passed}
    broken = {one.name: frozenset(one.broken) for one in passed}
    found = []
    for name, clause in ruleset.clauses.items():
        if clause.kind not in NORMATIVE:
            continue
        carriers_of = _of(name, carried)
        # That the role acted somewhere does not say that what it owes here was done.
        bound = [one for one in carriers_of if one.breaks] or carriers_of
        items = {(one.item, part) for one in bound for part in one.clauses if within(part, name)}
        found.append(
            ClauseCoverage(
                clause=name,
                kind=clause.kind,
                summary=clause.summary,
                carriers=carriers_of,
                obeyed=tuple(test for test, uses in kept.items() if items & uses),
                broken=tuple(
                    test for test, parts in broken.items() if any(within(p, name) for p in parts)
                ),
            )
        )
    return Coverage(clauses=tuple(found))


def _of(name: str, carried: Sequence[Carrier]) -> tuple[Carrier, ...]:
    mine = [one for one in carried if any(within(clause, name) for clause in one.clauses)]
    return tuple(sorted(mine, key=lambda one: not one.breaks))


def within(part: str, whole: str) -> bool:
    """Whether a clause is another, or a part of it: 第五条第一款 of 第五条, not 第五条之一."""
    return part == whole or (part.startswith(whole) and part[len(whole)] == "第")


def _kept(result: TestResult, carried: Iterable[Carrier]) -> frozenset[tuple[str, str]]:
    """Items with their clauses: used in order, where no finding speaks of the clause."""
    by_item = {one.item: one.clauses for one in carried}
    found: set[tuple[str, str]] = set()
    for use in result.uses:
        denied = [clause for event, clause in result.denied if event == use.event]
        for clause in by_item.get(use.item, ()) if use.kept else ():
            if not any(within(one, clause) for one in denied):
                found.add((use.item, clause))
    return frozenset(found)
