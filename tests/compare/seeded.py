"""Deviations from a shipped law, each with what compare has to say of it and of nothing else.

The nine kinds that the project was asked to see come first, then further ones that were read in the
five documents.
"""

from __future__ import annotations

from .seeds import (
    HEI,
    OGI07,
    OGI19,
    Edit,
    Told,
    act,
    act_of_publication,
    by_registration,
    cut,
    decided_exemption,
    demand,
    no_notice,
    no_partial_disclosure,
    put,
    put_off,
    stages,
    starts_with_registration,
    step,
    unknown_exemption,
    waits_for_leader,
)
from .written import title

REPLY = "procedures.on_request.deadlines.reply"
ACTS = "procedures.on_request.transitions"
PUBLISHING = "procedures.publication"
REPORT = "procedures.annual_report.deadlines.annual_report"

# Of a law, an edit, and what compare has to say of it: the nine kinds that the project was asked to
# see, and further ones that were read in the five documents.
SEEDED: dict[str, tuple[str, Edit, list[Told]]] = {
    "a longer reply period": (
        OGI19,
        put(f"{REPLY}.within", {"working_days": 30}),
        [("period", "looser", "第三十三条第二款")],
    ),
    "a longer reply period, 2007": (
        OGI07,
        put(f"{REPLY}.within", {"working_days": 20}),
        [("period", "looser", "第二十四条第二款")],
    ),
    "a longer reply period, schools": (
        HEI,
        put(f"{REPLY}.within", {"working_days": 16}),
        [("period", "looser", "第十八条")],
    ),
    "a shorter reply period": (
        OGI19,
        put(f"{REPLY}.within", {"working_days": 15}),
        [("period", "stricter", "第三十三条第二款")],
    ),
    "a shorter reply period, schools": (
        HEI,
        put(f"{REPLY}.within", {"working_days": 10}),
        [("period", "stricter", "第十八条")],
    ),
    "silence of a third party is refusal": (
        OGI19,
        put(f"{ACTS}.silence.sets", {"third_party_view": "objects"}),
        [("silence", "looser", "第三十二条")],
    ),
    "silence of a third party is consent": (
        OGI19,
        put(f"{ACTS}.silence.sets", {"third_party_view": "agrees"}),
        [("silence", "undetermined", "第三十二条")],
    ),
    "silence of the joint maker is refusal": (
        OGI19,
        put(f"{ACTS}.maker_silence.sets", {"joint_view": "objects"}),
        [("silence", "looser", "第三十四条")],
    ),
    "an exemption the law does not know": (
        OGI19,
        unknown_exemption,
        [("exemption", "looser", "")],
    ),
    "an exemption the law does not know, 2007": (
        OGI07,
        unknown_exemption,
        [("exemption", "looser", "")],
    ),
    "an exemption of the school's own rules": (
        HEI,
        unknown_exemption,
        [("exemption", "undetermined", "")],
    ),
    "an exemption that a committee declares": (
        HEI,
        decided_exemption,
        [("exemption", "looser", "")],
    ),
    "purpose of use demanded": (
        OGI19,
        demand("申请公开的目的和用途", "purpose and use"),
        [("content", "extra_burden", "第九条")],
    ),
    "purpose of use demanded, schools": (
        HEI,
        demand("申请公开的目的和用途", "purpose and use"),
        [("content", "extra_burden", "第九条")],
    ),
    "extension by another post": (
        OGI19,
        put(f"{ACTS}.approve_extension.by", "agency"),
        [("extension", "looser", "第三十三条第二款")],
    ),
    "extension by another post, 2007": (
        OGI07,
        put(f"{ACTS}.approve_extension.by", ["working_body_head", "working_body"]),
        [("extension", "looser", "第二十四条第二款")],
    ),
    "extension without notice": (
        OGI19,
        no_notice,
        [("extension", "looser", "第三十三条第二款")],
    ),
    "extension without notice, 2007": (
        OGI07,
        no_notice,
        [("extension", "looser", "第二十四条第二款")],
    ),
    "no partial disclosure": (
        OGI19,
        no_partial_disclosure,
        [("act", "not_covered", "第三十七条")],
    ),
    "no partial disclosure, schools": (
        HEI,
        no_partial_disclosure,
        [("act", "not_covered", "第十八条第（四）项")],
    ),
    "no reply limit, schools": (
        HEI,
        cut(REPLY),
        [("period", "not_covered", "第十八条")],
    ),
    "stages without slack": (
        OGI19,
        stages(15, 5),
        [("stages", "undetermined", "第二十六条")],
    ),
    "stages without slack, schools": (
        HEI,
        stages(10, 10),
        [("stages", "undetermined", "第十七条")],
    ),
    "stages beyond the limit": (
        OGI19,
        stages(15, 6),
        [("stages", "looser", "第二十六条")],
    ),
    # --- further kinds ---------------------------------------------------------------------------
    "a longer extension": (
        OGI19,
        put(f"{REPLY}.extended.at_most", {"working_days": 30}),
        [("extension", "looser", "第三十三条第二款")],
    ),
    "an extension the law does not know": (
        HEI,
        lambda raw: (
            put(f"{ACTS}.extend", title("同意延长", "extend", by="principal", clause="第十条"))(
                raw
            ),
            put(f"{ACTS}.extend.in", "received")(raw),
            put(f"{REPLY}.extended", {"act": "extend", "at_most": {"working_days": 15}})(raw),
        ),
        [("extension", "looser", "第十八条")],
    ),
    "extension in special circumstances only": (
        OGI19,
        lambda raw: (
            put("facts.special", title("有特殊情况", "special", type="boolean"))(raw),
            put(f"{ACTS}.approve_extension.when", {"special": True})(raw),
        ),
        [("condition", "stricter", "第三十三条第二款")],
    ),
    "a repeat is declined though the information changed": (
        HEI,
        put(f"{ACTS}.not_handle_again.when", {"answered_before": True, "good_reason": False}),
        [("condition", "looser", "第十八条第（六）项")],
    ),
    "excessive requests are declined whatever the reasons": (
        OGI19,
        put(f"{ACTS}.refuse_excessive.when", {"excessive": True}),
        [("condition", "looser", "第三十五条")],
    ),
    "disclosure to members of the institution only": (
        OGI19,
        lambda raw: (
            put("facts.member", title("本单位职工", "a member", type="boolean"))(raw),
            put(f"{ACTS}.disclose.when", {"member": True})(raw),
        ),
        [("condition", "looser", "第三十六条第（二）项")],
    ),
    "a request in writing only": (
        OGI19,
        lambda raw: act(raw, "apply")["requires"].__setitem__(
            0, {"is": {"form": "written"}, "clause": "第二十九条第一款"}
        ),
        [("content", "extra_burden", "第二十九条第一款")],
    ),
    "identity to be shown in every case": (
        OGI07,
        lambda raw: act(raw, "apply")["requires"].__setitem__(-1, "identity_proof"),
        [("content", "extra_burden", "第二十五条第一款")],
    ),
    "a fee whatever the number of requests": (
        OGI19,
        cut(f"{ACTS}.tell_fee.when"),
        [("condition", "extra_burden", "第四十二条第一款")],
    ),
    "less time for the third party": (
        OGI19,
        put("procedures.on_request.deadlines.third_party.within", {"working_days": 5}),
        [("period", "extra_burden", "第三十二条")],
    ),
    "later notice of correction": (
        OGI19,
        put("procedures.on_request.deadlines.correction_notice.within", {"working_days": 10}),
        [("period", "looser", "第三十条")],
    ),
    "the reply counted from registration": (
        HEI,
        starts_with_registration,
        [("period", "looser", "第十八条")],
    ),
    "online receipt by registration": (
        OGI19,
        by_registration,
        [("receipt", "looser", "第三十一条")],
    ),
    "time for other agencies that does not count": (
        HEI,
        lambda raw: (
            step(raw, "ask", "征求其他机关意见", "school"),
            step(raw, "told", "其他机关答复", "school"),
            put(f"{REPLY}.excluded", {"from": "ask", "until": "told", "clause": "第十条"})(raw),
        ),
        [("exclusion", "looser", "第十条")],
    ),
    "privacy that consent does not lift": (
        OGI19,
        put(
            "exemptions.privacy.lifted_when",
            {"any": [{"public_interest": True}, {"harmless": True}]},
        ),
        [("exemption", "looser", "第十五条")],
    ),
    "secrets that nothing lifts, schools": (
        HEI,
        cut("exemptions.trade_secret.lifted_when"),
        [("exemption", "looser", "第十条第（二）项")],
    ),
    "an objection without a reasonable ground": (
        OGI19,
        put("exemptions.third_party.when", {"third_party_view": "objects"}),
        [("exemption", "looser", "第三十二条")],
    ),
    "what may be withheld is barred": (
        OGI19,
        put("exemptions.process.force", "may_not"),
        [("exemption", "looser", "第十六条第二款")],
    ),
    "barred on the word of lower rules": (
        OGI19,
        put("exemptions.barred_by_law.zh", "法律、行政法规、规章禁止公开"),
        [("exemption", "looser", "第十四条")],
    ),
    "a doubt settled by the agency itself": (
        OGI19,
        put(f"{PUBLISHING}.transitions.determine.by", "agency"),
        [("post", "looser", "第十七条")],
    ),
    "a doubt settled by the school itself": (
        HEI,
        put(f"{PUBLISHING}.transitions.determine.by", "principal_office"),
        [("post", "looser", "第十六条")],
    ),
    "a longer period for publication": (
        OGI07,
        put(f"{PUBLISHING}.deadlines.publication.within", {"working_days": 30}),
        [("period", "looser", "第十八条")],
    ),
    "no period after a change": (
        OGI19,
        put(f"{PUBLISHING}.deadlines.publication.starts", ["form"]),
        [("period", "not_covered", "第二十六条")],
    ),
    "publication put off by a filing": (
        OGI19,
        put_off,
        [("period", "looser", "第二十六条")],
    ),
    "no review before publication": (
        OGI19,
        lambda raw: (
            raw["procedures"]["publication"]["transitions"].pop("review"),
            act_of_publication(raw)["requires"].pop(0),
        ),
        [("content", "not_covered", "第十七条")],
    ),
    "disclosure without consulting the third party": (
        OGI19,
        cut(f"{ACTS}.disclose.presupposes"),
        [("step", "not_covered", "第三十二条")],
    ),
    "disclosure waits for a leader": (
        HEI,
        waits_for_leader,
        [("step", "undetermined", "第十条")],
    ),
    "the report two months later": (
        OGI19,
        put(
            "procedures.annual_report.deadlines.annual_report.within",
            {"by_date": {"month": 3, "day": 31}},
        ),
        [("date", "looser", "第四十九条第一款")],
    ),
    "a report that is not published": (
        OGI19,
        put(f"{REPORT}.met_by", "submit"),
        [("date", "not_covered", "第四十九条第一款")],
    ),
    "no report on requests": (
        OGI07,
        lambda raw: raw["procedures"]["annual_report"]["transitions"]["publish"]["requires"].remove(
            "request_figures"
        ),
        [("content", "not_covered", "第三十二条第（二）项")],
    ),
    "no correction of records": (
        HEI,
        cut("procedures.record_correction"),
        [("matter", "not_covered", "第十九条")],
    ),
    "no complaint": (HEI, cut("procedures.complaint"), [("matter", "not_covered", "第二十六条")]),
    "less time for comment": (
        HEI,
        put("procedures.decision.deadlines.comment.at_least", {"working_days": 5}),
        [("period", "looser", "第十七条")],
    ),
    "reasons of a refusal that need not be given": (
        HEI,
        lambda raw: act(raw, "refuse")["requires"].pop(0),
        [("content", "not_covered", "第十八条第（二）项")],
    ),
    "the first day of excluded time": (
        OGI19,
        put("counting.excluded_span", "first_through_last"),
        [("counting", "looser", "")],
    ),
}
