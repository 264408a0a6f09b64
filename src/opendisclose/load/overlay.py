"""The tree of an overlay and that of the law it extends go in; the tree of both together out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..diagnostics.codes import MISSING_KEY, OVERLAY_OF_NOTHING
from ..diagnostics.finding import Finding, make
from ..diagnostics.places import Places, Route, Span
from ..diagnostics.wording import shown
from .tree import ListNode, MapNode, Node, ScalarNode, Tree, child

REMOVE = "remove"
# What an overlay says of itself; everything else of the header is the law's.
_OWN = frozenset(
    {"id", "edition", "edition_of", "status", "in_force", "title", "implements", "prevails"}
)
# Mappings that are merged key by key (`*` is any id); everything else is replaced as a whole.
_SECTIONS = (
    "roles",
    "facts",
    "attributes",
    "exemptions",
    "outcomes",
    "clauses",
    "documents",
    "receipts",
)
_ITEMS = ("states", "transitions", "deadlines")
_MERGED: frozenset[tuple[str, ...]] = frozenset(
    {
        (),
        *((one,) for one in _SECTIONS),
        *((one, "*") for one in _SECTIONS if one not in ("documents", "clauses")),
        ("facts", "*", "values"),
        ("procedures",),
        ("procedures", "*"),
        *(("procedures", "*", one) for one in _ITEMS),
        *(("procedures", "*", one, "*") for one in _ITEMS),
        ("procedures", "*", "deadlines", "*", "extended"),
    }
)
# Below these keys stand facts and their values, and no clause.
_DATA = frozenset({"when", "lifted_when", "is", "sets"})


def with_document(tree: Tree, document: str) -> Tree:
    """The tree with every clause named as `document/clause`, as if it were one of several.

    A clause that names a document already stays; so does a ruleset that has several.
    """
    root = tree.root
    if "documents" in root.values or "title" not in root.values:
        return tree
    title = root.values["title"]
    assert isinstance(root, MapNode)
    name = replace(root.keys["title"], text=document)
    listed = MapNode(
        keys={document: name}, values={document: title}, start=title.start, end=title.end
    )
    values = {key: _named(key, one, document) for key, one in root.values.items()}
    clauses = values.get("clauses")
    if isinstance(clauses, MapNode):
        values["clauses"] = _renamed(clauses, document)
    return replace(
        tree,
        root=replace(
            root,
            keys={**root.keys, "documents": root.keys["title"]},
            values={**values, "documents": listed},
        ),
    )


def merged(own: Tree, law: Tree) -> tuple[Tree, tuple[Finding, ...]]:
    """The law with what the overlay changes, both with their documents, and what is wrong with it.

    Places are those of the overlay's file where it says something, else of the law's.
    """
    found: list[Finding] = []
    inherited = _unrecorded(_without(law.root, _OWN), _removed_exemptions(own.root))
    root = _merge(inherited, own.root, (), found)
    assert isinstance(root, MapNode)
    return MergedTree(file=own.file, lines=own.lines, root=root, own=own, law=law), tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedTree(Tree):
    """An overlay and its law as one document; `places` looks into the file that says it."""

    own: Tree
    law: Tree

    def places(self) -> Places:
        mine, theirs = self.own.places(), self.law.places()
        return Places(
            keys=_Either(mine.keys, theirs.keys), values=_Either(mine.values, theirs.values)
        )


class _Either(Mapping[Route, Span]):
    """The first of two tables that has a route."""

    def __init__(self, first: Mapping[Route, Span], second: Mapping[Route, Span]) -> None:
        self._first = first
        self._second = second

    def __getitem__(self, route: Route) -> Span:
        return self._first[route] if route in self._first else self._second[route]

    def __iter__(self) -> Iterator[Route]:
        yield from self._first
        yield from (one for one in self._second if one not in self._first)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _merge(law: Node, own: Node, route: tuple[str, ...], found: list[Finding]) -> Node:
    if not (isinstance(law, MapNode) and isinstance(own, MapNode) and _pattern(route) in _MERGED):
        return own
    keys, values = dict(law.keys), dict(law.values)
    for key, one in own.values.items():
        here = (*route, key)
        if isinstance(one, MapNode) and REMOVE in one.values:
            found += _removal(one, here, key in values)
            keys.pop(key, None)
            values.pop(key, None)
            continue
        keys[key] = own.keys[key]
        values[key] = _merge(values[key], one, here, found) if key in values else one
    return MapNode(keys=keys, values=values, start=own.start, end=own.end)


def _removal(node: MapNode, route: tuple[str, ...], known: bool) -> Iterator[Finding]:
    """What is wrong with a `remove`: there is no such item, or its reason is not given."""
    if not known:
        yield make(OVERLAY_OF_NOTHING, {"name": shown(route[-1])}, route=route, at_key=True)
    for lang in ("zh", "en"):
        if child(node.values[REMOVE], lang) is None:
            yield make(MISSING_KEY, {"key": lang}, route=(*route, REMOVE), at_key=True)


# --- what goes with an exemption ----------------------------------------------------------------


def _removed_exemptions(own: MapNode) -> frozenset[str]:
    listed = own.values.get("exemptions")
    every = listed.values.items() if isinstance(listed, MapNode) else ()
    return frozenset(name for name, one in every if child(one, REMOVE) is not None)


def _unrecorded(law: MapNode, gone: frozenset[str]) -> MapNode:
    """The law without what `outcomes` says of exemptions that are removed.

    Nobody can cite them any longer, so that no reply is recorded by them.
    """
    outcomes = law.values.get("outcomes")
    if not gone or not isinstance(outcomes, MapNode):
        return law
    kept = {name: _uncited(one, gone) for name, one in outcomes.values.items()}
    return replace(law, values={**law.values, "outcomes": replace(outcomes, values=kept)})


def _uncited(outcome: Node, gone: frozenset[str]) -> Node:
    """An outcome without the rows that count only for these exemptions."""
    if not isinstance(outcome, MapNode):
        return outcome
    values = dict(outcome.values)
    for key, listed in outcome.values.items():
        if isinstance(listed, ListNode):
            rows = (_of_others(row, gone) for row in listed.items)
            values[key] = replace(listed, items=tuple(row for row in rows if row is not None))
    return replace(outcome, values=values)


def _of_others(row: Node, gone: frozenset[str]) -> Node | None:
    """A row with only the other exemptions that it cites; None if there are none."""
    cites = child(row, "cites")
    if not isinstance(row, MapNode) or cites is None:
        return row
    every = cites.items if isinstance(cites, ListNode) else (cites,)
    left = tuple(one for one in every if not (isinstance(one, ScalarNode) and one.text in gone))
    if len(left) == len(every):
        return row
    kept = ListNode(items=left, start=cites.start, end=cites.end)
    return replace(row, values={**row.values, "cites": kept}) if left else None


def _pattern(route: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("*" if place % 2 else one for place, one in enumerate(route))


def _without(root: MapNode, names: frozenset[str]) -> MapNode:
    return replace(
        root,
        keys={key: one for key, one in root.keys.items() if key not in names},
        values={key: one for key, one in root.values.items() if key not in names},
    )


# --- clauses -------------------------------------------------------------------------------------


def _renamed(clauses: MapNode, document: str) -> MapNode:
    keys = {_in(document, key): one for key, one in clauses.keys.items()}
    return replace(
        clauses,
        keys={key: replace(one, text=key) for key, one in keys.items()},
        values={_in(document, key): one for key, one in clauses.values.items()},
    )


def _named(key: str, node: Node, document: str) -> Node:
    """What stands under a key, with every clause in it named with its document."""
    if key in ("clause", "refers_to"):
        return _each(node, document)
    if key in _DATA:
        return node
    if isinstance(node, MapNode):
        named = {name: _named(name, one, document) for name, one in node.values.items()}
        return replace(node, values=named)
    if isinstance(node, ListNode):
        return replace(node, items=tuple(_named("", one, document) for one in node.items))
    return node


def _each(node: Node, document: str) -> Node:
    if isinstance(node, ScalarNode):
        return node if node.hole else replace(node, text=_in(document, node.text))
    if isinstance(node, ListNode):
        return replace(node, items=tuple(_each(one, document) for one in node.items))
    return _named("", node, document)


def _in(document: str, clause: str) -> str:
    return clause if "/" in clause else f"{document}/{clause}"
