"""OpenDisclose: disclosure rules as code. Due dates, verdicts and proofs, article by article.

The names below are the public surface; everything else may change. They are imported when they
are first used, so that `import opendisclose` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Rules, audit, load, read_case, read_cases, validate
    from .api.comparing import compare, difference
    from .api.streams import audit_stream
    from .bulk.audit import Audit
    from .calendars.calendar import Calendar, calendar_for
    from .calendars.errors import CalendarRangeError
    from .deadline.due import DueDate, due_date
    from .diagnostics.errors import (
        CaseError,
        OpenDiscloseError,
        OtherContentError,
        RulesetError,
        SourceError,
        UnknownNameError,
        WrongTimeError,
    )
    from .diagnostics.finding import Finding
    from .load.shipped import shipped_ids
    from .model.case import Case, Event
    from .replay.classification import Classification
    from .replay.verdict import ClockView, Next, Verdict

__version__ = "0.1.0"

_HOMES = {
    "Audit": "bulk.audit",
    "Calendar": "calendars.calendar",
    "CalendarRangeError": "calendars.errors",
    "Case": "model.case",
    "CaseError": "diagnostics.errors",
    "Classification": "replay.classification",
    "ClockView": "replay.verdict",
    "DueDate": "deadline.due",
    "Event": "model.case",
    "Finding": "diagnostics.finding",
    "Next": "replay.verdict",
    "OpenDiscloseError": "diagnostics.errors",
    "OtherContentError": "diagnostics.errors",
    "Rules": "api",
    "RulesetError": "diagnostics.errors",
    "SourceError": "diagnostics.errors",
    "UnknownNameError": "diagnostics.errors",
    "WrongTimeError": "diagnostics.errors",
    "Verdict": "replay.verdict",
    "audit": "api",
    "audit_stream": "api.streams",
    "calendar_for": "calendars.calendar",
    "compare": "api.comparing",
    "difference": "api.comparing",
    "due_date": "deadline.due",
    "load": "api",
    "read_case": "api",
    "read_cases": "api",
    "shipped_ids": "load.shipped",
    "validate": "api",
}

__all__ = [
    "Audit",
    "Calendar",
    "CalendarRangeError",
    "Case",
    "CaseError",
    "Classification",
    "ClockView",
    "DueDate",
    "Event",
    "Finding",
    "Next",
    "OpenDiscloseError",
    "OtherContentError",
    "Rules",
    "RulesetError",
    "SourceError",
    "UnknownNameError",
    "Verdict",
    "WrongTimeError",
    "audit",
    "audit_stream",
    "calendar_for",
    "compare",
    "difference",
    "due_date",
    "load",
    "read_case",
    "read_cases",
    "shipped_ids",
    "validate",
]


class _Package(ModuleType):
    """Keeps a folder of the package from hiding the public name it shares (`load`).

    Importing a submodule binds it in its package, where it would be found before `__getattr__`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
