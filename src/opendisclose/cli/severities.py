"""Findings and `--fail-on` go in; whether they make the exit code 1 comes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .options import FailOn

if TYPE_CHECKING:
    from ..diagnostics.finding import Finding

_RANKS = {"note": 0, "warning": 1, "error": 2}


def at_or_above(findings: Iterable[Finding], least: FailOn) -> bool:
    """Whether one of the findings weighs as much as `least`; `indeterminate` counts errors."""
    if least is FailOn.NEVER:
        return False
    rank = _RANKS.get(least.value, _RANKS["error"])
    return any(_RANKS[one.severity.value] >= rank for one in findings)
