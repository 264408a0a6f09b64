"""The library: rulesets and cases in, verdicts out; every stage composed, nothing clever."""

from __future__ import annotations

from ..model.case import Case, Event
from ..model.periods import Period
from .files import examine, load, read_case, read_cases, validate
from .logs import audit
from .rules import Rules

__all__ = [
    "Case",
    "Event",
    "Period",
    "Rules",
    "audit",
    "examine",
    "load",
    "read_case",
    "read_cases",
    "validate",
]
