"""A ruleset goes in; the items that can be compared with another ruleset's come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..diagnostics.finding import Words
from ..model.procedure import Procedure
from ..model.ruleset import Ruleset
from . import features
from .acts import act_of
from .bars import bar_of
from .clocks import of_deadline
from .features import Flow
from .kinds import Item
from .receipts import receipts_of


@dataclass(frozen=True, kw_only=True)
class Items:
    """The items of one ruleset, in the order of its file."""

    ruleset: Ruleset = field(repr=False)

    @cached_property
    def flows(self) -> dict[str, Flow]:
        """Every procedure with the parts that its acts and deadlines have."""
        return {
            name: features.flow_of(self.ruleset, name, one)
            for name, one in self.ruleset.procedures.items()
        }

    @cached_property
    def every(self) -> tuple[Item, ...]:
        """All items."""
        found = [bar_of(self.ruleset, name, one) for name, one in self.ruleset.exemptions.items()]
        for flow in self.flows.values():
            found += _of_flow(self.ruleset, flow)
        return tuple(_with_standing(self.ruleset, one) for one in found)

    @cached_property
    def matters(self) -> frozenset[str]:
        """What its procedures deal with: request, publication, annual report ..."""
        return frozenset(one.matter for one in self.flows.values())


def _with_standing(ruleset: Ruleset, item: Item) -> Item:
    """Whether all that an item rests on was read in a source, and whether it is the law's own."""
    known = [ruleset.clauses[one] for one in item.clauses if one in ruleset.clauses]
    verified = all(one.verified for one in known)
    borrowed = features.borrowed(ruleset, item.clauses)
    if verified and not borrowed:
        return item
    return replace(item, verified=verified and item.verified, borrowed=borrowed)


def _of_flow(ruleset: Ruleset, flow: Flow) -> Iterator[Item]:
    for name, key in flow.acts.items():
        yield act_of(ruleset, flow, name, key)
    for name, deadline in flow.procedure.deadlines.items():
        yield from of_deadline(ruleset, flow, name, deadline)
    yield from receipts_of(ruleset, flow)


def procedure_title(procedure: Procedure) -> Words:
    """The title of a procedure."""
    return Words(zh=procedure.title.zh, en=procedure.title.en)
