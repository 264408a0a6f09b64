"""The table of how a clause can be broken, and of why one cannot, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics.finding import Words

# By what carries the clause: how a case, or a piece of information, can be against it.
BREAKS: Mapping[str, Words] = {
    "by": Words(zh="由他人作出", en="done by another role"),
    "when": Words(zh="条件不成立时作出", en="done against its condition"),
    "person": Words(zh="由不应作出的人作出", en="done by the wrong person"),
    "cites": Words(zh="援引不成立的理由，或者没有理由", en="resting on no ground that stands"),
    "premature": Words(zh="期限届满前作出", en="recorded before the period has run out"),
    "skipped": Words(zh="被跳过", en="skipped"),
    "missed": Words(zh="应先作出而没有作出", en="missing where another act needs it"),
    "requires": Words(zh="缺少所要求的内容", en="done without what it requires"),
    "presupposes": Words(zh="没有先作出应先作出的行为", en="done without what it presupposes"),
    "within": Words(zh="逾期", en="late"),
    "limits": Words(zh="过期作出", en="done after its limit"),
    "at_least": Words(zh="期限未满即作出", en="done too early"),
    "in_step": Words(zh="没有同步作出", en="left out beside the act it goes with"),
    "extended": Words(zh="延长无效或者超过上限", en="a void extension, or one beyond the cap"),
    "barred": Words(
        zh="成立而公开，不成立而援引", en="disclosed though it stands, or cited though it does not"
    ),
}

# Why a clause needs only to be used.
CANNOT: Mapping[str, Words] = {
    "permission": Words(
        zh="许可：其中没有应当作出、要求具备、须先作出或者禁止的",
        en="a permission: nothing it carries is owed, required, presupposed or barred",
    ),
    "promptly": Words(
        zh="“及时”没有期限：只计时间，不算违反",
        en="a duty without a number (promptly): measured, never a breach",
    ),
    "consequence": Words(
        zh="期限届满的后果由规则自己规定，不算违反",
        en="what follows when it runs out is the rule's own, not a breach",
    ),
    "counting": Words(
        zh="期间的计算方法：只影响日期", en="a way of counting: it moves dates, nobody can break it"
    ),
    "attribute": Words(zh="公开属性：只作归类", en="an attribute: it says what information is"),
    "definition": Words(zh="定义：说明记录什么", en="a definition: it says what is recorded"),
    "designation": Words(
        zh="设定主体：由谁作出在各行为中", en="a designation: who acts is asked of each act"
    ),
    "state": Words(zh="状态：只说明办到哪一步", en="a state: it says how far a case has come"),
    "heading": Words(
        zh="程序的总述：义务在各步骤中", en="the procedure as a whole: its steps carry the duties"
    ),
}

# Of a clause that can never be covered, as the ruleset does not say anything by it.
UNCARRIED = Words(zh="没有任何项目承载它", en="no item of the ruleset carries it")
