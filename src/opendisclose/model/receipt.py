"""Which day is the day of receipt, by the channel something was sent through."""

from __future__ import annotations

from .base import Model, Strings, Text, Titled


class ChannelDay(Model):
    """The date that counts for one channel, and the one that would count by another reading."""

    at: str  # a date fact, or an act whose day it is
    or_at: str | None = None
    clause: Strings = ()
    reading: Text | None = None
    verified: bool = True


class Receipt(Titled):
    """One kind of receipt: a deadline's `at:` may name it instead of a date fact."""

    channel: str  # an enum fact
    days: dict[str, ChannelDay]  # by the values of that fact
    clause: Strings = ()
    reading: Text | None = None
