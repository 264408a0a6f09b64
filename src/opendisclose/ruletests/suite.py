"""What the rule tests of one ruleset have come to: the result of each, and coverage by clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics.finding import Finding
from ..model.ruleset import Ruleset
from .coverage import Coverage
from .result import TestResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteResult:
    """The tests of one ruleset.

    Attributes:
        ruleset: None if it cannot be used; `findings` then say why, and no test was run.
        source: its file.
        findings: what is wrong with the files of tests as such, apart from single tests.
        coverage: which binding clauses the tests that passed obey and break.
    """

    ruleset: Ruleset | None = field(repr=False)
    source: str
    tests: tuple[TestResult, ...]
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(clauses=()), repr=False)

    @property
    def passed(self) -> bool:
        return not self.findings and all(one.passed for one in self.tests)

    def under(self, percent: float | None) -> bool:
        """Whether fewer of the binding clauses are covered; never of a ruleset without tests."""
        return percent is not None and bool(self.tests) and self.coverage.percent < percent

    @property
    def name(self) -> str:
        return self.ruleset.id if self.ruleset is not None else self.source
