"""The receipts of a ruleset in, a finding for each wrong name and each channel left out out."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics.codes import CHANNEL_WITHOUT_DAY, TWO_RECEIPTS
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.places import Route
from ...diagnostics.wording import named
from ...model.procedure import AllMoments, Moment, Procedure
from ...model.receipt import Receipt
from ...model.ruleset import Fact, Ruleset
from .conditions import needs_type
from .names import FACT, RECEIVED, Names, dangling, not_reserved, unless_known

_CHANNEL = Words(zh="渠道", en="channel")
_DATE = Words(zh="日期事实或行为", en="date fact or act")


def check_receipts(ruleset: Ruleset, names: Names) -> Iterator[Finding]:
    """The findings of the section `receipts`, and of the acts whose receipt it tells."""
    for name, receipt in ruleset.receipts.items():
        route: Route = ("receipts", name)
        yield from not_reserved(name, (RECEIVED, *names.facts), route)
        yield from unless_known(FACT, receipt.channel, names.facts, (*route, "channel"))
        yield from needs_type(receipt.channel, ("enum",), (*route, "channel"), ruleset.facts)
        yield from _check_days(name, receipt, names, route, ruleset.facts)
    for name, procedure in ruleset.procedures.items():
        yield from _check_acts(procedure, names, ("procedures", name))


def _check_days(
    name: str, receipt: Receipt, names: Names, route: Route, facts: dict[str, Fact]
) -> Iterator[Finding]:
    channel = facts.get(receipt.channel)
    acts = tuple(dict.fromkeys(one.partition(".")[2] for one in names.acts_everywhere()))
    known = tuple(channel.values) if channel is not None and channel.type == "enum" else None
    for value, one in receipt.days.items():
        here = (*route, "days", value)
        if known is not None and value not in known:
            yield dangling(_CHANNEL, value, known, here, at_key=True)
        for word, fact in (("at", one.at), ("or_at", one.or_at)):
            yield from unless_known(_DATE, fact, (*names.facts, *acts), (*here, word))
            yield from needs_type(fact, ("date",), (*here, word), facts)
    missing = [one for one in known or () if one not in receipt.days]
    if missing:
        values: dict[str, object] = {"receipt": name, "channels": named(missing)}
        yield make(CHANNEL_WITHOUT_DAY, values, route=route, at_key=True)


def _check_acts(procedure: Procedure, names: Names, route: Route) -> Iterator[Finding]:
    """An event has one day of receipt, so its act names one of the receipts at most."""
    first: dict[str, str] = {}
    for deadline_name, deadline in procedure.deadlines.items():
        goal = deadline.met_by
        starts = deadline.starts if deadline.starts != "period" else ()
        goals = goal.all if isinstance(goal, AllMoments) else goal or ()
        for moment in (*starts, *goals):
            if moment.at not in names.receipts:
                continue
            act = _act(procedure, moment)
            known = first.setdefault(act, moment.at or "")
            if known != moment.at:
                values: dict[str, object] = {
                    "act": act,
                    "receipts": named((known, moment.at or "")),
                }
                here = (*route, "deadlines", deadline_name)
                yield make(TWO_RECEIPTS, values, route=here, at_key=True)


def _act(procedure: Procedure, moment: Moment) -> str:
    """The act that a moment names, or of which it names a variant."""
    variant = procedure.transitions.get(moment.act)
    return (variant.act or moment.act) if variant is not None else moment.act
