"""An entry of `requires` or `presupposes` goes in; the clauses that it rests on come out."""

from __future__ import annotations

from ..graph.compiled import Compiled
from ..graph.values import atoms
from ..model.conditions import Condition
from ..model.procedure import Entry
from ..model.ruleset import Ruleset


def entry_clauses(compiled: Compiled, entry: Entry, transition: int) -> tuple[str, ...]:
    """The entry's clause prevails over the fact's and the act's, those over the transition's."""
    if entry.clause:
        return entry.clause
    facts = compiled.ruleset.facts
    fact = entry.has
    if fact is None and entry.is_ is not None:
        fact = first_fact(compiled.ruleset, entry.is_)
    if fact is not None and fact in facts and facts[fact].clause:
        return facts[fact].clause
    if entry.act is not None:
        own = compiled.transition(compiled.variants(compiled.acts[entry.act])[0]).clause
        if own:
            return own
    return compiled.transition(transition).clause


def first_fact(ruleset: Ruleset, condition: Condition) -> str | None:
    """The fact that a condition names first; the day of the act is none."""
    return next((fact for fact, _ in atoms(condition) if fact in ruleset.facts), None)


def extension_clauses(compiled: Compiled, deadline: int, grant: int) -> tuple[str, ...]:
    """The extension's own clause, else that of the act that granted it, else the deadline's."""
    of = compiled.deadline(deadline)
    own = of.extended.clause if of.extended is not None else ()
    return own or compiled.transition(grant).clause or of.clause
