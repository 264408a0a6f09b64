"""A calendar file goes in; what is wrong with its days comes out as findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from opendisclose.calendars.known import unused
from opendisclose.calendars.layers import Layer, layer_of, named_days
from opendisclose.calendars.notices import NOTICES
from opendisclose.calendars.statutory import is_weekend, statutory_of
from opendisclose.diagnostics import codes
from opendisclose.diagnostics.finding import Finding, Words, make
from opendisclose.diagnostics.places import Route
from opendisclose.model.calendar_file import CalendarFile, HolidayNotice, Stretch

_AROUND = 7  # days of the years beside it that a notice may also decide
_WEEK = (
    ("周一", "Monday"),
    ("周二", "Tuesday"),
    ("周三", "Wednesday"),
    ("周四", "Thursday"),
    ("周五", "Friday"),
    ("周六", "Saturday"),
    ("周日", "Sunday"),
)


def check_file(file: CalendarFile) -> tuple[Finding, ...]:
    """What is wrong with the days of one file, in its order."""
    found = [*_stretches(file)]
    if found:  # the days of a stretch that runs backwards are not known
        return tuple(found)
    for index, notice in enumerate(file.notices):
        found += _of_notice(notice, ("notices", index), file)
    found += _both_ways(file.closed, file.worked, ())
    layer = layer_of(file)
    for conflict, _, index in _conflicts((("", layer),)):
        found.append(make(codes.NOTICES_CONFLICT, conflict, route=("notices", index)))
    for one in unused(layer.arrangements):
        index = layer.arrangements.index(one)
        values = {"year": str(one.notice.year), "known": _newest(one.notice.year)}
        found.append(make(codes.OLDER_NOTICE, values, route=("notices", index)))
    return tuple(found)


def check_together(layers: Sequence[tuple[str, Layer]]) -> tuple[Finding, ...]:
    """What contradicts itself between files: two notices of one day that part about a day.

    `layers` are files by their names.
    """
    return tuple(
        make(codes.NOTICES_CONFLICT, values)
        for values, (first, second), _ in _conflicts(layers)
        if first != second
    )


def _conflicts(
    layers: Sequence[tuple[str, Layer]],
) -> Iterator[tuple[dict[str, str], tuple[str, str], int]]:
    """Each contradiction: what is said of it, the two files, and which notice of the second."""
    decided: dict[tuple[int, date | None, str, str | None], tuple[bool, str, str]] = {}
    for name, layer in layers:
        for index, one in enumerate(layer.arrangements):
            for days, worked in ((one.rest, False), (one.work, True)):
                for day in (named.day for named in days):
                    key = (day, one.notice.issued, layer.country, layer.subdivision)
                    before = decided.setdefault(key, (worked, one.notice.id, name))
                    if before[0] != worked and before[1:] != (one.notice.id, name):
                        values = {
                            "day": date.fromordinal(day).isoformat(),
                            "first": before[1],
                            "second": one.notice.id,
                        }
                        yield values, (before[2], name), index


def _newest(year: int) -> str:
    return [one for one in NOTICES if one.year == year][-1].id


def _stretches(file: CalendarFile) -> Iterator[Finding]:
    groups: list[tuple[Route, tuple[Stretch, ...]]] = [
        (("closed",), file.closed),
        (("worked",), file.worked),
    ]
    for index, notice in enumerate(file.notices):
        groups.append((("notices", index, "rest"), notice.rest))
        groups.append((("notices", index, "work"), notice.work))
    for route, stretches in groups:
        for place, one in enumerate(stretches):
            if one.last < one.from_:
                values = {"first": one.from_.isoformat(), "last": one.last.isoformat()}
                yield make(codes.STRETCH_BACKWARDS, values, route=(*route, place))


def _of_notice(notice: HolidayNotice, route: Route, file: CalendarFile) -> Iterator[Finding]:
    if not notice.rest and not notice.work:
        yield make(codes.EMPTY_NOTICE, {"year": str(notice.year)}, route=route)
        return
    yield from _both_ways(notice.rest, notice.work, route)
    first = date(notice.year, 1, 1).toordinal() - _AROUND
    last = date(notice.year, 12, 31).toordinal() + _AROUND
    for key, stretches in (("rest", notice.rest), ("work", notice.work)):
        for place, stretch in enumerate(stretches):
            for day in (stretch.from_, stretch.last):
                if not first <= day.toordinal() <= last:
                    values = {"day": day.isoformat(), "year": str(notice.year)}
                    yield make(codes.DAY_OF_ANOTHER_YEAR, values, route=(*route, key, place))
                    break
    for place, stretch in enumerate(notice.work):
        if notice.amends is None and not is_weekend(stretch.from_.toordinal()):
            zh, en = _WEEK[stretch.from_.weekday()]
            day_values: dict[str, str | Words] = {
                "day": stretch.from_.isoformat(),
                "weekday": Words(zh=zh, en=en),
            }
            yield make(codes.WORKED_ANYWAY, day_values, route=(*route, "work", place))
    if notice.amends is None and file.subdivision is None and file.country == "CN":
        yield from _statutory(notice, route)


def _statutory(notice: HolidayNotice, route: Route) -> Iterator[Finding]:
    rested = {one.day for one in named_days(notice.rest)}
    for day, why in statutory_of(notice.year):
        if day.toordinal() not in rested and not is_weekend(day.toordinal()):
            values: dict[str, str | Words] = {
                "year": str(notice.year),
                "day": day.isoformat(),
                "name": Words(zh=why.zh, en=why.en),
            }
            yield make(codes.STATUTORY_DAY_WORKED, values, route=route)


def _both_ways(
    rest: tuple[Stretch, ...], work: tuple[Stretch, ...], route: Route
) -> Iterator[Finding]:
    rested = {one.day for one in named_days(rest)}
    key = "work" if route else "worked"
    for place, stretch in enumerate(work):
        both = sorted(one.day for one in named_days((stretch,)) if one.day in rested)
        if both:
            values = {"day": date.fromordinal(both[0]).isoformat()}
            yield make(codes.DAY_BOTH_WAYS, values, route=(*route, key, place))
