"""Two rulesets go in; procedures without a limit, and whole matters that are left out, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..diagnostics.finding import Words
from ..diagnostics.places import Route
from ..model.ruleset import Ruleset
from . import match, shown
from .features import WHOLE
from .kinds import Item, Limit
from .match import Pair
from .result import Judgement, Row, Side

if TYPE_CHECKING:
    from .against import Source

_NO_LIMIT = Words(
    zh="本规则的这一程序没有期限", en="this procedure of the local rule has no such limit"
)
_NOT_AFTER_CHANGE = Words(
    zh="本规则没有规定信息变更后的期限",
    en="the local rule sets no limit after the information has changed",
)
_SILENT = Words(zh="本规则不涉及此类事项", en="the local rule does not deal with the matter")


def tracks_without_limit(
    local: Source, law: Source, item: Item, pairs: Iterable[Pair]
) -> Iterator[Row]:
    """The local procedures on a matter that its limit, which others have, does not reach.

    Told once, beside the law's first limit on the matter; what the law does itself others may do.
    """
    limits = [one for one in law.items.every if one.key == item.key and one.kind == item.kind]
    theirs = {name for name, flow in law.items.flows.items() if flow.matter == item.matter}
    if item.key not in WHOLE or item is not limits[0] or theirs - {place(x) for x in limits}:
        return
    bound = {place(one.local) for one in pairs if one.law in limits}
    for name, flow in local.items.flows.items():
        if bound and name not in bound and flow.matter == item.matter:
            yield _row("period", _NO_LIMIT, local, law, item, name)


def place(item: Item) -> str:
    """The procedure that an item belongs to."""
    return str(item.route[1])


def not_after_change(local: Source, law: Source, item: Item, mine: Iterable[Pair]) -> Iterator[Row]:
    """A limit that by the law runs anew when information changes, and by no local rule does."""
    limits = [one.local.value for one in mine]
    begins = {part for one in limits if isinstance(one, Limit) for part in one.begins}
    if isinstance(item.value, Limit) and begins and "changed" in item.value.begins - begins:
        yield _row("period", _NOT_AFTER_CHANGE, local, law, item, None)


def left_out(local: Source, law: Source, told: set[str]) -> Iterator[Row]:
    """The procedures of the law of whose matter nothing is told yet and nothing is local."""
    for name, flow in law.items.flows.items():
        if flow.matter in local.items.matters or name in told:
            continue
        route: Route = ("procedures", name)
        yield Row(
            kind="matter",
            judgement=Judgement.NOT_COVERED,
            reason=_SILENT,
            local=None,
            law=shown.procedure(law, flow, route),
            how=match.ALONE,
            silent=True,
        )


def _row(kind: str, reason: Words, local: Source, law: Source, item: Item, name: str | None) -> Row:
    flow = local.items.flows[name] if name is not None else None
    route: Route = ("procedures", name or "")
    return Row(
        kind=kind,
        judgement=Judgement.NOT_COVERED,
        reason=reason,
        local=shown.procedure(local, flow, route) if flow is not None else None,
        law=shown.side(law, item),
        how=match.BY_PART if flow is not None else match.ALONE,
    )


# --- how days are counted ------------------------------------------------------------------------

_COUNTING = {
    "trigger_day": Words(zh="起算之日是否计入", en="whether the day of the event counts"),
    "ends_on_rest_day": Words(
        zh="末日为休息日时", en="what becomes of a last day on which nobody works"
    ),
    "excluded_span": Words(zh="扣除期间的首日", en="whether the first day of excluded time counts"),
}


def counting(local: Source, law: Source) -> Iterator[Row]:
    """Where the two count days in another way."""
    mine, theirs = local.ruleset.counting, law.ruleset.counting
    for key, title in _COUNTING.items():
        one, other = getattr(mine, key), getattr(theirs, key)
        if one == other:
            continue
        longer = (key, one) == ("excluded_span", "first_through_last")
        zh = f"计数方法不同（{one}；上位规定：{other}）"
        yield Row(
            kind="counting",
            judgement=Judgement.LOOSER if longer else Judgement.UNDETERMINED,
            reason=Words(zh=zh, en=f"days are counted in another way ({one}; the law: {other})"),
            local=_counted(local, key, title),
            law=_counted(law, key, title),
            how=match.BY_PART,
        )


def _counted(source: Source, key: str, title: Words) -> Side:
    route: Route = ("counting", key)
    return Side(
        ruleset=source.ruleset.id,
        name=f"counting.{key}",
        title=title,
        said=Words(zh="", en=""),
        clauses=(),
        route=route,
        span=source.places.of(route),
    )


def yields(ruleset: Ruleset) -> Words:
    """Why what the document only takes over from the law is not its own."""
    clauses = "、".join(ruleset.prevails.clause) if ruleset.prevails is not None else ""
    return Words(
        zh=f"本规则自己没有规定，依{clauses}适用上位规定",
        en=f"the local rule says nothing of its own; by its {clauses} the law applies",
    )
