"""The deadlines of one procedure in, a finding for each wrong name or choice in them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...diagnostics.codes import (
    GOAL_OF_DEADLINE,
    IN_STEP_WITH_NOTHING,
    PERIOD_OF_DEADLINE,
    PERIOD_WITHOUT_EVERY,
)
from ...diagnostics.finding import Finding, make
from ...diagnostics.places import Route
from ...model.periods import UNITS, Period, Within
from ...model.procedure import AllMoments, Deadline, Goal, Moment, Procedure
from ...model.ruleset import Fact
from .conditions import check_condition, needs_type
from .names import (
    ACT,
    FACT,
    RECEIVED,
    ROLE,
    ROLE_OR_FACT,
    Names,
    Scope,
    all_known,
    exactly_one,
    not_empty,
    unless_known,
)

_PERIODS = (*UNITS, "by_date", "last_working_week_of", "set_by")


def check_deadlines(
    procedure: Procedure,
    name: str,
    names: Names,
    scope: Scope,
    route: Route,
    facts: Mapping[str, Fact],
) -> Iterator[Finding]:
    """The findings of the deadlines of the procedure called `name` that stands at `route`."""
    for deadline_name, deadline in procedure.deadlines.items():
        here = (*route, "deadlines", deadline_name)
        yield from _check_choices(deadline, deadline_name, here)
        if procedure.every is None and _needs_period(deadline):
            values = {"deadline": deadline_name, "procedure": name}
            yield make(PERIOD_WITHOUT_EVERY, values, route=here, at_key=True)
        yield from _check_people(deadline, names, here)
        yield from check_condition(deadline.when, (*here, "when"), names, facts)
        yield from _check_clock(deadline, names, scope, here, facts)
        yield from _check_effects(deadline, names, scope, here, facts)


def _check_choices(deadline: Deadline, name: str, route: Route) -> Iterator[Finding]:
    if (deadline.met_by is None) == (not deadline.limits):
        yield make(GOAL_OF_DEADLINE, {"deadline": name}, route=route, at_key=True)
    floor = deadline.at_least is not None
    if (deadline.within is not None) == floor or (floor and not deadline.limits):
        yield make(PERIOD_OF_DEADLINE, {"deadline": name}, route=route, at_key=True)
    if deadline.starts == "period" and deadline.within == "in_step":
        yield make(IN_STEP_WITH_NOTHING, {"deadline": name}, route=(*route, "within"))


def _needs_period(deadline: Deadline) -> bool:
    """Whether a deadline speaks of the period that a recurring procedure is about."""
    periods = (deadline.within, deadline.at_least)
    return deadline.starts == "period" or any(
        isinstance(one, Period) and (one.by_date or one.last_working_week_of) for one in periods
    )


def _check_people(deadline: Deadline, names: Names, route: Route) -> Iterator[Finding]:
    yield from all_known(ROLE, deadline.owed_by, names.actors(), (*route, "owed_by"))
    keyed = (*names.roles, *names.facts)
    yield from unless_known(ROLE_OR_FACT, deadline.per, keyed, (*route, "per"))


def _check_clock(
    deadline: Deadline, names: Names, scope: Scope, route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    if deadline.starts != "period":
        yield from _check_moments(deadline.starts, names, scope, (*route, "starts"), facts)
    for word, period in (("within", deadline.within), ("at_least", deadline.at_least)):
        yield from _check_period(period, names, (*route, word), facts)
    goal: Goal | None = deadline.met_by
    if isinstance(goal, AllMoments):
        yield from _check_moments(goal.all, names, scope, (*route, "met_by", "all"), facts)
    elif goal is not None:
        yield from _check_moments(goal, names, scope, (*route, "met_by"), facts)
    yield from all_known(ACT, deadline.limits, scope.acts, (*route, "limits"))


def _check_moments(
    moments: tuple[Moment, ...],
    names: Names,
    scope: Scope,
    route: Route,
    facts: Mapping[str, Fact],
) -> Iterator[Finding]:
    yield from not_empty(moments, route)
    for index, moment in enumerate(moments):
        here = (*route, index)
        yield from unless_known(ACT, moment.act, scope.acts, (*here, "act"))
        if moment.at != RECEIVED and moment.at not in names.receipts:
            known = (RECEIVED, *names.receipts, *names.facts)
            yield from unless_known(FACT, moment.at, known, (*here, "at"))
            yield from needs_type(moment.at, ("date",), (*here, "at"), facts)


def _check_period(
    period: Within | None, names: Names, route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    if not isinstance(period, Period):
        return
    yield from exactly_one(period.given(), _PERIODS, route)
    yield from unless_known(FACT, period.set_by, names.facts, (*route, "set_by"))
    yield from needs_type(period.set_by, ("date", "duration"), (*route, "set_by"), facts)


def _check_effects(
    deadline: Deadline, names: Names, scope: Scope, route: Route, facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    for index, span in enumerate(deadline.excluded):
        here = (*route, "excluded", index)
        for word, acts in (("from", span.from_), ("until", span.until)):
            yield from not_empty(acts, (*here, word))
            yield from all_known(ACT, acts, scope.acts, (*here, word))
    extended = deadline.extended
    if extended is None:
        return
    here = (*route, "extended")
    yield from unless_known(ACT, extended.act, scope.acts, (*here, "act"))
    yield from all_known(ACT, extended.needs, scope.acts, (*here, "needs"))
    yield from unless_known(FACT, extended.length, names.facts, (*here, "length"))
    yield from needs_type(extended.length, ("duration",), (*here, "length"), facts)
    yield from exactly_one(extended.at_most.given(), UNITS, (*here, "at_most"))
