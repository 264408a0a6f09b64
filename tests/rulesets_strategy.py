"""Nothing goes in; small random rulesets come out that use the whole language and are sound.

A net is composed of blocks (a step, a choice, a loop, a fork with its join), so that it is 1-safe;
the few rulesets whose variants nevertheless overlap are left out by the proof that the loader asks.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from opendisclose.graph.proof import prove
from opendisclose.model.ruleset import Ruleset
from tests.rulesets_conditions import DATES, DURATIONS, FACTS, ROLES, Conditions, Raw

PROCEDURE = "p"


def rulesets() -> SearchStrategy[Raw]:
    """Rulesets of one procedure `p`, as plain data of a ruleset file."""
    return _drawn()


@st.composite
def _drawn(draw: DrawFn) -> Raw:
    raw = _Draft(draw).ruleset()
    assume(not prove(Ruleset.model_validate(raw)))
    return raw


class _Draft(Conditions):
    """One ruleset while it is drawn."""

    def __init__(self, draw: DrawFn) -> None:
        super().__init__(draw)
        self.states: Raw = {}
        self.transitions: Raw = {}
        self.deadlines: Raw = {}
        self.line: list[str] = []  # states of which one is active at a time
        self.receipts: Raw = {}
        self.every: str | None = None  # a duty that recurs

    def ruleset(self) -> Raw:
        self._facts()
        self._net()
        self._inside()
        self._variants()
        acts = self._acts()
        if self._once_in(3):
            self._receipt(acts)
        if self._once_in(4):
            self.every = self._one(("year", "quarter", "month"))
        for number in range(self._one((1, 2, 2, 3, 0))):
            self._deadline(f"d{number}", acts)
        for name in list(self.transitions):
            self._details(name, acts)
        exemptions = {f"x{n}": self._exemption(n, acts) for n in range(self._number(0, 2))}
        outcomes = self._outcomes(exemptions) if self._once_in(2) else {}
        procedure = {
            "title": {"zh": "程序", "en": "procedure"},
            "states": self.states,
            "transitions": self.transitions,
            "deadlines": self.deadlines,
            **({"every": self.every} if self.every else {}),
        }
        return {
            **_header(self._counting()),
            **_used(exemptions, outcomes, procedure, self.receipts),
        }

    def _outcomes(self, exemptions: Raw) -> Raw:
        """What comes of half of the acts; mostly somebody outside has asked for it."""
        for raw in self.transitions.values():
            if "to" in raw and "from" not in raw and not self._once_in(4):
                raw["by"] = ["citizen"]
            if "outcome" not in raw and self._once_in(2):
                raw["outcome"] = "told"
        return {name: self._outcome(exemptions) for name in ("disclosed", "told")}

    def _receipt(self, acts: list[str]) -> None:
        """A day of receipt by channel, which the moments of clocks may name as `got`."""
        channel = self._one(("kind", "way"))
        days: Raw = {}
        for value in FACTS[channel]["values"]:
            days[value] = {"at": self._one((*DATES, *DATES, *acts))}
            if self._once_in(3):
                days[value]["or_at"] = self._one(DATES)
        self.receipts = {"got": {"channel": channel, "days": days}}

    def _facts(self) -> None:
        """A ruleset speaks of few facts, so that its acts meet in them."""
        self.facts = self._some(FACTS, 4)

    def _counting(self) -> Raw:
        return {
            "trigger_day": self._one(("excluded", "excluded", "included")),
            "ends_on_rest_day": self._one(("next_working_day", "next_working_day", "stays")),
            "excluded_span": self._one(
                ("after_first_through_last", "after_first_through_last", "first_through_last")
            ),
            "basis": "B",
        }

    # --- the net -------------------------------------------------------------------------------

    def _state(self) -> str:
        name = f"s{len(self.states)}"
        self.states[name] = {}
        return name

    def _add(self, **shape: Any) -> str:
        name = f"a{len(self.transitions)}"
        self.transitions[name] = {key.rstrip("_"): value for key, value in shape.items()}
        return name

    def _net(self) -> None:
        here = self._state()
        self._add(to=here)
        self.line = [here]
        for _ in range(self._number(0, 3)):
            here = self._block(here)
            self.line.append(here)
        self.states["end"] = {"final": True}
        self._add(from_=here, to="end")
        if self._once_in(3):
            self.states["gone"] = {"final": True}
            chosen = self._some(self.line, 3)
            self._add(from_={"any": chosen} if len(chosen) > 1 else chosen[0], to="gone")
        if self._once_in(6):
            self._add(to=self._one(self.line))

    def _block(self, here: str) -> str:
        kind = self._one(("step", "step", "choice", "loop", "fork"))
        there = self._state()
        if kind == "fork":
            left, right = self._state(), self._state()
            self._add(from_=here, to={"all": [left, right]})
            if self._once_in(2):
                middle = self._state()
                self._add(from_=left, to=middle)
                left = middle
            if self._once_in(3):
                self._add(from_=right, to=right) if self._once_in(2) else self._back(right)
            self._add(from_={"all": [left, right]}, to=there)
            return there
        self._add(from_=here, to=there)
        if kind == "choice":
            self._add(from_=here, to=there)
        elif kind == "loop":
            self._add(from_=there, to=here)
        return there

    def _back(self, here: str) -> None:
        other = self._state()
        self._add(from_=here, to=other)
        self._add(from_=other, to=here)

    def _inside(self) -> None:
        """Acts that move nothing, in final states too."""
        for _ in range(self._number(1, 4)):
            anywhere = self._once_in(3)
            shape: Raw = {"in": list(self.states) if anywhere else self._some(self.states, 3)}
            if self._once_in(2):
                shape["per"] = "citizen"
            self.transitions[f"a{len(self.transitions)}"] = shape

    def _variants(self) -> None:
        """Two transitions become variants of one act, told apart by their guards or states."""
        if self._once_in(3):
            first, second = self._one(self.transitions), self._one(self.transitions)
            one, other = self.transitions[first], self.transitions[second]
            if first == second:
                return
            one["act"] = other["act"] = "v"
            for raw in (one, other):
                raw.pop("per", None)
            if self._once_in(4) or {*one} != {*other}:
                return  # by their states, or the proof says no
            one["when"], other["when"] = self._apart()

    def _acts(self) -> list[str]:
        """The acts that deadlines and entries may name: acts, and variants rarely."""
        names = [raw.get("act", name) for name, raw in self.transitions.items()]
        return list(dict.fromkeys(names))

    # --- what acts ask for, settle and cite ----------------------------------------------------

    def _details(self, name: str, acts: list[str]) -> None:
        raw = self.transitions[name]
        if not self._once_in(4):
            raw["clause"] = f"C-{name}"
        if not self._once_in(3):
            raw["by"] = self._some(ROLES)
        if "when" not in raw and self._once_in(5):
            raw["when"] = self._condition()
        if self._once_in(4):
            raw["requires"] = [self._required(n) for n in range(self._number(1, 2))]
        if self._once_in(4):
            raw["presupposes"] = [self._presupposed(acts) for _ in range(self._number(1, 2))]
        if self._once_in(4):
            raw["sets"] = dict([self._settled()])
        if self._once_in(8):
            raw["same_as"] = self._one(acts)
        if self._once_in(8):
            raw["distinct_from"] = self._one(acts)
        if self._once_in(8):
            raw["cites"] = self._one(("allowed", "required"))
        if self._once_in(6):
            raw["outcome"] = "disclosed"

    def _required(self, number: int) -> Any:
        name = self._one(self.facts)
        if self._once_in(3):
            return name
        entry: Raw = {"has": name} if self._once_in(2) else {"is": self._condition()}
        if self._once_in(3):
            entry["when"] = self._condition(1)
        if self._once_in(3):
            entry["clause"] = f"R{number}"
        return entry

    def _presupposed(self, acts: list[str]) -> Any:
        act = self._one(acts)
        if self._once_in(2):
            return act
        entry: Raw = {"act": act}
        if self._once_in(2):
            entry["when"] = self._condition(1)
        if self._once_in(3):
            entry["clause"] = "P"
        return entry

    def _exemption(self, number: int, acts: list[str]) -> Raw:
        raw: Raw = {"when": self._condition(1)}
        if not self._once_in(4):
            raw["clause"] = f"X{number}"
        if self._once_in(2):
            raw["lifted_when"] = self._condition(1)
        if self._once_in(4):
            raw["presupposes"] = [self._one(acts)]
        return raw

    # --- deadlines -----------------------------------------------------------------------------

    def _deadline(self, name: str, acts: list[str]) -> None:
        kind = self._one(("duty", "duty", "duty", "limit", "floor", "in_step"))
        starts = acts[:2] if self._once_in(2) else acts  # else it would seldom run for long
        raw: Raw = {"starts": [self._moment(one) for one in self._some(starts)]}
        raw["clause"] = f"D-{name}"
        easy = [one for one in acts if "in" in self.transitions.get(one, ())]
        acts = [*acts, *easy, *easy]
        if not self._once_in(3):
            raw["owed_by"] = self._some(ROLES)
        if kind == "floor":
            raw["at_least"] = self._period()
        else:
            raw["within"] = "in_step" if kind == "in_step" else self._period()
        if kind in ("limit", "floor"):
            raw["limits"] = self._some(acts)
        else:
            met = [self._moment(one) for one in self._some(acts)]
            raw["met_by"] = {"all": met} if self._once_in(4) else met
        if self.every and kind != "in_step" and self._once_in(2):
            raw["starts"] = "period"
        elif self._once_in(3):
            raw["per"] = "citizen"
        if self._once_in(4):
            raw["when"] = self._condition(1)
        if kind != "in_step":
            self._moved(raw, acts, easy)
            if self._once_in(3):
                self._expiry(name, raw, easy)
        self.deadlines[name] = raw

    def _moment(self, act: str) -> Any:
        got = ("got",) * 4 if self.receipts else ()
        at = self._one((None, None, None, "received", *DATES, *got))
        return {"act": act, "at": at} if at else act

    def _period(self) -> Any:
        kind = self._one(("working_days", "working_days", "days", "months", "hours", "other"))
        if kind == "other":
            sets = [{"set_by": one} for one in (*DURATIONS, *DATES)]
            return self._one(("same_day", "promptly", *sets))
        if self.every and self._once_in(2):
            return self._in_the_period()
        most = {"working_days": 12, "days": 20, "months": 2, "hours": 72}[kind]
        return {kind: self._number(1, most)}

    def _in_the_period(self) -> Raw:
        """A date that every period has."""
        if self.every == "year" and self._once_in(2):
            day = self._one((1, 15, 31, "last"))
            return {"by_date": {"month": self._number(1, 12), "day": day}}
        return {"last_working_week_of": self.every}

    def _moved(self, raw: Raw, acts: list[str], easy: list[str]) -> None:
        """Spans that are left out, and an extension."""
        if self._once_in(2):
            raw["excluded"] = [
                {"from": self._some(acts), "until": self._some(acts)}
                for _ in range(self._number(1, 2))
            ]
        if self._once_in(3):
            units = ("working_days", "working_days", "days", "months")
            period = raw.get("within", raw.get("at_least"))
            unit = "hours" if "hours" in period else self._one(units)
            extended: Raw = {"act": self._one(easy or acts), "at_most": {unit: self._number(1, 5)}}
            if self._once_in(2):
                extended["needs"] = self._some(easy or acts)
            if self._once_in(2):
                extended["length"] = self._one(DURATIONS)
            if self._once_in(3):
                extended["times"] = 2
            if self._once_in(2):
                extended["clause"] = "E"
            raw["extended"] = extended

    def _expiry(self, name: str, deadline: Raw, easy: list[str]) -> None:
        """What follows when the clock runs out: the case moves on, or something is settled."""
        for _ in range(self._number(1, 2)):
            shape: Raw = {"when_expired": name}
            if self._once_in(2):
                shape["in"] = self._some(self.states, 3)
                if "per" in deadline:
                    shape["per"] = "citizen"
            else:
                shape["from"] = self._one(self.line)
                shape["to"] = self._one((*self.line, "end"))
            if easy and self._once_in(4):
                shape = self._shared(name, self._one(easy)) or shape
            self.transitions[f"a{len(self.transitions)}"] = shape

    def _shared(self, clock: str, other: str) -> Raw:
        """Time does an act that somebody else may do, too: silence is consent."""
        raw = self.transitions[other]
        if "when" in raw or "act" in raw:
            return {}
        raw["act"] = f"v{other}"
        shape = {**raw, "when_expired": clock}
        raw["when"], shape["when"] = self._apart()
        return shape


def _header(counting: Raw) -> Raw:
    return {
        "opendisclose": 1,
        "id": "random",
        "edition": "1",
        "status": "in_force",
        "in_force": {"from": date(2000, 1, 1)},
        "title": {"zh": "规则", "en": "ruleset"},
        "timezone": "Asia/Shanghai",
        "calendar": {"country": "CN"},
        "counting": counting,
        "roles": ROLES,
    }


def _used(exemptions: Raw, outcomes: Raw, procedure: Raw, receipts: Raw) -> Raw:
    """The facts that are spoken of, the exemptions, the outcomes and the procedure."""
    words = _words([exemptions, outcomes, procedure, receipts])
    return {
        "facts": {name: fact for name, fact in FACTS.items() if name in words},
        **({"receipts": receipts} if receipts else {}),
        "exemptions": exemptions,
        **({"outcomes": outcomes} if outcomes else {}),
        "procedures": {PROCEDURE: procedure},
    }


def _words(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(one) for one in value} | _words(list(value.values()))
    if isinstance(value, list):
        return set().union(*map(_words, value), set())
    return {value} if isinstance(value, str) else set()
