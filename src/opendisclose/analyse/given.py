"""A sound ruleset in; what every check is given out: the ruleset, its procedures compiled once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..diagnostics.places import Route
from ..model.base import Model
from ..model.ruleset import Ruleset
from ..model.walk import models

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.compiled import Compiled


@dataclass(frozen=True, kw_only=True)
class AnalyseInput:
    """What a check may look at: a ruleset without an error so far, and its compiled procedures.

    Every reference in it leads somewhere and every net is proved, so that `compiled` never raises.
    """

    ruleset: Ruleset = field(repr=False)

    @cached_property
    def models(self) -> tuple[tuple[Route, Model], ...]:
        """Every model in the ruleset with its route, in the order of the language."""
        return tuple(models(self.ruleset))

    @cached_property
    def compiled(self) -> Mapping[str, Compiled]:
        """Every procedure compiled, by its name, in the order of the file."""
        from ..graph.from_model import compile_procedure

        return MappingProxyType(
            {name: compile_procedure(self.ruleset, name) for name in self.ruleset.procedures}
        )
