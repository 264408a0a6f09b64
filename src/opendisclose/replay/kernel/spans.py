"""Spans of time that do not count: opened, closed, joined over keys (meaning 5)."""

from __future__ import annotations

from ...calendars.days import Days
from ...graph.tables import Tables
from .count import DAYS, WORKING_DAYS
from .dates import IS_LATE, due_of, lateness, measured
from .layout import (
    KEYS,
    NONE,
    R_CLOSE,
    R_OPEN,
    RUNNING,
    TRACE,
    Columns,
    Scratch,
)
from .records import record


def open_span(
    t: Tables, days: Days, c: Columns, s: Scratch, span: int, k: int, e: int, day: int, at: int
) -> None:
    """Time stops counting; opened again it is one span, opened after the due date it is none."""
    keys = c.case[KEYS]
    if s.span[span * keys + k] != 0:
        return
    s.span[span * keys + k] = 1
    s.span_day[span * keys + k] = day
    d = t.span_clock[span]
    for clock_key in range(keys):
        i = d * keys + clock_key
        if pauses(t, d, k, clock_key) == 0 or s.status[i] != RUNNING:
            continue
        if lateness(t, days, c, s, d, clock_key, day, at) == IS_LATE:
            continue
        after = max(span_after(t, day), s.day[i] - t.counting[0], s.through[i])
        pause(c, s, span, k, d, clock_key, after)
        if c.case[TRACE] == 1:
            record(s, R_OPEN, e, NONE, d, clock_key, span, day, k)


def still_open(t: Tables, days: Days, c: Columns, s: Scratch, d: int, k: int, e: int) -> None:
    """A clock starts under open spans: they pause it, unless all were opened after its due date."""
    keys = c.case[KEYS]
    day = s.day[d * keys + k]
    due = due_of(t, days, c, s, d, k, -1)
    counts = 0
    for span in range(t.span_from[d], t.span_from[d + 1]):
        for other in range(keys):
            x = span * keys + other
            before = due < 0 or s.span_day[x] <= due
            if before and s.span[x] == 1 and pauses(t, d, other, k) == 1:
                counts = 1
    for span in range(t.span_from[d], t.span_from[d + 1]):
        for other in range(keys):
            x = span * keys + other
            if counts == 1 and s.span[x] == 1 and pauses(t, d, other, k) == 1:
                after = max(span_after(t, s.span_day[x]), day - t.counting[0])
                pause(c, s, span, other, d, k, after)
                if c.case[TRACE] == 1:
                    record(s, R_OPEN, e, NONE, d, k, span, s.span_day[x], other)


def pauses(t: Tables, d: int, k: int, clock_key: int) -> int:
    """1 if a span of key `k` stops the clock of a key: its own, and the case's own all of them.

    A clock that is not kept per key joins the spans of every key.
    """
    if t.d_per[d] == 0:
        return 1 if clock_key == 0 else 0
    return 1 if k in (0, clock_key) else 0


def slot(c: Columns, span: int, k: int, clock_key: int) -> int:
    """Where it is kept that a span counts for a clock: by its own key, else by the clock's."""
    shared = k == 0 and clock_key > 0
    return 2 * (span * c.case[KEYS] + (clock_key if shared else k)) + (1 if shared else 0)


def pause(c: Columns, s: Scratch, span: int, k: int, d: int, clock_key: int, after: int) -> None:
    """One more span is open for a clock."""
    i = d * c.case[KEYS] + clock_key
    s.span_counts[slot(c, span, k, clock_key)] = 1
    s.since[i] = after if s.opened[i] == 0 else min(s.since[i], after)
    s.opened[i] += 1


def span_after(t: Tables, day: int) -> int:
    """The day after which a span opened on `day` takes days out."""
    return day - t.counting[2]


def close_span(
    t: Tables, days: Days, c: Columns, s: Scratch, span: int, k: int, e: int, day: int
) -> None:
    """Time counts again from the next day, once no other span of the clock is open."""
    keys = c.case[KEYS]
    s.span[span * keys + k] = 0
    d = t.span_clock[span]
    for clock_key in range(keys):
        x = slot(c, span, k, clock_key)
        if pauses(t, d, k, clock_key) == 0 or s.span_counts[x] == 0:
            continue
        s.span_counts[x] = 0
        i = d * keys + clock_key
        if s.status[i] != RUNNING:
            continue
        s.opened[i] -= 1
        s.through[i] = max(s.through[i], day)
        if s.opened[i] == 0:
            s.out[i] += measured(days, DAYS, s.since[i], day)
            s.out_working[i] += measured(days, WORKING_DAYS, s.since[i], day)
        if c.case[TRACE] == 1:
            record(s, R_CLOSE, e, NONE, d, clock_key, span, day, k)
