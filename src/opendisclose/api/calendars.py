"""Calendar files in, what they lay over the packaged calendars out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..calendars.checked import check_file, check_together
from ..calendars.layers import Layer, layer_of
from ..diagnostics.codes import Severity
from ..diagnostics.errors import CalendarFileError
from ..diagnostics.finding import Finding
from ..load.calendar import calendar_files, load_calendar, write_calendar
from ..load.order import ordered
from ..model.calendar_file import CalendarFile

FOLDER_VARIABLE = "OPENDISCLOSE_CALENDARS"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCalendar:
    """One calendar file with everything found in it; `layer` is None if it cannot be used."""

    source: str
    file: CalendarFile | None
    layer: Layer | None
    findings: tuple[Finding, ...]


def check_calendar(path: str | Path, *, issued: date | None = None) -> CheckedCalendar:
    """A calendar file read and its days checked.

    `issued` is the day of issue of a notice whose file has none (the holiday-cn layout).

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    loaded = load_calendar(path, issued=issued)
    found = loaded.findings
    if loaded.file is not None:
        found = ordered((*found, *check_file(loaded.file)), loaded.places)
    usable = loaded.file is not None and not _broken(found)
    layer = layer_of(loaded.file) if usable and loaded.file is not None else None
    return CheckedCalendar(source=loaded.source, file=loaded.file, layer=layer, findings=found)


def read_calendars(folder: str | Path) -> tuple[Layer, ...]:
    """Every calendar file in a folder, in the order of their names.

    Raises:
        SourceError: there is no such folder, or a file may not be read.
        CalendarFileError: a file has errors, or two contradict each other.
    """
    layers: list[tuple[str, Layer]] = []
    for path in calendar_files(folder):
        checked = check_calendar(path)
        if checked.layer is None:
            raise CalendarFileError(checked.source, checked.findings)
        layers.append((path.name, checked.layer))
    conflicts = check_together(layers)
    if conflicts:
        raise CalendarFileError(str(folder), conflicts)
    return tuple(layer for _, layer in layers)


def add_calendar(
    path: str | Path, folder: str | Path, *, issued: date | None = None
) -> tuple[CheckedCalendar, Path | None]:
    """Put a calendar file into a folder if it is sound and agrees with what lies there.

    It is written in the layout of OpenDisclose whatever it was read from, under the name it has;
    the second result is None if it was not, and the findings say why.

    Raises:
        SourceError: a file may not be read.
        CalendarFileError: a file that lies in the folder already cannot be used.
    """
    checked = check_calendar(path, issued=issued)
    if checked.layer is None or checked.file is None:
        return checked, None
    target = Path(folder) / f"{Path(path).stem}.json"
    others = [
        (one.name, check_calendar(one).layer) for one in calendar_files(folder) if one != target
    ]
    known = [(name, layer) for name, layer in others if layer is not None]
    conflicts = check_together([*known, (target.name, checked.layer)])
    if conflicts:
        return replace(checked, findings=(*checked.findings, *conflicts)), None
    write_calendar(checked.file, target)
    return checked, target


def layers_from(
    calendars: str | Path | tuple[Layer, ...] | None, environment: Mapping[str, str] | None = None
) -> tuple[Layer, ...]:
    """The layers asked for: a folder, or layers at hand; else those of the variable's folder.

    `$OPENDISCLOSE_CALENDARS` names the folder where nothing else does.
    """
    if isinstance(calendars, tuple):
        return calendars
    given = calendars or (os.environ if environment is None else environment).get(FOLDER_VARIABLE)
    return read_calendars(given) if given else ()


def _broken(findings: tuple[Finding, ...]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)
