"""An overlay merged with its law and that law go in; a finding for each thing it loosens comes out.

An overlay may tighten and never loosen. Numbers and exemptions are judged as any local rule beside
the law; whatever else of the law's own items it changes has to be an addition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..calendars.calendar import Calendar
from ..diagnostics import codes
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.places import Route
from ..model.base import Model
from ..model.outcomes import citing
from ..model.procedure import Deadline, Transition
from ..model.ruleset import Ruleset
from . import shown
from .against import Source
from .alone import (
    UNKNOWN_BAR,
    UNKNOWN_BURDEN,
    UNKNOWN_EXTENSION,
    UNKNOWN_PAUSE,
    UNKNOWN_SILENCE,
    need_judged,
)
from .features import all_external
from .judge import Judged, Sides, judge
from .kinds import PUBLIC, Act, Bar, Item, Limit, Longer, Pause, Silence
from .result import Judgement

_TIGHTER = (Judgement.SAME, Judgement.STRICTER)
# What says how an item is called, where it stands and how it is read, and not what it means.
_WORDS = frozenset(
    {"zh", "en", "also", "clause", "reading", "ignore", "basis", "verified", "title", "summary"}
)
# What is judged by length and strength alone.
_JUDGED = {"deadlines": frozenset({"within", "at_least"}), "exemptions": frozenset({"force"})}
# Lists to which an overlay may add; each stands for what it takes to do the act.
_MORE = frozenset({"requires", "presupposes"})
_GONE = Judged(
    judgement=Judgement.LOOSER,
    reason=Words(zh="删去了法定的一项", en="it takes out what the law has"),
)


def loosened(own: Source, law: Source, calendar: Calendar) -> tuple[Finding, ...]:
    """Every way in which `own`, which extends `law`, is not as strict, placed in its file."""
    sides = Sides(local=own.ruleset, law=law.ruleset, calendar=calendar)
    found = (*_judged(own, law, sides), *_changed(own, law), *_ways(own, law))
    return tuple(one.placed(own.places) for one in found)


# --- what can be judged --------------------------------------------------------------------------


def _judged(own: Source, law: Source, sides: Sides) -> Iterator[Finding]:
    mine = {(one.kind, one.name): one for one in own.items.every}
    theirs = {(one.kind, one.name): one for one in law.items.every}
    for name, item in theirs.items():
        if name not in mine:
            if not _may_go(item):
                yield _finding(own, law, None, item, _GONE)
            continue
        for one in (*judge(mine[name], item, sides), *_needs(mine[name], item)):
            if one.judgement not in _TIGHTER:
                yield _finding(own, law, mine[name], item, one)
    for name, item in mine.items():
        unknown = _unknown(item, law.ruleset) if name not in theirs else None
        if unknown is not None:
            yield _finding(own, law, item, None, unknown)


def _needs(item: Item, law: Item) -> Iterator[Judged]:
    """How what an act requires beyond the law stands to it."""
    if isinstance(item.value, Act) and isinstance(law.value, Act):
        known = [one.names for one in law.value.needs]
        for need in item.value.needs:
            if need.names not in known:
                found = need_judged(item, need, None)
                yield from () if found is None else (found,)


def _may_go(item: Item) -> bool:
    """Whether it is for the office's benefit alone, so that it may do without."""
    if isinstance(item.value, Bar):
        return item.value.force == "may_withhold"
    granting = item.kind == "act" and item.key == "request extend"
    return granting or isinstance(item.value, (Longer, Pause))


def _unknown(item: Item, law: Ruleset) -> Judged | None:
    """How something stands that the law does not have; None: it binds the office further."""
    if isinstance(item.value, Bar):
        return UNKNOWN_BAR
    _, procedure, section, name, *_ = (*item.route, "", "", "", "")
    there = law.procedures.get(str(procedure))
    if there is None:
        return None
    if isinstance(item.value, Limit) and item.bound == PUBLIC:
        return UNKNOWN_BURDEN
    if section == "deadlines" and name not in there.deadlines:
        return None
    if isinstance(item.value, Longer):
        return UNKNOWN_EXTENSION
    if isinstance(item.value, Pause):
        return UNKNOWN_PAUSE
    if isinstance(item.value, Silence) and item.value.means == "refusal":
        return UNKNOWN_SILENCE
    return None


def _finding(
    own: Source, law: Source, item: Item | None, other: Item | None, one: Judged
) -> Finding:
    mine = shown.side(own, item) if item is not None else None
    theirs = shown.side(law, other) if other is not None else None
    side = mine or theirs
    assert side is not None
    said = Words(zh="", en="")
    if mine is not None and theirs is not None and mine.said != theirs.said and mine.said.zh:
        said = Words(
            zh=f"（{mine.said.zh}；法定 {theirs.said.zh}）",
            en=f" ({mine.said.en}; the law: {theirs.said.en})",
        )
    related: tuple[Related, ...] = ()
    if theirs is not None:
        message = Words(
            zh=f"{law.ruleset.id}：{theirs.title.zh} {theirs.said.zh}".rstrip(),
            en=f"{law.ruleset.id}: {theirs.title.en} {theirs.said.en}".rstrip(),
        )
        place = Related(
            route=theirs.route, message=message, clauses=theirs.clauses, span=theirs.span
        )
        related = (place,)
    article = " ".join(one.rpartition("/")[2] for one in (theirs.clauses if theirs else ()))
    return make(
        codes.LOOSER_THAN_LAW,
        {
            "item": side.title,
            "law": law.ruleset.id,
            "clauses": article,
            "reason": one.reason,
            "said": said,
        },
        clauses=theirs.clauses if theirs is not None else side.clauses,
        route=side.route,
        related=related,
    )


# --- what has to stay ----------------------------------------------------------------------------


def _changed(own: Source, law: Source) -> Iterator[Finding]:
    """Whatever else an overlay changes of an item of the law."""
    for route, before, after in _items(law.ruleset, own.ruleset):
        outside = isinstance(before, Transition) and all_external(law.ruleset, before.by)
        for name, field in type(before).model_fields.items():
            key = field.alias or name
            if key in _WORDS or _is_judged(key, route, before):
                continue
            one, other = getattr(before, name), getattr(after, name)
            if one != other and (outside or not _tighter(key, one, other)):
                yield _not_judged(law, (*route, key), route, after)
    for key in ("timezone", "counting", "fees"):
        if getattr(law.ruleset, key) != getattr(own.ruleset, key):
            yield _not_judged(law, (key,), (key,), own.ruleset)
    theirs, mine = law.ruleset.calendar, own.ruleset.calendar
    # A region's holidays are law; a day on which only this office rests would put off every date.
    loose: dict[str, Any] = {"subdivision": None, "worked": ()}
    if theirs.model_copy(update=loose) != mine.model_copy(update=loose):
        yield _not_judged(law, ("calendar",), ("calendar",), own.ruleset)
    for name, attribute in own.ruleset.attributes.items():
        if name not in law.ruleset.attributes:
            route = ("attributes", name)
            yield _not_judged(law, route, route, attribute)


def _is_judged(key: str, route: Route, before: Model) -> bool:
    # Of a floor and a ceiling together only the floor is compared.
    both = (
        isinstance(before, Deadline) and before.within is not None and before.at_least is not None
    )
    return not both and key in _JUDGED.get(str(route[-2]), frozenset())


def _items(law: Ruleset, own: Ruleset) -> Iterator[tuple[Route, Model, Model]]:
    """Every item of the law that the overlay still has, with what it is there."""
    for section in ("roles", "facts", "receipts", "attributes", "exemptions"):
        yield from _both((section,), getattr(law, section), getattr(own, section))
    recorded = {name: citing(one, own.exemptions) for name, one in law.outcomes.items()}
    yield from _both(("outcomes",), recorded, own.outcomes)
    for name, procedure in law.procedures.items():
        after = own.procedures.get(name)
        if after is None:
            continue
        fewer: dict[str, Any] = {"states": {}, "transitions": {}, "deadlines": {}, "about": None}
        yield (
            ("procedures", name),
            procedure.model_copy(update=fewer),
            after.model_copy(update=fewer),
        )
        for part in ("states", "transitions", "deadlines"):
            route = ("procedures", name, part)
            yield from _both(route, getattr(procedure, part), getattr(after, part))


def _both(
    route: Route, law: dict[str, Any], own: dict[str, Any]
) -> Iterator[tuple[Route, Model, Model]]:
    yield from (((*route, name), one, own[name]) for name, one in law.items() if name in own)


def _tighter(key: str, law: Any, own: Any) -> bool:
    """Whether a change can only ask for more of the office, or is judged apart."""
    if key in _MORE:
        plain = [_plain(one) for one in own]
        return all(_plain(one) in plain for one in law)
    if key == "by":  # fewer may do it
        return bool(own) and set(own) < set(law)
    if key == "values":  # further values of an enum; the law's own stay
        return all(name in own and _plain(own[name]) == _plain(one) for name, one in law.items())
    if key == "extended":  # its length and who grants it are judged; what it needs may be more
        same = law is None or own is None or (own.act, own.length) == (law.act, law.length)
        return same and (law is None or own is None or set(own.needs) >= set(law.needs))
    if key == "excluded":  # the law's own spans, or fewer; one of its own is judged
        spans = {one.from_: one.until for one in law}
        return all(spans.get(one.from_, one.until) == one.until for one in own)
    if key == "lifted_when":  # the law's exceptions and more; which more is judged
        return law is None or (own is not None and set(_ways_out(law)) <= set(_ways_out(own)))
    return False


def _plain(one: Model) -> Model:
    """Without its words and its clause."""
    known = type(one).model_fields
    gone = {"clause": (), "reading": None, "zh": None, "en": None, "also": (), "ignore": ()}
    return one.model_copy(update={key: value for key, value in gone.items() if key in known})


def _ways_out(condition: Any) -> tuple[str, ...]:
    """The alternatives of a condition, each as text."""
    parts = getattr(condition, "any", None) or (condition,)
    return tuple(repr(one) for one in parts)


def _ways(own: Source, law: Source) -> Iterator[Finding]:
    """Acts of its own that move a case of the law's: a way around what the law asks for."""
    for name, procedure in law.ruleset.procedures.items():
        after = own.ruleset.procedures.get(name)
        for act, one in after.transitions.items() if after is not None else ():
            if act not in procedure.transitions and _gets_by(one, procedure.transitions):
                route = ("procedures", name, "transitions", act)
                yield _not_judged(law, (*route, "act" if one.act else "to"), route, one)


def _gets_by(one: Transition, law: dict[str, Transition]) -> bool:
    known = {other.act or name for name, other in law.items()}
    return one.to is not None or one.act in known or one.outcome is not None or bool(one.sets)


def _not_judged(law: Source, at: Route, route: Route, item: Model) -> Finding:
    name = str(route[-1])
    title = Words(
        zh=getattr(item, "zh", None) or name,
        en=getattr(item, "en", None) or name,
    )
    span = law.places.of(at)
    message = Words(zh=f"{law.ruleset.id} 原文", en=f"as {law.ruleset.id} has it")
    return make(
        codes.CHANGE_NOT_JUDGED,
        {"item": title, "law": law.ruleset.id, "key": str(at[-1])},
        clauses=getattr(item, "clause", ()),
        route=at,
        related=(Related(route=at, message=message, clauses=(), span=span),) if span else (),
    )
