"""Two verdicts on a case, without an event and with it, go in; what the event changes comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..diagnostics.finding import Finding
from .verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Would:
    """What a case would come to with one more event.

    Both verdicts are as of the same instant, so that what time alone does is in both.

    Attributes:
        verdict: the verdict as it would be.
        adds: the findings that the event alone brings.
        clears: the findings that it alone takes away (an overdue duty is met late instead).
        asks: what would have to be known because of it.
    """

    verdict: Verdict
    adds: tuple[Finding, ...]
    clears: tuple[Finding, ...]
    asks: tuple[Finding, ...]


def compared(before: Verdict, after: Verdict) -> Would:
    """What is in the one verdict and not in the other, in their order."""
    return Would(
        verdict=after,
        adds=_without(after.findings, before.findings),
        clears=_without(before.findings, after.findings),
        asks=_without(after.missing, before.missing),
    )


def _without(found: Iterable[Finding], known: Iterable[Finding]) -> tuple[Finding, ...]:
    rest = list(known)
    fresh: list[Finding] = []
    for one in found:
        if one in rest:
            rest.remove(one)
        else:
            fresh.append(one)
    return tuple(fresh)
