"""A ruleset and the laws it points to go in; a finding for each `basis` that leads nowhere out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...diagnostics.codes import DANGLING_BASIS
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import did_you_mean, shown
from ...model.items import item_names, items_meant, kind_of
from ...model.ruleset import Ruleset
from .clauses import named_by

_REST = Words(
    zh="`#` 后应为该规则的一个期限、不予公开的理由、变迁、公开属性或者事实",
    en="behind `#` stands a deadline, an exemption, a transition, an attribute or a fact of it",
)


def laws_named(ruleset: Ruleset) -> tuple[str, ...]:
    """The ids of the rulesets that a `basis` names an item of, each once."""
    return tuple(dict.fromkeys(law for _, law, _ in _bases(ruleset)))


def check_bases(ruleset: Ruleset, laws: Mapping[str, Ruleset]) -> Iterator[Finding]:
    """A finding for each `basis: law#item` whose law is among `laws` and has no such item."""
    for route, law, name in _bases(ruleset):
        above = laws.get(law)
        if above is not None and not items_meant(above, name, kind_of(route)):
            known = item_names(above)
            help_ = did_you_mean(name.rpartition(".")[2], known, _REST)
            yield make(DANGLING_BASIS, {"law": law, "name": shown(name)}, help=help_, route=route)


def _bases(ruleset: Ruleset) -> Iterator[tuple[Route, str, str]]:
    for route, basis in named_by(ruleset, (), "basis"):
        law, sign, name = basis.partition("#")
        # The basis of `counting` is prose; one without `#` means a law as a whole.
        if route[0] != "counting" and sign:
            yield route, law, name
