"""A deadline goes in; its period, extension, excluded time and the meaning of silence come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..model.periods import Within
from ..model.procedure import Deadline
from ..model.ruleset import Ruleset
from . import features
from .features import Flow
from .kinds import OFFICE, PUBLIC, Item, Limit, Longer, Pause, Silence, Value


def of_deadline(ruleset: Ruleset, flow: Flow, name: str, deadline: Deadline) -> Iterator[Item]:
    """The items of one deadline: each part of it that a law may say otherwise."""
    bare = _bare(ruleset, flow, name, deadline)
    limit = _limit(flow, deadline, bare.key)
    if limit is not None:
        kind = "date" if flow.procedure.every is not None else "period"
        where = "at_least" if limit.mode == "at_least" else "within"
        yield replace(bare, kind=kind, route=(*bare.route, where), value=limit)
    if deadline.extended is not None:
        longer = _longer(ruleset, flow, deadline)
        one = _part(bare, "extension", "extended", ("extended",), longer)
        yield replace(one, clauses=deadline.extended.clause or deadline.clause)
    for number, span in enumerate(deadline.excluded):
        waits = features.topic_of(flow, span.from_)
        pause = Pause(waits_for=waits)
        one = _part(bare, "exclusion", f"excluded {waits}", ("excluded", number), pause)
        yield replace(one, clauses=span.clause or deadline.clause, reading=span.reading is not None)
    for own, expiring in flow.procedure.transitions.items():
        means = features.silence_of(ruleset, flow, expiring)
        if expiring.when_expired == name and means is not None:
            at: Route = ("procedures", flow.name, "transitions", own)
            one = _part(bare, "silence", "silence", (), Silence(means=means))
            yield replace(one, route=at, clauses=expiring.clause or deadline.clause)


def _bare(ruleset: Ruleset, flow: Flow, name: str, deadline: Deadline) -> Item:
    """What all items of a deadline have in common."""
    outside = features.all_external(ruleset, deadline.owed_by)
    return Item(
        kind="period",
        key=flow.deadlines.get(name, ""),
        name=f"{flow.name}.{name}",
        owner=name,
        title=Words(zh=deadline.zh or name, en=deadline.en or name),
        clauses=deadline.clause,
        route=("procedures", flow.name, "deadlines", name),
        bound=PUBLIC if outside else OFFICE,
        value=Pause(waits_for=""),
        matter=flow.matter,
        basis=deadline.basis,
        reading=deadline.reading is not None,
    )


def _part(bare: Item, kind: str, name: str, route: Route, value: Value) -> Item:
    return replace(
        bare,
        kind=kind,
        key=f"{bare.key} {name}" if bare.key else "",
        name=f"{bare.name} {name}",
        route=(*bare.route, *route),
        value=value,
    )


def _limit(flow: Flow, deadline: Deadline, key: str) -> Limit | None:
    length, mode = _length(deadline)
    if length is None:
        return None
    whole = key in features.WHOLE
    late = flow.starts_late(deadline)
    return Limit(
        mode=mode,
        length=length,
        later_start=late,
        begins=features.begins(flow, deadline) if whole else frozenset(),
        idle=tuple(features.idle(flow, deadline)) if whole else (),
        goals=features.duties(flow, deadline) if flow.procedure.every is not None else frozenset(),
    )


def _length(deadline: Deadline) -> tuple[Within | None, str]:
    if deadline.at_least is not None:
        return deadline.at_least, "at_least"
    return deadline.within, "limits" if deadline.limits else "within"


def _longer(ruleset: Ruleset, flow: Flow, deadline: Deadline) -> Longer:
    longer = deadline.extended
    assert longer is not None
    telling = [
        act
        for act in longer.needs
        if features.tells(flow, act)
        and not all(features.borrowed(ruleset, one.clause) for one in flow.variants(act))
    ]
    return Longer(
        at_most=longer.at_most,
        times=longer.times,
        by=tuple(dict.fromkeys(r for one in flow.variants(longer.act) for r in one.by)),
        told=bool(telling),
    )
