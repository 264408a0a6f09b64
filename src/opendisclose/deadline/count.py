"""Tables, a trigger and a period go in, all integers; the due day or instant comes out.

A day is a `date.toordinal()`, an instant UTC microseconds since 1970. The functions know no dates,
strings or objects and raise nothing, so that one source serves plain Python and, compiled, columns
of events. An answer that lies outside the tables is OUTSIDE. Numbers of a period are not negative.
"""

from __future__ import annotations

from opendisclose.calendars.days import Days

OUTSIDE = -1

# Kinds of period; 0 stands for none.
WORKING_DAYS = 1
DAYS = 2
MONTHS = 3
HOURS = 4
SAME_DAY = 5
FIXED = 6  # its number is the day itself
PROMPTLY = 7
IN_STEP = 8
SET_BY = 9  # its number is the day that was set

HOUR = 3_600_000_000  # microseconds
MOST_HOURS = 24 * 366 * 100  # beyond any table, and far from overflow
MOST_MONTHS = 12 * 100


def known(days: Days, day: int) -> int:
    """1 if the day lies in the tables, else 0."""
    return 1 if days.first <= day <= days.last else 0


def is_working(days: Days, day: int) -> int:
    """1 if the day is a working day, 0 if it is a rest day; OUTSIDE."""
    if known(days, day) == 0:
        return OUTSIDE
    before = days.rank[day - days.first - 1] if day > days.first else 0
    return int(days.rank[day - days.first] - before)


def nth_working_day(days: Days, day: int, n: int) -> int:
    """The n-th working day strictly after `day`; for n = 0 `day` itself; OUTSIDE."""
    if day < days.first or day > days.last or n < 0 or n > len(days.workdays):
        return OUTSIDE
    if n == 0:
        return day
    rank = days.rank[day - days.first] + n
    if rank > len(days.workdays):
        return OUTSIDE
    return int(days.workdays[rank - 1])


def working_days_between(days: Days, after: int, through: int) -> int:
    """How many working days lie after `after`, through `through`; 0 if there are none; OUTSIDE."""
    if known(days, after) == 0 or known(days, through) == 0:
        return OUTSIDE
    if through <= after:
        return 0
    return int(days.rank[through - days.first] - days.rank[after - days.first])


def days_excluded(days: Days, kind: int, after: int, through: int) -> int:
    """How many days a span takes out of a period: working days of one in working days, else all.

    The span holds the days after `after`, through `through`. OUTSIDE.
    """
    if kind == WORKING_DAYS:
        return working_days_between(days, after, through)
    if known(days, after) == 0 or known(days, through) == 0:
        return OUTSIDE
    return max(through - after, 0)


def roll_forward(days: Days, day: int) -> int:
    """The day, or the next working day if it is a rest day (Civil Code art. 203(1)); OUTSIDE."""
    if is_working(days, day) == 1:
        return day
    return nth_working_day(days, day, 1)


def last_working_day_on_or_before(days: Days, day: int) -> int:
    """The day, or the last working day before it if it is a rest day; OUTSIDE."""
    if known(days, day) == 0:
        return OUTSIDE
    rank = days.rank[day - days.first]
    if rank == 0:
        return OUTSIDE
    return int(days.workdays[rank - 1])


def working_day_with_left(days: Days, due: int, n: int) -> int:
    """The last working day on which n working days are left: those after it, through `due`.

    For n = 0 it is the last working day on or before `due`; OUTSIDE.
    """
    if known(days, due) == 0 or n < 0:
        return OUTSIDE
    rank = days.rank[due - days.first] - n
    return int(days.workdays[rank - 1]) if rank > 0 else OUTSIDE


def latest_trigger(days: Days, due: int, n: int) -> int:
    """The last day, worked or not, from which the n-th working day is not after `due`; OUTSIDE."""
    if n < 1:
        return due if n == 0 and known(days, due) == 1 else OUTSIDE
    first = working_day_with_left(days, due, n - 1)
    return first - 1 if first > days.first else OUTSIDE


def first_counted(days: Days, trigger: int, include_trigger: int) -> int:
    """Day 1 of a period in working days; the trigger day itself may be it if included; OUTSIDE."""
    if include_trigger == 1:
        return roll_forward(days, trigger)
    return nth_working_day(days, trigger, 1)


def first_natural(days: Days, trigger: int, include_trigger: int) -> int:
    """Day 1 of a period in natural days or months (Civil Code art. 201(1)); OUTSIDE."""
    day = trigger if include_trigger == 1 else trigger + 1
    return day if known(days, trigger) == 1 and known(days, day) == 1 else OUTSIDE


def day_of_month(day: int) -> int:
    """1 to 31: which day of its month the day is."""
    # Years are taken to begin in March, so the leap day is a year's last; day 0 is 1 March 0000.
    in_cycle = (day + 305) % 146_097
    leaps = in_cycle // 1_460 - in_cycle // 36_524 + in_cycle // 146_096
    year = (in_cycle - leaps) // 365
    in_year = in_cycle - (365 * year + year // 4 - year // 100)
    month = (5 * in_year + 2) // 153
    return in_year - (153 * month + 2) // 5 + 1


def add_months(day: int, n: int) -> int:
    """The corresponding day n months on, or that month's last (Civil Code art. 202); OUTSIDE."""
    if n < 0 or n > MOST_MONTHS:
        return OUTSIDE
    in_month = day_of_month(day)
    begins = day - in_month + 1
    for _ in range(n):
        begins = _next_month(begins)
    length = _next_month(begins) - begins
    return begins + min(in_month, length) - 1


def _next_month(begins: int) -> int:
    later = begins + 31  # at most three days into the next month, whose first day is wanted
    return later - day_of_month(later) + 1


def natural_end(days: Days, kind: int, n: int, start: int, include_trigger: int) -> int:
    """The last day of a period in natural days or months that begins at `start`; OUTSIDE.

    With the trigger day included a period in months ends the day before the corresponding day, or
    on the month's last day where the month has no corresponding one.
    """
    if known(days, start) == 0 or n < 0 or n > days.last - days.first:
        return OUTSIDE
    if n == 0:
        return start
    if kind == MONTHS:
        end = add_months(start, n)
        if include_trigger == 1 and end != OUTSIDE and day_of_month(end) == day_of_month(start):
            end -= 1
    else:
        end = start + n - include_trigger
    return end if known(days, end) == 1 else OUTSIDE


def working_end(days: Days, n: int, start: int, include_trigger: int) -> int:
    """The n-th working day of a period that begins at `start`; OUTSIDE."""
    if n > 0 and include_trigger == 1 and is_working(days, start) == 1:
        return nth_working_day(days, start, n - 1)
    return nth_working_day(days, start, n)


def base_end(
    days: Days, kind: int, n: int, trigger_day: int, excluded: int, include_trigger: int
) -> int:
    """The last day before any extension or roll; OUTSIDE, also for kinds that have no last day."""
    end = OUTSIDE
    if kind == WORKING_DAYS:
        if 0 <= n <= days.last - days.first:
            end = working_end(days, n + excluded, trigger_day, include_trigger)
    elif kind in (FIXED, SET_BY):
        end = n if known(days, n) == 1 else OUTSIDE
    elif kind in (SAME_DAY, IN_STEP):
        end = trigger_day
    elif n < 0 or n > days.last - days.first:
        end = OUTSIDE
    elif kind in (DAYS, MONTHS):
        end = natural_end(days, kind, n, trigger_day, include_trigger)
        end = natural_end(days, DAYS, excluded, end, 0)
    return end


def due_day(
    days: Days,
    kind: int,
    n: int,
    trigger_day: int,
    excluded: int,
    ext_kind: int,
    ext_n: int,
    roll: int,
    include_trigger: int,
) -> int:
    """The last day of a period; OUTSIDE, also for kinds that have no last day.

    `excluded` days are taken out of the count: working days of a period in working days, natural
    days of one in natural days or months. An extension is added to the end. Where the last step
    was natural days, the end is rolled once to a working day if `roll` is 1. Fixed days move only
    by an extension.
    """
    if known(days, trigger_day) == 0 or excluded < 0 or excluded > days.last - days.first:
        return OUTSIDE
    end = base_end(days, kind, n, trigger_day, excluded, include_trigger)
    last_kind = kind
    if ext_n != 0 and ext_kind != 0:
        last_kind = ext_kind
        if ext_kind == WORKING_DAYS:
            end = nth_working_day(days, end, ext_n)
        elif ext_kind in (DAYS, MONTHS):
            end = natural_end(days, ext_kind, ext_n, end, 0)
        else:
            end = OUTSIDE
    return roll_forward(days, end) if roll == 1 and last_kind in (DAYS, MONTHS) else end


def rests_on_calendar(kind: int, ext_kind: int, ext_n: int, roll: int) -> int:
    """1 if another calendar could give another due day, 0 if the date stands by itself."""
    if kind == WORKING_DAYS or (ext_n > 0 and ext_kind == WORKING_DAYS):
        return 1
    natural = kind in (DAYS, MONTHS) or (ext_n > 0 and ext_kind in (DAYS, MONTHS))
    return 1 if natural and roll == 1 else 0


def earliest_due(days: Days, due: int) -> int:
    """The earliest day a due day can become once the missing notices are in; OUTSIDE.

    An official day cannot move. A count that was not full at the horizon ends after it, whatever
    the next notice says.
    """
    if known(days, due) == 0:
        return OUTSIDE
    return int(days.earliest[due - days.first])


def latest_due(days: Days, due: int) -> int:
    """The latest day a due day can become once the missing notices are in; OUTSIDE."""
    if known(days, due) == 0:
        return OUTSIDE
    return int(days.latest[due - days.first])


def due_instant(days: Days, day: int) -> int:
    """The last microsecond of the day in the calendar's zone (Civil Code art. 203(2)); OUTSIDE."""
    if known(days, day) == 0:
        return OUTSIDE
    return int(days.midnight[day - days.first + 1] - 1)


def due_after_hours(days: Days, trigger: int, n: int) -> int:
    """The instant n hours after an instant, through nights and holidays; still in time; OUTSIDE."""
    if n < 0 or n > MOST_HOURS or day_of(days, trigger) == OUTSIDE:
        return OUTSIDE
    due = trigger + n * HOUR
    return due if day_of(days, due) != OUTSIDE else OUTSIDE


def day_of(days: Days, instant: int) -> int:
    """The day that an instant lies in, in the calendar's zone; OUTSIDE."""
    count = days.last - days.first + 1
    if instant < days.midnight[0] or instant >= days.midnight[count]:
        return OUTSIDE
    low, high = 0, count
    while high - low > 1:
        middle = (low + high) // 2
        if days.midnight[middle] <= instant:
            low = middle
        else:
            high = middle
    return days.first + low
