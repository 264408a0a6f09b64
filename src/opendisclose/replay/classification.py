"""What a piece of information has come to: an exemption, an attribute, or what has to be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..diagnostics.finding import Finding, Words
from ..model.base import Text


class Outcome(Enum):
    """The classification in one word (meaning 13)."""

    WITHHELD = "withheld"  # an exemption stands
    ATTRIBUTE = "attribute"  # one of the ruleset's attributes applies
    NOT_KNOWN = "not_known"  # it depends on facts that are not known
    OPEN = "open"  # everything is known, and no attribute applies
    NOT_APPLICABLE = "not_applicable"  # the rule is not in force on that day
    UNREAD = "unread"  # a fact that was given could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """An act of a procedure that a reader is sent to."""

    procedure: str
    act: str
    title: Text
    by: tuple[str, ...]
    clauses: tuple[str, ...]

    @property
    def name(self) -> str:
        """`procedure.act`."""
        return f"{self.procedure}.{self.act}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionView:
    """One exemption: `steps` have to be done before it is relied on, `lifted_by` took it away."""

    name: str
    title: Text
    force: str | None  # shall_not, may_not, may_withhold
    clauses: tuple[str, ...]
    steps: tuple[Pointer, ...]
    lifted_by: tuple[Words, ...]
    reading: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeView:
    """One attribute of information, and to whom it is then disclosed, where the rule says so."""

    name: str
    title: Text
    audience: Text | None
    clauses: tuple[str, ...]
    reading: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A fact that has to be known; `values` are those of an enum or a list."""

    fact: str
    title: Words
    type: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Whether information is disclosed, and how.

    Attributes:
        outcome: the answer in one word.
        attribute: the attribute that applies; None for every other outcome.
        standing: the exemptions that stand, each with the steps to be done before.
        doubtful: exemptions of which it is not known whether they stand.
        lifted: exemptions that would stand, with what lifts them.
        possible: attributes that may apply, where that is not known.
        asks: the facts on which it depends.
        turn_to: the act that settles it where the facts do not, or that the attribute names.
        clauses: the clauses that decide, the first of them first.
        assumed: the facts that hold only their default, of those that the answer rests on.
        findings: what of the given facts could not be read; nothing is decided then.
        notes: what holds under any answer: a draft, a commencement not known.
    """

    outcome: Outcome
    on: date | None = None
    attribute: AttributeView | None = None
    standing: tuple[ExemptionView, ...] = ()
    doubtful: tuple[ExemptionView, ...] = ()
    lifted: tuple[ExemptionView, ...] = ()
    possible: tuple[AttributeView, ...] = ()
    asks: tuple[Asked, ...] = ()
    turn_to: Pointer | None = None
    clauses: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
