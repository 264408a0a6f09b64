"""A run that shows what a finding says: who does what on which day, by which facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

# A fact and its value, as a case file has them.
Known: TypeAlias = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStep:
    """One act of a run.

    Attributes:
        act: the transition that is meant, so that no other variant can be.
        data: the facts that the act records, so that its guard holds.
        by_time: it happens because a period ran out; the event records it.
    """

    act: str
    at: datetime
    role: str
    actor: str | None = None
    data: Known = ()
    cites: tuple[str, ...] = ()
    by_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A case that shows a fault of a ruleset.

    Attributes:
        facts: what is known from the beginning.
        period: of a recurring duty, the period in which it is owed.
        states: the states that are active at the end.
    """

    procedure: str
    steps: tuple[RunStep, ...]
    states: tuple[str, ...]
    facts: Known = ()
    period: str | None = None
