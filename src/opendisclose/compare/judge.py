"""Two counterparts go in; how the local one stands to the law comes out, by a table of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Words
from ..model.periods import Period
from ..model.ruleset import Role, Ruleset
from . import lengths
from .guards import in_law
from .guards import said as said_of
from .kinds import PUBLIC, Act, Bar, Item, Limit, Longer, Pause, Receipt, Silence
from .lengths import Order
from .receipts import LATER, channel_words, day_words
from .result import Judgement

SAME, STRICTER, LOOSER = Judgement.SAME, Judgement.STRICTER, Judgement.LOOSER
BURDEN, UNDETERMINED = Judgement.BURDEN, Judgement.UNDETERMINED
NOT_COVERED = Judgement.NOT_COVERED


# The authority of one trade is the authority in charge.
_OF_A_TRADE = re.compile(r"^.{2}行政部门$")
_WHOSE = re.compile(r"^(?:上级|有关|业务|本级|同级|区|县|市|省级?)+(?=.*部门)")


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
        found += [*_length(local, law, sides), *_idle(mine, theirs), *_goals(mine, theirs)]
    if mine.later_start and not theirs.later_start:
        return [one for one in found if one.certain and one.judgement is LOOSER] or [_later(local)]
    return found


def _later(local: Item) -> Judged:
    """A period that runs from a later act is no shorter for having a smaller number."""
    zh, en = "本规则自较晚的行为起算", "the local period runs from an act that comes later"
    return _said(LOOSER, zh, en) if local.matter == "request" else _open(zh, en)


def _idle(mine: Limit, theirs: Limit) -> list[Judged]:
    """Acts that meet the local period and neither answer nor publish."""
    known = {topic for topic, _ in theirs.idle}
    return [
        _said(
            LOOSER,
            f"期限也以“{title.zh}”为满足，而该行为既非答复也非公开",
            f"the period is also met by '{title.en}', which neither answers nor publishes",
        )
        for topic, title in mine.idle
        if topic not in known and not mine.later_start
    ]


def _goals(mine: Limit, theirs: Limit) -> list[Judged]:
    """What the law wants done with a report by its date, and the local rule does not."""
    words = {"publish": ("公布", "publish it"), "submit": ("报送", "submit it")}
    return [
        _said(
            NOT_COVERED,
            f"本规则没有要求届期前{words[one][0]}",
            f"the local rule does not ask the office to {words[one][1]} by then",
        )
        for one in sorted(theirs.goals - mine.goals)
        if mine.goals
    ]


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
    if theirs.by and mine.by and not one_post(mine.by, theirs.by, sides):
        own, other = posts_said(mine.by, sides.local), posts_said(theirs.by, sides.law)
        zh = f"由{own.zh}批准，上位规定为{other.zh}"
        en = f"granted by {own.en}, by the law {other.en}"
        found.append(_said(LOOSER, zh, en))
    return found


def one_post(mine: tuple[str, ...], theirs: tuple[str, ...], sides: Sides) -> bool:
    """Whether everybody who may do it by the local rule may do so by the law."""
    if sides.local.id == sides.law.id:
        return set(mine) <= set(theirs)
    return all(sides.posts.get(one, frozenset()) & set(theirs) for one in mine)


def posts_said(names: tuple[str, ...], ruleset: Ruleset) -> Words:
    """Roles by their titles."""
    titles = [ruleset.roles[one].title(one) for one in names if one in ruleset.roles]
    zh, en = [one.of("zh") for one in titles], [one.of("en") for one in titles]
    return Words(zh="、".join(zh), en=" or ".join(en))


def _names(role: Role) -> frozenset[str]:
    """The names of a post, without the words that only say whose it is."""
    every = (role.zh or "", *role.also)
    plain = [one.replace("政府", "").replace("高等学校", "") for one in every]
    return frozenset(_OF_A_TRADE.sub("主管部门", _WHOSE.sub("", one)) for one in plain if one)


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


# What is declassified is no secret any more, whether a rule says so or not.
_INHERENT = ("declassified",)
_SILENT = {
    "refusal": Words(zh="视为不同意", en="is a refusal"),
    "open": Words(zh="由机关决定", en="leaves the decision to the office"),
    "consent": Words(zh="视为同意", en="is consent"),
}

# --- exemptions ----------------------------------------------------------------------------------


def _bar(local: Item, law: Item, sides: Sides) -> list[Judged]:
    mine, theirs = local.value, law.value
    assert isinstance(mine, Bar)
    assert isinstance(theirs, Bar)
    found = [*_lifts(mine, theirs), *_grounds(mine, theirs, sides), *_sources(mine, theirs)]
    if theirs.force == "may_withhold" and mine.force in ("shall_not", "may_not"):
        zh, en = "上位规定为可以不予公开，本规则为不予公开", "it bars what the law lets be withheld"
        found.append(_said(LOOSER, zh, en))
    elif mine.force == "may_withhold" and theirs.force in ("shall_not", "may_not"):
        found.append(_narrower(theirs, "可以不予公开", "it only may be withheld"))
    return found


def _lifts(mine: Bar, theirs: Bar) -> list[Judged]:
    """What lifts the one and not the other."""
    found = []
    own = {one.kind: one for one in mine.lifts}
    other = {one.kind: one for one in theirs.lifts}
    for kind, ground in other.items():
        words = ground.words
        if kind not in own:
            zh = f"没有上位规定的例外：{words.zh}"
            found.append(_said(LOOSER, zh, f"it lacks an exception that the law has: {words.en}"))
        elif own[kind].written and not ground.written:
            en = f"{words.en} has to be in writing, by the law it has not"
            found.append(_said(LOOSER, f"{words.zh}须为书面，上位规定不要求", en))
        elif ground.written and not own[kind].written:
            en = f"{words.en} need not be in writing"
            found.append(_narrower(theirs, f"{words.zh}不必书面", en))
    for kind, ground in own.items():
        if kind not in other and kind not in _INHERENT:
            en = f"it has one exception more: {ground.words.en}"
            found.append(_narrower(theirs, f"多一项例外：{ground.words.zh}", en))
    return found


def _grounds(mine: Bar, theirs: Bar, sides: Sides) -> list[Judged]:
    """What besides the subject has to be true, where both speak of the same facts."""
    own = frozenset(in_law(one, sides.local, sides.law) for one in mine.more)
    if not own & theirs.more:
        return []
    if own < theirs.more:
        words = said_of(theirs.more - own, sides.law)
        en = f"it bars without what the law asks besides ({words.en})"
        return [_said(LOOSER, f"条件少于上位规定（{words.zh}）", en)]
    if theirs.more < own:
        words = said_of(own - theirs.more, sides.local)
        zh, en = f"条件多于上位规定（{words.zh}）", f"it asks for more ({words.en})"
        return [_narrower(theirs, zh, en)]
    return []


def _sources(mine: Bar, theirs: Bar) -> list[Judged]:
    """Lower rules on whose word it bars, where the law names only higher ones."""
    more = sorted(mine.sources - theirs.sources) if mine.sources and theirs.sources else []
    if not more:
        return []
    zh = f"还以{'、'.join(more)}为不予公开的依据，上位规定没有"
    en = f"it also bars on the word of rules that the law does not name ({', '.join(more)})"
    return [_said(LOOSER, zh, en)]


def _narrower(law: Bar, zh: str, en: str) -> Judged:
    """Less is withheld: better for the public, unless the law itself bars it for somebody."""
    if law.force == "may_withhold":
        return _said(STRICTER, zh, en)
    return _open(f"{zh}；上位规定仍不准公开的，从其规定", f"{en}; what the law bars stays barred")


def _receipt(local: Item, law: Item, sides: Sides) -> list[Judged]:  # noqa: ARG001 - one table
    mine, theirs = local.value, law.value
    assert isinstance(mine, Receipt)
    assert isinstance(theirs, Receipt)
    own, found = dict(mine.days), []
    for channel, day in theirs.days:
        where, here = channel_words(channel), own.get(channel, day)
        zh = f"{where.zh}：以{day_words(here).zh}为收到之日，上位规定为{day_words(day).zh}"
        en = f"{where.en}: {day_words(here).en} counts, by the law {day_words(day).en}"
        if LATER[here] > LATER[day]:
            found.append(_said(LOOSER, zh, en))
        elif LATER[here] < LATER[day]:
            found.append(_said(STRICTER, zh, en))
        if channel not in own:
            zh, en = f"没有规定{where.zh}的收到之日", f"it says nothing of {where.en}"
            found.append(_said(NOT_COVERED, zh, en))
    return found


def _act(local: Item, law: Item, sides: Sides) -> list[Judged]:  # noqa: ARG001 - one table
    return []  # what it needs, and when it may be done, is judged entry by entry


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
    Receipt: _receipt,
    Act: _act,
}
