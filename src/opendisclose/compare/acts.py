"""An act of a procedure goes in; who does it, when, and what it has to have, comes out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..model.conditions import Condition, Facts, Test
from ..model.procedure import Entry, Transition
from ..model.ruleset import Exemption, Ruleset
from . import features
from .features import Flow
from .grounds import names_of, parted
from .guards import cases_of
from .kinds import OFFICE, PUBLIC, Act, Item, Need, Step
from .replies import plain_outcome


def titled(one: Transition | Exemption, name: str) -> Words:
    """The title that an act or exemption has, or its name."""
    return Words(zh=one.zh or name, en=one.en or name)


def act_of(ruleset: Ruleset, flow: Flow, name: str, key: str) -> Item:
    """An act with all its variants."""
    variants = flow.variants(name)
    first = variants[0]
    own = flow.names(name)
    outside = features.all_external(ruleset, first.by)
    return Item(
        kind="act",
        key=f"{flow.matter} {key}",
        name=f"{flow.name}.{name}",
        owner=name,
        title=titled(first, name),
        clauses=tuple(dict.fromkeys(c for one in variants for c in one.clause)),
        route=("procedures", flow.name, "transitions", own[0]),
        bound=PUBLIC if outside else OFFICE,
        value=Act(
            outcome=plain_outcome(ruleset, first.outcome),
            needs=tuple(_needs(ruleset, flow, name)),
            also=tuple(word for one in variants for word in one.also),
            by=tuple(dict.fromkeys(role for one in variants for role in one.by)),
            guard=cases_of(one.when for one in variants),
            steps=tuple(_steps(flow, name)),
        ),
        matter=flow.matter,
        reading=first.reading is not None,
    )


def _needs(ruleset: Ruleset, flow: Flow, act: str) -> Iterator[Need]:
    """What the variants of an act require, each thing once."""
    seen: set[frozenset[str]] = set()
    for own in flow.names(act):
        transition = flow.procedure.transitions[own]
        for number, entry in enumerate(transition.requires):
            route: Route = ("procedures", flow.name, "transitions", own, "requires", number)
            need = _need(ruleset, entry, transition, route)
            if need is not None and need.names not in seen:
                seen.add(need.names)
                yield need


def _need(ruleset: Ruleset, entry: Entry, act: Transition, route: Route) -> Need | None:
    if entry.has is not None:
        fact = ruleset.facts[entry.has]
        return Need(
            names=frozenset({entry.has}),
            title=Words(zh=fact.zh or entry.has, en=fact.en or entry.has),
            clauses=entry.clause or fact.clause or act.clause,
            route=route,
            conditional=entry.when is not None,
            aspect=fact.aspect,
            paper=True,
            also=fact.also,
        )
    if entry.is_ is None:
        return None
    title, aspect = _condition_words(ruleset, entry.is_)
    about = next((f for f in map(ruleset.facts.get, _facts(entry.is_)) if f is not None), None)
    return Need(
        names=names_of(entry.is_),
        title=title,
        clauses=entry.clause or act.clause,
        route=route,
        conditional=entry.when is not None,
        aspect=aspect,
        paper=False,
        also=about.also if about is not None else (),
        values=frozenset(_values(entry.is_)),
    )


def _facts(condition: Condition) -> Iterator[str]:
    """The fact of a condition on one fact only."""
    names = {parted(atom)[0] for atom in names_of(condition)}
    if len(names) == 1:
        yield from names


def _values(condition: Condition) -> Iterator[str]:
    """The values of which one will do, where the condition is about one fact only."""
    if not isinstance(condition, Facts) or len(condition.root) != 1:
        return
    (value,) = condition.root.values()
    if not isinstance(value, Test) or value.operator()[0] in ("in", "eq"):
        yield from names_of(condition)


def _condition_words(ruleset: Ruleset, condition: Condition) -> tuple[Words, str]:
    """What a condition is about: the title of its first value, else of its first fact."""
    name, value = parted(min(names_of(condition)))
    fact = ruleset.facts.get(name)
    if fact is None:
        return Words(zh=name, en=name), "content"
    several = len(names_of(condition)) > 1
    shown = fact.values.get(value) if fact.type == "list" and not several else None
    title = shown if shown is not None else fact
    return Words(zh=title.zh or name, en=title.en or name), fact.aspect


def _steps(flow: Flow, act: str) -> Iterator[Step]:
    """What the variants of an act presuppose, each act once."""
    seen: set[str] = set()
    for own in flow.names(act):
        transition = flow.procedure.transitions[own]
        for number, entry in enumerate(transition.presupposes):
            before = flow.variants(entry.act or "")
            if not before or entry.act is None or entry.act in seen:
                continue
            seen.add(entry.act)
            yield Step(
                act=entry.act,
                key=f"{flow.matter} {flow.acts[entry.act]}" if entry.act in flow.acts else "",
                title=titled(before[0], entry.act),
                by=tuple(dict.fromkeys(role for one in before for role in one.by)),
                clauses=entry.clause or before[0].clause,
                route=("procedures", flow.name, "transitions", own, "presupposes", number),
            )
