"""The names of columns go in; which of them are ours, and which are facts, comes out."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from typing import Final

from ...graph.compiled import Compiled
from ...model.mapping import MappedColumns, Mapping
from ..table import ACT, ACTOR, AT, CASE, ID, OF, OF_CASE, OURS, PERIOD, ROLE, STARTS_IN
from ..whole import is_of_case

UNIT: Final = "unit"
_OF_EVENTS, _OF_CASES = (ID, OF), (PERIOD, STARTS_IN)
_CALLED: Pairs[str, str] = {"period": PERIOD, "starts_in": STARTS_IN}  # in a mapping
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
    found = {*OURS, *_OF_EVENTS, *_OF_CASES, *_XES, *compiled.facts.numbers}
    found |= {f"{OF_CASE}{one}" for one in compiled.facts.numbers}
    if mapping is not None:
        found |= set(columns_named(mapping))
    return frozenset(found)


def columns_named(mapping: Mapping) -> dict[str, tuple[str | int, ...]]:
    """Every column that a mapping names, with the first place where it does."""
    found: dict[str, tuple[str | int, ...]] = {}
    for ours in MappedColumns.model_fields:
        if (named := getattr(mapping.columns, ours)) is not None:
            found.setdefault(named, ("columns", ours))
    for section in ("facts", "case_facts"):
        for fact, named in getattr(mapping, section).items():
            found.setdefault(named, (section, fact))
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
        if name.strip().lower() in (*OURS, *_OF_EVENTS, *_OF_CASES):
            found.setdefault(name.strip().lower(), name)
    for name in names:
        if name in _XES:
            found.setdefault(_XES[name], name)
    if mapping is not None:
        given = {
            _CALLED.get(ours, ours): name
            for ours, name in mapping.columns.model_dump(exclude_none=True).items()
        }
        taken = set(given.values())
        found = {ours: name for ours, name in found.items() if name not in taken}
        found.update(given)
    return found


def case_facts(
    names: tuple[str, ...], compiled: Compiled, mapping: Mapping | None, taken: frozenset[str]
) -> dict[str, str]:
    """Which fact of a case as a whole stands in which column: as mapped, else `case:` before it."""
    found = dict(mapping.case_facts) if mapping is not None else {}
    spoken = taken | set(found.values()) | set(mapping.unused if mapping is not None else ())
    for name in names:
        if is_of_case(compiled, name) and name not in spoken:
            number = compiled.facts[name.removeprefix(OF_CASE)]
            found.setdefault(compiled.facts.ids[number], name)
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
