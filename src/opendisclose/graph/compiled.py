"""One procedure compiled: its tables, and the names behind every number in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.outcomes import Row
from ..model.procedure import Deadline, Entry, Excluded, Procedure, Transition
from ..model.ruleset import Exemption, Role, Ruleset
from .markings import Marking, Net
from .names import Names
from .tables import Tables
from .values import FactCodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The kernel's tables of one procedure, with what a reader needs to name their numbers."""

    ruleset: Ruleset = field(repr=False)
    id: str
    procedure: Procedure = field(repr=False)
    tables: Tables = field(repr=False)
    net: Net = field(repr=False)
    acts: Names = field(repr=False)
    transitions: Names = field(repr=False)
    deadlines: Names = field(repr=False)
    roles: Names = field(repr=False)
    exemptions: Names = field(repr=False)
    facts: Names = field(repr=False)
    codes: tuple[FactCodes, ...] = field(repr=False)
    # Each requirement, presupposition, span and row of a choice of the tables, as the file has it.
    requirements: tuple[Entry, ...] = field(repr=False)
    presuppositions: tuple[Entry, ...] = field(repr=False)
    spans: tuple[Excluded, ...] = field(repr=False)
    choices: tuple[Row, ...] = field(repr=False)
    receipts: Mapping[int, str] = field(repr=False)  # by transition: the receipt that it has

    def transition(self, number: int) -> Transition:
        return self.procedure.transitions[self.transitions.ids[number]]

    def deadline(self, number: int) -> Deadline:
        return self.procedure.deadlines[self.deadlines.ids[number]]

    def role(self, number: int) -> Role | None:
        """The role behind a number; None for `other`, who has none of the ruleset's roles."""
        return self.ruleset.roles.get(self.roles.ids[number])

    def exemption(self, number: int) -> Exemption:
        return self.ruleset.exemptions[self.exemptions.ids[number]]

    def states(self, marking: int) -> tuple[str, ...]:
        """The active states of a marking, in file order."""
        active: Marking = self.net.markings[marking]
        if len(active) == 1:
            return tuple(active)
        return tuple(name for name in self.procedure.states if name in active)

    def variants(self, act: int) -> tuple[int, ...]:
        """The transitions that belong to an act, in file order."""
        tables = self.tables
        return tuple(tables.act_transition[tables.act_from[act] : tables.act_from[act + 1]])
