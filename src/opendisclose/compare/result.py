"""What a comparison comes to: rows with both sides, what has no counterpart, findings, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ..diagnostics.finding import Finding, Words
from ..diagnostics.places import Route, Span
from ..model.ruleset import Ruleset


class Judgement(StrEnum):
    """How an item of a local rule stands to the law above it."""

    SAME = "same"
    STRICTER = "stricter"  # on the office, and so better for the public: lawful
    LOOSER = "looser"  # on the office: a conflict
    BURDEN = "extra_burden"  # on the applicant or a third party
    NOT_COVERED = "not_covered"  # the local rule is silent; the law applies
    OUTDATED = "outdated"  # fits an older edition of the law, and no longer the one in force
    UNDETERMINED = "undetermined"  # an adverb against a number, or another measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two items of a row: what it is, what it says, on which clause, and where."""

    ruleset: str
    name: str
    title: Words
    said: Words
    clauses: tuple[str, ...]
    route: Route
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item beside its counterpart.

    Attributes:
        kind: period, extension, exclusion, silence, exemption, content, act, date or stages.
        certain: whether the judgement rests on numbers of one measure (or on one calendar) alone.
        local: None where the local rule has no counterpart.
        law: None where the law has none.
        how: why the two are taken for counterparts.
        fits: the older edition of the law that the local item agrees with.
        silent: the law's item is of a matter with which the local rule does not deal at all.
        weighty: the law cannot be silent of it where it deals with the matter.
    """

    kind: str
    judgement: Judgement
    reason: Words
    local: Side | None
    law: Side | None
    how: Words
    certain: bool = False
    fits: str | None = None
    silent: bool = False
    weighty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A local ruleset beside the law above it.

    Attributes:
        rows: every item of the law with what became of it, then what only the local rule has.
        unmatched: local items without a counterpart that are judged by nothing in the law.
        findings: the rows that somebody should act on, with their places.
    """

    local: Ruleset = field(repr=False)
    law: Ruleset = field(repr=False)
    rows: tuple[Row, ...]
    unmatched: tuple[Side, ...]
    findings: tuple[Finding, ...]

    def of(self, judgement: Judgement | str) -> tuple[Row, ...]:
        """The rows judged so."""
        return tuple(one for one in self.rows if one.judgement == judgement)

    @property
    def differs(self) -> bool:
        """Whether anything is not the same."""
        return any(one.judgement is not Judgement.SAME for one in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that two rulesets say differently: `added`, `removed` or `changed`."""

    change: str
    kind: str
    name: str
    title: Words
    before: Words | None
    after: Words | None
    before_clauses: tuple[str, ...] = ()
    after_clauses: tuple[str, ...] = ()
    before_span: Span | None = None
    after_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """A case that two rulesets judge differently; texts are words of the verdict and dates."""

    case: str
    before: str
    after: str
    dates: tuple[tuple[str, str, str], ...]  # clock, due before, due after
    findings: tuple[tuple[str, str], ...]  # `added` or `removed`, and the finding's line


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changes from one ruleset to another, and the cases whose verdict or date it changes."""

    before: Ruleset = field(repr=False)
    after: Ruleset = field(repr=False)
    changes: tuple[Change, ...]
    cases: tuple[CaseChange, ...] = ()
    unchanged: int = 0  # cases
    unjudged: tuple[str, ...] = ()  # cases that one of the two cannot judge
