"""The rows of a comparison go in; findings about those that somebody should act on come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..diagnostics import codes
from ..diagnostics.codes import Severity
from ..diagnostics.finding import Finding, Related, Words, make
from ..diagnostics.places import Route
from ..model.items import items_meant, kind_of
from ..model.ruleset import Ruleset
from .result import Judgement, Row, Side

if TYPE_CHECKING:
    from .against import Source

_CODES = {
    Judgement.LOOSER: codes.CONFLICT_WITH_LAW,
    Judgement.BURDEN: codes.BURDEN_BEYOND_LAW,
    Judgement.OUTDATED: codes.OUTDATED_EDITION,
    Judgement.UNDETERMINED: codes.NOT_COMPARABLE,
}


def findings_of(rows: tuple[Row, ...], local: Source, law: Ruleset) -> tuple[Finding, ...]:
    """One finding for each such row, in the order of the rows, then what a `basis` misses."""
    found = [one for row in rows for one in _of(row, law)]
    return (*found, *(one.placed(local.places) for one in _bases(local.ruleset, law)))


def code_of(row: Row) -> tuple[codes.Code, Severity] | None:
    """The code of a row that somebody should act on, with its severity in this row."""
    if row.kind == "stages":
        exceeded = row.judgement is Judgement.LOOSER
        code = codes.STAGES_EXCEED_LAW if exceeded else codes.STAGES_WITHOUT_SLACK
        return code, code.severity
    if row.judgement is Judgement.NOT_COVERED:
        if row.silent or row.kind == "exemption":
            return None
        return codes.LAW_NOT_COVERED, Severity.WARNING if row.weighty else Severity.NOTE
    if row.judgement not in _CODES:
        return None
    code = _CODES[row.judgement]
    certain = row.certain and row.judgement is Judgement.LOOSER
    return code, Severity.ERROR if certain else code.severity


def _of(row: Row, law: Ruleset) -> Iterator[Finding]:
    found = code_of(row)
    if found is not None:
        yield _finding(*found, row, law)


def _finding(code: codes.Code, severity: Severity, row: Row, law: Ruleset) -> Finding:
    side = row.local or row.law
    assert side is not None  # a row has at least one
    both = row.local is not None and row.law is not None
    related = (_there(row.law),) if both and row.law is not None else ()
    return make(
        code,
        {
            "item": side.title,
            "reason": row.reason,
            "said": _both(row),
            "law": law.id,
            "edition": row.fits or "",
        },
        severity=severity,
        clauses=side.clauses,
        route=side.route,
        span=side.span,
        related=related,
    )


def _there(side: Side) -> Related:
    message = Words(
        zh=f"{side.ruleset}：{side.title.zh} {side.said.zh}".rstrip(),
        en=f"{side.ruleset}: {side.title.en} {side.said.en}".rstrip(),
    )
    return Related(route=side.route, message=message, clauses=side.clauses, span=side.span)


def _both(row: Row) -> Words:
    """What the two say, in brackets; nothing if neither says it in a few words."""
    mine, theirs = row.local, row.law
    if mine is None or theirs is None or not (mine.said.zh and theirs.said.zh):
        return Words(zh="", en="")
    if mine.said == theirs.said:
        return Words(zh="", en="")
    return Words(
        zh=f"（{mine.said.zh}；上位规定：{theirs.said.zh}）",
        en=f" ({mine.said.en}; the law: {theirs.said.en})",
    )


def _bases(local: Ruleset, law: Ruleset) -> Iterator[Finding]:
    """A `basis` in this law of which the law has nothing."""
    listed: list[tuple[Route, str | None]] = [
        (("exemptions", n, "basis"), one.basis) for n, one in local.exemptions.items()
    ]
    listed += [
        (("procedures", p, "deadlines", n, "basis"), one.basis)
        for p, procedure in local.procedures.items()
        for n, one in procedure.deadlines.items()
    ]
    for route, basis in listed:
        ruleset, _, item = (basis or "").partition("#")
        if ruleset == law.id and not items_meant(law, item, kind_of(route)):
            yield make(codes.BASIS_OF_NOTHING, {"basis": basis, "law": law.id}, route=route)
