"""One event of the log goes in; the variant that is taken and everything wrong with it come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .book import Doing, Found, Jump, Ledger
from .clocks import Clock, Moment
from .conditions import OWN, Facts, first_fact, stands
from .effects import Effects
from .net import UNOPENED, Marking, Net, Transition, as_list

KIND_OF_ASPECT = {
    "content": "missing_required_content",
    "form": "wrong_form",
    "channel": "wrong_channel",
    "ground": "illegal_exemption",
    "act": "missing_step",
}


@dataclass(eq=False)
class Event:
    """One row of the log that claims an act, in the order of time."""

    id: str
    act: str
    moment: Moment
    role: str | None
    severity: str
    actor: str | None
    key: str
    key_logged: bool
    cites: list[str]
    received: Moment | None
    by_channel: Moment | None


@dataclass
class Order:
    """How an act stands to the marking. `kind`: ok, jump, impossible, late (a skipped act that
    comes later); for an act that time fires: recorded, premature, effective."""

    kind: str
    marking: Marking
    skipped: list[Transition] = field(default_factory=list)
    jump: Jump | None = None
    clock: Clock | None = None
    undecided: bool = False

    @property
    def fault(self) -> bool:
        return self.kind in ("jump", "impossible", "premature")

    @property
    def has_effect(self) -> bool:
        return self.kind in ("ok", "jump", "late", "effective")


@dataclass
class Missing:
    """A presupposed act that was not done before."""

    act: str
    key: str | None  # None: any key will do
    clauses: tuple[str, ...]
    finding: Found | None = None


@dataclass
class Assessment:
    """All that is to be said about one event under one variant of its act."""

    transition: Transition
    order: Order
    guard: bool | None
    role_ok: bool | None
    persons: list[bool | None]
    required: list[tuple[str, tuple[str, ...]]]
    missing: list[Missing]
    bad_cites: list[tuple[str, ...]]
    undecided: int  # presuppositions and citations whose conditions are not known
    counted: tuple[str, ...]  # by which a value counts as another, where that makes the guard false

    def faults(self) -> int:
        return (
            int(self.order.fault)
            + int(self.role_ok is False)
            + self.persons.count(False)
            + len(self.required)
            + len(self.missing)
            + len(self.bad_cites)
        )


class Judge:
    """What has happened so far in one case, and the judgement of the next event."""

    def __init__(
        self, net: Net, facts: Facts, exemptions: dict[str, Any], book: Effects, ledger: Ledger
    ) -> None:
        self.net = net
        self.facts = facts
        self.exemptions = exemptions
        self.book = book
        self.ledger = ledger
        self.marking: Marking = UNOPENED
        self.done_before: set[str] = set()  # transitions that may lie before the log
        self.jumps: list[Jump] = []
        self.missing: list[Missing] = []

    # --- the choice of the variant -------------------------------------------------------------

    def choose(self, event: Event, candidates: list[Transition]) -> Assessment:
        """No false guard, then the fewest faults, no jump, a way at all, file order (meaning 2)."""
        told = [self._assess(event, one) for one in candidates]
        return min(
            told,
            key=lambda one: (
                one.guard is False,
                one.faults(),
                one.order.fault,
                one.order.kind in ("impossible", "premature"),
            ),
        )

    def _assess(self, event: Event, t: Transition) -> Assessment:
        order = self._order(event, t)
        key = event.key if t.per else None
        day = event.moment.day
        guard = True if order.kind == "recorded" else self.guard(t, key, day)
        missing, unsure = self._presupposed(event, t, key, day)
        bad, not_known = self._citations(event, t, key, day)
        by = as_list(t.raw.get("by"))
        return Assessment(
            transition=t,
            order=order,
            guard=guard,
            role_ok=self._role(event, by),
            persons=self._persons(event, t),
            required=self._required(t, key, day),
            missing=missing,
            bad_cites=bad,
            undecided=unsure + not_known,
            counted=self.facts.counted(t.raw["when"], key, day) if guard is False else (),
        )

    def _role(self, event: Event, by: list[str]) -> bool | None:
        """Whether the role may do the act; not known where none is logged and some may not."""
        if event.role is not None:
            return not by or event.role in by
        everybody = {*self.facts.roles, "other"} <= set(by)
        return True if not by or everybody else None

    def guard(self, t: Transition, key: str | None, day: date) -> bool | None:
        return self.facts.holds(t.raw["when"], key, day) if "when" in t.raw else True

    def _order(self, event: Event, t: Transition) -> Order:
        if t.by_time:
            return self._expiry_order(event, t)
        jump = next((one for one in self.jumps if t.act in one.missing), None)
        if jump is not None:  # whatever is enabled now: it comes late and moves nothing
            return Order("late", self.marking, jump=jump)
        if t.enabled(self.marking):
            return Order("ok", t.after(self.marking))

        def passable(step: Transition) -> bool:
            key = event.key if step.per else None
            return self.guard(step, key, event.moment.day) is not False

        path = self.net.path_to(t, self.marking, passable)
        if path is None:
            return Order("impossible", self.marking)
        return Order("jump", t.after(path.marking), skipped=path.skipped)

    def _expiry_order(self, event: Event, t: Transition) -> Order:
        """An event may record what time fires: after it, it changes nothing; before it, or with
        no period set, it is premature (meaning 9)."""
        name = t.raw["when_expired"]
        key = event.key if "per" in self.book.deadlines[name] else OWN
        clock = self.book.clocks.get((name, key))
        if clock is not None and clock.fired == t.id:
            return Order("recorded", self.marking)
        if clock is None and self.book.begun_before(self.book.deadlines[name]):
            if not t.enabled(self.marking):
                return Order("impossible", self.marking)
            return Order("effective", t.after(self.marking))
        if clock is None or (clock.status == "open" and self.book.unset(clock)):
            return Order("premature", self.marking)
        if clock.status != "open":
            return Order("impossible", self.marking)
        passed = self.book.passed(clock, event.moment.instant)
        if passed is False:
            return Order("premature", self.marking)
        if not t.enabled(self.marking):
            return Order("impossible", self.marking)
        return Order("effective", t.after(self.marking), clock=clock, undecided=passed is None)

    def _persons(self, event: Event, t: Transition) -> list[bool | None]:
        """Whether the actors of two acts are the same or not; roles where no actor is logged."""
        told: list[bool | None] = []
        for word in ("same_as", "distinct_from"):
            for act in as_list(t.raw.get(word)):
                other = self._last_done(act, event, t)
                if other is None:
                    continue
                if event.actor is not None and other.actor is not None:
                    same: bool | None = event.actor == other.actor
                elif event.role is None or other.role is None:
                    same = None
                elif event.role != other.role:
                    if word == "same_as" and self._role(event, as_list(t.raw.get("by"))) is False:
                        continue  # one fault is one finding: the role is wrong already
                    same = False
                else:
                    same = True if word == "same_as" else None
                told.append(same if word == "same_as" or same is None else not same)
        return told

    def _last_done(self, act: str, event: Event, t: Transition) -> Doing | None:
        for one in reversed(self.book.done):
            if not one.transition.called(act):
                continue
            if t.per and one.transition.per and one.key != event.key:
                continue
            return one if one.event is not None else None  # by time: there is nobody to compare
        return None

    def _required(
        self, t: Transition, key: str | None, day: date
    ) -> list[tuple[str, tuple[str, ...]]]:
        """What must be there and is false; what is not known is assumed in order (meaning 2)."""
        faults = []
        for entry in as_list(t.raw.get("requires")):
            if isinstance(entry, str):
                entry = {"has": entry}
            if "when" in entry and self.facts.holds(entry["when"], key, day) is not True:
                continue
            if "has" in entry:
                fact = entry["has"]
                told = self.facts.present(fact, key)
            else:
                fact = first_fact(entry["is"])
                told = self.facts.holds(entry["is"], key, day)
            if told is False:
                definition = self.facts.definitions.get(fact, {})
                clauses = entry.get("clause") or definition.get("clause") or t.clauses
                kind = KIND_OF_ASPECT[definition.get("aspect", "content")]
                counted = self.facts.counted(entry["is"], key, day) if "is" in entry else ()
                faults.append((kind, (*as_list(clauses), *counted)))
        return faults

    def _presupposed(
        self, event: Event, t: Transition, key: str | None, day: date
    ) -> tuple[list[Missing], int]:
        missing, unsure = [], 0
        for entry in as_list(t.raw.get("presupposes")):
            if isinstance(entry, str):
                entry = {"act": entry}
            steps = [one for one in self.net.transitions if one.called(entry["act"])]
            if not steps:
                continue  # an act of another procedure: it only points a reader there
            wanted = event.key if t.per and steps[0].per else None
            if self.is_done(entry["act"], wanted):
                continue
            when = self.facts.holds(entry["when"], key, day) if "when" in entry else True
            if when is None:
                unsure += 1
            elif when:
                clauses = as_list(entry.get("clause")) or steps[0].clauses or t.clauses
                missing.append(Missing(entry["act"], wanted, tuple(clauses)))
        return missing, unsure

    def is_done(self, act: str, key: str | None) -> bool:
        if any(one.called(act) and one.id in self.done_before for one in self.net.transitions):
            return True
        return any(one.transition.called(act) and key in (None, one.key) for one in self.book.done)

    def _citations(
        self, event: Event, t: Transition, key: str | None, day: date
    ) -> tuple[list[tuple[str, ...]], int]:
        """Only exemptions that stand, on recorded facts, and whose acts are done may be cited."""
        bad: list[tuple[str, ...]] = []
        not_known = 0
        if "cites" not in t.raw:
            return bad, not_known
        if not event.cites and t.raw["cites"] == "required":
            bad.append(t.clauses)
        for name in unique(event.cites):
            exemption = self.exemptions.get(name)
            if exemption is None:
                bad.append(t.clauses)
                continue
            told = stands(self.facts, exemption, key, day, defaults=False)
            if not all(self.is_done(act, None) for act in as_list(exemption.get("presupposes"))):
                told = False
            if told is False:
                bad.append(tuple(as_list(exemption.get("clause"))) or t.clauses)
            not_known += told is None
        return bad, not_known

    # --- the findings --------------------------------------------------------------------------

    def report(self, event: Event, told: Assessment, position: int) -> None:
        """Each fault is one finding; for a disclosure some of them are one together."""
        t, order = told.transition, told.order
        self.ledger.undecided += told.undecided + (told.guard is None) + order.undecided
        self.ledger.undecided += told.persons.count(None) + (told.role_ok is None)
        # What takes time for the office is void by the wrong role or against its guard; its one
        # finding is made where the clock is (meaning 6).
        folded = order.has_effect and self.book.is_grant(t)
        jump = None
        if order.kind == "jump":
            skipped = [one.id for one in order.skipped]
            jump = Jump(position, skipped, [one.act for one in order.skipped])
            self.jumps.append(jump)
        if t.raw.get("outcome") == "disclosed" and (order.has_effect or order.fault):
            self._disclosure(event, told)
        else:
            self._order_finding(event, told, jump)
            if told.guard is False and not folded:
                self._found(event, "guard_not_met", (*t.clauses, *told.counted))
        for wrong in [told.role_ok is False, *[one is False for one in told.persons]]:
            if wrong and not folded:
                self._found(event, "wrong_role", t.clauses)
        for kind, clauses in told.required:
            self._found(event, kind, clauses)
        for one in told.missing:
            one.finding = self._found(event, "missing_step", one.clauses)
            self.missing.append(one)
        for clauses in told.bad_cites:
            self._found(event, "illegal_exemption", clauses)

    def _found(self, event: Event, kind: str, clauses: Iterable[str]) -> Found:
        return self.ledger.found(event.severity, kind, event.id, tuple(clauses))

    def _order_finding(self, event: Event, told: Assessment, jump: Jump | None) -> None:
        t, order = told.transition, told.order
        if jump is not None:
            jump.finding = self._found(event, "missing_step", clauses_of(order.skipped))
        elif order.kind == "impossible":
            self._found(event, "wrong_order", t.clauses)
        elif order.kind == "premature":
            self._found(event, "premature_closure", t.clauses)

    def _disclosure(self, event: Event, told: Assessment) -> None:
        """Barred, against its guard, jumped or not possible here: one finding (meaning 13)."""
        t, order = told.transition, told.order
        key = event.key if t.per else None
        reasons: list[tuple[str, ...]] = []
        for exemption in self.exemptions.values():
            if exemption.get("force") == "may_withhold":
                continue
            bars = stands(self.facts, exemption, key, event.moment.day, defaults=True)
            self.ledger.undecided += bars is None
            if bars:
                reasons.append(tuple(as_list(exemption.get("clause"))) or t.clauses)
        if told.guard is False:
            reasons.append((*t.clauses, *told.counted))
        if order.kind == "jump":
            reasons.append(clauses_of(order.skipped))
        if order.kind == "impossible":
            reasons.append(t.clauses)
        if order.kind == "premature":
            self._found(event, "premature_closure", t.clauses)
        if reasons:
            clauses = unique(one for reason in reasons for one in reason)
            self._found(event, "unauthorised_disclosure", clauses)

    # --- acts that come later than they should ---------------------------------------------------

    def arrived(self, doing: Doing) -> None:
        """What was skipped or presupposed and comes later is only out of order (meaning 3)."""
        jump = doing.late_arrival
        if jump is not None:
            jump.missing.remove(doing.transition.act)
            if not jump.missing and jump.finding is not None:
                jump.finding.kind = "wrong_order"
        for one in self.missing:
            if doing.transition.called(one.act) and one.key in (None, doing.key) and one.finding:
                one.finding.kind = "wrong_order"


def unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def clauses_of(steps: list[Transition]) -> tuple[str, ...]:
    """The clauses of these transitions in their order, each once."""
    return tuple(unique(clause for step in steps for clause in step.clauses))
