"""What only one of two rulesets has goes in; how that stands to the law comes out."""

from __future__ import annotations

from ..diagnostics.finding import Words
from .items import Act, Need
from .judge import Judged
from .result import Judgement

# Without these there is no request that could be answered, whether a law lists them or not.
_INHERENT = ("描述", "姓名", "联系方式")


def need_judged(bound: str, act: Act, own: Need | None, other: Need | None) -> Judged | None:
    """How something that an act requires stands beside what the law requires of its counterpart.

    None where it is no matter of content, or a request cannot be without it.
    """
    if own is not None and other is not None:
        return _SAME_NEED
    if other is not None:
        return None if other.aspect in ("ground", "act") else _NEED_NOT_COVERED
    assert own is not None
    if own.aspect in ("ground", "act", "channel"):
        return None  # how the office may decide, not what the paper says
    if bound == "public" and any(mark in own.title.zh for mark in _INHERENT):
        return None  # without it there is no request that could be answered
    if bound == "public" or act.outcome in ("disclosed", "disclosed_in_part"):
        return _NEED_BURDEN if bound == "public" or own.paper else None
    return _NEED_STRICTER


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
_NEED_NOT_COVERED = _fixed(
    Judgement.NOT_COVERED, "本规则没有要求这一内容", "the local rule does not ask for it"
)
_NEED_BURDEN = _fixed(Judgement.BURDEN, "上位规定没有要求这一内容", "the law does not ask for it")
_NEED_STRICTER = _fixed(
    Judgement.STRICTER,
    "对办理机关多要求一项内容",
    "it asks the office for more than the law does",
)
