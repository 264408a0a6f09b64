"""One case and its compiled procedure go in; events, columns and unreadable parts come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

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
from .receipts import Channels, Received

# An event in its place: instant (UTC microseconds), position among the case's events (from 0), day,
# and 1 if only the day is known. In this order such rows sort as meaning 1 wants them.
Row: TypeAlias = tuple[int, int, int, int]
NOT_LOGGED = (NONE, NONE, 0)  # a receipt: instant, day, and whether only the day is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One event that is judged: as the file has it, and where it stands there."""

    event: Event = field(repr=False)
    id: str
    index: int  # position among the case's events, from 0
    day: int

    @classmethod
    def of(cls, case: Case, index: int, day: int = 0) -> Logged:
        event = case.events[index]
        return cls(event=event, id=event.id or f"e{index + 1}", index=index, day=day)


class Reader:
    """Reads one case against one compiled procedure, collecting what is wrong."""

    def __init__(self, compiled: Compiled, calendar: Calendar, case: Case) -> None:
        self._compiled = compiled
        self._calendar = calendar
        self._case = case
        self._clock = Clock(calendar)
        self._receipts: set[int] = set()  # which of the events are receipts
        self.findings: list[Finding] = []
        self.received: dict[int, Received] = {}  # by place among the rows, as the channel has it

    def events(self) -> list[Row]:
        """Acts and receipts in order of time; equal times keep the order of the log."""
        placed: list[Row] = []
        moment = self._clock.moment
        latest: dict[int, int] = {}  # by day: the latest instant logged so far
        for index, event in enumerate(self._case.events):
            written = vars(event)  # an attribute of a pydantic model takes several times as long
            if written["receipt"]:
                self._receipts.add(index)
            value: date | datetime = written["at"]
            if isinstance(value, datetime):
                (at, day), vague = moment(value), 0
            else:
                at, day, vague = self._when(value, latest)
            if day == OUTSIDE:
                self._outside(Logged.of(self._case, index), value)
                continue
            if at >= latest.get(day, at):
                latest[day] = at
            placed.append((at, index, day, vague))
        placed.sort()
        return placed

    def acts(self, rows: list[Row]) -> list[Row]:
        """Those of the rows that are acts."""
        receipts = self._receipts
        return [row for row in rows if row[1] not in receipts] if receipts else rows

    def _when(self, value: date | datetime, latest: dict[int, int]) -> tuple[int, int, int]:
        """Instant, day, and 1 if only the day is known.

        A date without a time stands at the latest instant logged before it on that day, else 00:00.
        """
        if isinstance(value, datetime):
            return *self._clock.moment(value), 0
        day = self._clock.day(value)
        if day == OUTSIDE:
            return OUTSIDE, OUTSIDE, 1
        return latest.get(day, self._clock.midnight(day)), day, 1

    def columns(
        self, rows: list[Row], now: tuple[int, int], span: Span | None, trace: bool
    ) -> tuple[Columns, tuple[str, ...]]:
        """Every column, and the keys of the case; key 0 is the case's own."""
        compiled = self._compiled
        act_numbers, role_numbers = compiled.acts.numbers, compiled.roles.numbers
        keys: dict[str, int] = {"": 0}
        actors: dict[str, int] = {}
        known_from, known, values = [0], list[int](), list[int]()
        cite_from, cite = [0], list[int]()
        events, acts = self._case.events, list[tuple[int, ...]]()
        receipts, channels = self._received_later(now[0]), self._channels(rows)
        for row in rows:
            at, index, day, vague = row
            written = vars(events[index])
            name, role_name = written["act"] or "", written["role"]
            act = act_numbers.get(name, -1)
            if act < 0:
                self._unknown(self._logged(row), "行为", "act", name, compiled.acts.ids)
            role = NONE if role_name is None else role_numbers.get(role_name, -1)
            if role < 0 and role_name is not None:
                role = self._unknown_role(role_name, row)
            actor, key_name = written["actor"], written["key"]
            who = actors.setdefault(actor, len(actors)) if actor else NONE
            key = keys.setdefault(key_name, len(keys)) if key_name else NONE
            got_at, got_day, got_vague = NOT_LOGGED
            if receipts or written["received"] is not None:
                got_at, got_day, got_vague = self._received(row, written["received"], receipts)
            by_channel = self._by_channel(channels, row, len(acts), got_day) if channels else 0
            got = (got_at, got_day, got_vague, by_channel)
            acts.append((act, at, day, vague, role, who, key, *got))
            if written["data"]:
                self._facts(written["data"], row, known, values)
            known_from.append(len(known))
            if written["cites"]:
                cite += map(compiled.exemptions.get, dict.fromkeys(written["cites"]))
            cite_from.append(len(cite))
        given, given_values = list[int](), list[int]()
        self._facts(self._case.facts, None, given, given_values)
        begins = span.first.toordinal() if span else NONE
        flags = [int(trace), 0, len(acts), 0, 0, len(given)]
        case = [len(keys), self._start(), *now, begins, *flags]
        columns = [list(column) for column in zip(*acts, strict=True)] or [[] for _ in range(11)]
        act_of, at_of, day_of, vague_of, role_of, actor_of, key_of, *received = columns
        return (
            Columns(
                case,
                act_of,
                at_of,
                day_of,
                vague_of,
                role_of,
                actor_of,
                key_of,
                received[0],
                received[1],
                received[2],
                received[3],
                known_from,
                known,
                values,
                cite_from,
                cite,
                given,
                given_values,
                fixed_dates(self._compiled, self._calendar, span),
            ),
            tuple(keys),
        )

    def _channels(self, rows: list[Row]) -> Channels | None:
        """What the case says of channels; None if no clock asks for it."""
        if not self._compiled.receipts:
            return None
        events = self._case.events
        bounds = self._calendar.days.first, self._calendar.days.last
        placed = [(events[index], day) for _, index, day, _ in rows]
        return Channels(self._compiled, self._case.facts, placed, bounds)

    def _by_channel(self, channels: Channels, row: Row, place: int, logged: int) -> int:
        """What the kernel reads of a receipt; 0 for an act that has none."""
        found = channels.of(place, self._case.events[row[1]], logged)
        if found is None:
            return 0
        self.received[place] = found
        return found.column

    def period(self, rows: list[Row]) -> Span | None:
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
        if not rows:
            if written is None:
                example = {"example": WRITTEN_AS[every]}
                self._find(codes.PERIOD_MISSING, None, example, "period")
            return None
        span = period_of(date.fromordinal(rows[0][2]), every)
        if written is None:
            self._find(codes.PERIOD_ASSUMED, None, {"period": span.name}, "period")
        return span

    def _known(self, span: Span) -> bool:
        return self._calendar.first <= span.first and span.last <= self._calendar.last

    def _unknown_role(self, name: str, row: Row) -> int:
        """Somebody with a role the ruleset does not have has none of its roles."""
        self._find(
            codes.UNKNOWN_ROLE,
            self._logged(row),
            {"name": name},
            "role",
            help=_known(name, self._compiled.roles.ids),
        )
        return self._compiled.roles[OTHER]

    def _received_later(self, until: int) -> dict[str, list[date | datetime]]:
        """By event: every receipt of what it sent that the log has as an event of its own."""
        found: dict[str, list[date | datetime]] = {}
        if not self._receipts:
            return found
        ids = {event.id or f"e{n + 1}" for n, event in enumerate(self._case.events)}
        for index, event in enumerate(self._case.events):
            if not event.receipt or event.of is None:
                continue
            if event.of not in ids:
                at = Logged.of(self._case, index)
                self._unknown(at, "事件", "event", event.of, tuple(sorted(ids)), "of")
            elif self._instant_of(event.at) <= until:
                found.setdefault(event.of, []).append(event.at)
        return found

    def _instant_of(self, value: date | datetime) -> int:
        if isinstance(value, datetime):
            return self._clock.instant(value)
        day = self._clock.day(value)
        return self._clock.midnight(day) if day != OUTSIDE else OUTSIDE

    def _received(
        self,
        row: Row,
        received: date | datetime | None,
        receipts: dict[str, list[date | datetime]],
    ) -> tuple[int, int, int]:
        """Instant and day of receipt, and whether only the day is known; -1 if none is logged.

        The first receipt that does not lie before the act counts; if all do, the act's own time.
        """
        one = self._logged(row)
        logged = [received] if received is not None else receipts.get(one.id, [])
        sent_at, _, sent, only_day = row
        for value in logged:
            at, day, vague = self._when(value, {sent: sent_at})
            if day == OUTSIDE:
                self._outside(one, value)
            elif day > sent or (day == sent and (vague or only_day or at >= sent_at)):
                return max(at, sent_at), day, vague
        if not logged:
            return NOT_LOGGED
        values = {
            "what": "received",
            "found": logged[0].isoformat(),
            "event_time": one.event.at.isoformat(),
        }
        self._find(codes.CONTRADICTORY_TIME, one, values, "received")
        return sent_at, sent, only_day

    def _facts(
        self, data: dict[str, Any], row: Row | None, facts: list[int], values: list[int]
    ) -> None:
        """Add the facts recorded, as numbers; what the ruleset does not have is a finding."""
        for name, value in data.items():
            number = self._compiled.facts.get(name)
            if number < 0:
                one = self._logged(row) if row else None
                self._unknown(one, "事实", "fact", name, self._compiled.facts.ids, "data", name)
                continue
            try:
                values.append(self._compiled.codes[number].code(value))
                facts.append(number)
            except WrongValueError as wrong:
                one = self._logged(row) if row else None
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

    def _logged(self, row: Row) -> Logged:
        return Logged.of(self._case, row[1], row[2])

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

    def _outside(self, one: Logged, found: date | datetime) -> None:
        self.findings.append(
            make(
                codes.OUTSIDE_CALENDAR,
                {
                    "found": found.isoformat(),
                    "first": self._calendar.first.isoformat(),
                    "last": self._calendar.last.isoformat(),
                },
                event=one.id,
                event_index=one.index,
                route=("events", one.index, "at"),
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


def fixed_dates(compiled: Compiled, calendar: Calendar, span: Span | None) -> list[int]:
    """By clock: the due day that is fixed in a case's period; 0 for a clock without one."""
    if span is None:
        return [0] * len(compiled.deadlines)
    found = []
    for deadline in compiled.procedure.deadlines.values():
        period = deadline.within or deadline.at_least
        if not isinstance(period, Period) or not period.fixed():
            found.append(0)
        else:
            found.append(max(fixed_date(calendar.days, period, span), 0))
    return found


def _known(name: str, known: tuple[str, ...]) -> Words:
    listed = named(known)
    return did_you_mean(name, known, Words(zh=f"已有：{listed.zh}", en=f"known: {listed.en}"))
