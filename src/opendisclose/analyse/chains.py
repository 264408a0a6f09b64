"""A ruleset in; duties whose stages use up, exceed or leave open the time that they have, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ..deadline.texts import UNITS
from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.wording import named
from ..graph.clocks import KINDS
from ..graph.compiled import Compiled
from .actors import outside
from .clocks import route_of
from .given import AnalyseInput
from .lengths import Length, length_of
from .said import is_said
from .stages import Chain, Stage, chains_of

_STAGE = Words(zh="其中一个环节", en="one of the stages")


def find_chains(given: AnalyseInput) -> tuple[Finding, ...]:
    """Of every duty with a number: what its stages come to on the worst path to its goal."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for clock in range(len(compiled.deadlines))
        for finding in _of(compiled, clock)
    )


def _of(compiled: Compiled, clock: int) -> Iterator[Finding]:
    chains = [one for one in chains_of(compiled, clock) if one.stages]
    over = _exceeded(chains, extended=False) or _exceeded(chains, extended=True)
    if over is not None:
        yield over
    elif (exact := _used_up(chains)) is not None:
        yield exact
    if (loose := _without_limit(chains)) is not None:
        yield loose


# --- more than there is -------------------------------------------------------------------------


def _exceeded(chains: list[Chain], *, extended: bool) -> Finding | None:
    """The chain that exceeds its limit most; with extensions, also the limit's own."""
    worst: tuple[Fraction, Chain, int] | None = None
    for chain in chains:
        limit = _limit(chain, extended=extended)
        for position, amount in enumerate(chain.latest_extended if extended else chain.latest):
            if amount is None or limit is None or amount <= limit:
                continue
            stages = chain.stages_to(position, extended=extended)
            if not _ends_at(stages, position) or _is_another_period(chain, stages):
                continue
            if worst is None or amount - limit > worst[0]:
                worst = (amount - limit, chain, position)
    if worst is None:
        return None
    _, chain, position = worst
    stages = chain.stages_to(position, extended=extended)
    sums = chain.latest_extended if extended else chain.latest
    return _finding(chain, stages, sums[position], extended=extended)


def _ends_at(stages: tuple[Stage, ...], position: int) -> bool:
    """Whether an act is the last of its stages, and not only no later than a later one."""
    return bool(stages) and stages[-1].after == position


def _is_another_period(chain: Chain, stages: tuple[Stage, ...]) -> bool:
    """Whether a single clock runs from the start to the goal: no chain, but another period."""
    return len(stages) == 1 and stages[0].after == len(chain.path) - 1


def _limit(chain: Chain, *, extended: bool) -> Fraction | None:
    deadline = chain.compiled.deadline(chain.clock)
    length = length_of(deadline)
    assert length is not None
    if not extended or deadline.extended is None:
        return Fraction(length[1])
    unit, number = deadline.extended.at_most.unit()
    more = number * deadline.extended.times
    return Fraction(length[1] + more) if unit == length[0] else None


def _finding(
    chain: Chain, stages: tuple[Stage, ...], total: Fraction | None, *, extended: bool
) -> Finding:
    compiled, clock = chain.compiled, chain.clock
    length, limit = length_of(compiled.deadline(clock)), _limit(chain, extended=extended)
    assert length is not None
    assert total is not None
    assert limit is not None
    return make(
        codes.CHAIN_EXCEEDS_LIMIT,
        {
            "deadline": compiled.deadlines.ids[clock],
            "stages": _listed(compiled, stages, extended=extended),
            "sum": _amount(length[0], total),
            "limit": _amount(length[0], limit),
        },
        route=route_of(compiled, clock, "within"),
        clauses=_clauses(compiled, clock, stages),
        related=_related(compiled, stages),
    )


# --- exactly what there is ----------------------------------------------------------------------


def _used_up(chains: list[Chain]) -> Finding | None:
    """The first chain whose stages before the goal leave nothing of the limit."""
    for chain in chains:
        length = length_of(chain.compiled.deadline(chain.clock))
        assert length is not None
        for position in range(len(chain.path) - 2, 0, -1):
            stages = chain.stages_to(position)
            exact = all(one.length[0] == length[0] for one in stages)
            if chain.latest[position] == length[1] and exact and _ends_at(stages, position):
                said = _said(chain, stages)
                return None if said else _used(chain, position, stages, length)
    return None


def _used(chain: Chain, position: int, stages: tuple[Stage, ...], length: Length) -> Finding:
    compiled, clock = chain.compiled, chain.clock
    left = [compiled.transitions.ids[one] for one in chain.path[position + 1 :]]
    return make(
        codes.CHAIN_USES_UP_LIMIT,
        {
            "deadline": compiled.deadlines.ids[clock],
            "stages": _listed(compiled, stages),
            "sum": _amount(length[0], Fraction(length[1])),
            "left": named(left),
        },
        route=route_of(compiled, clock, "within"),
        clauses=_clauses(compiled, clock, stages),
        related=_related(compiled, stages),
    )


# --- no end -------------------------------------------------------------------------------------


def _without_limit(chains: list[Chain]) -> Finding | None:
    """The first chain with a step of the institution that no period bounds, though others are."""
    for chain in chains:
        open_steps = [
            number
            for position, number in enumerate(chain.path[1:-1], 1)
            if chain.latest[position] is None and _bound_to_act(chain, number)
        ]
        if open_steps:
            return _open(chain, open_steps)
    return None


def _bound_to_act(chain: Chain, number: int) -> bool:
    """Whether it is an act of the institution of which its author has not said how long it takes.

    An act that some deadline bounds without a number (promptly) has its limit.
    """
    compiled = chain.compiled
    transition = compiled.transition(number)
    if transition.when_expired is not None or outside(compiled.ruleset, transition):
        return False
    tables = compiled.tables
    if tables.meet_from[number] < tables.meet_from[number + 1]:
        return False
    return not is_said(compiled.ruleset, transition.clause, transition.reading)


def _open(chain: Chain, steps: list[int]) -> Finding:
    compiled, clock = chain.compiled, chain.clock
    clauses = [one for number in steps for one in compiled.transition(number).clause]
    return make(
        codes.CHAIN_WITHOUT_LIMIT,
        {
            "deadline": compiled.deadlines.ids[clock],
            "steps": named(compiled.transitions.ids[one] for one in steps),
        },
        route=route_of(compiled, clock),
        at_key=True,
        clauses=tuple(dict.fromkeys((*compiled.deadline(clock).clause, *clauses))),
    )


# --- words --------------------------------------------------------------------------------------


def _said(chain: Chain, stages: Iterable[Stage]) -> bool:
    compiled = chain.compiled
    deadline = compiled.deadline(chain.clock)
    clauses = _clauses(compiled, chain.clock, stages)
    readings = [compiled.deadline(one.clock).reading for one in stages]
    return is_said(compiled.ruleset, clauses, deadline.reading, *readings)


def _clauses(compiled: Compiled, clock: int, stages: Iterable[Stage]) -> tuple[str, ...]:
    every = (clock, *(one.clock for one in stages))
    return tuple(dict.fromkeys(name for one in every for name in compiled.deadline(one).clause))


def _related(compiled: Compiled, stages: Iterable[Stage]) -> tuple[Related, ...]:
    clocks = dict.fromkeys(one.clock for one in stages)
    return tuple(
        Related(
            route=route_of(compiled, one),
            message=_STAGE,
            clauses=compiled.deadline(one).clause,
            key=True,
        )
        for one in clocks
    )


def _listed(compiled: Compiled, stages: Iterable[Stage], *, extended: bool = False) -> Words:
    """The stages, each with its period, and with what its extension adds."""
    parts = []
    for one in stages:
        words = _amount(one.length[0], Fraction(one.length[1]))
        if extended and one.longer is not None:
            more = _amount(one.longer[0], Fraction(one.longer[1]))
            words = Words(zh=f"{words.zh}，延长 {more.zh}", en=f"{words.en} and {more.en} more")
        name = compiled.deadlines.ids[one.clock]
        parts.append(Words(zh=f"`{name}`（{words.zh}）", en=f"`{name}` ({words.en})"))
    return Words(zh="、".join(one.zh for one in parts), en=", ".join(one.en for one in parts))


def _amount(unit: str, number: Fraction) -> Words:
    zh, en = UNITS[KINDS[unit]]
    shown = f"{number.numerator}" if number.denominator == 1 else f"{float(number):.1f}"
    return Words(zh=f"{shown} {zh}", en=f"{shown} {en}{'' if number == 1 else 's'}")
