"""A run goes in; what every finding about it shares: places, severities, clauses, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..calendars.calendar import Calendar
from ..deadline.count import HOURS, working_days_between
from ..diagnostics import codes
from ..diagnostics.codes import Code, Severity
from ..diagnostics.finding import Finding, Words, make
from ..graph.compiled import Compiled
from ..model.conditions import Condition
from ..model.procedure import Entry
from .counted import counted_clauses
from .entries import entry_clauses, first_fact
from .kernel import layout as k
from .machine import Record, Run
from .reading import Logged
from .wording import Wording, listed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What makes a disclosure unauthorised: one finding for all of these together (meaning 13).
_FOLDED = frozenset({k.R_BARRED, k.R_GUARD, k.R_JUMP, k.R_SKIPPED, k.R_IMPOSSIBLE})


class Teller:
    """Turns single records into findings; knows the names behind their numbers."""

    def __init__(self, compiled: Compiled, calendar: Calendar, run: Run) -> None:
        self.compiled = compiled
        self.calendar = calendar
        self.run = run
        self.say = Wording(compiled)
        self._zone = ZoneInfo(calendar.zone)

    # --- places, severities, clauses ----------------------------------------------------------
    def event(self, number: int) -> Logged:
        return self.run.log.event(number)

    def severity_at(self, event: int) -> Severity:
        """What an external role does wrong is a note (meaning 2)."""
        role = self.run.log.columns.role[event] if event >= 0 else k.NONE
        known = self.compiled.role(role) if role >= 0 else None
        return Severity.NOTE if known is not None and known.external else Severity.ERROR

    def severity_of_clock(self, clock: int) -> Severity:
        roles = self.compiled.ruleset.roles
        owed_by = self.compiled.deadline(clock).owed_by
        external = bool(owed_by) and all(one in roles and roles[one].external for one in owed_by)
        return Severity.NOTE if external else Severity.ERROR

    def clauses_of(self, transition: int) -> tuple[str, ...]:
        return self.compiled.transition(transition).clause

    def entry_clauses(self, entry: Entry, transition: int) -> tuple[str, ...]:
        """The entry's clause prevails over the fact's and the act's."""
        return entry_clauses(self.compiled, entry, transition)

    def guard_clauses(self, record: Record) -> tuple[str, ...]:
        """The clause of an act whose guard is false, and what made a value count as another."""
        guard = self.compiled.transition(record.transition).when
        return (*self.clauses_of(record.transition), *self.counted(record, guard))

    def counted(self, record: Record, condition: Condition | None) -> tuple[str, ...]:
        """The `counts_as` clauses that made a condition false at the record's event (meaning 2)."""
        log, tr = self.run.log, record.transition
        return counted_clauses(self.compiled, self.calendar, log, record.event, tr, condition)

    def first_fact(self, condition: Condition) -> str | None:
        """The fact that a condition names first; the day of the act is none."""
        return first_fact(self.compiled.ruleset, condition)

    def made(
        self,
        code: Code,
        record: Record,
        values: dict[str, object],
        clauses: tuple[str, ...],
        *,
        severity: Severity | None = None,
        kind: str | None = None,
    ) -> Finding:
        """A finding at a record's event (or at none), with the place the event has in the file."""
        logged = self.event(record.event) if record.event >= 0 else None
        own = logged.event.key if logged else None
        return make(
            code,
            values,
            severity=severity,
            kind=kind,
            clauses=clauses,
            event=logged.id if logged else None,
            event_index=logged.index if logged else None,
            key=self.run.log.keys[record.key] if record.key > 0 else own,
            route=("events", logged.index) if logged else None,
        )

    # --- dates --------------------------------------------------------------------------------
    def shown(self, day: int, instant: int, clock: int) -> str:
        """A day, or for a clock in hours the moment, as it is written."""
        if self.in_hours(clock, instant):
            moment = _EPOCH + timedelta(microseconds=instant)
            return moment.astimezone(self._zone).isoformat(sep=" ", timespec="minutes")[:16]
        return date.fromordinal(day).isoformat()

    def in_hours(self, clock: int, instant: int) -> bool:
        return 0 <= instant < k.NEVER and self.compiled.tables.d_kind[clock] == HOURS

    def working_days(self, after: int, through: int) -> int:
        return working_days_between(self.calendar.days, after, through)

    # --- one finding for everything that makes a disclosure unauthorised -----------------------
    def folded(self, record: Record) -> bool:
        return record.kind in _FOLDED and self.compiled.tables.t_discloses[self.judged(record)] == 1

    def judged(self, record: Record) -> int:
        """The transition that is judged: a skipped one belongs to the act that jumped it."""
        if record.kind != k.R_SKIPPED:
            return record.transition
        return next(
            one.transition
            for one in self.run.records
            if one.kind == k.R_JUMP and one.event == record.event
        )

    def disclosures(self) -> Iterable[tuple[int, Finding]]:
        """One finding a disclosure that was barred, jumped, against its guard or impossible."""
        by_event: dict[int, list[Record]] = {}
        for record in self.run.records:
            if self.folded(record):
                by_event.setdefault(record.event, []).append(record)
        for event, records in by_event.items():
            yield event, self._unauthorised(records)

    def _unauthorised(self, records: list[Record]) -> Finding:
        first = next(one for one in records if one.kind != k.R_SKIPPED)
        clauses: list[str] = []
        why: list[Words] = []
        order = (k.R_BARRED, k.R_GUARD, k.R_SKIPPED, k.R_IMPOSSIBLE)
        for record in sorted(
            (r for r in records if r.kind in order), key=lambda r: order.index(r.kind)
        ):
            clauses += self._why_clauses(record)
            why.append(self._why(record))
        return self.made(
            codes.UNAUTHORISED,
            first,
            {"act": self.say.transition(first.transition), "why": listed(why, "；", "; ")},
            tuple(dict.fromkeys(clauses)),
            severity=self.severity_at(first.event),
        )

    def _why_clauses(self, record: Record) -> tuple[str, ...]:
        if record.kind == k.R_BARRED:
            own = self.compiled.exemption(record.a).clause
            return own or self.clauses_of(record.transition)
        if record.kind == k.R_GUARD:
            return self.guard_clauses(record)
        return self.clauses_of(record.transition)

    def _why(self, record: Record) -> Words:
        if record.kind == k.R_BARRED:
            name = self.say.exemption(record.a)
            return Words(zh=f"属于“{name.zh}”", en=f"exempt ({name.en})")
        if record.kind == k.R_GUARD:
            condition = self.condition_of(record.transition)
            return Words(
                zh=f"条件不成立（{condition.zh}）", en=f"its condition fails ({condition.en})"
            )
        if record.kind == k.R_SKIPPED:
            name = self.say.transition(record.transition)
            return Words(zh=f"缺少“{name.zh}”", en=f"without {name.en}")
        states = self.say.states(self.compiled.states(record.a))
        return Words(zh=f"在“{states.zh}”状态不能作出", en=f"not possible in state {states.en}")

    def condition_of(self, transition: int) -> Words:
        guard = self.compiled.transition(transition).when
        return self.say.condition(guard) if guard is not None else Words(zh="", en="")
