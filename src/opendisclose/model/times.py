"""The text of a time in, a date or a date-time out, or nothing if it is neither, strictly read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

# Without names of groups, so that a JSON Schema can hold it as well.
PATTERN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[-+][0-9]{2}:[0-9]{2})?)?$"
)
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,6}))?)?"
    r"(?P<offset>Z|[-+][0-9]{2}:[0-9]{2})?)?\Z"
)


def time_of(text: str) -> date | datetime | None:
    """The time that a text states, or None.

    `2026-09-18` is a date; `2026-09-18T09:30`, with seconds, a fraction and an offset (`Z`,
    `+08:00`) if need be and a space instead of `T` allowed, is a date-time. Without an offset it
    is naive: in the ruleset's timezone.
    """
    found = _TIME.match(text)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found["day"])
        if found["hour"] is None:
            return day
        moment = time(
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"] or 0),
            int((found["fraction"] or "").ljust(6, "0")),
            tzinfo=_offset(found["offset"]),
        )
    except ValueError:
        return None
    return datetime.combine(day, moment)


def _offset(text: str | None) -> timezone | None:
    """The offset as a timezone; a ValueError if there is no such offset."""
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if minutes > 59:
        raise ValueError(text)
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if text[0] == "-" else size)
