"""One case as its file says it: the facts and the events of one procedure about one matter."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import AsTuple, Label, Model, Strings
from .times import PATTERN, time_of


def _as_time(value: Any) -> Any:
    """A time as text is read as in a file; what is no time is left for the model to refuse."""
    found = time_of(value) if isinstance(value, str) else None
    return value if found is None else found


# A time as written: a date, or a date-time with or without an offset.
When: TypeAlias = Annotated[
    date | datetime,
    BeforeValidator(_as_time),
    WithJsonSchema({"type": "string", "pattern": PATTERN}),
]


class Event(Model):
    """Either an act that somebody claims to have done, or the receipt of what an act sent."""

    id: Label | None = None
    act: str | None = None
    at: When
    role: str | None = None
    actor: Label | None = None
    key: Label | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    cites: Strings = ()
    received: When | None = None
    receipt: bool = False
    of: Label | None = None


class Saved(Model):
    """The content of the ruleset that a case was kept under; going on under another is refused."""

    ruleset: str
    edition: Label
    sha256: str

    def identity(self) -> tuple[str, str, str]:
        return self.ruleset, self.edition, self.sha256


class Case(Model):
    """One application, one piece of information or one period, and what was done about it."""

    opendisclose_case: int = 1
    ruleset: str | None = None
    edition: Label | None = None
    procedure: str
    period: Label | None = None
    starts_in: Strings = ()
    about: str | None = None
    saved: Saved | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    events: Annotated[tuple[Event, ...], AsTuple] = ()

    def with_event(self, event: Event | dict[str, Any]) -> Case:
        """The same case with one more event at the end of its log.

        Raises:
            ValueError: no event can have these keys or these values.
        """
        added = event if isinstance(event, Event) else Event.model_validate(event)
        return self.model_copy(update={"events": (*self.events, added)})

    def to_json(self) -> str:
        """The case as one line of JSON, as a case file has it: times in ISO 8601, in stable order.

        What is left out and what has its default is not written; what is recorded as empty is.
        """
        given = self.model_dump(mode="json", exclude_defaults=True)
        data = {"opendisclose_case": self.opendisclose_case, **given}
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Case:
        """The case that `to_json` wrote. A file that people write is read by `read_case`.

        Dates in `facts` and `data` stay text, which a fact of that type takes as well.

        Raises:
            ValueError: the text is no JSON, or no case.
        """
        return cls.model_validate(json.loads(text))
