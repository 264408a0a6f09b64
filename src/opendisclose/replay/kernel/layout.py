"""What the kernel reads of a case, what it keeps while it runs, and the records it writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Ints: TypeAlias = list[int]

NONE = -1
NEVER = 1 << 61  # an instant later than any other
BY_TIME = -2  # where the event would stand at which an act came, which an expiry has fired

# Three-valued logic.
FALSE, TRUE, UNKNOWN = 0, 1, 2


@dataclass(slots=True)
class Columns:
    """The events of one case in order of time, and the case's own data.

    The events of several cases may stand one after another; `case` says which are judged. Instants
    are UTC microseconds since 1970, days `date.toordinal()`; `known_from[e]` up to
    `known_from[e + 1]` are the facts that event `e` records, `cite_from` likewise.
    """

    case: Ints  # the slots below
    act: Ints  # -1: an act the ruleset does not have; only its data counts
    at: Ints
    day: Ints
    vague: Ints  # 1 if only the day is known
    role: Ints
    actor: Ints  # a number for each person named in the log; -1 if none is
    key: Ints  # -1 if none is logged; 0 is the case's own key
    received_at: Ints  # -1 if no receipt is logged
    received_day: Ints
    received_vague: Ints
    channel_day: Ints  # the day of receipt as the channel has it; negative: not before; 0: none
    known_from: Ints
    known_fact: Ints
    known_value: Ints
    cite_from: Ints
    cite: Ints  # an exemption; -1 for a name that is none
    fact: Ints  # the facts known from the start, by case, and their values
    value: Ints
    fixed: Ints  # by period and clock: the due date fixed in the case's period, or 0


@dataclass(slots=True)
class Scratch:
    """What the kernel keeps of one case. Facts, acts, clocks and spans are kept per key."""

    state: Ints  # the slots below
    records: Ints
    stack: Ints
    key_seen: Ints  # key: 1 once an event had it
    known: Ints  # fact * keys + key
    done: Ints  # act * keys + key: when it was last done, in the order of happenings; 0 if never
    by: Ints  # act * keys + key: the event that did it last; -1 if none
    seen: Ints  # marking: searched in this jump, and how it was reached
    queue: Ints
    came_from: Ints
    came_by: Ints
    # clocks
    status: Ints
    begun: Ints  # the event that started it
    begun_at: Ints  # when it was started, in the order of happenings
    day: Ints
    at: Ints
    vague: Ints  # 1 if only the day is known, 2 if only that it was not before it
    out: Ints  # days taken out by closed spans: natural days
    out_working: Ints  # and working days, as a period may be set or changed later
    through: Ints  # the last day that a closed span took out, be another still open
    opened: Ints  # how many spans are open
    since: Ints  # the day after which the open spans take days out
    longer: Ints  # by how much it is extended
    longer_kind: Ints  # in which unit; 0 while it is not extended
    times: Ints
    needs: Ints  # the needed acts that are done, as bits
    grants: Ints  # how many grants wait for their needs
    grant: Ints  # the events of those, as many places a clock as `size` says
    grant_as: Ints  # the transitions they were
    granted: Ints
    granted_kind: Ints
    goals: Ints  # the acts of an `all` that are done, as bits
    met: Ints  # the event that met it
    ended: Ints  # the day on which it was met, ran out or lapsed
    frozen: Ints  # 1 once it has ended: its period is what it was then
    frozen_kind: Ints
    frozen_number: Ints
    fired: Ints  # the transition that its expiry has fired, from 1 on; 0 if none
    # spans
    span: Ints  # 1 while it is open
    span_day: Ints
    span_counts: Ints  # two a span and key: 1 while it counts for its key's clock, for another's


@dataclass(slots=True)
class Cases:
    """Many cases whose events stand in the same columns, and what each of them came to."""

    first: Ints  # by case: its events, those after its as-of instant left out
    end: Ints
    keys: Ints
    as_of: Ints
    as_of_day: Ints
    starts_in: Ints  # the marking
    period_day: Ints
    fixed_from: Ints
    fact_from: Ints  # `fact_from[n]` up to `fact_from[n + 1]` are the facts that case `n` is given
    want: Ints  # the kinds of record for which a case's records are kept, as bits; 1: clocks too
    marking: Ints  # what came of it: the marking at its end,
    undecided: Ints  # how much of what decides is not known,
    record_from: Ints  # where its records stand among those kept, NONE if they are not,
    record_end: Ints
    record: Ints
    clock: Ints  # every clock of every case that was started, CLOCK_WIDTH integers each
    kept: Ints  # how many records and clocks are kept; the room a case needs that found too little
    reply: Ints  # the last reply of every case, REPLY_WIDTH integers each; none: not asked for


# Slots of Scratch.state and Columns.case.
COUNT, MARKING, ORDER, SEARCHED, PENDING, UNDECIDED, LOOKED = range(7)
STATE_SIZE = 7
(
    KEYS,
    STARTS_IN,
    AS_OF,
    AS_OF_DAY,
    PERIOD_DAY,
    TRACE,
    FIRST,
    END,
    FIXED_FROM,
    FACT_FROM,
    FACT_END,
) = range(11)
CASE_SIZE = 11

# Slots of Cases.kept, and the places of a clock in Cases.clock.
RECORDS, CLOCKS, LACKING = range(3)
(
    C_CASE,
    C_CLOCK,
    C_KEY,
    C_STATUS,
    C_DUE,
    C_MOMENT,  # the last instant in time
    C_TRIGGER,
    C_ENDED,  # the day on which it was met, ran out or lapsed; 0 while it is open
    C_MET,  # the event that met it
) = range(9)
CLOCK_WIDTH = 9
# A reply in Cases.reply: its transition (NONE if there is none), day, cell and remedy as recorded.
P_TRANSITION, P_DAY, P_CELL, P_REMEDY = range(4)
REPLY_WIDTH = 4

# What a clock is doing.
IDLE, RUNNING, MET, EXPIRED, LAPSED = range(5)

# What a clock looks like in the end (records of kind CLOCK).
(
    AS_MET,
    AS_RUNNING,
    AS_PAUSED,
    AS_OVERDUE,
    AS_CONDITIONAL,
    AS_GONE,
    AS_LAPSED,
    AS_EXPIRED,
    AS_UNSET,
) = range(9)

# One record is ten integers: kind, event, transition, clock, key, and five of its own.
WIDTH = 10
(
    R_TAKEN,  # marking before, marking after, 1 if a late arrival
    R_FIRED,  # an expiry transition fired: due day, marking after
    R_JUMP,  # how many it skipped, when in the order of happenings
    R_SKIPPED,  # a transition the jump before skipped: event it came at or -1, order of the jump
    R_IMPOSSIBLE,  # marking
    R_GUARD,  # marking
    R_ROLE,  # role
    R_PERSON,  # 0 same_as, 1 distinct_from; the other event
    R_CONTENT,  # requirement
    R_BEFORE,  # presupposition; event it came at, -1 if it did not, BY_TIME
    R_BARRED,  # exemption
    R_CITED,  # exemption or -1; place among the event's cites; 0 unknown, 1 does not stand, 2 act
    R_NO_CITE,  # 1 if one is required
    R_LATE,  # due day, day it counts for, due instant, instant it counts for, 1 if vague
    R_OVERDUE,  # due day, day through which it was late, due instant
    R_COMPANION,  # day
    R_FLOOR,  # due day, day
    R_VOID,  # reasons, due day
    R_CAP,  # granted, its unit, most
    R_NEED,  # act, due day
    R_PREMATURE,  # 0 not started, 1 too early, 2 no period; due day
    R_ENDED,  # a clock that fires ran out: due day
    R_ASSUMED_CONTENT,  # requirement
    R_ASSUMED_RECEIPT,
    R_BAD_DATE,  # the date fact that lies after the event; its value
    R_OUTSIDE,  # a due date outside the calendar: trigger day
    R_UNDECIDED,  # what decides and is not known: a kind of the next table; its number
    R_START,  # trigger day, trigger instant, 1 if a restart, at
    R_OPEN,  # span, day, key of the span
    R_CLOSE,  # span, day, key of the span
    R_EXTENDED,  # unit, number, event that completed it
    R_MET,  # day
    R_CLOCK,  # status, due day, last instant in time, trigger day, event that met it
    # Only of a case that is traced: what was asked and found in order.
    R_THERE,  # requirement
    R_DONE,  # presupposition
    R_STANDS,  # exemption that an act rests on, or that stands where one may be cited
    R_LIFTED,  # exemption that would stand, and is lifted
    R_KEPT,  # an act within a limit, or after a floor: day
    R_REPLY,  # row of its cell and of its remedy (NONE: none fits), or NOT_KNOWN less the row; day
) = range(39)
KINDS = 39
NOT_KNOWN = -2  # less the row of a choice of which it is not known whether it fits

# What is not known where it decides (records of kind UNDECIDED).
(
    U_GUARD,
    U_PERSON,  # the other event; then 0 same_as, 1 distinct_from
    U_BEFORE,  # presupposition
    U_BARRED,  # exemption
    U_CITED,  # exemption
    U_WHEN,  # the standing condition of a clock
    U_PROVISIONAL,  # the due date lies beyond the last noticed year; due day
    U_VAGUE,  # an hour clock that started on a day without a time
    U_ROLE,  # who did it is not logged
    U_RECEIPT,  # a clock that rests on a day of receipt that is not known; due day
) = range(10)

# Why an extension is void (bits of VOID records).
V_ROLE, V_GUARD, V_EXPIRED, V_NEED, V_TIMES, V_NOT_RUNNING, V_UNIT = 1, 2, 4, 8, 16, 32, 64
