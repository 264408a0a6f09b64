"""A ruleset that yields to a law, or extends one, goes in; the rule that binds comes out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..compare.against import Source
from ..compare.binding import Bound, Resolved
from ..compare.resolve import bound_of_overlay, resolve
from ..diagnostics.errors import NothingToResolveError, RulesetError
from ..graph.proof import prove
from ..load.ruleset import LoadedRuleset, load_as_document
from ..load.shipped import shipped_file, shipped_name
from .calendars import layers_from
from .files import load
from .rules import Rules


def resolved(name: str | Path, *, calendars: str | Path | None = None) -> tuple[Rules, Resolved]:
    """The rule that actually binds, ready to judge, and where each item of it comes from.

    Of a ruleset with `prevails` it is what is left of it beside the law, with what the law adds;
    an overlay is that already.

    Raises:
        SourceError: there is no such file, or it may not be read.
        RulesetError: the ruleset or the law cannot be used.
        NothingToResolveError: it says of no law that it prevails, and extends none.
    """
    rules = load(name, calendars=calendars)
    if rules.ruleset.extends is not None:
        law = _document(rules.ruleset.extends)
        return rules, bound_of_overlay(_source(rules), _loaded(law))
    if rules.ruleset.prevails is None or shipped_file(rules.ruleset.prevails.law) is None:
        raise NothingToResolveError(rules.id)
    above = load(rules.ruleset.prevails.law, calendars=calendars)
    mine, theirs = _document(name), _document(above.id)
    found = resolve(_loaded(mine), _loaded(theirs), above.calendar)
    wrong = prove(found.ruleset)
    if wrong:
        raise RulesetError(rules.source, wrong)
    both = Rules(
        ruleset=found.ruleset,
        findings=rules.findings,
        places=mine.places,
        source=rules.source,
        sha256=hashlib.sha256(f"{rules.sha256} {above.sha256}".encode()).hexdigest(),
        layers=layers_from(calendars),
    )
    return both, found


def _document(name: str | Path) -> LoadedRuleset:
    path = shipped_file(name) if isinstance(name, str) else None
    return load_as_document(path or name, name=shipped_name(str(name)) if path else str(name))


def _loaded(given: LoadedRuleset) -> Source:
    assert given.ruleset is not None  # it was loaded before, without its document
    return Source(ruleset=given.ruleset, places=given.places)


def _source(rules: Rules) -> Source:
    return Source(ruleset=rules.ruleset, places=rules.places)


__all__ = ["Bound", "Resolved", "resolved"]
