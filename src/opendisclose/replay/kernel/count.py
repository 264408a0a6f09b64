"""The counting of `deadline.count`, under the name by which the kernel asks for it."""

from __future__ import annotations

from ...deadline.count import (
    DAYS,
    FIXED,
    HOURS,
    IN_STEP,
    OUTSIDE,
    PROMPTLY,
    SAME_DAY,
    SET_BY,
    WORKING_DAYS,
    day_of,
    due_after_hours,
    due_day,
    due_instant,
    earliest_due,
    latest_due,
    rests_on_calendar,
    working_days_between,
)

__all__ = [
    "DAYS",
    "FIXED",
    "HOURS",
    "IN_STEP",
    "OUTSIDE",
    "PROMPTLY",
    "SAME_DAY",
    "SET_BY",
    "WORKING_DAYS",
    "day_of",
    "due_after_hours",
    "due_day",
    "due_instant",
    "earliest_due",
    "latest_due",
    "rests_on_calendar",
    "working_days_between",
]
