"""A ruleset as plain data goes in; random logs of one procedure, damaged in every way, come out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from chinese_calendar import is_workday
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.oracle.net import UNOPENED, Net, Transition, as_list

FIRST, LAST = date(2019, 1, 1), date(2026, 9, 30)  # all of it noticed by the State Council
DAY = timedelta(days=1)
KEYS = ("a", "b")
NO_SUCH = "no_such_exemption"
Row = dict[str, Any]


def logs(
    ruleset: dict[str, Any], procedure: str
) -> SearchStrategy[tuple[dict[str, Any], datetime | None]]:
    """Pairs of a case (as plain data of a case file) and an `as_of`; the simplest are empty logs.

    A log is a random walk through the net of which acts are dropped, doubled, swapped and inserted,
    done by the wrong role, with missing or empty data, at any time: on due days, a day later, at
    the same minute, without a time.
    """
    return _Logs(ruleset, procedure).cases()


class _Logs:
    """Everything about one procedure that its logs are drawn from."""

    def __init__(self, ruleset: dict[str, Any], procedure: str) -> None:
        self.procedure = procedure
        raw = ruleset["procedures"][procedure]
        self.net = Net(raw)
        self.deadlines: dict[str, Any] = raw.get("deadlines") or {}
        self.facts: dict[str, Any] = ruleset.get("facts") or {}
        self.exemptions = [*(ruleset.get("exemptions") or {}), NO_SUCH]
        self.roles = [*(ruleset.get("roles") or {}), "other"]
        self.lengths = sorted(_numbers(self.deadlines)) or [1]
        used = _names([ruleset.get("exemptions"), raw])
        self.case_facts = [
            name for name, fact in self.facts.items() if name in used and fact["type"] != "date"
        ] or list(self.facts)
        self.asked = {
            step.id: [name for name in self.facts if name in self._asked(step)]
            for step in self.net.transitions
        }
        markings = sorted(sorted(one) for one in self.net.reachable(UNOPENED) if one)
        self.open = [one for one in markings if not self.net.complete(frozenset(one))]

    def cases(self) -> SearchStrategy[tuple[dict[str, Any], datetime | None]]:
        @st.composite
        def build(draw: DrawFn) -> tuple[dict[str, Any], datetime | None]:
            rows: list[Row] = []
            starts_in: Any = draw(_rarely(st.sampled_from(self.open))) if self.open else None
            marking = frozenset(starts_in or ())
            careless = draw(st.booleans())  # else nearly all faults are of order and time
            first = FIRST + draw(st.integers(0, (LAST - FIRST).days - 200)) * DAY
            for _ in range(draw(st.integers(0, 14))):
                marking, row = draw(self._step(marking, rows, first, careless))
                rows += [row] if row else []
            case: dict[str, Any] = {"procedure": self.procedure, "events": _log(draw, rows)}
            names = st.lists(st.sampled_from(self.case_facts or [""]), unique=True)
            if facts := draw(_rarely(names)) if self.case_facts else None:
                case["facts"] = {name: draw(self._value(name, first)) for name in facts}
            if starts_in:
                case["starts_in"] = list(starts_in)
            return case, self._as_of(draw, [row["instant"] for row in rows])

        return build()

    # --- which acts ----------------------------------------------------------------------------

    def _step(
        self, marking: frozenset[str], rows: list[Row], first: date, careless: bool
    ) -> SearchStrategy[tuple[frozenset[str], Row | None]]:
        """One step of a random walk; or damage to it: the act is left out, done again, or any act.

        All of a step is drawn in one piece, so that shrinking can take the whole of it away.
        """

        @st.composite
        def build(draw: DrawFn) -> tuple[frozenset[str], Row | None]:
            kind = draw(st.sampled_from(("walk",) * 9 + ("drop", "double", "any")))
            here, step = self._walk(draw, marking)
            if kind == "drop":
                return here, None
            if kind == "double" and rows:
                here, step = marking, rows[-1]["step"]
            elif kind == "any" or step is None:
                here, step = marking, draw(st.sampled_from(self.net.transitions))
            begun = datetime.combine(first, time(9, 0))
            earlier = [row["instant"] for row in rows]
            instant = self._instant(draw, earlier[-1] if earlier else begun, earlier)
            row: Row = {"step": step, "instant": instant}
            row["event"] = self._event(draw, step, instant, careless)
            if draw(_seldom()):
                row["receipt"] = draw(_receipt(instant))
            return here, row

        return build()

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
        step = draw(st.sampled_from(choices))
        return step.after(marking), step

    # --- when ----------------------------------------------------------------------------------

    def _instant(self, draw: DrawFn, before: datetime, earlier: list[datetime]) -> datetime:
        """A little later, some days later, or round the end of a period that an act began."""
        kind = draw(st.sampled_from(("minutes", "days", "days", "due")))
        if kind == "minutes":
            instant = before + timedelta(minutes=draw(st.integers(0, 600)))
        elif kind == "days" or not earlier:
            instant = before + draw(st.integers(0, 12)) * DAY
        else:
            instant = self._about_due(draw, draw(st.sampled_from(earlier)))
        last = datetime.combine(LAST, time(23, 59))
        return min(max(instant, datetime.combine(FIRST, time.min)), last)

    def _about_due(self, draw: DrawFn, begun: datetime) -> datetime:
        number = draw(st.sampled_from(self.lengths))
        day = begun.date()
        if draw(st.booleans()):
            day += number * DAY
        else:
            while number > 0 and day < LAST:
                day += DAY
                number -= is_workday(day)
        day += draw(st.integers(-1, 1)) * DAY
        clock = draw(st.sampled_from((begun.time(), time(9, 0), time(0, 0), time(23, 59))))
        return datetime.combine(day, clock)

    def _as_of(self, draw: DrawFn, instants: list[datetime]) -> datetime | None:
        if not instants or draw(st.booleans()):
            return None
        return self._instant(draw, draw(st.sampled_from(instants)), instants)

    # --- what an event says --------------------------------------------------------------------

    def _event(self, draw: DrawFn, step: Transition, instant: datetime, careless: bool) -> Row:
        name = step.id if draw(_seldom()) else step.act
        event: Row = {"act": name, "at": instant.date() if draw(_seldom()) else instant}
        by = as_list(step.raw.get("by")) or self.roles
        event["role"] = draw(st.sampled_from(self.roles if careless and draw(_seldom()) else by))
        if actor := draw(_rarely(st.sampled_from(("x", "y")))):
            event["actor"] = actor
        keys = st.sampled_from((*KEYS, None)) if step.per else _rarely(st.sampled_from(KEYS))
        if key := draw(keys):
            event["key"] = key
        if data := self._data(draw, step, instant.date(), careless):
            event["data"] = data
        if "cites" in step.raw or draw(_seldom()):
            cites = st.lists(st.sampled_from(self.exemptions), max_size=2, unique=True)
            if drawn := draw(cites):
                event["cites"] = drawn
        if received := draw(_rarely(_receipt(instant))):
            event["received"] = received
        return event

    def _data(self, draw: DrawFn, step: Transition, day: date, careless: bool) -> dict[str, Any]:
        """What the act's own conditions and its clocks ask for, mostly; and anything else."""
        wanted = self.asked[step.id]
        data = {}
        kinds = st.sampled_from(("good", "good", "good", "any", "missing", "empty"))
        for name in wanted:
            kind = draw(kinds) if careless or draw(_seldom()) else "good"
            if kind == "good":
                data[name] = draw(self._good(name, step, day))
            elif kind == "any":
                data[name] = draw(self._value(name, day))
            elif kind == "empty":
                data[name] = self._empty(name)
        if self.facts and careless and draw(_seldom()):
            name = draw(st.sampled_from(list(self.facts)))
            data[name] = draw(self._value(name, day))
        return data

    def _asked(self, step: Transition) -> set[str]:
        names = _names([step.raw.get(one) for one in ("when", "requires", "presupposes")])
        for deadline in self.deadlines.values():
            if any(step.called(act) for act in _names(deadline.get("starts"))):
                names |= _names([deadline.get("within"), deadline.get("at_least")])
            if any(step.called(act) for act in _names(deadline.get("met_by"))):
                names |= _names(deadline.get("met_by"))
            extended = deadline.get("extended") or {}
            if extended and step.called(extended["act"]):
                names |= _names(extended.get("length"))
        return names

    def _good(self, name: str, step: Transition, day: date) -> SearchStrategy[Any]:
        """A value that a condition of the act names; else true, else any value."""
        told = list(_tested(name, [step.raw.get("when"), step.raw.get("requires")]))
        if told:
            return st.sampled_from(told)
        if self.facts[name]["type"] == "boolean":
            return st.just(True)
        return self._value(name, day)

    def _value(self, name: str, day: date) -> SearchStrategy[Any]:
        fact = self.facts[name]
        kind, values = fact["type"], list(fact.get("values") or ["x", "y"])
        if kind == "boolean":
            return st.booleans()
        if kind == "integer":
            return st.integers(0, 40)
        if kind == "enum":
            return st.sampled_from(values)
        if kind == "list":
            return st.lists(st.sampled_from(values), max_size=2, unique=True)
        if kind == "date":
            return st.integers(-7, 2).map(lambda n: day + n * DAY)
        if kind == "duration":
            number = st.sampled_from((*self.lengths, 1, 3, 30))
            return st.tuples(_units(), number).map(lambda one: {one[0]: one[1]})
        return st.sampled_from(self.roles) if kind == "role" else st.just("some text")

    def _empty(self, name: str) -> Any:
        return {"list": [], "text": ""}.get(self.facts[name]["type"])


def _receipt(instant: datetime) -> SearchStrategy[date | datetime]:
    """The same day, later, rarely earlier; with or without a time."""
    day = instant.date()
    days = st.sampled_from((0, 1, 3, 7, -1)).map(lambda n: min(day + n * DAY, LAST))
    return st.one_of(days, days.map(lambda one: datetime.combine(one, time(15, 0))))


def _log(draw: DrawFn, rows: list[Row]) -> list[Row]:
    """The rows in their order, some swapped in place or in time; receipts anywhere among them."""
    events = [row["event"] for row in rows]
    receipts: list[tuple[Row, Row]] = []
    for row in rows:
        if "receipt" in row:
            receipt: Row = {"receipt": True, "at": row["receipt"]}
            receipts.append((receipt, row["event"]))
            events.insert(draw(st.integers(0, len(events))), receipt)
    swaps = st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans())
    for one, other, in_time in draw(_rarely(st.lists(swaps, max_size=2))) or []:
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


_EIGHTH = st.integers(0, 7).map(lambda n: n == 7)


def _seldom() -> SearchStrategy[bool]:
    """True one time in eight; shrinks to false."""
    return _EIGHTH


def _rarely(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """None three times in four; shrinks to None."""
    return st.integers(0, 3).flatmap(lambda n: strategy if n == 3 else st.none())


def _units() -> SearchStrategy[str]:
    return st.sampled_from(("working_days",) * 5 + ("days", "hours", "months"))


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
