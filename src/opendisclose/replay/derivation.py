"""One clock of a traced run goes in; its due date counted again, with every step, comes out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ..calendars.calendar import Calendar
from ..deadline.count import FIXED, HOURS, IN_STEP, PROMPTLY
from ..deadline.due import DueDate, explain
from ..deadline.inputs import OtherStart
from ..graph.compiled import Compiled
from ..graph.tables import BY_CHANNEL, OWN_TIME, RECEIVED
from ..model.base import Text
from ..model.procedure import Moment
from .kernel import layout as k
from .kernel.dates import NOT_BEFORE, period_kind, period_number
from .machine import Record, Run
from .receipts import Received
from .told_receipts import channel_words, date_words
from .wording import Wording

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_AFRESH = ("不重新起算，自“{zh}”之日起算", "not started afresh, but from: {en}")
_BY_OTHER = ("以“{zh}”为收到之日", "received on: {en}")
_OWN_DAY = ("自“{zh}”当日起算", "counted from the day of: {en}")


class _SpanDays(NamedTuple):
    """The days after `after` through `through`, None while it is open, and by which clause."""

    after: date
    through: date | None
    clause: tuple[str, ...]


def derivation(
    compiled: Compiled, calendar: Calendar, traced: Run, clock: int, key: int
) -> DueDate:
    """The due date of one clock of a traced run, counted again with every step that leads to it."""
    return _Derivation(compiled, calendar, traced, clock, key).due_date()


class _Derivation:
    """Collects from a trace what `deadline.explain` needs: trigger, spans, extension."""

    def __init__(
        self, compiled: Compiled, calendar: Calendar, traced: Run, clock: int, key: int
    ) -> None:
        self._compiled = compiled
        self._calendar = calendar
        self._run = traced
        self._clock = clock
        self._key = key
        mine = [one for one in traced.records if (one.clock, one.key) == (clock, key)]
        starts = [n for n, one in enumerate(mine) if one.kind == k.R_START]
        # Only the last run counts; the spans that were open when it started are told again in it.
        self._records = mine[starts[-1] :] if starts else mine
        self._before = mine[starts[-2] :] if len(starts) > 1 else []

    def due_date(self) -> DueDate:
        tables, columns, scratch = self._compiled.tables, self._run.log.columns, self._run.scratch
        deadline = self._compiled.deadline(self._clock)
        index = self._clock * len(self._run.log.keys) + self._key
        kind = period_kind(tables, columns, scratch, self._clock, self._key)
        number: int | date | None = period_number(tables, columns, scratch, self._clock, self._key)
        if kind in (0, PROMPTLY, IN_STEP):
            kind, number = 0, None  # the law names no number, so there is no date
        elif kind == FIXED and isinstance(number, int):
            number = date.fromordinal(number)
        spans = self._spans(self._records)
        extended = scratch.longer[index]
        moment = (_EPOCH + timedelta(microseconds=scratch.at[index])) if kind == HOURS else None
        vague = scratch.vague[index] > 0
        until = scratch.ended[index] or self._run.log.as_of_day
        return explain(
            self._calendar,
            kind=kind,
            n=number,
            trigger=date.fromordinal(scratch.day[index]),
            trigger_moment=None if vague else moment,
            spans=_days(spans),
            extension=(scratch.longer_kind[index], extended) if extended else None,
            roll=tables.counting[1] == 1,
            include_trigger=tables.counting[0] == 1,
            clause=self._clauses(),
            span_clauses=tuple(clause for _, _, clause in spans),
            extension_clause=deadline.extended.clause if deadline.extended else (),
            readings=self._reading_names(spans),
            trigger_name=self._trigger_name(index),
            as_of=date.fromordinal(until),
            span_from_first=tables.counting[2] == 1,
            basis=self._compiled.ruleset.counting.basis,
            other_starts=self._other_starts(),
            open_start=scratch.vague[index] == NOT_BEFORE,
        )

    def _spans(self, records: list[Record]) -> list[_SpanDays]:
        """Each span that was open during a run: after, through (None while open), clause."""
        waiting: dict[tuple[int, int], int] = {}
        found: list[_SpanDays] = []
        for one in records:
            if one.kind == k.R_OPEN:
                waiting.setdefault((one.a, one.c), one.b)
            elif one.kind == k.R_CLOSE and (one.a, one.c) in waiting:
                found.append(self._span(one.a, waiting.pop((one.a, one.c)), one.b))
        # A span that was open when the clock ended has counted through that day.
        ended = self._run.scratch.ended[self._index()] or None
        found += [self._span(span, day, ended) for (span, _), day in waiting.items()]
        return found

    def _span(self, span: int, opened: int, closed: int | None) -> _SpanDays:
        after = date.fromordinal(opened - self._compiled.tables.counting[2])
        through = date.fromordinal(closed) if closed is not None else None
        return _SpanDays(after, through, self._compiled.spans[span].clause)

    def _reading_names(self, spans: list[_SpanDays]) -> tuple[tuple[str, str], ...]:
        deadline = self._compiled.deadline(self._clock)
        found = [deadline.reading]
        started = self._started()
        if started is not None:
            found += [moment.reading for moment in self._moments(started)]
        received = self._received()
        if received is not None and received.way is not None:
            found.append(received.way.reading)
        used = {clause for _, _, clause in spans}
        found += [one.reading for one in deadline.excluded if one.clause in used]
        if deadline.extended and self._run.scratch.longer[self._index()]:
            found.append(deadline.extended.reading)
        return tuple((one.zh, one.en) for one in found if one is not None)

    def _other_starts(self) -> tuple[OtherStart, ...]:
        """The day of the act itself where its receipt counts, and the start before a restart."""
        found: list[OtherStart] = []
        started = self._started()
        if started is None or started.event < 0:
            return ()
        own = self._run.log.columns.day[started.event]
        received = self._received()
        if received is not None and received.way is not None and received.other is not None:
            words = date_words(self._compiled, Wording(self._compiled), received.way.or_at or "")
            text = Text(zh=words.zh, en=words.en)
            found.append(_other(received.other, _BY_OTHER, text, reading=True))
        if started.d != OWN_TIME and own != started.a:
            found.append(_other(own, _OWN_DAY, self._title(started)))
        if self._before:
            before = self._before[0]
            spans = _days(self._spans(self._before))
            reading = any(one.reading is not None for one in self._moments(started))
            names = self._title(before)
            found.append(_other(before.a, _NOT_AFRESH, names, spans=spans, reading=reading))
        return tuple(found)

    def _received(self) -> Received | None:
        """The receipt that this run starts on, if the channel decides about it."""
        started = self._started()
        if started is None or started.d != BY_CHANNEL:
            return None
        return self._run.log.received.get(started.event)

    def _clauses(self) -> tuple[str, ...]:
        """The deadline's own, then that of the channel."""
        own = self._compiled.deadline(self._clock).clause
        received = self._received()
        way = received.way.clause if received is not None and received.way is not None else ()
        return tuple(dict.fromkeys((*own, *way)))

    def _started(self) -> Record | None:
        """The record of the start of this run."""
        return next((one for one in self._records if one.kind == k.R_START), None)

    def _moments(self, started: Record) -> list[Moment]:
        """The entries of `starts` that speak of the act that started this run."""
        starts = self._compiled.deadline(self._clock).starts
        if starts == "period":
            return []
        of = started.transition
        acts = self._compiled.acts
        return [one for one in starts if of in self._compiled.variants(acts[one.act])]

    def _title(self, started: Record) -> Text:
        name = self._compiled.transitions.ids[started.transition]
        return self._compiled.transition(started.transition).title(name)

    def _index(self) -> int:
        return self._clock * len(self._run.log.keys) + self._key

    def _trigger_name(self, index: int) -> tuple[str, str] | None:
        begun = self._run.scratch.begun[index]
        started = self._started()
        if started is None or begun < 0:
            return None
        title = self._title(started)
        by_channel = self._received()
        if by_channel is not None:
            return self._channel_name(title, by_channel)
        received = started.d == RECEIVED
        zh = f"收到“{title.zh}”之日" if received else f"“{title.zh}”之日"
        en = f"receipt of: {title.en}" if received else title.en
        return zh, en

    def _channel_name(self, title: Text, received: Received) -> tuple[str, str]:
        """The act, the channel, and which date is the day of receipt."""
        if received.way is None:
            return (
                f"收到“{title.zh}”之日，渠道未记",
                f"receipt of: {title.en}, channel not recorded",
            )
        say = Wording(self._compiled)
        channel = channel_words(self._compiled, say, received)
        which = date_words(self._compiled, say, received.way.at)
        return (
            f"收到“{title.zh}”之日，{channel.zh}：{which.zh}",
            f"receipt of: {title.en}, {channel.en}: {which.en}",
        )


def _days(spans: list[_SpanDays]) -> tuple[tuple[date, date | None], ...]:
    return tuple((one.after, one.through) for one in spans)


def _other(
    day: int,
    names: tuple[str, str],
    title: Text,
    *,
    spans: tuple[tuple[date, date | None], ...] | None = None,
    reading: bool = False,
) -> OtherStart:
    zh, en = (name.format(zh=title.zh, en=title.en) for name in names)
    return OtherStart(day=date.fromordinal(day), names=(zh, en), spans=spans, reading=reading)
