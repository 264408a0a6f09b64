"""Expected findings and those found go in; which belong together, and what is left, come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from ..diagnostics.finding import Finding
from ..model.ruletest import NO_DATE, ExpectedFinding, ExpectedNote

Expected: TypeAlias = ExpectedFinding | ExpectedNote


def fits(expected: Expected, found: Finding) -> bool:
    """Whether a finding is the expected one: everything that is said of it has to be so."""
    clauses = () if expected.clause == (NO_DATE,) else expected.clause
    return (
        found.code.id == expected.code
        and set(clauses) <= set(found.clauses)
        and (expected.clause != (NO_DATE,) or not found.clauses)
        and expected.event in (None, found.event)
        and getattr(expected, "kind", None) in (None, found.kind)
        and expected.key in (None, found.key)
    )


def paired(expected: Sequence[Expected], found: Sequence[Finding]) -> dict[int, int]:
    """The largest set of pairs that fit, each expectation and each finding at most once.

    By place among the expected ones; augmenting paths, as one expectation may fit several.
    """
    by_found: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for at, one in enumerate(found):
            if at in tried or not fits(expected[number], one):
                continue
            tried.add(at)
            if at not in by_found or place(by_found[at], tried):
                by_found[at] = number
                return True
        return False

    for number in range(len(expected)):
        place(number, set())
    return {number: at for at, number in sorted(by_found.items(), key=lambda pair: pair[1])}


def nearest_finding(
    expected: Expected, found: Sequence[Finding], left: Sequence[int]
) -> int | None:
    """Of what is left over, the finding that was probably meant: of its code, else at its event."""
    same_code = [at for at in left if found[at].code.id == expected.code]
    same_event = [at for at in left if expected.event and found[at].event == expected.event]
    return next(iter((*same_code, *same_event)), None)


def shown_expected(one: Expected) -> str:
    """An expectation in one line: `OD701 第五条 e2 late`."""
    kind = getattr(one, "kind", None)
    return _line(one.code, one.clause, one.event, one.key, kind)


def shown_found(one: Finding) -> str:
    """A finding in the same form."""
    return _line(one.code.id, one.clauses, one.event, one.key, one.kind)


def _line(
    code: str, clauses: Sequence[str], event: str | None, key: str | None, kind: str | None
) -> str:
    parts = (code, "+".join(clauses), event, f"[{key}]" if key else None, kind)
    return " ".join(part for part in parts if part)
