"""The fees of a ruleset go in; a finding for each table with a gap comes out."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics.codes import CHOICE_MISSING, WRONG_VALUE
from ...diagnostics.finding import Finding, Words, make
from ...diagnostics.wording import named
from ...model.fees import FeeMethod
from ...model.ruleset import Ruleset
from .names import not_empty

_MORE = Words(zh="比上一档更大的数", en="more than the band before")


def check_fees(ruleset: Ruleset) -> Iterator[Finding]:
    """Bands rise, and the last one or `rises` says what everything beyond costs."""
    for name, method in ruleset.fees.items():
        yield from _check(method, name)


def _check(method: FeeMethod, name: str) -> Iterator[Finding]:
    route = ("fees", name, "bands")
    yield from not_empty(method.bands, route)
    before = 0
    for index, band in enumerate(method.bands):
        last = index == len(method.bands) - 1
        if band.through is None and not last:
            values = {"key": "through", "expected": _MORE, "found": ""}
            yield make(WRONG_VALUE, values, route=(*route, index))
        if band.through is not None and band.through <= before:
            values = {"key": "through", "expected": _MORE, "found": str(band.through)}
            yield make(WRONG_VALUE, values, route=(*route, index, "through"))
        before = band.through or before
        if last and (band.through is None) == (method.rises is not None):
            choices = named(("rises", "bands"))
            yield make(CHOICE_MISSING, {"where": name, "choices": choices}, route=route[:2])
