"""What was asked of a calendar goes in; an error that says what the calendar knows comes out."""

from __future__ import annotations

from datetime import date

from opendisclose.diagnostics.errors import OpenDiscloseError


class CalendarError(OpenDiscloseError):
    """No calendar can be built from what was asked, or the installed holiday data is too old."""


class CalendarRangeError(OpenDiscloseError):
    """A day, or the end of a period, lies outside what the calendar knows.

    `first` and `last` are the first and last day it knows; `day` is the day asked for, or None
    when a count ran past the end.
    """

    def __init__(self, *, first: date, last: date, day: date | None = None) -> None:
        self.first = first
        self.last = last
        self.day = day
        zh_asked = f"{day}不在日历范围内" if day else "期限超出日历范围"
        en_asked = f"{day} is outside the calendar" if day else "the period leaves the calendar"
        self.zh = f"{zh_asked}：已知{first}至{last}"
        self.en = f"{en_asked}: it knows {first} to {last}"
        super().__init__(f"{self.en} / {self.zh}")
