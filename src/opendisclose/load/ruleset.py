"""A ruleset file in, the ruleset with its places out, or every finding of the file in one run."""

from __future__ import annotations

import hashlib
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
    OVERLAY_OF_NOTHING,
    PERIOD_OF_DEADLINE,
    PERIOD_WITHOUT_EVERY,
    SHAPE_OF_TRANSITION,
    Severity,
)
from ..diagnostics.finding import Finding, Ignored, make
from ..diagnostics.places import NO_PLACES, Places, Route
from ..diagnostics.wording import shown
from ..model.ruleset import Ruleset
from .build import build, covered
from .composer import MOST_FINDINGS
from .document import parse_source
from .order import ordered
from .overlay import merged, with_document
from .references import check_references
from .references.clauses import check_laws
from .shipped import shipped_file, shipped_name
from .source import Source, from_text, read_source
from .tree import ScalarNode, Tree, as_written, child
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

    Findings are placed and in the order of the file; `ignored` are those that the file accepts.
    `sha256` identifies the content.
    `law` is what an overlay extends, its clauses named with their document.
    """

    ruleset: Ruleset | None
    places: Places
    findings: tuple[Finding, ...]
    source: str
    sha256: str
    ignored: tuple[Ignored, ...] = ()
    law: LoadedRuleset | None = None


def load_ruleset(
    path: str | Path, *, name: str | None = None, installed: Collection[str] | None = None
) -> LoadedRuleset:
    """The ruleset in the file at `path`, called `name` in findings (default: the path).

    `installed` are the ids of the rulesets that `implements` and `basis` may point to; without
    it they are not checked.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return _load(read_source(path, name=name), installed, ())


def load_ruleset_text(
    content: str | bytes, *, name: str, installed: Collection[str] | None = None
) -> LoadedRuleset:
    """The same for content that is already at hand."""
    return _load(from_text(content, name=name), installed, ())


def load_as_document(path: str | Path, *, name: str | None = None) -> LoadedRuleset:
    """The same as `load_ruleset`, every clause named with the id of the ruleset (`id/clause`).

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return _load(read_source(path, name=name), None, (), as_document=True)


def _load(
    source: Source,
    installed: Collection[str] | None,
    below: tuple[str, ...],
    *,
    as_document: bool = False,
) -> LoadedRuleset:
    """`below` are the overlays that are being read; of a document the clauses are named so."""
    parsed = parse_source(source)
    if parsed.tree is None:
        return LoadedRuleset(
            ruleset=None,
            places=NO_PLACES,
            findings=ordered(parsed.findings, NO_PLACES),
            source=source.name,
            sha256=source.sha256,
        )
    tree, law, wrong = _over_its_law(parsed.tree, below)
    own = child(tree.root, "id")
    if as_document and isinstance(own, ScalarNode):
        tree = with_document(tree, own.text)
    ruleset, found = _ruleset(tree, installed)
    places = tree.places()
    findings = ordered((*parsed.findings, *wrong, *found), places)
    sound = not any(one.severity is Severity.ERROR for one in findings)
    return LoadedRuleset(
        ruleset=ruleset if sound else None,
        places=places,
        findings=findings,
        source=source.name,
        sha256=source.sha256 if law is None else _of_both(source.sha256, law.sha256),
        law=law,
    )


def _of_both(own: str, law: str) -> str:
    return hashlib.sha256(f"{own} {law}".encode()).hexdigest()


def _over_its_law(
    tree: Tree, below: tuple[str, ...]
) -> tuple[Tree, LoadedRuleset | None, tuple[Finding, ...]]:
    """The tree of an overlay merged with that of the law it extends; any other as it is."""
    named, own = child(tree.root, "extends"), child(tree.root, "id")
    if not isinstance(named, ScalarNode) or not isinstance(own, ScalarNode):
        return tree, None, ()
    path = shipped_file(named.text)
    if path is None or named.text in (*below, own.text):
        nothing = make(OVERLAY_OF_NOTHING, {"name": shown(named.text)}, route=("extends",))
        return tree, None, (nothing,)
    source = read_source(path, name=shipped_name(named.text))
    above = parse_source(source)
    law = _load(source, None, (*below, own.text), as_document=True)
    if above.tree is None or law.ruleset is None:
        return tree, None, law.findings
    base, _, _ = _over_its_law(above.tree, (*below, own.text))
    both, wrong = merged(with_document(tree, own.text), with_document(base, named.text))
    return both, law, wrong


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
