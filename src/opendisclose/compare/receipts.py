"""A request procedure goes in; which day counts as its receipt, channel by channel, comes out."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.finding import Words
from ..model.receipt import ChannelDay
from ..model.receipt import Receipt as Rule
from ..model.ruleset import Ruleset
from . import features
from .acts import titled
from .features import Flow
from .kinds import OFFICE, Item, Receipt

# The channels by the words of their titles; the first row that fits counts.
CHANNELS: tuple[tuple[str, tuple[str, ...], Words], ...] = (
    ("ordinary_mail", ("无需签收", "平常", "平信"), Words(zh="平常信函", en="ordinary mail")),
    ("signed_mail", ("签收", "挂号", "邮寄"), Words(zh="需签收的邮寄", en="mail with signature")),
    ("in_person", ("当面", "现场", "窗口"), Words(zh="当面", en="in person")),
    ("fax", ("传真",), Words(zh="传真", en="fax")),
    ("online", ("互联网", "网络", "网上", "电子"), Words(zh="互联网", en="online")),
)
# The days that may count, by the words of the fact or act that has them, the latest first.
DAYS: tuple[tuple[str, tuple[str, ...], Words], ...] = (
    ("registered", ("登记", "受理"), Words(zh="登记受理之日", en="the day of registration")),
    ("submitted", ("提交",), Words(zh="提交之日", en="the day of submission")),
    ("confirmed", ("确认",), Words(zh="确认之日", en="the day of confirmation")),
    ("signed", ("签收",), Words(zh="签收之日", en="the day of signature")),
    ("arrived", ("到达", "收到"), Words(zh="到达之日", en="the day of arrival")),
)
# From the earliest on; the day of signature is the day of arrival.
LATER = {"submitted": 0, "arrived": 1, "signed": 1, "confirmed": 2, "registered": 3}


def day_words(day: str) -> Words:
    """A day in words."""
    return next(words for name, _, words in DAYS if name == day)


def channel_words(channel: str) -> Words:
    """A channel in words."""
    return next(words for name, _, words in CHANNELS if name == channel)


def receipts_of(ruleset: Ruleset, flow: Flow) -> Iterator[Item]:
    """Which day counts for the clocks that the request itself starts."""
    if flow.matter != "request":
        return
    places = {
        start.at
        for deadline in flow.procedure.deadlines.values()
        for start in features.starting(deadline)
        if start.at is not None and flow.opens(start.act)
    }
    for name, rule in ruleset.receipts.items():
        if name in places:
            yield Item(
                kind="receipt",
                key="request receipt",
                name=name,
                owner=name,
                title=Words(zh=rule.zh or name, en=rule.en or name),
                clauses=rule.clause,
                route=("receipts", name),
                bound=OFFICE,
                value=Receipt(days=tuple(_days(ruleset, flow, rule))),
                matter=flow.matter,
                reading=rule.reading is not None,
            )


def _days(ruleset: Ruleset, flow: Flow, rule: Rule) -> Iterator[tuple[str, str]]:
    channels = ruleset.facts[rule.channel].values
    for value, one in rule.days.items():
        texts = (channels[value].zh or "", *channels[value].also)
        channel = _row(CHANNELS, texts)
        day = _row(DAYS, _texts(ruleset, flow, one))
        if channel is not None and day is not None:
            yield channel, day


def _texts(ruleset: Ruleset, flow: Flow, day: ChannelDay) -> tuple[str, ...]:
    fact = ruleset.facts.get(day.at)
    if fact is not None:
        return (fact.zh or "",)
    return tuple(titled(one, day.at).zh for one in flow.variants(day.at))


def _row(
    table: tuple[tuple[str, tuple[str, ...], Words], ...], texts: tuple[str, ...]
) -> str | None:
    return next(
        (name for name, marks, _ in table if any(mark in text for text in texts for mark in marks)),
        None,
    )
