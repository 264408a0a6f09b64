"""What one rule test has come to: its differences, and what of the rule it exercised."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..diagnostics.finding import Finding, Words
from ..diagnostics.places import Places, Route, Span
from ..model.base import Text
from ..replay.exercise import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as expected; `expected` or `found` is None where there is none.

    `what` is the key of `expect` it stands under (`verdict`, `findings`, `due.reply`); `message`
    is the sentence of the finding that was found.
    """

    what: str
    expected: str | None
    found: str | None
    message: Words | None = None
    route: Route = ("expect",)
    span: Span | None = None

    def placed(self, places: Places) -> Difference:
        """The same with the place of what was expected."""
        return replace(self, span=places.of(self.route))


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """One rule test that was run, or that could not be.

    Attributes:
        procedure: the procedure of its case; None where it classifies or could not be read.
        differences: what is not as expected, in the order of the keys of `expect`.
        findings: what of the test could not be read, or names nothing; it has not passed then.
        uses: what of the rule it exercised.
        denied: by event, the clauses that a finding there is about.
        broken: the clauses of the faults that were expected and found; empty if it has not passed.
    """

    __test__ = False  # not one of pytest's classes

    id: str
    file: str
    title: Text | None
    procedure: str | None = None
    span: Span | None = None
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    uses: tuple[Use, ...] = field(default=(), repr=False)
    denied: frozenset[tuple[str | None, str]] = field(default=frozenset(), repr=False)
    broken: tuple[str, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        return not self.differences and not self.findings

    @property
    def name(self) -> str:
        """The file and the id of the test."""
        return f"{self.file}#{self.id}"
