"""Every kind of finding there is, in one table: permanent code, name, severity, kind, sentences.

OD1xx a file that cannot be read as meant, OD2xx a ruleset that contradicts itself, OD3xx its
flow, OD6xx a case file, OD7xx a case judged, OD8xx notes. One module each; a code is never reused.
"""

from __future__ import annotations

from . import of_cases, of_files, of_flow, of_judging, of_notes, of_rulesets
from .of_cases import *  # noqa: F403 - the rows are used as codes.LATE wherever they are defined
from .of_files import *  # noqa: F403
from .of_flow import *  # noqa: F403
from .of_judging import *  # noqa: F403
from .of_notes import *  # noqa: F403
from .of_rulesets import *  # noqa: F403
from .row import Code, Severity

__all__ = ["BY_ID", "CODES", "Code", "Severity"]

_PARTS = (of_files, of_rulesets, of_flow, of_cases, of_judging, of_notes)
CODES: tuple[Code, ...] = tuple(
    value for part in _PARTS for value in vars(part).values() if type(value) is Code
)
BY_ID = {code.id: code for code in CODES}
