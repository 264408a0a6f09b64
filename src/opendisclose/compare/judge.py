"""Two counterparts go in; how the local one stands to the law comes out, by a table of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Words
from ..model.periods import Period
from ..model.ruleset import Role, Ruleset
from . import lengths
from .items import PUBLIC, Act, Bar, Item, Limit, Longer, Pause, Silence
from .lengths import Order
from .result import Judgement

SAME, STRICTER, LOOSER = Judgement.SAME, Judgement.STRICTER, Judgement.LOOSER
BURDEN, UNDETERMINED = Judgement.BURDEN, Judgement.UNDETERMINED


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement with its reason; `certain` if it rests on numbers alone."""

    judgement: Judgement
    reason: Words
    certain: bool = False


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What a comparison looks at besides the two items: both rulesets and one calendar."""

    local: Ruleset = field(repr=False)
    law: Ruleset = field(repr=False)
    calendar: Calendar = field(repr=False)

    @cached_property
    def posts(self) -> dict[str, frozenset[str]]:
        """By local role: the law's roles that bear one of its names."""
        theirs = {name: _names(one) for name, one in self.law.roles.items()}
        return {
            name: frozenset(other for other, words in theirs.items() if words & _names(one))
            for name, one in self.local.roles.items()
        }


ALIKE = Judged(judgement=SAME, reason=Words(zh="内容相同", en="they say the same"))


def judge(local: Item, law: Item, sides: Sides) -> tuple[Judged, ...]:
    """Everything in which the local item differs from the law's, or that it does not."""
    found = (
        RULES[type(law.value)](local, law, sides) if type(local.value) is type(law.value) else ()
    )
    return tuple(found) or (ALIKE,)


# --- periods -------------------------------------------------------------------------------------


def _limit(local: Item, law: Item, sides: Sides) -> list[Judged]:
    mine, theirs = local.value, law.value
    assert isinstance(mine, Limit)
    assert isinstance(theirs, Limit)
    found = []
    if mine.mode != theirs.mode:
        found.append(
            _open("一个是上限，一个是下限或者行为的界限", "one is a ceiling and the other is not")
        )
    else:
        found += _length(local, law, sides)
    if mine.later_start and not theirs.later_start:
        found.append(
            _open("本规则自较晚的行为起算", "the local period runs from an act that comes later")
        )
    return found


def _length(local: Item, law: Item, sides: Sides) -> list[Judged]:
    mine, theirs = local.value, law.value
    assert isinstance(mine, Limit)
    assert isinstance(theirs, Limit)
    how = lengths.order(mine.length, theirs.length, sides.calendar, sides.law.counting)
    if how is Order.SAME or _both_set(mine, theirs):
        return []
    if how is Order.CROSS:
        return [_open("先后依日历而不同", "which of them ends first depends on the calendar")]
    if how is Order.OTHER:
        return [_open("一个有天数，一个没有", "one of them has no number of its own")]
    longer = how is Order.LONGER
    floor = mine.mode == "at_least"
    if local.bound == PUBLIC:
        shorter = longer if floor else not longer
        if shorter:
            zh, en = "给申请人或者第三方的时间较短", "it leaves those outside less time"
            return [_said(BURDEN, zh, en, certain=True)]
        zh, en = "给申请人或者第三方的时间较长", "it leaves those outside more time"
        return [_said(STRICTER, zh, en, certain=True)]
    looser = not longer if floor else longer
    if looser:
        zh, en = "办理期限长于上位规定", "it gives the office more time than the law does"
        if floor:
            zh, en = "最短期限短于上位规定", "its least period is shorter than the law's"
        return [_said(LOOSER, zh, en, certain=True)]
    zh, en = "对办理机关的期限较严", "it binds the office more closely"
    return [_said(STRICTER, zh, en, certain=True)]


def _both_set(mine: Limit, theirs: Limit) -> bool:
    """Whether both leave the length to whoever sets it."""
    both = (mine.length, theirs.length)
    return all(isinstance(one, Period) and one.set_by is not None for one in both)


def _longer(local: Item, law: Item, sides: Sides) -> list[Judged]:
    mine, theirs = local.value, law.value
    assert isinstance(mine, Longer)
    assert isinstance(theirs, Longer)
    found = []
    how = lengths.order(mine.at_most, theirs.at_most, sides.calendar, sides.law.counting)
    if how is Order.CROSS:
        found.append(_open("先后依日历而不同", "which is longer depends on the calendar"))
    if how is Order.LONGER or mine.times > theirs.times:
        zh, en = "延长多于上位规定", "it extends by more than the law allows"
        found.append(_said(LOOSER, zh, en, certain=True))
    elif how is Order.SHORTER or mine.times < theirs.times:
        zh, en = "延长少于上位规定", "it extends by less than the law allows"
        found.append(_said(STRICTER, zh, en, certain=True))
    if mine.told != theirs.told:
        found.append(
            _said(LOOSER, "延长不告知申请人", "the applicant is not told of the extension")
            if theirs.told
            else _said(STRICTER, "延长须告知申请人", "the applicant is told of the extension")
        )
    if theirs.by and mine.by and not _one_post(mine.by, theirs.by, sides):
        zh = (
            f"由{_roles(mine.by, sides.local, 'zh')}批准，"
            f"上位规定为{_roles(theirs.by, sides.law, 'zh')}"
        )
        en = (
            f"granted by {_roles(mine.by, sides.local, 'en')}, by the law "
            f"{_roles(theirs.by, sides.law, 'en')}"
        )
        found.append(_said(LOOSER, zh, en))
    return found


def _one_post(mine: tuple[str, ...], theirs: tuple[str, ...], sides: Sides) -> bool:
    """Whether somebody who may grant it by the local rule may do so by the law, and nobody else."""
    if sides.local.id == sides.law.id:
        return set(mine) <= set(theirs)
    return all(sides.posts.get(one, frozenset()) & set(theirs) for one in mine)


def _roles(names: tuple[str, ...], ruleset: Ruleset, lang: str) -> str:
    titles = [ruleset.roles[one].title(one).of(lang) for one in names if one in ruleset.roles]
    return "、".join(titles) if lang == "zh" else " or ".join(titles)


def _names(role: Role) -> frozenset[str]:
    """The names of a post, without the word that only says whose information it is about."""
    every = (role.zh or "", *role.also)
    return frozenset(one.replace("政府", "").replace("高等学校", "") for one in every if one)


def _pause(local: Item, law: Item, sides: Sides) -> list[Judged]:  # noqa: ARG001 - one table
    return []  # paired only where both wait for the same


def _silence(local: Item, law: Item, sides: Sides) -> list[Judged]:  # noqa: ARG001 - one table
    mine, theirs = local.value, law.value
    assert isinstance(mine, Silence)
    assert isinstance(theirs, Silence)
    if mine.means == theirs.means:
        return []
    rank = {"refusal": 0, "open": 1, "consent": 2}
    zh = f"沉默{_SILENT[mine.means].zh}，上位规定为{_SILENT[theirs.means].zh}"
    en = f"silence {_SILENT[mine.means].en}; by the law it {_SILENT[theirs.means].en}"
    if rank[mine.means] < rank[theirs.means]:
        return [_said(LOOSER, zh, en)]
    return [_open(zh, en)]  # more is disclosed, over the head of the one who was asked


_SILENT = {
    "refusal": Words(zh="视为不同意", en="is a refusal"),
    "open": Words(zh="由机关决定", en="leaves the decision to the office"),
    "consent": Words(zh="视为同意", en="is consent"),
}

# --- exemptions ----------------------------------------------------------------------------------


def _bar(local: Item, law: Item, sides: Sides) -> list[Judged]:  # noqa: ARG001 - one table
    mine, theirs = local.value, law.value
    assert isinstance(mine, Bar)
    assert isinstance(theirs, Bar)
    found = []
    own = {one.kind: one for one in mine.lifts}
    other = {one.kind: one for one in theirs.lifts}
    for kind, ground in other.items():
        if kind not in own:
            zh = f"没有上位规定的例外：{ground.words.zh}"
            en = f"it lacks an exception that the law has: {ground.words.en}"
            found.append(_said(LOOSER, zh, en))
        elif own[kind].written and not ground.written:
            zh = f"{ground.words.zh}须为书面，上位规定不要求"
            en = f"{ground.words.en} has to be in writing, by the law it has not"
            found.append(_said(LOOSER, zh, en))
        elif ground.written and not own[kind].written:
            found.append(
                _narrower(
                    theirs,
                    f"{ground.words.zh}不必书面",
                    f"{ground.words.en} need not be in writing",
                )
            )
    for kind, ground in own.items():
        if kind not in other:
            zh = f"多一项例外：{ground.words.zh}"
            en = f"it has one exception more: {ground.words.en}"
            found.append(_narrower(theirs, zh, en))
    found += _grounds(mine, theirs)
    if theirs.force == "may_withhold" and mine.force in ("shall_not", "may_not"):
        zh, en = "上位规定为可以不予公开，本规则为不予公开", "it bars what the law lets be withheld"
        found.append(_said(LOOSER, zh, en))
    elif mine.force == "may_withhold" and theirs.force in ("shall_not", "may_not"):
        found.append(_narrower(theirs, "可以不予公开", "it only may be withheld"))
    return found


def _grounds(mine: Bar, theirs: Bar) -> list[Judged]:
    """What besides the subject has to be true, where both speak of the same facts."""
    if not mine.more & theirs.more:
        return []
    if mine.more < theirs.more:
        more = "、".join(sorted(theirs.more - mine.more))
        zh = f"条件少于上位规定（{more}）"
        return [_said(LOOSER, zh, f"it bars without what the law asks besides ({more})")]
    if theirs.more < mine.more:
        more = "、".join(sorted(mine.more - theirs.more))
        return [_narrower(theirs, f"条件多于上位规定（{more}）", f"it asks for more ({more})")]
    return []


def _narrower(law: Bar, zh: str, en: str) -> Judged:
    """Less is withheld: better for the public, unless the law itself bars it for somebody."""
    if law.force == "may_withhold":
        return _said(STRICTER, zh, en)
    return _open(f"{zh}；上位规定仍不准公开的，从其规定", f"{en}; what the law bars stays barred")


def _act(local: Item, law: Item, sides: Sides) -> list[Judged]:  # noqa: ARG001 - one table
    return []  # what it needs is judged entry by entry


def _said(judgement: Judgement, zh: str, en: str, *, certain: bool = False) -> Judged:
    return Judged(judgement=judgement, reason=Words(zh=zh, en=en), certain=certain)


def _open(zh: str, en: str) -> Judged:
    return _said(UNDETERMINED, zh, en)


RULES: Mapping[type, Callable[[Item, Item, Sides], list[Judged]]] = {
    Limit: _limit,
    Longer: _longer,
    Pause: _pause,
    Silence: _silence,
    Bar: _bar,
    Act: _act,
}
