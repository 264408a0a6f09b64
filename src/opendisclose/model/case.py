"""One case as its file says it: the facts and the events of one procedure about one matter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from .base import AsTuple, Model, Strings

# A time as written: a date, or a date-time with or without an offset; the loader has read it.
When: TypeAlias = date | datetime


class Event(Model):
    """Either an act that somebody claims to have done, or the receipt of what an act sent."""

    id: str | None = None
    act: str | None = None
    at: When
    role: str | None = None
    actor: str | None = None
    key: str | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    cites: Strings = ()
    received: When | None = None
    receipt: bool = False
    of: str | None = None


class Case(Model):
    """One application, one piece of information or one period, and what was done about it."""

    opendisclose_case: int = 1
    ruleset: str | None = None
    edition: str | None = None
    procedure: str
    period: str | None = None
    starts_in: Strings = ()
    about: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    events: Annotated[tuple[Event, ...], AsTuple] = ()

    def with_event(self, event: Event | dict[str, Any]) -> Case:
        """The same case with one more event at the end of its log."""
        added = event if isinstance(event, Event) else Event.model_validate(event)
        return self.model_copy(update={"events": (*self.events, added)})
