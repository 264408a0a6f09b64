"""The attributes, exemptions and header of a ruleset in, a finding for each wrong name out."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator

from ...diagnostics.codes import WRONG_VALUE
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import shown
from ...model.ruleset import OTHER, Attribute, Ruleset
from .conditions import check_condition
from .names import ACT, DOCUMENT, Names, dangling, exactly_one, not_reserved

_ZONE = Words(zh="时区名，如 Asia/Shanghai", en="the name of a time zone such as Asia/Shanghai")

_FAMILY = Words(
    zh="本规则编号中某个 - 之前的部分", en="what stands before a `-` in the id of this ruleset"
)


def check_sections(ruleset: Ruleset, names: Names) -> Iterator[Finding]:
    """The findings of the header and of the sections `attributes`, `exemptions` and `clauses`."""
    if not _is_zone(ruleset.timezone):
        values = {"key": "timezone", "expected": _ZONE, "found": shown(ruleset.timezone)}
        yield make(WRONG_VALUE, values, route=("timezone",))
    if ruleset.edition_of is not None and not ruleset.id.startswith(f"{ruleset.edition_of}-"):
        values = {"key": "edition_of", "expected": _FAMILY, "found": shown(ruleset.edition_of)}
        yield make(WRONG_VALUE, values, route=("edition_of",))
    for name in ruleset.roles:
        yield from not_reserved(name, (OTHER,), ("roles", name))
    for name, attribute in ruleset.attributes.items():
        route: Route = ("attributes", name)
        yield from _check_choice(attribute, route)
        yield from check_condition(attribute.when, (*route, "when"), names, ruleset.facts)
        if attribute.act is not None:
            yield from elsewhere(attribute.act, names, (*route, "act"))
    for name, exemption in ruleset.exemptions.items():
        route = ("exemptions", name)
        yield from check_condition(exemption.when, (*route, "when"), names, ruleset.facts)
        lifted = (*route, "lifted_when")
        yield from check_condition(exemption.lifted_when, lifted, names, ruleset.facts)
        for index, act in enumerate(exemption.presupposes):
            yield from elsewhere(act, names, (*route, "presupposes", index))
    yield from _check_documents(names)


def elsewhere(act: str, names: Names, route: Route) -> Iterator[Finding]:
    """A finding if an act named outside its procedure, as `act` or `procedure.act`, is none."""
    qualified = names.acts_everywhere()
    known = qualified if "." in act else tuple(one.partition(".")[2] for one in qualified)
    if act not in known:
        yield dangling(ACT, act, tuple(dict.fromkeys(known)), route)


def _check_choice(attribute: Attribute, route: Route) -> Iterator[Finding]:
    given = [name for name in ("when", "otherwise") if getattr(attribute, name)]
    # An attribute with neither is the one for the case that nothing decides; its act settles it.
    if not given and attribute.act is not None:
        return
    yield from exactly_one(tuple(given), ("when", "otherwise"), route)


def _check_documents(names: Names) -> Iterator[Finding]:
    """With several documents, every clause id says in front of `/` which one it is of."""
    if not names.documents:
        return
    for clause in names.clauses:
        document = clause.partition("/")[0]
        if document not in names.documents:
            yield dangling(DOCUMENT, document, names.documents, ("clauses", clause), at_key=True)


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
