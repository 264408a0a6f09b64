"""An item of a ruleset goes in; a side of a row (title, words, clauses, place) comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..model.ruleset import Ruleset
from . import lengths
from .chain import Stages
from .features import Flow
from .items import procedure_title
from .kinds import Bar, Item, Limit, Longer, Need, Silence, Step
from .result import Side

if TYPE_CHECKING:
    from .against import Source

_MODES = {
    "within": ("{zh}内", "within {en}"),
    "at_least": ("不少于 {zh}", "no less than {en}"),
    "limits": ("至迟 {zh}内", "if at all, within {en}"),
}
_FORCE = {
    "shall_not": Words(zh="不得公开", en="shall not be disclosed"),
    "may_not": Words(zh="不予公开", en="is not disclosed"),
    "may_withhold": Words(zh="可以不予公开", en="may be withheld"),
}
_SILENT = {
    "refusal": Words(zh="沉默视为不同意", en="silence is a refusal"),
    "open": Words(zh="沉默的，由机关决定", en="after silence the office decides"),
    "consent": Words(zh="沉默视为同意", en="silence is consent"),
}
_NOTHING = Words(zh="", en="")


def side(source: Source, item: Item) -> Side:
    """One item as one side of a row."""
    return Side(
        ruleset=source.ruleset.id,
        name=item.name,
        title=item.title,
        said=said(item, source.ruleset),
        clauses=item.clauses,
        route=item.route,
        span=source.places.of(item.route),
    )


def need(source: Source, act: Item, one: Need) -> Side:
    """One thing that an act requires."""
    return Side(
        ruleset=source.ruleset.id,
        name=f"{act.name} {' '.join(sorted(one.names))}",
        title=Words(zh=f"{act.title.zh}：{one.title.zh}", en=f"{act.title.en}: {one.title.en}"),
        said=one.title,
        clauses=one.clauses,
        route=one.route,
        span=source.places.of(one.route),
    )


def step(source: Source, act: Item, one: Step) -> Side:
    """One thing that has to be done before an act."""
    return Side(
        ruleset=source.ruleset.id,
        name=f"{act.name} {one.act}",
        title=Words(zh=f"{act.title.zh}：{one.title.zh}", en=f"{act.title.en}: {one.title.en}"),
        said=one.title,
        clauses=one.clauses,
        route=one.route,
        span=source.places.of(one.route),
    )


def stages(source: Source, flow: Flow, found: Stages) -> Side:
    """The stages of a procedure."""
    whole = procedure(source, flow, ("procedures", flow.name))
    return replace(whole, said=found.sum, clauses=found.clauses)


def procedure(source: Source, flow: Flow, route: Route) -> Side:
    """A whole procedure."""
    return Side(
        ruleset=source.ruleset.id,
        name=flow.name,
        title=procedure_title(flow.procedure),
        said=_NOTHING,
        clauses=flow.procedure.clause,
        route=route,
        span=source.places.of(route, key=True),
    )


def said(item: Item, ruleset: Ruleset) -> Words:
    """What an item says, in a few words."""
    value = item.value
    if isinstance(value, Limit):
        length = lengths.said(value.length, ruleset)
        if not lengths.counted(value.length) or item.kind == "date":
            return length
        zh, en = _MODES[value.mode]
        return Words(zh=zh.format(zh=length.zh), en=en.format(en=length.en))
    if isinstance(value, Longer):
        length = lengths.said(value.at_most, ruleset)
        times = "" if value.times == 1 else f" × {value.times}"
        return Words(zh=f"至多延长 {length.zh}{times}", en=f"at most {length.en}{times} more")
    if isinstance(value, Silence):
        return _SILENT[value.means]
    if isinstance(value, Bar):
        force = _FORCE.get(value.force or "", _NOTHING)
        but_zh = "、".join(one.words.zh for one in value.lifts)
        but_en = ", ".join(one.words.en for one in value.lifts)
        return Words(
            zh=force.zh + (f"，{but_zh}的除外" if but_zh else ""),
            en=force.en + (f", unless: {but_en}" if but_en else ""),
        )
    return _NOTHING
