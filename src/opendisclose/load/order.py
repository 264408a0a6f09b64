"""Findings of one file in, the same with their places and in the order of the file out."""

from __future__ import annotations

from collections.abc import Iterable

from ..diagnostics.finding import Finding
from ..diagnostics.places import Places


def ordered(findings: Iterable[Finding], places: Places) -> tuple[Finding, ...]:
    """The findings with their places, each once, by line, column and code."""
    placed = dict.fromkeys(one.placed(places) for one in findings)
    return tuple(sorted(placed, key=_order))


def _order(finding: Finding) -> tuple[int, int, str]:
    at = finding.span
    return (at.line, at.column, finding.code.id) if at else (0, 0, finding.code.id)
