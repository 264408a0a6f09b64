"""What a report is about: a result together with the ruleset and the names that stand behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ..bulk.summary import AuditSummary
from ..calendars.calendar import Calendar
from ..compare.binding import Resolved
from ..compare.result import Comparison, Difference
from ..deadline.between import Reminder
from ..deadline.due import DueDate
from ..deadline.why_not import WhyNot
from ..deadline.worst_case import WorstCase
from ..diagnostics.codes import Code
from ..diagnostics.finding import Finding, Ignored
from ..graph.compiled import Compiled
from ..model.case import Case
from ..model.fees import Fee
from ..model.periods import Duration
from ..model.procedure import Deadline
from ..model.ruleset import Ruleset
from ..replay.classification import Classification
from ..replay.moved import Moved
from ..replay.verdict import ClockView, Next, Verdict
from ..ruletests.suite import SuiteResult


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file read, with everything found in it; `ruleset` is None if it cannot be used."""

    source: str
    findings: tuple[Finding, ...]
    ruleset: Ruleset | None = field(default=None, repr=False)
    ignored: tuple[Ignored, ...] = ()  # warnings and notes that the file itself accepts


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
class FeeCharged:
    """A fee by the rules of one ruleset."""

    ruleset: str
    fee: Fee


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A rule as it binds beside the law above it."""

    resolved: Resolved


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
    full: bool = False  # with the law behind each step, what is disputed, and a picture
    why_not: WhyNot | None = None
    reminders: tuple[Reminder, ...] = ()

    @property
    def deadline(self) -> Deadline:
        return self.ruleset.procedures[self.procedure].deadlines[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockExplained:
    """How the date of one clock of a case was counted, in full."""

    source: str
    ruleset: Ruleset = field(repr=False)
    clock: ClockView
    due: DueDate
    why_not: WhyNot | None = None

    @property
    def procedure(self) -> str:
        return self.clock.id.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days between two days of a calendar, counted by each convention."""

    calendar: Calendar = field(repr=False)
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """The cases of which due dates move under another calendar, and how many do not."""

    cases: tuple[RecheckedCase, ...]
    unmoved: int
    unjudged: tuple[Unjudged, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckedCase:
    """One case with the clocks that move."""

    source: str
    case: Case = field(repr=False)
    ruleset: Ruleset = field(repr=False)
    moved: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest lawful dates of a procedure."""

    worst: WorstCase


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarShown:
    """Some years of a calendar."""

    calendar: Calendar = field(repr=False)
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A ruleset, with the procedures that are shown compiled."""

    ruleset: Ruleset = field(repr=False)
    procedures: tuple[Compiled, ...]
    readings: bool = False
    defects: bool = False
    clauses: bool = False
    found: tuple[Finding, ...] = ()  # defects of the document that nobody had to declare


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What a piece of information has come to under a ruleset."""

    ruleset: Ruleset = field(repr=False)
    classification: Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A ruleset beside each law above it."""

    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differed:
    """What two rulesets say differently."""

    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A ledger judged."""

    summary: AuditSummary
    ruleset: Ruleset = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One code with its page, which is Markdown."""

    code: Code
    page: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """The rule tests of several rulesets; `fail_under` is the least coverage in percent."""

    __test__ = False  # not one of pytest's classes

    suites: tuple[SuiteResult, ...]
    fail_under: float | None = None

    @property
    def passed(self) -> bool:
        return all(one.passed and not one.under(self.fail_under) for one in self.suites)
