"""The names of columns go in; which of them are ours, and which are facts, comes out."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from typing import Final

from ...graph.compiled import Compiled
from ...model.mapping import MappedColumns, Mapping
from ..table import ACT, ACTOR, AT, CASE, OURS, ROLE

UNIT: Final = "unit"
# What XES (IEEE 1849) and the tools that read it call them.
_XES: Pairs[str, str] = {
    "case:concept:name": CASE,
    "concept:name": ACT,
    "time:timestamp": AT,
    "org:role": ROLE,
    "org:resource": ACTOR,
}


def known_names(compiled: Compiled, mapping: Mapping | None) -> frozenset[str]:
    """The names by which a header is known for one."""
    found = {*OURS, *_XES, *compiled.facts.numbers}
    if mapping is not None:
        found |= set(columns_named(mapping))
    return frozenset(found)


def columns_named(mapping: Mapping) -> dict[str, tuple[str | int, ...]]:
    """Every column that a mapping names, with the first place where it does."""
    found: dict[str, tuple[str | int, ...]] = {}
    for ours in MappedColumns.model_fields:
        if (named := getattr(mapping.columns, ours)) is not None:
            found.setdefault(named, ("columns", ours))
    for fact, named in mapping.facts.items():
        found.setdefault(named, ("facts", fact))
    for index, event in enumerate(mapping.events):
        for key in ("act_from", "at", "role_from", "actor", "key", "received", "cites"):
            if (named := getattr(event, key)) is not None:
                found.setdefault(named, ("events", index, key))
        for fact, named in event.facts.items():
            found.setdefault(named, ("events", index, "facts", fact))
    return found


def ours(names: tuple[str, ...], mapping: Mapping | None) -> dict[str, str]:
    """Which column is which of ours: as mapped, else by our names, else by those of XES."""
    found: dict[str, str] = {}
    for name in names:
        if name.strip().lower() in OURS:
            found.setdefault(name.strip().lower(), name)
    for name in names:
        if name in _XES:
            found.setdefault(_XES[name], name)
    if mapping is not None:
        given = mapping.columns.model_dump(exclude_none=True)
        taken = set(given.values())
        found = {ours: name for ours, name in found.items() if name not in taken}
        found.update(given)
    return found


def facts(
    names: tuple[str, ...], compiled: Compiled, mapping: Mapping | None, taken: frozenset[str]
) -> dict[str, str]:
    """Which fact stands in which column: as mapped, else by its id, its title or other words."""
    found = dict(mapping.facts) if mapping is not None else {}
    spoken = taken | set(found.values()) | set(mapping.unused if mapping is not None else ())
    for name in names:
        number = compiled.facts.get(name)
        fact = compiled.facts.ids[number] if number >= 0 else ""
        if fact and name not in spoken:
            found.setdefault(fact, name)
    return found
