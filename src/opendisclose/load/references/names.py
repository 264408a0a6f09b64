"""The nodes of a ruleset in, the names that it defines out, and the finding for one it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...diagnostics.codes import CHOICE_MISSING, DANGLING_REFERENCE, EMPTY_LIST, WRONG_ID
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import did_you_mean, named, nearest, shown
from ...model.ruleset import OTHER
from ..tree import MapNode, ScalarNode, child

ROLE = Words(zh="角色", en="role")
FACT = Words(zh="事实", en="fact")
ACT = Words(zh="行为", en="act")
STATE = Words(zh="状态", en="state")
DEADLINE = Words(zh="期限", en="deadline")
DOCUMENT = Words(zh="文件", en="document")
ROLE_OR_FACT = Words(zh="角色或事实", en="role or fact")

_FEW = 12  # names; a longer list hides the one that was meant

EVENT_DAY = "event_day"  # stands in conditions for the day of the event that is judged
RECEIVED = "received"  # stands in `at` for the day the addressee got what the act sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The names of one procedure."""

    states: tuple[str, ...]
    acts: tuple[str, ...]  # transition ids and the acts they belong to
    deadlines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a ruleset, in the order of the file.

    They are taken from the nodes: a definition with a fault still defines its name.
    """

    roles: tuple[str, ...]
    facts: tuple[str, ...]
    receipts: tuple[str, ...]
    exemptions: tuple[str, ...]
    outcomes: tuple[str, ...]
    clauses: tuple[str, ...]
    documents: tuple[str, ...]
    procedures: Mapping[str, Scope]

    @classmethod
    def of(cls, root: MapNode) -> Names:
        procedures = child(root, "procedures")
        found = procedures.values if isinstance(procedures, MapNode) else {}
        return cls(
            roles=_keys(root, "roles"),
            facts=_keys(root, "facts"),
            receipts=_keys(root, "receipts"),
            exemptions=_keys(root, "exemptions"),
            outcomes=_keys(root, "outcomes"),
            clauses=_keys(root, "clauses"),
            documents=_keys(root, "documents"),
            procedures={
                name: _scope(node) for name, node in found.items() if isinstance(node, MapNode)
            },
        )

    def of_procedure(self, name: str) -> Scope:
        return self.procedures.get(name, Scope(states=(), acts=(), deadlines=()))

    def acts_everywhere(self) -> tuple[str, ...]:
        """Every act of every procedure as `procedure.act`."""
        return tuple(
            f"{name}.{act}" for name, scope in self.procedures.items() for act in scope.acts
        )

    def actors(self) -> tuple[str, ...]:
        """The roles that exist, with the one of those who have none."""
        return (*self.roles, OTHER)


def _scope(procedure: MapNode) -> Scope:
    transitions = child(procedure, "transitions")
    acts = list(_keys(procedure, "transitions"))
    if isinstance(transitions, MapNode):
        for transition in transitions.values.values():
            act = child(transition, "act")
            if isinstance(act, ScalarNode) and not act.hole:
                acts.append(act.text)
    return Scope(
        states=_keys(procedure, "states"),
        acts=tuple(dict.fromkeys(acts)),
        deadlines=_keys(procedure, "deadlines"),
    )


def _keys(node: MapNode, section: str) -> tuple[str, ...]:
    below = child(node, section)
    return tuple(below.values) if isinstance(below, MapNode) else ()


def dangling(
    what: Words, name: str, known: tuple[str, ...], route: Route, *, at_key: bool = False
) -> Finding:
    """The finding that there is no `what` called `name`."""
    names = named(known)
    rest = Words(zh=f"已有：{names.zh}", en=f"known: {names.en}")
    if len(known) > _FEW and nearest(name, known) is not None:
        rest = Words(zh="", en="")
    values: dict[str, object] = {"name": shown(name), "what": what, "known": names}
    meant = did_you_mean(name, known, rest)
    return make(DANGLING_REFERENCE, values, help=meant, route=route, at_key=at_key)


def unless_known(
    what: Words, name: str | None, known: tuple[str, ...], route: Route
) -> tuple[Finding, ...]:
    """No finding if `name` is known or not given, else the one that it is not."""
    return () if name is None or name in known else (dangling(what, name, known, route),)


def all_known(
    what: Words, names: tuple[str, ...], known: tuple[str, ...], route: Route
) -> tuple[Finding, ...]:
    """A finding for each of the `names` listed at `route` that is not known."""
    return tuple(
        dangling(what, name, known, (*route, index))
        for index, name in enumerate(names)
        if name not in known
    )


def exactly_one(
    given: tuple[str, ...], choices: tuple[str, ...], route: Route
) -> tuple[Finding, ...]:
    """No finding if one choice is made at `route`, else the one that none is or several are."""
    if len(given) == 1:
        return ()
    where = next((str(step) for step in reversed(route) if isinstance(step, str)), "")
    values: dict[str, object] = {"where": shown(where), "choices": named(choices)}
    return (make(CHOICE_MISSING, values, route=route, at_key=isinstance(route[-1], str)),)


def not_reserved(name: str, reserved: tuple[str, ...], route: Route) -> tuple[Finding, ...]:
    """A finding if the name defined at `route` already means something in the language."""
    if name not in reserved:
        return ()
    words = named(reserved)
    expected = Words(zh=f"{words.zh} 以外的词", en=f"another word than {words.en}")
    values: dict[str, object] = {"name": name, "expected": expected}
    return (make(WRONG_ID, values, route=route, at_key=True),)


def not_empty(items: tuple[object, ...] | None, route: Route) -> tuple[Finding, ...]:
    """A finding if a list is written at `route` and names nothing."""
    if items is None or items:
        return ()
    return (make(EMPTY_LIST, {"where": shown(str(route[-1]))}, route=route, at_key=True),)
