"""Two guards go in; whether some state of the facts makes both true comes out."""

from __future__ import annotations

from ..model.conditions import Condition
from ..model.ruleset import Ruleset
from .satisfy import UndecidedError, facts_for


def can_both_hold(ruleset: Ruleset, first: Condition | None, second: Condition | None) -> bool:
    """Whether facts exist that make both guards true; a missing guard is always true.

    Two guards over which the search takes too long count as told apart.
    """
    wishes = [(one, True) for one in (first, second) if one is not None]
    try:
        return facts_for(ruleset, wishes, one_key=True) is not None
    except UndecidedError:
        return False
