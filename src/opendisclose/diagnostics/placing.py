"""Findings counted by the events judged go in; the same with their places in the file come out."""

from __future__ import annotations

from dataclasses import replace

from .finding import Finding
from .places import NO_PLACES, Places


def placed(
    findings: tuple[Finding, ...], places: Places, positions: tuple[int, ...]
) -> tuple[Finding, ...]:
    if places is NO_PLACES and not positions:
        return findings
    return tuple(_of_file(one, positions).placed(places) for one in findings)


def _of_file(finding: Finding, positions: tuple[int, ...]) -> Finding:
    """A finding counted by the events judged, counted by those of the file."""
    route = finding.route or ()
    if finding.span is not None or len(route) < 2 or route[0] != "events" or not positions:
        return finding
    position = positions[int(route[1])]
    return replace(finding, route=("events", position, *route[2:]), event_index=position)


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is wrong with the file first, by place; then the handling, as it was judged."""
    of_file = [one for one in findings if one.kind is None]
    if not of_file:
        return findings
    of_file.sort(key=lambda one: (one.span.line, one.span.column) if one.span else (0, 0))
    return (*of_file, *(one for one in findings if one.kind is not None))
