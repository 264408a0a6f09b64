"""A ruleset goes in; the items that can be compared with another ruleset's come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..model.conditions import Condition
from ..model.periods import Duration, Within
from ..model.procedure import Deadline, Entry, Procedure, Transition
from ..model.ruleset import Exemption, Ruleset
from . import features
from .features import Flow
from .grounds import Ground, grounds_of, names_of, parted

PUBLIC, OFFICE = "public", "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A period: its length, and whether it is a ceiling, a floor or the bound of an act."""

    mode: str  # within | at_least | limits
    length: Within
    later_start: bool = False  # it runs from an act that does not open the matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """An extension: how much, how often, who grants it, and whether the applicant is told."""

    at_most: Duration
    times: int
    by: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Time that does not count, by what it waits for."""

    waits_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What it means that somebody asked does not answer: refusal, open or consent."""

    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An exemption: what it is about, what lifts it, and how strongly it binds."""

    about: frozenset[str]
    more: frozenset[str]  # what has to be true besides
    lifts: tuple[Ground, ...]
    force: str | None
    listed: bool  # it stands in a list of exemptions, and not among the steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that an act has to have."""

    names: frozenset[str]
    title: Words
    clauses: tuple[str, ...]
    route: Route
    conditional: bool
    aspect: str
    paper: bool  # a thing to be there, and no condition to hold
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act with a part in the procedure, and what it has to have."""

    outcome: str | None
    needs: tuple[Need, ...]
    also: tuple[str, ...]


Value: TypeAlias = Limit | Longer | Pause | Silence | Bar | Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a ruleset says, comparable with another's of the same kind.

    `key` tells its part in the procedure whatever it is called; an empty one has no counterpart but
    by `basis`. `owner` is the name of the item of the law that a `basis` would give.
    """

    kind: str
    key: str
    name: str
    owner: str
    title: Words
    clauses: tuple[str, ...]
    route: Route
    bound: str
    value: Value
    matter: str
    basis: str | None = None
    reading: bool = False
    verified: bool = True


@dataclass(frozen=True, kw_only=True)
class Items:
    """The items of one ruleset, in the order of its file."""

    ruleset: Ruleset = field(repr=False)

    @cached_property
    def flows(self) -> dict[str, Flow]:
        """Every procedure with the parts that its acts and deadlines have."""
        return {
            name: features.flow_of(self.ruleset, name, one)
            for name, one in self.ruleset.procedures.items()
        }

    @cached_property
    def every(self) -> tuple[Item, ...]:
        """All items."""
        found = [_bar(self.ruleset, name, one) for name, one in self.ruleset.exemptions.items()]
        for flow in self.flows.values():
            found += _of_flow(self.ruleset, flow)
        return tuple(_with_standing(self.ruleset, one) for one in found)

    @cached_property
    def matters(self) -> frozenset[str]:
        """What its procedures deal with: request, publication, annual report ..."""
        return frozenset(one.matter for one in self.flows.values())


def _with_standing(ruleset: Ruleset, item: Item) -> Item:
    """Whether all that an item rests on was read in a source."""
    known = [ruleset.clauses[one] for one in item.clauses if one in ruleset.clauses]
    return item if all(one.verified for one in known) else replace(item, verified=False)


def _of_flow(ruleset: Ruleset, flow: Flow) -> Iterator[Item]:
    for name, key in flow.acts.items():
        yield _act(ruleset, flow, name, key)
    for name, deadline in flow.procedure.deadlines.items():
        yield from _of_deadline(ruleset, flow, name, deadline)


def _of_deadline(ruleset: Ruleset, flow: Flow, name: str, deadline: Deadline) -> Iterator[Item]:
    key = flow.deadlines.get(name, "")
    route: Route = ("procedures", flow.name, "deadlines", name)
    title = titled(deadline, name)
    bound = PUBLIC if features.all_external(ruleset, deadline.owed_by) else OFFICE

    def item(kind: str, sub: str, route: Route, value: Value, clauses: tuple[str, ...]) -> Item:
        return Item(
            kind=kind,
            key=f"{key}{sub}" if key else "",
            name=f"{flow.name}.{name}{sub}",
            owner=name,
            title=title,
            clauses=clauses or deadline.clause,
            route=route,
            bound=bound,
            value=value,
            matter=flow.matter,
            basis=deadline.basis,
            reading=deadline.reading is not None,
        )

    length, mode = _length(deadline)
    if length is not None:
        limit = Limit(mode=mode, length=length, later_start=flow.starts_late(deadline))
        kind = "date" if flow.procedure.every is not None else "period"
        where = "at_least" if mode == "at_least" else "within"
        yield item(kind, "", (*route, where), limit, ())
    longer = deadline.extended
    if longer is not None:
        by = tuple(dict.fromkeys(r for one in flow.variants(longer.act) for r in one.by))
        told = any(features.tells(flow, one) for one in longer.needs)
        value = Longer(at_most=longer.at_most, times=longer.times, by=by, told=told)
        yield item("extension", " extended", (*route, "extended"), value, longer.clause)
    for number, span in enumerate(deadline.excluded):
        waits = features.topic_of(flow, span.from_)
        place: Route = (*route, "excluded", number)
        one = item("exclusion", f" excluded {waits}", place, Pause(waits_for=waits), span.clause)
        yield replace(one, reading=span.reading is not None)
    for expiring in (t for t in flow.procedure.transitions.values() if t.when_expired == name):
        means = features.silence_of(ruleset, flow, expiring)
        if means is not None:
            number_of = next(n for n, t in flow.procedure.transitions.items() if t is expiring)
            at: Route = ("procedures", flow.name, "transitions", number_of)
            yield item("silence", " silence", at, Silence(means=means), expiring.clause)


def _length(deadline: Deadline) -> tuple[Within | None, str]:
    if deadline.at_least is not None:
        return deadline.at_least, "at_least"
    return deadline.within, "limits" if deadline.limits else "within"


def titled(one: Transition | Deadline | Exemption, name: str) -> Words:
    """The title that an item has, or its name."""
    return Words(zh=one.zh or name, en=one.en or name)


# --- acts and what they need ---------------------------------------------------------------------


def _act(ruleset: Ruleset, flow: Flow, name: str, key: str) -> Item:
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
            outcome=first.outcome,
            needs=tuple(_needs(ruleset, flow, name)),
            also=tuple(word for one in variants for word in one.also),
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
    names = names_of(entry.is_)
    title, aspect = _condition_words(ruleset, entry.is_)
    return Need(
        names=names,
        title=title,
        clauses=entry.clause or act.clause,
        route=route,
        conditional=entry.when is not None,
        aspect=aspect,
        paper=False,
    )


def _condition_words(ruleset: Ruleset, condition: Condition) -> tuple[Words, str]:
    """What a condition is about: the title of its first value, else of its first fact."""
    name, value = parted(min(names_of(condition)))
    fact = ruleset.facts.get(name)
    if fact is None:
        return Words(zh=name, en=name), "content"
    shown = fact.values.get(value) if fact.type == "list" else None
    title = shown if shown is not None else fact
    return Words(zh=title.zh or name, en=title.en or name), fact.aspect


# --- exemptions ----------------------------------------------------------------------------------


def _bar(ruleset: Ruleset, name: str, one: Exemption) -> Item:
    atoms = names_of(one.when)
    lists = {atom for atom in atoms if _of_list(ruleset, atom)}
    listed = any(ruleset.clauses[c].kind == "exemption" for c in one.clause if c in ruleset.clauses)
    return Item(
        kind="exemption",
        key=name,
        name=name,
        owner=name,
        title=titled(one, name),
        clauses=one.clause,
        route=("exemptions", name),
        bound=OFFICE,
        value=Bar(
            about=frozenset(lists),
            more=frozenset(atoms - lists),
            lifts=grounds_of(ruleset, one.lifted_when),
            force=one.force,
            listed=listed or not one.clause,
        ),
        matter="exemptions",
        basis=one.basis,
        reading=one.reading is not None,
    )


def _of_list(ruleset: Ruleset, atom: str) -> bool:
    fact = ruleset.facts.get(parted(atom)[0])
    return fact is not None and fact.type == "list"


def procedure_title(procedure: Procedure) -> Words:
    """The title of a procedure."""
    return Words(zh=procedure.title.zh, en=procedure.title.en)
