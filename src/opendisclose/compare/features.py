"""A procedure goes in; the part that each of its acts and deadlines has in it comes out.

The parts are told by the shape of the procedure (who opens it, what ends it, what a clock starts
and waits for); words of the titles only tell apart what has one shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model.procedure import AllMoments, Deadline, Moment, Procedure, Transition
from ..model.ruleset import Ruleset

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
# The words of the acts that begin a publication (the information comes to be, or changes), and of
# the titles of procedures by which it is asked for.
FORMED = ("形成", "制作", "产生", "生成", "成文", "发文", "变更", "获取")
ASKED = ("申请",)
GUIDE = ("指南", "目录")
REPORT = ("年度报告", "年报", "年度工作报告")
# Acts that end a request, by `outcome`; other outcomes are their own part.
OUTCOMES = {
    "disclosed": "disclose",
    "disclosed_in_part": "disclose_in_part",
    "refused": "refuse",
    "not_found": "not_held",
    "not_held": "not_held",
    "not_ours": "not_held",
}
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
    deadlines = {key: _deadline_part(bare, key, one) for key, one in procedure.deadlines.items()}
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
    if not outside and formed and (discloses or "公开" in procedure.title.zh):
        return "publication"
    return "guide" if any(one in procedure.title.zh for one in GUIDE) else f"other {name}"


# --- the part of a deadline ----------------------------------------------------------------------


def _deadline_part(flow: Flow, name: str, deadline: Deadline) -> str:
    """Empty where the shape tells no part that a law would know."""
    matters = {
        "request": _of_request,
        "publication": _of_publication,
        "annual_report": _of_report,
    }
    if flow.matter == "guide":
        return "guide update" if deadline.met_by is not None else ""
    telling = matters.get(flow.matter)
    part = telling(flow, deadline) if telling is not None else name
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
    closing = [
        one for act in acts for one in flow.variants(act) if one.outcome and ending(procedure, one)
    ]
    if closing and not isinstance(deadline.met_by, AllMoments):
        whole = any(flow.opens(one.act) for one in starting(deadline))
        return "reply" if whole else "later reply"
    topic = topic_of(flow, acts)
    if topic == "other":
        return ""
    return f"{'companion' if deadline.within == 'in_step' else 'notice'} {topic}"


def _of_publication(flow: Flow, deadline: Deadline) -> str:
    procedure = flow.procedure
    acts = [one for act in goals(deadline) for one in flow.variants(act)]
    whole = any(flow.opens(one.act) for one in starting(deadline))
    if not whole or not any(ending(procedure, one) for one in acts):
        return ""
    by_law = not isinstance(deadline.within, str) and _is_set(deadline)
    return "publication by another law" if by_law else "publication"


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
    if flow.matter != "request":
        return ""
    if opening(one):
        return "apply" if all_external(ruleset, one.by) else ""
    if one.outcome is not None and ending(procedure, one):
        return OUTCOMES.get(one.outcome, one.outcome)
    if one.when_expired is not None or all_external(ruleset, one.by):
        return ""
    started = [
        part
        for name, part in _external_clocks(flow)
        if any(act == s.act for s in starting(procedure.deadlines[name]))
    ]
    if started:
        return f"ask for {started[0]}"
    return "tell third_party" if tells(flow, act) and _topic([_said(one)]) == "third_party" else ""


def _external_clocks(flow: Flow) -> list[tuple[str, str]]:
    return [
        (name, _of_request(flow, one))
        for name, one in flow.procedure.deadlines.items()
        if one.owed_by and (all_external(flow.ruleset, one.owed_by) or one.per is not None)
    ]
