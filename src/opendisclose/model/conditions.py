"""Guards as data: a closed language of comparisons, `all`, `any`, `not` and `every … of`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Discriminator, Field, RootModel, Tag

from .base import ONE_KEY, AsTuple, Model

Scalar: TypeAlias = bool | int | date | str


class Test(Model):
    """One comparison of a fact: exactly one operator (`{gt: 30}`, `{in: [a, b]}`, `{has: x}`)."""

    model_config = ConfigDict(json_schema_extra=ONE_KEY)

    in_: Annotated[tuple[Scalar, ...], AsTuple] | None = Field(default=None, alias="in")
    has: str | None = None
    eq: Scalar | None = None
    ne: Scalar | None = None
    gt: int | date | None = None
    ge: int | date | None = None
    lt: int | date | None = None
    le: int | date | None = None

    def operator(self) -> tuple[str, Any]:
        """The operator that is given and its operand; the loader has seen that there is one."""
        given = self.given()
        return given[0], getattr(self, "in_" if given[0] == "in" else given[0])

    def given(self) -> tuple[str, ...]:
        """The operators that are given, by their spelling in the file."""
        fields = {"in": self.in_} | {name: getattr(self, name) for name in OPERATORS[1:]}
        return tuple(name for name, value in fields.items() if value is not None)


OPERATORS = ("in", "has", "eq", "ne", "gt", "ge", "lt", "le")


class AllOf(Model):
    """True when every part is true."""

    all: Annotated[tuple[Condition, ...], AsTuple]


class AnyOf(Model):
    """True when some part is true."""

    any: Annotated[tuple[Condition, ...], AsTuple]


class Not(Model):
    """True when its part is false; not known stays not known."""

    not_: Condition = Field(alias="not")


class Every(Model):
    """True when the condition holds for as many keys as the fact `of` says, or every key seen."""

    every: Condition
    of: str | None = None


class Facts(RootModel[dict[str, Scalar | Test]]):
    """Facts compared with values; several in one mapping all have to hold."""

    # What is none of the other shapes of a condition.
    model_config = ConfigDict(
        json_schema_extra={"propertyNames": {"not": {"enum": ["all", "any", "not", "every"]}}}
    )


def _shape(value: Any) -> str:
    """Which of the five shapes a condition has, told by its one reserved key."""
    if isinstance(value, (AllOf, AnyOf, Not, Every, Facts)):
        return {AllOf: "all", AnyOf: "any", Not: "not", Every: "every", Facts: "facts"}[type(value)]
    if isinstance(value, dict):
        for key in ("all", "any", "not", "every"):
            if key in value:
                return key
    return "facts"


Condition: TypeAlias = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Every, Tag("every")]
    | Annotated[Facts, Tag("facts")],
    Discriminator(_shape),
]

for _model in (AllOf, AnyOf, Not, Every):
    _model.model_rebuild()
