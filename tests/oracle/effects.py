"""An act that takes effect goes in; clocks met, paused, extended and started come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from .book import Book, Doing, goals, needs_all, starts
from .clocks import Clock, Due, Grant, Moment, Span, duration
from .conditions import OWN
from .net import as_list


class Effects(Book):
    """The clocks of one case, and what each act does to them."""

    def act(self, doing: Doing) -> None:
        """Within one act: meet, close spans, extend, open spans, start (meaning 7)."""
        for step in (self._meet, self._close, self._extend, self._open, self._start):
            for name, deadline in self.deadlines.items():
                step(name, deadline, doing)

    def _meet(self, name: str, deadline: dict[str, Any], doing: Doing) -> None:
        for clock in self.touched(name, deadline, doing):
            came_late = doing.late_arrival is not None and clock.status == "lapsed"
            if clock.status != "open" and not came_late:
                continue
            if any(doing.transition.called(act) for act in as_list(deadline.get("limits"))):
                self._limit(deadline, clock, doing)
            for number, ref in enumerate(goals(deadline)):
                if doing.transition.called(ref["act"]) and clock.status in ("open", "lapsed"):
                    clock.parts_done.add(number)
                    if not needs_all(deadline) or len(clock.parts_done) == len(goals(deadline)):
                        self._met(deadline, clock, doing, self.at(ref, doing))

    def _met(self, deadline: dict[str, Any], clock: Clock, doing: Doing, when: Moment) -> None:
        late = self.passed(clock, when.instant)
        if when.not_before and late is False and self.served_later(deadline, clock, doing):
            self.ledger.undecided += 1
        self.end(clock, "met", when.day)
        clock.met_by = doing.event
        clock.late = late is True
        if late is False:
            clock.pending = []  # nothing is missing where the duty was done in time
        if late is None:  # no doubt about a duty that is not owed
            self.ledger.undecided += self.owed(deadline, clock, doing.moment.day) is not False
        if late is True and deadline.get("within") != "in_step":
            self.breach(deadline, clock, doing.event, "late", doing.moment.day)

    def served_later(self, deadline: dict[str, Any], clock: Clock, doing: Doing) -> bool:
        """Whether it decides that the act may have been received after the due date."""
        due = self.due(clock, doing.moment.day)
        day = doing.moment.day
        dated = due.kind in ("day", "moment") and deadline.get("within") != "in_step"
        return dated and self.owed(deadline, clock, day) is not False

    def _limit(self, deadline: dict[str, Any], clock: Clock, doing: Doing) -> None:
        """A bound on an act that need not happen: too late, or before a floor has ended."""
        due = self.due(clock, doing.moment.day)
        if "at_least" not in deadline:
            passed = self.counter.passed(due, doing.instant)
            if passed is None:
                self.ledger.undecided += 1
            elif passed:
                self.breach(deadline, clock, doing.event, "late", doing.moment.day)
            return
        if due.kind == "paused" and due.day is not None:
            due = Due("day", due.day)
        within = None if due.kind == "none" else self.counter.passed(due, doing.instant)
        if due.kind == "beyond":
            # The floor ends after the official days: before their end it is broken for certain.
            within = False if doing.moment.day <= self.counter.official_through else None
        if within is None:
            self.ledger.undecided += due.kind != "none"
        elif not within:
            severity = doing.severity
            self.breach(
                deadline, clock, doing.event, "premature_closure", doing.moment.day, severity
            )

    def breach(
        self,
        deadline: dict[str, Any],
        clock: Clock,
        event: str | None,
        kind: str,
        day: date,
        severity: str | None = None,
    ) -> bool | None:
        """A finding against whoever owes it, if the duty's standing condition is true."""
        owed = self.owed(deadline, clock, day)
        if owed is None:
            self.ledger.undecided += 1
        elif owed:
            clauses = tuple(as_list(deadline.get("clause")))
            self.ledger.found(severity or self.against(deadline), kind, event, clauses)
        return owed

    def _close(self, name: str, deadline: dict[str, Any], doing: Doing) -> None:
        for number, excluded in enumerate(as_list(deadline.get("excluded"))):
            if not any(doing.transition.called(act) for act in as_list(excluded["until"])):
                continue
            everybody = not doing.transition.per and not doing.key_logged
            for (owner, entry, key), span in list(self.spans.items()):
                mine = (doing.key,) if doing.transition.per else (doing.key, OWN)
                if (owner, entry) == (name, number) and (everybody or key in mine):
                    span.closed = doing.moment.day
                    del self.spans[owner, entry, key]

    def _open(self, name: str, deadline: dict[str, Any], doing: Doing) -> None:
        for number, excluded in enumerate(as_list(deadline.get("excluded"))):
            if not any(doing.transition.called(act) for act in as_list(excluded["from"])):
                continue
            place = (name, number, doing.fact_key)
            if place in self.spans:
                continue  # opened again while open it is one span (meaning 5)
            span = Span(doing.moment.day)
            for clock in self.of(name):
                # A span that opens after the due date does nothing (meaning 5).
                if (
                    clock.status == "open"
                    and self.concerns(deadline, clock, place)
                    and (self.passed(clock, doing.instant) is not True)
                ):
                    clock.spans.append(span)
            self.spans[place] = span

    def _extend(self, name: str, deadline: dict[str, Any], doing: Doing) -> None:
        extended = deadline.get("extended")
        if not extended:
            return
        if doing.transition.called(extended["act"]):
            self._grant(name, deadline, extended, doing)
        for act in as_list(extended.get("needs")):
            if doing.transition.called(act):
                for clock in self.touched(name, deadline, doing):
                    self._need(extended, clock, act, doing)

    def _grant(
        self, name: str, deadline: dict[str, Any], extended: dict[str, Any], doing: Doing
    ) -> None:
        """A grant is void by the wrong role or person, against its guard, after expiry, once too
        often or where no clock runs: one finding with all reasons (meaning 6)."""
        clauses = tuple(as_list(extended.get("clause"))) or doing.transition.clauses
        clauses = clauses or tuple(as_list(deadline.get("clause")))
        running = [one for one in self.touched(name, deadline, doing) if one.status == "open"]
        good = []
        known = self.touched(name, deadline, doing)
        if not known and not doing.void_as_grant and self.begun_before(deadline):
            return  # the clock may have been started before the log
        for clock in running:
            passed = self.passed(clock, doing.instant)
            self.ledger.undecided += passed is None
            earlier = [*clock.extensions, *(one.length for one in clock.pending)]
            granted, length, _ = self._length(extended, clock, doing)
            units = {duration(one)[0] for one in (granted, length)}
            other_unit = any({duration(one)[0]} != units for one in earlier)
            timely = not passed and len(earlier) < extended.get("times", 1) and not other_unit
            if timely and not doing.void_as_grant:
                good.append(clock)
        if len(good) < max(1, len(running)):
            self.ledger.found(doing.severity, "invalid_extension", doing.event, clauses)
            self.void.append((name, doing.event))
        lengths = [self._length(extended, one, doing) for one in good]
        if any(beyond for _, _, beyond in lengths):
            self.ledger.found(doing.severity, "exceeds_maximum", doing.event, clauses)
        for clock, (_, length, _) in zip(good, lengths, strict=True):
            clock.pending.append(Grant(doing.event, doing.severity, clauses, length))
            self._count_extensions(extended, clock)

    def _length(
        self, extended: dict[str, Any], clock: Clock, doing: Doing
    ) -> tuple[dict[str, int], dict[str, int], bool]:
        """The length granted, what it counts as, and whether that is the cap it goes beyond."""
        cap: dict[str, int] = extended["at_most"]
        granted: Any = None
        if extended.get("length"):
            granted = self.facts.single(extended["length"], doing.fact_key)
        length, most = duration(granted), duration(cap)
        if length is None or most is None or (length[0] == "hours") != (most[0] == "hours"):
            return cap, cap, False  # hours and days cannot be added to one another
        if length[0] == most[0]:
            beyond = length[1] > most[1]
            return granted, cap if beyond else granted, beyond
        beyond = self._end_with(clock, granted, doing) > self._end_with(clock, cap, doing)
        return granted, cap if beyond else granted, beyond

    def _end_with(self, clock: Clock, length: dict[str, int], doing: Doing) -> date:
        """When the clock would end if it were extended by this length alone."""
        trial = replace(clock, extensions=[length])
        due = self.counter.due(self.period(clock), trial, doing.moment.day)
        return due.day or date.max

    def _need(self, extended: dict[str, Any], clock: Clock, act: str, doing: Doing) -> None:
        """An act that an extension needs: in time it helps, after expiry the grant is void."""
        passed = self.passed(clock, doing.instant)
        if passed:
            for grant in clock.pending:
                if (clock.deadline, grant.event) not in self.void:
                    self.ledger.found(
                        grant.severity, "invalid_extension", grant.event, grant.clauses
                    )
                    self.void.append((clock.deadline, grant.event))
            clock.pending = []
            return
        if clock.status != "open":
            return
        self.ledger.undecided += passed is None and bool(clock.pending)
        clock.needs_done.append(act)
        self._count_extensions(extended, clock)

    def _count_extensions(self, extended: dict[str, Any], clock: Clock) -> None:
        """An extension counts once the grant and all needed acts are done (meaning 6)."""
        needs = as_list(extended.get("needs"))
        while clock.pending and all(act in clock.needs_done for act in needs):
            clock.extensions.append(clock.pending.pop(0).length)
            clock.needs_done = []

    def begin(self, first: date) -> None:
        """On its first day a period starts its clocks, unless the goal may lie before the log."""
        for name, deadline in self.deadlines.items():
            if deadline["starts"] == "period" and not self._goal_before(deadline):
                moment = Moment(datetime.combine(first, time.min))
                self.clocks[name, OWN] = Clock(name, OWN, moment, None, 0, [])

    def _goal_before(self, deadline: dict[str, Any]) -> bool:
        before = [
            any(
                step.called(ref["act"]) and step.id in self.done_before
                for step in self.net.transitions
            )
            for ref in goals(deadline)
        ]
        return any(before) and (not needs_all(deadline) or all(before))

    def _start(self, name: str, deadline: dict[str, Any], doing: Doing) -> None:
        for ref in starts(deadline):
            if doing.transition.called(ref["act"]):
                self._run(name, deadline, doing, self.at(ref, doing))
                return

    def _run(self, name: str, deadline: dict[str, Any], doing: Doing, trigger: Moment) -> None:
        """A new run: it drops closed spans, extensions and grants; what is open pauses it."""
        key = doing.key if "per" in deadline else OWN
        clock = Clock(name, key, trigger, doing.event, doing.position, [])
        under = [
            span
            for place, span in self.spans.items()
            if place[0] == name and self.concerns(deadline, clock, place)
        ]
        due = self.due(clock, trigger.day).day
        if due is None or any(span.opened <= due for span in under):
            clock.spans = under  # else all of them opened after the due date
        self.clocks.pop((name, key), None)
        self.clocks[name, key] = clock
        since = doing.late_arrival.position if doing.late_arrival else None
        if deadline.get("within") == "in_step":
            since = 0  # the companion act may come before or after the starting act
        if since is not None:
            self._met_already(deadline, clock, since, doing.moment.day)

    def _met_already(self, deadline: dict[str, Any], clock: Clock, since: int, day: date) -> None:
        earlier = [one for one in self.done if one.position >= since]
        hits = []
        for ref in goals(deadline):
            acts = [
                one
                for one in earlier
                if one.transition.called(ref["act"]) and self.reaches(deadline, clock, one)
            ]
            hits.append(acts[-1] if acts else None)
        found = sorted((one for one in hits if one is not None), key=lambda one: one.position)
        if found and (not needs_all(deadline) or len(found) == len(hits)):
            self.end(clock, "met", day)
            clock.met_by = found[-1].event
        elif needs_all(deadline):
            clock.parts_done = {n for n, one in enumerate(hits) if one is not None}
