"""`opendisclose days`: two days in, how many working days lie between them out."""

from __future__ import annotations

from typing import Annotated

import typer

from .arguments import day_of
from .options import CalendarsOption, Format, FormatOption, KnownOnOption, LangOption
from .output import put, view_of


def days(
    first: Annotated[str, typer.Argument(metavar="FROM", help="The first day.")],
    last: Annotated[str, typer.Argument(metavar="TO", help="The last day.")],
    country: Annotated[str, typer.Option("--country", help="Code of two letters.")] = "CN",
    region: Annotated[
        str | None, typer.Option("--region", help="Code of a region of the country.")
    ] = None,
    calendars: CalendarsOption = None,
    known_on: KnownOnOption = None,
    format_: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """How many working days lie between two days, by which convention?"""
    from ..api.calendars import layers_from
    from ..calendars.calendar import calendar_for
    from ..calendars.errors import CalendarRangeError
    from ..report.formats import rendered
    from ..report.subjects import Stretch

    one, other = sorted((day_of("FROM", first), day_of("TO", last)))
    found = calendar_for(
        country,
        region,
        layers=layers_from(calendars),
        known_on=day_of("--known-on", known_on) if known_on else None,
    )
    for day in (one, other):
        if not found.first <= day <= found.last:
            raise CalendarRangeError(first=found.first, last=found.last, day=day)
    subject = Stretch(calendar=found, first=one, last=other)
    put(rendered(subject, format_.value, view_of(lang)))
