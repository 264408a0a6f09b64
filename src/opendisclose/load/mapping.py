"""A mapping file in, the mapping out with its places, and findings for what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics.codes import CHOICE_MISSING, UNKNOWN_IN_MAPPING
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import NO_PLACES, Places, Route
from ..diagnostics.wording import named, shown
from ..model.mapping import Mapping
from ..model.ruleset import OTHER, Ruleset
from .build import build
from .document import parse_source
from .order import ordered
from .source import read_source
from .values import read_values

_ACT = Words(zh="行为", en="act")
_ROLE = Words(zh="主体", en="role")
_FACT = Words(zh="事实", en="fact")
_PROCEDURE = Words(zh="程序", en="procedure")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMapping:
    """What became of a mapping file; `mapping` is None if something in it cannot be read."""

    mapping: Mapping | None
    places: Places
    findings: tuple[Finding, ...]
    source: str


def load_mapping(path: str | Path, ruleset: Ruleset | None = None) -> LoadedMapping:
    """The mapping file at `path`; with a ruleset its names are looked up there.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    source = read_source(path)
    parsed = parse_source(source)
    if parsed.tree is None:
        findings = ordered(parsed.findings, NO_PLACES)
        return LoadedMapping(mapping=None, places=NO_PLACES, findings=findings, source=source.name)
    places = parsed.tree.places()
    built = build(Mapping, read_values(parsed.tree.root), tree=parsed.tree, node=parsed.tree.root)
    found = [*parsed.findings, *built.findings]
    mapping = built.value
    if mapping is not None:
        found += _check_choices(mapping)
        if ruleset is not None:
            found += _check_names(mapping, ruleset)
    return LoadedMapping(
        mapping=mapping if not found else None,
        places=places,
        findings=ordered(found, places),
        source=source.name,
    )


def _check_choices(mapping: Mapping) -> Iterator[Finding]:
    """An event is of an act, or of the one that a column names."""
    for index, event in enumerate(mapping.events):
        if (event.act is None) == (event.act_from is None):
            values = {"where": f"events[{index}]", "choices": named(("act", "act_from"))}
            yield make(CHOICE_MISSING, values, route=("events", index))


def _check_names(mapping: Mapping, ruleset: Ruleset) -> Iterator[Finding]:
    chosen = mapping.procedure
    if chosen is not None and chosen not in ruleset.procedures:
        yield _unknown(chosen, _PROCEDURE, ruleset.procedures, ("procedure",))
        return
    procedures = [ruleset.procedures[chosen]] if chosen else list(ruleset.procedures.values())
    acts = {
        one
        for procedure in procedures
        for name, transition in procedure.transitions.items()
        for one in (name, transition.act or name)
    }
    known = {_ACT: acts, _ROLE: {*ruleset.roles, OTHER}, _FACT: set(ruleset.facts)}
    for name, what, route in _names(mapping):
        if name not in known[what]:
            yield _unknown(name, what, sorted(known[what]), route)


def _names(mapping: Mapping) -> Iterator[tuple[str, Words, Route]]:
    """Every name of the ruleset that a mapping uses, and where."""
    for word, name in mapping.acts.items():
        yield name, _ACT, ("acts", word)
    for word, name in mapping.roles.items():
        yield name, _ROLE, ("roles", word)
    if mapping.role is not None:
        yield mapping.role, _ROLE, ("role",)
    for section in ("facts", "case_facts", "constants", "values"):
        for name in getattr(mapping, section):
            if (section, name) != ("values", "cites"):
                yield name, _FACT, (section, name)
    for index, event in enumerate(mapping.events):
        for given, what, key in ((event.act, _ACT, "act"), (event.role, _ROLE, "role")):
            if given is not None:
                yield given, what, ("events", index, key)
        for section in ("facts", "constants"):
            for name in getattr(event, section):
                yield name, _FACT, ("events", index, section, name)


def _unknown(name: str, what: Words, known: Iterable[str], route: Route) -> Finding:
    listed = named(known)
    values = {"name": shown(name), "what": what, "known": listed}
    return make(UNKNOWN_IN_MAPPING, values, route=route)
