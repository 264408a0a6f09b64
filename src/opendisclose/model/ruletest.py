"""Rule tests as their file says them: a case or facts, and what the rule must make of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from .annual import Cell, RemedyClass
from .base import AsTuple, Label, Model, Name, Strings, Text, one_or_many
from .case import Case, Event
from .times import PATTERN

NO_DATE = "none"  # of a clock that has no date, a finding without clause, no attribute, no reply

VerdictWord: TypeAlias = Literal["compliant", "violation", "indeterminate", "not_applicable"]
Kind: TypeAlias = Literal[
    "late",
    "exceeds_maximum",
    "wrong_role",
    "wrong_order",
    "missing_step",
    "missing_required_content",
    "illegal_exemption",
    "unauthorised_disclosure",
    "wrong_form",
    "wrong_channel",
    "guard_not_met",
    "invalid_extension",
    "premature_closure",
]
ClockStatus: TypeAlias = Literal[
    "met",
    "running",
    "due_soon",
    "paused",
    "overdue",
    "conditional",
    "gone",
    "lapsed",
    "expired",
    "unset",
]


def _as_text(value: Any) -> Any:
    """A date read as one is the text that stood there."""
    return value.isoformat() if isinstance(value, date) else value


_DATED = PATTERN.removeprefix("^").removesuffix("$")
# A time as it is written; the loader has seen that it is one.
TimeText = Annotated[
    str, BeforeValidator(_as_text), WithJsonSchema({"type": "string", "pattern": PATTERN})
]
DueText = Annotated[
    str,
    BeforeValidator(_as_text),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{NO_DATE}|{_DATED})$"}),
]


class ExpectedFinding(Model):
    """One fault that has to be found."""

    code: str
    clause: Strings  # each of them among the finding's clauses; `none` of a finding without any
    event: Label | None = None
    kind: Kind | None = None
    key: Label | None = None


class ExpectedNote(Model):
    """One note that has to be there; others may be, too."""

    code: str
    clause: Strings = ()
    event: Label | None = None
    key: Label | None = None


class Expect(Model):
    """What a case must come to; `findings` is complete, the rest is what is named."""

    verdict: VerdictWord
    findings: Annotated[tuple[ExpectedFinding, ...], AsTuple] = ()
    notes: Annotated[tuple[ExpectedNote, ...], AsTuple] = ()
    due: dict[str, DueText] = Field(default_factory=dict)
    clocks: dict[str, ClockStatus] = Field(default_factory=dict)
    states: Annotated[tuple[str, ...], one_or_many(str)] | None = None
    outcome: str | None = None
    statistics: Cell | Literal["none"] | None = None
    remedy: RemedyClass | Literal["none"] | None = None
    decided_by: Strings = ()


class ExpectClass(Model):
    """What facts about information must come to: an attribute, or exemptions."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["attribute"]}, {"required": ["exemptions"]}]}
    )

    attribute: str | None = None
    exemptions: Annotated[tuple[str, ...], one_or_many(str)] | None = None
    ask: Annotated[tuple[str, ...], one_or_many(str)] | None = None
    decided_by: Strings = ()


class CaseTest(Model):
    """A case with what it must come to."""

    title: Text
    procedure: str
    edition: Label | None = None
    period: Label | None = None
    starts_in: Strings = ()
    about: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    events: Annotated[tuple[Event, ...], AsTuple] = ()
    as_of: TimeText | None = None
    expect: Expect

    def case(self) -> Case:
        """The case alone, as a case file would have it."""
        given = {name: getattr(self, name) for name in CASE_KEYS}
        return Case(**given)


CASE_KEYS = ("procedure", "edition", "period", "starts_in", "about", "facts", "events")


class ClassifyTest(Model):
    """Facts about a piece of information with what it must come to."""

    title: Text
    classify: dict[str, Any]
    as_of: TimeText | None = None
    expect: ExpectClass


class RuleTests(Model):
    """A file of rule tests."""

    opendisclose_test: Literal[1]
    ruleset: str | None = None
    tests: dict[Name, CaseTest | ClassifyTest]
