"""A ruleset with fees and a number of items or pages go in; the fee comes out, with its steps."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics.errors import NoFeeError
from ..model.fees import Fee, Unit, fee_of
from .files import load
from .rules import Rules


def fee(rules: Rules | str | Path, unit: Unit, number: int) -> Fee:
    """What `number` of a unit cost by the method that counts it.

    `item`: what one applicant asks for in a calendar month; `page`: what one request gets. The
    office chooses one method for a request; they are never added.

    Raises:
        NoFeeError: the ruleset has no fee for that unit.
        ValueError: the number is negative.
    """
    given = rules if isinstance(rules, Rules) else load(rules)
    for name, method in given.ruleset.fees.items():
        if method.unit == unit:
            return fee_of(name, method, number)
    raise NoFeeError(given.id, unit)
