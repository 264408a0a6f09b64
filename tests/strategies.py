"""A ruleset as plain data goes in; random logs of one procedure, damaged in every way, come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from chinese_calendar import is_workday
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.oracle.net import UNOPENED, Net, Transition, as_list
from tests.oracle.periods import Period, period_around

FIRST, LAST = date(2019, 1, 1), date(2026, 9, 30)  # all of it noticed by the State Council
DAY = timedelta(days=1)
KEYS = ("a", "b")
NO_SUCH = "no_such_exemption"
Row = dict[str, Any]


def logs(
    ruleset: dict[str, Any], procedure: str, most: int = 14
) -> SearchStrategy[tuple[dict[str, Any], datetime | None]]:
    """Pairs of a case (as plain data of a case file) and an `as_of`; the simplest are empty logs.

    A log is a random walk through the net of which acts are dropped, doubled, swapped and inserted,
    done by the wrong role, with missing or empty data, at any time: on due days, a day later, at
    the same minute, without a time. It has at most so many acts.
    """
    return _case(_Logs(ruleset, procedure), most)


class _Logs:
    """Everything about one procedure that its logs are drawn from."""

    def __init__(self, ruleset: dict[str, Any], procedure: str) -> None:
        self.procedure = procedure
        raw = ruleset["procedures"][procedure]
        self.net = Net(raw)
        self.every: str | None = raw.get("every")
        self.deadlines: dict[str, Any] = raw.get("deadlines") or {}
        self.receipts: dict[str, Any] = ruleset.get("receipts") or {}
        self.facts: dict[str, Any] = ruleset.get("facts") or {}
        self.exemptions = [*(ruleset.get("exemptions") or {}), NO_SUCH]
        self.roles = [*(ruleset.get("roles") or {}), "other"]
        self.lengths = sorted(_numbers(self.deadlines)) or [1]
        used = _names([ruleset.get("exemptions"), raw, self.receipts])
        self.case_facts = [
            name for name, fact in self.facts.items() if name in used and fact["type"] != "date"
        ] or list(self.facts)
        self.asked = {
            step.id: [name for name in self.facts if name in self._asked(step)]
            for step in self.net.transitions
        }
        markings = sorted(sorted(one) for one in self.net.reachable(UNOPENED) if one)
        self.open = [one for one in markings if not self.net.complete(frozenset(one))]

    # --- which acts ----------------------------------------------------------------------------

    def step(
        self,
        draw: DrawFn,
        marking: frozenset[str],
        rows: list[Row],
        first: date,
        careless: bool,
    ) -> tuple[frozenset[str], Row | None]:
        """One step of a random walk; or damage to it: an act left out, done again, or any act."""
        kind = draw(_KINDS_OF_STEP)
        here, step = self._walk(draw, marking)
        if kind == "drop":
            return here, None
        if kind == "double" and rows:
            here, step = marking, rows[-1]["step"]
        elif kind == "any" or step is None:
            here, step = marking, pick(draw, self.net.transitions)
        begun = datetime.combine(first, time(9, 0))
        earlier = [row["instant"] for row in rows]
        instant = self._instant(draw, earlier[-1] if earlier else begun, earlier)
        row: Row = {"step": step, "instant": instant}
        row["event"] = self._event(draw, step, instant, careless)
        if _seldom(draw):
            row["receipt"] = _receipt(draw, instant)
        return here, row

    def _walk(
        self, draw: DrawFn, marking: frozenset[str]
    ) -> tuple[frozenset[str], Transition | None]:
        """An enabled act; those that end the case come more rarely, so that logs get long."""
        choices = []
        for step in self.net.transitions:
            if step.enabled(marking):
                ends = self.net.complete(step.after(marking)) or step.by_time
                choices += [step] * (1 if ends else 3)
        if not choices:
            return marking, None
        step = pick(draw, choices)
        return step.after(marking), step

    # --- when ----------------------------------------------------------------------------------

    def _instant(self, draw: DrawFn, before: datetime, earlier: list[datetime]) -> datetime:
        """A little later, some days later, or round the end of a period that an act began."""
        kind = draw(_KINDS_OF_TIME)
        if kind == "minutes":
            instant = before + timedelta(minutes=draw(numbers(0, 600)))
        elif kind == "days" or not earlier:
            instant = before + draw(numbers(0, 12)) * DAY
        else:
            instant = self._about_due(draw, pick(draw, earlier))
        last = datetime.combine(LAST, time(23, 59))
        return min(max(instant, datetime.combine(FIRST, time.min)), last)

    def _about_due(self, draw: DrawFn, begun: datetime) -> datetime:
        number = pick(draw, self.lengths)
        day = begun.date()
        if draw(st.booleans()):
            day += number * DAY
        else:
            while number > 0 and day < LAST:
                day += DAY
                number -= is_workday(day)
        day += draw(numbers(-1, 1)) * DAY
        clock = pick(draw, (begun.time(), time(9, 0), time(0, 0), time(23, 59)))
        return datetime.combine(day, clock)

    def marks(self, period: Period) -> list[date]:
        """Days of a recurring duty's period on which something may hang."""
        within = [one.get("within", one.get("at_least")) for one in self.deadlines.values()]
        fixed = [period.fixed(one, is_workday) for one in within if isinstance(one, dict)]
        return [period.first, period.last, *(one for one in fixed if one is not None)]

    def as_of(self, draw: DrawFn, instants: list[datetime]) -> datetime | None:
        if not instants or draw(st.booleans()):
            return None
        return self._instant(draw, pick(draw, instants), instants)

    # --- what an event says --------------------------------------------------------------------

    def _event(self, draw: DrawFn, step: Transition, instant: datetime, careless: bool) -> Row:
        name = step.id if _seldom(draw) else step.act
        event: Row = {"act": name, "at": instant.date() if _seldom(draw) else instant}
        by = as_list(step.raw.get("by")) or self.roles
        if not (careless and draw(_SIXTEENTH) == 15):
            event["role"] = pick(draw, self.roles if careless and _seldom(draw) else by)
        if _rarely(draw):
            event["actor"] = draw(_ACTORS)
        if step.per or _rarely(draw):
            key = draw(_KEYS_OR_NONE if step.per else _KEYS)
            if key:
                event["key"] = key
        if data := self._data(draw, step, instant.date(), careless):
            event["data"] = data
        if "cites" in step.raw or _seldom(draw):
            drawn = [pick(draw, self.exemptions) for _ in range(draw(_UP_TO_TWO))]
            if drawn:
                event["cites"] = list(dict.fromkeys(drawn))
        if _rarely(draw):
            event["received"] = _receipt(draw, instant)
        return event

    def _data(self, draw: DrawFn, step: Transition, day: date, careless: bool) -> dict[str, Any]:
        """What the act's own conditions and its clocks ask for, mostly; and anything else."""
        wanted = self.asked[step.id]
        data = {}
        for name in wanted:
            kind = draw(_KINDS_OF_DATA) if careless or _seldom(draw) else "good"
            if kind == "good":
                data[name] = self._good(draw, name, step, day)
            elif kind == "any":
                data[name] = self.value(draw, name, day)
            elif kind == "empty":
                data[name] = self._empty(name)
        if self.facts and careless and _seldom(draw):
            name = pick(draw, list(self.facts))
            data[name] = self.value(draw, name, day)
        return data

    def _asked(self, step: Transition) -> set[str]:
        names = _names([step.raw.get(one) for one in ("when", "requires", "presupposes")])
        for deadline in self.deadlines.values():
            if any(step.called(act) for act in _names(deadline.get("starts"))):
                names |= _names([deadline.get("within"), deadline.get("at_least")])
            if any(step.called(act) for act in _names(deadline.get("met_by"))):
                names |= _names(deadline.get("met_by"))
            for moments in (deadline.get("starts"), deadline.get("met_by")):
                if any(step.called(act) for act in _names(moments)):
                    asked = [self.receipts[one] for one in _names(moments) if one in self.receipts]
                    names |= _names(asked)
            extended = deadline.get("extended") or {}
            if extended and step.called(extended["act"]):
                names |= _names(extended.get("length"))
        return names

    def _good(self, draw: DrawFn, name: str, step: Transition, day: date) -> Any:
        """A value that a condition of the act names; else true, else any value."""
        told = list(_tested(name, [step.raw.get("when"), step.raw.get("requires")]))
        if told:
            return pick(draw, told)
        if self.facts[name]["type"] == "boolean":
            return True
        return self.value(draw, name, day)

    def value(self, draw: DrawFn, name: str, day: date) -> Any:
        fact = self.facts[name]
        kind, values = fact["type"], list(fact.get("values") or ["x", "y"])
        if kind == "boolean":
            return draw(st.booleans())
        if kind == "integer":
            return draw(numbers(0, 40))
        if kind == "enum":
            return pick(draw, values)
        if kind == "list":
            drawn = [pick(draw, values) for _ in range(draw(_UP_TO_TWO))]
            return list(dict.fromkeys(drawn))
        if kind == "date":
            return day + draw(numbers(-7, 2)) * DAY
        if kind == "duration":
            return {draw(_UNITS): pick(draw, (*self.lengths, 1, 3, 30))}
        return pick(draw, self.roles) if kind == "role" else "some text"

    def _empty(self, name: str) -> Any:
        return {"list": [], "text": ""}.get(self.facts[name]["type"])


@st.composite
def _case(draw: DrawFn, of: _Logs, most: int) -> tuple[dict[str, Any], datetime | None]:
    rows: list[Row] = []
    starts_in = pick(draw, of.open) if of.open and _rarely(draw) else None
    marking = frozenset(starts_in or ())
    careless = draw(st.booleans())  # else nearly all faults are of order and time
    first = FIRST + draw(numbers(0, (LAST - FIRST).days - 200)) * DAY
    period = period_around(first, of.every) if of.every else None
    if period is not None:
        first = max(FIRST, pick(draw, of.marks(period)) - draw(numbers(0, 20)) * DAY)
    for _ in range(pick(draw, (*range(most + 1), *range(most // 2, most + 1)))):
        marking, row = draw(_step(of, marking, rows, first, careless))
        rows += [row] if row else []
    case: dict[str, Any] = {"procedure": of.procedure, "events": _log(draw, rows)}
    if of.case_facts and _rarely(draw):
        names = draw(st.lists(st.sampled_from(of.case_facts), unique=True))
        case["facts"] = {name: of.value(draw, name, first) for name in names}
    if starts_in:
        case["starts_in"] = list(starts_in)
    as_of = of.as_of(draw, [row["instant"] for row in rows])
    if period is not None and of.every and (not rows or not _rarely(draw)):
        case["period"] = _written(period.first, of.every)
        if not rows or draw(st.booleans()):
            day = pick(draw, of.marks(period)) + draw(numbers(-1, 1)) * DAY
            as_of = datetime.combine(max(day, FIRST), pick(draw, (time(9, 0), time(23, 59))))
    return case, as_of


def _written(day: date, every: str) -> str:
    """The period that a day lies in, as a case file names it."""
    if every == "quarter":
        return f"{day.year}Q{(day.month + 2) // 3}"
    return f"{day.year}" if every == "year" else f"{day.year}-{day.month:02}"


@st.composite
def _step(
    draw: DrawFn,
    of: _Logs,
    marking: frozenset[str],
    rows: list[Row],
    first: date,
    careless: bool,
) -> tuple[frozenset[str], Row | None]:
    """A step is drawn in one piece, so that shrinking can take the whole of it away."""
    return of.step(draw, marking, rows, first, careless)


def _receipt(draw: DrawFn, instant: datetime) -> date | datetime:
    """The same day, later, rarely earlier; with or without a time."""
    day = min(instant.date() + draw(_DELAYS) * DAY, LAST)
    return datetime.combine(day, time(15, 0)) if draw(st.booleans()) else day


def _log(draw: DrawFn, rows: list[Row]) -> list[Row]:
    """The rows in their order, some swapped in place or in time; receipts anywhere among them."""
    events = [row["event"] for row in rows]
    receipts: list[tuple[Row, Row]] = []
    for row in rows:
        if "receipt" in row:
            receipt: Row = {"receipt": True, "at": row["receipt"]}
            receipts.append((receipt, row["event"]))
            events.insert(draw(numbers(0, len(events))), receipt)
    for one, other, in_time in draw(_SWAPS) if _rarely(draw) else []:
        if one < len(events) and other < len(events):
            here, there = events[one], events[other]
            events[one], events[other] = there, here
            if in_time:
                here["at"], there["at"] = there["at"], here["at"]
    for number, event in enumerate(events, start=1):
        if "act" in event:
            event["id"] = f"e{number}"
    for receipt, event in receipts:
        receipt["of"] = event["id"]
    return events


# Strategies that are made once: making one costs more than drawing from it.
_EIGHTH, _QUARTER, _SIXTEENTH = st.integers(0, 7), st.integers(0, 3), st.integers(0, 15)
_UP_TO_TWO = st.integers(0, 2)
_KINDS_OF_STEP = st.sampled_from(("walk",) * 9 + ("drop", "double", "any"))
_KINDS_OF_TIME = st.sampled_from(("minutes", "days", "days", "due"))
_KINDS_OF_DATA = st.sampled_from(("good", "good", "good", "any", "missing", "empty"))
_ACTORS = st.sampled_from(("x", "y"))
_KEYS, _KEYS_OR_NONE = st.sampled_from(KEYS), st.sampled_from((*KEYS, None))
_DELAYS = st.sampled_from((0, 1, 3, 7, -1))
_UNITS = st.sampled_from(("working_days",) * 5 + ("days", "hours", "months"))
_SWAPS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()), min_size=1, max_size=2
)


@lru_cache(maxsize=1000)
def numbers(least: int, most: int) -> SearchStrategy[int]:
    """Whole numbers, from a strategy that is made once."""
    return st.integers(least, most)


def pick(draw: DrawFn, choices: Sequence[Any]) -> Any:
    """One of the choices; shrinks to the first."""
    return choices[draw(numbers(0, len(choices) - 1))]


def _seldom(draw: DrawFn) -> bool:
    """True one time in eight; shrinks to false."""
    return draw(_EIGHTH) == 7


def _rarely(draw: DrawFn) -> bool:
    """True one time in four; shrinks to false."""
    return draw(_QUARTER) == 3


def _numbers(value: Any) -> set[int]:
    """All numbers of periods anywhere below."""
    if isinstance(value, dict):
        found = set().union(*(_numbers(one) for one in value.values()), set())
        own = {n for unit, n in value.items() if unit in ("working_days", "days", "hours")}
        return found | {n for n in own if isinstance(n, int) and n < 100}
    if isinstance(value, list):
        return set().union(*(_numbers(one) for one in value), set())
    return set()


def _names(value: Any) -> set[str]:
    """All words anywhere below, keys and values: facts and acts are told by their definitions."""
    if isinstance(value, dict):
        return set(map(str, value)) | set().union(*(_names(one) for one in value.values()), set())
    if isinstance(value, (list, tuple)):
        return set().union(*(_names(one) for one in value), set())
    return {value} if isinstance(value, str) else set()


def _tested(name: str, value: Any) -> list[Any]:
    """The plain values that conditions below compare this fact with."""
    if isinstance(value, list):
        return [found for one in value for found in _tested(name, one)]
    if not isinstance(value, dict):
        return []
    told = []
    for word, test in value.items():
        if word != name:
            told += _tested(name, test)
        elif not isinstance(test, dict):
            told.append(test)
        else:
            told += as_list(test.get("in", test.get("eq")))
    return told
