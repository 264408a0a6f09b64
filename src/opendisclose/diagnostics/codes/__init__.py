"""Every kind of finding there is, in one table: permanent code, name, severity, kind, sentences.

OD1xx a file that cannot be read as meant (OD13x: a mapping file, OD15x: a calendar file), OD2xx a
ruleset that contradicts itself (OD23x: roles, OD24x: exemptions, OD25x: outcomes), OD3xx its flow
(OD33x: its guards), OD4xx its clocks, OD50x a ruleset beside the law above it (OD55x: an overlay
and its law), OD6xx a case file, OD7xx a case judged, OD8xx notes, OD95x the quality of a log. One
module each; a code is never reused.
"""

from __future__ import annotations

from . import (
    of_calendars,
    of_cases,
    of_clocks,
    of_compare,
    of_files,
    of_flow,
    of_judging,
    of_logs,
    of_mapping,
    of_notes,
    of_outcomes,
    of_overlays,
    of_roles,
    of_rulesets,
    of_texts,
)
from .of_calendars import *  # noqa: F403
from .of_cases import *  # noqa: F403 - the rows are used as codes.LATE wherever they are defined
from .of_clocks import *  # noqa: F403
from .of_compare import *  # noqa: F403
from .of_files import *  # noqa: F403
from .of_flow import *  # noqa: F403
from .of_judging import *  # noqa: F403
from .of_logs import *  # noqa: F403
from .of_mapping import *  # noqa: F403
from .of_notes import *  # noqa: F403
from .of_outcomes import *  # noqa: F403
from .of_overlays import *  # noqa: F403
from .of_roles import *  # noqa: F403
from .of_rulesets import *  # noqa: F403
from .of_texts import *  # noqa: F403
from .row import Code, Severity

__all__ = ["BY_ID", "CODES", "Code", "Severity"]

_PARTS = (
    of_files,
    of_mapping,
    of_calendars,
    of_rulesets,
    of_texts,
    of_roles,
    of_outcomes,
    of_flow,
    of_clocks,
    of_compare,
    of_overlays,
    of_cases,
    of_judging,
    of_notes,
    of_logs,
)
CODES: tuple[Code, ...] = tuple(
    value for part in _PARTS for value in vars(part).values() if type(value) is Code
)
BY_ID = {code.id: code for code in CODES}
