"""A calendar and years go in; JSON comes out: each special day with its notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..calendars.calendar import Day
from ..calendars.notices import Notice
from .calendar_text import special_days, working_days
from .findings_json import VERSION, dumped
from .layout import View
from .subjects import CalendarShown


def calendar_json(subject: CalendarShown, view: View) -> str:  # noqa: ARG001 - both languages
    """Every year with its status, its number of working days and its special days."""
    calendar = subject.calendar
    data: dict[str, Any] = {
        "version": VERSION,
        "country": calendar.country,
        "subdivision": calendar.subdivision,
        "horizon": calendar.horizon.isoformat(),
        "known_on": calendar.known_on.isoformat() if calendar.known_on else None,
        "years": [
            {
                "year": year,
                "status": calendar.status(date(year, 12, 1)),
                "working_days": working_days(calendar, year),
                "days": [_day(one) for one in special_days(calendar, year)],
            }
            for year in subject.years
        ],
    }
    return dumped(data)


def _day(one: Day) -> dict[str, Any]:
    return {
        "date": one.date.isoformat(),
        "working": one.working,
        "kind": one.kind,
        "name": {"zh": one.zh, "en": one.en},
        "exchanged": one.exchanged.isoformat() if one.exchanged else None,
        "notice": _notice(one.notice) if one.notice else None,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "title": {"zh": notice.zh, "en": notice.en},
        "issued": notice.issued.isoformat() if notice.issued else None,
        "amends": notice.amends,
        "verified": notice.verified,
    }
