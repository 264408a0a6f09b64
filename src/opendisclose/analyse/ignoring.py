"""Findings and the `ignore` entries of a ruleset in, what is still to be reported out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..diagnostics import codes
from ..diagnostics.codes import BY_ID, Code, Severity
from ..diagnostics.finding import Finding, Ignored, Words, make
from ..diagnostics.places import Route
from ..model.base import Ignore
from ..model.ruleset import Ruleset
from ..model.walk import models

# Findings about a case or a log have no place in a ruleset where they could be accepted.
_OF_CASES = ("OD6", "OD7", "OD8", "OD9")
_ABOUT_IGNORING = frozenset({codes.NOT_IGNORABLE, codes.IGNORES_NOTHING})
_UNKNOWN = Words(zh="没有这个编号", en="there is no such code")
_ERROR = Words(zh="它是错误", en="it is an error")
_OF_A_CASE = Words(zh="它说的不是规则本身", en="it is not about a ruleset")
_ITSELF = Words(zh="它说的就是 `ignore`", en="it is about `ignore` itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What is reported, including entries of `ignore` that do nothing, and what is not."""

    kept: tuple[Finding, ...]
    ignored: tuple[Ignored, ...]


def sifted(ruleset: Ruleset, findings: Iterable[Finding], looked_for: Collection[Code]) -> Sifted:
    """Findings without the warnings and notes that the ruleset ignores where they stand.

    An entry holds at the item that it is written on and for everything below it. `looked_for` are
    the codes that could have been found: an entry for another one may be of use elsewhere.
    """
    entries = tuple(_entries(ruleset))
    used: set[Route] = set()
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    for one in findings:
        by = [entry for entry in entries if _covers(entry, one)]
        used |= {entry.route for entry in by}
        if by:
            ignored.append(Ignored(finding=one, reason=by[-1].reason()))
        else:
            kept.append(one)
    useless = (one for entry in entries for one in _useless(entry, used, looked_for))
    return Sifted(kept=(*kept, *useless), ignored=tuple(ignored))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    route: Route  # of the entry itself
    item: Route  # of what it is written on
    ignore: Ignore

    def reason(self) -> Words:
        return Words(zh=self.ignore.reason.zh, en=self.ignore.reason.en)


def _entries(ruleset: Ruleset) -> Iterator[_Entry]:
    for route, one in models(ruleset):
        if isinstance(one, Ignore):
            yield _Entry(route=route, item=route[:-2], ignore=one)


def _covers(entry: _Entry, finding: Finding) -> bool:
    route = finding.route
    return (
        finding.severity is not Severity.ERROR
        and finding.code not in _ABOUT_IGNORING
        and finding.code.id == entry.ignore.code
        and route is not None
        and route[: len(entry.item)] == entry.item
    )


def _useless(entry: _Entry, used: set[Route], looked_for: Collection[Code]) -> Iterator[Finding]:
    """The finding that an entry can do nothing, or does nothing."""
    if entry.route in used:
        return
    here, name = (*entry.route, "code"), entry.ignore.code
    why = _why_not(name)
    if why is not None:
        yield make(codes.NOT_IGNORABLE, {"code": name, "why": why}, route=here)
    elif BY_ID[name] in looked_for:
        yield make(codes.IGNORES_NOTHING, {"code": name}, route=here)


def _why_not(name: str) -> Words | None:
    """Why a code can be ignored nowhere, if so."""
    code = BY_ID.get(name)
    if code is None:
        return _UNKNOWN
    if name.startswith(_OF_CASES):
        return _OF_A_CASE
    if code in _ABOUT_IGNORING:
        return _ITSELF
    return _ERROR if code.severity is Severity.ERROR else None
