"""Compiled grounds and the facts about a piece of information go in; its classification comes out.

Exemptions that stand come first, then the attributes in the order of the file (meaning 13).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, make
from ..graph.grounds import Grounds, Part
from ..graph.values import EMPTY, ENUM, EVENT_DAY, UNSET, operands_of
from ..model.conditions import Facts
from ..model.ruleset import Attribute, Ruleset
from .classification import Asked, Class, Classification, Ground, Outcome, Pointer
from .given import given_facts
from .kernel import layout as k
from .kernel.evaluate import fact_or_default, holds
from .kernel.judge import stands
from .kernel.layout import Columns, Scratch
from .machine import scratch_for
from .wording import Terms, words


def classify(grounds: Grounds, facts: Mapping[str, Any], on: date | None = None) -> Classification:
    """Whether information is disclosed, and how, by what is known about it.

    Facts are recorded, or hold their default, or are not known. `on` is the day that conditions
    on `event_day` are asked for and by which the rule has to be in force; without it, such a
    condition is not known.
    """
    known, findings = given_facts(grounds.facts, grounds.codes, facts)
    if any(one.severity is Severity.ERROR for one in findings):
        return Classification(outcome=Outcome.UNREAD, on=on, findings=findings)
    outside = _not_in_force(grounds.ruleset, on)
    if outside is not None:
        return Classification(
            outcome=Outcome.NOT_APPLICABLE, on=on, findings=findings, notes=(outside,)
        )
    return _Asker(grounds, known, on).classification(findings)


def _not_in_force(ruleset: Ruleset, on: date | None) -> Finding | None:
    since, until = ruleset.in_force.from_, ruleset.in_force.until
    if on is not None and isinstance(since, date) and on < since:
        return make(codes.NOT_IN_FORCE, {"since": since.isoformat(), "begun": on.isoformat()})
    if on is not None and until is not None and on > until:
        return make(codes.NO_LONGER, {"until": until.isoformat(), "begun": on.isoformat()})
    return None


def _standing_notes(ruleset: Ruleset) -> tuple[Finding, ...]:
    notes = [make(codes.DRAFT, {})] if ruleset.status == "draft" else []
    if ruleset.in_force.from_ == "unknown":
        notes.append(make(codes.COMMENCEMENT_UNKNOWN, {}))
    return tuple(notes)


class _Asker:
    """Asks the kernel for each condition, and remembers which facts it was asked about."""

    def __init__(self, grounds: Grounds, known: Mapping[int, int], on: date | None) -> None:
        self._grounds = grounds
        self._on = on
        self._day = on.toordinal() if on is not None else UNSET
        self._terms = Terms(grounds.ruleset)
        self._columns = Columns(*([] for _ in Columns._fields))._replace(case=[1, 0, 0, 0, 0, 0])
        self._scratch: Scratch = scratch_for(grounds.tables, self._columns, 0)
        self._given = frozenset(known)
        for fact, value in known.items():
            self._scratch.known[fact] = value

    def classification(self, findings: tuple[Finding, ...]) -> Classification:
        grounds, ruleset = self._grounds, self._grounds.ruleset
        every = range(len(grounds.bars))
        standing = {x: self._stands(x) for x in every}
        bars = [x for x in every if standing[x] == k.TRUE]
        doubtful = [x for x in every if standing[x] == k.UNKNOWN]
        lifted = [x for x in every if standing[x] == k.FALSE and self._bars(x)]
        # Once an exemption stands, nothing else decides; doubtful ones may only be added to it.
        taken, possible = (None, []) if bars else self._class(bool(doubtful))
        outcome = self._outcome(bars, doubtful, taken, possible)
        open_parts = [*self._doubts(doubtful), *(part for _, part in possible)]
        turn_to = self._turn_to(outcome, taken)
        return Classification(
            outcome=outcome,
            on=self._on,
            attribute=self._class_of(taken) if taken is not None else None,
            standing=tuple(self._ground(x) for x in bars),
            doubtful=tuple(self._ground(x) for x in doubtful),
            lifted=tuple(self._ground(x) for x in lifted),
            possible=tuple(self._class_of(name) for name, _ in possible),
            asks=self._asks(open_parts),
            turn_to=turn_to[0],
            clauses=self._clauses(outcome, bars, doubtful, taken, possible, turn_to[1]),
            assumed=self._assumed(taken, bool(bars)),
            findings=findings,
            notes=_standing_notes(ruleset),
        )

    # --- what the kernel says -----------------------------------------------------------------
    def _holds(self, part: Part) -> int:
        tables = self._grounds.tables
        return holds(tables, self._columns, self._scratch, part.program, 0, self._day, 0, 0)

    def _stands(self, exemption: int) -> int:
        tables = self._grounds.tables
        return stands(tables, self._columns, self._scratch, exemption, 0, self._day, 0)

    def _bars(self, exemption: int) -> bool:
        """Whether an exemption would stand if nothing lifted it."""
        return self._holds(self._grounds.bars[exemption]) == k.TRUE

    def _class(self, doubtful: bool) -> tuple[str | None, list[tuple[str, Part]]]:
        """The attribute that is certain, and those before it that may still come first."""
        possible: list[tuple[str, Part]] = []
        certain: str | None = None
        for name, part in self._grounds.classes:
            held = self._holds(part)
            if held == k.TRUE:
                certain = name
                break
            if held == k.UNKNOWN:
                possible.append((name, part))
        if certain is None:
            attributes = self._grounds.ruleset.attributes.items()
            certain = next((name for name, one in attributes if one.otherwise), None)
        return (None if doubtful or possible else certain), possible

    @staticmethod
    def _outcome(
        bars: list[int], doubtful: list[int], taken: str | None, possible: list[tuple[str, Part]]
    ) -> Outcome:
        if bars:
            return Outcome.WITHHELD
        if doubtful or possible:
            return Outcome.NOT_KNOWN
        return Outcome.ATTRIBUTE if taken is not None else Outcome.OPEN

    # --- what is told of it -------------------------------------------------------------------
    def _ground(self, number: int) -> Ground:
        name = self._grounds.exemptions.ids[number]
        exemption = self._grounds.ruleset.exemptions[name]
        lifts = self._grounds.lifts[number]
        lifting = self._true_parts(lifts) if lifts is not None else ()
        reading = exemption.reading
        return Ground(
            name=name,
            title=exemption.title(name),
            force=exemption.force,
            clauses=exemption.clause,
            steps=tuple(pointer(self._grounds.ruleset, one) for one in exemption.presupposes),
            lifted_by=tuple(self._terms.condition(one.condition) for one in lifting),
            reading=words(reading) if reading is not None else None,
        )

    def _true_parts(self, part: Part) -> tuple[Part, ...]:
        """The smallest parts of an `any` that hold; a condition of another kind as it is."""
        if self._holds(part) != k.TRUE:
            return ()
        if hasattr(part.condition, "any"):
            return tuple(one for inner in part.parts for one in self._true_parts(inner))
        return (part,)

    def _class_of(self, name: str) -> Class:
        attribute = self._grounds.ruleset.attributes[name]
        reading = attribute.reading
        return Class(
            name=name,
            title=attribute.title(name),
            audience=attribute.audience,
            clauses=attribute.clause,
            reading=words(reading) if reading is not None else None,
        )

    def _turn_to(self, outcome: Outcome, taken: str | None) -> tuple[Pointer | None, Attribute]:
        """The act that settles what the facts do not: of the attribute without a condition."""
        attributes = self._grounds.ruleset.attributes
        one = attributes[taken] if taken is not None else None
        if outcome in (Outcome.NOT_KNOWN, Outcome.OPEN):
            undecided = (a for a in attributes.values() if a.when is None and not a.otherwise)
            one = next(undecided, None)
        if one is None or one.act is None:
            return None, one or Attribute()
        return pointer(self._grounds.ruleset, one.act), one

    def _doubts(self, doubtful: list[int]) -> list[Part]:
        every = [(self._grounds.bars[x], self._grounds.lifts[x]) for x in doubtful]
        return [one for both in every for one in both if one is not None]

    def _asks(self, parts: Iterable[Part]) -> tuple[Asked, ...]:
        """The facts on which it depends: those not known in whatever is not known itself."""
        names: dict[str, None] = {}
        for part in parts:
            names |= dict.fromkeys(self._unknown_facts(part))
        facts = self._grounds.ruleset.facts
        return tuple(
            Asked(
                fact=name,
                title=self._terms.fact(name),
                type=facts[name].type if name in facts else "date",
                values=tuple(facts[name].values) if name in facts else (),
            )
            for name in names
        )

    def _unknown_facts(self, part: Part) -> Iterable[str]:
        if self._holds(part) != k.UNKNOWN:
            return
        for name in part.facts:
            if self._is_unknown(name):
                yield name
        for inner in part.parts:
            yield from self._unknown_facts(inner)

    def _is_unknown(self, name: str) -> bool:
        return self._value(name) in (UNSET, EMPTY)

    def _value(self, name: str) -> int:
        number = self._grounds.facts.get(name)
        if number == EVENT_DAY:  # no fact has that name
            return self._day
        return fact_or_default(self._grounds.tables, self._columns, self._scratch, number, 0, 0)

    def _assumed(self, taken: str | None, withheld: bool) -> tuple[str, ...]:
        """The facts that hold only their default, of those that the answer rests on."""
        grounds = self._grounds
        asked: list[Part] = [*grounds.bars, *(one for one in grounds.lifts if one is not None)]
        if withheld:
            asked = [part for part in asked if self._holds(part) != k.FALSE]
        else:
            for name, part in grounds.classes:
                asked.append(part)
                if name == taken:
                    break
        names = dict.fromkeys(fact for part in asked for one in part.leaves() for fact in one.facts)
        return tuple(one for one in names if self._by_default(one))

    def _by_default(self, name: str) -> bool:
        number = self._grounds.facts.get(name)
        if number < 0 or number in self._given:
            return False
        return self._grounds.tables.fact_default[number] != UNSET

    # --- the clauses that decide --------------------------------------------------------------
    def _clauses(
        self,
        outcome: Outcome,
        bars: list[int],
        doubtful: list[int],
        taken: str | None,
        possible: list[tuple[str, Part]],
        turned: Attribute,
    ) -> tuple[str, ...]:
        exemptions = tuple(self._grounds.ruleset.exemptions.values())
        attributes = self._grounds.ruleset.attributes
        found: list[str] = []
        for x in bars or doubtful:
            found += exemptions[x].clause
            found += self._counted_as(self._grounds.bars[x])
        if taken is not None:
            found += attributes[taken].clause
            for name, part in self._grounds.classes:
                found += self._counted_as(part) if name == taken else ()
        for name, _ in possible:
            found += attributes[name].clause
        if outcome in (Outcome.NOT_KNOWN, Outcome.OPEN):
            found += turned.clause
        return tuple(dict.fromkeys(found))

    def _counted_as(self, part: Part) -> Iterable[str]:
        """The clauses by which a recorded value counts as the one that a condition asks for."""
        for leaf in part.leaves():
            if not isinstance(leaf.condition, Facts) or self._holds(leaf) != k.TRUE:
                continue
            ((name, test),) = leaf.condition.root.items()
            number = self._grounds.facts.get(name)
            if number < 0 or self._grounds.codes[number].type != ENUM:
                continue
            value = self._grounds.codes[number].text(self._value(name))
            if value not in operands_of(test):
                yield from self._grounds.ruleset.facts[name].values[value].clause


def pointer(ruleset: Ruleset, act: str) -> Pointer:
    """Where an act named outside its procedure, as `act` or `procedure.act`, is done."""
    wanted, _, name = act.rpartition(".")
    for procedure, one in ruleset.procedures.items():
        for transition, of in one.transitions.items():
            if wanted in ("", procedure) and name in (transition, of.act):
                return Pointer(
                    procedure=procedure,
                    act=name,
                    title=of.title(transition),
                    by=of.by,
                    clauses=of.clause,
                )
    raise ValueError(act)  # the loader has seen that there is one
