"""A local ruleset and the law above it go in; every item of the law with what became of it, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..calendars.calendar import Calendar
from ..diagnostics.finding import Words
from ..diagnostics.places import NO_PLACES, Places
from ..model.ruleset import Ruleset
from . import match, shown
from .alone import (
    BY_READING,
    LEFT_OPEN,
    UNKNOWN_BAR,
    UNKNOWN_BURDEN,
    UNKNOWN_EXTENSION,
    UNKNOWN_PAUSE,
    UNKNOWN_SILENCE,
    need_judged,
)
from .chain import stages_of
from .items import Act, Bar, Item, Items, Limit, Need, Pause, Silence
from .judge import Judged, Sides, judge
from .match import Pair, has_like, needs_paired, pairs_of
from .result import Comparison, Judgement, Row, Side
from .told import findings_of

_LIFTED = (Judgement.LOOSER, Judgement.BURDEN, Judgement.UNDETERMINED)
_GOOD = (Judgement.SAME, Judgement.STRICTER)
# How a law says that an institution may bar more by its own rules.
_OWN_RULES = ("学校规定", "单位规定", "机关规定")
# What no rule on its matter may leave out.
_WEIGHTY = frozenset({"request reply", "request disclose_in_part"})


@dataclass(frozen=True, kw_only=True)
class Source:
    """One ruleset with the places of its file."""

    ruleset: Ruleset = field(repr=False)
    places: Places = field(default=NO_PLACES, repr=False)

    @cached_property
    def items(self) -> Items:
        return Items(ruleset=self.ruleset)


def against(
    local: Source,
    law: Source,
    calendar: Calendar,
    older: Iterable[Source] = (),
    above: Iterable[Source] = (),
) -> Comparison:
    """Compare a ruleset with the law above it.

    `older` are former editions of that law, the newest first: what agrees with one of them and
    not with the law in force is outdated. `above` are the laws that the law itself implements: what
    it leaves to them is judged by them. Lengths in different units are counted by `calendar`.
    """
    work = _Work(local=local, law=law, calendar=calendar, older=tuple(older), above=tuple(above))
    rows = tuple(work.rows())
    return Comparison(
        local=local.ruleset,
        law=law.ruleset,
        rows=rows,
        unmatched=tuple(work.own()),
        findings=findings_of(rows, local, law.ruleset),
    )


@dataclass(frozen=True, kw_only=True)
class _Work:
    """One comparison while it is made."""

    local: Source
    law: Source
    calendar: Calendar
    older: tuple[Source, ...]
    above: tuple[Source, ...]

    @cached_property
    def sides(self) -> Sides:
        return Sides(local=self.local.ruleset, law=self.law.ruleset, calendar=self.calendar)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        return self._with(self.law)

    def _with(self, law: Source) -> tuple[Pair, ...]:
        return pairs_of(
            self.local.items.every, law.items.every, self.local.ruleset.id, law.ruleset.id
        )

    @cached_property
    def _former_pairs(self) -> tuple[tuple[Source, tuple[Pair, ...]], ...]:
        return tuple((one, self._with(one)) for one in self.older)

    @cached_property
    def _above_pairs(self) -> tuple[tuple[Source, tuple[Pair, ...]], ...]:
        return tuple((one, self._with(one)) for one in self.above)

    @cached_property
    def _matters(self) -> frozenset[str]:
        """What the local rule deals with, by its procedures and by what a `basis` names."""
        return self.local.items.matters | {one.law.matter for one in self.pairs}

    @cached_property
    def _of_local(self) -> frozenset[int]:
        return frozenset(id(one.local) for one in self.pairs)

    def rows(self) -> Iterator[Row]:
        """The law's items in its order, then what only the local rule has."""
        for item in self.law.items.every:
            mine = [one for one in self.pairs if one.law is item]
            for pair in mine:
                yield from self._pair(pair)
            if not mine:
                yield self._named_elsewhere(item) or self._missing(item)
            yield from self._stages(item, mine)
        for item in self.local.items.every:
            if id(item) not in self._of_local:
                yield from self._extra(item)

    def own(self) -> Iterator[Side]:
        """What the local rule has of its own and the law does not judge."""
        for item in self.local.items.every:
            if id(item) not in self._of_local and self._alone(item) is None:
                yield self._mine(item)

    # --- both have it ----------------------------------------------------------------------------

    def _pair(self, pair: Pair) -> Iterator[Row]:
        former = self._former(pair.local)
        for one in judge(pair.local, pair.law, self.sides):
            row = Row(
                kind=pair.law.kind,
                judgement=one.judgement,
                reason=one.reason,
                local=self._mine(pair.local),
                law=self._theirs(pair.law),
                how=pair.how,
                certain=one.certain,
            )
            yield _dated(_standing(row, (pair.law,)), former, one)
        if isinstance(pair.local.value, Act) and isinstance(pair.law.value, Act):
            yield from self._needs(pair)

    def _former(self, item: Item) -> tuple[tuple[str, tuple[Judged, ...]], ...]:
        """How an item stands to its counterpart in each older edition that has one."""
        found = []
        for source, pairs in self._former_pairs:
            sides = Sides(local=self.local.ruleset, law=source.ruleset, calendar=self.calendar)
            found += [
                (source.ruleset.id, judge(item, pair.law, sides))
                for pair in pairs
                if pair.local is item
            ]
        return tuple(found)

    def _needs(self, pair: Pair) -> Iterator[Row]:
        mine, theirs = pair.local.value, pair.law.value
        assert isinstance(mine, Act)
        assert isinstance(theirs, Act)
        for own, other in needs_paired(mine.needs, theirs.needs):
            judged = need_judged(pair.local.bound, mine, own, other)
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
        for source, pairs in self._former_pairs:
            for pair in pairs:
                asked = pair.law.value
                if pair.local is act and isinstance(asked, Act) and has_like(need, asked.needs):
                    return source.ruleset.id
        return None

    # --- one of them has it ----------------------------------------------------------------------

    def _missing(self, item: Item) -> Row:
        silent = item.matter != "exemptions" and item.matter not in self._matters
        reason = (
            Words(zh="本规则不涉及此类事项", en="the local rule does not deal with the matter")
            if silent
            else Words(zh="本规则没有相应规定", en="the local rule says nothing of it")
        )
        return Row(
            kind=item.kind,
            judgement=Judgement.NOT_COVERED,
            reason=reason,
            local=None,
            law=self._theirs(item),
            how=match.ALONE,
            silent=silent,
            weighty=item.key in _WEIGHTY and not silent,
        )

    def _named_elsewhere(self, item: Item) -> Row | None:
        """An act of the law that goes by one of the names of another local act, as in `also`."""
        if not isinstance(item.value, Act):
            return None
        words = {item.title.zh, *item.value.also}
        for one in self.local.items.every:
            if not isinstance(one.value, Act) or one.matter != item.matter:
                continue
            if words & {one.title.zh, *one.value.also}:
                return Row(
                    kind=item.kind,
                    judgement=Judgement.SAME,
                    reason=Words(
                        zh="包含在本规则的另一行为中", en="it is part of another local act"
                    ),
                    local=self._mine(one),
                    law=self._theirs(item),
                    how=match.BY_ID,
                )
        return None

    def _extra(self, item: Item) -> Iterator[Row]:
        judged = self._alone(item)
        if judged is None:
            return
        if (found := self._by_the_law_above(item)) is not None:
            yield from found
            return
        row = Row(
            kind=item.kind,
            judgement=judged.judgement,
            reason=judged.reason,
            local=self._mine(item),
            law=None,
            how=match.ALONE,
        )
        row = _standing(row, self._beside(item))
        former = [one for one in self._former(item) if _lawful(one[1])]
        if former and row.judgement in _LIFTED:
            row = replace(row, judgement=Judgement.OUTDATED, fits=former[0][0])
        yield row

    @cached_property
    def _leaves_open(self) -> bool:
        """Whether the law lets the institution name further exemptions in its own rules."""
        return any(
            mark in item.title.zh
            for item in self.law.items.every
            if isinstance(item.value, Bar)
            for mark in _OWN_RULES
        )

    def _by_the_law_above(self, item: Item) -> tuple[Row, ...] | None:
        """What the law leaves to the law that it implements itself."""
        for source, pairs in self._above_pairs:
            sides = Sides(local=self.local.ruleset, law=source.ruleset, calendar=self.calendar)
            rows = [
                Row(
                    kind=item.kind,
                    judgement=one.judgement,
                    reason=one.reason,
                    local=self._mine(item),
                    law=shown.side(source, pair.law),
                    how=pair.how,
                    certain=one.certain,
                )
                for pair in pairs
                if pair.local is item
                for one in judge(item, pair.law, sides)
            ]
            if rows:
                return tuple(rows)
        return None

    def _alone(self, item: Item) -> Judged | None:
        """How an item stands that the law does not have; None if it is the local rule's own."""
        if isinstance(item.value, Bar):
            if not item.value.listed:
                return None
            return LEFT_OPEN if self._leaves_open else UNKNOWN_BAR
        owner = self._counterpart(item)
        if item.kind == "extension" and owner:
            return UNKNOWN_EXTENSION
        if isinstance(item.value, Pause) and owner:
            return BY_READING if item.reading else UNKNOWN_PAUSE
        if isinstance(item.value, Silence) and item.value.means == "refusal":
            return UNKNOWN_SILENCE if item.matter in self.law.items.matters else None
        if isinstance(item.value, Limit) and item.key.startswith("request applicant"):
            return UNKNOWN_BURDEN if item.matter in self.law.items.matters else None
        return None

    def _counterpart(self, item: Item) -> tuple[Item, ...]:
        """What in the law is the counterpart of the deadline to which a part belongs."""
        route = (*item.route[:4], "within")
        return tuple(
            one.law for one in self.pairs if one.local.kind == "period" and one.local.route == route
        )

    def _beside(self, item: Item) -> tuple[Item, ...]:
        """What of the law would say it if the law did."""
        if item.kind in ("extension", "exclusion"):
            return self._counterpart(item)
        return tuple(
            one
            for one in self.law.items.every
            if one.matter == item.matter and one.kind in (item.kind, "period")
        )

    # --- the stages ------------------------------------------------------------------------------

    def _stages(self, item: Item, mine: list[Pair]) -> Iterator[Row]:
        """Limits of the law on the whole of a matter, laid over the local procedures on it."""
        if item.kind != "period" or item.key not in ("request reply", "publication publication"):
            return
        owners = {str(one.local.route[1]): one.local for one in mine}
        for name, flow in self.local.items.flows.items():
            if flow.matter != item.matter and name not in owners:
                continue
            found = stages_of(self.local.ruleset, flow, item, owners.get(name))
            if found is None or found.reason == self._own_stages(item):
                continue
            yield Row(
                kind="stages",
                judgement=found.judgement,
                reason=found.reason,
                local=shown.stages(self.local, flow, found),
                law=self._theirs(item),
                how=match.BY_PART,
                certain=True,
            )

    def _own_stages(self, item: Item) -> Words | None:
        """What is to be said of the law's own stages: what it does itself it lets others do."""
        flow = self.law.items.flows[str(item.route[1])]
        found = stages_of(self.law.ruleset, flow, item, item)
        return found.reason if found is not None else None

    def _mine(self, item: Item) -> Side:
        return shown.side(self.local, item)

    def _theirs(self, item: Item) -> Side:
        return shown.side(self.law, item)


def _standing(row: Row, beside: Iterable[Item]) -> Row:
    """A difference from what nobody has read in a source says so, and is not certain."""
    bad = row.judgement in (Judgement.LOOSER, Judgement.BURDEN)
    if not bad or all(one.verified for one in beside):
        return row
    reason = Words(
        zh=f"{row.reason.zh}（上位规定该处未经核对）",
        en=f"{row.reason.en} (what the law says there was not read in a source)",
    )
    return replace(row, reason=reason, certain=False)


def _dated(row: Row, former: tuple[tuple[str, tuple[Judged, ...]], ...], one: Judged) -> Row:
    """The row with the older edition that the local item agrees with, if there is one."""
    for name, judged in former:
        if row.judgement in _LIFTED and one not in judged and _lawful(judged):
            return replace(row, judgement=Judgement.OUTDATED, fits=name)
        if row.judgement is Judgement.STRICTER and all(
            x.judgement is Judgement.SAME for x in judged
        ):
            return replace(row, fits=name)
    return row


def _lawful(judged: Iterable[Judged]) -> bool:
    return all(one.judgement in _GOOD for one in judged)
