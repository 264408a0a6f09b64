"""A ruleset in; extensions that come too late, exclusions without end, and both in vain out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.wording import named
from ..graph.compiled import Compiled
from ..graph.lives import Life, is_ahead, life_of
from ..model.procedure import Excluded, Extended
from .clocks import route_of
from .given import AnalyseInput
from .lengths import countable, floors_on, length_of, reaches
from .runs import run_along

_NO_DATE = Words(zh="没有天数可加", en="it has no number to add to")
_HOURS = Words(zh="一个以小时计，另一个不是", en="one is in hours and the other is not")
_NOT_COUNTED = Words(
    zh="只有以工作日、日、月计的期限才有可扣除的时间",
    en="only a period in working days, days or months has time to take out",
)


def find_late_extensions(given: AnalyseInput) -> tuple[Finding, ...]:
    """Extensions that cannot be granted before the due date, or not be added to the period."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for clock in range(len(compiled.deadlines))
        if (extended := compiled.deadline(clock).extended) is not None
        for finding in _extension(compiled, clock, extended)
    )


def find_endless_exclusions(given: AnalyseInput) -> tuple[Finding, ...]:
    """Exclusions that open and can never close, or that have nothing to be taken out of."""
    return tuple(
        finding
        for compiled in given.compiled.values()
        for clock in range(len(compiled.deadlines))
        if compiled.deadline(clock).excluded
        for finding in _exclusions(compiled, clock)
    )


# --- extensions ---------------------------------------------------------------------------------


def _extension(compiled: Compiled, clock: int, extended: Extended) -> Iterator[Finding]:
    deadline, name = compiled.deadline(clock), compiled.deadlines.ids[clock]
    route, clauses = route_of(compiled, clock, "extended"), extended.clause or deadline.clause
    length = length_of(deadline)
    if deadline.within in ("promptly", "in_step"):
        values = {"deadline": name, "key": "extended", "why": _NO_DATE}
        yield make(codes.EFFECT_ON_NOTHING, values, route=route, clauses=clauses)
        return
    if length is not None and (length[0] == "hours") != (extended.at_most.unit()[0] == "hours"):
        values = {"deadline": name, "why": _HOURS}
        yield make(codes.EXTENSION_IN_ANOTHER_UNIT, values, route=route, clauses=clauses)
        return
    life = life_of(compiled, clock)
    late = [one for one in (extended.act, *extended.needs) if not _in_time(life, clock, one)]
    if late and life.whole and any(life.running(clock)):
        yield make(
            codes.EXTENSION_NEVER_IN_TIME,
            {"deadline": name, "why": _while_it_runs(late[0])},
            route=(*route, "act" if late[0] == extended.act else "needs"),
            clauses=clauses,
        )
        return
    for floor in floors_on(compiled, extended.act):
        if reaches(compiled, floor, clock, extended=False):
            why = _under_the_floor(extended.act, compiled.deadlines.ids[floor])
            values = {"deadline": name, "why": why}
            yield make(codes.EXTENSION_NEVER_IN_TIME, values, route=route, clauses=clauses)


def _in_time(life: Life, clock: int, act: str) -> bool:
    """Whether an act can be done while the clock runs; its own expiry is too late."""
    compiled = life.compiled
    variants = compiled.variants(compiled.acts[act])
    return any(
        place[1] >> clock & 1 and number in variants and compiled.tables.t_clock[number] != clock
        for place, number, _ in life.steps
    )


def _while_it_runs(act: str) -> Words:
    return Words(
        zh=f"期限计算期间 `{act}` 不能发生",
        en=f"`{act}` cannot happen while it runs",
    )


def _under_the_floor(act: str, floor: str) -> Words:
    return Words(
        zh=f"`{floor}` 届满前不得 `{act}`，而它那时已经届满",
        en=f"`{act}` may not be done before `{floor}` ends, and by then it has run out",
    )


# --- exclusions ---------------------------------------------------------------------------------


def _exclusions(compiled: Compiled, clock: int) -> Iterator[Finding]:
    deadline, name = compiled.deadline(clock), compiled.deadlines.ids[clock]
    if not countable(deadline):
        yield make(
            codes.EFFECT_ON_NOTHING,
            {"deadline": name, "key": "excluded", "why": _NOT_COUNTED},
            route=route_of(compiled, clock, "excluded"),
            clauses=deadline.clause,
        )
        return
    life = life_of(compiled, clock)
    for index, span in enumerate(deadline.excluded):
        for act in span.from_:
            yield from _endless(life, clock, index, span, act)


def _endless(life: Life, clock: int, index: int, span: Excluded, act: str) -> Iterator[Finding]:
    """An act that always opens the span where nothing that closes it can come."""
    compiled = life.compiled
    opening = [one for one in life.steps if one[1] in compiled.variants(compiled.acts[act])]
    # Where the clock lapses with the act, or does not run yet, nothing is paused.
    pausing = [one for one in opening if one[2][1] >> clock & 1]
    if not pausing or not life.whole:
        return
    closing = [compiled.acts[one] for one in span.until]
    if any(is_ahead(compiled, after[0], one) for _, _, after in pausing for one in closing):
        return
    yield make(
        codes.EXCLUSION_NEVER_CLOSES,
        {
            "deadline": compiled.deadlines.ids[clock],
            "act": act,
            "until": named(span.until),
        },
        route=route_of(compiled, clock, "excluded", index),
        clauses=span.clause or compiled.deadline(clock).clause,
        run=run_along(compiled, life.path_with(pausing[0])),
    )
