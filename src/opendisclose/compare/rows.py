"""Rows of a comparison go in; the same, with what makes them less sure or outdated, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..diagnostics.finding import Words
from .judge import Judged
from .kinds import Item
from .result import Judgement, Row

LIFTED = (Judgement.LOOSER, Judgement.BURDEN, Judgement.UNDETERMINED)
_GOOD = (Judgement.SAME, Judgement.STRICTER, Judgement.NOT_COVERED)  # silence breaks nothing


def once(rows: Iterable[Row]) -> Iterator[Row]:
    """Of what several local procedures leave out alike, one row."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        if row.judgement is Judgement.NOT_COVERED and row.local is None and row.law is not None:
            same = (row.kind, row.law.name, row.reason.en)
            if same in seen:
                continue
            seen.add(same)
        yield row


def standing(row: Row, beside: Iterable[Item]) -> Row:
    """A difference from what nobody has read in a source says so, and is not certain."""
    bad = row.judgement in (Judgement.LOOSER, Judgement.BURDEN)
    if not bad or all(one.verified for one in beside):
        return row
    reason = Words(
        zh=f"{row.reason.zh}（上位规定该处未经核对）",
        en=f"{row.reason.en} (what the law says there was not read in a source)",
    )
    return replace(row, reason=reason, certain=False)


def allowed(row: Row, laws: Iterable[str]) -> Row:
    """A conflict with a general law that a special one allows is for a person to judge."""
    if row.judgement not in (Judgement.LOOSER, Judgement.BURDEN):
        return row
    law = next(iter(laws), None)
    if law is None:
        return row
    reason = Words(
        zh=f"{row.reason.zh}；本规则所实施的 {law} 允许，适用哪一规定须人工判断",
        en=f"{row.reason.en}; {law}, which it implements, allows it: which of the two applies?",
    )
    return replace(row, judgement=Judgement.UNDETERMINED, reason=reason, certain=False)


def dated(row: Row, former: tuple[tuple[str, tuple[Judged, ...]], ...], one: Judged) -> Row:
    """The row with the older edition that the local item agrees with, if there is one."""
    for name, judged in former:
        if row.judgement in LIFTED and one not in judged and lawful(judged):
            return replace(row, judgement=Judgement.OUTDATED, fits=name)
        if row.judgement is Judgement.STRICTER and all(
            x.judgement is Judgement.SAME for x in judged
        ):
            return replace(row, fits=name)
    return row


def lawful(judged: Iterable[Judged]) -> bool:
    return all(one.judgement in _GOOD for one in judged)
