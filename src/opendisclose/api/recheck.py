"""Cases and later calendar files go in; the open cases whose due dates move come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..calendars.checked import check_together
from ..calendars.layers import Layer
from ..diagnostics.errors import CalendarFileError
from ..load.case import LoadedCase
from ..model.case import Case
from ..replay.moved import Moved, moved
from .calendars import check_calendar
from .editions import Editions, together

if TYPE_CHECKING:
    from .rules import Rules


def read_layers(paths: Iterable[str | Path]) -> tuple[Layer, ...]:
    """Calendar files that are to be counted by.

    Raises:
        SourceError: a file cannot be read.
        CalendarFileError: a file has errors.
    """
    found = []
    for path in paths:
        checked = check_calendar(path)
        if checked.layer is None:
            raise CalendarFileError(checked.source, checked.findings)
        found.append(checked.layer)
    return tuple(found)


def with_layers(rules: Rules, added: tuple[Layer, ...]) -> Rules:
    """The same rules, counting by further calendar files.

    Raises:
        CalendarFileError: files contradict each other.
    """
    every = (*rules.layers, *added)
    conflicts = check_together([(f"#{n}", one) for n, one in enumerate(every, start=1)])
    if conflicts:
        raise CalendarFileError("--calendar", conflicts)
    if isinstance(rules, Editions):
        return together(tuple(replace(one, layers=every) for one in rules.editions))
    return replace(rules, layers=every)


def rechecked(
    rules: Rules,
    later: Rules,
    case: Case | LoadedCase | Mapping[str, Any],
    as_of: date | datetime | str | None,
) -> Moved:
    """What moves in a case if it is judged by `later`, the same rules under another calendar."""
    before = rules.check(case, as_of=as_of)
    # Without an instant both are judged as of the last event, which no calendar moves.
    after = later.check(case, as_of=as_of)
    return moved(before, after, rules.calendar, later.calendar)
