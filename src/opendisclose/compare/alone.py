"""What only one of two rulesets has goes in; how that stands to the law comes out."""

from __future__ import annotations

from ..diagnostics.finding import Words
from .judge import Judged
from .kinds import PUBLIC, Act, Item, Need
from .match import about_purpose
from .result import Judgement

# Without these there is no request that could be answered, whether a law lists them or not.
_INHERENT = ("描述", "姓名", "联系方式")


def need_judged(act: Item, own: Need | None, other: Need | None) -> Judged | None:
    """How something that an act requires stands beside what the law requires of its counterpart.

    None where it is how an office may decide and not what a paper says, or where a request cannot
    be without it.
    """
    value = act.value
    assert isinstance(value, Act)
    outside = act.bound == PUBLIC
    if own is not None and other is not None:
        return _both(own, other, outside=outside)
    if other is not None:
        return _NEED_NOT_COVERED
    assert own is not None
    if own.aspect in ("ground", "act") or (own.aspect == "channel" and not outside):
        return None  # how the office may decide, not what the paper says
    if outside and any(mark in own.title.zh for mark in _INHERENT):
        return None  # without it there is no request that could be answered
    if outside:
        return _NEED_BURDEN
    if act.matter == "request" and value.outcome in ("disclosed", "disclosed_in_part"):
        return _NEED_BURDEN if own.paper else None
    return _NEED_STRICTER


def _both(own: Need, other: Need, *, outside: bool) -> Judged:
    """Two that are the same thing; of a form or a channel one may leave less choice."""
    if outside and about_purpose(own) and not about_purpose(other):
        return _PURPOSE_ASKED
    if own.values and other.values and own.values != other.values:
        if own.values < other.values:
            return _LESS_CHOICE if outside else _NEED_STRICTER
        if own.values > other.values:
            return _WIDER_CHOICE if outside else _MORE_CHOICE
    if own.conditional and not other.conditional and not outside and own.paper:
        return _ONLY_SOMETIMES
    if own.conditional != other.conditional and outside:
        return _ALWAYS if other.conditional else _NOT_ALWAYS
    return _SAME_NEED


def _fixed(judgement: Judgement, zh: str, en: str) -> Judged:
    return Judged(judgement=judgement, reason=Words(zh=zh, en=en))


UNKNOWN_BAR = _fixed(
    Judgement.LOOSER, "上位规定没有这一不予公开的理由", "the law knows no such exemption"
)
LEFT_OPEN = _fixed(
    Judgement.UNDETERMINED,
    "上位规定没有列出这一理由，但允许以本单位的规定增加",
    "the law does not list this ground, but leaves room for the institution's own rules",
)
DECIDED_BAR = _fixed(
    Judgement.LOOSER,
    "由本单位逐件认定，不是上位规定列出的或者规则定明的理由",
    "a body of the institution decides it case by case: no ground that the law or a rule names",
)
REPEATED_BAR = _fixed(
    Judgement.UNDETERMINED,
    "上位规定没有列出；是否不予公开取决于所引的其他规定",
    "the law does not list it; whether it bars depends on the other rules it refers to",
)
UNKNOWN_CHARGE = _fixed(
    Judgement.BURDEN, "上位规定没有这项收费", "the law does not let this fee be charged"
)
UNKNOWN_EXTENSION = _fixed(Judgement.LOOSER, "上位规定没有延长", "the law knows no such extension")
UNKNOWN_PAUSE = _fixed(
    Judgement.LOOSER, "上位规定没有扣除此段时间", "the law does not take that time out"
)
BY_READING = _fixed(
    Judgement.UNDETERMINED,
    "扣除此段时间出于理解，条文未写明",
    "that time is taken out by a reading, not by the text",
)
UNKNOWN_SILENCE = _fixed(
    Judgement.LOOSER,
    "上位规定没有把沉默视为不同意",
    "the law does not take silence for a refusal",
)
UNKNOWN_BURDEN = _fixed(
    Judgement.BURDEN, "上位规定没有给申请人这一期限", "the law sets the applicant no such period"
)
_SAME_NEED = _fixed(Judgement.SAME, "内容相同", "they say the same")
_PURPOSE_ASKED = _fixed(
    Judgement.BURDEN,
    "上位规定没有要求申请人说明目的和用途",
    "the law does not ask the applicant to say what the information is for",
)
_LESS_CHOICE = _fixed(
    Judgement.BURDEN, "可选的形式少于上位规定", "it leaves fewer forms to choose from than the law"
)
_MORE_CHOICE = _fixed(
    Judgement.LOOSER,
    "上位规定不允许的形式也算合规",
    "a form that the law does not allow will do as well",
)
_WIDER_CHOICE = _fixed(
    Judgement.STRICTER, "可选的形式多于上位规定", "it leaves more forms to choose from than the law"
)
_NOT_ALWAYS = _fixed(
    Judgement.STRICTER,
    "上位规定一律要求，本规则只在一定情形下要求",
    "the law always asks for it, the local rule only under a condition",
)
_ONLY_SOMETIMES = _fixed(
    Judgement.LOOSER,
    "上位规定一律要求，本规则只在一定情形下要求",
    "the law always asks for it, the local rule only under a condition",
)
_ALWAYS = _fixed(
    Judgement.BURDEN,
    "上位规定只在一定情形下要求，本规则一律要求",
    "the law asks for it only under a condition, the local rule always",
)
_NEED_NOT_COVERED = _fixed(
    Judgement.NOT_COVERED, "本规则没有要求这一内容", "the local rule does not ask for it"
)
_NEED_BURDEN = _fixed(Judgement.BURDEN, "上位规定没有要求这一内容", "the law does not ask for it")
_NEED_STRICTER = _fixed(
    Judgement.STRICTER,
    "对办理机关多要求一项内容",
    "it asks the office for more than the law does",
)
