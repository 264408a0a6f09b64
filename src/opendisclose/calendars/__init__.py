"""A country goes in; a calendar of its working days, each with its authority, comes out."""

from opendisclose.calendars.calendar import Calendar, Day, calendar_for
from opendisclose.calendars.days import Days
from opendisclose.calendars.errors import CalendarError, CalendarRangeError
from opendisclose.calendars.notices import Notice

__all__ = [
    "Calendar",
    "CalendarError",
    "CalendarRangeError",
    "Day",
    "Days",
    "Notice",
    "calendar_for",
]
