"""A procedure goes in; the part that each of its acts and deadlines has in it comes out.

The parts are told by the shape of the procedure (who opens it, what ends it, what a clock starts
and waits for); words of the titles only tell apart what has one shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..diagnostics.finding import Words
from ..model.procedure import AllMoments, Deadline, Moment, Procedure, Transition
from ..model.ruleset import Ruleset
from .replies import reply_part

# What an act or a clock is about, told by its words; the first row that fits counts.
TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("extension", ("延长", "延期")),
    ("joint_maker", ("共同制作", "其他机关", "制作机关")),
    ("third_party", ("第三方", "权利人")),
    ("correction", ("补正", "更正申请", "更改、补充", "更改补充")),
    ("fee", ("收费", "缴费", "缴纳", "费用")),
    ("confirmation", ("确认",)),
    ("reasons", ("说明理由",)),
)
# What a procedure deals with, told by the words of its title where its shape does not tell it.
MATTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("guide", ("指南", "目录")),
    ("record_correction", ("更正本人", "信息记录", "更正记录", "更正与本人")),
    ("complaint", ("举报", "投诉", "申诉")),
    ("conversion", ("转为主动公开", "纳入主动公开")),
    ("comment", ("决策", "征求公众意见", "听取意见")),
    ("clarification", ("澄清",)),
)
# Limits on the whole of a matter: every local track of it is under the law's one.
WHOLE = frozenset({"publication publication", "request reply"})
# The words of the acts that begin a publication (the information comes to be, or changes), and of
# the titles of procedures by which it is asked for.
FORMED = ("形成", "制作", "产生", "生成", "成文", "发文", "变更", "获取")
CHANGED = ("变更", "变化", "更新")
ASKED = ("申请",)
DOUBT = ("不能确定", "难以确定", "难以区分", "难以判断", "界限不清", "不明确是否")
REPORT = ("年度报告", "年报", "年度工作报告")
DUTIES = (("publish", ("公布", "发布", "向社会公开")), ("submit", ("提交", "报送", "上报", "备案")))
# Readings of a fact value that an expiry sets, by the words of its title.
_SILENCE = (
    ("refusal", ("不同意", "反对")),
    ("consent", ("同意",)),
    ("open", ("逾期", "未提出", "未答复", "沉默")),
)


@dataclass(frozen=True, kw_only=True)
class Flow:
    """One procedure: what it deals with, and the parts of its acts and deadlines."""

    ruleset: Ruleset = field(repr=False)
    name: str
    procedure: Procedure = field(repr=False)
    matter: str
    acts: dict[str, str] = field(default_factory=dict)
    deadlines: dict[str, str] = field(default_factory=dict)

    def names(self, act: str) -> tuple[str, ...]:
        """The transitions of an act, or the one of that name."""
        every = self.procedure.transitions
        of = tuple(name for name, one in every.items() if (one.act or name) == act)
        return of or ((act,) if act in every else ())

    def variants(self, act: str) -> tuple[Transition, ...]:
        """The same as models."""
        return tuple(self.procedure.transitions[one] for one in self.names(act))

    def opens(self, act: str) -> bool:
        """Whether the act opens a case."""
        return any(opening(one) for one in self.variants(act))

    def starts_late(self, deadline: Deadline) -> bool:
        """Whether a clock that measures the whole matter does not run from its opening."""
        if deadline.starts == "period":
            return False
        return not any(self.opens(one.act) for one in deadline.starts)


def flow_of(ruleset: Ruleset, name: str, procedure: Procedure) -> Flow:
    """A procedure with its parts."""
    matter = _matter(ruleset, name, procedure)
    bare = Flow(ruleset=ruleset, name=name, procedure=procedure, matter=matter)
    deadlines = {key: _deadline_part(bare, one) for key, one in procedure.deadlines.items()}
    acts: dict[str, str] = {}
    for own, one in procedure.transitions.items():
        act = one.act or own
        part = _act_part(bare, act, one)
        if part and act not in acts:
            acts[act] = part
    return Flow(
        ruleset=ruleset,
        name=name,
        procedure=procedure,
        matter=bare.matter,
        acts=acts,
        deadlines=deadlines,
    )


# --- who and what --------------------------------------------------------------------------------


def all_external(ruleset: Ruleset, roles: Iterable[str]) -> bool:
    """Whether all roles are such as the rule cannot bind."""
    listed = tuple(roles)
    known = [ruleset.roles.get(one) for one in listed]
    return bool(listed) and all(one is not None and one.external for one in known)


def opening(one: Transition) -> bool:
    """Whether a transition opens a case."""
    return one.from_ is None and one.to is not None


def ending(procedure: Procedure, one: Transition) -> bool:
    """Whether a transition leads to a final state."""
    return isinstance(one.to, str) and procedure.states[one.to].final


def goals(deadline: Deadline) -> tuple[str, ...]:
    """The acts that meet a deadline, or that it bounds."""
    if deadline.met_by is None:
        return deadline.limits
    met = deadline.met_by.all if isinstance(deadline.met_by, AllMoments) else deadline.met_by
    return tuple(one.act for one in met)


def starting(deadline: Deadline) -> tuple[Moment, ...]:
    """The acts that start a deadline; none if a period does."""
    return () if deadline.starts == "period" else deadline.starts


def _said(one: Transition | Deadline) -> str:
    also = one.also if isinstance(one, Transition) else ()
    return " ".join((one.zh or "", *also))


def _topic(texts: Iterable[str]) -> str:
    listed = tuple(texts)
    for topic, marks in TOPICS:
        if any(mark in text for text in listed for mark in marks):
            return topic
    return "other"


def topic_of(flow: Flow, acts: Iterable[str]) -> str:
    """What several acts are about."""
    return _topic(_said(one) for act in acts for one in flow.variants(act))


def tells(flow: Flow, act: str) -> bool:
    """Whether an act is one of telling the applicant."""
    return any("告知" in _said(one) or "通知" in _said(one) for one in flow.variants(act))


def borrowed(ruleset: Ruleset, clauses: Iterable[str]) -> bool:
    """Whether something stands in an encoding only by the clause that yields to the law."""
    first = next(iter(clauses), None)
    return ruleset.prevails is not None and first in ruleset.prevails.clause


def begins(flow: Flow, deadline: Deadline) -> frozenset[str]:
    """Whether a clock runs from the making of information, from its change, or from both."""
    if flow.matter != "publication":
        return frozenset()
    late = flow.starts_late(deadline)
    first = [one for one in flow.procedure.transitions.values() if opening(one)]
    named = [one for start in starting(deadline) for one in flow.variants(start.act)]
    acts = first if late else named
    changing = [any(mark in (one.zh or "") for mark in CHANGED) for one in acts]
    return frozenset("changed" if one else "made" for one in changing)


def idle(flow: Flow, deadline: Deadline) -> Iterator[tuple[str, Words]]:
    """The acts that meet a clock of the whole matter and neither end it nor publish anything."""
    procedure = flow.procedure
    for act in goals(deadline):
        variants = flow.variants(act)
        if variants and not any(ending(procedure, one) or one.outcome for one in variants):
            words = Words(zh=variants[0].zh or act, en=variants[0].en or act)
            yield topic_of(flow, [act]), words


def duties(flow: Flow, deadline: Deadline) -> frozenset[str]:
    """What has to be done with a report by a date: handed in, or made public."""
    texts = [one.zh or "" for act in goals(deadline) for one in flow.variants(act)[:1]]
    return frozenset(
        duty for duty, marks in DUTIES if any(mark in text for text in texts for mark in marks)
    )


def silence_of(ruleset: Ruleset, flow: Flow, expiring: Transition) -> str | None:
    """What the silence of somebody asked comes to; None of a clock of the applicant."""
    clock = flow.procedure.deadlines.get(expiring.when_expired or "")
    if clock is None or not all_external_or_asked(ruleset, clock) or flow.matter != "request":
        return None
    if set(clock.owed_by) & _openers(flow.procedure):
        return None
    for fact, value in expiring.sets.items():
        known = ruleset.facts.get(fact)
        title = known.values[value].zh or "" if known and str(value) in known.values else ""
        for means, marks in _SILENCE:
            if any(mark in title for mark in marks):
                return means
    return "open"


def all_external_or_asked(ruleset: Ruleset, clock: Deadline) -> bool:
    """Whether those who owe an answer stand outside, or are asked one by one."""
    return all_external(ruleset, clock.owed_by) or clock.per is not None


# --- what a procedure deals with -----------------------------------------------------------------


def _openers(procedure: Procedure) -> set[str]:
    return {role for one in procedure.transitions.values() if opening(one) for role in one.by}


def _matter(ruleset: Ruleset, name: str, procedure: Procedure) -> str:
    every = procedure.transitions.values()
    if procedure.every is not None:
        title = procedure.title.zh
        return "annual_report" if any(one in title for one in REPORT) else f"other {name}"
    first = [one for one in every if opening(one)]
    outside = [one for one in first if all_external(ruleset, one.by)]
    asked = any(mark in procedure.title.zh for mark in ASKED)
    if outside and asked and any(one.outcome and ending(procedure, one) for one in every):
        return "request"
    discloses = any(one.outcome == "disclosed" for one in every)
    formed = any(mark in _said(one) for one in first for mark in FORMED)
    told = next((name for name, marks in MATTERS if _any(marks, procedure.title.zh)), None)
    published = discloses or (formed and "公开" in procedure.title.zh)
    if told is None and not outside and published:
        return "publication"
    return told or f"other {name}"


def _any(marks: Iterable[str], text: str) -> bool:
    return any(mark in text for mark in marks)


# --- the part of a deadline ----------------------------------------------------------------------


def _deadline_part(flow: Flow, deadline: Deadline) -> str:
    """Empty where the shape tells no part that a law would know."""
    matters = {
        "request": _of_request,
        "publication": _of_publication,
        "annual_report": _of_report,
    }
    if flow.matter == "guide":
        return "guide update" if deadline.met_by is not None else ""
    telling = matters.get(flow.matter)
    if telling is None:
        floor = deadline.at_least is not None
        kind = "floor" if floor else "bound" if deadline.limits else "duty"
        return "" if flow.matter.startswith("other ") else f"{flow.matter} {kind}"
    part = telling(flow, deadline)
    return f"{flow.matter} {part}" if part else ""


def _of_request(flow: Flow, deadline: Deadline) -> str:
    ruleset, procedure = flow.ruleset, flow.procedure
    acts = goals(deadline)
    if deadline.limits:
        return f"limit of {topic_of(flow, acts)}"
    if all_external(ruleset, deadline.owed_by) or deadline.per is not None:
        applicant = set(deadline.owed_by) & _openers(procedure)
        topic = _topic((_said(deadline), *(_said(t) for a in acts for t in flow.variants(a))))
        return f"{'applicant' if applicant else 'opinion'} {topic}"
    if _answers(flow, deadline):
        others = [one for one in procedure.deadlines.values() if one is not deadline]
        first = any(not flow.starts_late(one) and _answers(flow, one) for one in others)
        # What runs from a later step is the limit only where nothing runs from the request.
        return "later reply" if flow.starts_late(deadline) and first else "reply"
    topic = topic_of(flow, acts)
    if topic == "other":
        return ""
    return f"{'companion' if deadline.within == 'in_step' else 'notice'} {topic}"


def _answers(flow: Flow, deadline: Deadline) -> bool:
    """Whether meeting a clock answers the request."""
    closing = [
        one
        for act in goals(deadline)
        for one in flow.variants(act)
        if one.outcome and ending(flow.procedure, one)
    ]
    office = not (all_external(flow.ruleset, deadline.owed_by) or deadline.per or deadline.limits)
    return office and bool(closing) and not isinstance(deadline.met_by, AllMoments)


def _of_publication(flow: Flow, deadline: Deadline) -> str:
    if deadline.limits or deadline.starts == "period" or deadline.within == "in_step":
        return ""
    late = flow.starts_late(deadline)
    if not _publishes(flow, deadline, late=late):
        return ""
    # What runs from a later step is the limit only where nothing runs from the beginning.
    if late and any(
        _publishes(flow, one, late=False) and not flow.starts_late(one)
        for one in flow.procedure.deadlines.values()
    ):
        return ""
    by_law = not isinstance(deadline.within, str) and _is_set(deadline)
    return "publication by another law" if by_law else "publication"


def _publishes(flow: Flow, deadline: Deadline, *, late: bool) -> bool:
    """Whether meeting a clock publishes or, where it runs from the beginning, ends the matter."""
    acts = [one for act in goals(deadline) for one in flow.variants(act)]
    return any(
        one.outcome == "disclosed" or (not late and ending(flow.procedure, one)) for one in acts
    )


def _is_set(deadline: Deadline) -> bool:
    within = deadline.within
    return not isinstance(within, str) and within is not None and within.set_by is not None


def _of_report(flow: Flow, deadline: Deadline) -> str:  # noqa: ARG001 - one table
    return "date" if deadline.starts == "period" else ""


# --- the part of an act --------------------------------------------------------------------------


def _act_part(flow: Flow, act: str, one: Transition) -> str:
    """Empty for acts that only this procedure has."""
    procedure, ruleset = flow.procedure, flow.ruleset
    if flow.matter == "annual_report":
        met = {goal for d in procedure.deadlines.values() for goal in goals(d)}
        return "report" if one.requires and ({act} & met or ending(procedure, one)) else ""
    if flow.matter == "publication":
        return _of_publishing(flow, one)
    if flow.matter != "request":
        return ""
    if opening(one):
        return "apply" if all_external(ruleset, one.by) else ""
    if any(d.extended is not None and d.extended.act == act for d in procedure.deadlines.values()):
        return "extend"
    if one.when_expired is not None:
        return ""
    if one.outcome is not None and ending(procedure, one):
        return reply_part(ruleset, one.outcome)
    if all_external(ruleset, one.by):
        return ""
    if any("收" in _said(x) for x in flow.variants(act)) and _topic([_said(one)]) == "fee":
        return "charge"
    started = [
        part
        for name, part in _external_clocks(flow)
        if any(act == s.act for s in starting(procedure.deadlines[name]))
    ]
    if started:
        return f"ask for {started[0]}"
    return "tell third_party" if tells(flow, act) and _topic([_said(one)]) == "third_party" else ""


def _of_publishing(flow: Flow, one: Transition) -> str:
    if one.outcome == "disclosed" and one.to is not None:
        return "publish"
    if not _settles(flow.ruleset, one):
        return ""
    # Who only notes what somebody else has settled does not settle it.
    before = [x for entry in one.presupposes for x in flow.variants(entry.act or "")]
    return "" if any(_settles(flow.ruleset, x) for x in before) else "settle the doubt"


def _settles(ruleset: Ruleset, one: Transition) -> bool:
    """Whether an act ends a doubt whether something may be disclosed."""
    return any(
        value is False and _any(DOUBT, ruleset.facts[fact].zh or "")
        for fact, value in one.sets.items()
        if fact in ruleset.facts
    )


def _external_clocks(flow: Flow) -> list[tuple[str, str]]:
    return [
        (name, _of_request(flow, one))
        for name, one in flow.procedure.deadlines.items()
        if one.owed_by and (all_external(flow.ruleset, one.owed_by) or one.per is not None)
    ]
