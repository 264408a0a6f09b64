"""Two counterparts go in; how they differ in when, by whom and after what they are done comes out.

Content is compared elsewhere. Here the direction depends on what the act does to those outside: to
give information under one more condition is worse for them, to decline under one more is better.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.finding import Words
from .alike import ALIKE, alike
from .guards import Alternatives, Stands, difference, order, said, translated
from .judge import Judged, Sides, one_post, posts_said
from .kinds import Act, Item, Step
from .result import Judgement

_GRANTS = ("disclosed", "disclosed_in_part")
_GIVES = ("disclosed", "disclosed_in_part", "pointed", "told")
_MORE_EN = "it lacks a condition that the law has: {en}"
_FEWER_EN = "it has a condition that the law does not have: {en}"


def when_judged(local: Item, law: Item, sides: Sides) -> Judged | None:
    """How the cases in which an act is done stand to the law's; None: no difference."""
    mine, theirs = local.value, law.value
    assert isinstance(mine, Act)
    assert isinstance(theirs, Act)
    if local.matter != "request":
        return None
    cases = translated(mine.guard, sides.local, sides.law)
    stands = order(cases, theirs.guard)
    if stands is Stands.SAME or not _comparable(cases, theirs.guard):
        return None
    if stands is Stands.OTHER:
        gone, new = difference(theirs.guard, cases), difference(cases, theirs.guard)
        wants, asks = said(gone, sides.law), said(new, sides.local)
        zh = f"条件不同：{asks.zh}，上位规定为：{wants.zh}"
        en = f"another condition: {asks.en}; by the law: {wants.en}"
        return Judged(judgement=Judgement.UNDETERMINED, reason=Words(zh=zh, en=en))
    worse, better = _directions(local, mine)
    if stands is Stands.MORE:
        words = said(difference(theirs.guard, cases), sides.law)
        zh = f"没有上位规定的条件：{words.zh}"
        return Judged(
            judgement=better if _giving(mine, local) else worse,
            reason=Words(zh=zh, en=_MORE_EN.format(en=words.en)),
        )
    words = said(difference(cases, theirs.guard), sides.local)
    zh = f"另有上位规定没有的条件：{words.zh}"
    return Judged(
        judgement=worse if _giving(mine, local) else better,
        reason=Words(zh=zh, en=_FEWER_EN.format(en=words.en)),
    )


def _comparable(mine: Alternatives, theirs: Alternatives) -> bool:
    """Whether both speak of the same facts, or one of them has no condition at all."""
    facts = [{atom for one in side for atom in one} for side in (mine, theirs)]
    return not all(facts) or bool(facts[0] & facts[1])


def _giving(act: Act, item: Item) -> bool:
    """Whether the act is to the good of whoever asks."""
    return act.outcome in _GIVES or item.bound == "public"


def _directions(item: Item, act: Act) -> tuple[Judgement, Judgement]:
    """The judgements of what is worse and of what is better for those outside."""
    burdens = item.bound == "public" or (act.outcome is None and not item.key.endswith("extend"))
    return (Judgement.BURDEN if burdens else Judgement.LOOSER), Judgement.STRICTER


# --- by whom -------------------------------------------------------------------------------------


def post_judged(local: Item, law: Item, sides: Sides) -> Judged | None:
    """Whether somebody settles a doubt whom the law does not let settle it."""
    mine, theirs = local.value, law.value
    assert isinstance(mine, Act)
    assert isinstance(theirs, Act)
    if not local.key.endswith("settle the doubt") or not (mine.by and theirs.by):
        return None
    if one_post(mine.by, theirs.by, sides):
        return None
    own, other = posts_said(mine.by, sides.local), posts_said(theirs.by, sides.law)
    zh = f"由{own.zh}决定，上位规定为{other.zh}"
    en = f"settled by {own.en}, by the law {other.en}"
    return Judged(judgement=Judgement.LOOSER, reason=Words(zh=zh, en=en))


# --- after what ----------------------------------------------------------------------------------

_SKIPPED = Judged(
    judgement=Judgement.NOT_COVERED,
    reason=Words(zh="本规则没有要求事先办理", en="the local rule does not ask for it beforehand"),
)
_WAITS = Judged(
    judgement=Judgement.UNDETERMINED,
    reason=Words(
        zh="上位规定没有要求事先办理，公开因此须等待",
        en="the law does not ask for it beforehand, and disclosure has to wait for it",
    ),
)


def steps_judged(
    local: Item, law: Item, sides: Sides, mine_too: frozenset[str], theirs_too: frozenset[str]
) -> Iterator[tuple[Step | None, Step | None, Judged]]:
    """What has to be done before the one act and not before the other.

    `mine_too` and `theirs_too` are the parts of the acts that the two rules have at all: a step
    that the local rule does not know is told once, and one that the law knows is no delay.
    """
    mine, theirs = local.value, law.value
    assert isinstance(mine, Act)
    assert isinstance(theirs, Act)
    free = list(theirs.steps)
    for own in mine.steps:
        other = next((one for one in free if _one_step(own, one, sides)), None)
        if other is not None:
            free.remove(other)
        elif mine.outcome in _GRANTS and own.key not in theirs_too:
            yield own, None, _WAITS
    for other in (one for one in free if not one.key or one.key in mine_too):
        yield None, other, _SKIPPED


def _one_step(own: Step, other: Step, sides: Sides) -> bool:
    """Whether two steps are one: the same kind of act, by the same kind of post."""
    if own.key and own.key == other.key:
        return True
    posts = {post for one in own.by for post in sides.posts.get(one, frozenset())}
    same = bool(posts & set(other.by)) or own.act == other.act
    return same and alike(own.title.zh, other.title.zh) >= ALIKE
