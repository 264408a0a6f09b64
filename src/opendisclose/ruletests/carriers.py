"""A ruleset goes in; every item that carries a clause comes out, with how it can be broken.

What is owed, required, presupposed or barred follows from structure (no item says `shall`), so
whether a clause can be broken does, too: by what the findings of a judged case rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ..graph.compiled import Compiled
from ..model.procedure import AllMoments, Deadline, Moment, Transition
from ..model.ruleset import Ruleset
from ..replay.entries import entry_clauses, extension_clauses
from .skipping import skippable


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One item that carries clauses.

    Attributes:
        item: where it stands in the file.
        breaks: the ways in which it can be broken (keys of `reasons.BREAKS`); none if it cannot.
        why: why it cannot (a key of `reasons.CANNOT`); None if it can.
    """

    item: str
    clauses: tuple[str, ...]
    breaks: tuple[str, ...] = ()
    why: str | None = None


def carriers(ruleset: Ruleset, procedures: Iterable[Compiled]) -> tuple[Carrier, ...]:
    """Every item with a clause, in the order of the file; the procedures are those compiled."""
    every = chain(_of_ruleset(ruleset), *(_of_procedure(compiled) for compiled in procedures))
    return tuple(one for one in every if one.clauses)


def _of_ruleset(ruleset: Ruleset) -> Iterator[Carrier]:
    for name, role in ruleset.roles.items():
        yield Carrier(item=f"roles.{name}", clauses=role.clause, why="designation")
    for name, fact in ruleset.facts.items():
        yield Carrier(item=f"facts.{name}", clauses=fact.clause, why="definition")
        for text, value in fact.values.items():
            item = f"facts.{name}.values.{text}"
            yield Carrier(item=item, clauses=value.clause, why="definition")
    for name, receipt in ruleset.receipts.items():
        yield Carrier(item=f"receipts.{name}", clauses=receipt.clause, why="definition")
        for channel, one in receipt.days.items():
            item = f"receipts.{name}.days.{channel}"
            yield Carrier(item=item, clauses=one.clause, why="definition")
    for name, attribute in ruleset.attributes.items():
        yield Carrier(item=f"attributes.{name}", clauses=attribute.clause, why="attribute")
    for name, exemption in ruleset.exemptions.items():
        yield Carrier(item=f"exemptions.{name}", clauses=exemption.clause, breaks=("barred",))


def _of_procedure(compiled: Compiled) -> Iterator[Carrier]:
    base = f"procedures.{compiled.id}"
    yield Carrier(item=base, clauses=compiled.procedure.clause, why="heading")
    for name, state in compiled.procedure.states.items():
        yield Carrier(item=f"{base}.states.{name}", clauses=state.clause, why="state")
    missed = _missed(compiled)
    skipped = skippable(compiled)
    grants = _grants(compiled)
    for number, (name, transition) in enumerate(compiled.procedure.transitions.items()):
        item = f"{base}.transitions.{name}"
        breaks = (
            *(() if number in grants else _of_act(transition)),
            *(("premature",) if transition.when_expired else ()),
            *(("skipped",) if number in skipped else ()),
            *(("missed",) if number in missed else ()),
        )
        why = None if breaks else "permission"
        yield Carrier(item=item, clauses=transition.clause, breaks=breaks, why=why)
        for kind in ("requires", "presupposes"):
            for place, entry in enumerate(getattr(transition, kind)):
                clauses = entry_clauses(compiled, entry, number)
                yield Carrier(item=f"{item}.{kind}.{place}", clauses=clauses, breaks=(kind,))
    for number, name in enumerate(compiled.procedure.deadlines):
        yield from _of_deadline(compiled, number, f"{base}.deadlines.{name}")


# --- transitions ------------------------------------------------------------------------------
def _of_act(transition: Transition) -> Iterator[str]:
    """How doing an act can be wrong under the clause of the act itself."""
    if transition.by:
        yield "by"
    if transition.when is not None:
        yield "when"
    if transition.same_as is not None or transition.distinct_from is not None:
        yield "person"
    if transition.cites is not None:
        yield "cites"


def _grants(compiled: Compiled) -> set[int]:
    """The acts that grant an extension: what is wrong with one is said of the extension."""
    found = (one.extended for one in compiled.procedure.deadlines.values())
    acts = (compiled.acts[one.act] for one in found if one is not None)
    return {number for act in acts for number in compiled.variants(act)}


def _missed(compiled: Compiled) -> set[int]:
    """The acts whose own clause is cited when they were needed before something, and missing."""
    found: list[str] = []
    for transition in compiled.procedure.transitions.values():
        found += (one.act for one in transition.presupposes if one.act and not one.clause)
    for deadline in compiled.procedure.deadlines.values():
        found += deadline.extended.needs if deadline.extended is not None else ()
    return {compiled.variants(compiled.acts[name])[0] for name in found}


# --- deadlines --------------------------------------------------------------------------------
def _of_deadline(compiled: Compiled, number: int, item: str) -> Iterator[Carrier]:
    deadline = compiled.deadline(number)
    breaks, why = _of_clock(compiled, number, deadline)
    yield Carrier(item=item, clauses=deadline.clause, breaks=breaks, why=why)
    goals = deadline.met_by.all if isinstance(deadline.met_by, AllMoments) else deadline.met_by
    moments: tuple[tuple[str, tuple[Moment, ...]], ...] = (
        ("starts", () if deadline.starts == "period" else deadline.starts),
        ("met_by", goals or ()),
    )
    for key, listed in moments:
        for place, moment in enumerate(listed):
            yield Carrier(item=f"{item}.{key}.{place}", clauses=moment.clause, why="counting")
    for place, span in enumerate(deadline.excluded):
        yield Carrier(item=f"{item}.excluded.{place}", clauses=span.clause, why="counting")
    if deadline.extended is not None:
        grants = compiled.variants(compiled.acts[deadline.extended.act])
        clauses = (clause for one in grants for clause in extension_clauses(compiled, number, one))
        yield Carrier(
            item=f"{item}.extended", clauses=tuple(dict.fromkeys(clauses)), breaks=("extended",)
        )


def _of_clock(
    compiled: Compiled, number: int, deadline: Deadline
) -> tuple[tuple[str, ...], str | None]:
    """How a clock can be broken, or why it cannot."""
    if compiled.tables.d_fires[number] == 1:
        return (), "consequence"
    if deadline.at_least is not None:
        return ("at_least",), None
    if deadline.within == "promptly":
        return (), "promptly"
    if deadline.within == "in_step":
        return ("in_step",), None
    return ("limits" if deadline.limits else "within",), None
