"""A ruleset and its tree in, a finding for each name in it that leads nowhere out."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics.finding import Finding
from ...model.ruleset import Ruleset
from ..tree import Tree
from .clauses import check_clauses
from .deadlines import check_deadlines
from .facts import check_facts
from .fees import check_fees
from .names import Names
from .outcomes import check_outcomes
from .procedures import check_procedures
from .receipts import check_receipts
from .sections import check_sections
from .transitions import check_transitions


def check_references(ruleset: Ruleset, tree: Tree) -> Iterator[Finding]:
    """Every reference of `ruleset` that has no target, and every choice left out or made twice.

    Names are those that the file defines, even where a definition itself is faulty.
    """
    names = Names.of(tree.root)
    yield from check_facts(ruleset, names, tree)
    yield from check_sections(ruleset, names)
    yield from check_receipts(ruleset, names)
    yield from check_fees(ruleset)
    yield from check_outcomes(ruleset, names)
    for name, procedure in ruleset.procedures.items():
        route = ("procedures", name)
        scope = names.of_procedure(name)
        yield from check_procedures(procedure, name, route)
        yield from check_transitions(procedure, names, scope, route, ruleset.facts)
        yield from check_deadlines(procedure, name, names, scope, route, ruleset.facts)
    yield from check_clauses(ruleset, names)
