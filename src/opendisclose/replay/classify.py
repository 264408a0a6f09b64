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
from .classification import Asked, AttributeView, Classification, ExemptionView, Outcome, Pointer
from .given import given_facts
from .kernel import layout as k
from .kernel.evaluate import fact_or_default, holds
from .kernel.judge import stands
from .kernel.layout import CASE_SIZE, Columns, Scratch
from .machine import scratch_for
from .wording import Terms, words


def classify(
    grounds: Grounds,
    facts: Mapping[str, Any],
    on: date | None = None,
    *,
    findings: tuple[Finding, ...] = (),
) -> Classification:
    """Whether information is disclosed, and how, by what is known about it.

    Facts are recorded, or hold their default, or are not known. `on` is the day that conditions
    on `event_day` are asked for and by which the rule has to be in force; without it, such a
    condition is not known. `findings` are those of reading the facts from a file: where one of
    them could not be read, nothing is decided, for its default might be wrong.
    """
    known, wrong = given_facts(grounds.facts, grounds.codes, facts)
    findings = (*findings, *wrong)
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
        slots = [1, *[0] * (CASE_SIZE - 1)]
        self._columns = Columns(slots, *([] for _ in Columns.__slots__[1:]))
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
        certain, possible = (None, []) if bars else self._class()
        open_ = bool(doubtful or possible)
        taken = None if open_ else certain
        if bars:
            outcome = Outcome.WITHHELD
        elif open_:
            outcome = Outcome.NOT_KNOWN
        else:
            outcome = Outcome.OPEN if taken is None else Outcome.ATTRIBUTE
        open_parts = [*self._doubts(doubtful), *(part for _, part in possible)]
        maybe = [name for name, _ in possible] + [certain] * open_
        settling = self._settling(outcome, taken)
        return Classification(
            outcome=outcome,
            on=self._on,
            attribute=self._class_of(taken) if taken is not None else None,
            standing=tuple(self._ground(x) for x in bars),
            doubtful=tuple(self._ground(x) for x in doubtful),
            lifted=tuple(self._ground(x) for x in lifted),
            possible=tuple(self._class_of(name) for name in maybe if name is not None),
            asks=() if bars else self._asks(open_parts),
            turn_to=self._turn_to(settling),
            clauses=self._clauses(bars or doubtful, taken, possible, settling),
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

    def _class(self) -> tuple[str | None, list[tuple[str, Part]]]:
        """The attribute that is certain, and those before it of which that is not known."""
        possible: list[tuple[str, Part]] = []
        for name, part in self._grounds.classes:
            held = self._holds(part)
            if held == k.TRUE:
                return name, possible
            if held == k.UNKNOWN:
                possible.append((name, part))
        attributes = self._grounds.ruleset.attributes.items()
        return next((name for name, one in attributes if one.otherwise), None), possible

    # --- what is told of it -------------------------------------------------------------------
    def _ground(self, number: int) -> ExemptionView:
        name = self._grounds.exemptions.ids[number]
        exemption = self._grounds.ruleset.exemptions[name]
        lifts = self._grounds.lifts[number]
        lifting = self._true_parts(lifts) if lifts is not None else ()
        reading = exemption.reading
        return ExemptionView(
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

    def _class_of(self, name: str) -> AttributeView:
        attribute = self._grounds.ruleset.attributes[name]
        reading = attribute.reading
        return AttributeView(
            name=name,
            title=attribute.title(name),
            audience=attribute.audience,
            clauses=attribute.clause,
            reading=words(reading) if reading is not None else None,
        )

    def _settling(self, outcome: Outcome, taken: str | None) -> Attribute | None:
        """The attribute whose act is turned to: where the facts do not decide, `in_doubt`."""
        attributes = self._grounds.ruleset.attributes
        if outcome in (Outcome.NOT_KNOWN, Outcome.OPEN):
            unconditional = (a for a in attributes.values() if a.when is None and not a.otherwise)
            return next(unconditional, None)
        return attributes[taken] if taken is not None else None

    def _turn_to(self, settling: Attribute | None) -> Pointer | None:
        if settling is None or settling.act is None:
            return None
        return pointer(self._grounds.ruleset, settling.act)

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
        asked: list[Part] = []
        for x, (bars, lifts) in enumerate(zip(grounds.bars, grounds.lifts, strict=True)):
            held = self._holds(bars)
            if not withheld or self._stands(x) == k.TRUE:
                asked.append(bars)
            # What might lift an exemption matters only where it would stand without it.
            if lifts is not None and held != k.FALSE and (not withheld or held == k.TRUE):
                asked.append(lifts)
        for name, part in () if withheld else grounds.classes:
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
        exemptions: list[int],
        taken: str | None,
        possible: list[tuple[str, Part]],
        settling: Attribute | None,
    ) -> tuple[str, ...]:
        ruleset = self._grounds.ruleset
        barring = tuple(ruleset.exemptions.values())
        parts = dict(self._grounds.classes)
        found: list[str] = []
        for x in exemptions:
            found += [*barring[x].clause, *self._counted_as(self._grounds.bars[x])]
        if taken is not None:
            found += ruleset.attributes[taken].clause
            found += self._counted_as(parts[taken]) if taken in parts else ()
        for name, _ in possible:
            found += ruleset.attributes[name].clause
        found += settling.clause if settling is not None else ()
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
