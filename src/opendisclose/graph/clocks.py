"""The deadlines of a procedure as columns: their periods, and what every act does to each clock."""

from __future__ import annotations

from typing import Protocol

from ..model.periods import UNITS, Period
from ..model.procedure import AllMoments, Deadline, Excluded, Moment, Procedure
from ..model.ruleset import Ruleset
from .names import Names
from .programs import Programs
from .rows import rows
from .tables import (
    BY_CHANNEL,
    CLOSES,
    COMPANION,
    DUTY,
    FLOOR,
    GRANTS,
    LIMIT,
    LIMITS,
    MEETS,
    NEEDS,
    OPENS,
    OWN_TIME,
    RECEIVED,
    STARTS,
    Ints,
)

# The kinds of period, as `deadline.count` numbers them; a test holds the two equal.
KINDS = {
    **{name: number + 1 for number, name in enumerate(UNITS)},
    "same_day": 5,
    "by_date": 6,
    "last_working_week_of": 6,
    "promptly": 7,
    "in_step": 8,
    "set_by": 9,
}


class Numbers(Protocol):
    """What this module asks of the procedure's names."""

    acts: Names
    deadlines: Names
    facts: Names
    variants: list[list[int]]


def spans_of(procedure: Procedure) -> list[tuple[Excluded, ...]]:
    """The spans that each deadline leaves out; hours know no exclusion (meaning 5)."""
    return [
        () if _period(one)[0] == KINDS["hours"] else one.excluded
        for one in procedure.deadlines.values()
    ]


def goal_moments(deadline: Deadline) -> tuple[Moment, ...]:
    """The acts that meet a deadline, in file order."""
    if isinstance(deadline.met_by, AllMoments):
        return deadline.met_by.all
    return deadline.met_by or ()


def receipts_of(ruleset: Ruleset, procedure: Procedure, names: Numbers) -> dict[int, str]:
    """By transition: the one of `receipts` that some clock takes for the day of its act."""
    found: dict[int, str] = {}
    for deadline in procedure.deadlines.values() if ruleset.receipts else ():
        starts = deadline.starts if deadline.starts != "period" else ()
        for moment in (*starts, *goal_moments(deadline)):
            if moment.at in ruleset.receipts:
                for transition in names.variants[names.acts[moment.act]]:
                    found[transition] = moment.at
    return found


def clock_columns(procedure: Procedure, names: Numbers, programs: Programs) -> dict[str, Ints]:
    """Every column of the tables that speaks of clocks."""
    listed = list(procedure.deadlines.values())
    periods = [_period(one) for one in listed]
    fires = _fires(procedure, names)
    goals = [[(names.acts[m.act],) for m in goal_moments(one)] for one in listed]
    begins = [
        [(names.acts[m.act],) for m in one.starts] if one.starts != "period" else []
        for one in listed
    ]
    within = [one.within if one.within is not None else one.at_least for one in listed]
    set_by = [one.set_by if isinstance(one, Period) else None for one in within]
    return {
        "d_mode": [_mode(one) for one in listed],
        "d_kind": [kind for kind, _ in periods],
        "d_number": [number for _, number in periods],
        "d_fact": [names.facts[fact] if fact else -1 for fact in set_by],
        "d_when": [programs.add(one.when) for one in listed],
        "d_per": [int(one.per is not None) for one in listed],
        "d_period": [int(one.starts == "period") for one in listed],
        "d_fires": [int(bool(one)) for one in fires],
        "d_goals": [
            len(one.met_by.all) if isinstance(one.met_by, AllMoments) else 0 for one in listed
        ],
        **rows(("begin_from", "begin_act"), begins),
        **rows(("goal_from", "goal_act"), goals),
        **rows(("fire_from", "fire_transition"), [[(t,) for t in one] for one in fires]),
        **_extensions(listed, names),
        **_effects(procedure, names),
    }


def _period(deadline: Deadline) -> tuple[int, int]:
    """The kind and the number of a deadline's period or floor."""
    period = deadline.within if deadline.within is not None else deadline.at_least
    if isinstance(period, str):
        return KINDS[period], 0
    if period is None:
        return 0, 0
    name = period.given()[0]
    return (KINDS[name], getattr(period, name)) if name in UNITS else (KINDS[name], 0)


def _mode(deadline: Deadline) -> int:
    if deadline.within == "in_step":
        return COMPANION
    if deadline.at_least is not None:
        return FLOOR
    return LIMIT if deadline.limits else DUTY


def _fires(procedure: Procedure, names: Numbers) -> list[list[int]]:
    """The transitions that each deadline's expiry fires, in file order."""
    found: list[list[int]] = [[] for _ in procedure.deadlines]
    for number, transition in enumerate(procedure.transitions.values()):
        if transition.when_expired:
            found[names.deadlines[transition.when_expired]].append(number)
    return found


def _extensions(listed: list[Deadline], names: Numbers) -> dict[str, Ints]:
    given = [one.extended for one in listed]
    units = [one.at_most.unit() if one else None for one in given]
    needs = [[(names.acts[act],) for act in one.needs] if one else [] for one in given]
    return {
        "d_extension_kind": [KINDS[unit[0]] if unit else 0 for unit in units],
        "d_extension_most": [unit[1] if unit else 0 for unit in units],
        "d_extension_times": [one.times if one else 0 for one in given],
        "d_extension_fact": [
            names.facts[one.length] if one and one.length else -1 for one in given
        ],
        "d_extension_needs": [(1 << len(one)) - 1 for one in needs],
        **rows(("need_acts_from", "need_act"), needs),
    }


_BITS = {
    "meet": MEETS,
    "limit": LIMITS,
    "close": CLOSES,
    "grant": GRANTS,
    "need": NEEDS,
    "open": OPENS,
    "start": STARTS,
}


class _Effects:
    """What each transition does to clocks: rows of entries, one row a transition."""

    def __init__(self, names: Numbers, transitions: int) -> None:
        self._names = names
        self._transitions = transitions
        self._rows: dict[str, list[list[tuple[int, ...]]]] = {}

    def add(self, effect: str, act: str, *entry: int) -> None:
        """`act` is an act, meaning all its variants, or one variant."""
        listed = self._rows.setdefault(effect, [[] for _ in range(self._transitions)])
        for transition in self._names.variants[self._names.acts[act]]:
            listed[transition].append(entry)

    def bits(self) -> Ints:
        """By transition: its effects as bits."""
        found = [0] * self._transitions
        for effect, bit in _BITS.items():
            for number, entries in enumerate(self._rows.get(effect, ())):
                found[number] |= bit if entries else 0
        return found

    def columns(self, effect: str, *names: str) -> dict[str, Ints]:
        listed = self._rows.get(effect, [[] for _ in range(self._transitions)])
        return rows((f"{effect}_from", *(f"{effect}_{name}" for name in names)), listed)


def _effects(procedure: Procedure, names: Numbers) -> dict[str, Ints]:
    """What each transition meets, limits, closes, grants, needs, opens and starts."""
    effects = _Effects(names, len(procedure.transitions))
    span_clock: Ints = []
    span_from: Ints = [0]
    for number, (deadline, spans) in enumerate(
        zip(procedure.deadlines.values(), spans_of(procedure), strict=True)
    ):
        for bit, moment in enumerate(goal_moments(deadline)):
            effects.add("meet", moment.act, number, _at(moment, names), bit)
        for act in deadline.limits:
            effects.add("limit", act, number)
        for span in spans:
            for act in span.until:
                effects.add("close", act, len(span_clock))
            for act in span.from_:
                effects.add("open", act, len(span_clock))
            span_clock.append(number)
        span_from.append(len(span_clock))
        if deadline.extended is not None:
            effects.add("grant", deadline.extended.act, number)
            for bit, act in enumerate(deadline.extended.needs):
                effects.add("need", act, number, bit)
        if deadline.starts != "period":
            for moment in deadline.starts:
                effects.add("start", moment.act, number, _at(moment, names))
    return {
        "t_clocks": effects.bits(),
        **effects.columns("meet", "clock", "at", "bit"),
        **effects.columns("limit", "clock"),
        **effects.columns("close", "span"),
        **effects.columns("grant", "clock"),
        **effects.columns("need", "clock", "bit"),
        **effects.columns("open", "span"),
        **effects.columns("start", "clock", "at"),
        "span_clock": span_clock,
        "span_from": span_from,
    }


def _at(moment: Moment, names: Numbers) -> int:
    if moment.at is None:
        return OWN_TIME
    if moment.at == "received":
        return RECEIVED
    # Else one of the receipts: the loader has seen that it is either.
    return names.facts[moment.at] if moment.at in names.facts.ids else BY_CHANNEL
