"""The outcomes of a ruleset go in; the columns by which the kernel records a reply come out."""

from __future__ import annotations

from itertools import chain

from ..model.outcomes import Row, answers_requests
from ..model.procedure import Procedure
from ..model.ruleset import Ruleset
from .names import Names
from .programs import Programs
from .rows import rows
from .tables import Ints

_CHOICES = 2  # an outcome: its cell, its remedy


def reply_columns(
    ruleset: Ruleset, procedure: Procedure, exemptions: Names, programs: Programs
) -> dict[str, Ints]:
    """Which transitions are replies, and the rows among which each outcome's words are chosen.

    A reply answers what somebody outside asks: the acts of a procedure that only external roles
    open. What the office publishes by itself may have the same outcome and is no reply.
    """
    listed = rows_of(ruleset)
    external = [name for name, role in ruleset.roles.items() if role.external]
    asked = answers_requests(external, procedure)
    begins = {name: _CHOICES * number for number, name in enumerate(ruleset.outcomes)}
    transitions = procedure.transitions.values()
    return {
        "t_reply": [begins.get(one.outcome or "", -1) if asked else -1 for one in transitions],
        **rows(
            ("choice_from", "choice_when"),
            [[(programs.add(row.when),) for row in choice] for choice in _choices(ruleset)],
        ),
        **rows(
            ("cited_from", "cited"),
            [[(exemptions[one],) for one in row.cites] for row in listed],
        ),
    }


def rows_of(ruleset: Ruleset) -> tuple[Row, ...]:
    """Every row of every choice, in the order of the columns."""
    return tuple(chain.from_iterable(_choices(ruleset)))


def _choices(ruleset: Ruleset) -> list[tuple[Row, ...]]:
    return [choice for one in ruleset.outcomes.values() for choice in (one.statistics, one.remedy)]
