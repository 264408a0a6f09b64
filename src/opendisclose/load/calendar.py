"""A calendar file in (our own YAML, or the JSON of holiday-cn), its model and findings out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..diagnostics.codes import WRONG_VALUE
from ..diagnostics.errors import SourceError
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.places import NO_PLACES, Places
from ..diagnostics.wording import shown
from ..model.calendar_file import CalendarFile, HolidayNotice, Stretch
from .build import build
from .document import parse_source
from .order import ordered
from .source import Source, read_source
from .tree import MapNode, Tree
from .values import Reading, read_values

ENDINGS = (".yaml", ".yml", ".json")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_A_DAY = Words(
    zh="{name, date: 年-月-日, isOffDay: true|false}",
    en="{name, date: YYYY-MM-DD, isOffDay: true|false}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCalendar:
    """What became of a calendar file; `file` is None if something in it cannot be read."""

    file: CalendarFile | None
    places: Places
    findings: tuple[Finding, ...]
    source: str


def load_calendar(path: str | Path, *, issued: date | None = None) -> LoadedCalendar:
    """The calendar file at `path`.

    A JSON file with `year` and `days` is read in the layout of the public holiday-cn data
    (`days: [{name, date, isOffDay}]`). That layout has no day of issue; `issued` gives it.

    Raises:
        SourceError: there is no such file, it is a directory, or it may not be read.
    """
    return _load(read_source(path), issued)


def calendar_files(folder: str | Path) -> tuple[Path, ...]:
    """The calendar files in a folder, sorted by name.

    Raises:
        SourceError: there is no such folder, or it may not be read.
    """
    try:
        found = sorted(one for one in Path(folder).iterdir() if one.suffix.lower() in ENDINGS)
    except OSError as error:
        raise SourceError(str(folder), error.strerror or str(error)) from error
    return tuple(one for one in found if one.is_file() and not one.name.endswith("schema.json"))


def write_calendar(file: CalendarFile, path: Path) -> None:
    """Write a calendar file as JSON; it is whole or not there.

    Raises:
        SourceError: the folder may not be written.
    """
    data = file.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error


def _load(source: Source, issued: date | None) -> LoadedCalendar:
    parsed = parse_source(source)
    if parsed.tree is None:
        findings = ordered(parsed.findings, NO_PLACES)
        return LoadedCalendar(file=None, places=NO_PLACES, findings=findings, source=source.name)
    tree, places = parsed.tree, parsed.tree.places()
    reading = read_values(tree.root)
    if _is_holiday_cn(tree, reading):
        file, found = _from_holiday_cn(reading, issued)
    else:
        file, found = _own(tree, reading)
    findings = ordered((*parsed.findings, *found), places)
    return LoadedCalendar(file=file, places=places, findings=findings, source=source.name)


def _own(tree: Tree, reading: Reading) -> tuple[CalendarFile | None, tuple[Finding, ...]]:
    built = build(CalendarFile, reading, tree=tree, node=tree.root)
    return (built.value if not built.findings else None), built.findings


def _is_holiday_cn(tree: Tree, reading: Reading) -> bool:
    data = reading.data
    return (
        isinstance(tree.root, MapNode)
        and isinstance(data, dict)
        and {"year", "days"} <= data.keys()
        and "opendisclose_calendar" not in data
    )


def _from_holiday_cn(
    reading: Reading, issued: date | None
) -> tuple[CalendarFile | None, tuple[Finding, ...]]:
    """The days of one year as that data set has them; a year without papers is not noticed."""
    data: dict[str, Any] = reading.data
    findings = list(reading.findings)
    days: list[tuple[Stretch, bool]] = []
    given = data["days"] if isinstance(data["days"], list) else []
    for index, one in enumerate(given):
        read = _day(one)
        if read is None:
            values = {"key": "days", "expected": _A_DAY, "found": shown(str(one))}
            findings.append(make(WRONG_VALUE, values, route=("days", index)))
        else:
            days.append(read)
    if findings or not isinstance(data["year"], int):
        return None, tuple(findings)
    noticed = bool(data.get("papers", True))
    notice = HolidayNotice(
        year=data["year"],
        issued=issued,
        rest=_only(days, rested=True) if noticed else (),
        work=_only(days, rested=False) if noticed else (),
    )
    file = CalendarFile(opendisclose_calendar=1, country="CN", notices=(notice,))
    return file, ()


def _only(days: Iterable[tuple[Stretch, bool]], *, rested: bool) -> tuple[Stretch, ...]:
    return tuple(stretch for stretch, off in days if off is rested)


def _day(given: Any) -> tuple[Stretch, bool] | None:
    if not isinstance(given, dict) or not isinstance(given.get("isOffDay"), bool):
        return None
    day = given.get("date")
    if isinstance(day, str) and _DATE.fullmatch(day):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return None
    if not isinstance(day, date):
        return None
    name = given.get("name")
    zh = name if isinstance(name, str) else None
    return Stretch(from_=day, zh=zh), given["isOffDay"]
