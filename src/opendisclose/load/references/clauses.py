"""A ruleset in, a finding for each clause it does not list and each law not installed out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ...diagnostics.codes import DANGLING_CLAUSE, LAW_NOT_INSTALLED
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import did_you_mean, shown
from ...model.base import Model
from ...model.ruleset import Ruleset
from .names import Names

_NUMBER = "[一二三四五六七八九十百零]+"
_WELL_WRITTEN = re.compile(
    rf"(?:^|/)第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?(?:第（{_NUMBER}）项)?$"
)
_REST = Words(
    zh="在 `clauses` 中写明该条，或改正条号", en="add it to `clauses`, or correct its number"
)


def check_clauses(ruleset: Ruleset, names: Names) -> Iterator[Finding]:
    """A finding for each `clause` that `clauses` lacks; none if there is no list.

    What a clause of the document itself refers to is a matter of the document, not of the file.
    """
    if not names.clauses:
        return
    for route, clause in named_by(ruleset, (), "clause"):
        if clause not in names.clauses:
            # Well-written numbers all look alike: a guess at another one would mislead.
            written = _WELL_WRITTEN.search(clause) is not None
            guess = _REST if written else did_you_mean(clause, names.clauses, _REST)
            yield make(DANGLING_CLAUSE, {"name": shown(clause)}, help=guess, route=route)


def check_laws(ruleset: Ruleset, installed: Collection[str]) -> Iterator[Finding]:
    """A note for each law above that is not among the `installed` ids, where it is first named."""
    seen = set(installed)
    laws = [(("implements", index), law) for index, law in enumerate(ruleset.implements)]
    for route, law in (*laws, *named_by(ruleset, (), "basis")):
        # The basis of `counting` is prose, not a pointer to another ruleset.
        name = law.partition("#")[0]
        if route[0] != "counting" and name not in seen:
            seen.add(name)
            yield make(LAW_NOT_INSTALLED, {"name": shown(name)}, route=route)


def named_by(value: Any, route: Route, *words: str) -> Iterator[tuple[Route, str]]:
    """What the keys `words` name, wherever a model of the ruleset has them."""
    if isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            below, here = getattr(value, name), (*route, field.alias or name)
            if name not in words:
                yield from named_by(below, here, *words)
            elif isinstance(below, tuple):
                yield from (((*here, index), one) for index, one in enumerate(below))
            elif below is not None:
                yield here, below
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from named_by(one, (*route, key), *words)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from named_by(one, (*route, index), *words)
