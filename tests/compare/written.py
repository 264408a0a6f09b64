"""A few lines of a small rule go in; the ruleset comes out, ready to be compared."""

from __future__ import annotations

import copy
from typing import Any

from opendisclose.calendars.calendar import calendar_for
from opendisclose.compare.against import Source, against
from opendisclose.compare.result import Comparison, Row
from opendisclose.model.ruleset import Ruleset

Raw = dict[str, Any]
CALENDAR = calendar_for("CN")


def title(zh: str, en: str, **more: Any) -> Raw:
    return {"zh": zh, "en": en, **more}


def answer(outcome: str, zh: str, **more: Any) -> Raw:
    shape = {"from": "received", "to": "answered", "by": "office", "outcome": outcome}
    return title(zh, outcome, **shape, **more)


def rule() -> Raw:
    """A rule on requests with all that is compared: every test changes one thing of it."""
    yes = {"type": "boolean"}
    return {
        "opendisclose": 1,
        "id": "law",
        "edition": "2026",
        "status": "in_force",
        "in_force": {"from": "unknown"},
        "title": title("某法", "a law"),
        "timezone": "Asia/Shanghai",
        "calendar": {"country": "CN"},
        "counting": {
            "trigger_day": "excluded",
            "ends_on_rest_day": "next_working_day",
            "excluded_span": "after_first_through_last",
            "basis": "B",
        },
        "roles": {
            "office": title("工作机构", "office"),
            "head": title("工作机构负责人", "head of the office"),
            "applicant": title("申请人", "applicant", external=True),
            "third_party": title("第三方", "third party", external=True),
        },
        "facts": {
            "name": title("姓名", "name", **yes),
            "form_wanted": title("所需形式", "form wanted", **yes),
            "reasons": title("理由", "reasons", **yes),
            "consent": title("权利人同意", "consent", **yes, default=False),
            "public_interest": title("公共利益", "public interest", **yes, default=False),
            "subject": title(
                "涉及",
                "touches",
                type="list",
                default=[],
                values={"privacy": title("个人隐私", "privacy"), "other": title("其他", "other")},
            ),
            "view": title(
                "意见",
                "view",
                type="enum",
                default="none",
                values={
                    "none": title("未征求", "not asked"),
                    "silent": title("逾期未提出", "silent"),
                    "objects": title("不同意", "objects"),
                    "agrees": title("同意", "agrees"),
                },
            ),
        },
        "exemptions": {
            "privacy": title(
                "个人隐私",
                "privacy",
                when={"subject": {"has": "privacy"}},
                force="may_not",
                lifted_when={"any": [{"consent": True}, {"public_interest": True}]},
            ),
        },
        "procedures": {"request": request()},
    }


def request() -> Raw:
    ends = ["disclose", "disclose_in_part", "refuse"]
    return {
        "title": title("依申请公开", "on request"),
        "states": {"received": {}, "answered": {"final": True}},
        "transitions": {
            "apply": title(
                "申请", "apply", to="received", by="applicant", requires=["name", "form_wanted"]
            ),
            "consult": title(
                "征求第三方意见", "consult", **{"in": "received"}, by="office", per="third_party"
            ),
            "agree": title(
                "第三方同意",
                "agree",
                **{"in": "received"},
                by="third_party",
                per="third_party",
                sets={"view": "agrees"},
            ),
            "silence": title(
                "第三方逾期",
                "silence",
                **{"in": "received"},
                by="office",
                per="third_party",
                when_expired="opinion",
                sets={"view": "silent"},
            ),
            "extend": title("同意延长", "extend", **{"in": "received"}, by="head"),
            "tell": title("告知延长", "tell", **{"in": "received"}, by="office"),
            "disclose": answer("disclosed", "提供"),
            "disclose_in_part": answer("disclosed_in_part", "区分处理后提供"),
            "refuse": answer("refused", "不予公开", requires=["reasons"], cites="required"),
        },
        "deadlines": {
            "reply": title(
                "答复",
                "reply",
                owed_by="office",
                starts="apply",
                within={"working_days": 20},
                met_by=ends,
                excluded=[{"from": "consult", "until": ["agree", "silence"]}],
                extended={"act": "extend", "needs": "tell", "at_most": {"working_days": 20}},
            ),
            "opinion": title(
                "第三方意见",
                "opinion",
                owed_by="third_party",
                per="third_party",
                starts="consult",
                within={"working_days": 15},
                met_by="agree",
            ),
        },
    }


def changed(route: str, value: Any = None, *, raw: Raw | None = None, id_: str = "local") -> Raw:
    """The rule with one thing put elsewhere; None takes it away."""
    found = copy.deepcopy(raw if raw is not None else rule())
    found["id"] = id_
    *above, last = route.split(".")
    here = found
    for one in above:
        here = here[one]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return found


def compared(local: Raw, law: Raw | None = None, *older: Raw) -> Comparison:
    sources = [Source(ruleset=Ruleset.model_validate(one)) for one in (local, law or rule())]
    former = [Source(ruleset=Ruleset.model_validate(one)) for one in older]
    return against(*sources, CALENDAR, former)


def told(comparison: Comparison) -> list[tuple[str, str]]:
    """Kind and judgement of what is not the same."""
    return [(one.kind, one.judgement.value) for one in differing(comparison)]


def differing(comparison: Comparison) -> list[Row]:
    return [one for one in comparison.rows if one.judgement.value != "same"]
