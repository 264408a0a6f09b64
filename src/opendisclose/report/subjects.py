"""What a report is about: a result together with the ruleset and the names that stand behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ..deadline.due import DueDate
from ..diagnostics.codes import Code
from ..diagnostics.finding import Finding
from ..graph.compiled import Compiled
from ..model.case import Case
from ..model.periods import Duration
from ..model.procedure import Deadline
from ..model.ruleset import Ruleset
from ..replay.classification import Classification
from ..replay.verdict import Next, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file read, with everything found in it; `ruleset` is None if it cannot be used."""

    source: str
    findings: tuple[Finding, ...]
    ruleset: Ruleset | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Several files read."""

    files: tuple[FileReport, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(one for file in self.files for one in file.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One case judged by a ruleset."""

    source: str
    case: Case = field(repr=False)
    ruleset: Ruleset = field(repr=False)
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """A case that could not be judged: its file or its ruleset cannot be used."""

    source: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Several cases judged, or not."""

    cases: tuple[Judged | Unjudged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What may be done in a case, and what is due."""

    source: str
    case: Case = field(repr=False)
    ruleset: Ruleset = field(repr=False)
    next: Next


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When one deadline is due that starts on a given day."""

    ruleset: Ruleset = field(repr=False)
    procedure: str
    name: str  # of the deadline
    start: date | datetime
    period: Duration | None  # as given, where a fact sets it
    due: DueDate

    @property
    def deadline(self) -> Deadline:
        return self.ruleset.procedures[self.procedure].deadlines[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A ruleset, with the procedures that are shown compiled."""

    ruleset: Ruleset = field(repr=False)
    procedures: tuple[Compiled, ...]
    readings: bool = False
    defects: bool = False
    clauses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What a piece of information has come to under a ruleset."""

    ruleset: Ruleset = field(repr=False)
    classification: Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One code with its page, which is Markdown."""

    code: Code
    page: str = field(repr=False)
