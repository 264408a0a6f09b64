"""One case and its compiled procedure go in; events, columns and unreadable parts come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..calendars.calendar import Calendar
from ..deadline.count import OUTSIDE
from ..deadline.recurring import WRITTEN_AS, Span, fixed_date, period_of, read_period
from ..diagnostics import codes
from ..diagnostics.finding import Finding, Words, make
from ..diagnostics.wording import did_you_mean, named, written
from ..graph.compiled import Compiled
from ..graph.values import WrongValueError
from ..model.case import Case, Event
from ..model.periods import Period
from ..model.ruleset import OTHER
from .instants import Clock
from .kernel.layout import NONE, Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One event that is judged: as the file has it, and where it stands there."""

    event: Event = field(repr=False)
    id: str
    index: int  # position among the case's events, from 0
    at: int  # UTC microseconds
    day: int
    vague: bool  # only the day is known


class Reader:
    """Reads one case against one compiled procedure, collecting what is wrong."""

    def __init__(self, compiled: Compiled, calendar: Calendar, case: Case) -> None:
        self._compiled = compiled
        self._calendar = calendar
        self._case = case
        self._clock = Clock(calendar)
        self.findings: list[Finding] = []

    def events(self) -> list[Logged]:
        """The events of the case in order of time; equal times keep the order of the log."""
        placed: list[Logged] = []
        latest: dict[int, int] = {}  # by day: the latest instant logged so far
        for index, event in enumerate(self._case.events):
            name = event.id or f"e{index + 1}"
            at, day, vague = self._when(event.at, latest)
            if day == OUTSIDE:
                self._outside(name, index, event.at)
                continue
            latest[day] = max(at, latest.get(day, at))
            placed.append(Logged(event=event, id=name, index=index, at=at, day=day, vague=vague))
        return sorted(placed, key=lambda one: one.at)

    def _when(self, value: date | datetime, latest: dict[int, int]) -> tuple[int, int, bool]:
        """Instant, day, and whether only the day is known.

        A date without a time stands at the latest instant logged before it on that day, else 00:00.
        """
        if isinstance(value, datetime):
            instant = self._clock.instant(value)
            return instant, self._clock.day_of(instant), False
        day = self._clock.day(value)
        if day == OUTSIDE:
            return OUTSIDE, OUTSIDE, True
        return latest.get(day, self._clock.midnight(day)), day, True

    def columns(
        self, events: list[Logged], now: tuple[int, int], span: Span | None, trace: bool
    ) -> tuple[Columns, tuple[str, ...]]:
        """Every column, and the keys of the case; key 0 is the case's own."""
        compiled = self._compiled
        keys: dict[str, int] = {"": 0}
        actors: dict[str, int] = {}
        known: list[list[tuple[int, int]]] = []
        cites: list[list[int]] = []
        rows: list[tuple[int, ...]] = []
        receipts = self._receipts(now[0])
        for one in events:
            event = one.event
            who = actors.setdefault(event.actor, len(actors)) if event.actor else NONE
            key = keys.setdefault(event.key, len(keys)) if event.key else NONE
            row = (self._act(one), one.at, one.day, int(one.vague), self._role(one), who, key)
            rows.append((*row, *self._received(one, receipts.get(one.id, []))))
            known.append(self._facts(event.data, one))
            cites.append([compiled.exemptions.get(name) for name in dict.fromkeys(event.cites)])
        given = self._facts(self._case.facts, None)
        begins = span.first.toordinal() if span else NONE
        case = [len(keys), self._start(), now[0], now[1], begins, int(trace)]
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(10)]
        act, at, day, vague, role, actor, key_of, received_at, received_day, unsure = columns
        known_from, known_fact, known_value = _flat(known)
        cite_from, cite = _flat_one(cites)
        return (
            Columns(
                case,
                act,
                at,
                day,
                vague,
                role,
                actor,
                key_of,
                received_at,
                received_day,
                unsure,
                known_from,
                known_fact,
                known_value,
                cite_from,
                cite,
                [fact for fact, _ in given],
                [value for _, value in given],
                self._fixed(span),
            ),
            tuple(keys),
        )

    def period(self, events: list[Logged]) -> Span | None:
        """The period in which a recurring duty is owed; left out, it is that of the first event."""
        every = self._compiled.procedure.every
        if every is None:
            return None
        written = self._case.period
        if written is not None:
            span = read_period(written, every)
            if span is not None and self._known(span):
                return span
            values = {"found": written, "example": WRITTEN_AS[every]}
            self._find(codes.UNREADABLE_PERIOD, None, values, "period")
        if not events:
            if written is None:
                example = {"example": WRITTEN_AS[every]}
                self._find(codes.PERIOD_MISSING, None, example, "period")
            return None
        span = period_of(date.fromordinal(events[0].day), every)
        if written is None:
            self._find(codes.PERIOD_ASSUMED, None, {"period": span.name}, "period")
        return span

    def _known(self, span: Span) -> bool:
        return self._calendar.first <= span.first and span.last <= self._calendar.last

    def _fixed(self, span: Span | None) -> list[int]:
        """By clock: the due day that is fixed in the case's period; 0 for a clock without one."""
        found = []
        for deadline in self._compiled.procedure.deadlines.values():
            period = deadline.within or deadline.at_least
            fixed = isinstance(period, Period) and period.fixed()
            if not fixed or span is None or not isinstance(period, Period):
                found.append(0)
            else:
                found.append(max(fixed_date(self._calendar.days, period, span), 0))
        return found

    def _act(self, one: Logged) -> int:
        name = one.event.act or ""
        number = self._compiled.acts.get(name)
        if number < 0:
            self._unknown(one, "行为", "act", name, self._compiled.acts.ids)
        return number

    def _role(self, one: Logged) -> int:
        name = one.event.role
        if name is None:
            return NONE
        number = self._compiled.roles.get(name)
        if number >= 0:
            return number
        self._find(
            codes.UNKNOWN_ROLE,
            one,
            {"name": name},
            "role",
            help=_known(name, self._compiled.roles.ids),
        )
        return self._compiled.roles[OTHER]

    def _receipts(self, until: int) -> dict[str, list[date | datetime]]:
        """By event: every receipt of what it sent that the log has as an event of its own."""
        found: dict[str, list[date | datetime]] = {}
        ids = {event.id or f"e{n + 1}" for n, event in enumerate(self._case.events)}
        for index, event in enumerate(self._case.events):
            if not event.receipt or event.of is None:
                continue
            if event.of not in ids:
                name = event.id or f"e{index + 1}"
                at = Logged(event=event, id=name, index=index, at=0, day=0, vague=True)
                self._unknown(at, "事件", "event", event.of, tuple(sorted(ids)), "of")
            elif self._instant_of(event.at) <= until:
                found.setdefault(event.of, []).append(event.at)
        return found

    def _instant_of(self, value: date | datetime) -> int:
        if isinstance(value, datetime):
            return self._clock.instant(value)
        day = self._clock.day(value)
        return self._clock.midnight(day) if day != OUTSIDE else OUTSIDE

    def _received(self, one: Logged, receipts: list[date | datetime]) -> tuple[int, int, int]:
        """Instant and day of receipt, and whether only the day is known; -1 if none is logged.

        The first receipt that does not lie before the act counts; if all do, the act's own time.
        """
        logged = [one.event.received] if one.event.received is not None else receipts
        for value in logged:
            at, day, vague = self._when(value, {one.day: one.at})
            if day == OUTSIDE:
                self._outside(one.id, one.index, value)
            elif day > one.day or (day == one.day and (vague or one.vague or at >= one.at)):
                return max(at, one.at), day, int(vague)
        if not logged:
            return NONE, NONE, 0
        values = {
            "what": "received",
            "found": logged[0].isoformat(),
            "event_time": one.event.at.isoformat(),
        }
        self._find(codes.CONTRADICTORY_TIME, one, values, "received")
        return one.at, one.day, int(one.vague)

    def _facts(self, data: dict[str, Any], one: Logged | None) -> list[tuple[int, int]]:
        """The facts recorded, as numbers; what the ruleset does not have is a finding."""
        found: list[tuple[int, int]] = []
        for name, value in data.items():
            number = self._compiled.facts.get(name)
            if number < 0:
                self._unknown(one, "事实", "fact", name, self._compiled.facts.ids, "data", name)
                continue
            try:
                found.append((number, self._compiled.codes[number].code(value)))
            except WrongValueError as wrong:
                self._find(
                    codes.WRONG_DATA,
                    one,
                    {
                        "fact": name,
                        "value": written(value),
                        "expected": Words(zh=wrong.zh, en=wrong.en),
                    },
                    *(("data", name) if one else ("facts", name)),
                )
        return found

    def _start(self) -> int:
        if not self._case.starts_in:
            return 0
        marking = self._compiled.net.numbers.get(frozenset(self._case.starts_in))
        if marking is None or marking == 0:
            shown = ", ".join(f"`{one}`" for one in self._case.starts_in)
            self.findings.append(
                make(codes.IMPOSSIBLE_START, {"states": shown}, route=("starts_in",))
            )
            return 0
        return marking

    def _outside(self, name: str, index: int, found: date | datetime) -> None:
        self.findings.append(
            make(
                codes.OUTSIDE_CALENDAR,
                {
                    "found": found.isoformat(),
                    "first": self._calendar.first.isoformat(),
                    "last": self._calendar.last.isoformat(),
                },
                event=name,
                event_index=index,
                route=("events", index, "at"),
            )
        )

    def _unknown(
        self,
        one: Logged | None,
        zh: str,
        en: str,
        name: str,
        known: Iterable[str],
        *path: str,
    ) -> None:
        route = path or (en,)
        self._find(
            codes.UNKNOWN_IN_CASE,
            one,
            {"what": Words(zh=zh, en=en), "name": name},
            *(route if one else ("facts", name)),
            help=_known(name, tuple(known)),
        )

    def _find(
        self,
        code: codes.Code,
        one: Logged | None,
        values: dict[str, Any],
        *path: str,
        help: Words | None = None,  # noqa: A002 - the word of `Finding`
    ) -> None:
        self.findings.append(
            make(
                code,
                values,
                event=one.id if one else None,
                event_index=one.index if one else None,
                route=("events", one.index, *path) if one else path,
                help=help,
            )
        )


def _known(name: str, known: tuple[str, ...]) -> Words:
    listed = named(known)
    return did_you_mean(name, known, Words(zh=f"已有：{listed.zh}", en=f"known: {listed.en}"))


def _flat(rows: list[list[tuple[int, int]]]) -> tuple[list[int], list[int], list[int]]:
    begins = [0]
    facts: list[int] = []
    values: list[int] = []
    for row in rows:
        for fact, value in row:
            facts.append(fact)
            values.append(value)
        begins.append(len(facts))
    return begins, facts, values


def _flat_one(rows: list[list[int]]) -> tuple[list[int], list[int]]:
    begins = [0]
    flat: list[int] = []
    for row in rows:
        flat += row
        begins.append(len(flat))
    return begins, flat
