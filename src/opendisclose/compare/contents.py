"""Two acts that are counterparts go in; the rows about what each has to have and to be come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import match, shown
from .alike import ALIKE, overlap
from .alone import need_judged
from .judge import Judged, Sides
from .kinds import Act, Item, Need, Step
from .match import Pair, has_like, needs_paired
from .result import Judgement, Row
from .steps import post_judged, steps_judged, when_judged

if TYPE_CHECKING:
    from .against import Source

_REVIEWED = ("审查", "保密审核")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The laws beside which the acts of one local rule are laid.

    `former` are the older editions with their pairs; `above` what the law itself implements.
    """

    local: Source
    law: Source
    above: tuple[Source, ...]
    former: tuple[tuple[Source, tuple[Pair, ...]], ...]
    sides: Sides

    def rows(self, pair: Pair) -> Iterator[Row]:
        """Everything in which two acts differ or agree."""
        if not isinstance(pair.local.value, Act) or not isinstance(pair.law.value, Act):
            return
        yield from self._needs(pair, pair.local.value, pair.law.value)
        yield from self._manner(pair)
        known = (_keys(self.local), frozenset.union(*map(_keys, (self.law, *self.above))))
        for own, other, judged in steps_judged(pair.local, pair.law, self.sides, *known):
            if own is not None and self._known(pair.local, own):
                continue
            yield Row(
                kind="step",
                judgement=judged.judgement,
                reason=judged.reason,
                local=shown.step(self.local, pair.local, own) if own else None,
                law=shown.step(self.law, pair.law, other) if other else None,
                how=match.ALONE,
            )

    # --- what it has to have ---------------------------------------------------------------------

    def _needs(self, pair: Pair, mine: Act, theirs: Act) -> Iterator[Row]:
        for own, other in needs_paired(mine.needs, theirs.needs):
            judged = need_judged(pair.local, own, other)
            if own is None and other is not None and self._done(pair.local, other):
                continue
            if judged is None or (own and not other and self._asked(pair.local, own)):
                continue
            row = Row(
                kind="content",
                judgement=judged.judgement,
                reason=judged.reason,
                local=shown.need(self.local, pair.local, own) if own else None,
                law=shown.need(self.law, pair.law, other) if other else None,
                how=pair.how if own and other else match.ALONE,
            )
            fits = self._asked_before(pair.local, own) if own and not other else None
            if fits is not None and judged.judgement is Judgement.BURDEN:
                row = replace(row, judgement=Judgement.OUTDATED, fits=fits)
            yield row

    def _done(self, act: Item, need: Need) -> bool:
        """Whether what the law wants done is an act of its own in the local rule."""
        if need.aspect != "act" or not any(one in need.title.zh for one in _REVIEWED):
            return False
        titles = [
            word
            for flow in self.local.items.flows.values()
            if flow.matter == act.matter
            for one in flow.procedure.transitions.values()
            for word in (one.zh or "", *one.also)
        ]
        return any(mark in title for title in titles for mark in _REVIEWED)

    def _asked(self, act: Item, need: Need) -> bool:
        """Whether the law asks for it at another act of the matter, or a law above it does."""
        return any(
            has_like(need, one.value.needs)
            for source in (self.law, *self.above)
            for one in source.items.every
            if isinstance(one.value, Act) and one.matter == act.matter
        )

    def _asked_before(self, act: Item, need: Need) -> str | None:
        """The older edition whose own act asks for the same."""
        for source, pair in self._older(act):
            asked = pair.law.value
            if isinstance(asked, Act) and has_like(need, asked.needs):
                return source.ruleset.id
        return None

    def _known(self, act: Item, step: Step) -> bool:
        """Whether the law, or a law above it, has the step, if only for other cases."""
        return any(
            overlap(step.title.zh, one.zh or name) >= ALIKE
            for source in (self.law, *self.above)
            for flow in source.items.flows.values()
            if flow.matter == act.matter
            for name, one in flow.procedure.transitions.items()
        )

    # --- when, and by whom -----------------------------------------------------------------------

    def _manner(self, pair: Pair) -> Iterator[Row]:
        for kind, judging in (("condition", when_judged), ("post", post_judged)):
            judged = judging(pair.local, pair.law, self.sides)
            if judged is None:
                continue
            row = Row(
                kind=kind,
                judgement=judged.judgement,
                reason=judged.reason,
                local=shown.side(self.local, pair.local),
                law=shown.side(self.law, pair.law),
                how=pair.how,
            )
            fits = self._done_before(pair.local, kind) if _bad(judged) else None
            yield row if fits is None else replace(row, judgement=Judgement.OUTDATED, fits=fits)

    def _done_before(self, act: Item, kind: str) -> str | None:
        """The older edition in which the act is done in the same cases, or by the same post."""
        judging = when_judged if kind == "condition" else post_judged
        for source, pair in self._older(act):
            sides = Sides(
                local=self.local.ruleset, law=source.ruleset, calendar=self.sides.calendar
            )
            found = judging(act, pair.law, sides)
            if found is None or found.judgement is Judgement.STRICTER:
                return source.ruleset.id
        return None

    def _older(self, act: Item) -> Iterable[tuple[Source, Pair]]:
        return (
            (source, pair) for source, pairs in self.former for pair in pairs if pair.local is act
        )


def _keys(source: Source) -> frozenset[str]:
    """The parts of the acts that a ruleset has."""
    return frozenset(one.key for one in source.items.every if isinstance(one.value, Act))


def _bad(judged: Judged) -> bool:
    return judged.judgement in (Judgement.LOOSER, Judgement.BURDEN, Judgement.UNDETERMINED)
