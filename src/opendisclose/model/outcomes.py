"""What a reply is recorded as, as a file says it: its type, its cell of the statistics, its remedy.

An act names its outcome; the outcome's cell and remedy may depend on what the reply cites and on
what is known when it is given.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator

from .annual import Cell, RemedyClass, ReplyType
from .base import Model, Strings, Text, Titled, one_or_many
from .conditions import Condition
from .procedure import Procedure


class CellRow(Model):
    """A cell of the annual statistics, and for which of the replies it is the one."""

    cell: Cell
    cites: Strings = ()
    when: Condition | None = None
    clause: Strings = ()
    reading: Text | None = None


class RemedyRow(Model):
    """A class of remedy, and for which of the replies it is the one."""

    remedy: RemedyClass
    cites: Strings = ()
    when: Condition | None = None
    clause: Strings = ()
    reading: Text | None = None


Row: TypeAlias = CellRow | RemedyRow


def _bare_cell(value: Any) -> Any:
    return {"cell": value} if isinstance(value, str) else value


def _bare_remedy(value: Any) -> Any:
    return {"remedy": value} if isinstance(value, str) else value


_Cell = Annotated[CellRow, BeforeValidator(_bare_cell, json_schema_input_type=Cell | CellRow)]
_Remedy = Annotated[
    RemedyRow, BeforeValidator(_bare_remedy, json_schema_input_type=RemedyClass | RemedyRow)
]


class Outcome(Titled):
    """What a reply is recorded as; of several rows the first that fits the reply counts."""

    reply_type: ReplyType
    statistics: Annotated[tuple[_Cell, ...], one_or_many(_Cell)]
    remedy: Annotated[tuple[_Remedy, ...], one_or_many(_Remedy)]
    clause: Strings = ()
    reading: Text | None = None
    verified: bool = True

    def rows(self) -> tuple[Row, ...]:
        """The rows of both choices."""
        return (*self.statistics, *self.remedy)


def citing(outcome: Outcome, exemptions: Collection[str]) -> Outcome:
    """An outcome without what it says of other exemptions than these."""

    def kept(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        cites = [(one, tuple(name for name in one.cites if name in exemptions)) for one in rows]
        return tuple(
            one.model_copy(update={"cites": left}) for one, left in cites if left or not one.cites
        )

    return outcome.model_copy(
        update={"statistics": kept(outcome.statistics), "remedy": kept(outcome.remedy)}
    )


def answers_requests(external: Collection[str], procedure: Procedure) -> bool:
    """Whether a procedure answers what somebody outside asks: only `external` roles open it."""
    opening = [
        one for one in procedure.transitions.values() if one.from_ is None and one.to is not None
    ]
    return bool(opening) and all(one.by and set(one.by) <= set(external) for one in opening)
