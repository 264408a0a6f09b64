"""A ruleset in, what binds without being encoded and what is encoded without a clause out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..model.base import Titled
from ..model.ruleset import NORMATIVE, Ruleset
from .clause_ids import every_level
from .given import AnalyseInput

_ACT = Words(zh="变迁", en="transition")
_DEADLINE = Words(zh="期限", en="deadline")
_EXEMPTION = Words(zh="不予公开的理由", en="exemption")
_ATTRIBUTE = Words(zh="公开属性", en="attribute")


def clauses_carried(given: AnalyseInput) -> tuple[Finding, ...]:
    """Every clause of a kind that binds somebody on which nothing in the ruleset rests.

    A clause is carried by what names it, and by what names something in it.
    """
    ruleset = given.ruleset
    carried = every_level(_named(given))
    return tuple(
        make(
            codes.CLAUSE_NOT_CARRIED,
            {"clause": name, "kind": f"`{clause.kind}`"},
            clauses=(name,),
            route=("clauses", name),
            at_key=True,
        )
        for name, clause in ruleset.clauses.items()
        if clause.kind in NORMATIVE and name not in carried
    )


def items_with_clause(given: AnalyseInput) -> tuple[Finding, ...]:
    """Everything that a case is judged by and that names no clause which could be cited."""
    return tuple(
        make(
            codes.ITEM_WITHOUT_CLAUSE,
            {"what": what, "name": str(route[-1])},
            route=route,
            at_key=True,
        )
        for what, route, item in _judging(given.ruleset)
        if not getattr(item, "clause", ())
    )


def _named(given: AnalyseInput) -> Iterator[str]:
    for route, one in given.models:
        if route[:1] != ("outcomes",):  # how a reply is counted binds nobody to give it
            yield from getattr(one, "clause", ())


def _judging(ruleset: Ruleset) -> Iterator[tuple[Words, Route, Titled]]:
    """What decides of a case and is cited for it; the rest cites the clause of what it is in."""
    for name, attribute in ruleset.attributes.items():
        yield _ATTRIBUTE, ("attributes", name), attribute
    for name, exemption in ruleset.exemptions.items():
        yield _EXEMPTION, ("exemptions", name), exemption
    for procedure, one in ruleset.procedures.items():
        for name, transition in one.transitions.items():
            yield _ACT, ("procedures", procedure, "transitions", name), transition
        for name, deadline in one.deadlines.items():
            yield _DEADLINE, ("procedures", procedure, "deadlines", name), deadline
