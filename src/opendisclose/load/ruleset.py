"""A ruleset file in, the ruleset with its places out, or every finding of the file in one run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from ..diagnostics.codes import (
    CHOICE_MISSING,
    EMPTY_LIST,
    GOAL_OF_DEADLINE,
    MISSING_KEY,
    NO_OPENING,
    PERIOD_OF_DEADLINE,
    PERIOD_WITHOUT_EVERY,
    SHAPE_OF_TRANSITION,
    Severity,
)
from ..diagnostics.finding import Finding
from ..diagnostics.places import NO_PLACES, Places, Route
from ..model.ruleset import Ruleset
from .build import build, covered
from .composer import MOST_FINDINGS
from .document import parse_source
from .order import ordered
from .references import check_references
from .references.clauses import check_laws
from .source import Source, from_text, read_source
from .tree import Tree, as_written
from .values import read_values

# About what an item lacks: not said of an item in which something could not be read, as that may
# be what is lacking.
_OF_THE_WHOLE = frozenset(
    {
        CHOICE_MISSING,
        EMPTY_LIST,
        GOAL_OF_DEADLINE,
        MISSING_KEY,
        NO_OPENING,
        PERIOD_OF_DEADLINE,
        PERIOD_WITHOUT_EVERY,
        SHAPE_OF_TRANSITION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRuleset:
    """What became of a ruleset file; `ruleset` is None if any finding is an error.

    Findings are placed and in the order of the file. `sha256` identifies the content.
    """

    ruleset: Ruleset | None
    places: Places
    findings: tuple[Finding, ...]
    source: str
    sha256: str


def load_ruleset(
    path: str | Path, *, name: str | None = None, installed: Collection[str] | None = None
) -> LoadedRuleset:
    """The ruleset in the file at `path`, called `name` in findings (default: the path).

    `installed` are the ids of the rulesets that `implements` and `basis` may point to; without
    it they are not checked.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return _load(read_source(path, name=name), installed)


def load_ruleset_text(
    content: str | bytes, *, name: str, installed: Collection[str] | None = None
) -> LoadedRuleset:
    """The same for content that is already at hand."""
    return _load(from_text(content, name=name), installed)


def _load(source: Source, installed: Collection[str] | None) -> LoadedRuleset:
    parsed = parse_source(source)
    if parsed.tree is None:
        return LoadedRuleset(
            ruleset=None,
            places=NO_PLACES,
            findings=ordered(parsed.findings, NO_PLACES),
            source=source.name,
            sha256=source.sha256,
        )
    ruleset, found = _ruleset(parsed.tree, installed)
    places = parsed.tree.places()
    findings = ordered((*parsed.findings, *found), places)
    sound = not any(one.severity is Severity.ERROR for one in findings)
    return LoadedRuleset(
        ruleset=ruleset if sound else None,
        places=places,
        findings=findings,
        source=source.name,
        sha256=source.sha256,
    )


def _ruleset(
    tree: Tree, installed: Collection[str] | None
) -> tuple[Ruleset | None, tuple[Finding, ...]]:
    reading = read_values(tree.root)
    built = build(Ruleset, reading, tree=tree, node=tree.root)
    if built.value is None:
        return None, built.findings
    found = list(islice(check_references(built.value, tree), MOST_FINDINGS))
    if installed is not None:
        found += check_laws(built.value, installed)
    holders = {one[:length] for one in built.broken for length in range(len(one) + 1)}
    placed = (replace(one, route=as_written(tree.root, one.route or ())) for one in found)
    fresh = (one for one in placed if not _follows(one, built.broken, holders))
    return built.value, (*built.findings, *fresh)


def _follows(finding: Finding, broken: frozenset[Route], holders: set[Route]) -> bool:
    """Whether a finding may only be the consequence of one that is already reported."""
    route = finding.route
    if route is None:
        return False
    if covered(route, broken):
        return True
    return finding.code in _OF_THE_WHOLE and route in holders
