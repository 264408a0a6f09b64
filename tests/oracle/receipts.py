"""A case and an event go in; the day of receipt that the channel gives comes out (meaning 1)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from .clocks import Moment
from .conditions import EMPTY, as_date
from .net import Net

Rows = list[tuple[dict[str, Any], Moment]]  # the acts of the log in order of time


def by_channel(
    receipt: dict[str, Any],
    facts: dict[str, Any],
    given: dict[str, Any],
    net: Net,
    rows: Rows,
    place: int,
    logged: Moment | None,
) -> Moment:
    """The channel's own date; else a receipt that is logged; else it is only known not to lie
    before the act, or before what is recorded of it."""
    raw, moment = rows[place]

    def recorded(name: str) -> Any:
        """The event's own record, the last one of its key, the last one without, what was given."""
        key = raw.get("key") or ""
        told = [raw]
        for wanted in (key, ""):
            told += [one for one, _ in reversed(rows) if (one.get("key") or "") == wanted]
        for one in [*(one.get("data") or {} for one in told), given]:
            if name in one and one[name] not in EMPTY:
                return one[name]
        return None

    def day_of(name: str) -> date | None:
        if name in facts:
            value = recorded(name)
            return None if value is None else as_date(value)
        wanted = [step.id for step in net.named(name)]
        for other, when in rows[place + 1 :]:
            mine = (other.get("key") or "") in ("", raw.get("key") or "")
            if mine and any(step.id in wanted for step in net.named(other["act"])):
                return when.day
        return None

    channel = recorded(receipt["channel"])
    if channel is None:
        channel = facts[receipt["channel"]].get("default")
    way = receipt["days"].get(channel)
    names = {one for each in receipt["days"].values() for one in (each["at"], each.get("or_at"))}
    known = [day for name in names - {None} if (day := day_of(name)) is not None]
    chosen = day_of(way["at"]) if way is not None else None
    if chosen is None and logged is not None:
        chosen = logged.day
    not_before = chosen is None
    day = min([moment.day, *known]) if chosen is None else chosen
    if day == moment.day and not not_before:
        return moment
    instant = moment.instant if day == moment.day else datetime.combine(day, time.min)
    return Moment(instant, day_only=True, not_before=not_before)
