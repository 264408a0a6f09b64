"""One procedure as its file says it: states, transitions and deadlines."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag

from .base import ONE_KEY, AsTuple, Ignores, Model, Name, Strings, Text, Titled, one_or_many
from .conditions import Condition
from .periods import Duration, Within


class State(Titled):
    """A state of a case; a final one has no way out."""

    final: bool = False
    clause: Strings = ()
    reading: Text | None = None


class Many(Model):
    """Several states at once (`all`: fork, join) or one of several (`any`)."""

    model_config = ConfigDict(json_schema_extra=ONE_KEY)

    all: Annotated[tuple[str, ...], AsTuple] | None = None
    any: Annotated[tuple[str, ...], AsTuple] | None = None

    def given(self) -> tuple[str, ...]:
        return tuple(name for name in ("all", "any") if getattr(self, name) is not None)


def _states_form(value: Any) -> str:
    return "state" if isinstance(value, str) else "states"


States: TypeAlias = Annotated[
    Annotated[str, Tag("state")] | Annotated[Many, Tag("states")], Discriminator(_states_form)
]


class Entry(Model):
    """One thing an act requires or presupposes: a fact, a condition or an act."""

    has: str | None = None
    is_: Condition | None = Field(default=None, alias="is")
    act: str | None = None
    when: Condition | None = None
    clause: Strings = ()
    reading: Text | None = None

    def given(self) -> tuple[str, ...]:
        fields = {"has": self.has, "is": self.is_, "act": self.act}
        return tuple(name for name, value in fields.items() if value is not None)


def _bare_fact(value: Any) -> Any:
    return {"has": value} if isinstance(value, str) else value


def _bare_act(value: Any) -> Any:
    return {"act": value} if isinstance(value, str) else value


Requirement = Annotated[Entry, BeforeValidator(_bare_fact, json_schema_input_type=str | Entry)]
Presupposition = Annotated[Entry, BeforeValidator(_bare_act, json_schema_input_type=str | Entry)]


class Transition(Titled):
    """An act of a role: it opens a case (`to`), moves it (`from`, `to`) or only happens (`in`)."""

    act: Name | None = None
    from_: States | None = Field(default=None, alias="from")
    to: States | None = None
    in_: Strings | None = Field(default=None, alias="in")
    by: Strings = ()
    same_as: str | None = None
    distinct_from: str | None = None
    when: Condition | None = None
    requires: Annotated[tuple[Requirement, ...], AsTuple] = ()
    presupposes: Annotated[tuple[Presupposition, ...], AsTuple] = ()
    sets: dict[str, Any] = Field(default_factory=dict)
    per: str | None = None
    outcome: Name | None = None
    cites: Literal["allowed", "required"] | None = None
    when_expired: str | None = None
    also: Strings = ()
    clause: Strings = ()
    reading: Text | None = None
    verified: bool = True


class Moment(Model):
    """An act that starts or meets a clock, and the day that counts for it."""

    act: str
    at: str | None = None  # a date fact, or `received`
    reading: Text | None = None
    clause: Strings = ()
    verified: bool = True


def _bare_moment(value: Any) -> Any:
    return {"act": value} if isinstance(value, str) else value


OneMoment = Annotated[Moment, BeforeValidator(_bare_moment, json_schema_input_type=str | Moment)]


class AllMoments(Model):
    """Every one of these acts is needed."""

    all: Annotated[tuple[OneMoment, ...], AsTuple]


def _goal_form(value: Any) -> str:
    return "all" if isinstance(value, AllMoments) or _is_all(value) else "any"


def _is_all(value: Any) -> bool:
    return isinstance(value, dict) and "all" in value


Moments: TypeAlias = Annotated[tuple[OneMoment, ...], one_or_many(OneMoment)]
Goal: TypeAlias = Annotated[
    Annotated[AllMoments, Tag("all")] | Annotated[Moments, Tag("any")], Discriminator(_goal_form)
]


class Excluded(Model):
    """A span of time that does not count: after one act through another."""

    from_: Annotated[Strings, Field(alias="from")]
    until: Strings
    clause: Strings = ()
    reading: Text | None = None


class Extended(Model):
    """How a due date may be moved on: who grants it, what it needs, how long at most."""

    act: str
    needs: Strings = ()
    length: str | None = None  # the fact that holds the length granted
    at_most: Duration
    times: Annotated[int, Field(ge=1)] = 1
    clause: Strings = ()
    reading: Text | None = None


def _starts_form(value: Any) -> Any:
    if value == "period":
        return value
    return tuple(value) if isinstance(value, list) else (value,)


# `period`, one act, or several of which the latest counts.
_Starts: TypeAlias = Literal["period"] | OneMoment | tuple[OneMoment, ...]


class Deadline(Titled):
    """A clock: what starts it, how long it runs, what meets it, and whose duty it is."""

    owed_by: Strings = ()
    when: Condition | None = None
    starts: Annotated[
        Literal["period"] | tuple[OneMoment, ...],
        BeforeValidator(_starts_form, json_schema_input_type=_Starts),
    ]
    within: Within | None = None
    at_least: Within | None = None
    met_by: Goal | None = None
    limits: Strings = ()
    excluded: Annotated[tuple[Excluded, ...], one_or_many(Excluded)] = ()
    extended: Extended | None = None
    per: str | None = None
    clause: Strings = ()
    basis: str | None = None
    reading: Text | None = None
    verified: bool = True


class Procedure(Model):
    """One way of handling one thing, from opening to a final state."""

    title: Text
    clause: Strings = ()
    every: Literal["year", "quarter", "month"] | None = None
    about: Text | None = None
    states: dict[Name, State] = Field(default_factory=dict)
    transitions: dict[Name, Transition] = Field(default_factory=dict)
    deadlines: dict[Name, Deadline] = Field(default_factory=dict)
    reading: Text | None = None
    ignore: Ignores = ()
