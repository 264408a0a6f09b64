"""The kinds of things that two rulesets can be compared by: what each says, in a form to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..model.periods import Duration, Within
from .grounds import Ground
from .guards import Alternatives

PUBLIC, OFFICE = "public", "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A period: its length, and whether it is a ceiling, a floor or the bound of an act.

    Attributes:
        later_start: it runs from an act that does not open the matter.
        begins: what of `made` and `changed` starts it, where it measures a whole publication.
        idle: the acts that meet it and neither answer nor publish.
        goals: of a report, what has to be done by the date.
    """

    mode: str  # within | at_least | limits
    length: Within
    later_start: bool = False
    begins: frozenset[str] = frozenset()
    idle: tuple[tuple[str, Words], ...] = ()  # what it is about, and its title
    goals: frozenset[str] = frozenset()


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
    """An exemption: what it is about, what lifts it, and how strongly it binds.

    Attributes:
        listed: it stands in a list of exemptions, and not among the steps.
        decided: it rests on what a body of the institution decides, and on nothing else.
        sources: it only repeats what these kinds of other rules bar.
    """

    about: frozenset[str]
    more: frozenset[str]  # what has to be true besides
    lifts: tuple[Ground, ...]
    force: str | None
    listed: bool
    decided: bool = False
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Which day counts as the day of receipt: rows of `receipts.CHANNELS` with rows of `DAYS`."""

    days: tuple[tuple[str, str], ...]


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
    values: frozenset[str] = frozenset()  # of a condition on one fact: those of which one will do


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act that has to have been done before."""

    act: str
    key: str  # its part in the procedure, if it has one
    title: Words
    by: tuple[str, ...]
    clauses: tuple[str, ...]
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act with a part in the procedure: who does it, when, and what it has to have."""

    outcome: str | None
    needs: tuple[Need, ...]
    also: tuple[str, ...]
    by: tuple[str, ...] = ()
    guard: Alternatives = (frozenset(),)
    steps: tuple[Step, ...] = ()


Value: TypeAlias = Limit | Longer | Pause | Silence | Bar | Receipt | Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a ruleset says, comparable with another's of the same kind.

    `key` tells its part in the procedure whatever it is called; an empty one has no counterpart but
    by `basis`. `owner` is the name of the item of the law that a `basis` would give. What is
    `borrowed` stands in the encoding only because the document yields to the law there.
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
    borrowed: bool = False
