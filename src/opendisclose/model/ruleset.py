"""One ruleset as its file says it: roles, facts, exemptions, procedures, clauses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .base import AsTuple, Id, Ignores, Label, Model, Name, Strings, Text, Titled
from .calendar_file import YearlyDays
from .conditions import Condition
from .fees import FeeMethod
from .outcomes import Outcome
from .procedure import Procedure
from .receipt import Receipt

OTHER = "other"  # the role of someone who has none of the ruleset's roles; always exists

Kind = Literal[
    "purpose",
    "principle",
    "definition",
    "scope",
    "step",
    "deadline",
    "role",
    "guard",
    "exemption",
    "lifting",
    "channel",
    "content",
    "recurring",
    "liability",
    "reference",
    "interpretation",
    "commencement",
]
# The kinds that bind somebody: an item of the ruleset has to carry them.
NORMATIVE = frozenset(
    {"step", "deadline", "guard", "exemption", "lifting", "channel", "content", "recurring"}
)


class InForce(Model):
    """From when (and until when) the rule binds; `unknown` where the document does not say."""

    from_: date | Literal["unknown"] = Field(alias="from")
    until: date | None = None


class CalendarChoice(Model):
    """Whose working days count, with an institution's own days in both directions."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    subdivision: str | None = None
    closed: Annotated[tuple[date, ...], AsTuple] = ()
    worked: Annotated[tuple[date, ...], AsTuple] = ()
    yearly: Annotated[tuple[YearlyDays, ...], AsTuple] = ()


class Counting(Model):
    """What the law leaves open about counting, stated once with its basis."""

    trigger_day: Literal["excluded", "included"]
    ends_on_rest_day: Literal["next_working_day", "stays"]
    excluded_span: Literal["after_first_through_last", "first_through_last"]
    basis: str


class Role(Titled):
    """Who acts or owes; `external` marks those whom the rule cannot bind."""

    external: bool = False
    also: Strings = ()
    clause: Strings = ()


class FactValue(Titled):
    """One value of an enum fact."""

    counts_as: str | None = None
    clause: Strings = ()
    also: Strings = ()


def _values(value: Any) -> Any:
    """`[a, b]` is short for `{a: {}, b: {}}`."""
    if isinstance(value, list):
        return {str(one): {} for one in value}
    return value


class Fact(Titled):
    """Something that is known about a case, or not known."""

    type: Literal["boolean", "integer", "enum", "list", "date", "duration", "role", "text"]
    values: Annotated[
        dict[str, FactValue],
        BeforeValidator(_values, json_schema_input_type=dict[str, FactValue] | list[str]),
    ] = Field(default_factory=dict)
    default: Any = None
    aspect: Literal["content", "form", "channel", "ground", "act"] = "content"
    also: Strings = ()
    clause: Strings = ()
    reading: Text | None = None


class Attribute(Titled):
    """A class of information (主动公开 ...), chosen by `classify` in the order of the file."""

    when: Condition | None = None
    otherwise: bool = False
    audience: Text | None = None  # to whom it is then disclosed
    act: str | None = None
    clause: Strings = ()
    reading: Text | None = None


class Exemption(Titled):
    """A bar to disclosure; it stands while `when` is true and `lifted_when` is not."""

    when: Condition
    lifted_when: Condition | None = None
    presupposes: Strings = ()
    force: Literal["shall_not", "may_not", "may_withhold"] | None = None
    also: Strings = ()
    basis: str | None = None
    clause: Strings = ()
    reading: Text | None = None
    verified: bool = True


class Clause(Model):
    """What became of one article, paragraph or item of the document."""

    kind: Kind
    summary: Text
    refers_to: Annotated[tuple[str, ...], AsTuple] = ()
    defect: Text | None = None
    verified: bool = True  # read in a source; false: from memory
    ignore: Ignores = ()


class Prevails(Model):
    """The document itself says that another rule prevails where the two differ."""

    law: Id
    clause: Strings


class Ruleset(Model):
    """One document's rule, or several documents' that are read together."""

    opendisclose: Literal[1]
    id: Id
    edition: Label
    edition_of: Id | None = None  # the family of editions it belongs to
    status: Literal["in_force", "draft", "repealed"]
    in_force: InForce
    title: Text
    documents: dict[str, Text] = Field(default_factory=dict)
    timezone: str
    calendar: CalendarChoice
    implements: Annotated[tuple[str, ...], AsTuple] = ()
    extends: Id | None = None  # the law it is an overlay of; the loader has merged the two
    prevails: Prevails | None = None
    counting: Counting
    roles: dict[Name, Role]
    facts: dict[Name, Fact] = Field(default_factory=dict)
    receipts: dict[Name, Receipt] = Field(default_factory=dict)
    attributes: dict[Name, Attribute] = Field(default_factory=dict)
    exemptions: dict[Name, Exemption] = Field(default_factory=dict)
    fees: dict[Name, FeeMethod] = Field(default_factory=dict)
    outcomes: dict[Name, Outcome] = Field(default_factory=dict)
    procedures: dict[Name, Procedure]
    clauses: dict[str, Clause] = Field(default_factory=dict)
    clauses_complete: bool = True  # false: clauses that were not seen are not listed
    ignore: Ignores = ()
