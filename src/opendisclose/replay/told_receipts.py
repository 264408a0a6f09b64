"""A log goes in; what is to be said of the days of receipt comes out: unknown ones, readings."""

from __future__ import annotations

from datetime import date

from ..diagnostics import codes
from ..diagnostics.codes import Code
from ..diagnostics.finding import Finding, Words, make
from ..graph.compiled import Compiled
from .log import Log
from .machine import Record
from .receipts import Received
from .wording import Wording, listed


def receipt_notes(compiled: Compiled, log: Log) -> tuple[Finding, ...]:
    """For each event whose receipt is not recorded, or is another day by another reading."""
    say = Wording(compiled)
    found = []
    for place, one in log.received.items():
        if not one.known:
            found.append(_not_recorded(compiled, say, log, place, one))
        elif one.other is not None and one.other != one.day and one.way is not None:
            found.append(_readings(compiled, say, log, place, one))
    return tuple(found)


def receipt_unknown(compiled: Compiled, log: Log, record: Record) -> tuple[Words, Words]:
    """The act whose receipt decides, and the facts to record: that of the clock's start, or of the
    act that meets it.
    """
    unknown = [place for place, one in log.received.items() if not one.known]
    deadline = compiled.deadline(record.clock)
    starts = deadline.starts if deadline.starts != "period" else ()
    begins = {t for one in starts for t in compiled.variants(compiled.acts[one.act])}
    started = [one for one in unknown if begins & set(compiled.variants(log.columns.act[one]))]
    # The last start counts; if that is known, it is the act that meets the clock.
    place = started[-1] if started else record.event if record.event in unknown else unknown[-1]
    return act_of(Wording(compiled), log, place), asks(log.received[place])


def date_words(compiled: Compiled, say: Wording, name: str) -> Words:
    """A date fact, or an act whose day counts, by its title."""
    if name in compiled.facts.ids:
        return say.fact(name)
    return say.act_named(name) if name in compiled.acts.numbers else Words(zh=name, en=name)


def channel_words(compiled: Compiled, say: Wording, one: Received) -> Words:
    """The channel by its title."""
    receipt = compiled.ruleset.receipts[one.receipt]
    return say.value(receipt.channel, one.channel or "")


def act_of(say: Wording, log: Log, place: int) -> Words:
    """The act of an event by its title."""
    return say.act(log.columns.act[place])


def asks(one: Received) -> Words:
    """What to record, by id."""
    return listed(Words(zh=f"`{name}`", en=f"`{name}`") for name in one.asks)


def _not_recorded(compiled: Compiled, say: Wording, log: Log, place: int, one: Received) -> Finding:
    values: dict[str, object] = {
        "act": act_of(say, log, place),
        "day": date.fromordinal(one.day).isoformat(),
        "facts": asks(one),
    }
    return _at(log, place, codes.RECEIPT_NOT_RECORDED, values, _clauses(compiled, one))


def _readings(compiled: Compiled, say: Wording, log: Log, place: int, one: Received) -> Finding:
    assert one.way is not None  # the callers have seen to it
    assert one.other is not None
    values: dict[str, object] = {
        "act": act_of(say, log, place),
        "channel": channel_words(compiled, say, one),
        "day": date.fromordinal(one.day).isoformat(),
        "date": date_words(compiled, say, one.way.at),
        "other_day": date.fromordinal(one.other).isoformat(),
        "other": date_words(compiled, say, one.way.or_at or ""),
    }
    return _at(log, place, codes.RECEIPT_READINGS_PART, values, _clauses(compiled, one))


def _clauses(compiled: Compiled, one: Received) -> tuple[str, ...]:
    own = one.way.clause if one.way is not None else ()
    return own or compiled.ruleset.receipts[one.receipt].clause


def _at(
    log: Log, place: int, code: Code, values: dict[str, object], clauses: tuple[str, ...]
) -> Finding:
    logged = log.event(place)
    return make(
        code,
        values,
        clauses=clauses,
        event=logged.id,
        event_index=logged.index,
        key=logged.event.key,
        route=("events", logged.index),
    )
