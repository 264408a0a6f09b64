"""A rule test and a ruleset go in; a finding for each name in the test that the rule lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..diagnostics.codes import UNKNOWN_IN_CASE
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import Route
from ..diagnostics.wording import did_you_mean, named
from ..model.ruleset import Ruleset
from ..model.ruletest import NO_DATE, CaseTest, ClassifyTest, Expect

_WHAT = {
    "procedure": Words(zh="程序", en="procedure"),
    "deadline": Words(zh="期限", en="deadline"),
    "state": Words(zh="状态", en="state"),
    "outcome": Words(zh="结果", en="outcome"),
    "clause": Words(zh="条款", en="clause"),
    "event": Words(zh="事件", en="event"),
    "attribute": Words(zh="公开属性", en="attribute"),
    "exemption": Words(zh="不予公开的理由", en="exemption"),
    "fact": Words(zh="事实", en="fact"),
    "item": Words(zh="项目", en="item"),
}


def unknown_names(ruleset: Ruleset, test: CaseTest) -> tuple[Finding, ...]:
    """The names of a case's test that lead nowhere; acts, roles and facts are the case's own."""
    if test.procedure not in ruleset.procedures:
        return (_unknown("procedure", test.procedure, ruleset.procedures, ("procedure",)),)
    procedure = ruleset.procedures[test.procedure]
    expect = test.expect
    found: list[Finding] = []
    for key in ("due", "clocks"):
        for name in getattr(expect, key):
            deadline = name.partition("[")[0]
            route: Route = ("expect", key, name)
            found += _among("deadline", deadline, procedure.deadlines, route, at_key=True)
    for place, state in enumerate(expect.states or ()):
        found += _among("state", state, procedure.states, ("expect", "states", place))
    if expect.outcome not in (None, NO_DATE):
        found += _among("outcome", expect.outcome, ruleset.outcomes, ("expect", "outcome"))
    found += _of_findings(ruleset, test, expect)
    known = (
        *(f"transitions.{one}" for one in procedure.transitions),
        *(f"deadlines.{one}" for one in procedure.deadlines),
        *(f"states.{one}" for one in procedure.states),
        *_items(ruleset),
    )
    return (*found, *_paths(expect.decided_by, known))


def unknown_names_of_class(ruleset: Ruleset, test: ClassifyTest) -> tuple[Finding, ...]:
    """The names of a classification's test that lead nowhere; facts given are told with it."""
    expect = test.expect
    found: list[Finding] = []
    if expect.attribute not in (None, NO_DATE):
        route: Route = ("expect", "attribute")
        found += _among("attribute", expect.attribute, ruleset.attributes, route)
    for place, name in enumerate(expect.exemptions or ()):
        found += _among("exemption", name, ruleset.exemptions, ("expect", "exemptions", place))
    for place, name in enumerate(expect.ask or ()):
        found += _among("fact", name, ruleset.facts, ("expect", "ask", place))
    return (*found, *_paths(expect.decided_by, tuple(_items(ruleset))))


def _items(ruleset: Ruleset) -> Iterator[str]:
    """What decides in every procedure."""
    for kind in ("attributes", "exemptions", "facts", "roles"):
        yield from (f"{kind}.{name}" for name in getattr(ruleset, kind))


def _of_findings(ruleset: Ruleset, test: CaseTest, expect: Expect) -> Iterator[Finding]:
    events = tuple(one.id or "" for one in test.events)
    for key in ("findings", "notes"):
        for place, one in enumerate(getattr(expect, key)):
            here: Route = ("expect", key, place)
            if ruleset.clauses and one.clause != (NO_DATE,):
                for number, clause in enumerate(one.clause):
                    route = (*here, "clause", number)
                    yield from _among("clause", clause, ruleset.clauses, route)
            if one.event is not None:
                yield from _among("event", one.event, events, (*here, "event"))


def _paths(paths: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
    for place, path in enumerate(paths):
        item = ".".join(path.split(".")[:2])
        if item not in known:
            yield _unknown("item", path, known, ("expect", "decided_by", place))


def _among(
    what: str, name: str, known: Collection[str], route: Route, *, at_key: bool = False
) -> Iterator[Finding]:
    if name not in known:
        yield _unknown(what, name, known, route, at_key=at_key)


def _unknown(
    what: str, name: str, known: Iterable[str], route: Route, *, at_key: bool = False
) -> Finding:
    ids = tuple(known)
    every = named(ids)
    rest = Words(zh=f"已有：{every.zh}", en=f"known: {every.en}")
    return make(
        UNKNOWN_IN_CASE,
        {"what": _WHAT[what], "name": name},
        help=did_you_mean(name, ids, rest),
        route=route,
        at_key=at_key,
    )
